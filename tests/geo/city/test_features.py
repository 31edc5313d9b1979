"""data/basemap: what is wrong is named with its remedy and left out, the rest is shown."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from geo.check import city_breaches, read_source_ids
from geo.city.features import load_city
from geo.city.fields import NEEDED
from geo.city.kinds import KINDS
from geo.crs import to_metric
from geo.folder import DATA
from geo.model import Plan

PEAK = {
    "id": "peak-one", "kind": "peak", "name": "一峰", "name_en": "Peak One", "rank": 1, "uncertainty_m": 50,
    "sources": ["osm-peaks"], "elevation_m": 300, "district": "luohu",
}  # fmt: skip
POINT = {"type": "Point", "coordinates": [114.2, 22.6]}


def feature(geometry: Any = POINT, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": PEAK | properties, "geometry": geometry}


def load(tmp_path: Path, *features: Any) -> tuple[list[Any], list[str]]:
    """What is read of one file, and the codes of its breaches."""
    folder = tmp_path / "basemap"
    folder.mkdir(exist_ok=True)
    content = {"type": "FeatureCollection", "features": list(features)}
    (folder / "relief.geojson").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    read, breaches = load_city(tmp_path)
    assert all(breach.file == "data/basemap/relief.geojson" for breach in breaches)
    assert all(breach.text("zh") != breach.text("en") for breach in breaches)
    return read, [breach.code for breach in breaches]


def test_the_project_s_basemap_keeps_every_rule(plan: Plan) -> None:
    sources, unread = read_source_ids(DATA / "SOURCES.md", "data/SOURCES.md")
    assert not unread
    assert [breach.text("en") for breach in city_breaches(plan, sources)] == []


def test_it_has_every_kind_and_unique_names_of_places(plan: Plan) -> None:
    features, _ = load_city()
    assert {each.kind for each in features} == set(KINDS)
    assert len({each.id for each in features}) == len(features)


def test_a_road_that_the_plan_draws_too_has_one_course(plan: Plan) -> None:
    items = {item.name: item for item in plan.items if item.located == "line" and item.geometry is not None}
    roads = [each for each in load_city()[0] if each.name.partition("（")[0] in items]
    assert roads
    for road in roads:
        item = items[road.name.partition("（")[0]]
        within_m = min(road.uncertainty_m, item.uncertainty_m or 0)
        assert to_metric(item.geometry).buffer(within_m).covers(to_metric(road.geometry)), road.id


def test_a_plan_without_the_folder_has_no_city_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert load_city(tmp_path) == ([], [])


def test_a_whole_feature_is_read_as_it_stands(tmp_path: Path) -> None:
    (read,), codes = load(tmp_path, feature(lines=["1", "3"], interchange=True, label=[114.21, 22.61]))
    assert not codes
    assert (read.id, read.lines, read.label, read.elevation_m) == ("peak-one", ("1", "3"), (114.21, 22.61), 300)


@pytest.mark.parametrize("name", NEEDED)
def test_a_needed_field_that_is_missing_or_wrong_leaves_the_feature_out(tmp_path: Path, name: str) -> None:
    bare = feature()
    del bare["properties"][name]
    for wrong, code in ((bare, "missing-field"), (feature(**{name: {"a": 1}}), "bad-value")):
        read, codes = load(tmp_path, wrong, feature(id="peak-two"))
        assert [each.id for each in read] == ["peak-two"]
        assert code in codes


@pytest.mark.parametrize(
    "wrong",
    [
        {"color": "red"}, {"lines": "1"}, {"elevation_m": -3}, {"elevation_m": True}, {"area_m2": "2"},
        {"district": "A B"}, {"label": [0, 0]}, {"label": [114.2]}, {"interchange": 1}, {"ref": " "}, {"note": 5},
    ],
    ids=str,
)  # fmt: skip
def test_any_other_field_that_is_wrong_is_named_and_not_used(tmp_path: Path, wrong: dict[str, Any]) -> None:
    (read,), codes = load(tmp_path, feature(**wrong))
    assert codes == ["bad-value"]
    assert not any(getattr(read, name) for name in wrong)


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, "bad-geometry"),
        ({"type": "LineString", "coordinates": [[114, 22.5], [114.1, 22.6]]}, "bad-geometry"),
        ({"type": "Point", "coordinates": [22.6, 114.2]}, "outside-region"),
        ({"type": "Point", "coordinates": ["a", "b"]}, "bad-geometry"),
        ("Point", "bad-geometry"),
    ],
    ids=str,
)
def test_a_geometry_that_does_not_fit_the_kind_leaves_the_feature_out(tmp_path: Path, geometry: Any, code: str) -> None:
    read, codes = load(tmp_path, feature(geometry), feature(id="peak-two"))
    assert [each.id for each in read] == ["peak-two"]
    assert codes == [code]


def test_what_is_no_feature_has_its_number(tmp_path: Path) -> None:
    read, codes = load(tmp_path, "peak", None, [], {"properties": 3}, feature())
    assert len(read) == 1
    assert codes == ["not-a-feature"] * 4


def test_unknown_fields_are_named(tmp_path: Path) -> None:
    read, codes = load(tmp_path, feature(colour="#ffffff"))
    assert len(read) == 1
    assert codes == ["unknown-field"]


def test_an_id_counts_once_in_all_files(tmp_path: Path) -> None:
    load(tmp_path, feature())
    shutil.copy(tmp_path / "basemap" / "relief.geojson", tmp_path / "basemap" / "water.geojson")
    read, breaches = load_city(tmp_path)
    assert len(read) == 1
    assert [(breach.file, breach.item, breach.code) for breach in breaches] == [
        ("data/basemap/water.geojson", "peak-one", "duplicate-id")
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "file-not-json"), ("{", "file-not-json"), ("[1]", "file-not-collection"), ("[" * 99999, "file-too-deep")],
)  # fmt: skip
def test_a_damaged_file_is_named_and_the_others_remain(tmp_path: Path, content: str, code: str) -> None:
    load(tmp_path, feature())
    (tmp_path / "basemap" / "water.geojson").write_text(content, encoding="utf-8")
    read, breaches = load_city(tmp_path)
    assert len(read) == 1
    assert [breach.code for breach in breaches] == [code]


def test_sources_and_districts_must_exist(tmp_path: Path, plan: Plan) -> None:
    load(tmp_path, feature(sources=["hearsay"], district="atlantis"))
    breaches = list(city_breaches(plan, frozenset({"osm-peaks"}), tmp_path))
    assert [breach.code for breach in breaches] == ["unknown-source", "unknown-reference"]
    assert "data/SOURCES.md" in breaches[0].text("en")
