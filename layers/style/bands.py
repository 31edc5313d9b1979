"""How far off an item's place may be, at its true size: a band in true metres, twice its uncertainty wide."""

from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.model import Item

FADE_PX, FADE_POWER, LEAST_FADE = 14.0, 0.75, 0.15
"""A band wider than so many pixels is fainter the wider it is, so that ±2 km in sight of the whole city do not drown
the map."""
COURSE_SHARE, OUTLINE_SHARE, QUARTER_SEGMENTS = 1 / 6, 1 / 8, 3
"""how much, of the uncertainty, course and outline of a band may be simplified"""
ROUND_SHARE, STRAIGHT_SHARE, FACET_SHARE = 1.5, 1 / 20, 1 / 60
"""of its uncertainty: how far from its corner an indicative area's curve begins, so that it leaves the outline by three
quarters of it at the most; which turns it does not follow, and how flat the curve's facets are"""
CURVE = (0.0, 0.25, 0.5, 0.75, 1.0)
COARSE_FROM_M, COARSE_DECIMALS, DECIMALS = 400, 4, 5
"""From this uncertainty on a band along a line or an outline has decimals of 10 m, any other of 1 m."""


def fade(width_px: float) -> float:
    """What a band so wide keeps of its opacity, 0 to 1. The map's shader (web/gpu/shape.js) does the same."""
    return max(LEAST_FADE, min(1.0, (FADE_PX / max(width_px, 1e-9)) ** FADE_POWER))


def softened(item: Item) -> BaseGeometry:
    """An indicative area with its corners rounded as far as its uncertainty goes: no corner claims a boundary."""
    return _softened(item.geometry, float(item.uncertainty_m or 0))


@lru_cache(maxsize=1024)
def _softened(geometry: BaseGeometry, uncertainty_m: float) -> BaseGeometry:
    if not uncertainty_m:
        return geometry
    polygons = shapely.get_parts(crs.to_metric(geometry))
    reach, straight = uncertainty_m * ROUND_SHARE, uncertainty_m * STRAIGHT_SHARE
    drawn = [
        shapely.Polygon(
            _rounded(polygon.exterior, reach, straight), [_rounded(ring, reach, straight) for ring in polygon.interiors]
        )
        for polygon in polygons
    ]
    parts = shapely.get_parts(shapely.make_valid(shapely.MultiPolygon(drawn), method="structure"))
    whole = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    fewer = shapely.MultiPolygon(whole).simplify(uncertainty_m * FACET_SHARE)
    rounded = shapely.set_precision(crs.from_metric(fewer), 10**-DECIMALS)
    return shapely.get_geometry(rounded, 0) if shapely.get_num_geometries(rounded) == 1 else rounded


def _rounded(ring: BaseGeometry, reach: float, straight: float) -> list[tuple[float, float]]:
    """A ring with a curve for each corner, which begins so far before it, or in the middle of a shorter side."""
    corners = np.asarray(ring.simplify(straight).coords)[:-1]
    result: list[tuple[float, float]] = []
    for before, corner, after in zip(np.roll(corners, 1, 0), corners, np.roll(corners, -1, 0), strict=True):
        start, end = (corner + _cut(side - corner, reach) for side in (before, after))
        for share in CURVE:
            result.append(tuple((1 - share) ** 2 * start + 2 * share * (1 - share) * corner + share**2 * end))
    return result


def _cut(side: NDArray[np.float64], reach: float) -> NDArray[np.float64]:
    """The way from a corner along a side to where its curve begins."""
    length = float(np.hypot(*side))
    return side * min(0.5, reach / length) if length else side


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
