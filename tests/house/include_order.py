#!/usr/bin/env python3
"""Checks that the folders of mock_server/ include one another in one direction only.

    python3 tests/house/include_order.py SOURCE_DIR    exit 1 and one line for each violation
    python3 tests/house/include_order.py --self-test   proves that each kind of violation is found

The rules:
  order     a file includes its own folder and folders before it in ORDER; what transport/ may
            include is listed apart, because it does not know what its handler does
  inner     the same inside a folder that has folders, by INNER_ORDER
  exists    an include in quotes names a file, from mock_server/ or mock_server/include/
  public    headers in mock_server/include/ need nothing but the standard library and one another,
            and the one for GoogleTest that
  heavy     headers leave expensive headers to the source files
  tests     each folder with source files has tests in the folder of the same name below tests/, and
            the other way round
  size      a folder holds at most 40 modules (a header and its source are one), and a source file
            that is not a table at most 300 lines
  subject   a header opens with a comment whose first line names its one subject, without "and"
  watched   tests get answers only where they are checked against the contract
"""

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ORDER = [
    "base", "media", "contract", "records", "store", "domain", "api", "control", "app", "transport", "server",
    "runner", "load_generator", "cli",
]  # fmt: skip
MAY_INCLUDE = {folder: ORDER[: i + 1] for i, folder in enumerate(ORDER)}
MAY_INCLUDE["media"] = ["base", "media"]
MAY_INCLUDE["transport"] = ["base", "transport"]

# "" is the folder itself. A folder that is not in here has no folders inside.
INNER_ORDER = {
    "base": ["value", "text", "http", "file"],
    "contract": ["", "transcript", "redaction"],
    "domain": [
        "models", "tasks", "outputs", "uploads", "webhooks", "billing", "accounts", "requests", "faults/kinds", "faults",
        "journal/client_rules", "journal", "state", "scenarios", "metrics",
    ],
    "control": ["", "account"],
    "cli": ["formats", ""],
    "transport": ["http", "tls", "socket", "", "event", "httplib", "client", "webhooks"],
}  # fmt: skip

MOST_MODULES = 40
MOST_LINES = 300
# Tables: a row for each option, and nothing else.
TABLES = {"mock_server/cli/option_table.cc"}

# Public headers live in one folder for their users; each belongs to the folder that defines it.
FOLDER_OF_PUBLIC = {
    "wavespeed_mock/account.h": "app",
    "wavespeed_mock/account_info.h": "base",
    "wavespeed_mock/clock.h": "base",
    "wavespeed_mock/client_report.h": "contract",
    "wavespeed_mock/delivery.h": "base",
    "wavespeed_mock/invoice.h": "base",
    "wavespeed_mock/journal.h": "base",
    "wavespeed_mock/message.h": "base",
    "wavespeed_mock/credit.h": "base",
    "wavespeed_mock/error.h": "base",
    "wavespeed_mock/expectation.h": "base",
    "wavespeed_mock/fault_rule.h": "base",
    "wavespeed_mock/distribution.h": "base",
    "wavespeed_mock/latency.h": "base",
    "wavespeed_mock/for_key.h": "base",
    "wavespeed_mock/request_match.h": "base",
    "wavespeed_mock/money.h": "base",
    "wavespeed_mock/new_account.h": "base",
    "wavespeed_mock/options.h": "base",
    "wavespeed_mock/payment.h": "base",
    "wavespeed_mock/scenario.h": "base",
    "wavespeed_mock/version.h": "base",
    "wavespeed_mock/snapshot.h": "base",
    "wavespeed_mock/webhook.h": "base",
    "wavespeed_mock/mock.h": "app",
    "wavespeed_mock/mock_server.h": "server",
    "wavespeed_mock/contract.h": "runner",
    "wavespeed_mock/drift.h": "runner",
    "wavespeed_mock/contract_gtest.h": "runner",
}

HEAVY = re.compile(r"nlohmann/json\.hpp|httplib\.h|spdlog/.*|regex|iostream")
STANDARD = re.compile(r"[a-z_]+")  # <vector>; other libraries' headers have a folder or an ending
INCLUDE = re.compile(r'\s*#\s*include\s*(?:"(?P<quoted>[^"]+)"|<(?P<angled>[^>]+)>)?')

# Headers allowed in addition to the standard library: only users who already have them include them.
PUBLIC_MAY_INCLUDE = {"wavespeed_mock/contract_gtest.h": ["gtest/gtest.h"]}

# Compiled once, ahead of everything: the only file outside the folders.
PRECOMPILED = "precompiled.h"
# Tests of the whole, not of one folder: what users see, the contract's cases, real clients.
TESTS_OF_THE_WHOLE = {"behaviour", "cases", "clients", "install", "examples", "runner_wire"}

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
        self.check_size()
        self.check_watched()
        return self.problems

    def report(self, file: Path, line: int | None, problem: str) -> None:
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
            self.report(file, None, "belongs to no folder of the order: " + ", ".join(ORDER))
        lines = file.read_text(encoding="utf-8").splitlines()
        self.check_subject(file, lines[0] if lines else "")
        for number, text in enumerate(lines, start=1):
            match = INCLUDE.match(text)
            if match is None:
                continue
            self.includes += 1
            included = match["quoted"] or match["angled"]
            if included is None:
                self.report(file, number, "an include must name its file in <> or quotes")
                continue
            for problem in self.problems_of_include(file, folder, included, bool(match["quoted"])):
                self.report(file, number, problem)

    def problems_of_include(
        self, file: Path, folder: str | None, included: str, quoted: bool
    ) -> Iterator[str]:
        ours = [start / included for start in (self.mock_server, self.public)]
        exists = any(path.is_file() for path in ours)
        if quoted and not exists:
            yield f'"{included}" is not a file in mock_server/ or mock_server/include/'

        target = self.folder(included) if exists else None
        if folder and target and target not in MAY_INCLUDE[folder]:
            allowed = ", ".join(MAY_INCLUDE[folder])
            yield f'{folder} must not include {target} ("{included}"), only: {allowed}'
        if folder and folder == target and folder in INNER_ORDER:
            yield from self.problems_of_inner_order(folder, self.name(file), included)

        if self.public in file.parents:
            public = (self.public / included).is_file()
            public = public or included in PUBLIC_MAY_INCLUDE.get(self.name(file), [])
            if not public and (quoted or not STANDARD.fullmatch(included)):
                yield f"a public header must not include {included}, only the standard library"

        heavy = HEAVY.fullmatch(included) and file.suffix == ".h" and folder is not None
        if heavy and not (folder == "transport" and included == "httplib.h"):
            yield f"a header must not include <{included}>, which is slow to compile"

    @staticmethod
    def problems_of_inner_order(folder: str, name: str, included: str) -> Iterator[str]:
        """Whether the include goes from an inner folder to one before it. Public headers have none."""
        order = INNER_ORDER[folder]
        inner = [Path(path).parent.as_posix() for path in (name, included) if path.startswith(folder + "/")]
        if len(inner) < 2:
            return
        places = ["" if path == folder else path.removeprefix(folder + "/") for path in inner]
        for place in places:
            if place not in order:
                yield f"{folder}/{place} has no place in INNER_ORDER: " + ", ".join(order)
                return
        if order.index(places[1]) > order.index(places[0]):
            before = ", ".join(order[: order.index(places[0])])
            yield f'{inner[0]} must not include {inner[1]} ("{included}"), only: {before}'

    def check_tests(self) -> None:
        """Folders that hold source files and folders that hold tests are the same."""
        sources = {file.parent.relative_to(self.mock_server) for file in self.files if file.suffix == ".cc"}
        tests_dir = self.root / "tests"
        tests = {file.parent.relative_to(tests_dir) for file in tests_dir.rglob("*_test.cc")}
        for folder in sorted(sources - tests):
            self.report(self.mock_server / folder, None, f"has no test in tests/{folder.as_posix()}/")
        folders = {file.parent.relative_to(self.mock_server) for file in self.files}
        for folder in sorted(tests - folders):
            if folder.parts[0] not in TESTS_OF_THE_WHOLE:
                what = f"tests nothing: mock_server/{folder.as_posix()}/ holds no source file"
                self.report(tests_dir / folder, None, what)

    def check_size(self) -> None:
        modules = defaultdict(set)
        for file in self.files:
            modules[file.parent].add(file.stem)
            lines = len(file.read_text(encoding="utf-8").splitlines())
            if lines > MOST_LINES and file.relative_to(self.root).as_posix() not in TABLES:
                self.report(file, None, f"has {lines} lines, more than {MOST_LINES}: split it")
        for folder, names in sorted(modules.items()):
            if len(names) > MOST_MODULES:
                what = f"holds {len(names)} modules, more than {MOST_MODULES}: sort them into folders"
                self.report(folder, None, what)

    def check_subject(self, file: Path, first_line: str) -> None:
        if file.suffix != ".h":
            return
        if not first_line.startswith("// "):
            self.report(file, 1, "a header must open with a comment that names its subject")
        elif re.search(r"\band\b", first_line):
            self.report(file, 1, 'the first line names two subjects: say it without "and"')

    def check_watched(self) -> None:
        """Answers of a mock pass through tests/support, which holds them against the contract."""
        for file in sorted((self.root / "tests").rglob("*.cc")):
            if file.relative_to(self.root).as_posix().startswith(NOT_WATCHED):
                continue
            for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                if UNWATCHED.search(text):
                    self.report(file, number, UNWATCHED_SAYS)


def self_test() -> int:
    """Builds a tree with one violation of each kind and compares what is found, word for word."""
    include = "mock_server/include/wavespeed_mock/"
    right = {
        include + "clock.h": "// Time.\n#include <atomic>\n",
        include + "mock.h": '// A mock.\n#include <memory>\n#include "wavespeed_mock/clock.h"\n',
        include + "contract_gtest.h":
            '// Tests.\n#include <gtest/gtest.h>\n#include "wavespeed_mock/mock.h"\n',
        "mock_server/precompiled.h": "// Headers.\n#include <nlohmann/json.hpp>\n",
        "mock_server/base/value/money.h": "// Money.\n#include <nlohmann/json_fwd.hpp>\n",
        "mock_server/base/value/money.cc":
            '#include "base/value/money.h"\n\n#include <nlohmann/json.hpp>\n',
        "mock_server/base/text/quoting.cc": '#include "base/value/money.h"\n',
        "mock_server/domain/billing/usage.cc":
            ' # include "base/value/money.h" // why\n//#include "cli/x.h"\n',
        "mock_server/app/mock.cc": '#include "wavespeed_mock/mock.h"\n#include "base/value/money.h"\n',
        "mock_server/transport/client/client.h":
            '// A client.\n#include <httplib.h>\n#include "base/value/money.h"\n',
        "mock_server/cli/main.cc": '#include "transport/client/client.h"\n#include <iostream>\n',
        "tests/base/value/money_test.cc": "",
        "tests/base/text/quoting_test.cc": "",
        "tests/domain/billing/usage_test.cc": "",
        "tests/app/mock_test.cc": "",
        "tests/cli/main_test.cc": "",
        "tests/clients/curl_test.cc": "",
    }  # fmt: skip
    clock, client = include + "clock.h", "mock_server/transport/client/client.h"
    money_h, money = "mock_server/base/value/money.h", "mock_server/base/value/money.cc"
    mock, usage = "mock_server/app/mock.cc", "mock_server/domain/billing/usage.cc"
    no_folder = "belongs to no folder of the order: " + ", ".join(ORDER)
    no_file = "is not a file in mock_server/ or mock_server/include/"
    not_standard = "only the standard library"

    def order(folder: str, target: str, included: str) -> str:
        allowed = ", ".join(MAY_INCLUDE[folder])
        return f':2: {folder} must not include {target} ("{included}"), only: {allowed}'

    # What is wrong, the file added to the right tree, its text, and what must be said of the file.
    wrongs = [
        ("a folder to the right", usage, '//\n#include "app/x.h"\n', order("domain", "app", "app/x.h")),
        ("the same in <>", usage, "//\n#include <app/x.h>\n", order("domain", "app", "app/x.h")),
        ("a public header to the right", usage, '//\n#include "wavespeed_mock/mock.h"\n',
         order("domain", "app", "wavespeed_mock/mock.h")),
        ("the same from a public header", clock, '// Time.\n#include "wavespeed_mock/mock.h"\n',
         order("base", "app", "wavespeed_mock/mock.h")),
        ("transport that knows the rules", client, '// A client.\n#include "domain/x.h"\n',
         order("transport", "domain", "domain/x.h")),
        ("transport that knows the mock", client, '// A client.\n#include "wavespeed_mock/mock.h"\n',
         order("transport", "app", "wavespeed_mock/mock.h")),
        ("app that knows transport", mock, '//\n#include "transport/client/client.h"\n',
         order("app", "transport", "transport/client/client.h")),
        ("an inner folder to the right", money, '//\n#include "base/text/quoting.h"\n',
         ':2: base/value must not include base/text ("base/text/quoting.h"), only: '),
        ("an inner folder without a place in the order", "mock_server/domain/misc/y.h",
         '// Why.\n#include "domain/x.h"\n', ":2: domain/misc has no place in INNER_ORDER: "
         + ", ".join(INNER_ORDER["domain"])),
        ("a file that does not exist", money, '\n\n#include "base/lost.h"\n',
         f':3: "base/lost.h" {no_file}'),
        ("a file named from its own folder", money, '#include "money.h"\n',
         f':1: "money.h" {no_file}'),
        ("an include that a macro names", money, "#include HEADER\n",
         ":1: an include must name its file in <> or quotes"),
        ("an answer that is not checked against the contract", "tests/app/mock_test.cc", "\nmock.handle(request);\n",
         f":2: {UNWATCHED_SAYS}"),
        ("a server that is not checked against the contract", "tests/clients/curl_test.cc", "MockServer server({});\n",
         f":1: {UNWATCHED_SAYS}"),
        ("a library in a public header", clock, "// Time.\n#include <nlohmann/json_fwd.hpp>\n",
         f":2: a public header must not include nlohmann/json_fwd.hpp, {not_standard}"),
        ("GoogleTest in another public header", clock, "// Time.\n#include <gtest/gtest.h>\n",
         f":2: a public header must not include gtest/gtest.h, {not_standard}"),
        ("another part of it in its own", include + "contract_gtest.h",
         "// Tests.\n#include <gtest/gtest-spi.h>\n",
         f":2: a public header must not include gtest/gtest-spi.h, {not_standard}"),
        ("a private header in a public one", clock, '// Time.\n#include "base/value/money.h"\n',
         f":2: a public header must not include base/value/money.h, {not_standard}"),
        ("a public header without a place in the order", include + "extra.h", "// More.\n", f": {no_folder}"),
        ("a folder without a place in the order", "mock_server/misc/x.h", "// More.\n", f": {no_folder}"),
        ("a source outside the folders", "mock_server/loose.h", "// More.\n", f": {no_folder}"),
        ("a folder without tests", "mock_server/store/memory.cc", "", None),
        ("tests of no folder", "tests/base/gone/gone_test.cc", "", None),
        ("a long file", money, "//\n" * 301, ": has 301 lines, more than 300: split it"),
        ("a header without a comment", money_h, "#pragma once\n",
         ":1: a header must open with a comment that names its subject"),
        ("a header with two subjects", money_h, "// Money and time.\n",
         ':1: the first line names two subjects: say it without "and"'),
    ]  # fmt: skip
    of_folders = {
        "a folder without tests": "mock_server/store: has no test in tests/store/",
        "tests of no folder":
            "tests/base/gone: tests nothing: mock_server/base/gone/ holds no source file",
    }  # fmt: skip
    for header in ("nlohmann/json.hpp", "spdlog/fmt/fmt.h", "regex", "iostream",
                   "httplib.h"):  # fmt: skip
        problem = f":2: a header must not include <{header}>, which is slow to compile"
        text = f"// Money.\n#include <{header}>\n"
        wrongs.append((f"<{header}> in a header", money_h, text, problem))
    targets = {"mock_server/base/text/quoting.h": "// Quotes.\n", "mock_server/app/x.h": "// X.\n", "mock_server/domain/x.h": "// X.\n"}

    failures = 0
    for what, path, text, problem in [("nothing", money_h, "// Money.\n", "")] + wrongs:
        with tempfile.TemporaryDirectory() as folder:
            for name, content in {**right, **targets, path: text}.items():
                file = Path(folder, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
            found = House(Path(folder)).check()
        expected = [of_folders.get(what) or path + problem] if problem != "" else []
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
