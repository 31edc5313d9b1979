import pytest

from geo import crs
from geo.frame import inside_units, to_frame
from geo.plan import Plan


def test_every_item_has_its_row_the_unplaced_ones_too(plan: Plan) -> None:
    frame = to_frame(plan.items)
    assert list(frame["id"]) == [item.id for item in plan.items]
    assert frame.crs.to_epsg() == 4326
    assert int(frame.geometry.isna().sum()) == sum(item.geometry is None for item in plan.items)


def test_lengths_and_areas_are_those_of_epsg_4547(plan: Plan) -> None:
    frame = to_frame(plan.items).set_index("id")
    line = plan.by_id["rail-shenshan"]
    assert frame.loc["rail-shenshan", "length_km"] == pytest.approx(crs.length_m(line.geometry) / 1e3)
    assert frame.loc["rail-shenshan", "area_km2"] != frame.loc["rail-shenshan", "area_km2"]
    assert frame.loc["key-qianhai", "area_km2"] == pytest.approx(crs.area_km2(plan.by_id["key-qianhai"].geometry))


def test_an_empty_selection_is_an_empty_frame() -> None:
    frame = to_frame([])
    assert frame.empty
    assert "length_km" in frame


def test_pieces_of_a_line_add_up_to_what_lies_in_the_city(plan: Plan) -> None:
    item = plan.by_id["rail-shenshan"]
    pieces = inside_units(to_frame([item]), plan.units)
    assert set(pieces["unit"]) >= {"nanshan", "shenshan"}
    assert pieces["length_km"].sum() < crs.length_m(item.geometry) / 1e3
    assert pieces["length_km"].sum() > 50
