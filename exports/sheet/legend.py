"""The legend of a sheet: what is drawn, how many of all that is, and what the numbers on the map mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exports.ledger.states import States
from exports.sheet.furniture import Page
from exports.sheet.layout import Box, Layout
from exports.sheet.lists.numbers import Numbered, draw_numbers, setting
from exports.sheet.lists.standing import draw_states
from geo.model import Item
from layers.paper.legend import draw_legend, legend_height
from layers.paper.text import LINE_HEIGHT, wrapped, write
from layers.style.legend import LegendEntry
from layers.text import text

LEGEND_PT, SMALL_LEGEND_PT, MANY_NUMBERS = 9.6, 8.4, 24
"""type of the legend, and where so many numbers are to be explained under it"""
READABLE_PT = 7.0
"""of the numbers' list, on A3: where it would be smaller the legend has one column more"""
WORDS_PT = 60.0
"""of how many there are, how they stand, and the gaps, on A3"""
MOST_HEIGHT = 0.55
"""of the legend's box that its rows may take in one column where layers of people's own have rows too"""
WORDS_SIZE_PT = 8.5
NOTE_PT, MOST_NOTE_LINES = 7.4, 2
"""type and lines of what is said of a layer that somebody brought"""


class Standing(NamedTuple):
    """How items stand on a day, where no colour of the map tells it."""

    states: States
    items: tuple[Item, ...]
    letter: str = ""
    """of the map whose day it is, where there are two"""


@dataclass(frozen=True, slots=True)
class Told:
    """What a legend tells, from top to bottom."""

    entries: Sequence[LegendEntry]
    standing: Sequence[Standing]
    counts: Sequence[str]
    """how many of all are drawn, and where the rest is; a paragraph a map"""
    notes: Sequence[str]
    """of layers that people brought"""
    numbered: Numbered
    states: States | None
    """of the items in the list of numbers; None where the maps are of different days"""
    closed: Sequence[str] = ()
    """the layers that are off, with what they hold back; a paragraph a map"""
    unplaced: str = ""
    """the items without a place, by name"""
    pointer: str = ""
    """says where the rest is named, where there is no room for it here"""
    where: str = ""
    """where numbers are listed that have no room here"""

    @property
    def rest(self) -> tuple[str, ...]:
        """What is not drawn, by name."""
        return (*self.closed, *([self.unplaced] if self.unplaced else []))


class Listed(NamedTuple):
    """What a legend had room for."""

    numbers: int
    """how many numbers are explained, from the first on"""
    rest: bool
    """whether all is named that is not drawn"""


def draw_sheet_legend(page: Page, layout: Layout, told: Told) -> Listed:
    """Rows of what is drawn, and under them how many of all that is, how they stand, what the numbers mean, and what
    is not drawn, by name where there is room for all of it. Returns what there was room for."""
    box, numbered = layout.legend, told.numbered
    head = page.hand(11.5, bold=True)
    with page.tagged("H2"):
        write(page.axes, box.x, box.top - head.size_pt, text("legend.title", page.language), head)
    body = Box(box.x, box.y + 14 * page.factor, box.width, box.height - head.size_pt * 1.7 - 14 * page.factor)
    low = layout.region.top + 20 * page.factor if layout.legend_columns == 1 else box.y
    type_pt = (LEGEND_PT if len(numbered) < MANY_NUMBERS else SMALL_LEGEND_PT) * page.factor
    columns = layout.legend_columns + (not _has_room(page, layout, told, body, type_pt))
    axes = page.axes_in(body)
    used = draw_legend(axes, told.entries, page.catalogue, type_pt=type_pt, columns=columns)
    with page.tagged("P", axes=axes):
        quiet = page.hand(WORDS_SIZE_PT, role="label_quiet")
    top, gap = body.top - used - 4 * page.factor, 4 * page.factor
    with page.tagged("P"):
        top = _states(page, layout, told, top)
        for words in told.counts:
            top = page.paragraph(words, box.x, top, quiet, room=box.width, most=3)
        top = _notes(page, told.notes, box, top, low)
    line = quiet.size_pt * LINE_HEIGHT
    lists = Box(box.x, low, box.width, top - gap - low)
    if numbered:
        return Listed(draw_numbers(page, numbered, lists, told.states, where=told.where), rest=not told.rest)
    lines = sum(len(wrapped(words, quiet.size_pt, box.width)) for words in told.rest)
    whole = lines * line + len(told.rest) * 2 * page.factor <= top - low
    for words in told.rest if whole or not told.pointer else (*told.rest[:-1], told.pointer):
        most = int((top - low) / line)
        if most > 0:
            with page.tagged("P"):
                top = page.paragraph(words, box.x, top - 2 * page.factor, quiet, room=box.width, most=most)
    return Listed(0, whole)


def _has_room(page: Page, layout: Layout, told: Told, body: Box, type_pt: float) -> bool:
    """Whether the legend's columns leave room enough for what stands under them."""
    box, columns, numbered = layout.legend, layout.legend_columns, told.numbered
    used = legend_height(len(told.entries), type_pt=type_pt, columns=columns)
    if not numbered:
        own = any(row.own for row in told.entries)
        return not own or columns > 1 or used <= MOST_HEIGHT * body.height
    low = layout.region.top + 20 * page.factor if columns == 1 else box.y
    words = len(told.notes) * MOST_NOTE_LINES * NOTE_PT + (len(told.counts) - 1) * 2 * WORDS_SIZE_PT
    below = (WORDS_PT + words * LINE_HEIGHT) * page.factor
    found = setting(page, numbered, Box(box.x, low, box.width, body.top - used - below - low), told.states)
    return found.listed == len(numbered) and found.size >= READABLE_PT * page.factor


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


def _states(page: Page, layout: Layout, told: Told, top: float) -> float:
    """How the items stand, in the legend's column from top down, on portrait paper under the inset.

    Returns the height where the column goes on.
    """
    box, aside, quiet = layout.legend, layout.region, page.hand(WORDS_SIZE_PT, role="label_quiet")
    apart = layout.legend_columns > 1
    x, y, room = (aside.x, aside.y - 4 * page.factor, aside.width) if apart else (box.x, top, box.width)
    for standing in told.standing:
        y = draw_states(page, standing.states, standing.items, x, y, room=room, hand=quiet, letter=standing.letter)
        y -= 2 * page.factor
    return top if apart else y
