"""What each means of speed is worth: python -m benchmarks.ablation [--rounds 10] [--only NAME …]

The app as it is beside the app without one of its means, in turn, each round with a new browser profile. Prints the
table of docs/benchmarks.md. Timings are never asserted.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from benchmarks.apps.without import MEANS
from benchmarks.browsers.quiet import quiet_browser
from benchmarks.browsers.stage import MOUNTED, wait_until_served
from benchmarks.visits import MAP_STOOD
from tests.conftest import ROOT
from tests.serving import free_port

AS_IT_IS = "nothing"
MEASURED = ("first visit → map", "second visit → map", "map → Streamlit's pages")
STAY_S = 5
"""at the first visit: what a page does when there is nothing else to do is done by then"""
Samples = dict[str, dict[str, list[float]]]


@contextmanager
def served_without(name: str) -> Iterator[str]:
    """The address of the app without one of its means."""
    port = free_port()
    options = ["run", "app.py", "--server.port", str(port), "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "benchmarks.apps.without", name, *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_served(process, url)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def visit_twice(url: str, samples: dict[str, list[float]]) -> None:
    """Two visits of a new profile."""
    with quiet_browser() as browser:
        for what in MEASURED[:2]:
            tab = browser.tab()
            stood = tab.visit(url, MAP_STOOD)
            samples[what].append(stood)
            if what == MEASURED[0]:
                samples[MEASURED[2]].append(tab.wait(f"({MOUNTED})()") - stood)
                time.sleep(STAY_S)
            tab.close()


def table(samples: Samples) -> str:
    """Medians, ranges, and the ratio to the app as it is."""
    lines = ["| without | " + " | ".join(MEASURED) + " |", "|---|" + "---|" * len(MEASURED)]
    usual = samples[AS_IT_IS]
    for name, taken in samples.items():
        cells = [
            f"{median(taken[what]):,.0f} ms ({min(taken[what]):,.0f}–{max(taken[what]):,.0f}), "
            f"{median(taken[what]) / median(usual[what]):.2f} ×"
            for what in MEASURED
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--only", nargs="*", default=list(MEANS), choices=list(MEANS))
    options = parser.parse_args()
    names = list(dict.fromkeys([AS_IT_IS, *options.only]))
    samples: Samples = {name: {what: [] for what in MEASURED} for name in names}
    with ExitStack() as stack:
        urls = {name: stack.enter_context(served_without(name)) for name in names}
        for number in range(options.rounds):
            # Turned round each time, so that none is always the first after a pause.
            for name in names[number % len(names) :] + names[: number % len(names)]:
                visit_twice(urls[name], samples[name])
            print(f"round {number + 1} of {options.rounds}, load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
    print(table(samples))


if __name__ == "__main__":
    main()
