"""Distances in metres, and which of them count."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import GeometryCollection, LineString, Point, box

from geo.analysis import answer as answers
from geo.analysis import distance
from geo.analysis.answer import TooManyError
from geo.analysis.distance import pairs_within
from geo.analysis.near import near, nearest, rings
from geo.analysis.places import places
from geo.model import Plan
from tests.geo.analysis.making import Stone, at

CITY = box(113.75, 22.45, 114.65, 22.86)
"""the city without 深汕"""


@pytest.mark.parametrize(
    ("u", "v", "radius_m", "found"),
    [
        (10, 20, 1029.9, [False]), (10, 20, 1030, [True]), (10, 20, 970, [False]), (10, 20, 969.9, []),
        (0, 0, 1000, [True]), (0, 0, 999.9, []), (900, 900, 1, [False]), (400, 590, 9, []),
        (900, 900, 2800, [True]), (600, 600, 1, [False]),
    ],
)  # fmt: skip
def test_uncertainties_add_up(u: float, v: float, radius_m: float, found: list[bool]) -> None:
    answer = near(at([Point(0, 0)], [u]), at([Point(600, 800)], [v]), radius_m=radius_m)
    assert answer.certain.tolist() == found
    for row in answer.rows():
        assert (row.distance_m, row.plus_minus_m) == (pytest.approx(1000), u + v)
        assert (row.least_m, row.most_m) == (max(0, 1000 - u - v), pytest.approx(1000 + u + v))


def test_distances_are_those_on_the_ellipsoid() -> None:
    """EPSG:4547 has its true scale at 114° E and enlarges to either side."""
    ellipsoid, random = Geod(ellps="GRS80"), np.random.default_rng(7)
    xy = np.column_stack([random.uniform(CITY.bounds[0], CITY.bounds[2], 60), random.uniform(22.45, 22.86, 60)])
    stones = [Stone(str(number), Point(lonlat), 0.0) for number, lonlat in enumerate(xy)]
    answer = near(places(stones), places(stones), radius_m=100_000)
    assert len(answer) == 60 * 59
    for row in answer.rows():
        one, other = row.subject.geometry, row.object.geometry
        assert row.distance_m == pytest.approx(ellipsoid.inv(one.x, one.y, other.x, other.y)[2], rel=1e-4)


def test_the_ring_of_an_object_is_the_one_it_truly_lies_in() -> None:
    answer = rings(
        at([Point(0, 0)], [50]), at([Point(400, 0), Point(480, 0), Point(900, 0)], [0] * 3), radii_m=[500, 800]
    )
    assert answer.ring is not None
    found = list(zip(answer.object.tolist(), answer.ring.tolist(), answer.certain.tolist(), strict=True))
    assert found == [(0, 0, True), (1, 0, False), (1, 1, False)]


@pytest.mark.parametrize(
    ("u", "count", "found"),
    [(0, 1, [(0, True)]), (0, 2, [(0, True), (1, True)]), (30, 1, [(0, False), (1, False)]),
     (30, 2, [(0, True), (1, True)]), (0, 9, [(0, True), (1, True), (2, True)])],
)  # fmt: skip
def test_the_nearest_are_as_many_as_asked_for_or_more(u: float, count: int, found: list[tuple[int, bool]]) -> None:
    others = at([Point(5000, 0), Point(5050, 0), Point(90_000, 0)], [0, 0, 0])
    answer = nearest(at([Point(0, 0)], [u]), others, count=count)
    assert list(zip(answer.object.tolist(), answer.certain.tolist(), strict=True)) == found


def test_two_equally_near_are_both_the_nearest() -> None:
    answer = nearest(at([Point(0, 0)], [0]), at([Point(100, 0), Point(-100, 0)], [0, 0]), count=1)
    assert answer.certain.tolist() == [True, True]


def test_nothing_is_near_itself(plan: Plan) -> None:
    whole = places(plan.items)
    assert all(row.subject is not row.object for row in near(whole, whole, radius_m=500).rows())
    assert all(row.subject is not row.object for row in nearest(whole, whole, count=1).rows())


def test_what_is_indicative_or_has_no_place_is_counted_apart(plan: Plan) -> None:
    whole = places(plan.items)
    assert {item.precision for item in whole.indicative} == {"indicative"}
    assert {item.located for item in whole.unplaced} == {"citywide"}
    assert len(whole) + len(whole.indicative) + len(whole.unplaced) == len(plan.items)


@pytest.mark.parametrize("geometry", [None, Point(), Point(float("nan"), 1), Point(1e300, 1)])
def test_what_is_nowhere_has_no_place(geometry: Point | None) -> None:
    assert len(places([Stone("a", geometry, 1.0)]).unplaced) == 1


def test_whose_uncertainty_nobody_says_has_no_place() -> None:
    assert len(places([Stone("a", Point(114, 22.5), None), Stone("b", Point(114, 22.5), float("nan"))]).unplaced) == 2


def test_an_outline_that_crosses_itself_is_measured_all_the_same() -> None:
    bow = shapely.Polygon([(114, 22.5), (114.01, 22.51), (114.01, 22.5), (114, 22.51)])
    assert len(near(places([Stone("a", bow, 0.0)]), places([Stone("b", Point(114.002, 22.505), 0.0)]), radius_m=1)) == 1


def test_pairs_are_all_within_reach_by_their_distances(plan: Plan) -> None:
    whole = places(plan.items)
    pairs = pairs_within(whole, whole, np.full(len(whole), 3000.0))
    expected = shapely.distance(whole.shapes[:, None], whole.shapes[None, :])
    assert pairs.distance_m == pytest.approx(expected[pairs.subject, pairs.object], abs=1e-6)
    assert len(pairs.subject) == (expected <= 3000).sum() - len(whole)


@pytest.mark.parametrize("turned", [False, True])
def test_a_collection_is_as_near_as_its_nearest_part(turned: bool) -> None:
    line = LineString([(0, position) for position in range(50)])
    far = box(500, 100, 550, 150)
    whole = at([GeometryCollection([far, GeometryCollection([line, Point(-3, 0)])])], [0])
    point = at([Point(10, 40.5)], [0])
    one, other = (point, whole) if turned else (whole, point)
    assert pairs_within(one, other, np.array([10.01])).distance_m == pytest.approx([10.0], abs=1e-3)
    assert len(pairs_within(one, other, np.array([9.99])).subject) == 0


def test_nothing_is_near_nothing() -> None:
    one, none = at([Point(0, 0)], [1]), places([])
    for mine, theirs in ((one, none), (none, one), (none, none)):
        assert [len(near(mine, theirs, radius_m=1)), len(nearest(mine, theirs, count=1))] == [0, 0]


def test_too_long_an_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distance, "MOST_ROWS", 8)
    stones = [Stone(str(number), Point(114, 22.5), 1.0) for number in range(4)]
    for radius_m in (1, 1e-9):
        with pytest.raises(TooManyError):
            near(places(stones), places([replace(stone) for stone in stones]), radius_m=radius_m)
    assert answers.MOST_ROWS > 8
    assert len(near(places(stones[:3]), places([replace(stone) for stone in stones[:2]]), radius_m=1)) == 6
