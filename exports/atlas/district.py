"""The page of a district: map at the left, positioning and items at the right, the rest on pages that follow.

Points on A3.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from exports.atlas.paper import PAPER, blank, unit_name
from exports.context import Context
from exports.ledger.states import States
from exports.own.pictured import own_notes, own_rows
from exports.sheet.furniture import Page
from exports.sheet.layout import Box, sheet_layout
from exports.sheet.lists.printed_table import (
    TYPE_PT,
    Row,
    draw_table,
    fitting,
    name_width,
    table_rows,
    type_that_fits,
)
from exports.sheet.maps import draw_maps
from exports.sheet.margins import draw_foot
from exports.sheet.options import SheetOptions
from geo.crs import area_km2
from geo.model import Item, Unit
from layers.paper.region import draw_region
from layers.paper.sheet import DrawnMap, draw_legend
from layers.paper.text import LINE_HEIGHT, wrapped, write
from layers.style.catalogue import Catalogue
from layers.style.legend import legend_entries
from layers.text import Language, text
from layers.view.state import View, layers_on

MAP_SHARE = 0.55
LEGEND_HEIGHT, LEGEND_COLUMNS = 104.0, 3
NOTE_PT, MOST_NOTES = 7.0, 4
"""type and number of the lines on layers that people brought"""
REGION_WIDTH = 150.0
BODY_PT, TITLE_PT, HEAD_PT = 10.5, 25.0, 11.5


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """What the page of a district is made of."""

    unit: Unit
    view: View
    rows: tuple[Row, ...]
    """those that fit beside the map"""
    type_pt: float
    """size of their type"""
    rest: tuple[Row, ...]
    """those that go on elsewhere"""
    numbers: dict[str, int] = field(default_factory=dict)
    """item id -> what stands for it on the map, once that is drawn"""


def _boxes() -> tuple[Box, Box, Box, Box, Box]:
    """Map, legend, region, right column and foot of a district's page."""
    layout = sheet_layout(PAPER, portrait=False)
    foot, top = layout.foot, layout.height - layout.foot.x
    width = layout.width * MAP_SHARE - foot.x
    legend = Box(foot.x, foot.top + 6, width - REGION_WIDTH - 14, LEGEND_HEIGHT)
    region = Box(legend.right + 14, foot.top + 6, REGION_WIDTH, LEGEND_HEIGHT)
    map_box = Box(foot.x, legend.top + 8, width, top - legend.top - 8)
    right = map_box.right + 18
    return map_box, legend, region, Box(right, foot.top, layout.width - foot.x - right, top - foot.top), foot


def _sections(unit: Unit, language: Language) -> list[tuple[str, list[str]]]:
    """Headings and paragraphs of a unit's Column 4, the plan's own words."""
    return [
        (text("atlas.positioning", language), [f"· {phrase}" for phrase in unit.positioning]),
        (text("atlas.goal", language), [unit.goal]),
        (text("atlas.keyAreas", language), ["、".join(unit.key_areas)]),
    ]


def _profile(unit: Unit, language: Language, room: float) -> list[tuple[str, float, str, bool]]:
    """Lines of the right column's head: words, type size, colour's role, bold."""
    lines = [(unit_name(unit, language), TITLE_PT, "ink", True)]
    other = unit.name_en if language == "zh" else unit.name
    area = _area_words(unit, language)
    lines.append((f"{other} · {area}", 10.0, "label_quiet", False))
    for heading, paragraphs in _sections(unit, language):
        lines.append((heading, 9.0, "label_quiet", False))
        lines += [(line, BODY_PT, "ink", False) for words in paragraphs for line in wrapped(words, BODY_PT, room)]
    return lines


def _area_words(unit: Unit, language: Language) -> str:
    """The published area of land; where none was found, that of the outline on the map."""
    if unit.area_km2_official is None:
        return text("atlas.area.drawn", language, area=f"{area_km2(unit.geometry):.1f}")
    return text("atlas.area", language, area=f"{unit.area_km2_official:g}")


def _profile_height(lines: Sequence[tuple[str, float, str, bool]]) -> float:
    return sum(size * LINE_HEIGHT + (5.0 if role == "label_quiet" else 0.0) for _, size, role, _ in lines) + 12.0


def plan_district(unit: Unit, items: Sequence[Item], view: View, catalogue: Catalogue, states: States) -> DistrictPage:
    """Share the table of a unit's items among its page, whose map shows view, and as many as must follow."""
    on, language = layers_on(view, catalogue), states.language
    drawn = frozenset(item.id for item in items if item.geometry is not None and catalogue.layer_of(item).id in on)
    *_, right, _ = _boxes()
    rows = tuple(table_rows(items, catalogue, states, room=name_width(right.width, language), drawn=drawn))
    room = right.height - _profile_height(_profile(unit, language, right.width)) - 34
    type_pt = type_that_fits(rows, room)
    first = fitting(rows, room, type_pt)
    if first < len(rows):
        # The last line is for where the table goes on.
        first = fitting(rows, room - 2 * TYPE_PT, type_pt)
    return DistrictPage(unit, view, rows[:first], type_pt, _headed(rows, first))


def _headed(rows: tuple[Row, ...], first: int) -> tuple[Row, ...]:
    """Rows from a place on, under the heading of the layer that they are of."""
    rest = rows[first:]
    if not rest or rest[0].item is None:
        return rest
    heading = next(row for row in reversed(rows[:first]) if row.item is None)
    return (heading, *rest)


def draw_district(
    planned: DistrictPage, context: Context, options: SheetOptions, number: str, *, on: int = 0
) -> tuple[Page, DrawnMap, Box]:
    """Map, legend and foot at the left; positioning and items at the right. on: the page where the table goes on.

    Returns the map and its box too.
    """
    plan, catalogue, own = context.plan, context.catalogue, context.own()
    page, _ = blank(catalogue, options.language)
    map_box, legend, region, right, foot = _boxes()
    drawn, _ = draw_maps(page, planned.view, plan, box=map_box, numbered=True, own=own.layers)
    planned.numbers.update({item.id: number for number, item in drawn.numbers})
    _draw_legend(page, legend, drawn, own_notes(own, [drawn], options.language))
    draw_region(page.axes_in(region), drawn.extent, plan, catalogue, options.language)
    page.outline(region, width=0.5, role="unit_line")
    top = right.top
    for words, size, role, bold in _profile(planned.unit, options.language, right.width):
        top -= 5.0 if role == "label_quiet" else 0.0
        top -= size * LINE_HEIGHT
        write(page.axes, right.x, top + 0.4 * size, words, page.hand(size, role=role, bold=bold))
    count = sum(row.item is not None for row in (*planned.rows, *planned.rest))
    top -= 22
    write(page.axes, right.x, top, text("atlas.items", options.language, count=count), page.hand(HEAD_PT, bold=True))
    hint = page.hand(7.6, role="label_quiet", align="right")
    write(page.axes, right.right, top, text("atlas.items.quiet", options.language), hint)
    table = Box(right.x, right.y, right.width, top - 2 - right.y)
    low = draw_table(page, planned.rows, table, type_pt=planned.type_pt, numbers=planned.numbers)
    if planned.rest:
        words = text("atlas.more", options.language, count=sum(bool(row.item) for row in planned.rest), page=on)
        write(page.axes, right.x, low - 1.5 * TYPE_PT, words, page.hand(TYPE_PT, role="label_quiet"))
    draw_foot(page, foot, [drawn], options, number=number)
    return page, drawn, map_box


def _draw_legend(page: Page, box: Box, drawn: DrawnMap, notes: Sequence[str]) -> None:
    """Rows of what is drawn; under them a line on each layer that somebody brought, as many as MOST_NOTES."""
    hand = page.hand(NOTE_PT, role="label_quiet")
    if len(notes) > MOST_NOTES:
        rest = text("sheet.notes.rest", page.language, count=len(notes) - MOST_NOTES + 1)
        notes = [*notes[: MOST_NOTES - 1], rest]
    top = low = box.y + len(notes) * NOTE_PT * LINE_HEIGHT
    for note in notes:
        top = page.paragraph(note, box.x, top, hand, room=box.width, most=1)
    entries = (*legend_entries(drawn.items, page.catalogue, page.language, drawn.colouring), *own_rows([drawn]))
    low += NOTE_PT / 2 if notes else 0.0
    axes = page.axes_in(Box(box.x, low, box.width, box.top - low))
    draw_legend(axes, entries, page.catalogue, type_pt=8.4, columns=LEGEND_COLUMNS + bool(notes))
