"""Names on paper: by rank, none cut by the map's edge, none overlapping, each with a halo of the paper's colour."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geo.model import Item, Plan
from layers.paper.basemap import PlaceName, load_basemap
from layers.paper.extent import Bounds, metric
from layers.paper.fonts import width_pt
from layers.paper.items import shape_of
from layers.paper.names.along import runs_along, write_run
from layers.paper.names.candidates import Candidate, Label, Room
from layers.paper.names.places import (
    Size,
    Taken,
    anchor_of,
    dense_places,
    led_places,
    places_for,
    places_inside,
)
from layers.paper.pen import Line, Pen, stroke
from layers.paper.text import ELLIPSIS, LINE_HEIGHT, Hand, balanced, baseline_below, write
from layers.style.catalogue import INDICATIVE_MARK, label_text
from layers.style.drawing import UNITS_LAYER, is_arrow

SIZES_PX = {"unit": 17.0, "neighbour": 13.0, "water": 12.5, "item": 12.5, "own": 12.5, "mark": 10.0}
COLORS = dict.fromkeys(SIZES_PX, "label") | {"neighbour": "label_quiet", "water": "label_sea", "mark": "label_quiet"}
BOLD = frozenset({"unit"})
GAP_PX = 2.5
METRO, AGAIN_PX, LAST = "metro", 420.0, 100.0
"""pictogram of layers whose lines are named several times where they are so long; after all other names"""
BESIDE = 0.75
"""from a line's edge to the middle of its name, in type sizes"""
HALO_PX = 2.2
EDGE_GAP_PX = 5.0
LINE_PX = {"zh": 150.0, "en": 130.0}
"""a name wider than this is set in several lines"""
MOST_LINES = 3
MOST_LETTERS = {"zh": 48, "en": 110}
MOST_LED, LEADER_PX = 45, 0.9
"""so few items are named at the end of a thin line where there is no room beside them; its width"""
FEW_ITEMS, MOST_ZOOM = 90, 99.0
"""so few items are all named, whatever the scale"""
MARK_RANK, UNHATCHED_MARK_RANK, MOST_ROUNDS = 4.5, 0.5, 8
"""Marks of indicative items without a name go before the names of key areas and works, those of points and arrows
(which have no hatch that says it) before all names; which items need one is found in so many rounds."""


class Lettering:
    """Collects names for one map and places them."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.extent, self.language = pen, pen.extent, pen.language

    def size_pt(self, kind: str) -> float:
        """Size of a kind of name in points."""
        return self.pen.pt(SIZES_PX[kind])

    def lines(self, words: str, kind: str) -> list[str]:
        """A name in lines of about the same width."""
        room, bold = self.pen.pt(LINE_PX[self.language]), kind in BOLD
        return balanced(words, self.size_pt(kind), room_pt=room, most=MOST_LINES, bold=bold)

    def size(self, words: str, kind: str) -> Size:
        """Halves of a name's box, the gap around it included."""
        size, gap = self.size_pt(kind), self.pen.pt(GAP_PX)
        rows = self.lines(words, kind)
        wide = max(width_pt(row, size, bold=kind in BOLD) for row in rows)
        high = size * (1.05 + LINE_HEIGHT * (len(rows) - 1))
        return Size((wide / 2 + gap) * self.extent.metres_per_pt, (high / 2 + gap) * self.extent.metres_per_pt)

    def candidate(
        self, kind: str, words: str, geometry: BaseGeometry, rank: float, item: str | None = None
    ) -> Candidate:
        """A name for what the extent shows of a metric geometry."""
        size, seen = self.size(words, kind), self.extent.clip(geometry)
        symbol = self.pen.metres(self.pen.catalogue.drawing.point_px) / 2
        if kind == "unit":
            # A unit's name beside it would stand in its neighbour.
            places = places_inside(seen, size)
        else:
            places = (dense_places if kind == "mark" else places_for)(seen, size, symbol=symbol)
        return Candidate(kind, words, size, places, rank, item)

    def basemap(self, plan: Plan) -> Iterator[Candidate]:
        """Names of units, neighbours and waters."""
        content, ranks = load_basemap(), self.pen.catalogue.labels
        for unit in plan.units:
            words = unit.name if self.language == "zh" else unit.name_en
            yield self.candidate("unit", words, metric(unit.geometry), ranks.unit_rank)
        named: tuple[tuple[str, Iterable[PlaceName], float], ...] = (
            ("neighbour", content.neighbours, ranks.neighbour_rank), ("water", content.waters, ranks.water_rank),
        )  # fmt: skip
        for kind, names, rank in named:
            for name in names:
                yield self.candidate(kind, name.zh if self.language == "zh" else name.en, name.place, rank + name.rank)

    def items(self, items: Iterable[Item], *, chosen: str | None) -> Iterator[Candidate]:
        """Names of items whose layer is named at this scale; the chosen one always, and first."""
        rows = [item for item in items if self.pen.catalogue.layer_of(item).id != UNITS_LAYER]
        zoom, zooms = MOST_ZOOM if len(rows) <= FEW_ITEMS else self.extent.zoom, self.pen.catalogue.labels
        for item in rows:
            rank = self.pen.catalogue.layer_of(item).rank
            if item.id == chosen or zoom >= zooms.zoom_of(rank, zooms.paper_zooms_earlier):
                whole, first = shape_of(item, self.pen.catalogue), item.id == chosen
                candidate = self.candidate("item", self._name(item), whole, 0.0 if first else float(rank), item.id)
                candidate = self._along(candidate, item, whole)
                yield self._led(candidate, whole) if len(rows) <= MOST_LED else candidate
                yield from self._again(candidate, item, whole)

    def _along(self, candidate: Candidate, item: Item, whole: BaseGeometry) -> Candidate:
        """The same with runs along the item's line, beside it so that none of it is hidden."""
        layer = self.pen.catalogue.layer_of(item)
        if item.located != "line" or is_arrow(layer, item):
            return candidate
        size = self.size_pt(candidate.kind)
        beside = size * BESIDE + self.pen.pt(layer.width) / 2
        return replace(
            candidate,
            runs=tuple(runs_along(self.pen, self.extent.clip(whole), candidate.words, size, beside_pt=beside)),
        )

    def _again(self, candidate: Candidate, item: Item, whole: BaseGeometry) -> Iterator[Candidate]:
        """A metro line's name once more towards either end, where there is room at last: lines are told apart."""
        lines = [part for part in shapely.get_parts(self.extent.clip(whole)) if "Line" in part.geom_type]
        if self.pen.catalogue.layer_of(item).symbol != METRO or not lines:
            return
        longest = max(lines, key=lambda part: part.length)
        if longest.length > self.pen.metres(AGAIN_PX):
            for start, end in ((0.0, 0.3), (0.7, 1.0)):
                part = self._along(candidate, item, substring(longest, start, end, normalized=True))
                rank, apart = candidate.rank + LAST, self.pen.metres(AGAIN_PX / 2)
                yield replace(part, places=(), anchor=None, near=0, rank=rank, apart=apart)

    def _led(self, candidate: Candidate, whole: BaseGeometry) -> Candidate:
        """The same with further places, from which a thin line leads to what is named."""
        seen = self.extent.clip(whole)
        if seen.is_empty:
            return candidate
        anchor = anchor_of(seen)
        places = candidate.places + led_places(anchor, candidate.size)
        return replace(candidate, places=places, anchor=anchor, near=len(candidate.places))

    def _name(self, item: Item) -> str:
        """The name on the map; one that would run across all of it is cut with a sign."""
        words = label_text(item, self.language)
        return (
            words
            if len(words) <= MOST_LETTERS[self.language]
            else words[: MOST_LETTERS[self.language]].rstrip() + ELLIPSIS
        )

    def marks(self, items: Iterable[Item]) -> dict[str, Candidate]:
        """The word 示意 for every indicative item, by its id, for where its name finds no room."""
        words, found = INDICATIVE_MARK[self.language].strip(" （）()"), {}
        for item in items:
            if item.precision == "indicative":
                hatched = item.located != "point" and not is_arrow(self.pen.catalogue.layer_of(item), item)
                rank = MARK_RANK if hatched else UNHATCHED_MARK_RANK
                found[item.id] = self.candidate("mark", words, shape_of(item, self.pen.catalogue), rank, item.id)
        return found

    def place(
        self, candidates: Iterable[Candidate], room: Room, marks: Mapping[str, Candidate]
    ) -> list[tuple[Candidate, Label]]:
        """The names there is room for, lower ranks first.

        An item whose name finds none has its mark, if marks has one for it, before others are named.
        """
        ranked = sorted(candidates, key=lambda candidate: candidate.rank)
        marked: set[str] = set()
        for _ in range(MOST_ROUNDS):
            named = [candidate for candidate in ranked if candidate.item not in marked]
            # In the plan's order: a set has another one in each process, and the sheet would have other numbers.
            marks_now = [mark for item, mark in marks.items() if item in marked]
            order = sorted([*named, *marks_now], key=lambda each: (each.rank, len(each.places)))
            placed = self._fill(order, self.taken(room))
            silent = marks.keys() - {label.item for _, label in placed} - marked
            if not silent:
                break
            marked |= silent
        # Marks of the last round find what room is left.
        taken = self.taken(room, [box for _, label in placed for box in label.boxes])
        return placed + self._fill([mark for item, mark in marks.items() if item in silent], taken)

    def taken(self, room: Room, boxes: Sequence[Bounds] = ()) -> Taken:
        """What no name may touch: the edge of the map, what is kept free, and boxes."""
        edge = self.pen.metres(EDGE_GAP_PX)
        west, south, east, north = self.extent.bounds
        inner = (west + edge, south + edge, east - edge, north - edge)
        return Taken(inner, [*room.reserved, *room.symbols, *boxes])

    def _fill(self, candidates: Iterable[Candidate], taken: Taken) -> list[tuple[Candidate, Label]]:
        placed: list[tuple[Candidate, Label]] = []
        for candidate in candidates:
            known = [label for _, label in placed] if candidate.apart else []
            free = (run for run in candidate.runs if candidate.is_far(run.box, known) and taken.all_free(run.boxes))
            run = next(free, None)
            if run is not None:
                label = Label(candidate.words, run.box, candidate.item, run=run)
                for part in label.boxes:
                    taken.add(part)
                placed.append((candidate, label))
                continue
            box = taken.first_free(candidate.places, candidate.size)
            if box is not None:
                taken.add(box)
                placed.append((candidate, Label(candidate.words, box, candidate.item)))
        return placed

    def draw(self, candidate: Candidate, label: Label, *, zorder: float) -> None:
        """Write a placed name."""
        colors, size = self.pen.colors, self.size_pt(candidate.kind)
        hand = Hand(
            size,
            colors[COLORS[candidate.kind]],
            candidate.kind in BOLD,
            colors["halo"],
            self.pen.pt(HALO_PX),
            zorder=zorder,
        )
        if label.run:
            write_run(self.pen, label.run, hand)
            return
        west, south, east, north = label.box
        if candidate.anchor is not None and candidate.is_led(label.box):
            lead(self.pen, candidate.anchor, label.box, zorder=zorder)
        rows = self.lines(candidate.words, candidate.kind)
        metre = self.extent.metres_per_pt
        for position, row in enumerate(rows):
            middle = (south + north) / 2 + ((len(rows) - 1) / 2 - position) * LINE_HEIGHT * size * metre
            x = (west + east) / 2 - width_pt(row, size, bold=hand.bold) * metre / 2
            write(self.pen.axes, x, baseline_below(middle, size * metre), row, hand)


def lead(pen: Pen, anchor: tuple[float, float], box: Bounds, *, zorder: float) -> None:
    """The thin line from a name to its place."""
    x, y = anchor
    gap = pen.metres(GAP_PX)
    end = (min(max(x, box[0] + gap), box[2] - gap), min(max(y, box[1] + gap), box[3] - gap))
    line = shapely.LineString([anchor, end])
    stroke(pen.axes, line, Line(pen.colors["halo"], pen.pt(3 * LEADER_PX)), zorder=zorder - 1)
    stroke(pen.axes, line, Line(pen.colors["label_quiet"], pen.pt(LEADER_PX)), zorder=zorder - 0.5)
