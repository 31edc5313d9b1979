"""The names of features that people brought, from the field that labels their layer; and what stands in the way.

Metres, EPSG:4547.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
import shapely

from layers.paper.extent import Bounds
from layers.paper.names.candidates import Candidate
from layers.paper.names.labels import MOST_LETTERS, Lettering
from layers.paper.names.places import places_for
from layers.paper.own.shapes import POINT, DrawnOwn
from layers.paper.text import ELLIPSIS

KIND = "own"
FEW, FEW_RANK, RANK = 40, 0.75, 2.0
"""So few names go before those of the units, which find room elsewhere; more go after them, before neighbours, waters
and the plan's items: somebody asked for these."""
MOST_NAMED = 200
"""features of all layers that may be named"""
MOST_AVOIDED = 300
"""so few points in a layer are kept clear of names: among more there is no room that matters"""

DISC = 0.9
"""of a point's box is kept clear: a name beside it touches the box, which is no wider than its disc"""


def own_names(lettering: Lettering, drawn: Sequence[DrawnOwn]) -> list[Candidate]:
    """Names for the features in the extent, MOST_NAMED at most, those of the topmost layer first."""
    found = list(islice((named for each in drawn for named in _named(lettering, each)), MOST_NAMED))
    rank = FEW_RANK if len(found) <= FEW else RANK
    return [replace(candidate, rank=rank) for candidate in found]


def _missing(value: object) -> bool:
    """Whether a field holds nothing: None, not a number, not a time."""
    return value is None or value != value  # noqa: PLR0124 - so what is no number or no time is known


def _named(lettering: Lettering, drawn: DrawnOwn) -> Iterator[Candidate]:
    """Names for the features of a layer in the extent."""
    style = drawn.shown.style
    if not style.label:
        return
    symbol = lettering.pen.metres(style.size) / 2
    here = drawn.inside[drawn.rows]
    values = drawn.shown.layer.features[style.label].to_numpy()[drawn.rows[here]]
    for value, shape in zip(values, drawn.shapes[here], strict=True):
        words = "" if _missing(value) else " ".join(str(value).split())
        if words:
            yield _candidate(lettering, words, shape, symbol)


def _candidate(lettering: Lettering, words: str, shape: shapely.Geometry, symbol: float) -> Candidate:
    most = MOST_LETTERS[lettering.language]
    words = words if len(words) <= most else words[:most].rstrip() + ELLIPSIS
    size = lettering.size(words, KIND)
    seen = lettering.extent.clip(shape)
    parts = shapely.get_parts(seen)
    seen = parts[0] if len(parts) and shapely.get_dimensions(seen) == POINT else seen
    return Candidate(KIND, words, size, places_for(seen, size, symbol=symbol), RANK)


def symbols_of(drawn: Sequence[DrawnOwn], lettering: Lettering) -> list[Bounds]:
    """Boxes round the points of layers that have few."""
    found: list[Bounds] = []
    for each in drawn:
        points = shapely.get_parts(each.shapes[shapely.get_dimensions(each.shapes) == POINT])
        if len(points) <= MOST_AVOIDED:
            half = lettering.pen.metres(each.shown.style.size) / 2 * DISC
            places = shapely.get_coordinates(points)
            found += map(tuple, np.hstack([places - half, places + half]))
    return found
