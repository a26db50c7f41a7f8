#!/usr/bin/env python3
"""Mixed load with faults for a while: does memory stay flat, and does nothing go wrong that was not asked for?

Submissions with webhooks, lifecycles with few and with many polls and downloads, and submissions in synchronous mode
come at fixed rates, each by a key of its own, from `wavespeed-mock bench`. Faults are seeded by the rules below; whatever the clients saw is
checked against what the mock says it did. Its clock goes sixty times as fast, so that retention is part of it.
"""
import argparse
import collections
import contextlib
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

from loading import request, serving, usage

# Of each key's requests, counted from the thousandth on; no two wire faults or statuses meet in one request, so that
# each is seen as what it is.
RULES = [
    {"route": "result", "after": 1000, "every": 100, "fault": {"type": "gateway", "status": 503}},
    {"route": "result", "after": 1025, "every": 500, "fault": "connection_reset"},
    {"route": "result", "after": 1050, "every": 500, "fault": {"type": "error", "status": 500}},
    {"route": "result", "after": 1075, "every": 100, "fault": {"type": "dribble", "piece": 64, "pause": "5ms"}},
    {"route": "result", "probability": 0.01, "fault": {"type": "delay", "time": "uniform:10ms,200ms"}},
    {"route": "submit", "after": 1000, "every": 100, "fault": "rate_limited"},
    {"route": "submit", "after": 1025, "every": 500, "commit": "after", "fault": "empty_reply"},
    {"route": "submit", "after": 1050, "every": 100, "fault": "webhook_duplicate"},
    {"route": "output", "after": 1000, "every": 100, "fault": "truncated_body"},
]
# What the clients see of each, by status or by kind of error.
SEEN_AS = {"gateway": "503", "rate_limited": "429", "error": "500", "empty_reply": "broken", "connection_reset": "broken",
           "truncated_body": "broken"}
LEDGER_LINE = 80  # bytes that a charge keeps forever: it stays on the bill


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes webhooks, and refuses every tenth."""
    taken = collections.Counter()
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        number = sum(self.taken.values())
        status = 500 if number % 10 == 9 else 200
        self.taken[status] += 1
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def loads(webhook):
    inputs = json.dumps({"prompt": "a red fox in fresh snow", "webhook_url": webhook})
    return {
        # Some 180 polls for each task.
        "impatient": ["--scenario", "lifecycle", "--rate", "20", "--connections", "64", "--poll-interval", "1ms"],
        "submissions": ["--scenario", "submit", "--rate", "150", "--connections", "64", "--inputs", inputs],
        "lifecycles": ["--scenario", "lifecycle", "--rate", "60", "--connections", "256", "--poll-interval", "20ms"],
        "waiting": ["--scenario", "sync", "--rate", "100", "--connections", "256"],
    }


def metrics(port):
    """Values by name and labels, without the prefix."""
    values = {}
    for line in request(port, "GET", "/__mock/metrics")[1].splitlines():
        if not line.startswith("#"):
            name, value = line.rsplit(" ", 1)
            values[name.removeprefix("wavespeed_mock_")] = float(value)
    return values


def total(values, name):
    return sum(value for key, value in values.items() if key == name or key.startswith(name + "{"))


def run_loads(program, port, webhook, minutes, folder):
    """Starts them; returns the processes and where each writes its report."""
    running = {}
    for name, options in loads(webhook).items():
        report = os.path.join(folder, name + ".json")
        command = [program, "bench", "--target", f"http://127.0.0.1:{port}", "--key", name, "--threads", "1", "--quiet",
                   "--warmup", "0s", "--duration", f"{int(minutes * 60)}s", "--json", report, *options]
        running[name] = (subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True), report)
    return running


def watch(process, port, running):
    """A row for each tenth of the time, and the values at the end."""
    rows, began = [], time.monotonic()
    while any(load.poll() is None for load, _ in running.values()):
        values = metrics(port)
        rows.append({"second": time.monotonic() - began, "mib": usage(process.pid).rss_mib,
                     "threads": usage(process.pid).threads, "charges": total(values, "tasks_submitted_total"),
                     "kept": total(values, "tasks")})
        time.sleep(1)
    return rows


def what_clients_saw(reports):
    seen = collections.Counter()
    for report in reports.values():
        for status, count in report["answers"].items():
            if not status.startswith("2"):
                seen[status] += count
        for kind, count in report["errors"].items():
            seen["broken" if kind in ("reset", "closed early") else kind] += count
    return +seen


def what_was_asked_for(values):
    asked = collections.Counter()
    for key, count in values.items():
        fault = re.fullmatch(r'faults_total{type="(\w+)"}', key)
        if fault and fault[1] in SEEN_AS:
            asked[SEEN_AS[fault[1]]] += int(count)
    return asked


def main():
    parser = argparse.ArgumentParser(prog="./dev bench soak", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help=argparse.SUPPRESS)
    parser.add_argument("--minutes", type=float, default=10, help="default: %(default)s")
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)

    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    webhook = f"http://127.0.0.1:{receiver.server_port}/"
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        rules = os.path.join(folder, "rules.json")
        json.dump({"faults": RULES}, open(rules, "w"))
        process, port = stack.enter_context(serving(
            program, "uniform:2s,20s", "--fixtures", rules, "--clock", "scaled:60", "--retention", "20m"))
        running = run_loads(program, port, webhook, arguments.minutes, folder)
        rows = watch(process, port, running)
        for name, (load, _) in running.items():
            if load.returncode not in (0, 1):
                sys.exit(f"{name}: {load.stderr.read()}")
        reports = {name: json.load(open(report)) for name, (_, report) in running.items()}
        # Webhooks of the last tasks are still to come.
        deadline = time.monotonic() + 30
        while total(metrics(port), "webhooks") > 0 and time.monotonic() < deadline:
            time.sleep(0.2)
        values = metrics(port)

    print("| after, s | memory, MiB | without the bills, MiB | tasks submitted | tasks kept | threads |")
    print("|--:|--:|--:|--:|--:|--:|")
    for row in [*rows[:-1:max(1, len(rows) // 10)], rows[-1]]:
        bills = row["charges"] * LEDGER_LINE / 1024 ** 2
        print(f"| {row['second']:.0f} | {row['mib']:.1f} | {row['mib'] - bills:.1f} | {row['charges']:,.0f} "
              f"| {row['kept']:,.0f} | {row['threads']} |")
    print("\n| load | operations | p50 / p99 / p99.9 ms | unfinished |\n|---|--:|--:|--:|")
    for name, report in reports.items():
        at = [f"{report['latency'][percentile] * 1e3:.2f}" for percentile in ("p50", "p99", "p99.9")]
        print(f"| {name} | {report['operations']:,} | {' / '.join(at)} | {report['unfinished']} |")
    seen, asked = what_clients_saw(reports), what_was_asked_for(values)
    print("\n| what clients saw | times | asked for by faults |\n|---|--:|--:|")
    for kind in sorted({*seen, *asked}):
        print(f"| {kind} | {seen[kind]:,} | {asked[kind]:,} |")
    ended = {key: int(value) for key, value in values.items() if key.startswith("webhooks")}
    print(f"\nWebhooks: the receiver took {Receiver.taken[200]:,} and refused {Receiver.taken[500]:,}; {ended}")
    if seen != +asked:
        sys.exit("clients saw other errors than were asked for")


if __name__ == "__main__":
    main()
