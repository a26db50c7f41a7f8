"""wavespeed-mock compared with other mock servers, in one run on this machine.

    ./dev bench peers                                 nginx and every peer that can run here
    ./dev bench peers --peers wiremock,prism --rounds 3
    ./dev bench peers --peers none --target mine=http://127.0.0.1:8080 --target-pid mine=1234

Peers come from npm at fixed versions. All servers are measured in turn, in rounds; medians are printed as
Markdown tables, --json keeps every cell. What is measured: bench/peers/README.md.
"""
import argparse
import json
import os
import platform
import signal
import sys
import tempfile
from urllib.parse import urlsplit

from loading import find_program, raise_open_files

from .packages import install, missing_programs, version
from .rounds import new_servers, run_round, tell
from .servers import PEERS, Target, WavespeedMock
from .tables import Tables
from .work import WAIT_MS, record_work

OPERATIONS = ("poll", "fairness", "wait", "submit")  # submissions last, as they fill the servers
SPARE_FILES = 200


def numbers(text):
    return sorted({int(number) for number in text.split(",")})


def parse():
    parser = argparse.ArgumentParser(prog="./dev bench peers", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help=argparse.SUPPRESS)
    parser.add_argument("--peers", default="all", help=f"all, none, or some of {','.join(PEERS)}")
    parser.add_argument("--operations", default=",".join(OPERATIONS), help="default: %(default)s")
    parser.add_argument("--connections", type=numbers, default="1,32,256,1000,10000",
                        help="for polls and submissions; default: %(default)s")
    parser.add_argument("--waiting", type=numbers, default="1000,10000",
                        help="clients in synchronous mode; default: %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--seconds", type=int, default=3, help="of each cell; default: %(default)s")
    parser.add_argument("--warm-up", type=int, default=2, help="seconds before each operation; default: %(default)s")
    parser.add_argument("--packages", default="build/peers", help="where npm installs to; default: %(default)s")
    parser.add_argument("--json", help="a file for every cell")
    parser.add_argument("--target", action="append", default=[], metavar="NAME=URL",
                        help="a server that runs on this machine and speaks the API; may be given again")
    parser.add_argument("--target-pid", action="append", default=[], metavar="NAME=PID",
                        help="its process, for CPU time and memory")
    arguments = parser.parse_args()
    arguments.operations = arguments.operations.split(",")
    for operation in arguments.operations:
        if operation not in OPERATIONS:
            parser.error(f'--operations: there is no "{operation}"; take some of {",".join(OPERATIONS)}')
    return parser, arguments


def chosen_peers(parser, wanted):
    """A peer that is asked for by name has to run; of all, those that can."""
    if wanted == "none":
        return []
    names = list(PEERS) if wanted == "all" else wanted.split(",")
    chosen = []
    for name in names:
        if name not in PEERS:
            parser.error(f'--peers: there is no "{name}"; take all, none, or some of {",".join(PEERS)}')
        missing = missing_programs(PEERS[name])
        if missing and wanted != "all":
            parser.error(f"--peers: {missing}")
        if missing:
            tell(f"left out: {missing}")
        else:
            chosen.append(PEERS[name])
    return chosen


def target_maker(parser, arguments):
    """Makes the servers of --target; only on loopback, as this is a load."""
    pids = dict(text.split("=", 1) for text in arguments.target_pid)
    given = []
    for text in arguments.target:
        name, _, url = text.partition("=")
        parts = urlsplit(url)
        if parts.scheme != "http" or parts.hostname not in ("127.0.0.1", "localhost") or not parts.port:
            parser.error(f'--target: "{text}" is not a NAME=http://127.0.0.1:PORT; only this machine is loaded')
        given.append((name, parts.port, int(pids[name]) if name in pids else None))
    return lambda work: [Target(name, port, pid, work) for name, port, pid in given]


def plan_of(arguments):
    most = raise_open_files() - SPARE_FILES
    operations = {}
    for operation in arguments.operations:
        counts = arguments.waiting if operation == "wait" else arguments.connections
        operations[operation] = [count for count in counts if count <= most]
        for count in counts:
            if count > most:
                tell(f"left out: {count} connections, as there may be {most} open files (ulimit -n)")
    return {"operations": operations, "rounds": arguments.rounds, "seconds": arguments.seconds,
            "warm_up": arguments.warm_up, "wait_ms": WAIT_MS}


def run(arguments, plan, peers, targets):
    """The cells and the starts of all rounds, as far as they came."""
    packages = os.path.abspath(arguments.packages)
    if any(peer.package for peer in peers):
        install(packages)
    versions = {peer.name: version(peer, packages) for peer in peers}
    tell("compared with " + (", ".join(f"{name} {number}" for name, number in versions.items()) or "no peer"))
    machine = {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}
    cells, starts = [], []
    with tempfile.TemporaryDirectory() as folder:
        try:
            work = record_work(folder)
            for number in range(1, plan["rounds"] + 1):
                servers = new_servers([*peers, WavespeedMock], targets, folder, work, packages)
                run_round(number, servers, plan, cells, starts)
                if arguments.json:  # after each round, as a run is long
                    with open(arguments.json, "w", encoding="utf-8") as file:
                        json.dump({"machine": machine, "versions": versions, "plan": plan, "starts": starts,
                                   "cells": cells}, file, indent=1)
        except KeyboardInterrupt:
            tell("cut short")
    return cells, starts


def main():
    parser, arguments = parse()
    peers = chosen_peers(parser, arguments.peers)
    targets = target_maker(parser, arguments)
    if not find_program("wrk"):
        parser.error("needs wrk (Debian: apt-get install wrk); ./dev bench installs it")
    WavespeedMock.program = os.path.abspath(arguments.program)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the servers end too
    try:
        cells, starts = run(arguments, plan_of(arguments), peers, targets)
    except RuntimeError as error:
        tell(error)
        return 1
    print(Tables(cells, starts, WAIT_MS).text())
    return 0 if cells else 1


if __name__ == "__main__":
    sys.exit(main())
