#!/usr/bin/env python3
"""The comparison with other mock servers: its tables, its choices, its pinned packages. Measures nothing."""
import json
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from peers.packages import missing_programs  # noqa: E402
from peers.servers import PEERS  # noqa: E402
from peers.tables import Tables  # noqa: E402


def cell(number, server, rate, connections=256, p99=1000, operation="poll", **more):
    return {"round": number, "server": server, "operation": operation, "connections": connections, "rate": rate,
            "p50": 500, "p99": p99, "errors": {}, "cpu_us": 5.0, "rss_mib": 10.0, "threads": 3, **more}


def start(server):
    return {"round": 1, "server": server, "start_s": 0.01, "rss_mib": 9.0, "threads": 3, "status_without_key": 401,
            "poll_bytes": 464}


def tables(*cells):
    servers = dict.fromkeys(cell["server"] for cell in cells)
    return Tables(list(cells), [start(server) for server in servers], 200)


def row(text, *begin):
    return next(line for line in text.splitlines() if line.startswith("| " + " | ".join(begin) + " |"))


class TablesTest(unittest.TestCase):
    def test_takes_ratios_within_a_round(self):
        text = tables(cell(1, "wavespeed-mock", 100), cell(1, "prism", 10),
                      cell(2, "wavespeed-mock", 60), cell(2, "prism", 30),
                      cell(3, "wavespeed-mock", 90), cell(3, "prism", 10)).ours_beside("poll")
        self.assertIn("| 9.00 (2.00..10.00) |", row(text, "prism"))  # the ratio of the medians is also 9

        text = tables(cell(1, "wavespeed-mock", 100), cell(1, "prism", 100),
                      cell(2, "wavespeed-mock", 10), cell(2, "prism", 10),
                      cell(3, "wavespeed-mock", 40), cell(3, "prism", 20)).ours_beside("poll")
        self.assertIn("| 1.00 (1.00..2.00) |", row(text, "prism"))  # that of the medians is 2

    def test_leaves_out_rounds_that_one_of_the_two_has_not(self):
        text = tables(cell(1, "wavespeed-mock", 100), cell(1, "prism", 10), cell(2, "wavespeed-mock", 60)).ours_beside(
            "poll")
        self.assertIn("| 10 (10..10) |", row(text, "prism"))

    def test_holds_the_best_cells_against_each_other(self):
        text = tables(cell(1, "wavespeed-mock", 100, 32), cell(1, "wavespeed-mock", 80, 256),
                      cell(1, "prism", 10, 32), cell(1, "prism", 25, 256)).ours_beside("poll")
        self.assertIn("| 10 (10..10) | 3.20 (3.20..3.20) | 4.00 (4.00..4.00) |", row(text, "prism"))

    def test_tells_what_part_of_a_peers_p99_and_cpu_time_is_enough_for_us(self):
        text = tables(cell(1, "wavespeed-mock", 100, 1000, 10e3, cpu_us=4),
                      cell(1, "prism", 10, 1000, 500e3, cpu_us=30)).ours_beside("poll")
        self.assertTrue(row(text, "prism").endswith("| 1/50.0 | 1/7.5 |"))

    def test_holds_our_rates_against_ours_at_256(self):
        text = tables(cell(1, "wavespeed-mock", 100), cell(1, "wavespeed-mock", 80, 1000)).ours_by_connections("poll")
        self.assertIn("| 0.80 (0.80..0.80) |", row(text, "1,000"))

    def test_sums_errors_by_kind_and_shows_what_is_missing(self):
        text = tables(cell(1, "prism", 10, 32, errors={"timeout": 3, "read": 0}),
                      cell(2, "prism", 10, 32, errors={"timeout": 4, "read": 0}),
                      cell(1, "wavespeed-mock", 20, 1000)).rates("poll")
        self.assertTrue(row(text, "prism").endswith("| timeout 7 |"))
        self.assertTrue(row(text, "wavespeed-mock").startswith("| wavespeed-mock | – | 20 · 0.50 / 1.00 |"))

    def test_tells_how_many_waiting_clients_were_answered_of_those_that_can_be(self):
        text = tables(cell(1, "wavespeed-mock", 4500, 1000, operation="wait")).text()
        self.assertIn("### Waiting clients (synchronous mode, 200 ms)", text)
        self.assertIn("(90%)", row(text, "wavespeed-mock"))

    def test_shows_the_slowest_connection_beside_the_median_one(self):
        even = {"operation": "fairness", "slowest_of_median": 0.75}
        text = tables(cell(1, "wavespeed-mock", 5000, 256, served=256, **even),
                      cell(1, "wavespeed-mock", 4500, 1000, served=999, **even)).text()
        self.assertIn("| 4,500 | 0.90 (0.90..0.90) | 999 | 0.75 (0.75..0.75) | 0 |",
                      row(text, "wavespeed-mock", "1,000"))

    def test_tells_when_other_work_spoils_the_figures(self):
        text = tables(cell(1, "prism", 10, others=0.01), cell(2, "prism", 10, others=0.2),
                      cell(3, "prism", 10, others=0.3)).text()
        self.assertTrue(text.endswith("Other work took 20% of the machine in the median cell, and 30% at the most: "
                                      "measure again when it is idle."))


class PackagesTest(unittest.TestCase):
    folder = ROOT / "bench" / "peers"

    def test_every_peer_is_pinned_and_locked(self):
        pinned = json.loads((self.folder / "package.json").read_text())["dependencies"]
        locked = json.loads((self.folder / "package-lock.json").read_text())["packages"]
        self.assertEqual(set(pinned), {peer.package for peer in PEERS.values() if peer.package})
        for name, version in pinned.items():
            self.assertEqual(locked["node_modules/" + name]["version"], version)

    def test_the_lock_has_checksums_and_no_addresses(self):
        locked = json.loads((self.folder / "package-lock.json").read_text())["packages"]
        for name, package in locked.items():
            self.assertNotIn("resolved", package, name)
            self.assertTrue(name == "" or "integrity" in package, name)

    def test_says_what_a_peer_lacks_and_how_to_get_it(self):
        class Lacking:
            name = "lacking"
            needs = {"no-such-program": "some-package"}

        self.assertEqual(missing_programs(Lacking), "lacking needs no-such-program, which is not installed (Debian: "
                                                    "apt-get install some-package)")


class CommandLineTest(unittest.TestCase):
    def error(self, *arguments):
        run = subprocess.run([sys.executable, "-m", "peers", "no-program", *arguments], cwd=ROOT / "bench",
                             capture_output=True, text=True)
        self.assertEqual(run.returncode, 2, run.stderr)
        return run.stderr.splitlines()[-1]

    def test_refuses_names_that_it_does_not_know(self):
        self.assertIn('--peers: there is no "prismm"; take all, none, or some of nginx,wiremock',
                      self.error("--peers", "prismm"))
        self.assertIn('--operations: there is no "get"; take some of poll', self.error("--operations", "get"))

    def test_loads_this_machine_only(self):
        self.assertIn('"x=http://192.0.2.1:80" is not a NAME=http://127.0.0.1:PORT; only this machine is loaded',
                      self.error("--peers", "none", "--target", "x=http://192.0.2.1:80"))


if __name__ == "__main__":
    unittest.main()
