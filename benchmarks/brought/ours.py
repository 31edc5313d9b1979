"""A file that is brought to this checkout's app by a real browser: to its proposal, and from "take" to the map."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.brought.files import KINDS
from tests.serving import serve

PATIENCE_MS = 300_000
CHOOSING_MS = 1000
LOOKING_MS = 10_000
"""from the map to the file: whoever opens the page looks at it, and GeoLibre is given as long"""
STEPS = 12
VIEWPORT = {"width": 1440, "height": 900}
MAP = "const map = [...globalThis.planMaps.values()][0]; const own = map.own; const id = map.store.state.own[0];"
# Reading a pixel waits for the (software) GPU; WebGL's own finish() does not.
DRAINED = """
  const drained = ({ device: { gl } }) => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
"""
# As of the others: told by the page itself, from the file in its hands until the second animation frame has handed on
# the frame that shows it. What is proposed is taken as soon as there is a button: nobody reads the reasons here.
BROUGHT = """
  const until = async (holds) => {
    while (!holds()) await new Promise((done) => setTimeout(done, 10));
  };
  const chosen = new Promise((done) => {
    map.node.querySelector("[data-own=file]").addEventListener("change", () => done(performance.now()), true);
  });
  globalThis.brought = chosen.then(async (begun) => {
    await until(() => map.node.querySelector(".own-file[data-state=ready]"));
    const known = map.own.loaded.size;
    const proposed = performance.now();
    map.node.querySelector("[data-own=accept]").click();
    const drawn = () => map.renderer.layers.some(({ id }) => /^own:.*:(points|areas)$/.test(id));
    await until(() => map.own.loaded.size > known && !map.own.coming.size && drawn());
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    drained(map.renderer.deck);
    return [(proposed - begun) / 1000, (performance.now() - proposed) / 1000];
  });
"""
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


@contextmanager
def fresh_server(folder: Path) -> Iterator[str]:
    """The app as README starts it, which has read no file yet and keeps what it takes in a new folder."""
    # What the others are made of is not the app's.
    known = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with serve({**known, "PLAN_MAP_WORKSPACE": str(folder)}) as url:
        yield url


def bring(browser: Browser, url: str, path: Path, *, looking_ms: int) -> dict[str, float]:
    """What a file costs on a page of its own, by the names of COLUMNS."""
    page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
    try:
        page.goto(url + "/?on=-")
        page.wait_for_selector("[data-own=add]", timeout=PATIENCE_MS)
        page.wait_for_timeout(looking_ms)
        proposal, taken = _brought(page, path)
        frame, table = (median(part) for part in zip(*_evaluated(page, FILTERS, KINDS), strict=True))
        step = median(_evaluated(page, PAN, STEPS))
        click, heap = _evaluated(page, CLICK)
    finally:
        page.close()
    seconds = {"proposal": proposal, "taken": taken, "map": proposal + taken}
    return seconds | {"filter": frame, "table": table, "step": step, "click": click, "heap": heap or 0.0}


def _evaluated(page: Page, code: str, argument: Any = None) -> Any:
    """What code gives with map, own and the topmost layer's id at hand."""
    return page.evaluate(f"async (argument) => {{ {MAP} {code} }}", argument)


def _brought(page: Page, path: Path) -> list[float]:
    """Seconds to the proposal of a file, and from then on until the map has drawn it."""
    # Whoever brings a file points at the button first, and takes a moment to choose.
    page.hover("[data-own=add]")
    page.wait_for_timeout(CHOOSING_MS)
    page.evaluate(f"() => {{ {MAP} {DRAINED} {BROUGHT} }}")
    page.set_input_files("[data-own=file]", [str(path)])
    seconds: list[float] = page.evaluate("() => globalThis.brought")
    return seconds
