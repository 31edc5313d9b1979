"""An answer as a page without a server shows it: its marks, what its legend says, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from layers.answer.plates import MarkedAnswer
from layers.style.legend import LegendEntry


@dataclass(frozen=True, slots=True, eq=False)
class ShownAnswer:
    """What a view asks, answered."""

    title: str = ""
    """what was asked, in words"""
    marks: MarkedAnswer = field(default_factory=MarkedAnswer)
    entries: Sequence[LegendEntry] = ()
    fault: str = ""
    """why there is no answer; empty where there is one"""
