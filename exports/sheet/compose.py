"""Draws the sheet of a view: its map, or two where it compares, with what stands on and around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.errors import ExportError
from exports.ask.marked import marked
from exports.ask.marks import answers_of, draw_marks_legend, name_asked
from exports.context import Context
from exports.ledger.states import States
from exports.notes.pins import Pinned, draw_pins
from exports.own.pictured import shows_own
from exports.progress import silent
from exports.sheet.compare.halves import Look, draw_halves, halves_of
from exports.sheet.frame import frame_of
from exports.sheet.furniture import Page, new_page
from exports.sheet.layout import CITY, Box, Layout, sheet_layout
from exports.sheet.legend import Listed, Told, draw_sheet_legend
from exports.sheet.lists.numbers import Numbered
from exports.sheet.maps import draw_maps
from exports.sheet.margins import draw_foot, draw_title
from exports.sheet.options import SheetOptions, filters_of, titled
from exports.sheet.telling import scope_of, told_of, unplaced_of
from geo.model import Item, Plan
from layers.own.shown import NO_LAYERS, OwnLayers, OwnShown
from layers.paper.extent import Bounds
from layers.paper.region import draw_region
from layers.paper.sheet import DrawnMap
from layers.paper.text import write
from layers.style.catalogue import Catalogue
from layers.text import text
from layers.view.state import View, shown_items

if TYPE_CHECKING:
    from exports.ask.answered import Answered


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A drawn sheet and what it shows."""

    page: Page
    box: Box
    """of the first map"""
    drawn: DrawnMap
    apart: DrawnMap | None
    """the map in the corner, where there is one"""
    states: States
    """of the day that the view is of"""
    items: tuple[Item, ...]
    """drawn in any of its maps: the legend counts these"""
    listed: int
    """how many of the numbers on the maps the list explains"""
    region: Any
    """axes of the inset"""
    beside: DrawnMap | None = None
    """the map of the view that is compared with the first"""
    unlisted: Numbered = ()
    """numbers that the list has no room for"""
    unnamed: tuple[Item, ...] = ()
    """items without a place that are not named here"""
    closed: tuple[str, ...] = ()
    """what is said of layers that are off, where it is not said here"""
    notes: tuple[Pinned, ...] = ()
    """pinned on its maps"""
    notes_elsewhere: int = 0


def compose(  # noqa: PLR0913 - each option has a name
    view: View, plan: Plan, catalogue: Catalogue, *, options: SheetOptions, bounds: Bounds | None = None,
    number: str = "", own: OwnShown = NO_LAYERS, beside: OwnShown = NO_LAYERS, workspace: OwnLayers | None = None,
) -> Sheet:  # fmt: skip
    """Draw the sheet of a view; bounds (WGS-84 degrees) replaces what it fits; number is the page's, of an atlas.

    own, beside: the layers that people brought and that the view, and the one compared with it, shows; workspace: those
    that it may ask about, the present ones by default.

    Raises ExportError where nothing of it can be drawn.
    """
    layout = sheet_layout(options.paper, portrait=options.portrait)
    page = new_page(layout.width, layout.height, layout.factor, catalogue, options.language)
    views = [view, *([view.compare.view] if view.compare else [])]
    shown = [shown_items(each, plan, catalogue) for each in views]
    if not any(shown) and not own.layers and not beside.layers:
        raise ExportError("exports.empty")
    asking = Context(view, plan, catalogue, options.language, silent)
    found = answers_of(replace(asking, workspace=workspace) if workspace else asking)
    options = titled(view, plan, catalogue, options, found)
    filters = filters_of(view, plan, catalogue, options.language) if options.filters else ""
    # First of all, also for who hears the page.
    under = draw_title(page, layout, options, filters)
    maps, apart = _maps(page, layout, view, plan, _Wish(options, bounds, own, beside, found))
    parts = [part for part in (*maps, apart) if part]
    scopes = [
        scope_of(each, plan, page, items, [maps[place], *([apart] if apart else [])])
        for place, (each, items) in enumerate(zip(views, shown, strict=True))
    ]
    drawn_ids = {item.id for scope in scopes for item in scope.items}
    items = tuple(item for item in plan.items if item.id in drawn_ids)
    if not items and not shows_own(parts):
        raise ExportError("sheet.nothing", count=len({item.id for part in shown for item in part}))
    pinned, elsewhere = draw_pins(page, options.notes)
    told = told_of(page, scopes, parts, own=(own, beside), atlas=bool(number))
    listed = _draw_legend(page, layout, told, under, found)
    region = page.axes_in(layout.region)
    draw_region(region, maps[0].extent, plan, catalogue, options.language)
    page.outline(layout.region, width=0.5, role="unit_line")
    caption = page.hand(8.0, role="label_quiet")
    write(page.axes, layout.region.x, layout.region.top + 4 * page.factor, text("sheet.region", page.language), caption)
    draw_foot(page, layout.foot, maps, options, number=number)
    return Sheet(
        page, layout.map, maps[0], apart, scopes[0].states, items, listed.numbers, region,
        beside=maps[1] if len(maps) > 1 else None,
        unlisted=told.numbered[listed.numbers :],
        unnamed=() if listed.rest else unplaced_of(scopes),
        closed=() if listed.rest else tuple(told.closed),
        notes=pinned,
        notes_elsewhere=elsewhere,
    )  # fmt: skip


class _Wish(NamedTuple):
    """What a sheet's maps are drawn with."""

    options: SheetOptions
    bounds: Bounds | None
    own: OwnShown
    beside: OwnShown
    found: "Sequence[Answered]"
    """answers whose marks are drawn, each over its map"""


def _maps(
    page: Page, layout: Layout, view: View, plan: Plan, wish: _Wish
) -> tuple[list[DrawnMap], DrawnMap | None]:  # fmt: skip
    """The view's map, or both of a comparison, and the one in the corner."""
    options, own, place, apart = wish.options, wish.own.layers, layout.map, None
    answers = [marked(found) for found in wish.found]
    if view.compare is None:
        bounds = wish.bounds or frame_of(view, plan, page.catalogue, options)
        drawn, apart = draw_maps(
            page, view, plan, box=place, bounds=bounds, numbered=True, own=own, scale=options.scale,
            whole=options.extent == CITY, answer=answers[0] if answers else None,
        )  # fmt: skip
        maps = [drawn]
    else:
        # What one view's filters leave is not all that there is to compare.
        bounds = wish.bounds or (frame_of(view, plan, page.catalogue, options) if options.extent else None)
        halves = halves_of(view, plan, page, own=own, beside=wish.beside.layers, bounds=bounds, answers=answers)
        placed = draw_halves(page, plan, halves, place, Look(numbered=True, scale=options.scale))
        maps = [each for _, each in placed]
    for drawn, found in zip(maps, wish.found, strict=False):
        name_asked(page, drawn, found)
    return maps, apart


def _draw_legend(page: Page, layout: Layout, told: Told, under: float, found: "Sequence[Answered]") -> Listed:
    """What the marks of an answer mean, and the legend, under a height. Returns what the legend had room for."""
    top = layout.legend.top if layout.legend_columns > 1 else under - 14 * page.factor
    legend = replace(layout.legend, height=top - layout.legend.y)
    if found:
        legend = replace(legend, height=draw_marks_legend(page, legend, found) - 8 * page.factor - legend.y)
    return draw_sheet_legend(page, replace(layout, legend=legend), told)
