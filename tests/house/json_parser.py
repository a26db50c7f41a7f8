#!/usr/bin/env python3
"""Checks that one file parses JSON: mock_server/base/text/json_parser.cc, which limits how deep it is nested.

    python3 tests/house/json_parser.py SOURCE_DIR    exit 1 and one line for each other place that parses
    python3 tests/house/json_parser.py --self-test   proves that each kind of violation is found

What the library parses itself may be nested without end, and then a copy of the value overflows the stack.
"""

import re
import sys
import tempfile
from pathlib import Path

PARSER = "mock_server/base/text/json_parser.cc"
PARSES = re.compile(
    r"[Jj]son(?:<[^>]*>)?\s*::\s*(?:template\s+)?"
    r"(?:parse|accept|sax_parse|from_(?:bjdata|bson|cbor|msgpack|ubjson))\s*\(|\"_json\b"
)
SAYS = "parse JSON with parse_json() (base/text/json_parser.h), which limits its depth"


def violations(source: Path) -> list[str]:
    if not (source / PARSER).is_file():
        return [f"{PARSER}: does not exist"]
    problems = []
    for path in sorted((source / "mock_server").rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.suffix not in (".h", ".cc") or name == PARSER:
            continue
        # Whole, for a call may be broken into lines.
        text = path.read_text(encoding="utf-8")
        problems += [f"{name}:{text.count(chr(10), 0, found.end()) + 1}: {SAYS}" for found in PARSES.finditer(text)]
    return problems


def self_test() -> int:
    right = "parse_json(text);\nLatency::parse(text);\njson_pointer p(text);\njson::object();\nvalue.dump();\n"
    wrongs = [
        ("parse", "x.cc", "a;\nconst json v = json::parse(text);\n", 2),
        ("parse with its namespace", "x.cc", "nlohmann::json::parse(text, nullptr, false);\n", 1),
        ("parse that keeps the order", "x.cc", "ordered_json::parse(text);\n", 1),
        ("parse in a header", "x.h", "\n\njson::parse(text);\n", 3),
        ("parse of a parameter", "x.cc", "template <class Json> Json f() { return Json::parse(text); }\n", 1),
        ("parse of another instance", "x.cc", "basic_json<std::map>::parse(text);\n", 1),
        ("a call in two lines", "x.cc", "json::\n    parse(text);\n", 2),
        ("accept", "x.cc", "if (json::accept(text)) return;\n", 1),
        ("sax_parse", "x.cc", "json::sax_parse(text, &handler);\n", 1),
        ("a binary format", "x.cc", "json::from_cbor(text);\n", 1),
        ("a literal", "x.cc", 'auto v = R"({"a":1})"_json;\n', 1),
        ("the parser's header", "json_parser.h", "json::parse(text);\n", 1),
    ]
    failures = 0
    for what, name, text, line in [("nothing", "x.cc", right, 0), ("no parser", PARSER, "", 0)] + wrongs:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder)
            (source / PARSER).parent.mkdir(parents=True)
            if name != PARSER:
                (source / PARSER).write_text("json::sax_parse(text, &handler);\n")
                (source / PARSER).with_name(name).write_text(text)
            found = violations(source)
        place = f"mock_server/base/text/{name}"
        expected = [f"{place}:{line}: {SAYS}"] if line else [f"{PARSER}: does not exist"] if name == PARSER else []
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
