"""Answers: rows of what holds certainly or possibly, and what could not be measured."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from geo.analysis.places import AREA, BoolArray, FloatArray, IntArray, Places, Thing

MOST_ROWS = 500_000
"""an answer holds no more: a narrower question says more"""


class TooManyError(ValueError):
    """An answer would have more than MOST_ROWS rows."""


@dataclass(frozen=True, slots=True)
class Range:
    """A length or an area as it may be."""

    low: float
    stated: float
    """of what is drawn"""
    high: float
    unit: str = "m2"
    """m of lines, m2 of areas"""


def range_of(sizes: FloatArray, unit: str) -> Range:
    """A range of its low, stated and high."""
    low, stated, high = map(float, sizes)
    return Range(low, stated, high, unit)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One thing and another."""

    subject: Thing
    object: Thing
    distance_m: float
    """between what is drawn; 0 where they have a place in common"""
    plus_minus_m: float
    """the true distance differs by no more: the sum of both uncertainties. They are bounds, not standard deviations,
    so that the square root of their squares would leave places out"""
    certain: bool
    """whether it holds for every true place within the uncertainties; else for some"""
    ring: int | None = None
    """number of the ring, from 0 on, where rings were asked for"""
    inside: Range | None = None
    """what of the object, a line or an area, lies in the subject, an area"""

    @property
    def least_m(self) -> float:
        """The shortest that the true distance can be."""
        return max(0.0, self.distance_m - self.plus_minus_m)

    @property
    def most_m(self) -> float:
        """The longest that the true distance can be."""
        return self.distance_m + self.plus_minus_m


@dataclass(frozen=True, eq=False)
class Answer:
    """All that possibly holds, row by row, each certain or not; arrays of one length, in the order of the subjects."""

    subjects: Places
    objects: Places
    subject: IntArray
    """number of a row's subject"""
    object: IntArray
    distance_m: FloatArray
    plus_minus_m: FloatArray
    certain: BoolArray
    ring: IntArray | None = None
    inside: FloatArray | None = None
    """low, stated and high of each row; NaN where there is nothing to measure. Shape (n, 3)"""

    def __len__(self) -> int:
        return len(self.subject)

    @property
    def counts(self) -> tuple[int, int]:
        """How many rows are certain, and how many are possible but not certain."""
        sure = int(self.certain.sum())
        return sure, len(self) - sure

    def rows(self) -> Iterator[Row]:
        """Row by row."""
        for place in range(len(self)):
            yield self.row(place)

    def row(self, place: int) -> Row:
        """The row at a place."""
        sizes = None if self.inside is None or np.isnan(self.inside[place, 0]) else self.inside[place]
        return Row(
            subject=self.subjects.things[self.subject[place]],
            object=self.objects.things[self.object[place]],
            distance_m=float(self.distance_m[place]),
            plus_minus_m=float(self.plus_minus_m[place]),
            certain=bool(self.certain[place]),
            ring=None if self.ring is None else int(self.ring[place]),
            inside=None if sizes is None else range_of(sizes, self._unit(place)),
        )

    def _unit(self, place: int) -> str:
        return "m2" if self.objects.dimensions[self.object[place]] == AREA else "m"

    def of(self, rows: IntArray | BoolArray) -> "Answer":
        """The same with some of its rows, in the order given."""
        arrays: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        kept: dict[str, Any] = {name: value[rows] for name, value in arrays.items() if isinstance(value, np.ndarray)}
        return replace(self, **kept)

    def ordered(self) -> "Answer":
        """By subject, then by ring, the nearest first."""
        rings = np.zeros(len(self)) if self.ring is None else self.ring
        return self.of(np.lexsort((self.object, self.distance_m, rings, self.subject)))
