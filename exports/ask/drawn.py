"""An area that somebody has drawn, as a thing to ask about: its corners stand in the selector, `area=lon,lat,…`."""

import re
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from briefing.errors import ExportError
from layers.text import Language, text
from layers.view.asking import AREA

PREFIX = "area="
SHOWN = 60
"""characters of a selector that a message shows"""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnArea:
    """An area as it was drawn. Nothing is uncertain about it: it is its own definition."""

    id: str
    title: str
    geometry: BaseGeometry
    """WGS-84, longitude first"""
    layer: str = ""
    uncertainty_m: float = 0.0


def is_area(selector: str) -> bool:
    """Whether a selector holds an area's corners."""
    return selector.startswith(PREFIX)


def area_of(selector: str, language: Language) -> DrawnArea:
    """The area of a selector. Raises ExportError where its corners are none."""
    written = selector.removeprefix(PREFIX)
    numbers = [float(part) for part in written.split(",")] if re.fullmatch(AREA, written) else []
    ring = list(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) % 2 or len(ring) < 3 or not all(-180 <= x <= 180 and -85 <= y <= 85 for x, y in ring):
        raise ExportError("ask.noArea", selector=selector[:SHOWN])
    return DrawnArea("area", text("ask.area", language), shapely.Polygon(ring))
