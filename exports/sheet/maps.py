"""The map of a sheet with what stands on it: north arrow, degrees, and the unit that lies apart in a corner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from exports.sheet.furniture import Page, north_arrow
from exports.sheet.graticule import draw_graticule
from exports.sheet.layout import Box
from geo.model import Plan, Unit
from layers.answer.plates import MarkedAnswer
from layers.own.shown import ShownLayer
from layers.paper.extent import METRES_PER_DEGREE, Bounds, Extent, fit_extent, metric_bounds
from layers.paper.fonts import width_pt
from layers.paper.sheet import DrawnMap, draw_map
from layers.paper.text import fitted, write
from layers.text import text
from layers.view.state import View, apart_units, shows_city, view_extent

EDGE_PT = 9.0
"""width of the strips for degrees along the corner's map"""
APART_SHARE = 0.2
"""width of the corner's map, which shows the unit that lies beyond the city's extent, against the sheet's map"""


def draw_maps(  # noqa: PLR0913 - each option has a name
    page: Page,
    view: View,
    plan: Plan,
    *,
    box: Box,
    bounds: Bounds | None = None,
    numbered: bool = False,
    own: Sequence[ShownLayer] = (),
    scale: float | None = None,
    whole: bool = False,
    answer: MarkedAnswer | None = None,
) -> tuple[DrawnMap, DrawnMap | None]:
    """The map of a view in a box of the page, with its arrow; where it fits the city, what lies apart in a corner.

    numbered: items whose names find no room have numbers, from 1 on; whoever asks for that shows what they mean; own:
    layers that people brought, the topmost first; scale: N of 1:N, round the middle of what would be shown; whole: the
    city, whatever the view fits; answer: what is marked, beside which all else recedes.
    """
    arrow = Box(box.x + 8 * page.factor, box.top - 62 * page.factor, 40 * page.factor, 54 * page.factor)
    whole_city = bounds is None and (whole or shows_city(view, plan))
    unit = next(iter(apart_units(plan)), None) if whole_city else None
    corner = _corner(page, box, unit) if unit else None
    if whole_city:
        bounds = city = view_extent(View(), plan)
        bounds = _above(corner, box, city) if corner else city
        # What is nearer than the city has no room for what lies apart.
        fits = fit_extent(bounds, width_pt=box.width, height_pt=box.height).scale
        bounds, corner = (city, None) if scale is not None and scale < fits else (bounds, corner)
    reserved = [share_of(part, box) for part in (arrow, corner) if part]
    axes = page.axes_in(box)
    drawn = draw_map(
        axes, view, plan, page.catalogue, language=page.language, bounds=bounds, label_scale=page.factor,
        round_scale=True, scale=scale, reserved=reserved, first_number=1 if numbered else None, own=own,
        answer=answer,
    )  # fmt: skip
    tell_map(page, axes, box, drawn)
    page.outline(box)
    draw_graticule(page, drawn.extent, box, clear=corner)
    page.plate(arrow)
    north_arrow(page, drawn.extent, arrow.x + arrow.width / 2, arrow.y + 7 * page.factor)
    if not corner or not unit:
        return drawn, None
    first = drawn.numbers[-1][0] + 1 if drawn.numbers else 1
    return drawn, draw_apart(page, view, plan, Apart(corner, unit, first if numbered else None, own, answer))


def corner_of(page: Page, box: Box, plan: Plan) -> Box | None:
    """The part of a map of the whole city that shows what lies apart; None where nothing does."""
    unit = next(iter(apart_units(plan)), None)
    return _corner(page, box, unit) if unit else None


def _corner(page: Page, box: Box, unit: Unit) -> Box:
    west, south, east, north = unit.geometry.bounds
    width, edge = box.width * APART_SHARE, EDGE_PT * page.factor
    height = (width - edge) * (north - south) / ((east - west) * 0.92) + 14 * page.factor + edge
    return Box(box.right - width, box.y, width, height)


def _above(corner: Box, box: Box, bounds: Bounds) -> Bounds:
    """Bounds stretched to the south until what they hold stands above the corner."""
    extent = fit_extent(bounds, width_pt=box.width, height_pt=box.height, round_scale=True)
    free_pt = (metric_bounds(bounds)[1] - extent.south) / extent.metres_per_pt
    missing_m = max(0.0, corner.height * 1.06 - free_pt) * extent.metres_per_pt
    west, south, east, north = bounds
    return west, south - 2 * missing_m / METRES_PER_DEGREE, east, north


@dataclass(frozen=True, slots=True)
class Apart:
    """The map in the corner."""

    corner: Box
    unit: Unit
    first_number: int | None
    own: Sequence[ShownLayer] = ()
    answer: MarkedAnswer | None = None


def draw_apart(page: Page, view: View, plan: Plan, apart: Apart) -> DrawnMap:
    corner, unit = apart.corner, apart.unit
    bounds: Bounds = unit.geometry.bounds
    head = 14 * page.factor
    edge = EDGE_PT * page.factor
    place = Box(corner.x + edge, corner.y + edge, corner.width - edge, corner.height - head - edge)
    axes = page.axes_in(place, zorder=2)
    drawn = draw_map(
        axes, replace(view, camera=None), plan, page.catalogue, language=page.language,
        bounds=bounds, label_scale=page.factor * 0.8, round_scale=True, first_number=apart.first_number, own=apart.own,
        answer=apart.answer,
    )  # fmt: skip
    tell_map(page, axes, place, drawn, unit.name if page.language == "zh" else unit.name_en)
    for strip in (
        Box(corner.x, place.top, corner.width, head),
        Box(corner.x, corner.y, edge, corner.height - head),
        Box(place.x, corner.y, place.width, edge),
    ):
        page.plate(strip, opacity=1.0)
    page.outline(corner, width=0.6)
    page.outline(place, width=0.4)
    draw_graticule(page, drawn.extent, place, inset=True)
    name = unit.name if page.language == "zh" else unit.name_en
    hand, inner = page.hand(8.0), 5 * page.factor
    scale = f"1:{scale_words(drawn.extent)}"
    room = corner.width - 3 * inner - width_pt(scale, hand.size_pt)
    write(page.axes, corner.x + inner, place.top + 4 * page.factor, *fitted(name, hand, room))
    write(page.axes, corner.right - inner, place.top + 4 * page.factor, scale, replace(hand, align="right"))
    return drawn


def tell_map(page: Page, axes: Any, box: Box, drawn: DrawnMap, name: str = "") -> None:
    """Say what a map is, in words for who does not see it and by its place on earth; name: what it is called."""
    said = text("sheet.map", page.language, scale=scale_words(drawn.extent), count=len(drawn.items))
    said = ("：" if page.language == "zh" else ": ").join(filter(None, (name, said)))
    with page.tagged("Figure", said=said, axes=axes):
        page.maps.append((box, drawn.extent, name or text("app.name", page.language)))


def share_of(part: Box, whole: Box) -> Bounds:
    """A part of a box in shares of its sides."""
    return (
        (part.x - whole.x) / whole.width, (part.y - whole.y) / whole.height,
        (part.right - whole.x) / whole.width, (part.top - whole.y) / whole.height,
    )  # fmt: skip


def scale_words(extent: Extent) -> str:
    """N of 1:N in groups of three."""
    return f"{extent.scale:,.0f}".replace(",", " ")
