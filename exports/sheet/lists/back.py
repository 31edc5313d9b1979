"""The back of a sheet: numbers that its list has no room for, and items without a place, each by name. Points."""

from collections.abc import Sequence

from exports.ledger.states import States
from exports.sheet.furniture import Page, new_page
from exports.sheet.layout import Box, paper_pt
from exports.sheet.lists.flow import Section, draw_placed, laid_out, section_of
from exports.sheet.lists.numbers import Numbered
from geo.model import Item
from layers.paper.text import LINE_HEIGHT, write
from layers.style.catalogue import Catalogue
from layers.text import text

MARGIN_PT, TITLE_PT, PARAGRAPH_PT, FOOT_PT = 28.0, 18.0, 8.5, 8.0
MOST_LINES = 4
"""of what is said of the layers that are off"""


def draw_back(  # noqa: PLR0913 - each option has a name
    title: str, numbered: Numbered, unplaced: Sequence[Item], closed: Sequence[str], *, catalogue: Catalogue,
    states: States, paper: str, portrait: bool = False,
) -> list[Page]:  # fmt: skip
    """The pages that list numbers of the map and items without a place; none where there is nothing to list.

    closed: paragraphs on layers that are off.
    """
    width, height = paper_pt(paper, portrait=portrait)
    head = TITLE_PT * LINE_HEIGHT + 14 + len(closed) * MOST_LINES * PARAGRAPH_PT * LINE_HEIGHT
    room = Box(MARGIN_PT, MARGIN_PT + 10, width - 2 * MARGIN_PT, height - 2 * MARGIN_PT - 10 - head)
    pages = []
    for number, parts in enumerate(laid_out(_sections(numbered, unplaced, catalogue, states, room), room)):
        page = new_page(width, height, 1.0, catalogue, states.language)
        hand, quiet = page.hand(TITLE_PT, bold=True), page.hand(FOOT_PT, role="label_quiet")
        with page.tagged("H1"):
            top = page.paragraph(title, MARGIN_PT, height - MARGIN_PT, hand, room=room.width, most=1)
        page.rule(MARGIN_PT, width - MARGIN_PT, top - 2)
        top -= 10
        for words in closed if number == 0 else ():
            hand = page.hand(PARAGRAPH_PT, role="label_quiet")
            top = page.paragraph(words, MARGIN_PT, top, hand, room=room.width, most=MOST_LINES)
        write(page.axes, MARGIN_PT, MARGIN_PT / 2, text("strip.source", page.language), quiet)
        draw_placed(page, parts)
        pages.append(page)
    return pages


def _sections(
    numbered: Numbered, unplaced: Sequence[Item], catalogue: Catalogue, states: States, room: Box
) -> list[Section]:
    numbers = {item.id: number for number, item in numbered}
    lists = (("sheet.back.numbers", [item for _, item in numbered]), ("sheet.back.unplaced", unplaced))
    return [
        section_of(
            text(key, states.language, count=len(items)),
            items,
            room,
            catalogue=catalogue,
            states=states,
            numbers=numbers,
        )
        for key, items in lists
        if items
    ]
