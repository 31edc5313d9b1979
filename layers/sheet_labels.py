"""Names on paper: by rank, none cut by the frame, none overlapping, each with a halo of the paper's colour."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from geo.plan import Item, Plan
from layers.deck import POINT_SIZE_PX, UNITS_LAYER
from layers.fonts import width_pt
from layers.sheet_frame import Bounds, metric, polygons_of
from layers.sheet_ground import PlaceName, load_ground
from layers.sheet_items import shape_of
from layers.sheet_pen import Pen
from layers.sheet_text import LINE_HEIGHT, Hand, balanced, baseline_below, write
from layers.style import INDICATIVE_MARK, label_text

SIZES_PX = {"unit": 17.0, "neighbour": 13.0, "water": 12.5, "item": 12.5, "mark": 10.5}
COLORS = {"unit": "label", "neighbour": "label_quiet", "water": "label_sea", "item": "label", "mark": "label_quiet"}
BOLD = frozenset({"unit"})
GAP_PX = 2.5
HALO_PX = 2.2
FRAME_GAP_PX = 5.0
LINE_PX = {"zh": 150.0, "en": 130.0}
"""a name wider than this is set in several lines"""
MOST_LINES = 3
NEIGHBOUR_RANK, WATER_RANK = 2.5, 3.5
MIN_ZOOM_OF_RANK = (0.0, 0.0, 7.6, 7.8, 8.6, 9.2, 9.0, 9.5, 9.8, 10.0)
"""items are named from this zoom on, by the rank of their layer; paper is finer than a screen and may carry more"""
FEW_ITEMS, MOST_ZOOM = 90, 99.0
"""so few items are all named, whatever the scale"""
ROOMY = 1.2
"""an area this much wider and higher than its name carries it inside"""
LINE_SHARES = (0.5, 0.38, 0.62, 0.26, 0.74, 0.14, 0.86)
SHIFTS = (0.0, 1.25, -1.25, 2.5, -2.5)
"""how far a name of an area may move up or down, in its heights"""


@dataclass(frozen=True, slots=True)
class Label:
    """A name that is drawn."""

    words: str
    box: Bounds
    """metres, EPSG:4547: the letters and the gap around them"""
    item: str | None
    """id of the item named; None for the ground's own names"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be drawn, where there is room."""

    kind: str
    words: str
    places: tuple[tuple[float, float], ...]
    """where its middle may stand, best first; EPSG:4547"""
    rank: float
    item: str | None = None
    indicative: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """What names must keep clear of."""

    symbols: dict[str, Bounds]
    """item id -> its point symbol"""
    reserved: Sequence[Bounds]
    """insets and plates on the map; metres, EPSG:4547"""


def _around(x: float, y: float, reach_x: float, reach_y: float) -> tuple[tuple[float, float], ...]:
    """Places below, above, right, left and at the corners of a symbol."""
    return (
        (x, y - reach_y), (x, y + reach_y), (x + reach_x, y), (x - reach_x, y),
        (x + reach_x * 0.8, y - reach_y * 0.8), (x - reach_x * 0.8, y - reach_y * 0.8),
        (x + reach_x * 0.8, y + reach_y * 0.8), (x - reach_x * 0.8, y + reach_y * 0.8),
    )  # fmt: skip


def _places(seen: BaseGeometry, *, half_x: float, half_y: float, symbol: float) -> tuple[tuple[float, float], ...]:
    """Where the middle of a name may stand for what is seen of an item; halves of its box and of its symbol in metres."""
    if seen.is_empty:
        return ()
    if seen.geom_type == "Point":
        return _around(seen.x, seen.y, symbol + half_x, symbol + half_y)
    polygons = polygons_of(seen)
    if polygons:
        return _places_of_area(max(polygons, key=lambda part: part.area), half_x, half_y)
    lines = [part for part in shapely.get_parts(seen) if "Line" in part.geom_type]
    if not lines:
        return ()
    longest = max(lines, key=lambda part: part.length)
    spots = [longest.interpolate(share, normalized=True) for share in LINE_SHARES]
    return tuple((spot.x, spot.y + shift * 2 * half_y) for shift in SHIFTS[:3] for spot in spots)


def _places_inside(seen: BaseGeometry, half_y: float) -> tuple[tuple[float, float], ...]:
    """In the middle of the largest part of an area, and above and below it; the name's middle always inside."""
    polygons = polygons_of(seen)
    if not polygons:
        return ()
    area = max(polygons, key=lambda part: part.area)
    spots = [(spot.x, spot.y + shift * 2 * half_y) for spot in (area.centroid, area.representative_point()) for shift in SHIFTS]
    return tuple(spot for spot in spots if area.contains(shapely.Point(spot)))


def _places_of_area(area: BaseGeometry, half_x: float, half_y: float) -> tuple[tuple[float, float], ...]:
    """In the middle of an area that has room for the name; else beside it, so that the name does not hide it."""
    inner = _places_inside(area, half_y)
    west, south, east, north = area.bounds
    if east - west > 2 * half_x * ROOMY and north - south > 2 * half_y * ROOMY:
        return inner
    x, y = (west + east) / 2, (south + north) / 2
    below, above, right, left = _around(x, y, (east - west) / 2 + half_x, (north - south) / 2 + half_y)[:4]
    return below, above, *inner[:1], right, left, *inner[1:]


class Lettering:
    """Collects names for one map and places them."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.frame, self.language = pen, pen.frame, pen.language

    def size_pt(self, kind: str) -> float:
        """Size of a kind of name in points."""
        return self.pen.pt(SIZES_PX[kind])

    def lines(self, words: str, kind: str) -> list[str]:
        """A name in lines of about the same width."""
        return balanced(words, self.size_pt(kind), room_pt=self.pen.pt(LINE_PX[self.language]), most=MOST_LINES)

    def halves(self, words: str, kind: str) -> tuple[float, float]:
        """Half width and half height of a name's box in metres, the gap around it included."""
        size, gap = self.size_pt(kind), self.pen.pt(GAP_PX)
        rows = self.lines(words, kind)
        wide = max(width_pt(row, size) for row in rows)
        high = size * (1.05 + LINE_HEIGHT * (len(rows) - 1))
        return (wide / 2 + gap) * self.frame.metres_per_pt, (high / 2 + gap) * self.frame.metres_per_pt

    def candidate(self, kind: str, words: str, geometry: BaseGeometry, rank: float, item: Item | None = None) -> Candidate:
        """A name for what the frame shows of a metric geometry."""
        half_x, half_y = self.halves(words, kind)
        symbol = self.pen.metres(POINT_SIZE_PX) / 2
        seen = self.frame.clip(geometry)
        # A unit's name beside it would stand in its neighbour.
        places = _places_inside(seen, half_y) if kind == "unit" else _places(seen, half_x=half_x, half_y=half_y, symbol=symbol)
        return Candidate(kind, words, places, rank, item.id if item else None, item is not None and item.precision == "indicative")

    def ground(self, plan: Plan) -> Iterator[Candidate]:
        """Names of units, neighbours and waters."""
        for unit in plan.units:
            yield self.candidate("unit", unit.name if self.language == "zh" else unit.name_en, metric(unit.geometry), 1.0)
        content = load_ground()
        named: tuple[tuple[str, Iterable[PlaceName], float], ...] = (
            ("neighbour", content.neighbours, NEIGHBOUR_RANK), ("water", content.waters, WATER_RANK),
        )  # fmt: skip
        for kind, names, rank in named:
            for name in names:
                yield self.candidate(kind, name.zh if self.language == "zh" else name.en, name.place, rank + name.rank)

    def items(self, items: Iterable[Item], *, chosen: str | None) -> Iterator[Candidate]:
        """Names of items whose layer is named at this scale; the chosen one always, and first."""
        rows = list(items)
        zoom = MOST_ZOOM if len(rows) <= FEW_ITEMS else self.frame.zoom
        for item in rows:
            layer = self.pen.catalogue.layer_of(item)
            if layer.id == UNITS_LAYER:
                continue
            whole = shape_of(item, self.pen.catalogue)
            if item.id == chosen:
                yield self.candidate("item", label_text(item, self.language), whole, 0.0, item)
            elif zoom >= MIN_ZOOM_OF_RANK[min(layer.rank, len(MIN_ZOOM_OF_RANK) - 1)]:
                yield self.candidate("item", label_text(item, self.language), whole, float(layer.rank), item)

    def place(self, candidates: Iterable[Candidate], room: Room) -> list[tuple[Candidate, Label]]:
        """The names there is room for, lower ranks first; an indicative item without room keeps at least the word 示意."""
        placed: list[tuple[Candidate, Label]] = []
        taken = list(room.reserved)
        waiting: list[Candidate] = []
        for candidate in sorted(candidates, key=lambda candidate: candidate.rank):
            label = self._find(candidate, taken, room)
            if label is not None:
                taken.append(label.box)
                placed.append((candidate, label))
            elif candidate.indicative:
                waiting.append(candidate)
        for candidate in waiting:
            mark = replace(candidate, kind="mark", words=INDICATIVE_MARK[self.language].strip(" （）()"))
            label = self._find(mark, taken, room)
            if label is not None:
                taken.append(label.box)
                placed.append((mark, label))
        return placed

    def _find(self, candidate: Candidate, taken: Sequence[Bounds], room: Room) -> Label | None:
        half_x, half_y = self.halves(candidate.words, candidate.kind)
        edge = self.pen.metres(FRAME_GAP_PX)
        west, south, east, north = self.frame.bounds
        for x, y in candidate.places:
            box = (x - half_x, y - half_y, x + half_x, y + half_y)
            inside = box[0] > west + edge and box[1] > south + edge and box[2] < east - edge and box[3] < north - edge
            symbols = (symbol for item, symbol in room.symbols.items() if item != candidate.item)
            if inside and not any(_overlap(box, other) for other in (*taken, *symbols)):
                return Label(candidate.words, box, candidate.item)
        return None

    def draw(self, candidate: Candidate, label: Label, *, zorder: float) -> None:
        """Write a placed name."""
        colors, size = self.pen.colors, self.size_pt(candidate.kind)
        hand = Hand(size, colors[COLORS[candidate.kind]], candidate.kind in BOLD, colors["halo"], self.pen.pt(HALO_PX), zorder=zorder)
        west, south, east, north = label.box
        rows = self.lines(candidate.words, candidate.kind)
        metre = self.frame.metres_per_pt
        for position, row in enumerate(rows):
            middle = (south + north) / 2 + ((len(rows) - 1) / 2 - position) * LINE_HEIGHT * size * metre
            x = (west + east) / 2 - width_pt(row, size) * metre / 2
            write(self.pen.axes, x, baseline_below(middle, size * metre), row, hand)


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
