"""Where a name may stand beside or inside what it names, best place first, and what is free. EPSG:4547, metres."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.paper.extent import Bounds, lines_of, polygons_of

Places = tuple[tuple[float, float], ...]
"""where the middle of a name may stand, best first"""

ROOMY = 1.2
"""an area this much wider and higher than its name carries it inside"""
LINE_SHARES = (0.5, 0.38, 0.62, 0.26, 0.74, 0.14, 0.86)
DENSE_SHARES = tuple(share / 24 for share in range(1, 24))
SHIFTS = (0.0, 1.25, -1.25, 2.5, -2.5)
"""how far a name of an area may move up or down, in its heights"""
LEADERS = (0.8, 1.6, 2.6, 3.8, 5.2)
"""how far a name at the end of a thin line is from its place, in its heights"""
DIRECTIONS = tuple(
    (math.cos(math.radians(turn)), math.sin(math.radians(turn)))
    for turn in (0, 180, 330, 210, 30, 150, 300, 240, 60, 120, 270, 90)
)
GRID = tuple((x / 8, y / 8) for y in range(1, 8) for x in range(1, 8))


@dataclass(frozen=True, slots=True)
class Size:
    """Halves of a name's box in metres."""

    x: float
    y: float

    def at(self, x: float, y: float) -> Bounds:
        """The box around a middle."""
        return x - self.x, y - self.y, x + self.x, y + self.y


class Taken:
    """Boxes that no further name may touch."""

    def __init__(self, extent: Bounds, boxes: Iterable[Bounds]) -> None:
        self.extent = extent
        self.boxes: list[Bounds] = list(boxes)
        self._array: NDArray[np.float64] = np.array(self.boxes, dtype=float).reshape(-1, 4)

    def add(self, box: Bounds) -> None:
        """Take a box."""
        self.boxes.append(box)
        self._array = np.vstack([self._array, box])

    def all_free(self, boxes: Iterable[Bounds]) -> bool:
        """Whether all boxes are inside the extent and touch nothing taken."""
        west, south, east, north = self.extent
        known = self._array
        return all(
            west < box[0] and south < box[1] and box[2] < east and box[3] < north
            and not (
                (known[:, 0] < box[2]) & (known[:, 2] > box[0]) & (known[:, 1] < box[3]) & (known[:, 3] > box[1])
            ).any()
            for box in boxes
        )  # fmt: skip

    def first_free(self, places: Places, size: Size) -> Bounds | None:
        """The box at the first place that is inside the extent and touches nothing taken."""
        for x, y in places:
            box = size.at(x, y)
            west, south, east, north = self.extent
            if box[0] <= west or box[1] <= south or box[2] >= east or box[3] >= north:
                continue
            known = self._array
            if not (
                (known[:, 0] < box[2]) & (known[:, 2] > box[0]) & (known[:, 1] < box[3]) & (known[:, 3] > box[1])
            ).any():
                return box
        return None


def _around(x: float, y: float, reach_x: float, reach_y: float) -> Places:
    """Places below, above, right, left and at the corners of a symbol."""
    return (
        (x, y - reach_y), (x, y + reach_y), (x + reach_x, y), (x - reach_x, y),
        (x + reach_x * 0.8, y - reach_y * 0.8), (x - reach_x * 0.8, y - reach_y * 0.8),
        (x + reach_x * 0.8, y + reach_y * 0.8), (x - reach_x * 0.8, y + reach_y * 0.8),
    )  # fmt: skip


def places_for(seen: BaseGeometry, size: Size, *, symbol: float) -> Places:
    """Places for the name of what is seen of an item; symbol = half the size of a point's symbol in metres."""
    if seen.is_empty:
        return ()
    if seen.geom_type == "Point":
        return _around(seen.x, seen.y, symbol + size.x, symbol + size.y)
    polygons = polygons_of(seen)
    if polygons:
        return _places_of_area(max(polygons, key=lambda part: part.area), size)
    lines = [part for part in shapely.get_parts(seen) if "Line" in part.geom_type]
    if not lines:
        return ()
    longest = max(lines, key=lambda part: part.length)
    spots = [longest.interpolate(share, normalized=True) for share in LINE_SHARES]
    return tuple((spot.x, spot.y + shift * 2 * size.y) for shift in SHIFTS[:3] for spot in spots)


def places_inside(seen: BaseGeometry, size: Size) -> Places:
    """In the middle of the largest part of an area, and above and below it; the name's middle always inside."""
    polygons = polygons_of(seen)
    if not polygons:
        return ()
    area = max(polygons, key=lambda part: part.area)
    spots = [
        (spot.x, spot.y + shift * 2 * size.y)
        for spot in (area.centroid, area.representative_point())
        for shift in SHIFTS
    ]
    return tuple(spot for spot in spots if area.contains(shapely.Point(spot)))


def _places_of_area(area: BaseGeometry, size: Size) -> Places:
    """In the middle of an area that has room for the name; else beside it, so that the name does not hide it."""
    inner = places_inside(area, size)
    west, south, east, north = area.bounds
    if east - west > 2 * size.x * ROOMY and north - south > 2 * size.y * ROOMY:
        return inner
    # Beside its outermost points, where the name touches the area whatever its shape.
    outline = lines_of(area)[0]
    leftmost, rightmost = outline[outline[:, 0].argmin()], outline[outline[:, 0].argmax()]
    lowest, highest = outline[outline[:, 1].argmin()], outline[outline[:, 1].argmax()]
    below, above = (lowest[0], lowest[1] - size.y), (highest[0], highest[1] + size.y)
    right, left = (rightmost[0] + size.x, rightmost[1]), (leftmost[0] - size.x, leftmost[1])
    return below, above, *inner[:1], right, left, *inner[1:]


def anchor_of(seen: BaseGeometry) -> tuple[float, float]:
    """Where a thin line from a name ends: at a point, on the middle of the longest line, inside the largest area."""
    polygons = polygons_of(seen)
    if polygons:
        place = max(polygons, key=lambda part: part.area).representative_point()
    else:
        lines = [part for part in shapely.get_parts(seen) if "Line" in part.geom_type]
        place = (
            max(lines, key=lambda part: part.length).interpolate(0.5, normalized=True)
            if lines
            else seen.representative_point()
        )
    return place.x, place.y


def led_places(anchor: tuple[float, float], size: Size, leaders: Sequence[float] = LEADERS) -> Places:
    """Places around an anchor for a name with a thin line to it, the nearest first."""
    high = 2 * size.y
    return tuple(
        (anchor[0] + x * (far * high + size.x), anchor[1] + y * (far * high + size.y))
        for far in leaders
        for x, y in DIRECTIONS
    )


def dense_places(seen: BaseGeometry, size: Size, *, symbol: float) -> Places:
    """Many places for a short mark: all over an area, all along a line, around a point."""
    if seen.is_empty:
        return ()
    if seen.geom_type == "Point":
        return places_for(seen, size, symbol=symbol) + _around(seen.x, seen.y, symbol + 3 * size.x, symbol + 3 * size.y)
    polygons = polygons_of(seen)
    if polygons:
        spots = [(x, y) for area in polygons for x, y in _grid(area)]
        return places_inside(seen, size) + tuple(spots) + places_for(seen, size, symbol=symbol)
    lines = [part for part in shapely.get_parts(seen) if "Line" in part.geom_type]
    if not lines:
        return ()
    spots_along = shapely.line_interpolate_point(np.array(lines)[:, None], np.array(DENSE_SHARES), normalized=True)
    along = shapely.get_coordinates(spots_along.ravel()).tolist()
    return tuple((x, y + shift * size.y) for shift in (0.0, 2.0, -2.0) for x, y in along)


def _grid(area: BaseGeometry) -> Places:
    west, south, east, north = area.bounds
    spots = [(west + x * (east - west), south + y * (north - south)) for x, y in GRID]
    inside = shapely.contains_xy(area, np.array(spots))
    return tuple(spot for spot, within in zip(spots, inside, strict=True) if within)
