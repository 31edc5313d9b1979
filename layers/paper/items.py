"""The plan's items on paper: the parts of layers/style/drawing.py, clipped to the extent. EPSG:4547."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.model import Item
from layers.paper.extent import metric, polygons_of
from layers.paper.pen import Line, Pen, fill, line_of, stroke
from layers.paper.symbols import Spot, draw_symbol
from layers.progress.looks import Colouring
from layers.style.arrows import arrow
from layers.style.bands import fade, softened
from layers.style.catalogue import Catalogue
from layers.style.drawing import Part, casing, is_arrow, parts, recedes

BAND_HATCH_WIDTH, BAND_HATCH_OPACITY = 0.6, 0.5
"""of the hatch in the soft band of an indicative line, against an area's"""
MOST_HATCHED_PX = 60.0
"""a wider band is not hatched: it would cover the city with lines that say little"""
DOT_PT = 0.3
"""shorter lines are not drawn, round ends or not"""
REACH_PT = 12.0
BAND_ZORDER, ITEM_ZORDER = 9.0, 10.0
"""of bands and of all else; what has the same is drawn in the order in which it is added"""
COURSE_SHARE = 0.05
"""how much of its uncertainty a course may be simplified before the band round it is made"""


@lru_cache(maxsize=512)
def _arrow(geometry: BaseGeometry) -> BaseGeometry:
    return metric(arrow(geometry))


def shape_of(item: Item, catalogue: Catalogue) -> BaseGeometry:
    """What is drawn of a placed item, in EPSG:4547: its geometry, its softened outline, or the arrow along it."""
    if is_arrow(catalogue.layer_of(item), item):
        return _arrow(item.geometry)
    soft = item.located == "area" and catalogue.precisions[item.precision].edge == "hatched"
    return metric(softened(item) if soft else item.geometry)


def outline_of(whole: BaseGeometry) -> BaseGeometry:
    """The rings of an area as lines; a line as it is."""
    polygons = polygons_of(whole)
    return shapely.GeometryCollection([polygon.boundary for polygon in polygons]) if polygons else whole


def hatch_lines(area: BaseGeometry, step: float) -> BaseGeometry:
    """Diagonal lines inside an area, step apart along x, in one grid for all areas."""
    west, south, east, north = area.bounds
    # Along each line x + y is constant.
    sums = np.arange(np.floor((west + south) / step), np.ceil((east + north) / step) + 1) * step
    ends = [((total - south, south), (total - north, north)) for total in sums]
    return shapely.intersection(shapely.MultiLineString(ends), area)


def draw_items(  # noqa: PLR0913 - each option has a name
    pen: Pen,
    items: Sequence[Item],
    *,
    opacity: Mapping[str, int],
    colouring: Colouring | None = None,
    chosen: Item | None = None,
    kept: Collection[str] | None = None,
) -> None:
    """Every placed item; opacity = layer id -> percent.

    Beside a chosen item all others recede, else beside those of kept (by id), where that is not None.
    """
    values = pen.catalogue.drawing
    marked = pen.zoom + values.city_paper_zooms_earlier >= values.stops_zoom

    def strength(part: Part) -> float:
        share = _quietly(pen, part, values.quiet_strength)
        rest = values.receding if recedes(part.item, chosen, pen.catalogue, kept) else 1.0
        return opacity.get(part.layer.id, 100) / 100 * share * rest

    def alike(part: Part) -> tuple[Any, ...]:
        """What parts share that are drawn in one stroke."""
        return part.layer.id, part.kind, part.stroke, part.look, part.opacity, part.wash, strength(part)

    drawn = [
        part for part in parts(items, pen.catalogue, colouring) if part.kind != "reach" and (marked or not part.is_stop)
    ]
    for (_, kind, *_, share), group in groupby(drawn, key=alike):
        if kind in ("edge", "line"):
            _strokes(pen, list(group), share)
            continue
        for part in group:
            DRAWERS[kind](pen, part, share)


def _quietly(pen: Pen, part: Part, share: float) -> float:
    """What a part keeps of its width or opacity at this scale; share: a quiet layer's in sight of the whole city."""
    return pen.catalogue.drawing.quietly(share, pen.zoom) if part.layer.quiet else 1.0


def _seen(pen: Pen, part: Part) -> BaseGeometry:
    return pen.extent.clip(shape_of(part.item, pen.catalogue), margin_pt=REACH_PT)


def _strokes(pen: Pen, group: Sequence[Part], strength: float, *, zorder: float = ITEM_ZORDER) -> None:
    """Lines, or outlines of areas, in one stroke; clipped as lines, so that none runs along the edge of the map."""
    first = group[0]
    if first.stroke is None:
        return
    shapes = (_course(pen, part) for part in group)
    lines = shapely.GeometryCollection([pen.extent.clip(shape, margin_pt=REACH_PT) for shape in shapes])
    share = _quietly(pen, first, pen.catalogue.drawing.quiet_width)
    width_pt, color = pen.pt(first.stroke.width_px) * share, first.color(pen.catalogue, pen.appearance)
    look = line_of(first.stroke, color, width_pt, opacity=first.opacity * strength)
    stroke(pen.axes, lines, look, zorder=zorder)


def _course(pen: Pen, part: Part) -> BaseGeometry:
    """What a part's stroke runs along; a stop is as long as a printer needs to draw its round ends."""
    course = outline_of(metric(part.geometry()))
    if not part.is_stop:
        return course
    half = DOT_PT / 2 * pen.extent.metres_per_pt
    places = [stop.coords[0] for stop in shapely.get_parts(course)]
    return shapely.MultiLineString([((x - half, y), (x + half, y)) for x, y in places])


def _fill(pen: Pen, part: Part, strength: float) -> None:
    color = part.color(pen.catalogue, pen.appearance)
    fill(pen.axes, _seen(pen, part), color, zorder=ITEM_ZORDER, opacity=part.opacity * strength)


def _hatch(pen: Pen, part: Part, strength: float) -> None:
    opacity = part.opacity * strength
    values, area, color = pen.catalogue.drawing, _seen(pen, part), part.color(pen.catalogue, pen.appearance)
    fill(pen.axes, area, color, zorder=ITEM_ZORDER, opacity=opacity * values.hatch_ground)
    _hatched(pen, area, Line(color, _hatch_pt(pen), opacity=opacity, round_ends=False), zorder=ITEM_ZORDER)


def _hatch_pt(pen: Pen) -> float:
    """Width of a hatch line; the catalogue measures it along a row of pixels."""
    return pen.pt(pen.catalogue.drawing.hatch_width_px) / 2**0.5


def _hatched(pen: Pen, area: BaseGeometry, line: Line, *, zorder: float) -> None:
    if not area.is_empty:
        lines = hatch_lines(area, pen.metres(pen.catalogue.drawing.hatch_step_px))
        stroke(pen.axes, lines, line, zorder=zorder)


def _halo(pen: Pen, part: Part, strength: float) -> None:
    """A soft band round what is uncertain, in true metres; hatched along a line that is indicative."""
    band, color = _reach(pen, part.item), part.color(pen.catalogue, pen.appearance)
    strength *= _fade(pen, part.item)
    fill(pen.axes, band, color, zorder=BAND_ZORDER, opacity=part.opacity * strength)
    if part.hatched and 2 * (part.item.uncertainty_m or 0) < pen.metres(MOST_HATCHED_PX):
        opacity = BAND_HATCH_OPACITY * strength
        line = Line(color, _hatch_pt(pen) * BAND_HATCH_WIDTH, opacity=opacity, round_ends=False)
        _hatched(pen, band, line, zorder=BAND_ZORDER)


def _point(pen: Pen, part: Part, strength: float) -> None:
    place, size_pt = shape_of(part.item, pen.catalogue), pen.pt(pen.catalogue.drawing.point_px)
    spot = Spot(pen.axes, place.x, place.y, size_pt, pen.extent.metres_per_pt, ITEM_ZORDER, part.opacity * strength)
    color = part.color(pen.catalogue, pen.appearance)
    draw_symbol(spot, part.layer.symbol, part.stage, color, paper=pen.colors["halo"])


DRAWERS = {"halo": _halo, "fill": _fill, "hatch": _hatch, "arrow": _fill, "point": _point}


def _fade(pen: Pen, item: Item) -> float:
    """What an item's band keeps of its opacity at this scale."""
    return fade(2 * (item.uncertainty_m or 0) / pen.metres(1.0))


def _reach(pen: Pen, item: Item) -> BaseGeometry:
    """Where inside the extent the item's course may be."""
    reach_m = float(item.uncertainty_m or 0)
    margin_pt = REACH_PT + reach_m / pen.extent.metres_per_pt
    course = pen.extent.clip(outline_of(shape_of(item, pen.catalogue)), margin_pt=margin_pt)
    return pen.extent.clip(course.simplify(reach_m * COURSE_SHARE).buffer(reach_m), margin_pt=REACH_PT)


def draw_selection(pen: Pen, item: Item, *, zorder: float) -> None:
    """The chosen item's outline, and as a wide pale band how far off its place may be."""
    whole, color, values = shape_of(item, pen.catalogue), pen.colors["highlight"], pen.catalogue.drawing
    if item.uncertainty_m:
        reach = _reach(pen, item)
        fill(pen.axes, reach, color, zorder=zorder, opacity=values.reach_opacity * _fade(pen, item))
        edge = Line(color, pen.pt(values.reach_edge_px), values.reach_dash, opacity=values.reach_edge_opacity)
        stroke(pen.axes, reach.boundary, edge, zorder=zorder)
    if item.located == "point":
        ring = whole.buffer(pen.metres(values.ring_radius_px)).boundary
        stroke(pen.axes, ring, Line(color, pen.pt(values.ring_px), opacity=values.ring_opacity), zorder=zorder)
        return
    _casing(pen, item, pen.extent.clip(outline_of(whole), margin_pt=REACH_PT), zorder=zorder)


def _casing(pen: Pen, item: Item, seen: BaseGeometry, *, zorder: float) -> None:
    cased = casing(item, pen.catalogue)
    for width_px, role, opacity in cased.lines:
        stroke(pen.axes, seen, Line(pen.colors[role], pen.pt(width_px), opacity=opacity), zorder=zorder)
    for part in cased.own:
        _strokes(pen, [part], 1.0, zorder=zorder)
