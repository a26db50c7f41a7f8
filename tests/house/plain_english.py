#!/usr/bin/env python3
"""Checks that sources and pages say things in plain English.

    python3 tests/house/plain_english.py SOURCE_DIR    exit 1 and one line for each finding
    python3 tests/house/plain_english.py --self-test   proves that each pattern finds what it is for

The patterns are in plain_english.txt, each with the better wording.
"""

import re
import sys
from pathlib import Path

from check import run

LIST = Path(__file__).with_suffix(".txt")
FOLDERS = ("mock_server", "docs", "examples", "bench", "cmake", "contracts", "fixtures", "tests", ".github")
ENDINGS = {".h", ".cc", ".py", ".md", ".txt", ".cmake", ".sh", ".mjs", ".json", ".yaml", ".yml", ""}
# Texts of others: pinned packages, and recorded requests and responses of real clients and the service.
OTHERS = ("package-lock.json", "contracts/transcripts/")

# One sentence for each pattern, in the order of the list, that the pattern must find.
EXAMPLES = [
    "x is no route", "it stands in a file", "standing in for it", "it stood there", "so many times", "every so often",
    "as good as new", "whoever asks", "a client is told who asks", "meanwhile", "the comma behind it",
    "it lies between", "it is put back", "nobody knows", "as ever", "to the letter",
    "it goes on", "in the place of those", "as often as it likes", "it says nothing of it",
    "the one is here, the other there", "how often so", "it sees to it, and must see to it", "won by it",
    "for its sake",
    "started anew", "stays for ever", "held against the contract", "fails now and then", "beside the server",
    "closed in good order", "a key that is none", "adds up whatever happens",
]  # fmt: skip


# The name of a test is a sentence without spaces.
TEST = re.compile(r"^TEST(?:_F|_P)?\(")
WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def read_patterns() -> list[tuple[re.Pattern[str], str]]:
    patterns = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, _, better = line.partition(" => ")
            patterns.append((re.compile(pattern, re.IGNORECASE), better))
    return patterns


def files_of(root: Path) -> list[Path]:
    files = [path for path in root.iterdir() if path.is_file()]
    for folder in FOLDERS:
        files += (root / folder).rglob("*")
    mine = {LIST.resolve(), Path(__file__).resolve()}
    return sorted(
        path for path in files
        if path.is_file() and path.suffix in ENDINGS and path.resolve() not in mine
        and path.name not in ("LICENSE", ".gitignore")
        and not any(part in path.relative_to(root).as_posix() for part in OTHERS)
    )  # fmt: skip


def violations(root: Path) -> list[str]:
    patterns = read_patterns()
    found = []
    for path in files_of(root):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:  # a small picture or sound
            continue
        for number, line in enumerate(lines, start=1):
            text = WORD_START.sub(" ", line) if TEST.match(line) else line
            for pattern, better in patterns:
                if match := pattern.search(text):
                    place = f"{path.relative_to(root).as_posix()}:{number}"
                    found.append(f"{place}: \"{match[0]}\": better {better}")
    return found


def self_test() -> int:
    patterns = read_patterns()
    wrong = 0
    if len(patterns) != len(EXAMPLES):
        print(f"{len(patterns)} patterns, {len(EXAMPLES)} examples: each pattern needs one")
        wrong += 1
    for (pattern, _), example in zip(patterns, EXAMPLES):
        if not pattern.search(example):
            print(f"{pattern.pattern} does not find \"{example}\"")
            wrong += 1
    for fine in ("there is no route", "it is no longer kept", "behind a proxy", "an understanding"):
        for pattern, _ in patterns:
            if pattern.search(fine):
                print(f"{pattern.pattern} finds \"{fine}\", which is fine")
                wrong += 1
    print(f"self-test: {len(patterns)} patterns, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(run(__doc__, violations, self_test))
