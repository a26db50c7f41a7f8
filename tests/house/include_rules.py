"""The rules of include_order.py, which lists them: what each folder may include, and what a source tree breaks."""

import re
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
    "base": ["value", "text", "http", "file", "formula"],
    "media": ["", "duration"],
    "contract": ["", "transcript", "redaction"],
    "domain": [
        "models", "tasks", "outputs", "uploads", "webhooks", "billing", "accounts", "requests",
        "faults/kinds", "faults", "journal/client_rules", "journal", "state", "scenarios", "metrics",
    ],
    "control": ["", "account"],
    "cli": ["formats", "arguments", "models", ""],
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
    "wavespeed_mock/loaded_catalogue.h": "base",
    "wavespeed_mock/for_key.h": "base",
    "wavespeed_mock/request_match.h": "base",
    "wavespeed_mock/money.h": "base",
    "wavespeed_mock/new_account.h": "base",
    "wavespeed_mock/options.h": "base",
    "wavespeed_mock/payment.h": "base",
    "wavespeed_mock/reset_part.h": "base",
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

HEAVY = re.compile(r"nlohmann/json\.hpp|spdlog/.*|regex|iostream")
# The only folders that include it.
FOLDERS_OF_LIBRARY = {
    "httplib.h": ["transport/httplib"],
    "boost": ["transport/client", "transport/event", "load_generator"],
}
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


def sources_in(folder: Path, endings: tuple[str, ...] = (".h", ".cc")) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in endings)


class House:
    """The files of one source tree, and what is wrong with them."""

    def __init__(self, root: Path):
        self.root = root
        self.mock_server = root / "mock_server"
        self.public = self.mock_server / "include"
        self.files = sources_in(self.mock_server)
        self.problems: list[str] = []

    def check(self) -> list[str]:
        if not self.files:
            return ["mock_server: holds no source files"]
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

        library = included.split("/")[0]
        folders = FOLDERS_OF_LIBRARY.get(library)
        if folders and Path(self.name(file)).parent.as_posix() not in folders:
            yield f"{library} may be included only by {', '.join(folders)}"
        if HEAVY.fullmatch(included) and file.suffix == ".h" and folder is not None:
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
        for file in sources_in(tests_dir / "support", (".h",)):
            lines = file.read_text(encoding="utf-8").splitlines()
            self.check_subject(file, lines[0] if lines else "")
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
        for file in self.files + sources_in(self.root / "tests", (".h", ".cc", ".py")):
            lines = len(file.read_text(encoding="utf-8").splitlines())
            if lines > MOST_LINES and file.relative_to(self.root).as_posix() not in TABLES:
                self.report(file, None, f"has {lines} lines, more than {MOST_LINES}: split it")
        for folder, names in sorted(modules.items()):
            if len(names) > MOST_MODULES:
                what = f"holds {len(names)} modules, more than {MOST_MODULES}: sort them into folders"
                self.report(folder, None, what)

    def check_subject(self, file: Path, first_line: str) -> None:
        if not first_line.startswith("// "):
            # A header says it for its source too.
            headers = [file.with_suffix(".h"), self.public / "wavespeed_mock" / f"{file.stem}.h"]
            if file.suffix == ".h" or not any(header.exists() for header in headers):
                self.report(file, 1, "a file must open with a comment that names its subject")
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
