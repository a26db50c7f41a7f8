"""The peers' packages from npm, at the versions of package-lock.json, in a folder outside the sources."""
import json
import os
import shutil
import subprocess

from loading import find_program

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ("package.json", "package-lock.json")


def missing_programs(peer):
    """What a peer needs and this machine lacks, for people; nothing when it can run."""
    lacking = {program: package for program, package in peer.needs.items() if not find_program(program)}
    if not lacking:
        return None
    return (f"{peer.name} needs {' and '.join(lacking)}, which {'is' if len(lacking) == 1 else 'are'} not installed "
            f"(Debian: apt-get install {' '.join(lacking.values())})")


def install(folder):
    """npm ci, unless the folder has these versions already."""
    os.makedirs(folder, exist_ok=True)
    done = os.path.join(folder, "installed")
    wanted = "".join(open(os.path.join(HERE, name)).read() for name in FILES)
    if os.path.exists(done) and open(done).read() == wanted:
        return
    for name in FILES:
        shutil.copy(os.path.join(HERE, name), folder)
    run = subprocess.run(["npm", "ci", "--loglevel=error", "--no-audit", "--no-fund", "--ignore-scripts"],
                         cwd=folder, capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(f"npm ci ended with {run.returncode}: {(run.stdout + run.stderr)[-800:]}")
    with open(done, "w") as file:
        file.write(wanted)


def version(peer, folder):
    """Of the package, or what the program says of itself."""
    if peer.package:
        return json.load(open(os.path.join(folder, "node_modules", peer.package, "package.json")))["version"]
    run = subprocess.run([find_program("nginx"), "-v"], capture_output=True, text=True)
    return run.stderr.strip().rpartition("/")[2]
