"""What part of the world a piece of paper shows: EPSG:4547 metres against points (1/72 inch)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs

Bounds = tuple[float, float, float, float]
"""west, south, east, north"""

POINTS_PER_INCH = 72.0
METRES_PER_INCH = 0.0254
PT_PER_PX = 0.72
"""a pixel of the screen's styles on paper: a desk's window of 1140 pixels is an A3 map of 290 mm"""
MARGIN = 0.04
"""share of what is fitted left free on each side"""
SMALLEST_M = 6000.0
"""an extent is never narrower: a single point needs surroundings"""
ROUND_SCALES = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2, 2.5, 2.8, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)
EQUATOR_M, TILE_PX = 40_075_016.7, 512
METRES_PER_DEGREE = 110_700.0
"""of latitude, at Shenzhen"""
EDGE_STEPS = 12
POINT_DEG = 1e-6
"""an extent no wider is a point"""


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle of EPSG:4547 (metres) and how large it is drawn."""

    west: float
    south: float
    east: float
    north: float
    metres_per_pt: float

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north in metres, EPSG:4547."""
        return self.west, self.south, self.east, self.north

    @property
    def scale(self) -> float:
        """N of 1:N."""
        return self.metres_per_pt * POINTS_PER_INCH / METRES_PER_INCH

    @property
    def zoom(self) -> float:
        """The Web Mercator zoom (512-pixel tiles) at which a screen shows the same, styles being PT_PER_PX as large."""
        (_, south, _, north) = wgs84_bounds(self.bounds)
        pixel_m = EQUATOR_M * math.cos(math.radians((south + north) / 2)) / TILE_PX
        return math.log2(pixel_m / (self.metres_per_pt * PT_PER_PX))

    def clip(self, geometry: BaseGeometry, *, margin_pt: float = 0.0) -> BaseGeometry:
        """The part of a metric geometry inside the extent and a margin around it; may be empty."""
        reach = margin_pt * self.metres_per_pt
        return shapely.clip_by_rect(
            geometry, self.west - reach, self.south - reach, self.east + reach, self.north + reach
        )

    def holds(self, geometry: BaseGeometry) -> bool:
        """Whether some of a metric geometry lies inside."""
        return bool(shapely.box(*self.bounds).intersects(geometry))


def metric_bounds(bounds: Bounds) -> Bounds:
    """Extent in EPSG:4547 of a rectangle of WGS-84 degrees, its curved edges counted."""
    west, south, east, north = bounds
    rectangle = shapely.box(west, south, max(east, west + POINT_DEG), max(north, south + POINT_DEG))
    edge = shapely.segmentize(rectangle, max(east - west, north - south, POINT_DEG) / EDGE_STEPS)
    west, south, east, north = crs.to_metric(edge).bounds
    return west, south, east, north


def wgs84_bounds(bounds: Bounds) -> Bounds:
    """Extent in WGS-84 degrees of a rectangle of EPSG:4547."""
    west, south, east, north = crs.from_metric(shapely.box(*bounds)).bounds
    return west, south, east, north


def wgs84_corners(bounds: Bounds) -> list[tuple[float, float]]:
    """Longitude and latitude of the corners of a rectangle of EPSG:4547, from the lower left on, clockwise."""
    west, south, east, north = bounds
    corners = [shapely.Point(x, y) for x, y in ((west, south), (west, north), (east, north), (east, south))]
    return [(float(place.x), float(place.y)) for place in map(crs.from_metric, corners)]


def fit_extent(  # noqa: PLR0913 - each option has a name
    bounds: Bounds, *, width_pt: float, height_pt: float, margin: float = MARGIN, round_scale: bool = False,
    scale: float | None = None,
) -> Extent:  # fmt: skip
    """The extent of a map width_pt × height_pt that holds bounds (WGS-84 degrees) in its middle.

    round_scale makes the scale 1:N a round number by showing a little more; scale is N itself, whatever it holds.
    """
    west, south, east, north = metric_bounds(bounds)
    wide, high = (max(side * (1 + 2 * margin), SMALLEST_M) for side in (east - west, north - south))
    metres_per_pt = max(wide / width_pt, high / height_pt)
    if scale is not None:
        metres_per_pt = scale * METRES_PER_INCH / POINTS_PER_INCH
    elif round_scale:
        metres_per_pt = round_up(metres_per_pt * POINTS_PER_INCH / METRES_PER_INCH) * METRES_PER_INCH / POINTS_PER_INCH
    x, y = (west + east) / 2, (south + north) / 2
    half_x, half_y = width_pt * metres_per_pt / 2, height_pt * metres_per_pt / 2
    return Extent(x - half_x, y - half_y, x + half_x, y + half_y, metres_per_pt)


def round_up(scale: float) -> float:
    """The next denominator of a scale that people like to read."""
    power = 10 ** math.floor(math.log10(scale))
    return power * next(step for step in ROUND_SCALES if step * power >= scale * 0.999)


def axes_size_pt(axes: Any) -> tuple[float, float]:
    """Width and height of matplotlib axes in points."""
    box, dpi = axes.get_window_extent(), axes.figure.dpi
    return box.width / dpi * POINTS_PER_INCH, box.height / dpi * POINTS_PER_INCH


@lru_cache(maxsize=4096)
def metric(geometry: BaseGeometry) -> BaseGeometry:
    """A WGS-84 geometry in EPSG:4547, made valid; kept, since an atlas draws the same items on many pages."""
    moved = crs.to_metric(geometry)
    return moved if moved.is_valid else shapely.make_valid(moved)


def lines_of(geometry: BaseGeometry) -> list[np.ndarray]:
    """Every line, or ring of an area, as an array of (n, 2) coordinates."""
    kind = geometry.geom_type
    if geometry.is_empty or kind in ("Point", "MultiPoint"):
        return []
    if kind in ("LineString", "LinearRing"):
        return [np.asarray(geometry.coords)[:, :2]]
    if kind == "Polygon":
        return [np.asarray(ring.coords)[:, :2] for ring in (geometry.exterior, *geometry.interiors)]
    return [line for part in geometry.geoms for line in lines_of(part)]


def polygons_of(geometry: BaseGeometry) -> Sequence[BaseGeometry]:
    """The polygons of a geometry; its points and lines left out."""
    if geometry.is_empty:
        return []
    if geometry.geom_type == "Polygon":
        return [geometry]
    return [polygon for part in getattr(geometry, "geoms", ()) for polygon in polygons_of(part)]
