"""What is asked about: things with a place that may be measured, in metres of EPSG:4547, and a count of all others.

A thing's uncertainty is a bound: its true place is somewhere within so many metres of what is drawn. Precisely, for all
answers of this package:

1. each drawn point has a true one within the uncertainty, and each true point a drawn one;
2. what lies deeper inside a drawn area than its uncertainty belongs to the true area as well.

Whatever is displaced as a whole, by no more than its uncertainty, keeps both.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from geo.crs import to_metric

INDICATIVE = "indicative"
"""the precision of an item whose place is a rough one, never to be measured"""
AREA, LINE, POINT = 2, 1, 0
"""what a geometry is, by its dimension"""

Shapes = NDArray[np.object_]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


class Thing(Protocol):
    """What can be asked about: an item of the plan, a feature of a layer of one's own, a drawn area."""

    @property
    def id(self) -> str:
        """Unique among its like."""

    @property
    def geometry(self) -> BaseGeometry | None:
        """WGS-84, longitude first; None without a place."""

    @property
    def uncertainty_m(self) -> float | None:
        """Metres within which the true place lies; None where nobody says."""


@dataclass(frozen=True, eq=False)
class Places:
    """Things that may be measured, in the order given, and those that may not."""

    things: tuple[Thing, ...]
    shapes: Shapes
    """a valid geometry each, EPSG:4547, in two dimensions"""
    uncertainty_m: FloatArray
    indicative: tuple[Thing, ...] = ()
    """drawn to show a rough place or direction only"""
    unplaced: tuple[Thing, ...] = ()
    """without a place, or without a word on how sure it is"""

    def __len__(self) -> int:
        return len(self.things)

    @cached_property
    def tree(self) -> STRtree:
        """An index of the shapes."""
        return STRtree(self.shapes)

    @cached_property
    def dimensions(self) -> IntArray:
        """AREA, LINE or POINT, of each the highest that it holds."""
        return np.asarray(shapely.get_dimensions(self.shapes), dtype=np.int64)

    @cached_property
    def most_uncertain_m(self) -> float:
        """The largest uncertainty; 0 where there is nothing."""
        return float(self.uncertainty_m.max(initial=0.0))

    @cached_property
    def identities(self) -> IntArray:
        """A number a thing, the same wherever the same thing is asked about: nothing is compared with itself."""
        return np.fromiter(map(id, self.things), dtype=np.int64, count=len(self.things))


def places(things: Iterable[Thing]) -> Places:
    """Things as places. What says that its precision is indicative is never measured."""
    rows = list(things)
    indicative = tuple(thing for thing in rows if getattr(thing, "precision", None) == INDICATIVE)
    told = [thing for thing in rows if getattr(thing, "precision", None) != INDICATIVE]
    shapes = _metric([thing.geometry for thing in told])
    sure = [thing.uncertainty_m is not None and 0 <= thing.uncertainty_m < math.inf for thing in told]
    usable = np.array(sure, dtype=bool) & ~shapely.is_missing(shapes)
    measured = tuple(thing for thing, ok in zip(told, usable, strict=True) if ok)
    return Places(
        things=measured,
        shapes=shapes[usable],
        uncertainty_m=np.array([thing.uncertainty_m for thing in measured], dtype=float),
        indicative=indicative,
        unplaced=tuple(thing for thing, ok in zip(told, usable, strict=True) if not ok),
    )


def _metric(geometries: Sequence[Any]) -> Shapes:
    """Valid shapes in EPSG:4547; None where there is no place."""
    given = np.empty(len(geometries), dtype=object)
    given[:] = geometries
    shapes = np.asarray(to_metric(shapely.force_2d(given)), dtype=object)
    # Bounds leave numbers that are none out.
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1) & np.isfinite(shapely.length(shapes))
    shapes[~finite] = None
    broken = finite & ~shapely.is_valid(shapes)
    shapes[broken] = shapely.make_valid(shapes[broken])
    return shapes
