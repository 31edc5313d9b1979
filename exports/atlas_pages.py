"""The pages of an atlas that are no plain map sheet: contents, a district with its items, index. Units: points on A3."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely

from exports.printed_table import TYPE_PT, Row, draw_table, fitting, head_height, name_width, table_rows, type_that_fits
from exports.sheet import SheetOptions, draw_foot, draw_maps
from exports.sheet_furniture import Page, new_page
from exports.sheet_layout import Box, sheet_layout
from geo.plan import Item, Plan, Unit
from geo.query import totals
from layers.fonts import width_pt
from layers.sheet import DrawnMap, draw_legend, draw_region, legend_entries, prepare
from layers.sheet_frame import frame_for, metric
from layers.sheet_ground import draw_ground
from layers.sheet_labels import Lettering, Room
from layers.sheet_pen import Pen
from layers.sheet_text import LINE_HEIGHT, Hand, baseline_below, fitted, wrapped, write
from layers.style import Catalogue
from layers.text import Language, text
from layers.view import View, layers_on

PAPER = "A3"
MAP_SHARE = 0.58
LEGEND_HEIGHT, LEGEND_COLUMNS = 104.0, 3
REGION_WIDTH = 150.0
BODY_PT, TITLE_PT, HEAD_PT = 10.5, 25.0, 11.5
TABLE_COLUMNS, CONTINUATION_HEAD_PT, SPARE_ROWS = 2, 50.0, 4.0
KEY_MAP_SCALE, ZORDER = 0.56, 50.0
INDEX_COLUMNS, INDEX_TYPE_PT, INDEX_ROW_PT = 4, 7.6, 11.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents or of the index."""

    words: str
    pages: tuple[int, ...]
    """1-based; none for a heading"""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A part of a page that leads to another page."""

    box: Box
    page: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What the first page tells."""

    entries: Sequence[Entry]
    items: Sequence[Item]
    page_of_unit: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """What the page of a district is made of."""

    unit: Unit
    view: View
    rows: tuple[Row, ...]
    """those that fit beside the map"""
    type_pt: float
    """size of their type"""
    rest: tuple[tuple[Row, ...], ...]
    """those of the pages that follow"""


def blank(catalogue: Catalogue, language: Language) -> tuple[Page, Box]:
    """An empty page and the part of it inside the margins, above the line of the page number."""
    layout = sheet_layout(PAPER, portrait=False)
    page = new_page(layout.width, layout.height, layout.factor, catalogue, language)
    margin = layout.foot.x
    return page, Box(margin, margin + 18, layout.width - 2 * margin, layout.height - 2 * margin - 18)


def number_page(page: Page, inner: Box, number: str) -> None:
    """The page number at the lower right, under a thin line."""
    page.rule(inner.x, inner.right, inner.y - 6)
    write(page.axes, inner.right, inner.y - 18, number, page.hand(8.0, align="right"))
    write(page.axes, inner.x, inner.y - 18, text("strip.source", page.language), page.hand(8.0, role="label_quiet"))


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


def _unit_name(unit: Unit, language: Language) -> str:
    return unit.name if language == "zh" else unit.name_en


def _sections(unit: Unit, language: Language) -> list[tuple[str, list[str]]]:
    """Headings and paragraphs of a unit's Column 4, the plan's own words."""
    return [
        (text("atlas.positioning", language), [f"· {phrase}" for phrase in unit.positioning]),
        (text("atlas.goal", language), [unit.goal]),
        (text("atlas.keyAreas", language), ["、".join(unit.key_areas)]),
    ]


def _profile(unit: Unit, language: Language, room: float) -> list[tuple[str, float, str, bool]]:
    """Lines of the right column's head: words, type size, colour's role, bold."""
    lines = [(_unit_name(unit, language), TITLE_PT, "ink", True)]
    other = unit.name_en if language == "zh" else unit.name
    area = text("atlas.area", language, area=f"{unit.area_km2_official:g}")
    lines.append((f"{other} · {area}", 10.0, "label_quiet", False))
    for heading, paragraphs in _sections(unit, language):
        lines.append((heading, 9.0, "label_quiet", False))
        lines += [(line, BODY_PT, "ink", False) for words in paragraphs for line in wrapped(words, BODY_PT, room)]
    return lines


def _profile_height(lines: Sequence[tuple[str, float, str, bool]]) -> float:
    return sum(size * LINE_HEIGHT + (5.0 if role == "label_quiet" else 0.0) for _, size, role, _ in lines) + 12.0


def plan_district(unit: Unit, items: Sequence[Item], view: View, catalogue: Catalogue, language: Language) -> DistrictPage:
    """Share the table of a unit's items among its page, whose map shows view, and as many as must follow."""
    on = layers_on(view, catalogue)
    drawn = frozenset(item.id for item in items if item.geometry is not None and catalogue.layer_of(item).id in on)
    *_, right, _ = _boxes()
    rows = tuple(table_rows(items, catalogue, language, room=name_width(right.width, language), drawn=drawn))
    room = right.height - _profile_height(_profile(unit, language, right.width)) - 34
    type_pt = type_that_fits(rows, room)
    first = fitting(rows, room, type_pt)
    return DistrictPage(unit, view, rows[:first], type_pt, tuple(_columns(rows[first:], catalogue, language)))


def _columns(rows: tuple[Row, ...], catalogue: Catalogue, language: Language) -> list[tuple[Row, ...]]:
    """Rows in columns of the pages that follow, as many as fill them, of about the same height."""
    if not rows:
        return []
    _, inner = blank(catalogue, language)
    height = inner.height - CONTINUATION_HEAD_PT
    total = sum(row.height(TYPE_PT) for row in rows) + head_height(TYPE_PT)
    pages = math.ceil(total / (TABLE_COLUMNS * height))
    # A little more than the even share: a heading is never parted from its first row.
    share = min(height, total / (pages * TABLE_COLUMNS) + head_height(TYPE_PT) + SPARE_ROWS * TYPE_PT)
    columns = []
    while rows:
        count = max(fitting(rows, share, TYPE_PT), 1)
        columns.append(rows[:count])
        rows = rows[count:]
    return columns


def draw_district(planned: DistrictPage, plan: Plan, catalogue: Catalogue, options: SheetOptions, number: str) -> tuple[Page, DrawnMap]:
    """Map, legend and foot at the left; positioning and items at the right."""
    page, _ = blank(catalogue, options.language)
    map_box, legend, region, right, foot = _boxes()
    drawn, _ = draw_maps(page, planned.view, plan, box=map_box)
    axes = page.axes_in(legend)
    draw_legend(axes, legend_entries(drawn.items, catalogue, options.language), catalogue, type_pt=8.4, columns=LEGEND_COLUMNS)
    draw_region(page.axes_in(region), drawn.frame, plan, catalogue, options.language)
    page.outline(region, width=0.5, role="unit_line")
    top = right.top
    for words, size, role, bold in _profile(planned.unit, options.language, right.width):
        top -= 5.0 if role == "label_quiet" else 0.0
        top -= size * LINE_HEIGHT
        write(page.axes, right.x, top + 0.4 * size, words, page.hand(size, role=role, bold=bold))
    count = sum(row.item is not None for row in (*planned.rows, *(row for column in planned.rest for row in column)))
    top -= 22
    write(page.axes, right.x, top, text("atlas.items", options.language, count=count), page.hand(HEAD_PT, bold=True))
    hint = page.hand(7.6, role="label_quiet", align="right")
    write(page.axes, right.right, top, text("atlas.items.quiet", options.language), hint)
    table = Box(right.x, right.y, right.width, top - 2 - right.y)
    draw_table(page, planned.rows, table, type_pt=planned.type_pt)
    draw_foot(page, foot, drawn, options, number=number)
    return page, drawn


def continuation_pages(planned: DistrictPage) -> list[tuple[tuple[Row, ...], ...]]:
    """The columns of each page that follows a district's."""
    return [planned.rest[start : start + TABLE_COLUMNS] for start in range(0, len(planned.rest), TABLE_COLUMNS)]


def draw_continuation(unit: Unit, columns: Sequence[tuple[Row, ...]], catalogue: Catalogue, language: Language, number: str) -> Page:
    """The rest of a district's table in columns."""
    page, inner = blank(catalogue, language)
    title = text("atlas.continued", language, name=_unit_name(unit, language))
    write(page.axes, inner.x, inner.top - 20, title, page.hand(18.0, bold=True))
    *_, right, _ = _boxes()
    for position, rows in enumerate(columns):
        x = inner.x if position % TABLE_COLUMNS == 0 else inner.right - right.width
        draw_table(page, rows, Box(x, inner.y, right.width, inner.height - 36))
    number_page(page, inner, number)
    return page


def index_rows(capacity_of: int, entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """Index entries a page."""
    return [entries[start : start + capacity_of] for start in range(0, len(entries), capacity_of)]


def index_capacity(catalogue: Catalogue, language: Language) -> int:
    """Entries that a page of the index holds."""
    _, inner = blank(catalogue, language)
    return INDEX_COLUMNS * int((inner.height - 48) / INDEX_ROW_PT)


def draw_index(entries: Sequence[Entry], catalogue: Catalogue, language: Language, number: str) -> tuple[Page, list[PlacedLink]]:
    """Names in alphabetical order with the pages that show them."""
    page, inner = blank(catalogue, language)
    write(page.axes, inner.x, inner.top - 20, text("atlas.index", language), page.hand(18.0, bold=True))
    write(page.axes, inner.x + 70, inner.top - 20, text("atlas.index.hint", language), page.hand(8.5, role="label_quiet"))
    rows, gap = index_capacity(catalogue, language) // INDEX_COLUMNS, 22.0
    width = (inner.width - gap * (INDEX_COLUMNS - 1)) / INDEX_COLUMNS
    links: list[PlacedLink] = []
    for position, entry in enumerate(entries):
        column, row = divmod(position, rows)
        box = Box(inner.x + column * (width + gap), inner.top - 44 - (row + 1) * INDEX_ROW_PT, width, INDEX_ROW_PT)
        links += _index_line(page, entry, box)
    number_page(page, inner, number)
    return page, links


def _index_line(page: Page, entry: Entry, box: Box) -> list[PlacedLink]:
    base = baseline_below(box.y + box.height / 2, INDEX_TYPE_PT)
    if not entry.pages:
        write(page.axes, box.x, base, entry.words, page.hand(INDEX_TYPE_PT * 1.1, role="label_quiet", bold=True))
        page.rule(box.x, box.right, box.y, role="neighbour_line", width=0.4)
        return []
    number, links, x = page.hand(INDEX_TYPE_PT, role="label_quiet", align="right"), [], box.right
    for position, target in enumerate(reversed(entry.pages)):
        words = str(target) + (", " if position else "")
        write(page.axes, x, base, words, number)
        wide = width_pt(words, INDEX_TYPE_PT)
        links.append(PlacedLink(Box(x - wide, box.y, wide, box.height), target))
        x -= wide
    write(page.axes, box.x, base, *fitted(entry.words, page.hand(INDEX_TYPE_PT), x - box.x - 8))
    return links


def draw_contents(contents: Contents, plan: Plan, catalogue: Catalogue, language: Language, number: str) -> tuple[Page, list[PlacedLink]]:
    """Title, what the atlas holds, its pages as a list and as a map, and how many items each theme has at each stage."""
    entries, items = contents.entries, contents.items
    page, inner = blank(catalogue, language)
    counted = totals(items)
    write(page.axes, inner.x, inner.top - 40, text("atlas.title", language), page.hand(34.0, bold=True))
    about = text("atlas.about", language, total=counted.all, placed=counted.placed, unplaced=counted.unplaced)
    page.paragraph(about, inner.x, inner.top - 58, page.hand(12.0, role="label_quiet"), room=inner.width)
    page.rule(inner.x, inner.right, inner.top - 92)
    left = Box(inner.x, inner.y, inner.width * 0.46, inner.height - 112)
    links, line = [], min(24.0, (left.height - 30) / max(len(entries), 1))
    write(page.axes, left.x, left.top - 14, text("atlas.contents", language), page.hand(15.0, bold=True))
    for position, entry in enumerate(entries):
        box = Box(left.x + entry.depth * 20, left.top - 34 - (position + 1) * line, left.width - entry.depth * 20, line)
        links += _contents_line(page, entry, box)
    right = Box(inner.x + inner.width * 0.54, left.y, inner.width * 0.46, left.height)
    below = _matrix(page, items, right)
    _key_map(page, plan, contents.page_of_unit, Box(right.x, left.y + 4, right.width, below - left.y - 24))
    number_page(page, inner, number)
    return page, links


def _key_map(page: Page, plan: Plan, page_of_unit: Mapping[str, int], box: Box) -> None:
    """The districts with the numbers of their pages."""
    axes = page.axes_in(box)
    bounds = shapely.total_bounds([unit.geometry for unit in plan.units])
    frame = frame_for((bounds[0], bounds[1], bounds[2], bounds[3]), width_pt=box.width, height_pt=box.height)
    prepare(axes, frame)
    pen = Pen(axes, frame, page.catalogue, page.language, scale=KEY_MAP_SCALE)
    draw_ground(pen, plan)
    lettering = Lettering(pen)
    numbered = [(unit, page_of_unit.get(unit.id, "")) for unit in plan.units]
    names = [
        lettering.candidate("unit", f"{_unit_name(unit, page.language)} {number}".strip(), metric(unit.geometry), 1.0)
        for unit, number in numbered
    ]
    for candidate, label in lettering.place(names, Room((), ()), {}):
        lettering.draw(candidate, label, zorder=ZORDER)
    page.outline(box, width=0.5, role="unit_line")


def _contents_line(page: Page, entry: Entry, box: Box) -> list[PlacedLink]:
    hand = page.hand(12.0 if entry.depth == 0 else 11.0, bold=entry.depth == 0)
    base = baseline_below(box.y + box.height / 2, hand.size_pt)
    write(page.axes, box.x, base, entry.words, hand)
    if not entry.pages:
        return []
    number = Hand(hand.size_pt, hand.color, align="right", zorder=hand.zorder)
    write(page.axes, box.right, base, str(entry.pages[0]), number)
    end = box.x + width_pt(entry.words, hand.size_pt) + 8
    page.rule(end, box.right - 26, base + 1, role="neighbour_line", width=0.5)
    return [PlacedLink(box, entry.pages[0])]


def _matrix(page: Page, items: Sequence[Item], box: Box) -> float:
    """A small table: a row a theme, a column a stage, sums at the edges. Returns the height where it ends."""
    catalogue, language, counted = page.catalogue, page.language, totals(items)
    write(page.axes, box.x, box.top - 14, text("atlas.matrix", language), page.hand(15.0, bold=True))
    stages = [stage for stage in catalogue.stages.values() if counted.by["stage"][stage.id]]
    step = (box.width - 130) / (len(stages) + 1)
    edges = [box.x + 130 + (position + 1) * step for position in range(len(stages) + 1)]
    heads = [*(stage.zh if language == "zh" else stage.en for stage in stages), text("atlas.sum", language)]
    y, right, quiet = box.top - 46, page.hand(11.0, align="right"), page.hand(9.5, role="label_quiet", align="right")
    for x, words in zip(edges, heads, strict=True):
        write(page.axes, x, y, words, quiet)
    page.rule(box.x, box.right, y - 6)
    rows = [(theme, [counted.by_theme_stage[theme.id, stage.id] for stage in stages]) for theme in catalogue.themes.values()]
    for theme, counts in rows:
        if sum(counts):
            y -= 24
            write(page.axes, box.x, y, theme.zh if language == "zh" else theme.en, page.hand(11.0))
            for x, count in zip(edges, [*counts, sum(counts)], strict=True):
                write(page.axes, x, y, str(count) if count else "–", right)
            page.rule(box.x, box.right, y - 7, role="neighbour_line", width=0.5)
    sums = [sum(counts[position] for _, counts in rows) for position in range(len(stages))]
    write(page.axes, box.x, y - 24, text("atlas.sum", language), page.hand(11.0, bold=True))
    for x, count in zip(edges, [*sums, sum(sums)], strict=True):
        write(page.axes, x, y - 24, str(count), page.hand(11.0, bold=True, align="right"))
    return y - 30
