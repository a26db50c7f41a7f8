"""The cells of all rounds as Markdown tables of medians; ratios are taken within a round."""
import statistics

OURS = "wavespeed-mock"
BASELINE = "nginx"
TITLES = {"poll": "Polls", "submit": "Submissions", "wait": "Waiting clients (synchronous mode, {wait_ms} ms)",
          "fairness": "Polls of each connection"}
NONE = "–"
MUCH = 0.05  # of the machine, for work that is not measured


def unique(values):
    return list(dict.fromkeys(values))


def median(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def shown(value, form):
    return NONE if value is None else format(value, form)


class Tables:
    def __init__(self, cells, starts, wait_ms):
        self.cells, self.starts, self.wait_ms = cells, starts, wait_ms
        self.servers = unique(start["server"] for start in starts)

    def text(self):
        parts = []
        for operation in unique(cell["operation"] for cell in self.cells):
            parts.append(f"### {TITLES[operation].format(wait_ms=self.wait_ms)}")
            if operation == "fairness":
                parts.append(self.fairness())
                continue
            parts += [self.rates(operation), self.ours_beside(operation)]
            if operation == "poll":
                parts.append(self.ours_by_connections(operation))
        parts += ["### Start, memory, keys", self.start_table()]
        parts.append(self.others())
        return "\n\n".join(part for part in parts if part)

    def others(self):
        """Ratios suffer too where other work takes the processors: those with many threads get more of them."""
        shares = [cell["others"] for cell in self.cells if cell.get("others") is not None]
        if not shares:
            return ""
        return (f"Other work took {statistics.median(shares):.0%} of the machine in the median cell, and "
                f"{max(shares):.0%} at the most" + (": measure again when it is idle." if
                                                    statistics.median(shares) > MUCH else "."))

    def of(self, server, operation, connections=None):
        return [cell for cell in self.cells if cell["server"] == server and cell["operation"] == operation
                and connections in (None, cell["connections"])]

    def counts(self, operation):
        return sorted({cell["connections"] for cell in self.cells if cell["operation"] == operation})

    def ratios(self, one, other, key="rate"):
        """Of cells of the same round, where both have one."""
        by_round = {cell["round"]: cell.get(key) for cell in other}
        return [cell[key] / by_round[cell["round"]] for cell in one if cell.get(key) and by_round.get(cell["round"])]

    def best(self, server, operation):
        """Of each round, the cell with the most answers."""
        cells = self.of(server, operation)
        return [max((cell for cell in cells if cell["round"] == number), key=lambda cell: cell["rate"])
                for number in unique(cell["round"] for cell in cells)]

    def rates(self, operation):
        counts = self.counts(operation)
        usual = 32 if 32 in counts else counts[0]
        rows = []
        for server in self.servers:
            cells = self.of(server, operation)
            if not cells:
                continue
            row = [server]
            for count in counts:
                here = self.of(server, operation, count)
                value = lambda key: median(cell[key] for cell in here)
                text = f"{value('rate'):,.0f} · {value('p50') / 1e3:.2f} / {value('p99') / 1e3:,.2f}" if here else NONE
                if here and operation == "wait":
                    text += f" ({value('rate') * self.wait_ms / 1e3 / count:.0%})"
                row.append(text)
            if operation != "wait":
                row.append(spread(self.ratios(self.of(server, operation, usual), self.of(BASELINE, operation, usual))))
            row.append(shown(median(cell.get("cpu_us") for cell in self.of(server, operation, usual)), ",.0f"))
            most = [cell["rss_mib"] for cell in cells if cell.get("rss_mib")]
            threads = [cell["threads"] for cell in cells if cell.get("threads")]
            row += [shown(max(most, default=None), ",.0f"), shown(max(threads, default=None), "d"), errors(cells)]
            rows.append(row)
        per_count = [f"{count:,} conn.: /s · p50 / p99 ms" for count in counts]
        of_baseline = [] if operation == "wait" else [f"of {BASELINE} at {usual:,}"]
        return table(["server", *per_count, *of_baseline, f"CPU µs at {usual:,}", "most MiB", "threads", "errors"],
                     rows)

    def ours_beside(self, operation):
        """How many times the peers' answers we give, and what part of their p99 and of their CPU time it takes."""
        counts = self.counts(operation)
        usual = 32 if 32 in counts else counts[0]
        tail = 1000 if 1000 in counts else counts[-1]
        rows = []
        for server in self.servers:
            if server == OURS or not self.of(server, operation):
                continue
            rates = [spread(self.ratios(self.of(OURS, operation, count), self.of(server, operation, count)))
                     for count in counts]
            best = spread(self.ratios(self.best(OURS, operation), self.best(server, operation)))
            tails = self.parts(server, operation, tail, "p99")
            cpu = self.parts(server, operation, usual, "cpu_us")
            rows.append([server, *rates, best, tails, cpu])
        return table([f"{OURS} compared with", *(f"times at {count:,}" for count in counts), "best against best",
                      f"our p99 of theirs at {tail:,}", f"our CPU time of theirs at {usual:,}"], rows)

    def parts(self, server, operation, count, key):
        value = median(self.ratios(self.of(server, operation, count), self.of(OURS, operation, count), key))
        return NONE if value is None else f"1/{value:,.1f}"

    def ours_by_connections(self, operation):
        counts = self.counts(operation)
        if 256 not in counts:
            return ""
        usual = self.of(OURS, operation, 256)
        rows = [[f"{count:,}", spread(self.ratios(self.of(OURS, operation, count), usual))] for count in counts]
        return table([f"{OURS}, connections", "of its rate at 256"], rows)

    def fairness(self):
        rows = []
        for server in self.servers:
            for count in self.counts("fairness"):
                here = self.of(server, "fairness", count)
                if here:
                    usual = self.of(server, "fairness", 256)
                    rows.append([server, f"{count:,}", f"{median(cell['rate'] for cell in here):,.0f}",
                                 spread(self.ratios(here, usual)),
                                 f"{median(cell['served'] for cell in here):,.0f}",
                                 spread([cell["slowest_of_median"] for cell in here]), errors(here)])
        return table(["server", "connections", "/s", "of its rate at 256", "connections with an answer",
                      "slowest connection of the median one", "errors"], rows)

    def start_table(self):
        rows = []
        for server in self.servers:
            here = [start for start in self.starts if start["server"] == server]
            value = lambda key: median(start[key] for start in here)
            rows.append([server, shown(value("start_s"), ".3f"), shown(value("rss_mib"), ",.0f"),
                         shown(value("threads"), ".0f"), str(here[0]["status_without_key"]),
                         str(here[0]["poll_bytes"])])
        return table(["server", "start to first answer, s", "idle MiB", "idle threads", "without a key",
                      "bytes of a poll's answer"], rows)


def spread(values):
    """The median, and from what to what."""
    if not values:
        return NONE
    digits = ".2f" if statistics.median(values) < 10 else ",.0f"
    return f"{format(statistics.median(values), digits)} ({format(min(values), digits)}..{format(max(values), digits)})"


def errors(cells):
    sums = {}
    for cell in cells:
        for kind, number in cell["errors"].items():
            sums[kind] = sums.get(kind, 0) + number
    return ", ".join(f"{kind} {number:,}" for kind, number in sums.items() if number) or "0"


def table(head, rows):
    lines = ["| " + " | ".join(line) + " |" for line in (head, *rows)]
    return "\n".join([lines[0], "|---|" + "--:|" * (len(head) - 1), *lines[1:]])
