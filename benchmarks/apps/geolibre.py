"""GeoLibre's static app out of the geolibre wheel, on loopback: a file dropped on its map until that has drawn it.

Offline its map waits for a style from tiles.openfreemap.org and draws no layer without; it is given an empty one. It
asks before it takes many features, and is answered yes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser

from benchmarks.browsers.stage import context_of

STYLES = "https://tiles.openfreemap.org/**"
EMPTY = {"version": 8, "sources": {}, "layers": [{"id": "background", "type": "background"}]}
STARTED_MS, WHOLE = 10_000, 6
"""until nothing of its own start is drawn any more; vertices of a point"""
DROPPED = """async ([count]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(document.getElementById("brought").files[0]);
  const begun = performance.now();
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector(".maplibregl-map")
      .dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
  while (bench.total < count) await new Promise(requestAnimationFrame);
  bench.gl.readPixels(0, 0, 1, 1, bench.gl.RGBA, bench.gl.UNSIGNED_BYTE, new Uint8Array(4));
  return (performance.now() - begun) / 1000;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


@contextmanager
def _served() -> Iterator[str]:
    spec = find_spec("geolibre")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("geolibre")
    folder = Path(spec.submodule_search_locations[0]) / "static" / "app"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def seconds_to_map(browser: Browser, path: Path, count: int) -> float:
    """From the drop of a file of so many points until its map has rasterised them."""
    with _served() as url, context_of(browser) as context:
        page = context.new_page()
        page.route(STYLES, lambda route: route.fulfill(json=EMPTY))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(url)
        page.wait_for_selector(".maplibregl-canvas")
        page.wait_for_timeout(STARTED_MS)
        chooser = "Object.assign(document.createElement('input'), { type: 'file', id: 'brought' })"
        page.evaluate(f"() => document.body.append({chooser})")
        page.set_input_files("#brought", [str(path)])
        seconds: float = page.evaluate(DROPPED, [WHOLE * count])
        return seconds
