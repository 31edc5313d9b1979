"""Areas cut into triangles, so that the browser need not do so before its first frame."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import shapely

from layers.screen.deck import DECIMALS, polygon_rings

Ring = Sequence[Sequence[float]]
KEPT = 2000
"""areas whose triangles are kept: after an accepted change all but one are the same"""
AREAS, READY = "SolidPolygonLayer", "AreaLayer"


def triangles(rings: Sequence[Ring]) -> list[int]:
    """Triangles of a polygon, whose corners are numbered through all rings, closing points left out.

    Three numbers a triangle, for small files: its lowest corner less that of the triangle before, and the other two
    less its lowest. Raises shapely.errors.GEOSException or KeyError where the rings cross.
    """
    return list(_triangles(shapely.Polygon(rings[0], rings[1:])))


@lru_cache(maxsize=KEPT)
def _triangles(polygon: shapely.Polygon) -> tuple[int, ...]:
    numbers: dict[tuple[float, ...], int] = {}
    rings = [ring.coords[:-1] for ring in (polygon.exterior, *polygon.interiors)]
    for number, point in enumerate(point for ring in rings for point in ring):
        numbers.setdefault(point, number)
    parts = shapely.get_parts(shapely.constrained_delaunay_triangles(polygon))
    corners = [sorted(numbers[tuple(point)] for point in shapely.get_coordinates(part)[:3].tolist()) for part in parts]
    result: list[int] = []
    before = 0
    for lowest, middle, highest in sorted(corners):
        result += [lowest - before, middle - lowest, highest - lowest]
        before = lowest
    return tuple(result)


def with_triangles(layer: dict[str, Any]) -> dict[str, Any]:
    """A pydeck layer's JSON for the browser: each row of an area has `triangles`, and the type says so."""
    if layer["@@type"] != AREAS:
        return layer
    return layer | {"@@type": READY, "data": [cut for row in layer["data"] for cut in _cut(row)]}


def _cut(row: dict[str, Any]) -> list[dict[str, Any]]:
    """A row of an area with its triangles; several or none where rounding has made it cross or lose itself."""
    try:
        return [row | {"triangles": triangles(row["polygon"])}]
    except (shapely.errors.GEOSException, KeyError):
        whole = shapely.set_precision(
            shapely.make_valid(shapely.Polygon(row["polygon"][0], row["polygon"][1:])), 10**-DECIMALS
        )
        areas = shapely.MultiPolygon([part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"])
        return [row | {"polygon": rings, "triangles": triangles(rings)} for rings in polygon_rings(areas)]
