"""The same file in another map, in a process of its own: python -m benchmarks.brought.peers geolibre|kepler FILE COUNT

Prints a line of JSON as soon as a figure is known: {"map": seconds} from the file in the page's hands to the frame
that has it, rasterised, and {"filter": milliseconds} until a filter's frame is in the GPU's hands.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.apps.geolibre import seconds_to_map
from benchmarks.brought.files import KINDS
from benchmarks.brought.ours import LOOKING_MS
from benchmarks.browsers.stage import context_of, served
from benchmarks.filters import KEPLER, KEPLER_READY, SETTLED
from tests.browser.opened import QUIET, WEBGL, chromium_path
from tests.conftest import ROOT

NAMES = {"geolibre": "GeoLibre", "kepler": "kepler.gl"}
WHEELS = {"geolibre": "geolibre", "kepler": "keplergl"}
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


def in_kepler(browser: Browser, path: Path, count: int) -> Iterator[dict[str, float]]:
    """By its own loader of files, on a map with one point."""
    with served("kepler", 1) as server, context_of(browser) as context:
        page = context.new_page()
        page.goto(server.url)
        page.wait_for_function(KEPLER_READY)
        page.wait_for_timeout(LOOKING_MS)
        chooser = "Object.assign(document.createElement('input'), { type: 'file', id: 'brought' })"
        page.evaluate(f"() => document.body.append({chooser})")
        page.set_input_files("#brought", [str(path)])
        seconds, name = page.evaluate(KEPLER_LOADS, count)
        yield {"map": seconds}
        idx = page.evaluate("(id) => kepler.addFilter('类别', id)", name)
        page.evaluate(SETTLED, [None, "webgl"])
        taken = []
        for kind in KINDS:
            taken.append(page.evaluate(KEPLER, [idx, [kind], None])[0])
            page.evaluate(SETTLED, [None, "webgl"])
        yield {"filter": median(taken)}


def in_geolibre(browser: Browser, path: Path, count: int) -> Iterator[dict[str, float]]:
    """Dropped on its map."""
    yield {"map": seconds_to_map(browser, path, count)}


MEASURED = {"geolibre": in_geolibre, "kepler": in_kepler}


def command(name: str, path: Path, count: int) -> list[str]:
    """Measures one in a process of its own."""
    return [sys.executable, "-m", "benchmarks.brought.peers", name, str(path), str(count)]


def measured(name: str, path: Path, count: int, *, patience_s: float) -> dict[str, float | str]:
    """What a file costs there; where it does not end in time, or fails, `said` is that, in words.

    All that was started for it ends with it.
    """
    if find_spec(WHEELS[name]) is None:
        return {"said": "not installed: pip install -r benchmarks/requirements.txt"}
    process = subprocess.Popen(
        command(name, path, count),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said = ""
    try:
        lines, complaints = process.communicate(timeout=patience_s)
        if process.returncode:
            said = f"failed: {complaints.strip().rpartition(chr(10))[2][:120]}"
    except subprocess.TimeoutExpired:
        said = f"did not end within {patience_s:.0f} s"
        os.killpg(process.pid, signal.SIGKILL)
        lines, _ = process.communicate()
    found: dict[str, float | str] = {"said": said} if said else {}
    for line in lines.splitlines():
        found |= json.loads(line)
    return found


def main(arguments: Sequence[str]) -> int:
    """Command line of the process."""
    name, path, count = arguments
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET + WEBGL)
        for figures in MEASURED[name](browser, Path(path), int(count)):
            print(json.dumps(figures), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
