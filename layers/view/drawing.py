"""What is drawn by hand over a view: GeoJSON as the browser's pen writes it (web/draw/geojson.js), read whole or not.

WGS-84, longitude first. The browser's limits (web/draw/features.js) hold here too.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MARK = "plan-map-drawing"
MAX_FEATURES, MAX_PLACES, MAX_TEXT, MAX_NUMBER = 500, 2000, 200, 999
MAX_PLACES_IN_ALL = 20_000
PLACE_KINDS = frozenset({"point", "number", "text"})
LINE_KINDS = frozenset({"line", "arrow"})
COLOR = re.compile(r"[a-z][a-z-]{0,19}")
UNPRINTABLE = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode categories of what no text has"""
MAX_LONGITUDE, MAX_LATITUDE = 180.0, 85.0

DrawnPlace = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnFeature:
    """One thing that somebody has drawn."""

    kind: str
    """point | number | text | line | arrow | area"""
    color: str
    """id of one of the catalogue's pencils; the first one's where there is none of that name (any more)"""
    text: str
    number: int
    """of a numbered mark; 0 for others"""
    measured: bool
    """whether its length or area is written beside it"""
    path: tuple[DrawnPlace, ...]
    """an area's ring without its first place once more"""


class DrawingError(ValueError):
    """A drawing is not as it should be: `what` of the feature of that 1-based number, 0 for all of it."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(f"feature {number}: {what}")
        self.number, self.what = number, what


def read_drawing(raw: Any) -> tuple[DrawnFeature, ...]:
    """The features of a decoded GeoJSON collection. Raises DrawingError naming what is wrong."""
    if not isinstance(raw, dict) or raw.get("type") != "FeatureCollection" or raw.get(MARK) != 1:
        raise DrawingError(0, "type")
    entries = raw.get("features")
    if not isinstance(entries, list) or len(entries) > MAX_FEATURES:
        raise DrawingError(0, "features")
    read = tuple(_feature(entry, number) for number, entry in enumerate(entries, start=1))
    if sum(len(feature.path) for feature in read) > MAX_PLACES_IN_ALL:
        raise DrawingError(0, "coordinates")
    return read


def _feature(entry: Any, number: int) -> DrawnFeature:
    properties = entry.get("properties") if isinstance(entry, dict) else None
    if not isinstance(properties, dict) or entry.get("type") != "Feature":
        raise DrawingError(number, "type")
    kind, color, text = (properties.get(name) for name in ("kind", "color", "text"))
    mark, measured = properties.get("number"), properties.get("measured")
    if not isinstance(kind, str) or kind not in PLACE_KINDS | LINE_KINDS | {"area"}:
        raise DrawingError(number, "kind")
    if not isinstance(color, str) or not COLOR.fullmatch(color):
        raise DrawingError(number, "color")
    if not isinstance(text, str) or len(text) > MAX_TEXT or text != text.strip() or _unprintable(text):
        raise DrawingError(number, "text")
    if not isinstance(mark, int) or isinstance(mark, bool) or not 0 <= mark <= MAX_NUMBER:
        raise DrawingError(number, "number")
    if not isinstance(measured, bool):
        raise DrawingError(number, "measured")
    return DrawnFeature(kind, color, text, mark, measured, _path(entry.get("geometry"), kind, number))


def _unprintable(text: str) -> bool:
    return any(unicodedata.category(sign) in UNPRINTABLE or "\ud800" <= sign <= "\udfff" for sign in text)


def _path(geometry: Any, kind: str, number: int) -> tuple[DrawnPlace, ...]:
    """The places of a geometry that is the kind's."""
    wanted, least = ("Point", 1) if kind in PLACE_KINDS else ("LineString", 2) if kind in LINE_KINDS else ("Polygon", 4)
    if not isinstance(geometry, dict) or geometry.get("type") != wanted:
        raise DrawingError(number, "geometry")
    raw = geometry.get("coordinates")
    if wanted == "Point":
        raw = [raw]
    if wanted == "Polygon":
        raw = raw[0] if isinstance(raw, list) and len(raw) == 1 else None
    if not isinstance(raw, list) or not least <= len(raw) <= MAX_PLACES + 1:
        raise DrawingError(number, "coordinates")
    path = tuple(_place(place, number) for place in raw)
    if wanted != "Polygon":
        return path
    if path[0] != path[-1]:
        raise DrawingError(number, "geometry")
    return path[:-1]


def _place(place: Any, number: int) -> DrawnPlace:
    if isinstance(place, list) and len(place) == 2 and all(type(part) in (int, float) for part in place):
        longitude, latitude = place
        # A whole number may be larger than any float.
        if abs(longitude) <= MAX_LONGITUDE and abs(latitude) <= MAX_LATITUDE:
            return float(longitude), float(latitude)
    raise DrawingError(number, "coordinates")


def drawing_record(features: Iterable[DrawnFeature]) -> dict[str, Any]:
    """The GeoJSON that `read_drawing` and the browser read."""
    return {"type": "FeatureCollection", MARK: 1, "name": "", "features": [_record(feature) for feature in features]}


def _record(feature: DrawnFeature) -> dict[str, Any]:
    places = [list(place) for place in feature.path]
    geometry: dict[str, Any]
    if feature.kind in PLACE_KINDS:
        geometry = {"type": "Point", "coordinates": places[0]}
    elif feature.kind in LINE_KINDS:
        geometry = {"type": "LineString", "coordinates": places}
    else:
        geometry = {"type": "Polygon", "coordinates": [[*places, places[0]]]}
    names = ("kind", "color", "text", "number", "measured")
    return {"type": "Feature", "geometry": geometry, "properties": {name: getattr(feature, name) for name in names}}
