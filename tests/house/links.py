#!/usr/bin/env python3
"""Checks that links within the documentation lead to a file, and to a heading of it.

    python3 tests/house/links.py SOURCE_DIR    exit 1 and one line for each that does not
    python3 tests/house/links.py --self-test   proves that each kind of violation is found
"""

import re
import sys
from pathlib import Path

from check import judge_trees, run

PAGES = ["*.md", "docs/**/*.md", "contracts/*.md", "fixtures/*.md", "bench/**/*.md", "examples/**/*.md"]
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def without_code(text: str) -> str:
    """The page with code blocks emptied, so that line numbers stay."""
    return CODE.sub(lambda block: "\n" * block.group().count("\n"), text)


def anchors_of(page: Path) -> set[str]:
    """As hosts of Markdown make them from headings; a repeated one gets a number."""
    anchors: set[str] = set()
    for heading in HEADING.findall(without_code(page.read_text(encoding="utf-8"))):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        number = 1
        while anchor in anchors:
            anchor = f"{anchor}-{number}" if number == 1 else re.sub(r"-\d+$", f"-{number}", anchor)
            number += 1
        anchors.add(anchor)
    return anchors


def problem_of(page: Path, link: str) -> str:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return "there is no such file"
    if anchor and target.suffix == ".md" and anchor not in anchors_of(target):
        return "the page has no such heading"
    return ""


def violations(source: Path) -> list[str]:
    pages = sorted({page for pattern in PAGES for page in source.glob(pattern) if "node_modules" not in page.parts})
    return [
        f"{page.relative_to(source).as_posix()}:{number}: {link}: {problem}"
        for page in pages
        for number, line in enumerate(without_code(page.read_text(encoding="utf-8")).splitlines(), 1)
        for link in LINK.findall(line)
        if not re.match(r"[a-z]+:", link) and (problem := problem_of(page, link))
    ]


def self_test() -> int:
    pages = {
        "README.md": "# A mock\n[a](docs/a.md) [b](docs/a.md#--host---port) [c](https://x.test/#y)\n"
        "[d](docs/b.md) [e](docs/a.md#port) [f](#a-mock) [g](#mock)\n",
        "docs/a.md": "# A\n## --host, --port\n```sh\n# Port\n[x](lost.md)\n```\n## A\n[up](../README.md#a-mock) [again](#a-1)\n",
    }
    expected = [
        "README.md:3: docs/b.md: there is no such file",
        "README.md:3: docs/a.md#port: the page has no such heading",
        "README.md:3: #mock: the page has no such heading",
    ]
    return judge_trees(violations, [("three links", pages, expected)])


if __name__ == "__main__":
    sys.exit(run(__doc__, violations, self_test))
