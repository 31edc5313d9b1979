"""The plan's items on paper, drawn as on the screen: stage as dash, precision as edge. EPSG:4547."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.plan import Item
from layers import deck
from layers.arrows import arrow
from layers.bands import HALO_OPACITY, fade
from layers.sheet_frame import metric, polygons_of
from layers.sheet_pen import Line, Pen, fill, line_of, stroke
from layers.sheet_symbols import Spot, draw_symbol
from layers.strokes import Stroke, plain_strokes, stroke_color, strokes
from layers.style import Catalogue, Layer, area_opacity, color_on

HATCH_STEP_PX, HATCH_WIDTH_PX, HATCH_GROUND = 6.4, 1.5, 0.28
"""distance between hatch lines, their width, and how much of the fill's opacity the paper between them has"""
BAND_HATCH_WIDTH, BAND_HATCH_OPACITY = 0.6, 0.5
"""of the hatch in the soft band of an indicative line, against an area's"""
REACH_PT = 12.0
FIRST_ZORDER = 10.0
BAND_ZORDER = 9.0
"""under all items: what is uncertain veils none of them"""
COURSE_SHARE = 0.05
"""how much of its uncertainty a course may be simplified before the band round it is made"""
REACH_EDGE_PX, REACH_DASH = 1.0, (4.0, 3.5)
PART_ZORDER = 0.01
RING_SIZE_PX, SELECTED_PX = 34.0, 2.4
SELECTED_OPACITY, UNCERTAIN_OPACITY = 0.9, 0.09


@lru_cache(maxsize=512)
def _drawn_shape(geometry: BaseGeometry, is_arrow: bool) -> BaseGeometry:
    return metric(arrow(geometry)) if is_arrow else metric(geometry)


def shape_of(item: Item, catalogue: Catalogue) -> BaseGeometry:
    """What is drawn of a placed item, in EPSG:4547: its geometry, or the arrow along it."""
    return _drawn_shape(item.geometry, item.located == "line" and catalogue.layer_of(item).symbol == deck.ARROW_SYMBOL)


def outline_of(whole: BaseGeometry) -> BaseGeometry:
    """The rings of an area as lines; a line as it is."""
    polygons = polygons_of(whole)
    return shapely.GeometryCollection([polygon.boundary for polygon in polygons]) if polygons else whole


def hatch_lines(area: BaseGeometry, gap: float) -> BaseGeometry:
    """Diagonal lines inside an area, gap apart, in one grid for all areas."""
    west, south, east, north = area.bounds
    step = gap * 2**0.5
    # Along each line x + y is constant.
    sums = np.arange(np.floor((west + south) / step), np.ceil((east + north) / step) + 1) * step
    ends = [((total - south, south), (total - north, north)) for total in sums]
    return shapely.intersection(shapely.MultiLineString(ends), area)


def draw_items(pen: Pen, items: Sequence[Item], *, opacity: Mapping[str, int]) -> None:
    """Every placed item in the catalogue's order; opacity = layer id -> percent."""
    grouped: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        grouped[pen.catalogue.layer_of(item).id].append(item)
    for position, layer in enumerate(sorted(pen.catalogue.layers, key=lambda layer: layer.z)):
        if layer.id != deck.UNITS_LAYER and layer.id in grouped:
            _layer(pen, layer, grouped[layer.id], zorder=FIRST_ZORDER + position, strength=opacity.get(layer.id, 100) / 100)


def _layer(pen: Pen, layer: Layer, items: Sequence[Item], *, zorder: float, strength: float) -> None:
    for item in items:
        if item.located != "line" or layer.symbol != deck.ARROW_SYMBOL:
            _halo(pen, layer, item, zorder=BAND_ZORDER, strength=strength)
    areas = [item for item in items if item.located == "area"]
    lines = [item for item in items if item.located == "line"]
    for item in areas:
        _area(pen, layer, item, zorder=zorder, strength=strength)
    if layer.edge:
        _edges(pen, layer, areas, zorder=zorder + 0.2, strength=strength * deck.EDGE_OPACITY)
    if layer.symbol == deck.ARROW_SYMBOL:
        for item in lines:
            fill(pen.axes, _seen(pen, item), color_on(layer, pen.ground), zorder=zorder + 0.3, opacity=deck.ARROW_OPACITY * strength)
    else:
        _lines(pen, layer, lines, zorder=zorder + 0.4, strength=strength)
    for item in items:
        if item.located == "point":
            place, stage = shape_of(item, pen.catalogue), pen.catalogue.stages[item.stage]
            spot = Spot(pen.axes, place.x, place.y, pen.pt(deck.POINT_SIZE_PX), pen.frame.metres_per_pt, zorder + 0.5)
            draw_symbol(spot, layer, stage, paper=pen.colors["halo"], ground=pen.ground)


def _seen(pen: Pen, item: Item) -> BaseGeometry:
    return pen.frame.clip(shape_of(item, pen.catalogue), margin_pt=REACH_PT)


def _area(pen: Pen, layer: Layer, item: Item, *, zorder: float, strength: float) -> None:
    area, color, stage = _seen(pen, item), color_on(layer, pen.ground), pen.catalogue.stages[item.stage]
    if pen.catalogue.precisions[item.precision].edge != "hatched":
        fill(pen.axes, area, color, zorder=zorder, opacity=area_opacity(layer, stage) * strength)
        return
    opacity = area_opacity(layer, stage, deck.HATCH_OPACITY_FACTOR) * strength
    fill(pen.axes, area, color, zorder=zorder, opacity=opacity * HATCH_GROUND)
    if not area.is_empty:
        line = Line(color, pen.pt(HATCH_WIDTH_PX), opacity=opacity, round_ends=False)
        stroke(pen.axes, hatch_lines(area, pen.metres(HATCH_STEP_PX)), line, zorder=zorder + 0.1)


def _by_stage(pen: Pen, items: Iterable[Item]) -> Mapping[str, list[BaseGeometry]]:
    """Lines and outlines; clipped as lines, so that no outline runs along the frame."""
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for item in items:
        groups[item.stage].append(pen.frame.clip(outline_of(shape_of(item, pen.catalogue)), margin_pt=REACH_PT))
    return groups


def _edges(pen: Pen, layer: Layer, areas: Iterable[Item], *, zorder: float, strength: float) -> None:
    for stage_id, parts in _by_stage(pen, areas).items():
        drawn = plain_strokes(layer.edge, pen.catalogue.stages[stage_id])
        _stroked(pen, layer, shapely.GeometryCollection(parts), drawn, zorder=zorder, strength=strength)


def _stroked(  # noqa: PLR0913 - each option has a name
    pen: Pen, layer: Layer, lines: BaseGeometry, drawn: Iterable[Stroke], *, zorder: float, strength: float
) -> None:
    """Rims under the lines of all stages and forms over them, so that lines run into one another where they meet."""
    for part in drawn:
        raised = zorder + PART_ZORDER * deck.PARTS.index(part.part)
        line = line_of(part, stroke_color(part, layer, pen.catalogue, pen.ground), pen.pt(part.width_px), opacity=strength)
        stroke(pen.axes, lines, line, zorder=raised)


def _lines(pen: Pen, layer: Layer, items: Iterable[Item], *, zorder: float, strength: float) -> None:
    for stage_id, parts in _by_stage(pen, items).items():
        drawn = strokes(layer, pen.catalogue.stages[stage_id])
        _stroked(pen, layer, shapely.GeometryCollection(parts), drawn, zorder=zorder, strength=strength)


def _halo(pen: Pen, layer: Layer, item: Item, *, zorder: float, strength: float) -> None:
    """A soft band round what is uncertain, in true metres; hatched along a line that is indicative."""
    edge = pen.catalogue.precisions[item.precision].edge
    if edge == "crisp" or not item.uncertainty_m:
        return
    color = color_on(layer, pen.ground)
    band = _reach(pen, item)
    strength *= fade(2 * item.uncertainty_m / pen.metres(1.0))
    fill(pen.axes, band, color, zorder=zorder, opacity=HALO_OPACITY * strength)
    if edge == "hatched" and item.located == "line" and not band.is_empty:
        line = Line(color, pen.pt(HATCH_WIDTH_PX) * BAND_HATCH_WIDTH, opacity=BAND_HATCH_OPACITY * strength, round_ends=False)
        stroke(pen.axes, hatch_lines(band, pen.metres(HATCH_STEP_PX)), line, zorder=zorder)


def _reach(pen: Pen, item: Item) -> BaseGeometry:
    """Where inside the frame the item's course may be."""
    reach_m = float(item.uncertainty_m or 0)
    margin_pt = REACH_PT + reach_m / pen.frame.metres_per_pt
    course = pen.frame.clip(outline_of(shape_of(item, pen.catalogue)), margin_pt=margin_pt)
    return pen.frame.clip(course.simplify(reach_m * COURSE_SHARE).buffer(reach_m), margin_pt=REACH_PT)


def draw_selection(pen: Pen, item: Item, *, zorder: float) -> None:
    """The chosen item's outline, and as a wide pale band how far off its place may be."""
    whole, color = shape_of(item, pen.catalogue), pen.colors["highlight"]
    if item.uncertainty_m:
        reach = _reach(pen, item)
        fill(pen.axes, reach, color, zorder=zorder, opacity=UNCERTAIN_OPACITY)
        stroke(pen.axes, reach.boundary, Line(color, pen.pt(REACH_EDGE_PX), REACH_DASH, opacity=SELECTED_OPACITY), zorder=zorder)
    drawn = whole.buffer(pen.metres(RING_SIZE_PX) / 2) if item.located == "point" else whole
    outline = pen.frame.clip(outline_of(drawn), margin_pt=REACH_PT)
    stroke(pen.axes, outline, Line(color, pen.pt(SELECTED_PX), opacity=SELECTED_OPACITY), zorder=zorder)
