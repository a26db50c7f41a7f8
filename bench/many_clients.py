#!/usr/bin/env python3
"""What the server does with many clients: those that come at a fixed rate, those on thousands of
connections, those that wait for their jobs and those that do nothing; and how soon it is there.

Polls go to nginx in the same run. Load comes from `wavespeed-mock bench`, which counts latency from the
intended start and connects before it measures. Medians of rounds are printed as Markdown tables.
"""
import argparse
import contextlib
import http.client
import json
import os
import socket
import statistics
import subprocess
import tempfile
import threading
import time

from loading import (BODY, KEY, MODEL_PATH, ask, bench, find_program, free_port, our_command, raise_open_files, serving,
                     serving_nginx, usage)

WAIT_SECONDS = 0.2  # of a job, for those that wait
IDLE_SECONDS = 5
SPARE_FILES = 200
PARTS = ("start", "rate", "connections", "waiting", "idle")


class Measurement:
    def __init__(self, arguments):
        self.program = os.path.abspath(arguments.program)
        self.rounds, self.seconds, self.rate = arguments.rounds, arguments.seconds, arguments.rate
        self.clients = arguments.clients

    @contextlib.contextmanager
    def polled_servers(self):
        """Ours and nginx, as ports by name, and the task that both know."""
        with tempfile.TemporaryDirectory() as folder, serving(self.program, "instant") as (_, port):
            submitted = ask(port, "POST", MODEL_PATH, BODY)
            task = json.loads(submitted)["data"]["id"]
            path = f"/api/v3/predictions/{task}/result"
            with serving_nginx(folder, path, ask(port, "GET", path), submitted) as (_, nginx_port):
                yield {"nginx": nginx_port, "wavespeed-mock": port}, task

    def start(self):
        """Until the first answer of a process that has just been started."""
        seconds, idle = [], []
        for _ in range(4 * self.rounds):
            port = free_port()
            began = time.monotonic()
            process = subprocess.Popen(our_command(self.program, "instant", "--port", str(port)), stdout=subprocess.DEVNULL)
            try:
                while True:
                    with contextlib.suppress(ConnectionRefusedError):
                        ask(port, "GET", "/api/v3/balance")
                        break
                seconds.append(time.monotonic() - began)
                idle.append(usage(process.pid).rss_mib)
            finally:
                process.terminate()
                process.wait()
        table("Start", ["until the first answer, ms (least..most)", "memory, MiB"],
              [f"{statistics.median(seconds) * 1e3:.1f} ({min(seconds) * 1e3:.1f}..{max(seconds) * 1e3:.1f})",
               f"{statistics.median(idle):.1f}"])

    def fixed_rate(self):
        cells = {}
        with self.polled_servers() as (ports, task):
            for _ in range(self.rounds):
                for name, port in ports.items():
                    cells.setdefault(name, []).append(bench(self.program, 
                        port, "--scenario", "poll", "--task", task, "--connections", "256", "--rate", str(self.rate),
                        "--duration", f"{self.seconds}s"))
        rows = [[name, f"{middle(runs, 'throughput'):,.0f}"] +
                [f"{statistics.median(run['latency'][at] for run in runs) * 1e3:.2f}" for at in ("p50", "p99", "p99.9", "p99.99")] +
                [str(sum(errors(run) for run in runs))] for name, runs in cells.items()]
        table(f"Polls that come at {self.rate:,} a second, on 256 connections; ms from the intended start",
              ["server", "answers /s", "p50", "p99", "p99.9", "p99.99", "errors"], *rows)

    def connections(self):
        counts, cells = [256, 1000, self.clients], {}
        with self.polled_servers() as (ports, task):
            for _ in range(self.rounds):
                for count in counts:
                    for name, port in ports.items():
                        cells.setdefault((name, count), []).append(bench(self.program, 
                            port, "--scenario", "poll", "--task", task, "--connections", str(count), "--duration",
                            f"{self.seconds}s"))
        rows = []
        for (name, count), runs in cells.items():
            own = [run["throughput"] / base["throughput"] for run, base in zip(runs, cells[name, 256])]
            ratios = [run["throughput"] / base["throughput"] for run, base in zip(runs, cells["nginx", count])]
            served = [run["connections"] for run in runs]
            slowest = [each["least_answers"] / max(1, each["median_answers"]) for each in served]
            rows.append([name, f"{count:,}", f"{middle(runs, 'throughput'):,.0f}", spread(own), spread(ratios),
                         f"{min(each['served'] for each in served):,}", spread(slowest),
                         f"{statistics.median(run['latency']['p99'] for run in runs) * 1e3:.1f}",
                         str(sum(errors(run) for run in runs))])
        table("Polls as fast as they can be", ["server", "connections", "/s", "of its own at 256", "of nginx", "served",
                                               "slowest of median", "p99 ms", "errors"], *rows)

    def waiting(self):
        """Each round on a server of its own, as finished tasks stay in its memory."""
        first, later = [], []
        for _ in range(self.rounds):
            with serving(self.program, f"fixed:{WAIT_SECONDS}s") as (process, port):
                options = ("--scenario", "sync", "--connections", str(self.clients))
                with peak_of(process.pid) as peak:
                    bench(self.program, port, *options, "--requests", str(self.clients), "--warmup", "0s")
                first.append(peak)
                with peak_of(process.pid) as peak:
                    run = bench(self.program, port, *options, "--duration", f"{2 * self.seconds}s")
                later.append({**run, **peak})
        ideal = self.clients / WAIT_SECONDS
        table(f"{self.clients:,} clients waiting in synchronous mode for jobs of {WAIT_SECONDS * 1e3:.0f} ms",
              ["answers /s", "of what is possible", "p50 / p99 ms", "threads", "MiB with one job for each",
               "MiB at the end", "errors"],
              [f"{middle(later, 'throughput'):,.0f}", spread([run["throughput"] / ideal for run in later]),
               " / ".join(f"{statistics.median(run['latency'][at] for run in later) * 1e3:.0f}" for at in ("p50", "p99")),
               f"{max(run['threads'] for run in later)}", f"{middle(first, 'rss_mib'):.0f}", f"{middle(later, 'rss_mib'):.0f}",
               str(sum(errors(run) for run in later))])

    def idle(self):
        request = f"GET /api/v3/balance HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {KEY}\r\n\r\n"
        cpu, rss, alone = [], [], []
        for _ in range(self.rounds):
            with serving(self.program, "instant") as (process, port):
                alone.append(usage(process.pid).rss_mib)
                with contextlib.ExitStack() as open_ones:
                    for _ in range(self.clients):
                        client = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
                        client.sendall(request.encode())
                        answer = http.client.HTTPResponse(client)
                        answer.begin()
                        answer.read()
                    before = usage(process.pid)
                    time.sleep(IDLE_SECONDS)
                    after = usage(process.pid)
                cpu.append((after.cpu_seconds - before.cpu_seconds) / IDLE_SECONDS)
                rss.append(after.rss_mib)
        table(f"{self.clients:,} keep-alive connections, each of which has asked once and now does nothing",
              ["of a core", "MiB", "MiB without any"],
              [f"{statistics.median(cpu):.2%}", f"{statistics.median(rss):.0f}", f"{statistics.median(alone):.0f}"])


@contextlib.contextmanager
def peak_of(pid):
    """The most memory and threads of a process while the block runs."""
    peak, done = {"rss_mib": 0, "threads": 0}, threading.Event()

    def look():
        while not done.wait(0.02):
            now = usage(pid)
            peak["rss_mib"], peak["threads"] = max(peak["rss_mib"], now.rss_mib), max(peak["threads"], now.threads)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield peak
    finally:
        done.set()
        looking.join()


def middle(runs, field):
    return statistics.median(run[field] for run in runs)


def errors(run):
    return sum(run["errors"].values())


def spread(ratios):
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}..{max(ratios):.2f})"


def table(title, heads, *rows):
    print(f"### {title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(prog="./dev bench clients", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help=argparse.SUPPRESS)
    parser.add_argument("--parts", default=",".join(PARTS), help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--seconds", type=int, default=5, help="of each cell; default: %(default)s")
    parser.add_argument("--rate", type=int, default=20_000, help="polls a second; default: %(default)s")
    parser.add_argument("--clients", type=int, default=10_000, help="at the most; default: %(default)s")
    arguments = parser.parse_args()
    parts = arguments.parts.split(",")
    for part in parts:
        if part not in PARTS:
            parser.error(f'--parts: there is no "{part}"; take some of {",".join(PARTS)}')
    if not find_program("nginx") and {"rate", "connections"} & set(parts):
        parser.error("needs nginx; ./dev bench installs it")
    most = raise_open_files() - SPARE_FILES
    if arguments.clients > most:
        parser.error(f"--clients: at most {most}, as there may be {most + SPARE_FILES} open files (ulimit -n)")

    measurement = Measurement(arguments)
    work = {"start": measurement.start, "rate": measurement.fixed_rate, "connections": measurement.connections,
            "waiting": measurement.waiting, "idle": measurement.idle}
    for part in parts:
        work[part]()


if __name__ == "__main__":
    main()
