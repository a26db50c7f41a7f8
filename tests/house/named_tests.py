#!/usr/bin/env python3
"""Checks that the tests which pages of the documentation name exist.

    python3 tests/house/named_tests.py SOURCE_DIR    exit 1 and one line for each that does not
    python3 tests/house/named_tests.py --self-test   proves that each kind of violation is found

A page names a test as `Suite.Test`, with a capital letter after each backtick and each dot. A page of PAGES that
is missing or names no test is a violation too: nothing would be checked.
"""

import re
import sys
import tempfile
from pathlib import Path

PAGES = ["docs/credit-rules.md", "docs/behaviours.md", "docs/limits.md", "docs/architecture.md"]
NAMED = re.compile(r"`([A-Z]\w+\.[A-Z]\w+)`")
DEFINED = re.compile(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)", re.MULTILINE)


def tests_of(source: Path) -> set[str]:
    return {
        f"{suite}.{name}"
        for path in (source / "tests").rglob("*_test.cc")
        for suite, name in DEFINED.findall(path.read_text(encoding="utf-8"))
    }


def problems_of(source: Path, page: str, known: set[str]) -> list[str]:
    path = source / page
    if not path.is_file():
        return [f"{page}: the page does not exist"]
    named = [
        (number, name)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for name in NAMED.findall(line)
    ]
    if not named:
        return [f"{page}: the page names no test"]
    return [f"{page}:{number}: there is no test {name}" for number, name in named if name not in known]


def violations(source: Path) -> list[str]:
    known = tests_of(source)
    return [problem for page in PAGES for problem in problems_of(source, page, known)]


def self_test() -> int:
    right = "`Cat.Purrs` `Dog.Barks`\n"
    wrongs = [
        ("a missing test", 0, right + "`Cat.Barks` `Options::x` `a.B` `message.h`\n", ":2: there is no test Cat.Barks"),
        ("a missing test on another page", 1, "`Cat.Purr`\n", ":1: there is no test Cat.Purr"),
        ("a missing test on the last page", len(PAGES) - 1, "`Dog.Bark`\n", ":1: there is no test Dog.Bark"),
        ("a page without a test", 1, "Cat.Purrs\n", ": the page names no test"),
        ("a missing page", 1, None, ": the page does not exist"),
    ]
    failures = 0
    for what, place, text, problem in [("nothing", 0, right, "")] + wrongs:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder)
            (source / "tests/pets").mkdir(parents=True)
            (source / "tests/pets/a_test.cc").write_text("TEST(Cat, Purrs) {}\nTEST_F(Dog,\n       Barks) {}\n")
            for i, page in enumerate(PAGES):
                content = text if i == place else right
                if content is not None:
                    (source / page).parent.mkdir(parents=True, exist_ok=True)
                    (source / page).write_text(content)
            found = violations(source)
        expected = [PAGES[place] + problem] if problem else []
        if found != expected:
            failures += 1
            print(f"wrong is {what}:\n  expected {expected}\n  found    {found}")
    print(f"self-test: {len(wrongs) + 1} trees, {failures} judged wrongly")
    return 1 if failures else 0


def main() -> int:
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    problems = violations(Path(sys.argv[1]))
    print("\n".join(problems) if problems else "every test that is named exists")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
