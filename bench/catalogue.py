#!/usr/bin/env python3
"""Measures what the catalogue costs a server: its start, its memory, the list of models.

    catalogue.py PROGRAM [CATALOGUE]   CATALOGUE is a file for --models, such as `models pull` writes

Prints the median of five runs in milliseconds, MiB and kB. The start is the time from the command to the
first answer to GET /api/v3/balance.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import time
import urllib.request

RUNS = 5


def ask(port, path, **headers):
    """The body of an answer, and the milliseconds until it was there."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": "Bearer k", **headers})
    begin = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
    return body, (time.perf_counter() - begin) * 1000


def resident_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def measure(program, options):
    """One run of a server, as a dictionary of what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        port_file = os.path.join(folder, "port")
        begin = time.perf_counter()
        server = subprocess.Popen(
            [program, "serve", "--port", "0", "--port-file", port_file, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = ""
            while not port.endswith("\n"):
                if server.poll() is not None:
                    raise SystemExit(f"{program} ended with code {server.returncode}")
                if os.path.exists(port_file):
                    with open(port_file, encoding="ascii") as file:
                        port = file.read()
                time.sleep(0.0002)
            port = port.strip()
            ask(port, "/api/v3/balance")
            start = (time.perf_counter() - begin) * 1000
            idle = resident_mib(server.pid)
            first, first_ms = ask(port, "/api/v3/models")
            packed, packed_ms = ask(port, "/api/v3/models", **{"Accept-Encoding": "gzip"})
            return {
                "start, ms": start,
                "memory when idle, MiB": idle,
                "first list of models, ms": first_ms,
                "size, kB": len(first) / 1000,
                "next list, by gzip, ms": packed_ms,
                "its size, kB": len(packed) / 1000,
                "memory after that, MiB": resident_mib(server.pid),
            }
        finally:
            server.terminate()
            server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("catalogue", nargs="?")
    arguments = parser.parse_args()
    for options in [[]] + ([["--models", arguments.catalogue]] if arguments.catalogue else []):
        runs = [measure(arguments.program, options) for _ in range(RUNS)]
        print("serve", *options)
        for what in runs[0]:
            print(f"  {what:<26} {statistics.median(run[what] for run in runs):10.1f}")


if __name__ == "__main__":
    main()
