"""Borders between areas of the city that meet, each once."""

from collections.abc import Sequence
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

BESIDE_DEG = 0.0018
"""about 200 m: a subdistrict's border so near a unit's is the same one, otherwise drawn"""
SHORTEST_DEG = 0.001
STRAIGHT_DEG = 1e-5
"""a border is simplified by so much"""


def inner_borders(areas: Sequence[BaseGeometry], borders: BaseGeometry) -> list[shapely.LineString]:
    """Borders between areas, without those beside borders; all in degrees.

    Each once: two that meet would turn a dotted line solid.
    """
    if not areas:
        return []
    edges = shapely.segmentize(shapely.union_all([area.boundary for area in areas]), BESIDE_DEG)
    legs = [leg for line in shapely.get_parts(edges) for leg in pairwise(line.coords)]
    middles = shapely.points([((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in legs])
    shapely.prepare(borders)
    own = ~shapely.dwithin(borders, middles, BESIDE_DEG)
    merged = shapely.line_merge(shapely.MultiLineString([leg for leg, alone in zip(legs, own, strict=True) if alone]))
    lines = [line for line in shapely.get_parts(merged) if line.length > SHORTEST_DEG]
    return [line.simplify(STRAIGHT_DEG) for line in lines]
