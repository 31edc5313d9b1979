"""Distances between many shapes and many others, in metres of EPSG:4547."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from geo.analysis.answer import MOST_ROWS, TooManyError
from geo.analysis.places import FloatArray, IntArray, Places

MOST_CANDIDATES = 8_000_000
"""pairs that the index may find at once, at most: they take some hundred megabytes"""
CORNERS = 16
"""squares that the index is asked about at once, before anything is measured"""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Two things each, and the distance between what is drawn of them."""

    subject: IntArray
    object: IntArray
    distance_m: FloatArray


def pairs_within(subjects: Places, objects: Places, reach_m: FloatArray) -> Pairs:
    """Each two whose distance is reach_m of the subject at most, by subject and object; nothing with itself.

    Raises TooManyError.
    """
    found: list[IntArray] = []
    size = max(1, MOST_CANDIDATES // max(1, len(objects)))
    for start in range(0, len(subjects), size):
        batch = slice(start, start + size)
        one, other = objects.tree.query(subjects.shapes[batch], predicate="dwithin", distance=reach_m[batch])
        apart = subjects.identities[one + start] != objects.identities[other]
        found.append(np.stack([one[apart] + start, other[apart]]))
        if sum(pairs.shape[1] for pairs in found) > MOST_ROWS:
            raise TooManyError
    subject, other = np.hstack([np.empty((2, 0), dtype=np.int64), *found])
    order = np.lexsort((other, subject))
    subject, other = subject[order], other[order]
    return Pairs(subject, other, shapely.distance(subjects.shapes[subject], objects.shapes[other]))


def refuse_too_many(one: Places, other: Places, radius_m: float) -> None:
    """Raises TooManyError at once where too many of the one lie in a square around a corner of the other: all are near.

    Without it a radius as wide as the city would be measured pair by pair first.
    """
    few, many = sorted((one, other), key=len)
    xy, owner = shapely.get_coordinates(few.shapes, return_index=True)
    corners = xy[np.flatnonzero(np.diff(owner, prepend=-1))]
    half = radius_m / math.sqrt(2.0)
    count = 0
    for start in range(0, len(corners), CORNERS):
        x, y = corners[start : start + CORNERS].T
        count += len(many.tree.query(shapely.box(x - half, y - half, x + half, y + half), "intersects")[0])
        # Each may have found itself.
        if count - len(few) > MOST_ROWS:
            raise TooManyError
