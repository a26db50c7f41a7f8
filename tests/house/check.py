"""What the checks in this folder share: the command line, and self-tests that judge small trees of files."""

import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

# What is wrong in the source tree, one line for each.
Violations = Callable[[Path], list[str]]


def run(usage: str, violations: Violations, self_test: Callable[[], int]) -> int:
    """The exit code for the arguments of this process: SOURCE_DIR or --self-test. 2 says that they are neither."""
    arguments = sys.argv[1:]
    if arguments == ["--self-test"]:
        return self_test()
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(usage, file=sys.stderr)
        return 2
    problems = violations(Path(arguments[0]).resolve())
    print(*problems, f"{len(problems)} violations", sep="\n")
    return 1 if problems else 0


def judge_trees(violations: Violations, trees: Iterable[tuple[str, Mapping[str, str], list[str]]]) -> int:
    """Compares what is found in each tree with what must be found, word for word; 1 if they differ anywhere.

    A tree is what is wrong in it, the text of each of its files, and the violations.
    """
    judged = failures = 0
    for what, files, expected in trees:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                file = Path(folder, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            found = violations(Path(folder).resolve())
        judged += 1
        if found != expected:
            failures += 1
            print(f"wrong is {what}:\n  expected {expected}\n  found    {found}")
    print(f"self-test: {judged} trees, {failures} judged wrongly")
    return 1 if failures or not judged else 0
