"""States of progress as they are drawn: a colour and a sign each, and the badge that has both.

A sign is a few lines on a grid of GRID across, y downwards, so that every renderer can draw it; a dot is a short
line with round ends.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

GRID, CENTRE, RADIUS, PEN = 12.0, 6.0, 5.5, 1.5
"""of a badge: its grid, its disc, the width of the sign's lines"""
Lines = tuple[tuple[tuple[float, float], ...], ...]
SIGNS: Mapping[str, Lines] = {
    "check": (((3.4, 6.2), (5.3, 8.1), (8.6, 4.2)),),
    "minus": (((3.5, 6.0), (8.5, 6.0)),),
    "triangle": (((6.0, 3.4), (8.7, 8.1), (3.3, 8.1), (6.0, 3.4)),),
    "pause": (((4.6, 3.9), (4.6, 8.1)), ((7.4, 3.9), (7.4, 8.1))),
    "arrow": (((3.3, 6.0), (8.7, 6.0)), ((6.5, 3.8), (8.7, 6.0), (6.5, 8.2))),
    "dot": (((5.7, 6.0), (6.3, 6.0)),),
    "two-dots": (((4.0, 6.0), (4.6, 6.0)), ((7.4, 6.0), (8.0, 6.0))),
    "three-dots": (((3.1, 6.0), (3.5, 6.0)), ((5.8, 6.0), (6.2, 6.0)), ((8.5, 6.0), (8.9, 6.0))),
    "wave": (((3.0, 7.0), (5.0, 5.0), (7.0, 7.0), (9.0, 5.0)),),
    "merge": (((3.6, 3.5), (6.0, 6.0), (6.0, 8.7)), ((8.4, 3.5), (6.0, 6.0))),
    "cross": (((4.1, 4.1), (7.9, 7.9)), ((7.9, 4.1), (4.1, 7.9))),
    "alert": (((6.0, 3.2), (6.0, 6.6)), ((6.0, 8.4), (6.0, 8.9))),
    "question": (
        ((4.4, 4.7), (5.0, 3.5), (6.3, 3.2), (7.5, 4.1), (7.2, 5.3), (6.0, 6.2), (6.0, 6.8)),
        ((6.0, 8.5), (6.0, 9.0)),
    ),
}


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state of progress is drawn."""

    id: str
    """one of geo.progress.model.STATES"""
    color: str
    """#rrggbb, in light and on paper"""
    color_dark: str
    """#rrggbb, in dark"""
    sign: str
    """one of SIGNS, drawn on its badge"""


@dataclass(frozen=True, slots=True, eq=False)
class Colouring:
    """What a map tells of progress: by a badge at each item, and by the plan's colours."""

    looks: Mapping[str, StateLook]
    """by id of an item: that of its state on the day"""
    day: date
    badges: bool = False
    """whether badges alone tell it, and the layers keep their colours"""

    def color_of(self, item: str) -> StateLook | None:
        """Whose colour an item has in the place of its layer's."""
        return None if self.badges else self.looks.get(item)

    def badge_of(self, item: str) -> StateLook | None:
        """Whose badge an item has; what nothing is known of has none."""
        look = self.looks.get(item)
        return None if look is None or look.id == "unknown" else look


def state_looks(raw: Mapping[str, Mapping[str, Any]], states: Iterable[str]) -> dict[str, StateLook]:
    """The looks of all states, in their order. Raises KeyError or TypeError for what is missing."""
    return {state: StateLook(id=state, **raw[state]) for state in states}


def sign_path(sign: str) -> str:
    """A sign's lines as the path of an SVG."""
    return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in line) for line in SIGNS[sign])
