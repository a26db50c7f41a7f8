"""What the measurements of bench/ share: the requests, wrk, and what a server's processes take.

server_beside_nginx.py, many_clients.py and peers/ import it. Everything stays on loopback.
"""
import collections
import contextlib
import http.client
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time

KEY = "bench-key"
MODEL_PATH = "/api/v3/wavespeed-ai/flux-dev"
BODY = '{"prompt":"a red fox in fresh snow, soft light","size":"1024*1024","num_inference_steps":28,"seed":42}'
HEADERS = {"Authorization": "Bearer " + KEY, "Content-Type": "application/json"}
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")

WRK_SCRIPT = """
wrk.method, wrk.body = "%(method)s", %(body)s
%(headers)s
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('RESULT {"requests":%%d,"us":%%d,"p50":%%d,"p99":%%d,' ..
    '"errors":{"connect":%%d,"read":%%d,"write":%%d,"timeout":%%d,"status":%%d}}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.connect, e.read, e.write, e.timeout, e.status))
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

Usage = collections.namedtuple("Usage", "cpu_seconds rss_mib threads")


def find_program(name):
    """The path of a program or None; daemons may be where users do not look."""
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")


def raise_open_files():
    """As many connections as the system lets this process and its children have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def request(port, method, path, body=None, headers=HEADERS):
    """The status and the text of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def ask(port, method, path, body=None, headers=HEADERS):
    status, text = request(port, method, path, body, headers)
    assert status == 200, (method, path, status, text)
    return text


def wait_until_answers(port, path):
    deadline = time.monotonic() + 10
    while True:
        try:
            return ask(port, "GET", path)
        except OSError:
            if time.monotonic() > deadline:
                raise


def our_command(program, latency, *port):
    """The mock with everything at its defaults, and without limits of an account."""
    return [program, "serve", *port, "--tier", "unlimited", "--balance", "1000000000", "--latency", latency,
            "--log-level", "error"]


def bench(program, port, *options, timeout=None):
    """The JSON report of one run of our own load generator."""
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        run = subprocess.run(
            [program, "bench", "--target", f"http://127.0.0.1:{port}", "--key", KEY, "--json", report, "--quiet", *options],
            capture_output=True, text=True, timeout=timeout)
        if run.returncode not in (0, 1):  # 1: there were errors, which are in the report
            raise RuntimeError(f"wavespeed-mock bench: {run.stderr[-400:]}")
        return json.load(open(report))


@contextlib.contextmanager
def serving(program, latency, *options):
    """The mock on a free port: its process and its port, until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        port_file = os.path.join(folder, "port")
        process = subprocess.Popen(our_command(program, latency, "--port", "0", "--port-file", port_file, *options),
                                   stdout=subprocess.PIPE, text=True)
        try:
            process.stdout.readline()  # its line says that it listens
            yield process, int(open(port_file).read())
        finally:
            process.terminate()
            if process.wait() != 0:
                print(f"wavespeed-mock ended with {process.returncode}", file=sys.stderr)


@contextlib.contextmanager
def serving_nginx(folder, poll_path, poll_answer, submit_answer):
    """nginx with these answers on a free port: its process and its port, until the block ends."""
    port = free_port()
    process = subprocess.Popen(nginx_command(folder, port, poll_path, poll_answer, submit_answer))
    try:
        wait_until_answers(port, poll_path)
        yield process, port
    finally:
        process.terminate()
        process.wait()


def nginx_command(folder, port, poll_path, poll_answer, submit_answer):
    """nginx, which answers these bytes and does nothing else."""
    config = os.path.join(folder, "nginx.conf")
    with open(config, "w") as file:
        file.write(NGINX_CONFIG % {
            "workers": os.cpu_count(), "folder": folder, "port": port, "poll_path": poll_path,
            "submit_path": MODEL_PATH, "poll_answer": poll_answer, "submit_answer": submit_answer})
    return [find_program("nginx"), "-p", folder, "-c", config]


def process_tree(pid):
    """A process and all its descendants, as far as they still run."""
    found, todo = [], [pid]
    while todo:
        pid = todo.pop()
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                todo += map(int, open(f"/proc/{pid}/task/{task}/children").read().split())
            found.append(pid)
        except OSError:
            pass  # it has ended already
    return found


def usage(pid):
    """Of a process and its children (nginx's workers)."""
    cpu = rss = threads = 0
    for member in process_tree(pid):
        try:
            fields = open(f"/proc/{member}/stat").read().rsplit(")", 1)[1].split()
            status = open(f"/proc/{member}/status").read()
        except OSError:
            continue
        cpu += (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND
        threads += int(fields[17])
        resident = re.search(r"^VmRSS:\s+(\d+)", status, re.M)  # a process that ends has none
        rss += int(resident.group(1)) / 1024 if resident else 0
    return Usage(cpu, rss, threads)


def machine_seconds():
    """The CPU time that processes of this machine have taken since it started."""
    user, nice, system = map(int, open("/proc/stat").readline().split()[1:4])
    return (user + nice + system) / TICKS_PER_SECOND


def ended_children_seconds():
    own = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime


def load(folder, port, path, connections, seconds, body=None, headers=HEADERS, pid=None):
    """One window of wrk: POST when there is a body. With `pid` also what that process tree takes, and
    `others`: how much of the machine went to neither of the two, so had better be little.
    """
    script = os.path.join(folder, "load.lua")
    with open(script, "w") as file:
        file.write(WRK_SCRIPT % {
            "method": "POST" if body else "GET",
            "body": "'" + body + "'" if body else "nil",
            "headers": "\n".join(f'wrk.headers["{name}"] = "{value}"' for name, value in headers.items())})
    before = usage(pid) if pid else None
    machine_before, wrk_before, began = machine_seconds(), ended_children_seconds(), time.monotonic()
    wrk = subprocess.Popen(
        ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency",
         "-s", script, f"http://127.0.0.1:{port}{path}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        try:
            text, _ = wrk.communicate(timeout=seconds * 0.8)
            under_load = before
        except subprocess.TimeoutExpired:  # now is when the server is busiest
            under_load = usage(pid) if pid else None
            text, _ = wrk.communicate(timeout=seconds + 60)
    finally:
        wrk.kill()
        wrk.wait()
    found = re.search(r"^RESULT (.*)$", text, re.M)
    if not found:
        raise RuntimeError(f"wrk ended with {wrk.returncode}: {text[-400:]}")
    result = json.loads(found.group(1))
    result["rate"] = result["requests"] / (result["us"] / 1e6)
    if pid:
        used = usage(pid).cpu_seconds - before.cpu_seconds
        result["cpu_us"] = used / result["requests"] * 1e6 if result["requests"] else None
        others = machine_seconds() - machine_before - used - (ended_children_seconds() - wrk_before)
        result["others"] = max(0, others / (time.monotonic() - began) / os.cpu_count())
        result["rss_mib"], result["threads"] = under_load.rss_mib, under_load.threads
    return result
