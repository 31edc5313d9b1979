"""What lies in one another, by how much, and how sure that is."""

import pytest
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from geo.analysis.overlap import contains, overlap
from geo.analysis.places import places
from geo.analysis.totals import conflicts, matrix, within
from geo.model import Plan
from tests.geo.analysis.making import at

SQUARE = box(0, 0, 1000, 1000)


@pytest.mark.parametrize(
    ("other", "u", "v", "found"),
    [
        (Point(100, 500), 60, 40, [True]), (Point(99, 500), 60, 40, [False]), (Point(-100, 500), 60, 40, [False]),
        (Point(-101, 500), 60, 40, []),
        (LineString([(-500, 500), (101, 500)]), 60, 40, [True]),
        (LineString([(-500, 500), (99, 500)]), 60, 40, [False]),
        # Each half of what they share is enough for the one or the other.
        (box(801, 0, 2000, 1000), 100, 100, [False]), (box(799, 0, 2000, 1000), 100, 100, [True]),
        (box(1200, 0, 2000, 1000), 100, 100, [False]), (box(1201, 0, 2000, 1000), 100, 100, []),
        (box(1000, 0, 2000, 1000), 0, 0, [True]),
        # A strip too narrow for its own uncertainty, deep inside.
        (box(400, 490, 600, 510), 100, 100, [True]),
    ],
)  # fmt: skip
def test_overlap_by_buffers(other: BaseGeometry, u: float, v: float, found: list[bool]) -> None:
    assert overlap(at([SQUARE], [u]), at([other], [v])).certain.tolist() == found
    assert overlap(at([other], [v]), at([SQUARE], [u])).certain.tolist() == found


@pytest.mark.parametrize(("u", "v", "found"), [(0, 0, [True]), (0, 1, [False]), (50, 50, [False])])
def test_lines_cross_for_certain_where_both_are_exact(u: float, v: float, found: list[bool]) -> None:
    one, other = LineString([(0, 0), (1000, 1000)]), LineString([(0, 1000), (1000, 0)])
    assert overlap(at([one], [u]), at([other], [v])).certain.tolist() == found


@pytest.mark.parametrize(
    ("other", "u", "v", "found"),
    [
        (box(100, 100, 900, 900), 60, 40, [True]), (box(99, 100, 900, 900), 60, 40, [False]),
        (box(-100, 0, 900, 900), 60, 40, [False]), (box(-102, 0, 900, 900), 60, 40, []),
        (SQUARE, 0, 0, [True]), (Point(500, 500), 300, 200, [True]), (Point(500, 500), 300, 201, [False]),
    ],
)  # fmt: skip
def test_contains_by_buffers(other: BaseGeometry, u: float, v: float, found: list[bool]) -> None:
    assert contains(at([SQUARE], [u]), at([other], [v])).certain.tolist() == found


def test_only_areas_contain() -> None:
    assert len(contains(at([Point(0, 0), LineString([(0, 0), (9, 9)])], [9, 9]), at([Point(0, 0)], [0]))) == 0


@pytest.mark.parametrize(
    ("other", "low", "stated", "high"),
    [
        (LineString([(-500, 500), (1500, 500)]), 800, 1000, 1200),
        (box(500, 200, 2000, 800), (940 - 540) * 520, 500 * 600, (1060 - 460) * 680),
    ],
)
def test_lengths_and_areas_are_ranges(other: BaseGeometry, low: float, stated: float, high: float) -> None:
    (row,) = overlap(at([SQUARE], [60]), at([other], [40])).rows()
    assert row.inside is not None
    assert row.inside.stated == pytest.approx(stated)
    # Corners are rounded, and circles lie around the true ones by a thousandth.
    assert row.inside.low == pytest.approx(low, rel=3e-3)
    assert row.inside.high == pytest.approx(high, rel=3e-3)


def test_totals_of_an_area_are_those_of_its_rows() -> None:
    things = at([Point(500, 500), Point(990, 500), LineString([(0, 500), (500, 500)]), box(0, 0, 100, 100)], [50] * 4)
    kinds = {"0": "site", "1": "site", "2": "road", "3": "site"}
    totals = within(overlap(at([SQUARE], [0]), things), lambda thing: kinds[thing.id])
    assert {group: (total.certain, total.possible) for group, total in totals.items()} == {
        (0, "site"): (2, 1),
        (0, "road"): (1, 0),
    }
    assert totals[0, "road"].length_m.stated == pytest.approx(500)
    assert totals[0, "road"].area_m2.high == 0
    assert totals[0, "site"].area_m2.stated == pytest.approx(100 * 100)


def test_conflicts_count_each_two_once_and_measure_them() -> None:
    line, area, other = LineString([(0, 500), (500, 500)]), SQUARE, box(900, 0, 2000, 1000)
    answer = conflicts(at([line, area, other], [0, 0, 0]))
    assert {frozenset((row.subject.id, row.object.id)) for row in answer.rows()} == {frozenset("01"), frozenset("12")}
    assert sorted(row.inside.stated for row in answer.rows() if row.inside) == [pytest.approx(500), pytest.approx(1e5)]
    table = matrix(answer, lambda thing: "line" if thing.id == "0" else "area")
    assert {cell: total.certain for cell, total in table.items()} == {
        ("line", "area"): 1,
        ("area", "line"): 1,
        ("area", "area"): 1,
    }


def test_what_the_plan_calls_one_anothers_is_no_conflict(plan: Plan) -> None:
    pairs = [{row.subject.id, row.object.id} for row in conflicts(places(plan.items)).rows()]
    assert len(pairs) == len(set(map(frozenset, pairs)))
    family = [{item.id, other} for item in plan.items for other in (item.parent, *item.same_place_as) if other]
    assert family
    assert not [pair for pair in family if pair in pairs]
