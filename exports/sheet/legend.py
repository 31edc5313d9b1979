"""The legend of a sheet: what is drawn, how many of all that is, and what the numbers on the map mean."""

from collections.abc import Sequence

from exports.ledger.states import States
from exports.sheet.furniture import Page
from exports.sheet.layout import Box, Layout
from exports.sheet.numbers import Numbered, draw_numbers, setting
from exports.sheet.standing import draw_states
from geo.model import Item
from layers.paper.legend import draw_legend, legend_height
from layers.paper.sheet import DrawnMap
from layers.paper.text import LINE_HEIGHT, write
from layers.style.legend import LegendEntry, drawing_entries, legend_entries
from layers.text import text
from layers.view.tally import Tally

LEGEND_PT, SMALL_LEGEND_PT, MANY_NUMBERS = 9.6, 8.4, 24
"""type of the legend, and where so many numbers are to be explained under it"""
READABLE_PT = 7.0
"""of the numbers' list, on A3: where it would be smaller the legend has one column more"""
WORDS_PT = 60.0
"""of how many there are, how they stand, and the gaps, on A3"""
MOST_HEIGHT = 0.55
"""of the legend's box that its rows may take in one column where layers of people's own have rows too"""
NOTE_PT, MOST_NOTE_LINES = 7.4, 2
"""type and lines of what is said of a layer that somebody brought"""

OwnWords = tuple[Sequence[LegendEntry], Sequence[str]]
"""rows of layers that people brought, and a line on each"""


def draw_sheet_legend(  # noqa: PLR0913 - each on its own
    page: Page,
    layout: Layout,
    items: tuple[Item, ...],
    counted: Tally,
    *,
    drawn: DrawnMap,
    numbered: Numbered,
    states: States,
    own: OwnWords = ((), ()),
) -> int:
    """Rows of what is drawn, and under them how many of all that is, how they stand, and what the numbers mean.

    Where there are no numbers the items that are not drawn are named. own: rows of layers that people brought, and
    what is said of them.

    Returns how many numbers are explained.
    """
    box = layout.legend
    head = page.hand(11.5, bold=True)
    write(page.axes, box.x, box.top - head.size_pt, text("legend.title", page.language), head)
    body = Box(box.x, box.y + 14 * page.factor, box.width, box.height - head.size_pt * 1.7 - 14 * page.factor)
    entries = (
        *legend_entries(items, page.catalogue, page.language, drawn.colouring),
        *own[0],
        *drawing_entries([feature.color for feature in drawn.drawing], page.catalogue, page.language),
    )
    low = layout.region.top + 20 * page.factor if layout.legend_columns == 1 else box.y
    type_pt = (LEGEND_PT if len(numbered) < MANY_NUMBERS else SMALL_LEGEND_PT) * page.factor
    below = (WORDS_PT + len(own[1]) * MOST_NOTE_LINES * NOTE_PT * LINE_HEIGHT) * page.factor

    def has_room(columns: int) -> bool:
        used = legend_height(len(entries), type_pt=type_pt, columns=columns)
        if not numbered:
            return not own[0] or layout.legend_columns > 1 or used <= MOST_HEIGHT * body.height
        found = setting(page, numbered, Box(box.x, low, box.width, body.top - used - below - low), states)
        return found.listed == len(numbered) and found.size >= READABLE_PT * page.factor

    columns = layout.legend_columns + (not has_room(layout.legend_columns))
    used = draw_legend(page.axes_in(body), entries, page.catalogue, type_pt=type_pt, columns=columns)
    inside = {item.id for item in items}
    outside = sum(item.id not in inside for item in counted.shown)
    quiet = page.hand(8.5, role="label_quiet")
    words = counted.words(page.language, outside=outside)
    top, gap = body.top - used - 4 * page.factor, 4 * page.factor
    if drawn.colouring is None:
        # Else the states are rows of the legend.
        top = _states(page, layout, states, items, top)
    top = page.paragraph(words, box.x, top, quiet, room=box.width, most=3)
    top = _notes(page, own[1], box, top, low)
    listed = draw_numbers(page, numbered, Box(box.x, low, box.width, top - gap - low), states)
    if listed:
        return listed
    for rest in (counted.closed_words(page.catalogue, page.language), counted.unplaced_words(page.language)):
        most = int((top - low) / (quiet.size_pt * LINE_HEIGHT))
        if rest and most > 0:
            top = page.paragraph(rest, box.x, top - 2 * page.factor, quiet, room=box.width, most=most)
    return 0


def _notes(page: Page, notes: Sequence[str], box: Box, top: float, low: float) -> float:
    """A paragraph a note from top down, none below low; what finds no room is counted. Returns where they end."""
    hand = page.hand(NOTE_PT, role="label_quiet")
    for number, note in enumerate(notes):
        most = int((top - low) / (hand.size_pt * LINE_HEIGHT))
        rest = len(notes) - number
        if most < MOST_NOTE_LINES + (rest > 1):
            words = note if rest == 1 else text("sheet.notes.rest", page.language, count=rest)
            return page.paragraph(words, box.x, top, hand, room=box.width, most=most) if most else top
        top = page.paragraph(note, box.x, top - page.factor, hand, room=box.width, most=MOST_NOTE_LINES)
    return top


def _states(page: Page, layout: Layout, states: States, items: tuple[Item, ...], top: float) -> float:
    """How the items stand, in the legend's column from top down, on portrait paper under the inset.

    Returns the height where the column goes on.
    """
    box, aside, quiet = layout.legend, layout.region, page.hand(8.5, role="label_quiet")
    if layout.legend_columns > 1:
        draw_states(page, states, items, aside.x, aside.y - 4 * page.factor, room=aside.width, hand=quiet)
        return top
    return draw_states(page, states, items, box.x, top, room=box.width, hand=quiet) - 2 * page.factor
