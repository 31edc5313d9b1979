"""What an answer calls certain holds wherever things truly are; what it leaves out holds nowhere."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geo.analysis.answer import Answer
from geo.analysis.near import near, nearest, rings
from geo.analysis.overlap import contains, overlap
from geo.analysis.places import Places
from tests.geo.analysis.making import areas, placed, uncertainties

ROUNDING = 1e-3
"""m or m² of arithmetic in what a square kilometre is cut into"""
Pair = tuple[int, int]
Test = Callable[[BaseGeometry, BaseGeometry], bool]
Truth = tuple[Places, list[BaseGeometry]]
radii = st.floats(1, 2500)


def pairs(answer: Answer, *, certain: bool = False) -> set[Pair]:
    """Numbers of subject and object in all rows, or in the certain ones."""
    rows = zip(answer.subject.tolist(), answer.object.tolist(), answer.certain.tolist(), strict=True)
    return {(one, other) for one, other, sure in rows if sure or not certain}


def holds(mine: Truth, theirs: Truth, test: Callable[[BaseGeometry, BaseGeometry], bool]) -> set[Pair]:
    """Pairs of which it is true."""
    return {(one, other) for (one, a), (other, b) in product(enumerate(mine[1]), enumerate(theirs[1])) if test(a, b)}


def bears_out(answer: Answer, mine: Truth, theirs: Truth, test: Test) -> None:
    true = holds(mine, theirs, test)
    assert pairs(answer, certain=True) <= true
    assert true <= pairs(answer)


@given(mine=placed(), theirs=placed(), radius_m=radii)
def test_near_holds_wherever_things_are(mine: Truth, theirs: Truth, radius_m: float) -> None:
    bears_out(near(mine[0], theirs[0], radius_m=radius_m), mine, theirs, lambda a, b: a.distance(b) <= radius_m)


@given(mine=placed(), theirs=placed(most=6), count=st.integers(1, 4))
def test_nearest_holds_wherever_things_are(mine: Truth, theirs: Truth, count: int) -> None:
    def among(a: BaseGeometry, b: BaseGeometry) -> bool:
        return sum(a.distance(other) < a.distance(b) for other in theirs[1]) < count

    bears_out(nearest(mine[0], theirs[0], count=count), mine, theirs, among)


@given(mine=placed(), theirs=placed(), radii_m=st.sets(st.integers(1, 2500), min_size=1, max_size=4).map(sorted))
def test_each_is_in_the_ring_where_it_truly_is(mine: Truth, theirs: Truth, radii_m: list[int]) -> None:
    answer = rings(mine[0], theirs[0], radii_m=radii_m)
    assert answer.ring is not None
    rows = list(zip(answer.subject.tolist(), answer.object.tolist(), answer.ring.tolist(), strict=True))
    assert len(rows) == len(set(rows))
    sure = dict(zip(rows, answer.certain.tolist(), strict=True))
    for one, other in product(range(len(mine[0])), range(len(theirs[0]))):
        true = int(np.searchsorted(radii_m, mine[1][one].distance(theirs[1][other])))
        found = {ring for ring in range(len(radii_m)) if (one, other, ring) in sure}
        assert found >= ({true} if true < len(radii_m) else set())
        assert {ring for ring in found if sure[one, other, ring]} <= {true}


@given(mine=placed(), theirs=placed())
def test_overlap_holds_wherever_things_are(mine: Truth, theirs: Truth) -> None:
    bears_out(overlap(mine[0], theirs[0]), mine, theirs, lambda a, b: a.intersects(b))


@given(mine=placed(areas), theirs=placed())
def test_contains_holds_wherever_things_are(mine: Truth, theirs: Truth) -> None:
    bears_out(contains(mine[0], theirs[0]), mine, theirs, lambda a, b: a.covers(b))


@given(mine=placed(areas), theirs=placed())
def test_what_is_inside_is_within_its_range(mine: Truth, theirs: Truth) -> None:
    answer = overlap(mine[0], theirs[0])
    for one, other, row in zip(answer.subject, answer.object, answer.rows(), strict=True):
        kind = shapely.get_dimensions(theirs[1][other])
        assert (row.inside is None) == (kind == 0)
        if row.inside:
            shared = mine[1][one].intersection(theirs[1][other])
            true, stated = (shared.area if kind == 2 else shared.length), row.inside.stated
            assert row.inside.low - ROUNDING <= min(true, stated)
            assert max(true, stated) <= row.inside.high + ROUNDING


def grown(places: Places, by_m: float) -> Places:
    return Places(places.things, places.shapes, places.uncertainty_m + by_m)


QUESTIONS: dict[str, Callable[[Places, Places], Answer]] = {
    "near": lambda mine, theirs: near(mine, theirs, radius_m=800),
    "nearest": lambda mine, theirs: nearest(mine, theirs, count=2),
    "overlap": overlap,
    "contains": contains,
}


@pytest.mark.parametrize("kind", QUESTIONS)
@given(mine=placed(areas), theirs=placed(), by_m=st.floats(1, 300))
def test_the_less_sure_the_less_is_certain_and_the_more_possible(
    kind: str, mine: Truth, theirs: Truth, by_m: float
) -> None:
    before = QUESTIONS[kind](mine[0], theirs[0])
    for after in (
        QUESTIONS[kind](grown(mine[0], by_m), theirs[0]),
        QUESTIONS[kind](mine[0], grown(theirs[0], by_m)),
    ):
        assert pairs(after, certain=True) <= pairs(before, certain=True)
        assert pairs(before) <= pairs(after)


@given(mine=placed(), theirs=placed(), one_m=radii, other_m=radii)
def test_the_wider_the_radius_the_more_is_near(mine: Truth, theirs: Truth, one_m: float, other_m: float) -> None:
    narrow, wide = (near(mine[0], theirs[0], radius_m=radius) for radius in sorted((one_m, other_m)))
    assert pairs(narrow) <= pairs(wide)
    assert pairs(narrow, certain=True) <= pairs(wide, certain=True)


@pytest.mark.parametrize("kind", ["near", "overlap"])
@given(mine=placed(), theirs=placed())
def test_near_and_overlap_are_the_same_from_either_side(kind: str, mine: Truth, theirs: Truth) -> None:
    one, other = QUESTIONS[kind](mine[0], theirs[0]), QUESTIONS[kind](theirs[0], mine[0])
    for certain in (False, True):
        assert pairs(one, certain=certain) == {pair[::-1] for pair in pairs(other, certain=certain)}


@given(mine=placed(), theirs=placed(), u=uncertainties, radius_m=radii)
def test_where_all_is_exact_all_is_certain(mine: Truth, theirs: Truth, u: float, radius_m: float) -> None:
    exact = [Places(places.things, places.shapes, np.zeros(len(places))) for places, _ in (mine, theirs)]
    for answer in (near(*exact, radius_m=radius_m), overlap(*exact), contains(*exact), nearest(*exact, count=2)):
        assert answer.certain.all()
