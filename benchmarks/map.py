"""This map beside others, in one run: python -m benchmarks.map [--rounds 10] [--out docs/benchmarks.md]

Timings are never asserted. Install benchmarks/requirements.txt into a venv of its own first.
"""

import argparse
import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.browsers.stage import VIEWPORT, launch
from benchmarks.filters import filter_rows
from benchmarks.report import Row, table
from benchmarks.targets import target_table
from benchmarks.visits import summary, visit_rows

SIZES = (0, 2_000, 20_000, 100_000)
PACKAGES = ("streamlit", "pydeck", "streamlit-folium", "folium", "keplergl", "playwright")
KEPT = "## What each means of speed is worth"
"""heading of the part of the page that benchmarks/ablation.py measures"""
METHOD = """\
- Each page has its WebGL draw calls counted; the sum of what a frame draws tells the filtered frame from the other, so
  only the right one counts.
- From performance.now() in the page before the store changes (this map), the redux action (kepler.gl) or the click on
  the st.radio (the others) to that frame's last draw call; Streamlit apps must also show the filter's st.caption. The
  notes tell when the next animation frame came, which adds up to 16 ms of waiting for the display to everyone, and when
  a readPixels came back: the software GPU had finished.
- Leaflet's frame is the first with the right number of shapes in its SVG.
- st.pydeck_chart is measured with the same basemap (its only one without a network; it is sent anew at every change)
  and without any; it and streamlit-folium draw no dashes, hatches or symbols; kepler.gl comes from the wheel's widget,
  as its HTML needs a CDN.
- Visits are measured in a browser without a debugger (`benchmarks/browsers/quiet.py`), each round with a new process
  and a new profile, which the second and third visit find as the first has left it; the map stands when its first
  frame is rasterised, the empty page when its text is in the DOM. All start in a tab that has shown another page for a
  while, as a person's has. Page switches and bytes (by CDP, compressed) are Playwright's."""

WHY = """\
- A filter writes one byte a row into a small texture that all shaders read, and draws in the same task; the panels
  follow in the next one.
- The map starts with the page (`serve/start_page.py`), Streamlit after the map's first frame. Nothing runs before
  the page is loaded: until then the browser turns a sign of loading in the tab, which takes a machine without a GPU
  most of one processor.
- Documents and symbols are read while deck.gl is still coming; the documents are kept on a shelf
  (`layers/screen/shelf.py`), so only the first start after a change makes them. Areas come cut into triangles
  (`layers/screen/triangles.py`).
- The map's two layers are its own (`web/gpu/shape.js`, `web/gpu/symbols.js`), with shaders that know places on the
  plane only (`web/gpu/plane.js`): half as long to compile without a GPU as deck.gl's, and a fifth less for every frame.
- All areas and lines are one layer, all symbols another (`web/gpu/merge.js`), instead of sixty: a third of the work
  before the first map, a quarter for every frame, and two shaders. Lines are ribbons (`web/gpu/corners.js`), not an
  instance a segment, which a software GPU draws one by one.
- deck.gl is run once more when it has come over the wire and there is nothing else to do (`web/gpu/loader.js`): a
  browser keeps what it has compiled from the second run on, so the second visit begins as fast as all later ones.
- What stands round the map and has its size whatever it holds is laid out after the first frame.
- What is left of the first map is mostly the software GPU's, which compiles and draws on the same two cores as browser
  and server. The empty page's own painting is not counted."""


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} not installed"


def _machine(chromium: str) -> str:
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    parts = [
        f"{os.cpu_count()} cores, no GPU (SwiftShader)",
        platform.platform(),
        f"load at start {load}",
        f"Chromium {chromium} headless",
    ]
    parts += [
        f"{VIEWPORT['width']} × {VIEWPORT['height']}",
        f"Python {platform.python_version()}",
        *map(_version, PACKAGES),
    ]
    return ", ".join(parts)


def _page(rounds: int, machine: str, filters: Sequence[Row], visits: Sequence[Row], sizes: Sequence[int]) -> str:
    return f"""# Benchmarks

Written by `python -m benchmarks.map --rounds {rounds}` on {date.today()}. Medians of {rounds}; ratios are against
this map (1.00 within a table; higher is slower or more). Compare within a table only; nothing here is asserted
anywhere.

{machine}.

## Against the targets

{target_table([*filters, *visits], sizes)}

{WHY}

## Method

{METHOD}

## Filter to new frame

{table(filters)}

{_visits(visits)}"""


def _visits(rows: Sequence[Row]) -> str:
    return f"## Visits\n\n{' '.join(summary(list(rows)))}\n\n{table(rows)}\n" if rows else ""


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=list(SIZES), help="numbers of synthetic points; 0 is the plan itself"
    )
    parser.add_argument("--no-visits", action="store_true", help="only the filters")
    arguments = parser.parse_args()
    rows: list[Row] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        machine = _machine(browser.version)
        visits = [] if arguments.no_visits else list(visit_rows(browser, arguments.rounds))
        for row in filter_rows(browser, arguments.rounds, tuple(arguments.sizes)):
            rows.append(row)
            print(row.what, "|", row.who, "|", [round(value) for value in row.samples], row.note, flush=True)
        browser.close()
    before = arguments.out.read_text(encoding="utf-8") if arguments.out.exists() else ""
    _, heading, kept = before.partition(KEPT)
    page = _page(arguments.rounds, machine, rows, visits, arguments.sizes).rstrip("\n")
    arguments.out.write_text("\n\n".join(filter(None, [page, heading + kept])) + "\n", encoding="utf-8")
    print(f"written: {arguments.out}")


if __name__ == "__main__":
    main()
