"""How far off an item's place may be, at its true size: a band in true metres, twice its uncertainty wide."""

from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.model import Item

FADE_PX, FADE_POWER, LEAST_FADE = 14.0, 0.75, 0.15
"""A band wider than so many pixels is fainter the wider it is, so that ±2 km in sight of the whole city do not drown
the map."""
COURSE_SHARE, OUTLINE_SHARE, QUARTER_SEGMENTS = 1 / 6, 1 / 8, 3
"""how much, of the uncertainty, course and outline of a band may be simplified"""
COARSE_FROM_M, COARSE_DECIMALS, DECIMALS = 400, 4, 5
"""From this uncertainty on a band along a line or an outline has decimals of 10 m, any other of 1 m."""


def fade(width_px: float) -> float:
    """What a band so wide keeps of its opacity, 0 to 1. The map's shader (web/gpu/shape.js) does the same."""
    return max(LEAST_FADE, min(1.0, (FADE_PX / max(width_px, 1e-9)) ** FADE_POWER))


def course_of(geometry: BaseGeometry) -> BaseGeometry:
    """What a band runs along: a point, a line, the outline of an area."""
    return geometry.boundary if geometry.geom_type in ("Polygon", "MultiPolygon") else geometry


@lru_cache(maxsize=1024)
def _band(geometry: BaseGeometry, uncertainty_m: int) -> BaseGeometry:
    course = course_of(crs.to_metric(geometry)).simplify(uncertainty_m * COURSE_SHARE)
    around = course.buffer(uncertainty_m, quad_segs=QUARTER_SEGMENTS * (2 if course.geom_type == "Point" else 1))
    return crs.from_metric(around.simplify(uncertainty_m * OUTLINE_SHARE if course.geom_type != "Point" else 0.0))


def band(item: Item) -> BaseGeometry | None:
    """Where, in WGS-84, a placed item's course may be: all that is no farther from it than its uncertainty.

    None where that is unknown.
    """
    return _band(item.geometry, item.uncertainty_m) if item.geometry is not None and item.uncertainty_m else None


def band_rings(item: Item) -> list[list[list[list[float]]]]:
    """The band's polygons, exterior ring and holes, rounded to what its size needs; no two of them overlap.

    A wide line along the course would lie on itself wherever that turns sharply, and be darker there.
    """
    decimals = DECIMALS if item.located == "point" or (item.uncertainty_m or 0) < COARSE_FROM_M else COARSE_DECIMALS
    whole = shapely.set_precision(band(item), 10**-decimals)
    parts: Any = shapely.get_parts(whole)
    return [
        [
            [[round(x, decimals), round(y, decimals)] for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in parts
        if not part.is_empty
    ]
