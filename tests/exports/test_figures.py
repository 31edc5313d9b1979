"""Figures are measured in metres of EPSG:4547 and written as people read them."""

import pytest
from pyproj import Geod

from exports.briefing import Figure, Scene
from exports.figures import MISSING, filled, measured, scene_values
from geo.plan import Plan
from geo.query import Filter
from layers.link import Vocabulary, decode
from layers.style import load_catalogue
from layers.view import View


@pytest.fixture(scope="module")
def words(plan: Plan) -> Vocabulary:
    return Vocabulary(plan, load_catalogue())


def value(words: Vocabulary, measure: str, *, view: str = "", wanted: Filter | None = None, unit: str | None = None) -> str:
    scene = Scene("a", "甲", view=view, figures=(Figure("x", "甲", "A", measure, wanted, unit),))
    return scene_values(scene, decode(view, words)[0], words)[0].value


def test_lengths_agree_with_the_ellipsoid(plan: Plan) -> None:
    rivers = [item for item in plan.items if item.category == "重大系统性生态修复工程" and item.located == "line"]
    geodesic = sum(Geod(ellps="WGS84").geometry_length(item.geometry) for item in rivers) / 1e3
    assert measured("length_km", rivers) == pytest.approx(geodesic, rel=1e-3)


def test_areas_agree_with_the_ellipsoid(plan: Plan) -> None:
    units = [plan.by_id[unit.id] for unit in plan.units if unit.id != "shenshan"]
    geodesic = sum(abs(Geod(ellps="WGS84").geometry_area_perimeter(item.geometry)[0]) for item in units) / 1e6
    assert measured("area_km2", units) == pytest.approx(geodesic, rel=1e-3)


def test_the_parts_inside_the_units_make_up_the_part_inside_the_city(plan: Plan) -> None:
    lines = [item for item in plan.items if item.category == "国家铁路"]
    parts = [measured("inside_length_km", lines, [unit]) for unit in plan.units]
    assert sum(parts) == pytest.approx(measured("inside_length_km", lines, plan.units))
    assert 0 < sum(parts) < measured("length_km", lines)


def test_points_and_unplaced_items_have_no_length(plan: Plan) -> None:
    others = [item for item in plan.items if item.located in ("point", "citywide")]
    assert measured("length_km", others) == measured("area_km2", others) == 0
    assert measured("count", others) == measured("placed", others) + measured("unplaced", others)


def test_without_a_filter_a_figure_measures_what_the_scene_shows(words: Vocabulary, plan: Plan) -> None:
    hubs = [item for item in plan.items if item.category == "交通枢纽"]
    assert value(words, "count", view="on=th") == str(len(hubs))
    assert value(words, "count", view="on=th&dist=futian") == str(sum("futian" in hub.districts for hub in hubs))
    assert value(words, "count", view="on=th", wanted=Filter()) == str(len(plan.items))


def test_numbers_are_written_as_people_read_them(words: Vocabulary) -> None:
    assert value(words, "area_km2", wanted=Filter(category=frozenset(["各区发展定位"]))).startswith("2,4")
    assert value(words, "area_km2", wanted=Filter(category=frozenset(["各区发展定位"]))).endswith(" km²")
    assert value(words, "length_km", wanted=Filter(text="茅洲河生态修复工程")).split()[0].count(".") == 1


@pytest.mark.parametrize("wrong", [{"wanted": Filter(theme=frozenset(["gone"]))}, {"unit": "mars"}])
def test_a_figure_of_what_does_not_exist_is_a_dash_and_not_shown(words: Vocabulary, wrong: dict) -> None:
    scene = Scene("a", "甲", figures=(Figure("x", "甲", "A", "count", wrong.get("wanted"), wrong.get("unit")),))
    found = scene_values(scene, View(), words)[0]
    assert (found.value, found.shown) == (MISSING, False)


def test_narratives_take_only_figures_they_know(words: Vocabulary) -> None:
    assert filled("{a} 与 {b}，{0} {__class__} {a.b}", {"a": "5"}) == "5 与 {b}，{0} {__class__} {a.b}"


def test_an_automatic_scene_counts_what_is_on_the_map_and_what_is_not(words: Vocabulary, plan: Plan) -> None:
    found = {entry.name: int(entry.value) for entry in scene_values(Scene("a", "甲"), decode("on=wa", words)[0], words)}
    water = [item for item in plan.items if item.theme == "water"]
    assert found == {
        "count": len(water),
        "placed": sum(item.geometry is not None for item in water),
        "unplaced": found["count"] - found["placed"],
    }


def test_an_empty_scene_counts_nothing(words: Vocabulary) -> None:
    assert value(words, "area_km2", view="on=-") == "0.0 km²"
