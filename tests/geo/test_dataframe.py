import pytest

from geo import crs
from geo.dataframe import inside_units, to_table
from geo.model import Plan


def test_every_item_has_its_row_the_unplaced_ones_too(plan: Plan) -> None:
    table = to_table(plan.items)
    assert list(table["id"]) == [item.id for item in plan.items]
    assert table.crs.to_epsg() == 4326
    assert int(table.geometry.isna().sum()) == sum(item.geometry is None for item in plan.items)


def test_lengths_and_areas_are_those_of_epsg_4547(plan: Plan) -> None:
    table = to_table(plan.items).set_index("id")
    line = plan.by_id["rail-shenshan"]
    assert table.loc["rail-shenshan", "length_km"] == pytest.approx(crs.length_m(line.geometry) / 1e3)
    assert table.loc["rail-shenshan", "area_km2"] != table.loc["rail-shenshan", "area_km2"]
    assert table.loc["key-qianhai", "area_km2"] == pytest.approx(crs.area_km2(plan.by_id["key-qianhai"].geometry))


def test_an_empty_selection_is_an_empty_table() -> None:
    table = to_table([])
    assert table.empty
    assert "length_km" in table


def test_pieces_of_a_line_add_up_to_what_lies_in_the_city(plan: Plan) -> None:
    item = plan.by_id["rail-shenshan"]
    pieces = inside_units(to_table([item]), plan.units)
    assert set(pieces["unit"]) >= {"nanshan", "shenshan"}
    assert pieces["length_km"].sum() < crs.length_m(item.geometry) / 1e3
    assert pieces["length_km"].sum() > 50
