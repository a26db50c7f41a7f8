#!/usr/bin/env python3
"""Runs fuzz targets, one after another.

    ./dev fuzz [TARGET|all] [SECONDS]

Runs TARGET, or all of them, for SECONDS each (60). A target continues from its corpus in tests/fuzz/corpus
and from what it found before, which is kept in build/fuzz/found/TARGET. It stops at its first finding, which is
kept in build/fuzz/findings/TARGET. Ctrl-C ends the run and shows what there is so far.

Exit codes: 0 nothing was found; 1 there is a finding; 2 wrong arguments; 130 interrupted without a finding.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "fuzz"
HERE = Path(__file__).resolve().parent

INTERRUPTED = 72  # libFuzzer's exit code after Ctrl-C
OPTIONS = ["-max_len=4096", "-timeout=20", "-rss_limit_mb=2560", "-malloc_limit_mb=256", "-print_final_stats=1"]
# Targets that keep one mock for all inputs. Its memory differs after each of them, which libFuzzer takes for a possible
# leak and runs the input again; a leak is still found at the end. An input of a mock reaches so much code that weighing
# inputs by how rare it is takes longer than to run them.
OF_A_MOCK = {"contract_cases", "control_bodies", "fault_rules", "journal", "mock_handle", "scenarios"}
OPTIONS_OF_A_MOCK = ["-detect_leaks=0", "-entropic=0", "-max_len=1024"]
# In this time a reader reads the longest of its texts a hundred times if it is linear, not once if it is quadratic.
OPTIONS_OF_LONG_TEXTS = {"redaction": ["-timeout=4"]}
# Stacks of allocations take a tenth of the time. A finding that needs them is repeated without this option.
ADDRESS_SANITIZER = "malloc_context_size=2"

# Besides dictionaries/TARGET.dict: the names and values in these files are words of the target.
CONTRACT = ["contracts/openapi.json"]
WORDS = {
    "contract_cases": ["contracts/cases"],
    "control_bodies": CONTRACT,
    "fault_rules": CONTRACT,
    "journal": CONTRACT,
    "mock_handle": CONTRACT,
    "transcripts": ["contracts/transcripts"],
    "fixtures": ["fixtures/test_models.json", "fixtures/tiers.json", "fixtures/examples"],
    "scenarios": ["fixtures/scenarios", "fixtures/examples"],
    "config": ["mock_server/cli/option_table.cc"],
    "catalogue_files": ["fixtures/catalogue.jsonl", "mock_server/domain/models/input_keywords.cc"],
    "service_schemas": ["fixtures/test_models.json", "mock_server/domain/models/input_keywords.cc"],
}
MOST_WORDS = 400


@dataclass
class Result:
    target: str
    executions: int = 0
    per_second: int = 0
    coverage: int = 0
    features: int = 0
    findings: list[Path] = field(default_factory=list)
    failed: bool = False


def target_names() -> list[str]:
    return sorted(file.stem for file in HERE.glob("*.cc"))


def json_words(value: object) -> Iterator[str]:
    """Names of fields, and short texts, which are mostly one of a few."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from json_words(part)
    elif isinstance(value, list):
        for part in value:
            yield from json_words(part)
    elif isinstance(value, str):
        yield value


def words_of(path: Path) -> Iterator[str]:
    if path.is_dir():
        for file in sorted(path.iterdir()):
            yield from words_of(file)
        return
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".cc":
        yield from (name.replace("-", "_") for name in re.findall(r'\.name = "([^"]+)"', text))
    elif path.suffix == ".jsonl":
        for line in text.splitlines():
            yield from json_words(json.loads(line))
    else:
        yield from json_words(json.loads(text))


def dictionary(target: str) -> Path:
    own = HERE / "dictionaries" / f"{target}.dict"
    lines = [own.read_text(encoding="utf-8")] if own.exists() else []
    counts: dict[str, int] = {}
    for name in WORDS.get(target, []):
        for word in words_of(ROOT / name):
            if len(word) <= 24 and re.fullmatch(r"[\x21\x23-\x5b\x5d-\x7e]+", word):
                counts[word] = counts.get(word, 0) + 1
    common = sorted(counts, key=lambda word: (-counts[word], word))[:MOST_WORDS]
    lines += [f'"{word}"' for word in sorted(common)]
    file = BUILD / "dictionaries" / f"{target}.dict"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def program(target: str) -> Path:
    return BUILD / "tests" / "fuzz" / f"fuzz_{target}"


def number(pattern: str, text: str) -> int:
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def run(target: str, seconds: int) -> tuple[Result, bool]:
    """The result, and whether the run was interrupted."""
    folders = {name: BUILD / name / target for name in ("found", "findings", "logs")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    log = folders["logs"] / "log"
    command = [
        str(program(target)), *OPTIONS, *(OPTIONS_OF_A_MOCK if target in OF_A_MOCK else []), *OPTIONS_OF_LONG_TEXTS.get(target, []),
        f"-max_total_time={seconds}", f"-dict={dictionary(target)}",
        f"-artifact_prefix={folders['findings']}/", str(folders["found"]), str(HERE / "corpus" / target),
    ]  # fmt: skip
    environment = {"ASAN_OPTIONS": ADDRESS_SANITIZER, "UBSAN_OPTIONS": "print_stacktrace=1", **os.environ}
    print(f"{target}: {seconds} s", flush=True)
    with log.open("w", encoding="utf-8", errors="replace") as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
        interrupted = False
        while True:
            try:
                code = child.wait()
                break
            except KeyboardInterrupt:  # the child has it too, and ends by itself
                interrupted = True
    text = log.read_text(encoding="utf-8", errors="replace")
    result = Result(
        target,
        executions=number(r"stat::number_of_executed_units: (\d+)", text) or number(r"(?m)^#(\d+)", text),
        per_second=number(r"exec/s: (\d+)", text),
        coverage=number(r"\bcov: (\d+)", text),
        features=number(r"\bft: (\d+)", text),
        findings=[Path(name) for name in re.findall(r"Test unit written to (\S+)", text)],
    )
    interrupted = interrupted or code == INTERRUPTED
    result.failed = code != 0 and not interrupted
    if result.failed:
        show_finding(result, text, log)
    return result, interrupted


def show_finding(result: Result, text: str, log: Path) -> None:
    reason = re.findall(r"(?m)^(?:violation: .*|.*ERROR: .*|.*runtime error: .*)$", text)
    print(f"{result.target}: {reason[0] if reason else 'ended with an error'}")
    print(f"  what it said: {log.relative_to(ROOT)}")
    for file in result.findings:
        print(f"  input:        {file.relative_to(ROOT)}")
        print(f"  repeat it:    {program(result.target).relative_to(ROOT)} {file.relative_to(ROOT)}")


def show_table(results: list[Result]) -> None:
    print(f"\n{'target':<16}{'executions':>12}{'per second':>12}{'coverage':>10}{'features':>10}  findings")
    for result in results:
        found = ", ".join(file.name for file in result.findings) or ("failed" if result.failed else "none")
        print(
            f"{result.target:<16}{result.executions:>12}{result.per_second:>12}{result.coverage:>10}"
            f"{result.features:>10}  {found}"
        )


def main(arguments: list[str]) -> int:
    only_check = arguments[:1] == ["--check"]
    if only_check:
        arguments = arguments[1:]
    names = target_names()
    target, seconds = (arguments + ["all", "60"][len(arguments) :])[:2] if len(arguments) <= 2 else ("", "")
    if target not in [*names, "all"] or not re.fullmatch(r"[1-9][0-9]{0,6}", seconds):
        if len(arguments) <= 2 and target in [*names, "all"]:
            print(f'./dev fuzz: SECONDS must be a whole number of 1 or more, not "{seconds}"', file=sys.stderr)
        elif len(arguments) <= 2 and target not in ("-h", "--help"):
            print(f'./dev fuzz: there is no target "{target}"', file=sys.stderr)
        print(f"Usage: ./dev fuzz [TARGET|all] [SECONDS]\nTargets: {' '.join(names)}", file=sys.stderr)
        return 2
    if only_check:
        return 0
    results = []
    for name in names if target == "all" else [target]:
        result, interrupted = run(name, int(seconds))
        results.append(result)
        if interrupted:
            break
    show_table(results)
    if any(result.failed for result in results):
        return 1
    return 130 if interrupted else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
