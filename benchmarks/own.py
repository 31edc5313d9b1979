"""Layers that people bring: python -m benchmarks.own [--sizes 100000 1000000] [--areas 20000]

Makes files of points (CSV) and of areas (GeoPackage), brings each to the app of this checkout through a real browser,
and prints seconds from the choice of the file to its proposal and from "take" to the first frame that has it;
milliseconds of a filter until the frame is the GPU's and until the table has followed, of a step of the camera until
the GPU has drawn it, and of a click. The server is the app's own, its folder a new one. kepler.gl and GeoLibre, where
they are installed (benchmarks/requirements.txt), take the same points by their own loaders of files, on a map of
nothing else.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.apps.geolibre import seconds_to_map
from benchmarks.browsers.stage import context_of, served
from benchmarks.filters import KEPLER, KEPLER_READY, SETTLED
from tests.browser.opened import QUIET, WEBGL, chromium_path
from tests.serving import serve

CITY = (113.8, 22.45, 114.5, 22.82)
KINDS = ["工业", "商业", "居住", "绿地"]
CORNERS = 24
PATIENCE_MS = 300_000
CHOOSING_MS = 1000
STEPS = 12
MAP = "const map = [...globalThis.planMaps.values()][0]; const own = map.own; const id = map.store.state.own[0];"
# Reading a pixel waits for the (software) GPU; WebGL's own finish() does not.
DRAINED = """
  const drained = ({ device: { gl } }) => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
"""
FRAMES = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));"
FILTERS = """
  await own.table.show(id);
  const field = map.node.querySelector("[data-own=filter-field]");
  field.value = "类别";
  field.dispatchEvent(new Event("change"));
  const found = [];
  const after = own.sifted.bind(own);
  for (const value of [...argument, "", ...argument]) {
    const choice = map.node.querySelector("[data-own=filter-value]");
    choice.value = value;
    let frame = 0;
    const begun = performance.now();
    own.sifted = () => {
      map.renderer.draw();
      frame = performance.now() - begun;
      after();
    };
    choice.dispatchEvent(new Event("change"));
    found.push([frame, performance.now() - begun]);
    await new Promise((done) => setTimeout(done, 300));
  }
  own.sifted = after;
  own.table.show(null);
  return found;
"""
PAN = (
    DRAINED
    + """
  const { camera, deck } = map.renderer;
  const found = [];
  for (let step = 1; step <= argument; step += 1) {
    const begun = performance.now();
    map.renderer.fly({ ...camera, longitude: camera.longitude + 0.003 * step }, 0);
    deck.redraw("measured");
    drained(deck);
    found.push(performance.now() - begun);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  return found;
"""
)
CLICK = """
  const begun = performance.now();
  own.clicked(600, 400);
  const spent = performance.now() - begun;
  own.choose(null);
  return [spent, performance.memory?.usedJSHeapSize / 1e6];
"""

# kepler.gl reads the file, makes a layer of it by itself and draws it: seconds until its frame is rasterised.
KEPLER_LOADS = """async (count) => {
  const begun = performance.now();
  kepler.loadFile(document.getElementById("brought").files[0]);
  const rows = (set) => set.dataContainer?.numRows() ?? 0;
  const loaded = () => Object.values(kepler.state().datasets).find((set) => rows(set) === count);
  const drawn = () => kepler.state().layers.some((layer, index) => layer.config.dataId === loaded().id
    && layer.config.isVisible && layer.type === "point" && kepler.state().layerData[index]?.data?.length);
  while (!loaded() || !drawn()) await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  bench.gl.readPixels(0, 0, 1, 1, bench.gl.RGBA, bench.gl.UNSIGNED_BYTE, new Uint8Array(4));
  return [(performance.now() - begun) / 1000, loaded().id];
}"""


def points(path: Path, count: int) -> None:
    """A table of points of four kinds, all over the city."""
    random = np.random.default_rng(7)
    west, south, east, north = CITY
    lon, lat = random.uniform(west, east, count), random.uniform(south, north, count)
    kinds, sizes = random.choice(KINDS, count), random.uniform(0, 100, count)
    with path.open("w", encoding="utf-8") as out:
        out.write("名称,类别,面积,lng,lat\n")
        out.writelines(
            f"点{n},{kinds[n]},{sizes[n]:.2f},{lon[n]:.6f},{lat[n]:.6f}\n" for n in range(count)
        )  # fmt: skip


def areas(path: Path, count: int) -> None:
    """Crooked areas of CORNERS corners."""
    random = np.random.default_rng(7)
    west, south, east, north = CITY
    middles = random.uniform([west, south], [east, north], (count, 2))
    turns = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    reach = random.uniform(0.5, 1, (count, CORNERS)) * 0.0015
    rings = middles[:, None] + np.stack([reach * np.cos(turns), reach * np.sin(turns)], -1)
    geometry = shapely.polygons(np.concatenate([rings, rings[:, :1]], 1))
    gpd.GeoDataFrame({"类别": random.choice(KINDS, count)}, geometry=geometry, crs=4326).to_file(path)


def evaluated(page: Page, code: str, argument: Any = None) -> Any:
    """What code gives with map, own and the topmost layer's id at hand."""
    return page.evaluate(f"async (argument) => {{ {MAP} {code} }}", argument)


def brought(page: Page, path: Path) -> tuple[float, float]:
    """Seconds to the proposal of a file, and from then on until the map has drawn it."""
    known = evaluated(page, "return own?.loaded.size ?? 0;")
    # Whoever brings a file points at the button first, and takes a moment to choose.
    page.hover("[data-own=add]")
    page.wait_for_timeout(CHOOSING_MS)
    begun = time.perf_counter()
    page.set_input_files("[data-own=file]", [str(path)])
    page.wait_for_selector(".own-file[data-state=ready]", timeout=PATIENCE_MS)
    proposed = time.perf_counter()
    page.click("[data-own=accept]")
    loaded = "own.loaded.size > known && !own.coming.size && map.renderer.layers.some((l) => l.id.startsWith('own:'))"
    page.wait_for_function(f"(known) => {{ {MAP} return {loaded}; }}", arg=known, timeout=PATIENCE_MS)
    # As of the others: the frame that shows it has been handed on by the second animation frame.
    evaluated(page, FRAMES + DRAINED + "drained(map.renderer.deck);")
    return proposed - begun, time.perf_counter() - proposed


def measured(page: Page, path: Path) -> str:
    """A line of what a file costs."""
    proposal, taken = brought(page, path)
    filters = evaluated(page, FILTERS, KINDS)
    frame, all_of_it = (statistics.median(part) for part in zip(*filters, strict=True))
    step = statistics.median(evaluated(page, PAN, STEPS))
    click, heap = evaluated(page, CLICK)
    cells = [path.stat().st_size / 1e6, proposal, taken, frame, all_of_it, step, click, heap or 0.0]
    return f"| {path.name} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |"


def in_kepler(browser: Browser, path: Path, count: int) -> str:
    """A line of what a file of points costs there."""
    with served("kepler", 1) as server, context_of(browser) as context:
        page = context.new_page()
        page.goto(server.url)
        page.wait_for_function(KEPLER_READY)
        chooser = "Object.assign(document.createElement('input'), { type: 'file', id: 'brought' })"
        page.evaluate(f"() => document.body.append({chooser})")
        page.set_input_files("#brought", [str(path)])
        seconds, name = page.evaluate(KEPLER_LOADS, count)
        idx = page.evaluate("(id) => kepler.addFilter('类别', id)", name)
        page.evaluate(SETTLED, [None, "webgl"])
        taken = []
        for kinds in [[kind] for kind in KINDS] * 2:
            taken.append(page.evaluate(KEPLER, [idx, kinds, None])[0])
            page.evaluate(SETTLED, [None, "webgl"])
        return f"| kepler.gl, {path.name} | | | {seconds:.1f} | {statistics.median(taken):.1f} | | | | |"


def main(arguments: Sequence[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.own")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000], help="points")
    parser.add_argument("--areas", type=int, nargs="*", default=[20_000], help="areas")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        for count in options.sizes:
            points(folder / f"points-{count}.csv", count)
        for count in options.areas:
            areas(folder / f"areas-{count}.gpkg", count)
        print(
            "| file | MB | proposal s | to the map s | filter to GPU ms | and table ms | pan ms | click ms | heap MB |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET + WEBGL)
        with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(folder / "own")}) as url:
            for path in sorted(folder.glob("*.*")):
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(url + "/?on=-")
                page.wait_for_selector("[data-own=add]", timeout=PATIENCE_MS)
                print(measured(page, path), flush=True)
                page.close()
        if find_spec("geolibre"):
            for count in options.sizes:
                seconds = seconds_to_map(browser, folder / f"points-{count}.csv", count)
                print(f"| GeoLibre, points-{count}.csv | | | {seconds:.1f} | | | | | |", flush=True)
        else:
            print("GeoLibre is not installed: pip install -r benchmarks/requirements.txt")
        if find_spec("keplergl"):
            for count in options.sizes:
                print(in_kepler(browser, folder / f"points-{count}.csv", count), flush=True)
        else:
            print("kepler.gl is not installed: pip install -r benchmarks/requirements.txt")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
