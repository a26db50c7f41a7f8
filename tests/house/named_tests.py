#!/usr/bin/env python3
"""Checks that the tests which pages of the documentation name exist.

    python3 tests/house/named_tests.py SOURCE_DIR    exit 1 and one line for each that does not
    python3 tests/house/named_tests.py --self-test   proves that each kind of violation is found

A page names a test as `Suite.Test`, with a capital letter after each backtick and each dot. A page of PAGES that
is missing or names no test is a violation too: nothing would be checked.
"""

import re
import sys
from pathlib import Path

from check import judge_trees, run

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
    tests = {"tests/pets/a_test.cc": "TEST(Cat, Purrs) {}\nTEST_F(Dog,\n       Barks) {}\n"}
    right = tests | {page: "`Cat.Purrs` `Dog.Barks`\n" for page in PAGES}
    _, second, *_, last = PAGES

    def without(page: str) -> dict[str, str]:
        return {name: text for name, text in right.items() if name != page}

    return judge_trees(violations, [
        ("nothing", right, []),
        ("a missing test", right | {PAGES[0]: "`Cat.Purrs`\n`Cat.Barks` `Options::x` `a.B` `message.h`\n"},
         [f"{PAGES[0]}:2: there is no test Cat.Barks"]),
        ("a missing test on another page", right | {second: "`Cat.Purr`\n"},
         [f"{second}:1: there is no test Cat.Purr"]),
        ("a missing test on the last page", right | {last: "`Dog.Bark`\n"},
         [f"{last}:1: there is no test Dog.Bark"]),
        ("a page without a test", right | {second: "Cat.Purrs\n"}, [f"{second}: the page names no test"]),
        ("a missing page", without(second), [f"{second}: the page does not exist"]),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(run(__doc__, violations, self_test))
