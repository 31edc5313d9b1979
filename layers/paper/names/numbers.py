"""Numbered discs for items whose names find no room; a list says what the numbers mean. EPSG:4547."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import floor

from geo.model import Item
from layers.paper.extent import Extent
from layers.paper.fonts import width_pt
from layers.paper.items import shape_of
from layers.paper.names.candidates import Candidate, Label
from layers.paper.names.labels import Lettering, lead
from layers.paper.names.places import LEADERS, Size, anchor_of, dense_places, led_places
from layers.paper.pen import Line, Pen, disc
from layers.paper.text import Hand, baseline_below, write
from layers.style.catalogue import color_on, label_text
from layers.style.drawing import UNITS_LAYER

KIND = "number"
DISC_PX, TYPE_PX, EDGE_PX = 16.0, 10.0, 1.3
FAR = (*LEADERS, 7.0, 9.0, 12.0, 16.0, 21.0)
"""how far a number may be from its place, in its heights"""
SOONER = 0.5
"""of ranks: a number goes before the names of its layer"""
BANDS = 8
"""numbers go from left to right in so many bands, from top to bottom"""


def number_candidates(lettering: Lettering, items: Iterable[Item]) -> dict[str, Candidate]:
    """A disc for every item, by its id: on it or beside it, else at the end of a thin line."""
    pen, found = lettering.pen, dict[str, Candidate]()
    half = pen.metres(DISC_PX) / 2
    size, symbol = Size(half, half), pen.metres(pen.catalogue.drawing.point_px) / 2
    for item in items:
        layer, seen = pen.catalogue.layer_of(item), pen.extent.clip(shape_of(item, pen.catalogue))
        if layer.id != UNITS_LAYER and not seen.is_empty:
            near, anchor = dense_places(seen, size, symbol=symbol), anchor_of(seen)
            places = near + led_places(anchor, size, FAR)
            words = label_text(item, pen.language)
            found[item.id] = Candidate(KIND, words, size, places, layer.rank - SOONER, item.id, anchor, len(near))
    return found


def with_numbers(
    labels: Sequence[Label], numbered: Iterable[str], extent: Extent, *, first: int, known: Mapping[str, int]
) -> list[Label]:
    """Labels with a number each for those of the items that are numbered, in the order in which one reads a map.

    known: items that have a number already; the others' go on from first.
    """
    ids = set(numbered)

    def place(label: Label) -> tuple[int, float]:
        west, south, east, north = label.box
        down = (extent.north - (south + north) / 2) / (extent.north - extent.south)
        return floor(down * BANDS), west + east

    order = sorted((label for label in labels if label.item in ids and label.item not in known), key=place)
    number_of: dict[str | None, int] = {label.item: first + at for at, label in enumerate(order)}
    number_of.update({item: number for item, number in known.items() if item in ids})
    return [replace(label, number=number_of.get(label.item)) for label in labels]


def draw_number(pen: Pen, candidate: Candidate, label: Label, item: Item, *, zorder: float) -> None:
    """A disc edged in the colour of the item's layer, with its number."""
    west, south, east, north = label.box
    x, y = (west + east) / 2, (south + north) / 2
    if candidate.anchor is not None and candidate.is_led(label.box):
        lead(pen, candidate.anchor, label.box, zorder=zorder)
    radius = pen.metres(DISC_PX) / 2 - pen.metres(EDGE_PX)
    edge = Line(color_on(pen.catalogue.layer_of(item), pen.appearance), pen.pt(EDGE_PX))
    disc(pen.axes, (x, y), radius, pen.colors["halo"], edge, zorder=zorder)
    words, size = str(label.number), pen.pt(TYPE_PX)
    metre = pen.extent.metres_per_pt
    hand = Hand(size, pen.colors["label"], bold=True, zorder=zorder)
    start = x - width_pt(words, size, bold=True) * metre / 2
    write(pen.axes, start, baseline_below(y, size * metre), words, hand)
