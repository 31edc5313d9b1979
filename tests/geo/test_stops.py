"""Stations and ends of a line, by the control points that its evidence names."""

from dataclasses import replace

import pytest
import shapely

from geo.model import Evidence, Item, Plan
from geo.stops import stops_of

LINE = shapely.LineString([(114.0, 22.6), (114.05, 22.6), (114.1, 22.6)])


def line(plan: Plan, *points: tuple[str, float]) -> Item:
    says = [f"控制点{at} {name} {lon},22.6000 ±100m：依据" for at, (name, lon) in enumerate(points, start=1)]
    evidence = tuple(Evidence("x", words) for words in says)
    return replace(plan.by_id["metro-13"], geometry=LINE, evidence=evidence)


@pytest.mark.parametrize("name", ["民乐站", "西丽站(枢纽)", "白坭坑站(村口)"])
def test_a_station_is_one(plan: Plan, name: str) -> None:
    assert len(stops_of(line(plan, (name, 114.05))).stations) == 1


@pytest.mark.parametrize(
    "name", ["石岩街道线位", "埔尾路公交站", "同乐收费站", "大鹏站(疑)", "南山站(经过)", "线位点（某某公交站旁）"]
)
def test_what_a_line_only_passes_is_none(plan: Plan, name: str) -> None:
    assert not stops_of(line(plan, (name, 114.05))).stations


def test_a_line_ends_at_a_station_and_not_where_the_region_cuts_it(plan: Plan) -> None:
    stops = stops_of(line(plan, ("甲站", 114.0), ("乙站", 114.05), ("图幅西缘(往云浮)", 114.1)))
    assert stops.ends == (pytest.approx((114.0, 22.6)),)
    assert stops.stations == (pytest.approx((114.05, 22.6), abs=1e-3),)


def test_what_is_no_line_has_none(plan: Plan) -> None:
    assert stops_of(plan.by_id["hub-xili"]).ends == stops_of(plan.by_id["hub-xili"]).stations == ()
