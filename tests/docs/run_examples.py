#!/usr/bin/env python3
"""Runs the examples of a Markdown file as a reader would type them, and compares their output.

Usage: run_examples.py MARKDOWN_FILE PROGRAM NPM_FOLDER SOURCE_FOLDER

The line above a block says how it is run, as tests/house/example_lines.py describes. A ```console block
starts the program with the options of that line, runs each line after "$ " and expects the lines that
follow it. In expected output "…" matches any text within a line, and a line with nothing else matches any
number of lines.

Every block in a language that can be run needs such a line; a ```console block without one has a server
with the default options. Each block runs in its own folder, which is also its home and has the folder
fixtures; "wavespeed-mock" is on the PATH. The port 8787 in the text becomes any free port.
"""
import difflib
import os
import re
import signal
import subprocess
import sys
import tempfile

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "house"))
from example_lines import ADDRESS as DOCUMENTED_ADDRESS, examples_of

LANGUAGES = {"console", "js", "cpp", "python", "json", "cmake", "sh"}
SAFETY_LIMIT = 120  # seconds; ends an example that hangs


def steps(text):
    """(command, expected output) for each "$ " line with its continuations."""
    found = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found and found[-1][0].endswith("\\") and not found[-1][1]:
            found[-1][0] += "\n" + line
        else:
            found[-1][1].append(line)
    return found


def pattern(expected):
    """A regular expression that matches the expected lines."""
    parts = []
    for line in expected:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(map(re.escape, line.split("…"))) + r"\s*\n")
    return "".join(parts)


class Server:
    """The program with the arguments of an example, on a free port."""

    def __init__(self, program, arguments, folder, environment):
        self.port_file = os.path.join(folder, ".port")
        self.process = subprocess.Popen(
            f"exec '{program}' serve {arguments} --port 0 --port-file '{self.port_file}'", shell=True, cwd=folder,
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        first_line = self.process.stdout.readline()
        if "listens on" not in first_line:
            raise SystemExit(f"the server did not start with: {arguments}\n{first_line}{self.process.stderr.read()}")
        self.address = "127.0.0.1:" + open(self.port_file).read().strip()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate()
        return self.process.returncode


class Examples:
    def __init__(self, markdown, program, npm_folder, source_folder):
        self.markdown = markdown
        self.program = os.path.abspath(program)
        self.npm_folder = os.path.abspath(npm_folder)
        self.source_folder = os.path.abspath(source_folder)
        self.files = {}
        self.failures = 0
        self.ran = 0

    def fail(self, line, problem):
        self.failures += 1
        print(f"{self.markdown}:{line}: {problem}\n")

    def run(self):
        examples, problems = examples_of(open(self.markdown, encoding="utf-8").read())
        for line, problem in problems:
            self.fail(line, problem)
        for example in examples:
            if example.kind == "server":
                self.run_console(example.line, example.text, example.argument)
            elif example.kind == "file":
                self.files[example.argument] = example.text
            elif example.kind == "compiled":
                self.compare_source(example.line, example.text, example.argument)
            elif example.kind != "not run" and example.language in LANGUAGES:
                self.fail(example.line, f"no line above this {example.language} block says how it is run")
        if self.ran == 0:
            self.fail(1, "no example was run")
        print(f"{os.path.basename(self.markdown)}: {self.ran} examples run, {self.failures} failed")
        return self.failures

    def compare_source(self, line, text, path):
        self.ran += 1
        source = [l.strip() for l in open(os.path.join(self.source_folder, path), encoding="utf-8")]
        at = 0
        for wanted in filter(None, (l.strip() for l in text.splitlines())):
            try:
                at = source.index(wanted, at) + 1
            except ValueError:
                return self.fail(line, f"{path} does not have this line after the previous one: {wanted}")

    def run_console(self, line, text, arguments):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in self.files.items():
                os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(content)
            os.symlink(os.path.join(self.npm_folder, "node_modules"), os.path.join(folder, "node_modules"))
            os.symlink(os.path.join(self.source_folder, "fixtures"), os.path.join(folder, "fixtures"))
            environment = dict(os.environ, HOME=folder, NO_PROXY="127.0.0.1", LC_ALL="C.UTF-8",
                               PATH=os.path.dirname(self.program) + ":" + os.environ["PATH"])
            server = Server(self.program, arguments, folder, environment)
            try:
                for command, expected in steps(text):
                    self.run_step(line, command, expected, folder, environment, server.address)
            finally:
                # A strict server exits with 1 if its example breaks the contract.
                if server.stop() not in ([0, 1] if "--strict" in arguments else [0]):
                    self.fail(line, "the server did not stop cleanly")

    def run_step(self, line, command, expected, folder, environment, address):
        self.ran += 1
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if name in self.files:
                content = self.files[name].replace(DOCUMENTED_ADDRESS, address)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(content)
        try:
            done = subprocess.run(["bash", "-c", command.replace(DOCUMENTED_ADDRESS, address)], cwd=folder,
                                  env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True, timeout=SAFETY_LIMIT)
        except subprocess.TimeoutExpired:
            return self.fail(line, f"$ {command}\ndid not end within {SAFETY_LIMIT} s")
        printed = done.stdout.replace(address, DOCUMENTED_ADDRESS)
        if printed and not printed.endswith("\n"):
            printed += "\n"
        if not re.fullmatch(pattern(expected), printed):
            difference = "\n".join(difflib.unified_diff(expected, printed.splitlines(), "documented", "printed", lineterm=""))
            self.fail(line, f"$ {command}\n{difference}")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    sys.exit(1 if Examples(*sys.argv[1:]).run() else 0)
