"""Names that may be drawn on paper, where each may stand, and what they become. Boxes are metres, EPSG:4547."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from layers.paper.extent import Bounds
from layers.paper.names.along import Run
from layers.paper.names.places import Places, Size


@dataclass(frozen=True, slots=True)
class Label:
    """A name that is drawn."""

    words: str
    box: Bounds
    """metres, EPSG:4547: the letters and the gap around them"""
    item: str | None
    """id of the item named; None for the basemap's own names"""
    number: int | None = None
    """what stands on the map in the place of the words"""
    run: Run | None = None
    """the letters along a line"""

    @property
    def boxes(self) -> tuple[Bounds, ...]:
        """What the name takes: letter by letter where it runs along a line."""
        return self.run.boxes if self.run else (self.box,)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be drawn, where there is room."""

    kind: str
    words: str
    size: Size
    places: Places
    rank: float
    item: str | None = None
    anchor: tuple[float, float] | None = None
    """where a thin line ends that leads from a name away from what it names; None where no line may"""
    near: int = 0
    """how many of the places need no line"""
    runs: tuple[Run, ...] = ()
    """where a line's name may run along it, tried first"""
    apart: float = 0.0
    """metres: no nearer to where the item is named already"""

    def is_far(self, box: Bounds, placed: Iterable["Label"]) -> bool:
        """Whether a box is far enough from the item's other names."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        others = (label.box for label in placed if self.apart and label.item == self.item)
        return all(math.dist((x, y), ((w + e) / 2, (s + n) / 2)) > self.apart for w, s, e, n in others)

    def is_led(self, box: Bounds) -> bool:
        """Whether the name in a box is told by a line what it names."""
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        far = min((math.dist(middle, place) for place in self.places[: self.near]), default=math.inf)
        return self.anchor is not None and far > self.size.y / 2


@dataclass(frozen=True, slots=True)
class Room:
    """What names must keep clear of."""

    symbols: Sequence[Bounds]
    """point symbols"""
    reserved: Sequence[Bounds]
    """insets and plates on the map; metres, EPSG:4547"""
    first_number: int | None = None
    """from which on what finds no room is numbered; None where nobody shows a list"""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """items that have a number already"""
