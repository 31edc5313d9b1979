"""The legend of a sheet: what is drawn, how many of all that is, and what the numbers on the map mean."""

from exports.ledger.states import States
from exports.sheet.furniture import Page
from exports.sheet.layout import Box, Layout
from exports.sheet.numbers import Numbered, draw_numbers, setting
from exports.sheet.standing import draw_states
from geo.model import Item
from layers.paper.legend import draw_legend, legend_height
from layers.paper.sheet import DrawnMap
from layers.paper.text import LINE_HEIGHT, write
from layers.style.legend import drawing_entries, legend_entries
from layers.text import text
from layers.view.tally import Tally

LEGEND_PT, SMALL_LEGEND_PT, MANY_NUMBERS = 9.6, 8.4, 24
"""type of the legend, and where so many numbers are to be explained under it"""
READABLE_PT = 7.0
"""of the numbers' list, on A3: where it would be smaller the legend has one column more"""
WORDS_PT = 60.0
"""of how many there are, how they stand, and the gaps, on A3"""


def draw_sheet_legend(  # noqa: PLR0913 - each on its own
    page: Page,
    layout: Layout,
    items: tuple[Item, ...],
    counted: Tally,
    *,
    drawn: DrawnMap,
    numbered: Numbered,
    states: States,
) -> int:
    """Rows of what is drawn, and under them how many of all that is, how they stand, and what the numbers mean.

    Where there are no numbers the items that are not drawn are named.

    Returns how many numbers are explained.
    """
    box = layout.legend
    head = page.hand(11.5, bold=True)
    write(page.axes, box.x, box.top - head.size_pt, text("legend.title", page.language), head)
    body = Box(box.x, box.y + 14 * page.factor, box.width, box.height - head.size_pt * 1.7 - 14 * page.factor)
    entries = (
        *legend_entries(items, page.catalogue, page.language, drawn.colouring),
        *drawing_entries([feature.color for feature in drawn.drawing], page.catalogue, page.language),
    )
    low = layout.region.top + 20 * page.factor if layout.legend_columns == 1 else box.y
    type_pt = (LEGEND_PT if len(numbered) < MANY_NUMBERS else SMALL_LEGEND_PT) * page.factor

    def readable(columns: int) -> bool:
        used = legend_height(len(entries), type_pt=type_pt, columns=columns) + WORDS_PT * page.factor
        found = setting(page, numbered, Box(box.x, low, box.width, body.top - used - low), states)
        return found.listed == len(numbered) and found.size >= READABLE_PT * page.factor

    columns = layout.legend_columns + (bool(numbered) and not readable(layout.legend_columns))
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
    listed = draw_numbers(page, numbered, Box(box.x, low, box.width, top - gap - low), states)
    if listed:
        return listed
    for rest in (counted.closed_words(page.catalogue, page.language), counted.unplaced_words(page.language)):
        most = int((top - low) / (quiet.size_pt * LINE_HEIGHT))
        if rest and most > 0:
            top = page.paragraph(rest, box.x, top - 2 * page.factor, quiet, room=box.width, most=most)
    return 0


def _states(page: Page, layout: Layout, states: States, items: tuple[Item, ...], top: float) -> float:
    """How the items stand, in the legend's column from top down, on portrait paper under the inset.

    Returns the height where the column goes on.
    """
    box, aside, quiet = layout.legend, layout.region, page.hand(8.5, role="label_quiet")
    if layout.legend_columns > 1:
        draw_states(page, states, items, aside.x, aside.y - 4 * page.factor, room=aside.width, hand=quiet)
        return top
    return draw_states(page, states, items, box.x, top, room=box.width, hand=quiet) - 2 * page.factor
