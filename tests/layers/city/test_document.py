"""The city's document: small, in parts by kind and rank, and whole."""

import gzip
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.city.kinds import KINDS, RANKS
from geo.folder import DATA
from geo.model import Plan
from layers.city.document import city_content
from layers.city.places import STEPS_PER_DEGREE, deltas, stepped
from layers.screen.served import served
from layers.style.catalogue import load_catalogue
from layers.style.city import city_faults, city_kinds, mixed
from tests.conftest import the_city

CATALOGUE = load_catalogue()
MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return json.loads(gzip.decompress(served().city.gzipped))


def degrees(flat: list[int]) -> list[tuple[float, float]]:
    """Places as the browser reads them."""
    places, x, y = [], 0, 0
    for at in range(0, len(flat), 2):
        x, y = x + flat[at], y + flat[at + 1]
        places.append((x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE))
    return places


def test_it_is_small() -> None:
    assert len(served().city.gzipped) < MOST_BYTES


def test_places_come_back_as_they_were() -> None:
    places = [(114.05790, 22.54310), (114.05801, 22.54300), (113.9, 22.6)]
    back = degrees(deltas(stepped([places[0], *places])))
    assert [value for place in back for value in place] == pytest.approx([value for place in places for value in place])


def test_parts_are_in_drawing_order_and_what_matters_most_comes_last(document: dict[str, Any]) -> None:
    kinds = list(document["kinds"])
    order = [(kinds.index(layer["kind"]), -layer["rank"]) for layer in document["layers"]]
    assert order == sorted(order)
    assert len(set(order)) == len(order)
    assert all(layer["rows"] for layer in document["layers"])


def test_every_feature_has_a_name_and_lines_are_one(document: dict[str, Any]) -> None:
    features = the_city()
    lines = {(each.kind, each.name) for each in features if KINDS[each.kind] == ("line",)}
    others = sum(KINDS[each.kind] != ("line",) for each in features)
    assert len(document["names"]) == len(lines) + others
    assert all(name["name"] and name["name_en"] and name["pinyin"] and name["places"] for name in document["names"])


def test_places_of_names_lie_on_or_in_what_they_name(document: dict[str, Any]) -> None:
    features = the_city()
    of_name: dict[tuple[str, str], list[Any]] = {}
    for each in features:
        of_name.setdefault((each.kind, each.name), []).append(each)
    for name in document["names"]:
        known = of_name[name["kind"], name["name"]]
        if any(each.label for each in known):
            continue
        for place in degrees(name["places"]):
            assert min(each.geometry.distance(shapely.Point(place)) for each in known) < 3e-5, name["name"]


def test_stations_are_found_by_what_people_call_them(document: dict[str, Any]) -> None:
    futian = [name for name in document["names"] if name["name"] == "福田" and "station" in name["kind"]]
    assert {name["pinyin"] for name in futian} == {"fu tian zhan"}
    assert all(name["district"] == "futian" for name in futian)


def test_areas_are_cut_into_triangles_that_cover_them(document: dict[str, Any]) -> None:
    for layer in document["layers"]:
        for row in layer["rows"]:
            if "rings" not in row:
                assert len(row["path"]) >= 4
                continue
            points = [place for ring in row["rings"] for place in degrees(ring)[:-1]]
            area, lowest = 0.0, 0
            for low, middle, high in zip(*[iter(row["triangles"])] * 3, strict=True):
                lowest += low
                area += shapely.Polygon([points[lowest], points[lowest + middle], points[lowest + high]]).area
            polygon = shapely.Polygon(degrees(row["rings"][0]), [degrees(ring) for ring in row["rings"][1:]])
            assert area == pytest.approx(polygon.area, rel=1e-6)


def test_a_subdistrict_s_border_is_drawn_once_and_not_where_a_district_s_runs(
    document: dict[str, Any], plan: Plan
) -> None:
    (layer,) = (layer for layer in document["layers"] if layer["kind"] == "subdistrict")
    lines = [shapely.LineString(degrees(row["path"])) for row in layer["rows"]]
    borders = shapely.union_all([unit.geometry.boundary for unit in plan.units])
    assert shapely.union_all(lines).length == pytest.approx(sum(line.length for line in lines), rel=0.01)
    assert sum(line.distance(borders) < 0.0005 for line in lines) < 0.2 * len(lines)


def test_metro_lines_have_their_own_colours_made_pale(document: dict[str, Any]) -> None:
    rows = [row for layer in document["layers"] if layer["kind"] == "metro-line" for row in layer["rows"]]
    assert all(len(row["colors"]) == 2 for row in rows)
    assert len({row["colors"][0] for row in rows}) > 10
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_a_plan_without_a_basemap_has_an_empty_city(tmp_path: Path, plan: Plan) -> None:
    content, breaches = city_content(plan.units, CATALOGUE, tmp_path)
    assert not breaches
    assert content["layers"] == content["names"] == []


def test_without_units_the_city_is_drawn_all_the_same() -> None:

    content, _ = city_content([], CATALOGUE, DATA)
    assert {layer["kind"] for layer in content["layers"]} >= {"subdistrict", "park", "metro-line"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda raw: raw.update(castle=raw["park"]), "castle"),
        (lambda raw: raw.pop("peak"), "city.peak]: missing"),
        (lambda raw: raw["river"]["look"].update(zooms=[9]), "look.zooms"),
        (lambda raw: raw["park"]["name"].update(min_zoom=[9]), "name.min_zoom"),
        (lambda raw: raw["park"]["name"].update(form="loud"), "name.form"),
    ],
)
def test_a_fault_of_the_catalogue_is_named(change: Any, fault: str) -> None:

    raw = tomllib.loads((Path(__file__).parents[3] / "layers" / "catalogue.toml").read_text(encoding="utf-8"))["city"]
    assert not list(city_faults(city_kinds(raw)))
    change(raw)
    assert fault in "\n".join(city_faults(city_kinds(raw)))


def test_every_rank_of_a_kind_that_is_drawn_is_named_no_earlier_than_what_matters_more() -> None:
    for kind in CATALOGUE.city.values():
        for part in filter(None, (kind.look, kind.lettering)):
            assert list(part.min_zoom) == sorted(part.min_zoom), kind.id
            assert len(part.min_zoom) == len(RANKS)
