"""What is drawn of an answer: under each thing that it names a plate of the catalogue's, plates of one kind in one.

That needs no geometry: all edges of a kind are drawn before all its fills, which cover what of the edges lies
inside. Kinds of bands come in the catalogue's order, so that what is certain covers what is possible. web/ask/plates.js
does the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model import Item
from layers.style.catalogue import Catalogue, color_on
from layers.style.drawing import parts
from layers.style.values import AnswerMark

Kind = Literal["edge", "fill"]
KINDS: tuple[Kind, ...] = ("edge", "fill")
POINT = 0
"""what shapely.get_dimensions says"""
OUTLINE_EDGE = 0.6
"""how much thinner the edge of a band is that has an outline_px beside it"""


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A thing that an answer names."""

    mark: str
    """id of one of the catalogue's marks"""
    geometry: BaseGeometry
    """WGS-84"""
    item: Item | None = None
    """None for what is not the plan's"""
    alone: bool = False
    """whether nothing but its plate is drawn: it is not the plan's, or the view does not show it"""


@dataclass(frozen=True, slots=True, eq=False)
class MarkedAnswer:
    """What a map shows of an answer."""

    things: Sequence[Named] = ()
    around: Sequence[BaseGeometry] = ()
    """how far was asked, all in one for each radius; WGS-84"""

    @property
    def items(self) -> frozenset[str]:
        """Ids of the plan's items that stand out while all others recede."""
        return frozenset(thing.item.id for thing in self.things if thing.item is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Plate:
    """The edge or the fill of a plate."""

    kind: Kind
    thing: Named
    mark: AnswerMark
    line_px: float
    """width of the line that the plate lies under; 0 for an area's outline and for points"""

    def width_px(self, *, area: bool = False) -> float:
        """Of the band along a line, or along the outline of an area."""
        thin = area or self.thing.alone
        beside = self.mark.outline_px if thin else self.mark.beside_px
        edge = self.mark.edge_px * (OUTLINE_EDGE if thin else 1.0)
        return self.line_px + 2 * beside + (2 * edge if self.kind == "edge" else 0.0)

    @property
    def radius_px(self) -> float:
        """Of the disc under a point; of an edge, to the middle of its line."""
        radius = self.mark.lone_px if self.thing.alone else self.mark.radius_px
        return radius + self.mark.edge_px / 2 if self.kind == "edge" else radius

    @property
    def dash_px(self) -> tuple[float, ...]:
        """Of the edge; empty where it is solid."""
        return self.mark.dash_px if self.kind == "edge" else ()

    def color(self, appearance: str) -> str:
        """#rrggbb in an appearance (light or dark)."""
        return self.mark.fill_on(appearance) if self.kind == "fill" else color_on(self.mark, appearance)


def plates(things: Sequence[Named], catalogue: Catalogue) -> Iterator[Plate]:
    """All plates, in drawing order: bands first, then discs, of which those of what was asked about are the lowest."""
    marks = tuple(catalogue.marks.values())
    spots: list[Named] = []
    rest: list[Named] = []
    for thing in things:
        (spots if shapely.get_dimensions(thing.geometry) == POINT else rest).append(thing)
    # What was found may lie so near to what was asked about that its disc, the smaller one, would be hidden.
    for found, order in ((rest, marks), (spots, (marks[-1], *marks[:-1]))):
        for mark in order:
            named = [thing for thing in found if thing.mark == mark.id]
            own = [(thing, 0.0 if thing.alone else line_px(thing.item, catalogue)) for thing in named]
            for kind in KINDS:
                yield from (Plate(kind, thing, mark, width) for thing, width in own)


def line_px(item: Item | None, catalogue: Catalogue) -> float:
    """How wide the line is that is drawn of an item, cross ticks left out; 0 where there is none."""
    if item is None or item.located != "line":
        return 0.0
    drawn = (part.stroke for part in parts([item], catalogue) if part.kind == "line" and not part.is_stop)
    return max((stroke.width_px for stroke in drawn if stroke and stroke.part != "ticks"), default=0.0)
