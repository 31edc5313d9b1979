import pytest

from geo.crs import length_m
from geo.measure import measure_items, neighbours
from geo.model import Plan


def test_parts_inside_units_add_up_to_no_more_than_the_whole(plan: Plan) -> None:
    for measure in measure_items(plan.items, plan.units).values():
        assert sum(measure.inside.values()) <= measure.size * 1.001 + 0.01


def test_lengths_are_kilometres_of_the_metric_crs(plan: Plan) -> None:
    rail = plan.by_id["rail-shenshan"]
    measure = measure_items([rail], plan.units)[rail.id]
    assert measure.size == pytest.approx(length_m(rail.geometry) / 1e3)
    assert set(measure.inside) >= {"luohu", "pingshan", "shenshan"}


def test_points_have_no_size(plan: Plan) -> None:
    assert "hub-xili" not in measure_items(plan.items, plan.units)


def test_neighbours_are_mutual_and_shenshan_has_none(plan: Plan) -> None:
    beside = neighbours(plan.units)
    assert all(one in beside[other] for one, others in beside.items() for other in others)
    assert set(beside["luohu"]) == {"futian", "yantian", "longgang", "longhua"}
    assert beside["shenshan"] == []
