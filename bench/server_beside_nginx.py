#!/usr/bin/env python3
"""Polls and submissions per second of the server, compared with nginx answering the same bytes.

Both servers run at once on loopback, on free ports; wrk loads one after the other, in rounds, so that
what else the machine does meets both. Ratios are taken within a round; medians are printed as a
Markdown table. Absolute numbers are the machine's; the ratios are ours.
"""
import argparse
import json
import statistics
import tempfile

from loading import BODY, MODEL_PATH, ask, find_program, load, serving, serving_nginx


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the wavespeed-mock program")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each cell")
    parser.add_argument("--connections", default="1,32,256")
    parser.add_argument("--operations", default="poll,submit")
    arguments = parser.parse_args()
    missing = [tool for tool in ("nginx", "wrk") if not find_program(tool)]
    if missing:
        parser.error(f"needs {' and '.join(missing)}; ./dev bench installs them")

    cells = {}
    with tempfile.TemporaryDirectory() as folder, serving(arguments.program, "instant") as (ours, port):
        submitted = ask(port, "POST", MODEL_PATH, BODY)
        poll_path = "/api/v3/predictions/" + json.loads(submitted)["data"]["id"] + "/result"
        with serving_nginx(folder, poll_path, ask(port, "GET", poll_path), submitted) as (nginx, nginx_port):
            servers = {
                "nginx": {"process": nginx, "port": nginx_port, "poll": poll_path, "submit": MODEL_PATH},
                "wavespeed-mock": {"process": ours, "port": port, "poll": poll_path, "submit": MODEL_PATH},
            }
            for _ in range(arguments.rounds):
                for operation in arguments.operations.split(","):
                    for connections in map(int, arguments.connections.split(",")):
                        for name, server in servers.items():
                            cells.setdefault((operation, connections), {}).setdefault(name, []).append(
                                load(folder, server["port"], server[operation], connections, arguments.seconds,
                                     BODY if operation == "submit" else None, pid=server["process"].pid))

    print("| operation | connections | nginx /s | wavespeed-mock /s | of nginx (least..most) | CPU µs nginx | CPU µs ours "
          "| p50 / p99 ms ours | errors |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for (operation, connections), by_name in cells.items():
        median = lambda name, field: statistics.median(cell[field] for cell in by_name[name])
        ratios = [a["rate"] / b["rate"] for a, b in zip(by_name["wavespeed-mock"], by_name["nginx"])]
        errors = sum(sum(cell["errors"].values()) for cell in by_name["wavespeed-mock"])
        print(f"| {operation} | {connections} | {median('nginx', 'rate'):,.0f} | {median('wavespeed-mock', 'rate'):,.0f} "
              f"| {statistics.median(ratios):.2f} ({min(ratios):.2f}..{max(ratios):.2f}) "
              f"| {median('nginx', 'cpu_us'):.1f} | {median('wavespeed-mock', 'cpu_us'):.1f} "
              f"| {median('wavespeed-mock', 'p50') / 1e3:.2f} / {median('wavespeed-mock', 'p99') / 1e3:.2f} | {errors} |")


if __name__ == "__main__":
    main()
