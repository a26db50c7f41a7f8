#!/usr/bin/env python3
"""Checks that one folder opens files to read them: mock_server/base/file, which limits how long they may be.

    python3 tests/house/file_reading.py SOURCE_DIR    exit 1 and one line for each other place that does
    python3 tests/house/file_reading.py --self-test   proves that each kind of violation is found

What reads a file to its end itself fills the memory with one that has no end, such as /dev/zero.
"""

import re
import sys
import tempfile
from pathlib import Path

FOLDER = "mock_server/base/file"
READS = re.compile(r"\bstd\s*::\s*(?:basic_)?(?:ifstream|fstream|filebuf)\b|(?<!\w)::\s*open\s*\(|\bfopen\s*\(")
SAYS = "read files with file_text() or read_text_file() (base/file/text_files.h), which limit their size"


def violations(source: Path) -> list[str]:
    if not (source / FOLDER).is_dir():
        return [f"{FOLDER}: does not exist"]
    problems = []
    for path in sorted((source / "mock_server").rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.suffix not in (".h", ".cc") or name.startswith(FOLDER + "/"):
            continue
        text = path.read_text(encoding="utf-8")
        problems += [f"{name}:{text.count(chr(10), 0, found.end()) + 1}: {SAYS}" for found in READS.finditer(text)]
    return problems


def self_test() -> int:
    right = "std::ofstream file(path);\nfile.open(path);\nfile_text(path);\nAccounts::open(key);\nreopen(path);\n"
    wrongs = [
        ("a stream", "cli/x.cc", "a;\nstd::ifstream file(path);\n", 2),
        ("a stream in a header", "cli/x.h", "std::ifstream file_;\n", 1),
        ("a stream for both", "base/text/x.cc", "std::fstream file(path);\n", 1),
        ("a stream of other characters", "cli/x.cc", "std::basic_ifstream<char8_t> file(path);\n", 1),
        ("a call of the system", "cli/x.cc", "const int file = ::open(path.c_str(), O_RDONLY);\n", 1),
        ("a file of C", "cli/x.cc", "\nstd::fopen(path, mode);\n", 2),
    ]
    failures = 0
    for what, name, text, line in [("nothing", "cli/x.cc", right, 0), ("no folder", "", "", 0)] + wrongs:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder)
            if name:
                for path, content in ((f"{FOLDER}/text_files.cc", "::open(path);\n"), (f"mock_server/{name}", text)):
                    (source / path).parent.mkdir(parents=True, exist_ok=True)
                    (source / path).write_text(content)
            found = violations(source)
        expected = [f"mock_server/{name}:{line}: {SAYS}"] if line else [] if name else [f"{FOLDER}: does not exist"]
        if found != expected:
            failures += 1
            print(f"wrong is {what}:\n  expected {expected}\n  found    {found}")
    print(f"self-test: {len(wrongs) + 2} trees, {failures} judged wrongly")
    return 1 if failures else 0


def main() -> int:
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    problems = violations(Path(sys.argv[1]).resolve())
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{len(problems)} violations")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
