#!/usr/bin/env python3
"""What ./dev says and refuses before it builds anything, with stubs for the tools that it runs.

    dev_command.py SOURCE_FOLDER
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(sys.argv.pop() if len(sys.argv) > 1 else ".").resolve()

# Each notes its call in the file of all calls. No package is missing, and no test has the name that is asked for.
STUBS = {
    "dpkg-query": "printf installed",
    "ctest": 'echo "Total Tests: 0"',
    **dict.fromkeys(["apt-get", "cmake", "clang-format", "node", "npm", "python3"], ":"),
}


class DevCommand(unittest.TestCase):
    def setUp(self):
        temp = tempfile.TemporaryDirectory()
        self.addCleanup(temp.cleanup)
        self.folder = Path(temp.name)
        shutil.copy(ROOT / "dev", self.folder)
        (self.folder / "stubs").mkdir()
        for name, command in STUBS.items():
            stub = self.folder / "stubs" / name
            stub.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.folder}/calls"\n{command}\n')
            stub.chmod(0o755)

    def dev(self, *arguments):
        """The finished run, and the calls of tools other than of the package manager."""
        environment = dict(os.environ, PATH=f"{self.folder}/stubs:{os.environ['PATH']}")
        done = subprocess.run(["./dev", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True)
        calls = self.folder / "calls"
        lines = calls.read_text().splitlines() if calls.exists() else []
        return done, [line for line in lines if not line.startswith(("dpkg-query", "apt-get"))]

    def commands(self):
        lines = self.dev("help")[0].stdout.splitlines()
        return [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]

    def test_help_lists_the_commands(self):
        commands = self.commands()
        for name in ["serve", "test", "check", "build", "lint", "fuzz"]:
            self.assertIn(name, commands)

    def test_help_of_a_command_is_its_usage_and_starts_nothing(self):
        for command in self.commands():
            if command == "serve":  # that of the program
                continue
            for arguments in [["--help"], ["-h"], ["x", "--help"]]:
                done, calls = self.dev(command, *arguments)
                with self.subTest(command=command, arguments=arguments):
                    self.assertEqual(done.returncode, 0)
                    self.assertRegex(done.stdout, rf"\AUsage: \./dev {command}\b.*\n  [a-z]")
                    self.assertEqual(done.stdout.count("./dev "), 1, done.stdout)
                    self.assertEqual(calls, [])

    def test_an_argument_that_a_command_does_not_take_is_refused(self):
        for command in ["build", "check", "format", "golden", "lint"]:
            done, calls = self.dev(command, "--fast")
            with self.subTest(command=command):
                self.assertEqual(done.returncode, 2)
                self.assertIn(f'./dev {command}: does not take the argument "--fast"\nUsage: ', done.stderr)
                self.assertEqual(calls, [])
        self.assertEqual(self.dev("format", "--check")[1], ["clang-format --dry-run -Werror"])

    def test_an_option_of_test_is_refused(self):
        done, calls = self.dev("test", "ledger", "-R")
        self.assertEqual(done.returncode, 2)
        self.assertIn('takes names of tests, not options: "-R"', done.stderr)
        self.assertEqual(calls, [])

    def test_an_unknown_name_of_a_test_is_reported_before_everything_is_built(self):
        done, calls = self.dev("test", "ledgre")
        self.assertIn("./dev test: no test of the quick build has this name; building everything", done.stderr)
        builds = [call.split()[2] for call in calls if call.startswith("cmake --preset")]
        self.assertEqual(builds, ["quick", "release"])


if __name__ == "__main__":
    unittest.main()
