#!/usr/bin/env python3
"""How many instructions more ten times the input takes: at most fifteen times as many.

    input_growth.py PROGRAM     exit 1 when an input takes more, 77 when it cannot be told

PROGRAM is input_growth. Counted by callgrind, so the same on every run of one build, whatever else the machine does.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MOST = 15
CANNOT_TELL = 77


def counts(program):
    """The name, the size, the status and the instructions of each input, in the order of the program."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/profile", program],
            capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{program} under callgrind ended with {run.returncode}:\n{run.stderr}")
        for part, line in enumerate(run.stdout.splitlines(), 1):
            name, size, status = line.split("\t")
            text = pathlib.Path(folder, f"profile.{part}").read_text()
            yield name, int(size), status, int(re.search(r"^totals: (\d+)", text, re.MULTILINE).group(1))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not shutil.which("valgrind"):
        print("valgrind is not installed")
        return CANNOT_TELL
    measured = list(counts(sys.argv[1]))
    worse = 0
    print(f"{'input':35} {'size':>7} {'instructions':>13} status  ten times the input takes")
    for (name, size, status, few), (_, _, _, many) in zip(measured[::2], measured[1::2], strict=True):
        exceeds = many > MOST * few
        worse += exceeds
        print(f"{name:35} {size:7,} {few:13,}    {status:>3}  {many / few:4.1f} times{' EXCEEDED' if exceeds else ''}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
