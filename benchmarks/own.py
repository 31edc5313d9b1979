"""Layers that people bring: python -m benchmarks.own [--sizes 100000] [--areas 20000] [--rounds 1] [--kept FILE]

Makes files of points (CSV) and of areas (GeoPackage) and brings them to the app of this checkout through a real
browser. In each round every file once is what a new server reads first, and once what it reads after another: seconds
from the choice of the file to its proposal and from "take" to the first frame that has it; milliseconds of a filter
until the frame is the GPU's and until the table has followed, of a step of the camera until the GPU has drawn it, and
of a click. GeoLibre and kepler.gl, where they are installed (benchmarks/requirements.txt), take the same points by
their own loaders of files in the same round, on a map of nothing else; one that does not end in time is named, and the
run goes on. --kept adds up rounds of several calls: what is printed are the medians of all of them.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.brought.files import areas, points
from benchmarks.brought.ours import LOOKING_MS, bring, fresh_server
from benchmarks.brought.peers import NAMES, measured
from tests.browser.opened import QUIET, WEBGL, chromium_path

Figures = dict[str, Any]
COLUMNS = {
    "proposal": ("proposal s", 1),
    "taken": ("to the map s", 1),
    "map": ("file → map s", 1),
    "filter": ("filter to GPU ms", 1),
    "table": ("and table ms", 0),
    "step": ("step ms", 0),
    "click": ("click ms", 0),
    "heap": ("heap MB", 0),
}
"""figure -> its heading and decimals"""


def ours(browser: Browser, files: Sequence[Path], *, looking_ms: int) -> Iterator[Figures]:
    """Each file as a new server's first, and as a later one."""
    for turn in range(len(files)):
        order = [*files[turn:], *files[:turn]]
        with tempfile.TemporaryDirectory() as folder, fresh_server(Path(folder)) as url:
            for place, path in enumerate(order):
                if place < 2:
                    what = f"this map, {path.name}, {'a later file' if place else 'the first file of a server'}"
                    yield {"what": what, **bring(browser, url, path, looking_ms=looking_ms)}


def one_round(files: Sequence[Path], counts: dict[Path, int], options: argparse.Namespace) -> Iterator[Figures]:
    """This map, then the others."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET + WEBGL)
        yield from ours(browser, files, looking_ms=options.looking)
        browser.close()
    for name in options.peers:
        for path, count in counts.items():
            found = measured(name, path, count, patience_s=options.patience)
            yield {"what": f"{NAMES[name]}, {path.name}", **found}


def table(found: Sequence[Figures]) -> Iterator[str]:
    """Medians of all rounds as Markdown; in brackets the lowest and highest of the way from the file to the map."""
    yield "| what | rounds | " + " | ".join(heading for heading, _ in COLUMNS.values()) + " | |"
    yield "|---|---:|" + "---:|" * len(COLUMNS) + "---|"
    for what in dict.fromkeys(figures["what"] for figures in found):
        rounds = [figures for figures in found if figures["what"] == what]
        cells = [_cell([each[name] for each in rounds if name in each], name) for name in COLUMNS]
        said = "; ".join(dict.fromkeys(each["said"] for each in rounds if each.get("said")))
        yield f"| {what} | {len(rounds)} | " + " | ".join(cells) + f" | {said} |"


def _cell(values: Sequence[float], name: str) -> str:
    if not values:
        return ""
    decimals = COLUMNS[name][1]
    spread = f" ({min(values):.1f}–{max(values):.1f})" if name == "map" and len(values) > 1 else ""
    return f"{median(values):.{decimals}f}{spread}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.own")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000], help="points")
    parser.add_argument("--areas", type=int, nargs="*", default=[20_000], help="areas")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--peers", nargs="*", choices=tuple(NAMES), default=tuple(NAMES))
    parser.add_argument("--patience", type=float, default=120, help="seconds that another map is given, start and all")
    parser.add_argument("--looking", type=int, default=LOOKING_MS, help="ms from the map to the file, on a new page")
    parser.add_argument("--kept", type=Path, help="a file of figures of earlier calls, to which these are added")
    return parser


def main(arguments: Sequence[str]) -> int:
    """Command line."""
    options = _parser().parse_args(arguments)
    kept = options.kept
    found = [json.loads(line) for line in kept.read_text("utf-8").splitlines()] if kept and kept.is_file() else []
    with tempfile.TemporaryDirectory() as made:
        counts = {Path(made) / f"points-{count}.csv": count for count in options.sizes}
        for path, count in counts.items():
            points(path, count)
        files = [*counts]
        for count in options.areas:
            files.append(Path(made) / f"areas-{count}.gpkg")
            areas(files[-1], count)
        for number in range(options.rounds):
            for figures in one_round(files, counts, options):
                found.append(figures)
                print(f"round {number + 1}, load {os.getloadavg()[0]:.1f}:", json.dumps(figures, ensure_ascii=False))
                sys.stdout.flush()
                if kept:
                    kept.write_text("".join(json.dumps(each) + "\n" for each in found), encoding="utf-8")
    print(*table(found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
