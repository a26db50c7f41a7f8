#!/usr/bin/env python3
"""Checks that one file parses JSON: mock_server/base/text/json_parser.cc, which limits how deep it is nested.

    python3 tests/house/json_parser.py SOURCE_DIR    exit 1 and one line for each other place that parses
    python3 tests/house/json_parser.py --self-test   proves that each kind of violation is found

What the library parses itself may be nested without end, and then a copy of the value overflows the stack.
"""

import re
import sys
from pathlib import Path

from check import judge_trees, run

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
    parser = {PARSER: "json::sax_parse(text, &handler);\n"}
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
    folder = "mock_server/base/text/"
    return judge_trees(violations, [
        ("nothing", parser | {folder + "x.cc": right}, []),
        ("that there is no parser", {folder + "x.cc": right}, [f"{PARSER}: does not exist"]),
        *((what, parser | {folder + name: text}, [f"{folder}{name}:{line}: {SAYS}"])
          for what, name, text, line in wrongs),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(run(__doc__, violations, self_test))
