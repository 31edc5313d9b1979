"""Items and styles to matplotlib: what paper and slides show. Drawn in EPSG:4547, vector, the same look as the screen.

Uses matplotlib's Figure only, never pyplot, so that several threads may draw at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from geo.model import Item, Plan
from layers.answer.plates import MarkedAnswer
from layers.own.shown import ShownLayer
from layers.paper.answer.shapes import draw_marks
from layers.paper.badges import draw_badges
from layers.paper.basemap import draw_basemap
from layers.paper.city.names import city_names, draw_city_name
from layers.paper.city.shapes import draw_city
from layers.paper.drawing import draw_drawing
from layers.paper.extent import MARGIN, POINTS_PER_INCH, Bounds, Extent, axes_size_pt, fit_extent, metric, wgs84_bounds
from layers.paper.fonts import use_fonts
from layers.paper.items import draw_items, draw_selection, outline_of, shape_of
from layers.paper.legend import draw_legend
from layers.paper.marks import layered
from layers.paper.names.candidates import Label, Room
from layers.paper.names.labels import Lettering
from layers.paper.names.numbers import KIND as NUMBER
from layers.paper.names.numbers import draw_number, number_candidates, with_numbers
from layers.paper.own.names import own_names, symbols_of
from layers.paper.own.shapes import DrawnOwn, draw_own
from layers.paper.pen import Line, Pen, stroke
from layers.paper.tiles.drawing import draw_tiles
from layers.progress.looks import Colouring
from layers.style.catalogue import Catalogue
from layers.text import Language
from layers.view.colouring import colouring_of
from layers.view.drawing import DrawnFeature
from layers.view.state import NO_BASEMAP, View, outlined_units, shown_items, view_extent

SELECTION_ZORDER, CITY_LABEL_ZORDER, LABEL_ZORDER, BADGE_ZORDER = 100.0, 190.0, 200.0, 210.0
UNIT_ZORDER = 4.0
"""of the borders of the units that the view is about"""
NO_NUMBERS: Mapping[str, int] = {}
Numbers = tuple[int | None, Mapping[str, int]]
"""the first number that is free, and the numbers that items have already"""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnMap:
    """What a map shows: the legend, the scale bar and the tests are made of it."""

    items: tuple[Item, ...]
    """items with some part inside the extent, in plan order; those of the units' layer where it is on"""
    outside: tuple[Item, ...]
    """items of the view that lie beyond the extent"""
    unplaced: tuple[Item, ...]
    """items of the view that have no place"""
    labels: tuple[Label, ...]
    extent: Extent
    colouring: Colouring | None = None
    """what it tells of progress"""
    drawing: tuple[DrawnFeature, ...] = ()
    """what is drawn by hand over it"""
    numbers: tuple[tuple[int, Item], ...] = ()
    """items whose names found no room, with the numbers that stand in their places"""
    badges: Mapping[str, Bounds] = field(default_factory=dict)
    """where the badges of states stand, by item: metres, EPSG:4547"""
    own: tuple[DrawnOwn, ...] = ()
    """layers that people brought, the topmost first"""
    axes: Any = None
    """what it is drawn on, for what belongs between its items and its names"""

    @property
    def bounds_metric(self) -> Bounds:
        """West, south, east, north in metres, EPSG:4547."""
        return self.extent.bounds

    @property
    def bounds_wgs84(self) -> Bounds:
        """West, south, east, north in degrees, WGS-84."""
        return wgs84_bounds(self.extent.bounds)

    @property
    def metres_per_inch(self) -> float:
        """True metres an inch of paper."""
        return self.extent.metres_per_pt * POINTS_PER_INCH


def draw_map(  # noqa: PLR0913 - each option has a name
    axes: Any,
    view: View,
    plan: Plan,
    catalogue: Catalogue,
    *,
    language: Language,
    bounds: Bounds | None = None,
    label_scale: float = 1.0,
    appearance: str = "light",
    round_scale: bool = False,
    scale: float | None = None,
    reserved: Sequence[Bounds] = (),
    first_number: int | None = None,
    numbers: Mapping[str, int] = NO_NUMBERS,
    own: Sequence[ShownLayer] = (),
    answer: MarkedAnswer | None = None,
) -> DrawnMap:
    """Draw what view shows into axes, which become the map from edge to edge.

    bounds (west, south, east, north in WGS-84 degrees) replaces what the view fits; label_scale sizes names, symbols
    and lines (1 is for a sheet); reserved are parts of the axes (shares of its width and height: x0, y0, x1, y1) kept
    free of names; round_scale makes the scale 1:N a round number, scale is N itself, round the same middle; where
    first_number is one, items whose names find no room are numbered from it on, but those of numbers (by their ids)
    keep theirs: whoever asks for that shows a list; own are layers that people brought, the topmost first; answer is
    marked, and what it does not name recedes.
    """
    use_fonts()
    width_pt, height_pt = axes_size_pt(axes)
    extent = fit_extent(
        view_extent(view, plan) if bounds is None else bounds,
        width_pt=width_pt,
        height_pt=height_pt,
        round_scale=round_scale,
        scale=scale,
        margin=_margin(view, bounds),
    )
    prepare(axes, extent)
    pen = Pen(axes, extent, catalogue, language, appearance, label_scale)
    shown = shown_items(view, plan, catalogue)
    placed = [item for item in shown if item.geometry is not None]
    inside = [item for item in placed if extent.holds(shape_of(item, catalogue))]
    view = _draw_below(pen, view, plan)
    colouring = colouring_of(view, plan, catalogue)
    chosen = next((item for item in inside if item.id == view.selection), None)
    if answer is not None:
        draw_marks(pen, answer)
    kept = answer.items if answer else None
    draw_items(pen, inside, opacity=view.opacity, colouring=colouring, chosen=chosen, kept=kept)
    if chosen is not None:
        draw_selection(pen, chosen, zorder=SELECTION_ZORDER)
    brought = draw_own(pen, own)
    room = _room(pen, inside, reserved, (first_number, numbers), draw_drawing(pen, view.drawing))
    labels = _draw_names(pen, view, plan, inside, room, own=brought)
    badges = draw_badges(pen, inside, labels, colouring, zorder=BADGE_ZORDER) if colouring else {}
    layered(axes)
    outside = tuple(item for item in placed if item not in inside)
    numbered = sorted((label.number, plan.by_id[label.item]) for label in labels if label.number and label.item)
    unplaced = tuple(item for item in shown if item.geometry is None)
    told = colouring, view.drawing, tuple(numbered), badges, brought
    return DrawnMap(tuple(inside), outside, unplaced, labels, extent, *told, axes)


def _draw_below(pen: Pen, view: View, plan: Plan) -> View:
    """What lies under the items. Returns the view, with no basemap where pictures have the city and its names."""
    draw_basemap(pen, plan)
    tiles = draw_tiles(pen, view.base)
    if view.base != NO_BASEMAP and tiles == "nothing":
        draw_city(pen, plan)
    _emphasise(pen, view, plan)
    return replace(view, base=NO_BASEMAP) if tiles == "pictures" else view


def _margin(view: View, bounds: Bounds | None) -> float:
    """A camera's window is taken as it is; whatever else is fitted gets room around it."""
    return 0.0 if bounds is None and view.camera is not None else MARGIN


def _emphasise(pen: Pen, view: View, plan: Plan) -> None:
    """A heavier border around the unit that the view is about, a lighter one around the districts of its filter."""
    values = pen.catalogue.drawing
    for unit in outlined_units(view, plan):
        width_px = values.unit_px if unit.id == view.unit else values.filter_unit_px
        border = pen.extent.clip(outline_of(metric(unit.geometry)), margin_pt=width_px)
        line = Line(pen.colors["highlight"], pen.pt(width_px), opacity=values.unit_opacity)
        stroke(pen.axes, border, line, zorder=UNIT_ZORDER)


def prepare(axes: Any, extent: Extent) -> None:
    """Make axes show an extent from edge to edge."""
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.set_autoscale_on(False)
    axes.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _room(
    pen: Pen, items: Sequence[Item], reserved: Sequence[Bounds], numbers: Numbers, plates: Sequence[Bounds]
) -> Room:
    """What names keep clear of: point symbols, words drawn by hand, parts of the axes as shares of their sides."""
    extent = pen.extent
    wide, high = extent.east - extent.west, extent.north - extent.south
    kept = [
        (extent.west + x0 * wide, extent.south + y0 * high, extent.west + x1 * wide, extent.south + y1 * high)
        for x0, y0, x1, y1 in reserved
    ]
    points = [shape_of(item, pen.catalogue) for item in items if item.located == "point"]
    symbols = [point.buffer(pen.metres(pen.catalogue.drawing.point_px) / 2).bounds for point in points]
    return Room(symbols, [*kept, *plates], *numbers)


def _draw_names(  # noqa: PLR0913 - each on its own
    pen: Pen, view: View, plan: Plan, items: Sequence[Item], room: Room, *, own: Sequence[DrawnOwn]
) -> tuple[Label, ...]:
    extent, lettering, first = pen.extent, Lettering(pen), room.first_number
    room = replace(room, symbols=[*room.symbols, *symbols_of(own, lettering)])
    named = lettering.items(items, chosen=view.selection)
    candidates = [*lettering.basemap(plan), *own_names(lettering, own), *named]
    numbered = number_candidates(lettering, items) if first is not None else {}
    placed = lettering.place(candidates, room, numbered or lettering.marks(items))
    ids = [candidate.item for candidate, _ in placed if candidate.item and candidate.kind == NUMBER]
    labels = with_numbers([label for _, label in placed], ids, extent, first=first or 1, known=room.numbers)
    for (candidate, _), label in zip(placed, labels, strict=True):
        if label.number is not None and label.item:
            draw_number(pen, candidate, label, plan.by_id[label.item], zorder=LABEL_ZORDER)
        else:
            lettering.draw(candidate, label, zorder=LABEL_ZORDER)
    if view.base != NO_BASEMAP:
        taken = lettering.taken(room, [box for label in labels for box in label.boxes])
        for name in city_names(pen, taken, {label.words for label in labels}):
            labels.append(draw_city_name(pen, name, zorder=CITY_LABEL_ZORDER))
    return tuple(labels)


__all__ = [
    "DrawnMap",
    "draw_legend",
    "draw_map",
    "prepare",
]
