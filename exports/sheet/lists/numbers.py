"""What the numbers on a map mean: a list in columns, each item with its state. Points on A3."""

from collections.abc import Sequence
from typing import NamedTuple

from exports.ledger.states import States
from exports.sheet.furniture import ZORDER, Page
from exports.sheet.layout import Box
from exports.sheet.lists.standing import BADGE_ALONE, BESIDE, draw_standing
from geo.model import Item
from layers.paper.fonts import width_pt
from layers.paper.pen import Line, disc
from layers.paper.text import baseline_below, fitted, write
from layers.style.catalogue import label_text
from layers.text import text

Numbered = Sequence[tuple[int, Item]]
SIZES_PT = (7.6, 7.0, 6.4, 5.8, 5.3, 4.9)
"""of the list's type, the largest in which it fits"""
SMALLEST_PT = 4.6
"""on smaller paper too: what is smaller cannot be read"""
ROW, HEAD, GAP_PT = 1.36, 1.9, 7.0
"""height of a row and of the heading in type sizes; between columns"""
STATE_GAP_PT = 2.0
DISC, DIGITS = 1.12, 0.82
"""of the disc round a number, and of its digits, in type sizes"""
WIDTHS, NARROWEST = {"zh": (13.0, 10.5), "en": (20.0, 15.0)}, 10.5
"""width of a name in type sizes: as it should be, and where the list would not fit otherwise"""
STATE_SIZE = 0.86
"""of a month, in type sizes"""


class Setting(NamedTuple):
    """How a list is set: how many it holds, size of the type in points, columns, room for the state in type sizes."""

    listed: int
    size: float
    columns: int
    beside: float


def setting(page: Page, numbered: Numbered, box: Box, states: States | None) -> Setting:
    """How the list is set in a box: as large as it fits, else as many as there is room for, from the first on."""
    if not numbered or box.height <= 0:
        return Setting(0, 0.0, 1, 0.0)
    told = states is not None and any(states.told(item) for _, item in numbered)
    size, columns, beside = _largest(page, box, len(numbered), (BESIDE, BADGE_ALONE, 0.0) if told else (0.0,))
    return Setting(min(len(numbered), max(_capacity(box, size, columns), 0)), size, columns, beside)


def draw_numbers(page: Page, numbered: Numbered, box: Box, states: States | None, *, where: str) -> int:
    """Draw the list into a box, as large as it fits; returns how many it lists, from the first on.

    where: in words, where the rest is listed.
    """
    count, size, columns, beside = setting(page, numbered, box, states)
    listed = numbered[:count]
    if not listed:
        return 0
    whole = len(listed) == len(numbered)
    key = "sheet.numbers" if whole else "sheet.numbers.some"
    words = text(key, page.language, count=len(numbered), listed=len(listed), where=where)
    head = page.hand(8.5, role="label_quiet")
    write(page.axes, box.x, baseline_below(box.top - HEAD * size / 2, head.size_pt), words, head)
    rows = -(-len(listed) // columns)
    width = (box.width - (columns - 1) * GAP_PT) / columns
    for position, (number, item) in enumerate(listed):
        column, row = divmod(position, rows)
        top = box.top - HEAD * size - (row + 0.5) * ROW * size
        _row(page, number, item, Box(box.x + column * (width + GAP_PT), top, width, size), states, beside=beside)
    return len(listed)


def _largest(page: Page, box: Box, count: int, besides: Sequence[float]) -> tuple[float, int, float]:
    """Size of the type, number of columns, room for the state, of besides: the largest type in which all fit.

    Wide columns come before narrow ones, the widest room for the state before all; widths in type sizes.
    """
    sizes = [max(size * page.factor, SMALLEST_PT) for size in SIZES_PT]
    tried = [
        (size, max(1, int((box.width + GAP_PT) / ((wide + beside) * size + GAP_PT))), beside)
        for beside in besides
        for size in sizes
        for wide in (*WIDTHS[page.language], *([NARROWEST] if size == sizes[-1] else []))
    ]
    found = (each for each in tried if _capacity(box, *each[:2]) >= count)
    size, columns, beside = next(found, tried[-1])
    # Fewer columns have room for longer names.
    return size, min(columns, -(-count // max(_capacity(box, size, 1), 1))), beside


def _capacity(box: Box, size: float, columns: int) -> int:
    return columns * int((box.height - HEAD * size) / (ROW * size))


def _row(  # noqa: PLR0913 - each on its own
    page: Page, number: int, item: Item, line: Box, states: States | None, *, beside: float
) -> None:
    """A number in its disc, the name, the state; line: left end, middle, width and size of the type.

    beside: room for the state, in type sizes.
    """
    size, radius = line.height, _radius(line.height)
    row = ("Table", f"TR/{number}", "TD")
    with page.tagged(*row):
        draw_disc_number(page, number, item, (line.x + radius, line.y), size=size)
    left, hand = 2 * radius + 2.5, page.hand(size / page.factor)
    room = line.width - left
    if beside and states is not None and states.told(item):
        quiet = page.hand(size / page.factor * STATE_SIZE, role="label_quiet") if beside == BESIDE else None
        place = line.x + line.width - beside * size
        with page.tagged(*row[:2], "TD/state"):
            draw_standing(page, states, item, place, line.y, size=size, hand=quiet)
        room -= beside * size + STATE_GAP_PT
    words, hand = fitted(label_text(item, page.language), hand, room)
    with page.tagged(*row[:2], "TD/name"):
        write(page.axes, line.x + left, baseline_below(line.y, size), words, hand)


def _radius(size: float) -> float:
    return DISC * size / 2 + 1.0


def draw_disc_number(page: Page, number: int, item: Item, at: tuple[float, float], *, size: float) -> None:
    """A number as it stands on the map, its middle at a point; size of the type beside it in points."""
    x, y = at
    edge = Line(page.catalogue.layer_of(item).color, 0.7 * page.factor)
    disc(page.axes, at, _radius(size), page.colors["halo"], edge, zorder=ZORDER)
    digits, hand = str(number), page.hand(size / page.factor * DIGITS, bold=True)
    write(page.axes, x - width_pt(digits, hand.size_pt, bold=True) / 2, baseline_below(y, hand.size_pt), digits, hand)
