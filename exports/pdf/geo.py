"""Where on earth a map of a page lies (ISO 32000-2, 12.10): Acrobat tells coordinates, QGIS opens it in its place."""

from collections.abc import Iterable, Sequence

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject
from pyproj import CRS

from exports.sheet.layout import Box
from geo import crs
from layers.paper.extent import Extent, wgs84_corners

CORNERS = (0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0)
"""of a map from the lower left on, clockwise: shares of its sides"""


Placed = tuple[Box, Extent, str]
"""where a map stands on its page in points, what it shows, what it is called"""


def place_maps(page: PageObject, maps: Iterable[Placed]) -> None:
    """Say of parts of a page, in points, where they lie, and what they are called."""
    found = [_viewport(box, extent, name) for box, extent, name in maps]
    if found:
        page[NameObject("/VP")] = ArrayObject(found)


def _viewport(box: Box, extent: Extent, name: str) -> DictionaryObject:
    system = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/PROJCS"),
            NameObject("/EPSG"): NumberObject(crs.METRIC_EPSG),
            NameObject("/WKT"): TextStringObject(CRS.from_epsg(crs.METRIC_EPSG).to_wkt("WKT1_ESRI")),
        }
    )
    measure = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Measure"),
            NameObject("/Subtype"): NameObject("/GEO"),
            NameObject("/Bounds"): _numbers(CORNERS),
            NameObject("/LPTS"): _numbers(CORNERS),
            NameObject("/GPTS"): _numbers([each for x, y in wgs84_corners(extent.bounds) for each in (y, x)]),
            NameObject("/GCS"): system,
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Viewport"),
            NameObject("/Name"): TextStringObject(name),
            NameObject("/BBox"): _numbers((box.x, box.y, box.right, box.top)),
            NameObject("/Measure"): measure,
        }
    )


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(round(value, 8)) for value in values)
