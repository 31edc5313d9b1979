"""Strategy arrows: a line with a direction, drawn as one wide shape."""

import math

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geo import crs

SHAFT_WIDTH_M = 1300.0
HEAD_WIDTH_M = 3600.0
HEAD_LENGTH_M = 3200.0


def arrow(line: BaseGeometry) -> BaseGeometry:
    """Polygon of an arrow along a WGS-84 line, its head at the end; sizes in metres, shorter on short lines."""
    course = crs.to_metric(max(shapely.get_parts(line), key=lambda part: part.length))
    scale = min(1.0, course.length / (2.5 * HEAD_LENGTH_M))
    head_m = HEAD_LENGTH_M * scale
    neck, tip = course.interpolate(course.length - head_m), course.interpolate(course.length)
    shaft = substring(course, 0.0, course.length - head_m * 0.9).buffer(
        SHAFT_WIDTH_M * scale / 2, cap_style="flat", join_style="round"
    )
    bearing = math.atan2(tip.y - neck.y, tip.x - neck.x)
    across = (-math.sin(bearing) * HEAD_WIDTH_M * scale / 2, math.cos(bearing) * HEAD_WIDTH_M * scale / 2)
    head = shapely.Polygon(
        [(neck.x + across[0], neck.y + across[1]), (tip.x, tip.y), (neck.x - across[0], neck.y - across[1])]
    )
    return crs.from_metric(shapely.union(shaft, head))
