"""What lies near: within a radius, the nearest few, in rings of growing radius.

Two things whose drawn places are d apart, with uncertainties u and v, are truly between d - (u + v) and d + (u + v)
apart. Certain is what holds on that whole range, possible what holds somewhere on it.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from geo.analysis.answer import MOST_ROWS, Answer, TooManyError
from geo.analysis.distance import Pairs, pairs_within, refuse_too_many
from geo.analysis.places import BoolArray, FloatArray, IntArray, Places

FIRST_REACH_M = 1_000.0
"""where the search for the nearest begins"""
FURTHEST_M = 1e7
"""as far as things can be apart in EPSG:4547"""


def near(subjects: Places, objects: Places, *, radius_m: float) -> Answer:
    """Objects within radius_m of each subject. Raises TooManyError."""
    pairs, ranges = _within(subjects, objects, radius_m)
    return _answer(subjects, objects, pairs, ranges[:, 1] <= radius_m).ordered()


def rings(subjects: Places, objects: Places, *, radii_m: Sequence[float]) -> Answer:
    """In which ring around each subject the objects lie: up to the first radius, beyond it up to the second, and so on.

    radii_m ascend. An object has a row for each ring that it possibly lies in; in one at most it does so certainly.
    """
    pairs, ranges = _within(subjects, objects, radii_m[-1])
    inner = np.array([-1.0, *radii_m[:-1]])
    outer = np.array(radii_m, dtype=float)
    possible = (ranges[:, :1] <= outer) & (ranges[:, 1:] > inner)
    row, ring = np.nonzero(possible)
    if len(row) > MOST_ROWS:
        raise TooManyError
    certain = (ranges[row, 0] > inner[ring]) & (ranges[row, 1] <= outer[ring])
    chosen = Pairs(pairs.subject[row], pairs.object[row], pairs.distance_m[row])
    return _answer(subjects, objects, chosen, certain, ring=ring).ordered()


def nearest(subjects: Places, objects: Places, *, count: int) -> Answer:
    """The count nearest objects of each subject, equals included.

    Certain: fewer than count others can be nearer. Possible: fewer than count others are nearer for certain. Each
    object's range is taken by itself, although all of a subject's shift with it: some that are called possible are
    certain, and none that is called certain is not. Raises TooManyError.
    """
    reach = _reach(subjects, objects, count)
    spread = subjects.uncertainty_m + objects.most_uncertain_m
    pairs = pairs_within(subjects, objects, reach + spread)
    ranges = _ranges(subjects, objects, pairs)
    starts = np.searchsorted(pairs.subject, np.arange(len(subjects) + 1))
    possible = np.zeros(len(pairs.subject), dtype=bool)
    certain = np.zeros(len(pairs.subject), dtype=bool)
    for start, end in pairwise(starts):
        possible[start:end], certain[start:end] = _among(ranges[start:end], count)
    chosen = Pairs(pairs.subject[possible], pairs.object[possible], pairs.distance_m[possible])
    return _answer(subjects, objects, chosen, certain[possible]).ordered()


def _among(ranges: FloatArray, count: int) -> tuple[BoolArray, BoolArray]:
    """Which of these ranges are possibly, and which certainly, among the count lowest."""
    low, high = ranges[:, 0], ranges[:, 1]
    nearer_for_sure = np.searchsorted(np.sort(high), low, side="left")
    perhaps_nearer = np.searchsorted(np.sort(low), high, side="left") - (low < high)
    return nearer_for_sure < count, perhaps_nearer < count


def _reach(subjects: Places, objects: Places, count: int) -> FloatArray:
    """How far from each subject the count nearest certainly lie; as far as can be where there are not so many."""
    reach = np.full(len(subjects), FURTHEST_M)
    open_ones = np.arange(len(subjects))
    search_m = FIRST_REACH_M
    while len(open_ones) and search_m < FURTHEST_M:
        some = Places(
            tuple(subjects.things[place] for place in open_ones),
            subjects.shapes[open_ones],
            subjects.uncertainty_m[open_ones],
        )
        pairs = pairs_within(some, objects, np.full(len(some), search_m))
        high = _ranges(some, objects, pairs)[:, 1]
        inside = high <= search_m
        enough = np.bincount(pairs.subject[inside], minlength=len(some)) >= count
        reach[open_ones[enough]] = search_m
        open_ones = open_ones[~enough]
        search_m *= 2
    return reach


def _within(subjects: Places, objects: Places, radius_m: float) -> tuple[Pairs, FloatArray]:
    """Pairs that are possibly within a radius, and the range of each one's distance."""
    refuse_too_many(subjects, objects, radius_m)
    pairs = pairs_within(subjects, objects, radius_m + subjects.uncertainty_m + objects.most_uncertain_m)
    ranges = _ranges(subjects, objects, pairs)
    possible = ranges[:, 0] <= radius_m
    chosen = Pairs(pairs.subject[possible], pairs.object[possible], pairs.distance_m[possible])
    return chosen, ranges[possible]


def _ranges(subjects: Places, objects: Places, pairs: Pairs) -> FloatArray:
    """The shortest and the longest that each distance can be. Shape (n, 2)."""
    margin = plus_minus(subjects, objects, pairs)
    return np.column_stack([np.maximum(pairs.distance_m - margin, 0.0), pairs.distance_m + margin])


def plus_minus(subjects: Places, objects: Places, pairs: Pairs) -> FloatArray:
    """By how much each distance may differ: the sum of two bounds."""
    return np.asarray(subjects.uncertainty_m[pairs.subject] + objects.uncertainty_m[pairs.object])


def _answer(
    subjects: Places, objects: Places, pairs: Pairs, certain: BoolArray, *, ring: IntArray | None = None
) -> Answer:
    margin = plus_minus(subjects, objects, pairs)
    return Answer(subjects, objects, pairs.subject, pairs.object, pairs.distance_m, margin, certain, ring=ring)
