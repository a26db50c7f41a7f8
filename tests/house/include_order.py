#!/usr/bin/env python3
"""Checks that the folders of mock_server/ include one another in one direction only.

    python3 tests/house/include_order.py SOURCE_DIR    exit 1 and one line for each violation
    python3 tests/house/include_order.py --self-test   proves that each kind of violation is found

The rules:
  order     a file includes its own folder and folders before it in ORDER; what transport/ may
            include is listed apart, because it must not know what is behind its handler
  exists    an include in quotes names a file, from mock_server/ or mock_server/include/
  public    headers in mock_server/include/ need nothing but the standard library and one another,
            and the one for GoogleTest that
  heavy     headers leave expensive headers to the source files
  tests     each source file has a test file of its name, and each test file something to test
  watched   tests get answers only where they are held against the contract
"""

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ORDER = [
    "base", "contract", "records", "store", "domain", "api", "control", "app", "transport", "server", "runner",
    "load", "cli",
]  # fmt: skip
MAY_INCLUDE = {folder: ORDER[: i + 1] for i, folder in enumerate(ORDER)}
MAY_INCLUDE["transport"] = ["base", "transport"]

# Public headers live in one folder for their users; each belongs to the folder that defines it.
FOLDER_OF_PUBLIC = {
    "wavespeed_mock/account.h": "base",
    "wavespeed_mock/clock.h": "base",
    "wavespeed_mock/client_report.h": "contract",
    "wavespeed_mock/journal.h": "base",
    "wavespeed_mock/message.h": "base",
    "wavespeed_mock/error.h": "base",
    "wavespeed_mock/snapshot.h": "base",
    "wavespeed_mock/webhook.h": "base",
    "wavespeed_mock/mock.h": "app",
    "wavespeed_mock/mock_server.h": "server",
    "wavespeed_mock/contract.h": "runner",
    "wavespeed_mock/drift.h": "runner",
    "wavespeed_mock/contract_gtest.h": "runner",
}

HEAVY = re.compile(r"nlohmann/json\.hpp|httplib\.h|CLI/CLI\.hpp|spdlog/.*|regex|iostream")
STANDARD = re.compile(r"[a-z_]+")  # <vector>; other libraries' headers have a folder or an ending
INCLUDE = re.compile(r'\s*#\s*include\s*(?:"(?P<quoted>[^"]+)"|<(?P<angled>[^>]+)>)?')

# Beside the standard library: what only users who have it anyway include.
PUBLIC_MAY_INCLUDE = {"wavespeed_mock/contract_gtest.h": ["gtest/gtest.h"]}

# Compiled once, ahead of everything: the only file outside the folders.
PRECOMPILED = "precompiled.h"
# Programs' entry points hold nothing to test.
WITHOUT_TEST = {"main"}
# Tests of the whole, with real clients, not of one source file.
TESTS_OF_THE_WHOLE = ("tests/clients/",)

# What would let an answer get past the contract, and who may: the package's user has no contract.
UNWATCHED = re.compile(r"\.handle\(|\bMockServer (\w+[;({]|\w+ = )|make_unique<MockServer>")
UNWATCHED_SAYS = "use MockClient, watched_answer() or WatchedServer (tests/support/)"
NOT_WATCHED = ("tests/support/", "tests/install/")


class House:
    """The files of one source tree, and what is wrong with them."""

    def __init__(self, root: Path):
        self.root = root
        self.mock_server = root / "mock_server"
        self.public = self.mock_server / "include"
        self.files = sorted(p for p in self.mock_server.rglob("*") if p.suffix in (".h", ".cc"))
        self.includes = 0
        self.problems: list[str] = []

    def check(self) -> list[str]:
        for file in self.files:
            self.check_file(file)
        self.check_tests()
        self.check_watched()
        return self.problems

    def complain(self, file: Path, line: int | None, problem: str) -> None:
        place = file.relative_to(self.root).as_posix() + (f":{line}" if line else "")
        self.problems.append(f"{place}: {problem}")

    def name(self, file: Path) -> str:
        """As an include has to name it: "base/money.h", "wavespeed_mock/clock.h"."""
        start = self.public if self.public in file.parents else self.mock_server
        return file.relative_to(start).as_posix()

    def folder(self, name: str) -> str | None:
        """The folder in ORDER that a file belongs to."""
        folder = FOLDER_OF_PUBLIC.get(name) or name.split("/")[0]
        return folder if folder in ORDER else None

    def check_file(self, file: Path) -> None:
        name = self.name(file)
        folder = self.folder(name)
        if folder is None and name != PRECOMPILED:
            self.complain(file, None, "belongs to no folder of the order: " + ", ".join(ORDER))
        for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            match = INCLUDE.match(text)
            if match is None:
                continue
            self.includes += 1
            included = match["quoted"] or match["angled"]
            if included is None:
                self.complain(file, number, "an include must name its file in <> or quotes")
                continue
            for problem in self.problems_of_include(file, folder, included, bool(match["quoted"])):
                self.complain(file, number, problem)

    def problems_of_include(
        self, file: Path, folder: str | None, included: str, quoted: bool
    ) -> Iterator[str]:
        ours = [start / included for start in (self.mock_server, self.public)]
        exists = any(path.is_file() for path in ours)
        if quoted and not exists:
            yield f'"{included}" is no file in mock_server/ or mock_server/include/'

        target = self.folder(included) if exists else None
        if folder and target and target not in MAY_INCLUDE[folder]:
            allowed = ", ".join(MAY_INCLUDE[folder])
            yield f'{folder} must not include {target} ("{included}"), only: {allowed}'

        if self.public in file.parents:
            public = (self.public / included).is_file()
            public = public or included in PUBLIC_MAY_INCLUDE.get(self.name(file), [])
            if not public and (quoted or not STANDARD.fullmatch(included)):
                yield f"a public header must not include {included}, only the standard library"

        heavy = HEAVY.fullmatch(included) and file.suffix == ".h" and folder is not None
        if heavy and not (folder == "transport" and included == "httplib.h"):
            yield f"a header must not include <{included}>, which is slow to compile"

    def check_tests(self) -> None:
        sources = defaultdict(list)
        for file in self.files:
            if file.suffix == ".cc" and file.stem not in WITHOUT_TEST:
                sources[file.stem].append(file)
        tests = defaultdict(list)
        for file in sorted((self.root / "tests").rglob("*_test.cc")):
            if not file.relative_to(self.root).as_posix().startswith(TESTS_OF_THE_WHOLE):
                tests[file.stem.removesuffix("_test")].append(file)

        for stem, files in sources.items():
            folders = {test.parent.name for test in tests[stem]}
            for file in files:
                # Where two folders have a file of one name, only the folder tells whose test it is.
                if not folders or (len(files) > 1 and file.parent.name not in folders):
                    folder = file.parent.relative_to(self.mock_server).as_posix()
                    wanted = f"tests/{folder}/{stem}_test.cc"
                    self.complain(file, None, f"has no test file {wanted}")
        known = {file.stem for file in self.files}
        for stem, files in tests.items():
            for file in files:
                # A second test of one file has that file's name and a word: limits_random_test.cc.
                if stem not in known and stem.rpartition("_")[0] not in known:
                    self.complain(file, None, f"tests no file: no {stem}.cc or .h in mock_server/")

    def check_watched(self) -> None:
        """Answers of a mock pass through tests/support, which holds them against the contract."""
        for file in sorted((self.root / "tests").rglob("*.cc")):
            if file.relative_to(self.root).as_posix().startswith(NOT_WATCHED):
                continue
            for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                if UNWATCHED.search(text):
                    self.complain(file, number, UNWATCHED_SAYS)


def self_test() -> int:
    """Builds a tree with one violation of each kind and compares what is found, word for word."""
    include = "mock_server/include/wavespeed_mock/"
    right = {
        include + "clock.h": "#pragma once\n#include <atomic>\n",
        include + "mock.h": '#include <memory>\n#include "wavespeed_mock/clock.h"\n',
        include + "contract_gtest.h": '#include <gtest/gtest.h>\n#include "wavespeed_mock/mock.h"\n',
        "mock_server/precompiled.h": "#include <nlohmann/json.hpp>\n",
        "mock_server/base/value/money.h": "#include <nlohmann/json_fwd.hpp>\n",
        "mock_server/base/value/money.cc": '#include "base/money.h"\n\n#include <nlohmann/json.hpp>\n',
        "mock_server/domain/billing/usage.cc": ' # include "base/money.h" // why\n//#include "cli/x.h"\n',
        "mock_server/app/mock.cc": '#include "wavespeed_mock/mock.h"\n#include "base/money.h"\n',
        "mock_server/transport/client.h": '#include <httplib.h>\n#include "base/money.h"\n',
        "mock_server/cli/main.cc": '#include "transport/client.h"\n#include <iostream>\n',
        "tests/base/money_test.cc": "",
        "tests/domain/usage_test.cc": "",
        "tests/app/mock_test.cc": "",
        "tests/transport/client_test.cc": "",
        "tests/clients/curl_test.cc": "",
    }
    clock, client = include + "clock.h", "mock_server/transport/client.h"
    money_h, money = "mock_server/base/value/money.h", "mock_server/base/value/money.cc"
    mock, usage = "mock_server/app/mock.cc", "mock_server/domain/billing/usage.cc"
    no_folder = "belongs to no folder of the order: " + ", ".join(ORDER)
    no_file = "is no file in mock_server/ or mock_server/include/"
    not_standard = "only the standard library"

    def order(folder: str, target: str, included: str) -> str:
        allowed = ", ".join(MAY_INCLUDE[folder])
        return f':1: {folder} must not include {target} ("{included}"), only: {allowed}'

    # What is wrong, the file added to the right tree, its text, and what must be said of the file.
    wrongs = [
        ("a folder to the right", usage, '#include "app/x.h"\n', order("domain", "app", "app/x.h")),
        ("the same in <>", usage, "#include <app/x.h>\n", order("domain", "app", "app/x.h")),
        ("a public header to the right", usage, '#include "wavespeed_mock/mock.h"\n',
         order("domain", "app", "wavespeed_mock/mock.h")),
        ("the same from a public header", clock, '#include "wavespeed_mock/mock.h"\n',
         order("base", "app", "wavespeed_mock/mock.h")),
        ("transport that knows the rules", client, '#include "domain/x.h"\n',
         order("transport", "domain", "domain/x.h")),
        ("transport that knows the mock", client, '#include "wavespeed_mock/mock.h"\n',
         order("transport", "app", "wavespeed_mock/mock.h")),
        ("app that knows transport", mock, '#include "transport/client.h"\n',
         order("app", "transport", "transport/client.h")),
        ("a file that does not exist", money, '\n\n#include "base/lost.h"\n',
         f':3: "base/lost.h" {no_file}'),
        ("a file named from its own folder", money, '#include "money.h"\n',
         f':1: "money.h" {no_file}'),
        ("an include that a macro names", money, "#include HEADER\n",
         ":1: an include must name its file in <> or quotes"),
        ("an answer that nobody watches", "tests/app/mock_test.cc", "\nmock.handle(request);\n",
         f":2: {UNWATCHED_SAYS}"),
        ("a server that nobody watches", "tests/clients/curl_test.cc", "MockServer server({});\n",
         f":1: {UNWATCHED_SAYS}"),
        ("a library in a public header", clock, "#include <nlohmann/json_fwd.hpp>\n",
         f":1: a public header must not include nlohmann/json_fwd.hpp, {not_standard}"),
        ("GoogleTest in another public header", clock, "#include <gtest/gtest.h>\n",
         f":1: a public header must not include gtest/gtest.h, {not_standard}"),
        ("another part of it in its own", include + "contract_gtest.h",
         "#include <gtest/gtest-spi.h>\n",
         f":1: a public header must not include gtest/gtest-spi.h, {not_standard}"),
        ("a private header in a public one", clock, '#include "base/money.h"\n',
         f":1: a public header must not include base/money.h, {not_standard}"),
        ("a public header that nobody placed", include + "extra.h", "", f": {no_folder}"),
        ("a folder that nobody placed", "mock_server/misc/x.h", "", f": {no_folder}"),
        ("a source outside the folders", "mock_server/loose.h", "", f": {no_folder}"),
        ("a source without a test", "mock_server/store/memory.cc", "",
         ": has no test file tests/store/memory_test.cc"),
        ("a source whose name another's test has", "mock_server/api/usage.cc", "",
         ": has no test file tests/api/usage_test.cc"),
        ("a test without a source", "tests/base/gone_test.cc", "",
         ": tests no file: no gone.cc or .h in mock_server/"),
    ]  # fmt: skip
    for header in ("nlohmann/json.hpp", "CLI/CLI.hpp", "spdlog/fmt/fmt.h", "regex", "iostream",
                   "httplib.h"):  # fmt: skip
        complaint = f":1: a header must not include <{header}>, which is slow to compile"
        wrongs.append((f"<{header}> in a header", money_h, f"#include <{header}>\n", complaint))
    targets = {"mock_server/app/x.h": "", "mock_server/domain/x.h": ""}

    failures = 0
    for what, path, text, complaint in [("nothing", money_h, "", "")] + wrongs:
        with tempfile.TemporaryDirectory() as folder:
            for name, content in {**right, **targets, path: text}.items():
                file = Path(folder, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
            found = House(Path(folder)).check()
        expected = [path + complaint] if complaint else []
        if found != expected:
            failures += 1
            print(f"wrong is {what}:\n  expected {expected}\n  found    {found}")
    print(f"self-test: {len(wrongs) + 1} trees, {failures} judged wrongly")
    return 1 if failures else 0


def main(arguments: list[str]) -> int:
    if arguments == ["--self-test"]:
        return self_test()
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    house = House(Path(arguments[0]).resolve())
    if not house.files:
        print(f"{house.mock_server} holds no source files", file=sys.stderr)
        return 2
    problems = house.check()
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{len(house.files)} files, {house.includes} includes, {len(problems)} violations")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
