"""How a sheet's items stand: every state with its badge and its number of items, and an item's badge with its date."""

from collections import Counter
from collections.abc import Iterable

from exports.ledger.states import MONTH, States
from exports.sheet.furniture import ZORDER, Page
from geo.model import Item
from layers.paper.fonts import width_pt
from layers.paper.swatches import draw_swatch
from layers.paper.text import LINE_HEIGHT, Hand, baseline_below, fitted, write
from layers.progress.looks import StateLook
from layers.style.swatches import state_mark, swatch_colors
from layers.text import text

BADGE, GAP, BETWEEN = 1.15, 0.3, 1.0
"""size of a badge, the room behind it and behind a state, in type sizes"""
BESIDE, BADGE_ALONE = 5.0, 1.45
"""width of a badge and a month, and of a badge alone where there is no more room, in type sizes"""


def draw_states(  # noqa: PLR0913 - each on its own
    page: Page, states: States, items: Iterable[Item], x: float, top: float, *, room: float, hand: Hand,
    letter: str = "",
) -> float:  # fmt: skip
    """The states of the items that are followed, one after another, from top down; returns where the next may begin.

    It says what the badges in the list of numbers mean, and how many items nobody follows: they make up the rest.
    letter: of the map whose items they are, where there are two.
    """
    items = tuple(items)
    counts = Counter(states.of(item).state.name for item in items if states.told(item))
    if not counts:
        return top
    looks = [look for look in page.catalogue.states.values() if counts[look.id]]
    size, line = hand.size_pt, hand.size_pt * LINE_HEIGHT
    y = top - line / 2
    followed, drawn = sum(counts.values()), sum(item.geometry is not None for item in items)
    head = " ".join(filter(None, (letter, text("legend.statesOn", page.language, day=states.day))))
    if drawn > followed:
        head += text("sheet.notFollowed", page.language, count=drawn - followed)
    write(page.axes, x, baseline_below(y, size), *fitted(head, hand, room))
    across = room
    for look in looks:
        words = f"{text(f'state.{look.id}', page.language)} {counts[look.id]}"
        wide = (BADGE + GAP) * size + width_pt(words, size)
        if across + wide > room:
            across, y = 0.0, y - line
        draw_badge(page, look, x + across, y, size)
        write(page.axes, x + across + (BADGE + GAP) * size, baseline_below(y, size), words, hand)
        across += wide + BETWEEN * size
    return y - line / 2


def draw_badge(page: Page, look: StateLook, x: float, y: float, size: float) -> None:
    """A state's badge: its left end, the middle of its height, the size of the type beside it."""
    mark = state_mark(look)
    scale = BADGE * size / mark.width
    colors = swatch_colors(page.catalogue, "light", look)
    # Its lines grow and shrink with it.
    draw_swatch(page.axes, mark, colors, x=x, y=y, scale=scale, pt_per_px=scale, zorder=ZORDER + 1)


def draw_standing(  # noqa: PLR0913 - each on its own
    page: Page, states: States, item: Item, x: float, y: float, *, size: float, hand: Hand | None
) -> None:
    """An item's badge and, where there is a hand for it, the month of its newest evidence."""
    draw_badge(page, page.catalogue.states[states.of(item).state.name], x, y, size)
    if hand is None:
        return
    month, left = states.as_of(item)[:MONTH], (BADGE + GAP) * size
    write(page.axes, x + left, baseline_below(y, size), *fitted(month, hand, BESIDE * size - left))
