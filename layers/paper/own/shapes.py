"""The features of layers that people brought, on paper: as the screen draws them, many in one stroke. EPSG:4547.

Below a layer's areas, above them its lines, then its points; a point is a disc, an edge and a line a quarter as wide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path as Outline
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from geo.crs import METRIC_EPSG, WGS84_EPSG, FloatArray, transformed
from layers.own.looks import OwnLook
from layers.own.shown import ShownLayer
from layers.paper.extent import wgs84_bounds
from layers.paper.pen import Pen

OWN_ZORDER, STEP = 20.0, 0.5
"""of the lowest layer, above the plan; from one layer to the next"""
BEYOND = 1.0
"""what reaches further beyond the extent than so many of its sides is cut: it may have no place in EPSG:4547"""
RIM_PX, LEAST_RIMMED_PX = 1.0, 5.0
"""of paper's colour round a point, which tells it from others of its colour; smaller points have none"""
MOST_VECTOR = 20_000
"""a layer of more vertices is a picture in a PDF: it opens at once, and the rest stays vectors"""
POINT, LINE, AREA = 0, 1, 2
"""what shapely.get_dimensions says"""

Shapes = NDArray[np.object_]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class DrawnOwn:
    """A layer on a map."""

    shown: ShownLayer
    inside: NDArray[np.bool_]
    """of each feature, whether some of it lies in the extent"""
    rows: Rows
    """numbers of the features that are drawn, those just beyond the edge too"""
    shapes: Shapes
    """theirs, in metres"""


def draw_own(pen: Pen, layers: Sequence[ShownLayer]) -> tuple[DrawnOwn, ...]:
    """Draw layers, the topmost of which comes first; returns them in the same order."""
    drawn = [_drawn(pen, shown) for shown in layers]
    for step, each in enumerate(reversed(drawn)):
        _draw(pen, each, OWN_ZORDER + step * STEP)
    return tuple(drawn)


def _drawn(pen: Pen, shown: ShownLayer) -> DrawnOwn:
    """What of a layer lies in the extent or so near that its symbol reaches into it."""
    whole = np.asarray(shown.layer.features.geometry)
    reach = pen.metres(shown.style.size)
    west, south, east, north = pen.extent.bounds
    near = _degrees(pen, 0.0, reach)
    bounds = shapely.bounds(whole)
    with np.errstate(invalid="ignore"):
        met = (bounds[:, :2] <= near[2:]).all(axis=1) & (bounds[:, 2:] >= near[:2]).all(axis=1)
        cut = _degrees(pen, BEYOND, reach)
        large = met & ~((bounds[:, :2] >= cut[:2]).all(axis=1) & (bounds[:, 2:] <= cut[2:]).all(axis=1))
    shapes = whole[met]
    shapes[large[met]] = shapely.clip_by_rect(whole[large], *cut)
    shapes = shapely.transform(shapes, _metric)
    rows = np.flatnonzero(met)
    inside = np.zeros(len(whole), dtype=bool)
    inside[rows] = shapely.intersects(shapes, shapely.box(west, south, east, north))
    return DrawnOwn(shown, inside, rows, shapes)


def _metric(lonlat: FloatArray) -> FloatArray:
    return transformed(lonlat, source_epsg=WGS84_EPSG, target_epsg=METRIC_EPSG)


def _degrees(pen: Pen, sides: float, reach_m: float) -> NDArray[np.float64]:
    """West, south, east, north in degrees of the extent, grown by so many of its sides and by metres."""
    west, south, east, north = pen.extent.bounds
    wide, high = (east - west) * sides + reach_m, (north - south) * sides + reach_m
    return np.array(wgs84_bounds((west - wide, south - high, east + wide, north + high)))


def _draw(pen: Pen, drawn: DrawnOwn, zorder: float) -> None:
    dimensions = shapely.get_dimensions(drawn.shapes)
    classed = drawn.shown.places[drawn.rows]
    picture = int(shapely.get_num_coordinates(drawn.shapes).sum()) > MOST_VECTOR
    for dimension, made in ((AREA, _areas), (LINE, _lines), (POINT, _points)):
        chosen = dimensions == dimension
        if chosen.any():
            artist = made(pen, drawn.shapes[chosen], classed[chosen], drawn.shown.looks)
            artist.set(zorder=zorder, rasterized=picture, clip_on=True)
            pen.axes.add_collection(artist, autolim=False)


def _colors(looks: Sequence[OwnLook], *, solid: bool) -> NDArray[np.float64]:
    """Red, green, blue and opacity of each look."""
    return np.array([to_rgba(look.color, 1.0 if solid else look.opacity) for look in looks])


def _each(values: NDArray[np.float64], classed: NDArray[Any]) -> NDArray[np.float64]:
    """A row of values a feature; one alone where all look alike, which draws much faster."""
    return values[classed] if len(np.unique(classed)) > 1 else values[classed[:1]]


def _points(pen: Pen, shapes: Shapes, classed: NDArray[Any], looks: Sequence[OwnLook]) -> Collection:
    parts, owners = shapely.get_parts(shapes, return_index=True)
    disc, size_px = Outline.circle((0.0, 0.0), 0.5), looks[0].size_px
    rim_px = RIM_PX if size_px >= LEAST_RIMMED_PX else 0.0
    return PathCollection(
        [disc],
        # The rim lies outside the disc.
        sizes=[pen.pt(size_px + rim_px) ** 2],
        edgecolors=[to_rgba(pen.colors["halo"], looks[0].opacity)],
        offsets=shapely.get_coordinates(parts),
        offset_transform=pen.axes.transData,
        transform=IdentityTransform(),
        facecolors=_each(_colors(looks, solid=False), classed[owners]),
        linewidths=pen.pt(rim_px),
    )


def _lines(pen: Pen, shapes: Shapes, classed: NDArray[Any], looks: Sequence[OwnLook]) -> Collection:
    parts, owners = shapely.get_parts(shapes, return_index=True)
    coordinates, lines = shapely.get_coordinates(parts, return_index=True)
    return LineCollection(
        _split(coordinates, lines, len(parts)),
        colors=_each(_colors(looks, solid=True), classed[owners]),
        linewidths=pen.pt(looks[0].line_px),
        capstyle="round",
        joinstyle="round",
        snap=False,
    )


def _areas(pen: Pen, shapes: Shapes, classed: NDArray[Any], looks: Sequence[OwnLook]) -> Collection:
    parts, owners = shapely.get_parts(shapes, return_index=True)
    # Holes run the other way round, so that they stay empty.
    rings, areas = shapely.get_rings(shapely.orient_polygons(parts), return_index=True)
    coordinates, within = shapely.get_coordinates(rings, return_index=True)
    codes = np.full(len(coordinates), Outline.LINETO, dtype=np.uint8)
    codes[np.diff(within, prepend=-1) > 0] = Outline.MOVETO
    codes[np.diff(within, append=len(rings)) > 0] = Outline.CLOSEPOLY
    feature = owners[areas][within]
    paths = [
        Outline(places, code)
        for places, code in zip(
            _split(coordinates, feature, len(shapes)), _split(codes, feature, len(shapes)), strict=True
        )
    ]
    return PathCollection(
        paths,
        facecolors=_each(_colors(looks, solid=False), classed),
        edgecolors=_each(_colors(looks, solid=True), classed),
        linewidths=pen.pt(looks[0].line_px),
        joinstyle="round",
    )


def _split(values: NDArray[Any], owners: NDArray[np.intp], count: int) -> list[NDArray[Any]]:
    """The values of each of count owners; owners are sorted."""
    return np.split(values, np.searchsorted(owners, np.arange(1, count)))
