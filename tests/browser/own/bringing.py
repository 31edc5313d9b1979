"""Files that are brought to the map, for tests of what becomes of them."""

import csv
import io
from collections.abc import Callable

import numpy as np
from playwright.sync_api import Page, expect

from geo.crs import wgs84_to_gcj02
from tests.browser.opened import MapPage, run

Open = Callable[..., MapPage]
PLACES = [(113.95 + 0.02 * step, 22.55 + 0.01 * (step % 3)) for step in range(12)]
"""WGS-84"""
HOSTILE = "<img src=x onerror=globalThis.broken=1>"
FORMULA = '=HYPERLINK("http://host.invalid")'
NAMES = [HOSTILE, FORMULA, *(f"场地{number}" for number in range(10))]
KINDS = ["工业", "商业", "居住"]


def sites() -> bytes:
    """A table of sites in GCJ-02, as Amap gives them."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["名称", "类别", "面积", "经度", "纬度"])
    for number, (lon, lat) in enumerate(wgs84_to_gcj02(np.array(PLACES))):
        table.writerow([NAMES[number], KINDS[number % 3], number, f"{lon:.6f}", f"{lat:.6f}"])
    return out.getvalue().encode()


def bring(page: Page, *files: dict[str, object]) -> None:
    page.wait_for_selector("[data-own=add]")
    page.set_input_files("[data-own=file]", list(files))  # type: ignore[arg-type]
    expect(page.locator(".own-file:is([data-state=ready], [data-state=failed])")).to_have_count(len(files))


def shown(page: Page, place: tuple[float, float]) -> object:
    """Whether a click on a place finds a feature, in the layer's own arrays."""
    code = """
      const [x, y] = renderer.viewport().project(argument);
      map.own.choose(null);
      return map.own.clicked(x, y) ? map.own.chosen.row : null;
    """
    return run(page, code, list(place))
