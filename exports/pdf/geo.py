"""Where on earth a map of a page lies (ISO 32000-2, 12.10): Acrobat tells coordinates, QGIS opens it in its place."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pyproj import CRS

from exports.pdf.objects import name_of
from exports.sheet.layout import Box
from geo import crs
from layers.paper.extent import Extent, wgs84_corners

CORNERS = (0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0)
"""of a map from the lower left on, clockwise: shares of its sides"""


Placed = tuple[Box, Extent, str]
"""where a map stands on its page in points, what it shows, what it is called"""


def viewports(maps: Iterable[Placed]) -> dict[str, Any]:
    """What a page says of its parts, in points: where they lie, and what they are called."""
    found = [_viewport(box, extent, name) for box, extent, name in maps]
    return {"VP": found} if found else {}


@cache
def _system() -> str:
    return CRS.from_epsg(crs.METRIC_EPSG).to_wkt("WKT1_ESRI")


def _viewport(box: Box, extent: Extent, name: str) -> dict[str, Any]:
    system = {"Type": name_of("PROJCS"), "EPSG": crs.METRIC_EPSG, "WKT": _system()}
    measure = {
        "Type": name_of("Measure"),
        "Subtype": name_of("GEO"),
        "Bounds": CORNERS,
        "LPTS": CORNERS,
        "GPTS": _numbers([each for x, y in wgs84_corners(extent.bounds) for each in (y, x)]),
        "GCS": system,
    }
    bounds = _numbers((box.x, box.y, box.right, box.top))
    return {"Type": name_of("Viewport"), "Name": name, "BBox": bounds, "Measure": measure}


def _numbers(values: Sequence[float]) -> list[float]:
    return [round(float(value), 8) for value in values]
