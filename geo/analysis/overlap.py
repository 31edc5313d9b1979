"""What lies in one another: overlaps and crossings with the length or area inside, and what an area contains.

The uncertainties grow and shrink what is drawn. With u and v the uncertainties of two things and s their sum:

- overlap, possible: they lie within s of each other. Certain: one meets the other shrunk by s, or the one shrunk by u
  meets the other shrunk by v. Lines and points shrink to nothing, so that two lines cross for certain only where both
  are known exactly.
- contains, possible: the object lies in the subject grown by s. Certain: it lies in the subject shrunk by s.
- inside: of two areas at least what the one shrunk by u and the other shrunk by v share, at most what they share grown;
  of a line at least what lies in the area shrunk by s, at most what lies in the area grown by s.

To touch is to have a place in common.
"""

import math
from collections.abc import Callable

import numpy as np
import shapely

from geo.analysis.answer import MOST_ROWS, Answer, TooManyError
from geo.analysis.distance import Pairs, pairs_within
from geo.analysis.near import plus_minus
from geo.analysis.places import AREA, LINE, POINT, BoolArray, FloatArray, Places, Shapes

QUARTER = 16
"""segments that a quarter of a circle is made of"""
ROUND = 1 / math.cos(math.pi / (4 * QUARTER))
"""GEOS's circles are polygons inside the true ones. With a radius larger by so much they lie around them: what is grown
is never too small and what is shrunk never too large"""


def overlap(subjects: Places, objects: Places) -> Answer:
    """What has a place in common with each subject, and how much of an area or a line lies inside an area.

    Raises TooManyError.
    """
    pairs, _ = _possible(subjects, objects)
    one, other = subjects.shapes[pairs.subject], objects.shapes[pairs.object]
    certain = np.zeros(len(one), dtype=bool)
    drawn = np.flatnonzero(pairs.distance_m == 0)
    certain[drawn] = _meet_for_certain(
        (one[drawn], subjects.uncertainty_m[pairs.subject[drawn]]),
        (other[drawn], objects.uncertainty_m[pairs.object[drawn]]),
    )
    return _answer(subjects, objects, pairs, certain).ordered()


def contains(subjects: Places, objects: Places) -> Answer:
    """Which objects lie wholly inside each subject, an area. Raises TooManyError."""
    pairs, margin = _possible(subjects, objects)
    areas = subjects.dimensions[pairs.subject] == AREA
    pairs, margin = _some(pairs, areas), margin[areas]
    one, other = subjects.shapes[pairs.subject], objects.shapes[pairs.object]
    around = _grown(one, margin)
    shapely.prepare(around)
    possible = np.asarray(shapely.covers(around, other))
    pairs, margin, one, other = _some(pairs, possible), margin[possible], one[possible], other[possible]
    certain = _deep_inside(one, other, margin)
    return _answer(subjects, objects, pairs, certain).ordered()


def _possible(subjects: Places, objects: Places) -> tuple[Pairs, FloatArray]:
    """Pairs that possibly have a place in common, and the sum of their uncertainties."""
    pairs = pairs_within(subjects, objects, subjects.uncertainty_m + objects.most_uncertain_m)
    margin = plus_minus(subjects, objects, pairs)
    possible = pairs.distance_m <= margin
    if possible.sum() > MOST_ROWS:
        raise TooManyError
    return _some(pairs, possible), margin[possible]


def _some(pairs: Pairs, rows: BoolArray) -> Pairs:
    return Pairs(pairs.subject[rows], pairs.object[rows], pairs.distance_m[rows])


def _deep_inside(areas: Shapes, others: Shapes, margin_m: FloatArray) -> BoolArray:
    """Whether others lie in areas, margin_m or more away from their edges."""
    shapely.prepare(areas)
    covered = np.asarray(shapely.covers(areas, others))
    edges = _once(lambda shapes, _: shapely.boundary(shapes), areas[covered], np.zeros(covered.sum()))
    covered[covered] = shapely.distance(edges, others[covered]) >= margin_m[covered]
    return covered


def _meet_for_certain(one: tuple[Shapes, FloatArray], other: tuple[Shapes, FloatArray]) -> BoolArray:
    """Whether two that meet as drawn, each with its uncertainty in metres, meet in every true place."""
    (mine, by_mine), (theirs, by_theirs) = one, other
    certain = by_mine + by_theirs == 0
    for areas, others in ((mine, theirs), (theirs, mine)):
        open_ones = np.flatnonzero(~certain & (shapely.get_dimensions(areas) == AREA))
        margin = (by_mine + by_theirs)[open_ones]
        certain[open_ones] = _deep_inside(areas[open_ones], others[open_ones], margin)
        # A point is deep inside or not; of all else a part of it may be.
        rest = np.flatnonzero(~certain & _are(areas, AREA) & ~_are(others, POINT))
        certain[rest] = shapely.intersects(_shrunk(areas[rest], (by_mine + by_theirs)[rest]), others[rest])
    rest = np.flatnonzero(~certain & _are(mine, AREA) & _are(theirs, AREA))
    certain[rest] = shapely.intersects(_shrunk(mine[rest], by_mine[rest]), _shrunk(theirs[rest], by_theirs[rest]))
    return certain


def _are(shapes: Shapes, dimension: int) -> BoolArray:
    return np.asarray(shapely.get_dimensions(shapes) == dimension)


def _grown(shapes: Shapes, by_m: FloatArray) -> Shapes:
    return _once(lambda shapes, by_m: shapely.buffer(shapes, by_m * ROUND, quad_segs=QUARTER), shapes, by_m)


def _shrunk(shapes: Shapes, by_m: FloatArray) -> Shapes:
    return _grown(shapes, -by_m)


def _once(make: Callable[[Shapes, FloatArray], Shapes], shapes: Shapes, by_m: FloatArray) -> Shapes:
    """What make does to shapes, each a number of metres: the same shape with the same number only once."""
    objects = np.fromiter(map(id, shapes), dtype=np.int64, count=len(shapes))
    keys = np.column_stack([objects, np.asarray(by_m, dtype=float).view(np.int64)])
    _, first, place = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return np.asarray(make(shapes[first], by_m[first]), dtype=object)[place.ravel()]


def _inside(subjects: Places, objects: Places, pairs: Pairs) -> FloatArray:
    """Low, stated and high of the length or area of each object inside its subject; NaN where none is an area or line.

    Shape (n, 3): square metres of two areas, metres of a line in an area.
    """
    sizes = np.full((len(pairs.subject), 3), np.nan)
    areas = subjects.dimensions[pairs.subject] == AREA
    kinds = objects.dimensions[pairs.object]
    for kind, measure in ((AREA, shapely.area), (LINE, shapely.length)):
        rows = np.flatnonzero(areas & (kinds == kind))
        one, other = subjects.shapes[pairs.subject[rows]], objects.shapes[pairs.object[rows]]
        u, v = subjects.uncertainty_m[pairs.subject[rows]], objects.uncertainty_m[pairs.object[rows]]
        if kind == AREA:
            least = shapely.intersection(_shrunk(one, u), _shrunk(other, v))
            most = shapely.intersection(_grown(one, u), _grown(other, v))
        else:
            least = shapely.intersection(_shrunk(one, u + v), other)
            most = shapely.intersection(_grown(one, u + v), other)
        sizes[rows] = np.column_stack([measure(part) for part in (least, shapely.intersection(one, other), most)])
    return sizes


def _answer(subjects: Places, objects: Places, pairs: Pairs, certain: BoolArray) -> Answer:
    margin, inside = plus_minus(subjects, objects, pairs), _inside(subjects, objects, pairs)
    return Answer(subjects, objects, pairs.subject, pairs.object, pairs.distance_m, margin, certain, inside=inside)
