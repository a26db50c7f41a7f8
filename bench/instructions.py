#!/usr/bin/env python3
"""Instructions that a poll and a submission take in the core, checked against bench/instructions.json.

    instructions.py PROGRAM COMPILER           exit 1 when one takes more than its bound, 77 when it cannot be told
    instructions.py PROGRAM COMPILER --renew   writes the bounds again: what is measured, and a tenth more,
                                               because machines bring their own memcpy

PROGRAM is core_instructions, COMPILER what built it ("GNU 12.2.0"). Counted by callgrind, so the same on every run of
one build, whatever else the machine does. Another compiler makes another program: its counts are not compared.
"""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BOUNDS = pathlib.Path(__file__).with_name("instructions.json")
CANNOT_TELL = 77
FEW, MANY = 1500, 2500  # the start is the same in both, and the journal is full


def count(program, what, number):
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/profile", program, what, str(number)],
            capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"{program} {what} {number} under callgrind ended with {run.returncode}:\n{run.stderr}")
    return int(found.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("compiler")
    parser.add_argument("--renew", action="store_true")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("valgrind is not installed")
        return CANNOT_TELL
    kept = json.loads(BOUNDS.read_text())
    if options.compiler != kept["compiler"] and not options.renew:
        print(f"the bounds are of {kept['compiler']}, and this is built by {options.compiler}")
        return CANNOT_TELL

    measured = {what: (count(options.program, what, MANY) - count(options.program, what, FEW)) // (MANY - FEW)
                for what in kept["at_most"]}
    if options.renew:
        bounds = {"compiler": options.compiler, "measured": measured,
                  "at_most": {what: number + number // 10 for what, number in measured.items()}}
        BOUNDS.write_text(json.dumps(bounds, indent=2) + "\n")
    worse = 0
    for what, number in measured.items():
        bound = json.loads(BOUNDS.read_text())["at_most"][what]
        worse += number > bound
        print(f"{what}: {number:,} instructions, at most {bound:,}{' EXCEEDED' if number > bound else ''}")
    if worse:
        print("find out why (valgrind --tool=callgrind); if it is meant to be, ./dev bench instructions --renew")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
