"""Answers added up: how many, how long and how large, by whatever a thing is counted under."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

import numpy as np

from geo.analysis.answer import Answer, Range, range_of
from geo.analysis.overlap import overlap
from geo.analysis.places import LINE, Places, Thing

Key = Callable[[Thing], Hashable]


@dataclass(frozen=True, slots=True)
class Total:
    """Of some rows of an answer."""

    certain: int
    possible: int
    """possible but not certain"""
    length_m: Range
    """of lines, inside"""
    area_m2: Range
    """of areas, inside; what several share counts for each"""


def within(answer: Answer, key: Key) -> dict[tuple[int, Hashable], Total]:
    """Number of an area and a key of what overlaps it -> the total, of an answer of `overlap`."""
    groups = defaultdict[tuple[int, Hashable], list[int]](list)
    for place, (subject, other) in enumerate(zip(answer.subject.tolist(), answer.object.tolist(), strict=True)):
        groups[subject, key(answer.objects.things[other])].append(place)
    return {group: _total(answer, rows) for group, rows in groups.items()}


def conflicts(among: Places) -> Answer:
    """Each two that overlap, once, with what of them is shared; not those that the plan itself calls one another's.

    Where one of two is an area it is the subject. Raises TooManyError.
    """
    answer = overlap(among, among)
    kinds = among.dimensions
    order = np.lexsort((answer.object, answer.subject))
    seen: set[tuple[int, int]] = set()
    rows = []
    # Of a line and an area the row with the area first is the one that is measured.
    for place in sorted(order.tolist(), key=lambda place: -kinds[answer.subject[place]]):
        one, other = int(answer.subject[place]), int(answer.object[place])
        pair = min(one, other), max(one, other)
        if pair not in seen and not related(among.things[one], among.things[other]):
            rows.append(place)
        seen.add(pair)
    return answer.of(np.array(rows, dtype=np.int64)).ordered()


def related(one: Thing, other: Thing) -> bool:
    """Whether the plan names one as the other's parent, or both as being in the same place."""
    return any(
        getattr(a, "parent", None) == b.id or b.id in getattr(a, "same_place_as", ())
        for a, b in ((one, other), (other, one))
    )


def matrix(answer: Answer, key: Key) -> dict[tuple[Hashable, Hashable], Total]:
    """Two keys -> the total of the pairs between them, of an answer of `conflicts`; both ways round."""
    groups = defaultdict[tuple[Hashable, Hashable], list[int]](list)
    for place, (one, other) in enumerate(zip(answer.subject.tolist(), answer.object.tolist(), strict=True)):
        keys = key(answer.subjects.things[one]), key(answer.objects.things[other])
        for pair in {keys, keys[::-1]}:
            groups[pair].append(place)
    return {pair: _total(answer, rows) for pair, rows in groups.items()}


def _total(answer: Answer, rows: Iterable[int]) -> Total:
    chosen = np.array(list(rows), dtype=np.int64)
    certain = int(answer.certain[chosen].sum())
    sizes = np.zeros((len(chosen), 3)) if answer.inside is None else np.nan_to_num(answer.inside[chosen])
    lines = answer.objects.dimensions[answer.object[chosen]] == LINE
    length, area = sizes[lines].sum(axis=0), sizes[~lines].sum(axis=0)
    return Total(certain, len(chosen) - certain, range_of(length, "m"), range_of(area, "m2"))
