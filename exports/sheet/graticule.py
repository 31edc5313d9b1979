"""Degrees and minutes along the edge of a map: ticks where meridians and parallels meet it.

WGS-84 (CGCS2000 agrees within centimetres).
"""

import math
from collections.abc import Iterator
from dataclasses import replace

import shapely

from exports.sheet.furniture import Page
from exports.sheet.layout import Box
from geo import crs
from layers.paper.extent import Extent, wgs84_bounds
from layers.paper.pen import Line, stroke
from layers.paper.text import write

STEPS_MINUTES = (1, 2, 5, 10, 15, 20, 30, 60, 120)
TICKS_WANTED = 5.5
"""about so many along the longer side"""
TICK_PT, GAP_PT, TYPE_PT = 3.5, 2.2, 7.0
STRETCH, SEGMENT_DEG = 0.05, 0.02
CORNER_PT = 14.0
"""no label stands nearer to a corner"""
INSET_TYPE_PT = 5.6
ZORDER, LETTERS_ZORDER = 21.0, 21.0


def step_minutes(extent: Extent) -> int:
    """Minutes of arc between ticks."""
    west, south, east, north = wgs84_bounds(extent.bounds)
    span = max(east - west, north - south) * 60
    return min(STEPS_MINUTES, key=lambda step: abs(math.log(span / step / TICKS_WANTED)))


def ticks(extent: Extent, *, east: bool) -> Iterator[tuple[float, float, int]]:
    """Along the top (east: meridians) or the left edge: metres there and on the opposite edge, minutes of arc."""
    west_deg, south_deg, east_deg, north_deg = wgs84_bounds(extent.bounds)
    low, high = (west_deg, east_deg) if east else (south_deg, north_deg)
    # Lines reach well beyond the extent: on the map they are curved, and its corners are no corners in degrees.
    beyond = STRETCH * max(east_deg - west_deg, north_deg - south_deg)
    west_deg, south_deg, east_deg, north_deg = (
        west_deg - beyond,
        south_deg - beyond,
        east_deg + beyond,
        north_deg + beyond,
    )
    step = step_minutes(extent)
    for number in range(math.floor(low * 60 / step), math.ceil(high * 60 / step) + 1):
        degrees = number * step / 60
        ends = ((degrees, south_deg), (degrees, north_deg)) if east else ((west_deg, degrees), (east_deg, degrees))
        line = crs.to_metric(shapely.segmentize(shapely.LineString(ends), SEGMENT_DEG))
        near, far = (_crossing(line, extent, east=east, first=first) for first in (True, False))
        if near is not None and far is not None:
            yield near, far, number * step


def _crossing(line: shapely.LineString, extent: Extent, *, east: bool, first: bool) -> float | None:
    """Where a line meets the top (or left) edge, or, first being false, the opposite one; None where it does not."""
    west, south, right, north = extent.bounds
    if east:
        y = north if first else south
        edge = shapely.LineString([(west, y), (right, y)])
    else:
        x = west if first else right
        edge = shapely.LineString([(x, south), (x, north)])
    point = line.intersection(edge)
    if point.is_empty:
        return None
    return float(point.centroid.x if east else point.centroid.y)


def words(minutes: int, *, east: bool) -> str:
    """`113°50′E`."""
    return f"{minutes // 60}°{minutes % 60:02d}′{'E' if east else 'N'}"


def draw_graticule(page: Page, extent: Extent, box: Box, *, inset: bool = False, clear: Box | None = None) -> None:
    """Ticks inside the edges of the map in box; degrees above it and at its left, of an inset below it and smaller.

    clear: a part of the map that has degrees of its own.
    """
    factor = page.factor
    tick, size = TICK_PT * factor, INSET_TYPE_PT if inset else TYPE_PT
    hand = replace(page.hand(size, role="label_quiet", align="center"), zorder=LETTERS_ZORDER)
    above = box.y - (GAP_PT + 0.72 * size) * factor if inset else box.top + GAP_PT * factor
    lines = []
    for near, far, minutes in ticks(extent, east=True):
        x, opposite = (box.x + (metres - extent.west) / extent.metres_per_pt for metres in (near, far))
        lines += [[(x, box.top), (x, box.top - tick)], [(opposite, box.y), (opposite, box.y + tick)]]
        if box.x + CORNER_PT < x < box.right - CORNER_PT:
            write(page.axes, opposite if inset else x, above, words(minutes, east=True), hand)
    for near, far, minutes in ticks(extent, east=False):
        y, opposite = (box.y + (metres - extent.south) / extent.metres_per_pt for metres in (near, far))
        lines += [[(box.x, y), (box.x + tick, y)], [(box.right, opposite), (box.right - tick, opposite)]]
        if box.y + CORNER_PT < y < box.top - CORNER_PT:
            turned = replace(hand, rotation_deg=90.0)
            write(page.axes, box.x - GAP_PT * factor, y, words(minutes, east=False), turned)
    lines = [line for line in lines if clear is None or not clear.holds(*line[0])]
    if lines:
        look = Line(page.colors["ink"], 0.6 * factor, round_ends=False)
        stroke(page.axes, shapely.MultiLineString(lines), look, zorder=ZORDER)
