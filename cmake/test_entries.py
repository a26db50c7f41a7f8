#!/usr/bin/env python3
"""Writes one ctest entry for each test file of a GoogleTest program.

    test_entries.py PROGRAM TESTS_DIR OUT

An entry is named by the file's folder and name below TESTS_DIR: domain/billing/ledger for
tests/domain/billing/ledger_test.cc.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict


def main(program: str, tests_dir: str, out: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        listing = os.path.join(folder, "tests.json")
        subprocess.run(
            [program, "--gtest_list_tests", f"--gtest_output=json:{listing}"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        with open(listing, encoding="utf-8") as file:
            suites = json.load(file)["testsuites"]
    files = defaultdict(lambda: defaultdict(list))  # file -> suite -> tests
    for suite in suites:
        for test in suite["testsuite"]:
            # A test that is instantiated for each of several values is in the file that says so.
            files[os.path.abspath(test["file"])][suite["name"]].append(test["name"])
    sizes = {suite["name"]: len(suite["testsuite"]) for suite in suites}
    with open(out, "w", encoding="utf-8") as entries:
        for file in sorted(files):
            name = os.path.relpath(file, tests_dir).removesuffix(".cc").removesuffix("_test")
            if name.startswith(".."):  # registered by a header for its user: the contract's cases
                name = "cases/" + os.path.basename(file).removesuffix(".h")
            filters = []
            for suite, tests in files[file].items():
                whole = len(tests) == sizes[suite]
                filters += [f"{suite}.*"] if whole else [f"{suite}.{test}" for test in tests]
            argument = "--gtest_filter=" + ":".join(filters)
            entries.write(f"add_test([==[{name}]==] [==[{program}]==] --gtest_brief=1 [==[{argument}]==])\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
