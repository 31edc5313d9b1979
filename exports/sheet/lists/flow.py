"""Tables of items that run down columns and over pages, each under a heading of its own. Points, in type of A3.

What stands where is worked out before anything is drawn: an atlas numbers its pages first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.ledger.states import States
from exports.sheet.furniture import Page
from exports.sheet.layout import Box
from exports.sheet.lists.printed_table import Row, draw_table, fitting, head_height, name_width, table_rows
from geo.model import Item
from layers.paper.text import LINE_HEIGHT
from layers.style.catalogue import Catalogue

COLUMN_PT, GAP_PT, NUMBER_PT = 480.0, 26.0, 12.0
"""least width of a column, the gap between columns, room left of a table for numbers"""
TYPE_PT, HEAD_PT = 8.2, 11.5
LOWER = (0.55, 0.65, 0.75, 0.85, 0.95)
"""shares of a page's height that are tried to make columns even"""
LEAST_ROWS = 3
"""no section begins where fewer rows have room"""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A table under a heading."""

    heading: str
    rows: tuple[Row, ...]
    numbers: Mapping[str, int]
    """item id -> its number on a map; may be filled until the section is drawn"""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A part of a section on a page."""

    section: Section
    heading: bool
    """whether the section begins here"""
    rows: tuple[Row, ...]
    box: Box
    """its left edge and width; from its top on"""


def section_of(  # noqa: PLR0913 - each has a name
    heading: str, items: Sequence[Item], room: Box, *, catalogue: Catalogue, states: States, numbers: Mapping[str, int]
) -> Section:
    """Items under a heading, their names wrapped for the columns of a room."""
    wide = name_width(_columns(room)[1], states.language)
    drawn = {item.id for item in items}
    return Section(heading, tuple(table_rows(items, catalogue, states, room=wide, drawn=drawn)), numbers)


def _columns(room: Box) -> tuple[int, float]:
    """How many columns a room has, and how wide a table in one is."""
    columns = max(1, int((room.width + GAP_PT) // (COLUMN_PT + GAP_PT)))
    return columns, (room.width - (columns - 1) * GAP_PT) / columns - NUMBER_PT


def laid_out(sections: Sequence[Section], room: Box) -> list[list[Placed]]:
    """The parts of each page, all pages having the same room: as few pages as they need, columns about as high."""
    pages = _laid_out(sections, room)
    for share in LOWER if len(pages) else ():
        low = Box(room.x, room.top - share * room.height, room.width, share * room.height)
        if len(even := _laid_out(sections, low)) == len(pages):
            return even
    return pages


def _laid_out(sections: Sequence[Section], room: Box) -> list[list[Placed]]:
    pages: list[list[Placed]] = []
    tops = _tops(room, pages)
    x, top = next(tops)
    _, wide = _columns(room)
    for section in sections:
        rows, heading = section.rows, True
        while rows:
            head = HEAD_PT * LINE_HEIGHT + 4 if heading else 0.0
            count = fitting(rows, top - head - room.y, TYPE_PT)
            if count < min(LEAST_ROWS, len(rows)) and top < room.top:
                x, top = next(tops)
                continue
            # A row that is higher than a page would stand for ever.
            count = max(count, 1)
            pages[-1].append(Placed(section, heading, rows[:count], Box(x, room.y, wide, top - room.y)))
            top -= head + head_height(TYPE_PT) + sum(row.height(TYPE_PT) for row in rows[:count]) + 2 * TYPE_PT
            rows, heading = rows[count:], False
            if rows:
                x, top = next(tops)
    return [page for page in pages if page]


def _tops(room: Box, pages: list[list[Placed]]) -> Iterator[tuple[float, float]]:
    """Left edge and top of one column after another, of one page after another."""
    columns, wide = _columns(room)
    while True:
        pages.append([])
        for column in range(columns):
            yield room.x + NUMBER_PT + column * (wide + NUMBER_PT + GAP_PT), room.top


def draw_placed(page: Page, parts: Sequence[Placed]) -> None:
    """Draw what laid_out put on a page."""
    for part in parts:
        box = part.box
        if part.heading:
            hand = page.hand(HEAD_PT, bold=True)
            with page.tagged("H2"):
                page.paragraph(part.section.heading, box.x, box.top, hand, room=box.width, most=1)
            box = Box(box.x, box.y, box.width, box.height - HEAD_PT * LINE_HEIGHT - 4)
        draw_table(page, part.rows, box, type_pt=TYPE_PT, numbers=part.section.numbers)
