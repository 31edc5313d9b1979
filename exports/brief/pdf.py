"""A brief on A4: the map with positioning and totals, then the table of items with clause and section."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.brief.content import Brief
from exports.brief.map import brief_entries, draw_brief_map, own_words
from exports.section import section_words
from exports.sheet.furniture import Page, new_page
from exports.sheet.layout import Box, paper_pt
from exports.sheet.lists.printed_table import precision_words
from exports.sheet.margins import draw_foot
from exports.sheet.options import SheetOptions
from exports.sheet.saving import PRINT_DPI, save
from geo.model import Item
from layers.paper.fonts import width_pt
from layers.paper.sheet import draw_legend
from layers.paper.symbols import Spot, draw_symbol
from layers.paper.text import LINE_HEIGHT, baseline_below, wrapped, write
from layers.text import LANGUAGES, text

MARGIN, FOOT, GAP = 30.0, 40.0, 16.0
"""points"""
MAP_SHARE = 0.58
TITLE_PT, HEAD_PT, BODY_PT, TABLE_PT = 20.0, 9.5, 8.4, 8.0
PHRASE_MARK = "· "
COLUMN_SHARES = (0.2, 0.055, 0.115, 0.1, 0.36, 0.17)
"""of a table page's width: name, stage, state, precision, clause, section"""
SYMBOL_PT = 14.0
NOTE_PT, NOTE_LINES, MOST_NOTES = 6.8, 2, 4
"""type, lines and number of what is said of layers that people brought"""
MATRIX_STEP, LEGEND_LEAST = BODY_PT * 1.55, 80.0
ROW_PAD = 5.0
HEADS = ("brief.name", "filter.stage", "atlas.column.state", "filter.precision", "card.clause", "card.section")

Row = tuple[Item, list[list[str]]]
"""an item and the lines of each of its cells"""


def brief_bytes(brief: Brief) -> bytes:
    """The brief as PDF: vectors, selectable text, the typeface embedded."""
    tables, out = list(_table_pages(brief)), io.BytesIO()
    author = " · ".join(text("app.name", language) for language in LANGUAGES)
    about = {"Title": brief.title, "Author": author, "Creator": author, "Subject": brief.subtitle}
    pages = [_table_page(brief, rows, number, len(tables) + 1) for number, rows in enumerate(tables, start=2)]
    save([first_page(brief), *pages], out, kind="pdf", dpi=PRINT_DPI, metadata=about)
    return out.getvalue()


def _page(brief: Brief, number: int, count: int) -> Page:
    width, height = paper_pt("A4", portrait=False)
    page = new_page(width, height, 1.0, brief.context.catalogue, brief.language)
    words = text("brief.page", brief.language, title=brief.title, number=number, count=count)
    write(page.axes, width - MARGIN, MARGIN * 0.5, words, page.hand(7.5, role="label_quiet", align="right"))
    return page


def first_page(brief: Brief) -> Page:
    """Map, positioning, totals and legend."""
    page = _page(brief, 1, 1 + sum(1 for _ in _table_pages(brief)))
    inner = page.width - 2 * MARGIN
    box = Box(MARGIN, MARGIN + FOOT, inner * MAP_SHARE, page.height - 2 * MARGIN - FOOT)
    drawn = draw_brief_map(page, brief, box)
    draw_foot(page, Box(MARGIN, MARGIN - 4, inner, FOOT), [drawn], SheetOptions(language=brief.language))
    left = box.right + GAP
    room = page.width - MARGIN - left
    notes = own_words(brief, drawn)[:MOST_NOTES]
    lines = sum(min(len(wrapped(note, NOTE_PT, room)), NOTE_LINES) for note in notes)
    under = MARGIN + FOOT + lines * NOTE_PT * LINE_HEIGHT
    low = under + BODY_PT * 2.7
    quiet = page.hand(BODY_PT, role="label_quiet")
    with page.tagged("H1"):
        top = page.paragraph(brief.title, left, page.height - MARGIN, page.hand(TITLE_PT, bold=True), room=room, most=2)
    with page.tagged("P"):
        top = page.paragraph(brief.subtitle, left, top - 2, quiet, room=room, most=3) - 4
    floor = low + LEGEND_LEAST + MATRIX_STEP * (len(brief.matrix()[1]) + 2)
    top = _profile(page, brief, Box(left, floor, room, top - floor))
    top = _matrix(page, brief, left, top - 8, room)
    entries = brief_entries(brief, drawn)
    head = page.hand(HEAD_PT, bold=True)
    with page.tagged("H2"):
        top = page.paragraph(text("legend.title", brief.language), left, top - 6, head, room=room)
    legend = Box(left, low, room, top - low)
    with page.tagged("P"):
        words = brief.map_words(drawn.items)
        page.paragraph(words, left, low - 2, replace(quiet, size_pt=BODY_PT * 0.9), room=room)
        for note in notes:
            under = page.paragraph(note, left, under, replace(quiet, size_pt=NOTE_PT), room=room, most=NOTE_LINES)
    columns, axes = 2 + any(entry.own for entry in entries), page.axes_in(legend)
    draw_legend(axes, entries, brief.context.catalogue, type_pt=BODY_PT, columns=columns)
    with page.tagged("P", axes=axes):
        pass
    return page


def _profile(page: Page, brief: Brief, box: Box) -> float:
    """Positioning, key areas and goal from the top of a box, cut to fit; returns the height where they end."""
    left, room, floor, top = box.x, box.width, box.y, box.top
    line = BODY_PT * LINE_HEIGHT
    for heading, phrases in brief.profile():
        if top - HEAD_PT * LINE_HEIGHT - line < floor:
            break
        with page.tagged("H2"):
            top = page.paragraph(heading, left, top - 3, page.hand(HEAD_PT, bold=True), room=room, most=1)
        for phrase in phrases:
            mark, most = PHRASE_MARK if len(phrases) > 1 else "", int((top - floor) / line)
            if most < 1:
                break
            with page.tagged("P"):
                top = page.paragraph(mark + phrase, left, top, page.hand(BODY_PT), room=room, most=most)
    return top


def _matrix(page: Page, brief: Brief, left: float, top: float, room: float) -> float:
    """Theme by stage; returns the height where it ends."""
    header, rows = brief.matrix()
    step, first = MATRIX_STEP, room * 0.24
    width = (room - first) / (len(header) - 1)
    table: list[list[str | int]] = [list(header), *rows]
    for number, row in enumerate(table):
        y = top - (number + 1) * step
        quiet = number == 0
        for position, value in enumerate(row):
            words = str(value) if value != 0 else "–"
            hand = page.hand(
                BODY_PT * (0.88 if quiet else 1.0), role="label_quiet" if quiet else "ink", bold=number == len(rows)
            )
            x = left
            if position > 0:
                fitting = min(1.0, (width - 3) / width_pt(words, hand.size_pt, bold=hand.bold)) * hand.size_pt
                x, hand = left + first + position * width, replace(hand, align="right", size_pt=fitting)
            with page.tagged("Table", f"TR/{number}", f"{'TD' if number and position else 'TH'}/{position}"):
                write(page.axes, x, y + step * 0.3, words, hand)
        page.rule(
            left, left + room, y, role="unit_line" if quiet or number == len(rows) - 1 else "neighbour_line", width=0.5
        )
    return top - (len(rows) + 1) * step


def _cells(brief: Brief, item: Item, width: float) -> list[list[str]]:
    """The lines of each cell of an item's row."""
    stage = brief.context.catalogue.stages[item.stage]
    words = (
        brief.name(item),
        getattr(stage, brief.language),
        brief.states.brief(item),
        precision_words(item, brief.context.catalogue, brief.language),
        item.clause_text,
        section_words(item.section, brief.language),
    )
    rooms = [
        share * width - 6.0 - (SYMBOL_PT if position == 0 else 0.0) for position, share in enumerate(COLUMN_SHARES)
    ]
    return [wrapped(part, TABLE_PT, room) for part, room in zip(words, rooms, strict=True)]


def _height(cells: Sequence[Sequence[str]]) -> float:
    return max(map(len, cells)) * TABLE_PT * LINE_HEIGHT + ROW_PAD


def _table_pages(brief: Brief) -> Iterator[list[Row]]:
    """Rows for each page of the table, none cut by a page's end."""
    width, height = paper_pt("A4", portrait=False)
    room = height - 2 * MARGIN - HEAD_PT * 2.5
    used, rows = 0.0, list[Row]()
    for item in brief.items:
        cells = _cells(brief, item, width - 2 * MARGIN)
        if rows and used + _height(cells) > room:
            yield rows
            used, rows = 0.0, []
        rows.append((item, cells))
        used += _height(cells)
    yield rows


def _table_page(brief: Brief, rows: Sequence[Row], number: int, count: int) -> Page:
    page = _page(brief, number, count)
    inner = page.width - 2 * MARGIN
    lefts = [MARGIN + inner * sum(COLUMN_SHARES[:position]) for position in range(len(COLUMN_SHARES))]
    lefts[0] += SYMBOL_PT
    y = page.height - MARGIN - HEAD_PT
    for left, key in zip(lefts, HEADS, strict=True):
        with page.tagged("Table", "TR/head", f"TH/{key}"):
            write(page.axes, left, y, text(key, brief.language), page.hand(TABLE_PT, role="label_quiet"))
    y -= 5.0
    page.rule(MARGIN, page.width - MARGIN, y)
    for row in rows:
        _draw_row(page, brief, row, lefts, y)
        y -= _height(row[1])
        page.rule(MARGIN, page.width - MARGIN, y, role="neighbour_line", width=0.4)
    return page


def _draw_row(page: Page, brief: Brief, row: Row, lefts: list[float], top: float) -> None:
    item, cells = row
    catalogue, line = brief.context.catalogue, TABLE_PT * LINE_HEIGHT
    hand = page.hand(TABLE_PT, role="ink" if item.geometry is not None else "label_quiet")
    first = top - ROW_PAD / 2 - line / 2
    spot = Spot(page.axes, lefts[0] - SYMBOL_PT * 0.55, first, TABLE_PT * 1.25, 1.0, 22.0)
    layer = catalogue.layer_of(item)
    draw_symbol(spot, layer.symbol, catalogue.stages[item.stage], layer.color, paper=page.colors["halo"])
    for left, lines in zip(lefts, cells, strict=True):
        with page.tagged("Table", f"TR/{item.id}", f"TD/{left:.0f}"):
            for position, words in enumerate(lines):
                write(page.axes, left, baseline_below(first - position * line, TABLE_PT), words, hand)
