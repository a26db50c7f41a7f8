"""The rounds: in each, every server is started again and every cell is measured on all of them in turn.

So what else the machine does meets all of them, and no server profits from what an earlier round left
after it. The result is one flat list of cells and one of starts, both as they go into the JSON.
"""
import subprocess
import sys
import tempfile

from loading import bench, free_port, load, usage

from .servers import WavespeedMock

WARM_UP_CONNECTIONS = 32
FEWEST_FOR_FAIRNESS = 256
CONNECTED_PER_SECOND = 5000  # at the least; wrk's window includes connecting


def tell(text):
    print(text, file=sys.stderr, flush=True)


def start_all(servers, number, starts):
    """Those that run; one that does not start is told of and left out of this round."""
    running = []
    for server in servers:
        try:
            seconds = server.start()
            idle = usage(server.pid) if server.pid else None
            if server.waits and server.ask("wait")[0] != 200:
                raise RuntimeError(f"{server.name} does not answer {server.work.wait_path}")
            server.prepare_poll()
            status, answer = server.ask("poll")
            if status != 200:
                raise RuntimeError(f"{server.name} answered a poll {status}")
            running.append(server)
        except (OSError, RuntimeError) as error:
            tell(f"round {number}: {server.name} is left out: {error}")
            if server.process:
                server.stop()
            continue
        starts.append({
            "round": number, "server": server.name, "start_s": seconds, "poll_bytes": len(answer),
            "status_without_key": server.ask("submit", {"Content-Type": "application/json"})[0],
            "rss_mib": idle.rss_mib if idle else None, "threads": idle.threads if idle else None})
    return running


def measure(folder, server, operation, connections, seconds):
    if operation == "fairness":
        return measure_fairness(server, connections, seconds)
    if operation == "poll":
        server.prepare_poll()
    path, body = server.request_of(operation)
    seconds += connections // CONNECTED_PER_SECOND
    return load(folder, server.port, path, connections, seconds, body, server.headers, server.pid)


def measure_fairness(server, connections, seconds):
    """Polls by our own load generator, which counts what each connection gets. Connecting does not count."""
    server.prepare_poll()
    found = bench(WavespeedMock.program, server.port, "--scenario", "poll", "--task", server.task, "--connections",
                  str(connections), "--duration", f"{seconds}s", "--warmup", "1s", timeout=seconds + 120)
    served, latency = found["connections"], found["latency"]
    return {
        "rate": found["throughput"], "p50": latency["p50"] * 1e6, "p99": latency["p99"] * 1e6,
        "errors": found["errors"], "served": served["served"],
        "slowest_of_median": served["least_answers"] / served["median_answers"] if served["median_answers"] else 0}


def warm_up(folder, server, operation, plan):
    if plan["warm_up"]:
        measure(folder, server, operation, WARM_UP_CONNECTIONS, plan["warm_up"])


def takes_part(server, operation, connections):
    if operation == "wait":
        return server.waits
    if operation == "fairness":
        return server.is_known_by_id and connections >= FEWEST_FOR_FAIRNESS
    return True


def run_round(number, servers, plan, cells, starts):
    """`plan` has operations (name: connection counts), seconds and warm_up."""
    with tempfile.TemporaryDirectory() as folder:
        running = start_all(servers, number, starts)
        try:
            for server in running:
                for _ in range(server.first_warm_ups):
                    warm_up(folder, server, "poll", plan)
                    warm_up(folder, server, "submit", plan)
            for operation, counts in plan["operations"].items():
                for server in running:
                    if operation in ("poll", "submit"):
                        warm_up(folder, server, operation, plan)
                for connections in counts:
                    for server in running:
                        if not takes_part(server, operation, connections):
                            continue
                        cell = {"round": number, "server": server.name, "operation": operation,
                                "connections": connections}
                        try:
                            cell.update(measure(folder, server, operation, connections, plan["seconds"]))
                        except (OSError, RuntimeError, KeyError, ValueError, subprocess.TimeoutExpired) as error:
                            tell(f"round {number}: {server.name}, {operation} on {connections}: {error}")
                            continue
                        cells.append(cell)
                        tell(f"round {number}: {server.name:<15} {operation:<8} {connections:>6} connections "
                             f"{cell['rate']:>10,.0f}/s, p99 {cell['p99'] / 1e3:,.2f} ms")
        finally:
            for server in running:
                server.stop()


def new_servers(kinds, targets, folder, work, packages):
    """One of each kind, in a folder and on a port of its own."""
    servers = []
    for kind in kinds:
        own = tempfile.mkdtemp(prefix=kind.name + "-", dir=folder)
        servers.append(kind(own, free_port(), work, packages))
    return servers + targets(work)
