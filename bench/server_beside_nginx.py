#!/usr/bin/env python3
"""Polls and submissions per second of the server, beside nginx answering the same bytes.

Both servers run at once on loopback, on free ports; wrk loads one after the other, in rounds, so that
what else the machine does meets both. Ratios are taken within a round; medians are printed as a
Markdown table. Absolute numbers are the machine's; the ratios are ours.
"""
import argparse
import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

MODEL_PATH = "/api/v3/wavespeed-ai/flux-dev"
BODY = '{"prompt":"a red fox in fresh snow, soft light","size":"1024*1024","num_inference_steps":28,"seed":42}'
HEADERS = {"Authorization": "Bearer bench-key", "Content-Type": "application/json"}
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")

WRK_SCRIPT = """
wrk.method, wrk.body = "%(method)s", %(body)s
%(headers)s
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('RESULT {"requests":%%d,"us":%%d,"p50":%%d,"p99":%%d,"errors":%%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.timeout + e.status))
end
"""

NGINX_CONFIG = """
worker_processes %(workers)d;
daemon off;
pid %(folder)s/nginx.pid;
error_log stderr crit;
worker_rlimit_nofile 20000;
events { worker_connections 16384; }
http {
  access_log off;
  keepalive_requests 1000000000;
  keepalive_timeout 75s;
  client_body_temp_path %(folder)s/body; proxy_temp_path %(folder)s/proxy;
  fastcgi_temp_path %(folder)s/fastcgi; uwsgi_temp_path %(folder)s/uwsgi; scgi_temp_path %(folder)s/scgi;
  default_type application/json;
  server {
    listen 127.0.0.1:%(port)d backlog=4096 reuseport;
    if ($http_authorization = "") { return 401; }
    location = %(poll_path)s { return 200 '%(poll_answer)s'; }
    location = %(submit_path)s { return 200 '%(submit_answer)s'; }
  }
}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body, HEADERS)
    response = connection.getresponse()
    text = response.read().decode()
    assert response.status == 200, (response.status, text)
    return text


def wait_until_answers(port, path):
    deadline = time.monotonic() + 10
    while True:
        try:
            return ask(port, "GET", path)
        except OSError:
            if time.monotonic() > deadline:
                raise


def cpu_seconds(process):
    """Of a process and its children (nginx's workers)."""
    total = 0
    todo = [process.pid]
    while todo:
        pid = todo.pop()
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
        todo += map(int, open(f"/proc/{pid}/task/{pid}/children").read().split())
    return total / TICKS_PER_SECOND


def load(folder, server, operation, connections, seconds):
    script = os.path.join(folder, f"{operation}.lua")
    with open(script, "w") as file:
        headers = "\n".join(f'wrk.headers["{k}"] = "{v}"' for k, v in HEADERS.items())
        file.write(WRK_SCRIPT % {
            "method": "POST" if operation == "submit" else "GET",
            "body": "'" + BODY + "'" if operation == "submit" else "nil",
            "headers": headers,
        })
    url = f"http://127.0.0.1:{server['port']}{server[operation]}"
    before = cpu_seconds(server["process"])
    done = subprocess.run(
        ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script, url],
        capture_output=True, text=True, check=True)
    used = cpu_seconds(server["process"]) - before
    result = json.loads(re.search(r"^RESULT (.*)$", done.stdout, re.M).group(1))
    result["rate"] = result["requests"] / (result["us"] / 1e6)
    result["cpu_us"] = used / result["requests"] * 1e6
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the wavespeed-mock program")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each cell")
    parser.add_argument("--connections", default="1,32,256")
    parser.add_argument("--operations", default="poll,submit")
    arguments = parser.parse_args()
    missing = [tool for tool in ("nginx", "wrk") if not shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin")]
    if missing:
        parser.error(f"needs {' and '.join(missing)}; ./dev bench installs them")

    with tempfile.TemporaryDirectory() as folder:
        port_file = os.path.join(folder, "port")
        ours = subprocess.Popen(
            [arguments.program, "serve", "--port", "0", "--port-file", port_file, "--tier", "unlimited",
             "--balance", "1000000000", "--latency", "instant", "--log-level", "error"],
            stdout=subprocess.PIPE, text=True)
        ours.stdout.readline()  # its line says that it listens
        port = int(open(port_file).read())
        submitted = ask(port, "POST", MODEL_PATH, BODY)
        poll_path = "/api/v3/predictions/" + json.loads(submitted)["data"]["id"] + "/result"

        nginx_port = free_port()
        config = os.path.join(folder, "nginx.conf")
        with open(config, "w") as file:
            file.write(NGINX_CONFIG % {
                "workers": os.cpu_count(), "folder": folder, "port": nginx_port, "poll_path": poll_path,
                "submit_path": MODEL_PATH, "poll_answer": ask(port, "GET", poll_path), "submit_answer": submitted})
        nginx = subprocess.Popen([shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"), "-p", folder, "-c", config])
        servers = {
            "nginx": {"process": nginx, "port": nginx_port, "poll": poll_path, "submit": MODEL_PATH},
            "wavespeed-mock": {"process": ours, "port": port, "poll": poll_path, "submit": MODEL_PATH},
        }
        try:
            wait_until_answers(nginx_port, poll_path)
            cells = {}
            for _ in range(arguments.rounds):
                for operation in arguments.operations.split(","):
                    for connections in map(int, arguments.connections.split(",")):
                        for name, server in servers.items():
                            cells.setdefault((operation, connections), {}).setdefault(name, []).append(
                                load(folder, server, operation, connections, arguments.seconds))
        finally:
            ours.terminate()
            nginx.terminate()
            ours.wait()
            nginx.wait()

    print("| operation | connections | nginx /s | wavespeed-mock /s | of nginx (least..most) | CPU µs nginx | CPU µs ours "
          "| p50 / p99 ms ours | errors |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for (operation, connections), by_name in cells.items():
        median = lambda name, field: statistics.median(cell[field] for cell in by_name[name])
        ratios = [a["rate"] / b["rate"] for a, b in zip(by_name["wavespeed-mock"], by_name["nginx"])]
        errors = sum(cell["errors"] for cell in by_name["wavespeed-mock"])
        print(f"| {operation} | {connections} | {median('nginx', 'rate'):,.0f} | {median('wavespeed-mock', 'rate'):,.0f} "
              f"| {statistics.median(ratios):.2f} ({min(ratios):.2f}..{max(ratios):.2f}) "
              f"| {median('nginx', 'cpu_us'):.1f} | {median('wavespeed-mock', 'cpu_us'):.1f} "
              f"| {median('wavespeed-mock', 'p50') / 1e3:.2f} / {median('wavespeed-mock', 'p99') / 1e3:.2f} | {errors} |")


if __name__ == "__main__":
    main()
