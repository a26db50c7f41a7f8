#!/usr/bin/env python3
"""Checks that readers see how to run each example of a page, in the form that docs/README.md describes.

    python3 tests/house/example_lines.py SOURCE_DIR    exit 1 and one line for each example that is not so
    python3 tests/house/example_lines.py --self-test   proves that each kind of violation is found

The line above a code block says how it is run. tests/docs/run_examples.py uses examples_of() to do it:

    Server: `wavespeed-mock serve OPTIONS`    the command that starts the server of a ```console block;
                                              without this line it is "wavespeed-mock serve", if no
                                              example before it on the page has other options
    File `NAME`:                              the block is a file, which the examples after it can use
    <!-- compiled: PATH -->                   the lines of the block are in that source file, in this order
    <!-- not run: REASON -->                  the block is not tested

The last two may be invisible, because a reader need not know them.
"""

import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PAGES = ["*.md", "docs/**/*.md", "contracts/*.md", "fixtures/*.md", "bench/**/*.md", "examples/**/*.md"]
ADDRESS = "127.0.0.1:8787"  # of the server in every example
SERVER = re.compile(r"Server: `(?:wavespeed-mock|\./dev) serve(?: ([^`]+))?`")
FILE = re.compile(r"File `((?:\w[\w.-]*/)*\w[\w.-]*)`:")
COMMENT = re.compile(r"<!-- (compiled|not run): (\S.*?) -->")
# What is probably meant as one of them.
LIKE_SERVER = re.compile(r"[^\w|]*(?:Server:|[Ss]erver\W{1,4}`)")
LIKE_FILE = re.compile(r"[^\w|]*(?:File:|[Ff]ile\W{1,4}`)")
HIDDEN = re.compile(r"\s*<!--\s*(run|file|server|compiled|not run)\b", re.IGNORECASE)
FENCE = re.compile(r"```(\w*)")


@dataclass
class Example:
    """A code block: the number of its first line, and how it is run."""

    line: int
    language: str
    text: str
    kind: str = ""  # "server", "file", "compiled", "not run", or "" if no line says it
    argument: str = ""  # options of the server, name of the file, path of the source file, or reason


def read_mark(line: str) -> tuple[str, str] | None:
    """Kind and argument of a line that says how the block below it is run, or None."""
    if match := SERVER.fullmatch(line):
        return "server", match[1] or ""
    if match := FILE.fullmatch(line):
        return "file", match[1]
    if match := COMMENT.fullmatch(line):
        return match[1], match[2]
    return None


def wrong_line(line: str) -> str:
    """What is wrong with a line that looks as if it said how a block is run, but cannot be read; or ""."""
    match = HIDDEN.match(line)
    if match and match[1].lower() in ("compiled", "not run"):
        return "not readable; write: <!-- compiled: PATH --> or <!-- not run: REASON -->"
    if match:
        return "readers do not see a comment; write: Server: `wavespeed-mock serve OPTIONS`, or File `NAME`:"
    if LIKE_SERVER.match(line):
        return "not readable; write: Server: `wavespeed-mock serve OPTIONS`"
    if LIKE_FILE.match(line):
        return "not readable; write: File `NAME`:"
    return ""


def examples_of(page: str) -> tuple[list[Example], list[tuple[int, str]]]:
    """The code blocks of a page, and its problems, each with the number of its line."""
    examples: list[Example] = []
    problems: list[tuple[int, str]] = []
    lines = page.splitlines()
    mark = None  # of the line above
    named_server = False  # by any example before this one
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if fence := FENCE.match(line):
            start = number
            while number < len(lines) and lines[number] != "```":
                number += 1
            example = Example(start, fence[1], "".join(text + "\n" for text in lines[start:number]), *(mark or ()))
            number += 1
            if example.kind == "server" and example.language != "console":
                problems.append((start - 1, "only a console block has a server"))
            if example.kind == "" and example.language == "console":
                example.kind = "server"
                if named_server and ADDRESS in example.text:
                    problems.append((start, "readers may take a server above for that of this example; "
                                            "write: Server: `wavespeed-mock serve`"))  # fmt: skip
            named_server = named_server or (example.kind == "server" and example.argument != "")
            examples.append(example)
            mark = None
            continue
        if mark:
            problems.append((number - 1, "must be on the line above a code block"))
        mark = read_mark(line)
        if mark and number > 1 and lines[number - 2] != "":
            problems.append((number, "must have an empty line above it, or it is shown as part of the paragraph"))
        if not mark and (problem := wrong_line(line)):
            problems.append((number, f"{line}: {problem}"))
    if mark:
        problems.append((number, "must be on the line above a code block"))
    return examples, problems


def violations(source: Path) -> list[str]:
    pages = sorted({page for pattern in PAGES for page in source.glob(pattern) if "node_modules" not in page.parts})
    return [
        f"{page.relative_to(source).as_posix()}:{number}: {problem}"
        for page in pages
        for number, problem in examples_of(page.read_text(encoding="utf-8"))[1]
    ]


# Pages, each with the lines at which problems are found and the beginnings of these.
WRONG = {
    "Server: `serve --seed 7`\n```console\n```\n": [(1, "Server: `serve --seed 7`: not readable")],
    "Server: wavespeed-mock serve\n": [(1, "Server: wavespeed-mock serve: not readable")],
    "**Server** `wavespeed-mock serve`\n": [(1, "**Server** `wavespeed-mock serve`: not readable")],
    "Server: `wavespeed-mock serve --seed 7`\n\n```console\n```\n": [(1, "must be on the line above")],
    "Text:\nServer: `wavespeed-mock serve`\n```console\n```\n": [(2, "must have an empty line above")],
    "Server: `wavespeed-mock serve`\n```json\n```\n": [(1, "only a console block")],
    "File: `a.json`\n```json\n```\n": [(1, "File: `a.json`: not readable")],
    "File `../a.json`:\n```json\n```\n": [(1, "File `../a.json`:: not readable")],
    "File `a.json`:\n": [(1, "must be on the line above")],
    "<!-- run: serve -->\n```console\n```\n": [(1, "<!-- run: serve -->: readers do not see")],
    "<!-- file: a.json -->\n```json\n```\n": [(1, "<!-- file: a.json -->: readers do not see")],
    "<!-- not run -->\n```sh\n```\n": [(1, "<!-- not run -->: not readable")],
    "Server: `wavespeed-mock serve --seed 7`\n```console\n```\n\n```console\n$ curl 127.0.0.1:8787\n```\n":
        [(5, "readers may take a server above")],
}  # fmt: skip

RIGHT = """```console
$ curl 127.0.0.1:8787
```

Server: `wavespeed-mock serve --seed 7`
```console
$ curl 127.0.0.1:8787
Server: is not read within a block
```

```console
$ wavespeed-mock --version
```

File `team/a.json`:
```json
{}
```

<!-- compiled: tests/a.cc -->
```cpp
```

Server: `./dev serve`
```console
```
"""
RIGHT_EXAMPLES = [
    (1, "server", ""), (6, "server", "--seed 7"), (11, "server", ""), (16, "file", "team/a.json"),
    (21, "compiled", "tests/a.cc"), (25, "server", ""),
]  # fmt: skip


def self_test() -> int:
    wrong = 0
    for page, expected in WRONG.items():
        found = examples_of(page)[1]
        if len(found) != len(expected) or any(
            line != at or not problem.startswith(text) for (line, problem), (at, text) in zip(found, expected)
        ):
            print(f"expected {expected}\nfound    {found}")
            wrong += 1
    examples, problems = examples_of(RIGHT)
    found = [(example.line, example.kind, example.argument) for example in examples]
    if problems or found != RIGHT_EXAMPLES:
        print(f"expected {RIGHT_EXAMPLES}\nfound    {found} with {problems}")
        wrong += 1
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "docs").mkdir()
        Path(folder, "docs", "a.md").write_text("# A\n\nServer: none\n", encoding="utf-8")
        if [line.split(": Server")[0] for line in violations(Path(folder))] != ["docs/a.md:3"]:
            print("the page in docs was not read")
            wrong += 1
    print(f"self-test: {wrong} wrong")
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    if arguments == ["--self-test"]:
        return self_test()
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    problems = violations(Path(arguments[0]).resolve())
    print("\n".join(problems) if problems else "every example says how it is run")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
