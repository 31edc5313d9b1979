"""Distances between many shapes and many others, in metres of EPSG:4547.

A long line is near in one place only. So outlines are cut into short pieces, an index finds which pieces can be within
reach, and only these are measured: hundreds of lines against a hundred thousand points take less than a second.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree

from geo.analysis.answer import MOST_ROWS, TooManyError
from geo.analysis.places import AREA, LINE, POINT, FloatArray, IntArray, Places, Shapes

PIECE = 8
"""segments of a piece: fewer make the index larger, more make its boxes larger"""
MOST_CANDIDATES = 8_000_000
"""pairs of pieces that are looked at together, at most: they take some hundred megabytes"""
CORNERS = 16
"""squares that the index is asked about at once, before anything is measured"""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Two things each, and the distance between what is drawn of them."""

    subject: IntArray
    object: IntArray
    distance_m: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Outlines in short pieces, points as they are."""

    shapes: Shapes
    owner: IntArray
    """number of the shape that a piece belongs to"""


def pieces_of(shapes: Shapes) -> Pieces:
    """Shapes as points, and lines of PIECE segments at most; of areas the rings."""
    parts, owner = _parts(shapes)
    kinds = shapely.get_dimensions(parts)
    rings, of_area = shapely.get_rings(parts[kinds == AREA], return_index=True)
    lines = np.concatenate([parts[kinds == LINE], rings])
    owners = np.concatenate([owner[kinds == LINE], owner[kinds == AREA][of_area]])
    points, of_point = parts[kinds == POINT], owner[kinds == POINT]
    if not len(lines):
        return Pieces(points, of_point)
    cut, of_line = _cut(lines)
    return Pieces(np.concatenate([points, cut]), np.concatenate([of_point, owners[of_line]]))


def _parts(shapes: Shapes) -> tuple[Shapes, IntArray]:
    """Shapes without collections, however deep, and which shape each is of."""
    parts, owner = shapes, np.arange(len(shapes))
    while (shapely.get_type_id(parts) >= shapely.GeometryType.MULTIPOINT).any():
        parts, within = shapely.get_parts(parts, return_index=True)
        owner = owner[within]
    return parts, owner


def _cut(lines: Shapes) -> tuple[Shapes, IntArray]:
    """Lines cut into pieces, and which line each is of; neighbours share the place of the cut."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    corners = shapely.get_num_coordinates(lines)
    position = np.arange(len(xy)) - (np.cumsum(corners) - corners)[line]
    count = -(-(corners - 1) // PIECE)
    last = np.cumsum(count) - 1
    piece = np.minimum((last - count + 1)[line] + position // PIECE, last[line])
    shared = (position % PIECE == 0) & (position > 0) & (position < corners[line] - 1)
    corner = np.concatenate([np.arange(len(xy)), np.flatnonzero(shared)])
    pieces = np.concatenate([piece, piece[shared] - 1])
    order = np.lexsort((corner, pieces))
    cut = shapely.linestrings(xy[corner[order]], indices=pieces[order])
    return cut, np.repeat(np.arange(len(lines)), count)


def pairs_within(subjects: Places, objects: Places, reach_m: FloatArray) -> Pairs:
    """Each two whose distance is reach_m of the subject at most, by subject and object; nothing with itself.

    Raises TooManyError.
    """
    found = [_meeting(subjects, objects)]
    mine, theirs = pieces_of(subjects.shapes), pieces_of(objects.shapes)
    index = STRtree(theirs.shapes)
    # The subject's pieces stay in its order, so that a batch holds few subjects.
    order = np.argsort(mine.owner, kind="stable")
    rows = len(found[0].subject)
    size = max(1, MOST_CANDIDATES // max(1, len(theirs.shapes)))
    for start in range(0, len(order), size):
        batch = order[start : start + size]
        owners = mine.owner[batch]
        one, other = index.query(_grown(mine.shapes[batch], reach_m[owners]))
        distance = shapely.distance(mine.shapes[batch][one], theirs.shapes[other])
        near = distance <= reach_m[owners[one]]
        pairs = _nearest_each(Pairs(owners[one][near], theirs.owner[other][near], distance[near]), len(objects))
        found.append(pairs)
        rows += len(pairs.subject)
        if rows > 4 * MOST_ROWS:
            raise TooManyError
    whole = _nearest_each(_joined(found), len(objects))
    apart = subjects.identities[whole.subject] != objects.identities[whole.object]
    if apart.sum() > MOST_ROWS:
        raise TooManyError
    return Pairs(whole.subject[apart], whole.object[apart], whole.distance_m[apart])


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


def _meeting(subjects: Places, objects: Places) -> Pairs:
    """Each two that have a place in common: one may lie inside the other, far from its outline."""
    # The index prepares what it is asked about: the fewer, the better.
    if len(subjects) <= len(objects):
        one, other = objects.tree.query(subjects.shapes, predicate="intersects")
    else:
        other, one = subjects.tree.query(objects.shapes, predicate="intersects")
    return Pairs(one, other, np.zeros(len(one)))


def _grown(shapes: Shapes, by_m: FloatArray) -> Shapes:
    west, south, east, north = shapely.bounds(shapes).T
    return np.asarray(shapely.box(west - by_m, south - by_m, east + by_m, north + by_m), dtype=object)


def _joined(parts: list[Pairs]) -> Pairs:
    return Pairs(
        np.concatenate([part.subject for part in parts]),
        np.concatenate([part.object for part in parts]),
        np.concatenate([part.distance_m for part in parts]),
    )


def _nearest_each(pairs: Pairs, objects: int) -> Pairs:
    """Each two once, with the shortest of their distances, by subject and object."""
    if not len(pairs.subject):
        return pairs
    key = pairs.subject * objects + pairs.object
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    distance = np.minimum.reduceat(pairs.distance_m[order], first)
    return Pairs(ordered[first] // objects, ordered[first] % objects, distance)
