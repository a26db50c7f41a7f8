#!/usr/bin/env python3
"""Checks that the tests which a page of the documentation names are there.

    python3 tests/house/named_tests.py SOURCE_DIR    exit 1 and one line for each that is not
    python3 tests/house/named_tests.py --self-test   proves that a missing one is found

A page names a test as `Suite.Test`; it is one of GoogleTest's where it begins with a capital on both sides of
the point.
"""

import re
import sys
import tempfile
from pathlib import Path

PAGES = ["docs/credit-rules.md"]
NAMED = re.compile(r"`([A-Z]\w+\.[A-Z]\w+)`")
DEFINED = re.compile(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)", re.MULTILINE)


def tests_of(source: Path) -> set[str]:
    return {
        f"{suite}.{name}"
        for path in (source / "tests").rglob("*_test.cc")
        for suite, name in DEFINED.findall(path.read_text(encoding="utf-8"))
    }


def missing(source: Path) -> list[str]:
    known = tests_of(source)
    return [
        f"{page}:{number}: there is no test {name}"
        for page in PAGES
        for number, line in enumerate((source / page).read_text(encoding="utf-8").splitlines(), 1)
        for name in NAMED.findall(line)
        if name not in known
    ]


def self_test() -> int:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        (source / "tests").mkdir()
        (source / "docs").mkdir()
        (source / "tests/a_test.cc").write_text("TEST(Cat, Purrs) {}\nTEST_F(Dog,\n       Barks) {}\n")
        (source / PAGES[0]).write_text("`Cat.Purrs` `Dog.Barks`\n`Cat.Barks` `Options::x` `a.B`\n")
        found = missing(source)
    expected = [f"{PAGES[0]}:2: there is no test Cat.Barks"]
    if found != expected:
        print(f"expected {expected}, found {found}")
    return 0 if found == expected else 1


def main() -> int:
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    problems = missing(Path(sys.argv[1]))
    print("\n".join(problems) if problems else "every test that is named is there")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
