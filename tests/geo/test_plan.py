"""Bad files and bad items: named, with the remedy, and nothing lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from geo.files import schema
from geo.plan import load_plan

TRANSPORT = "plan/transport.geojson"


def edit(data: Path, change: Any) -> None:
    path = data / TRANSPORT
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def codes(data: Path) -> set[str]:
    return {breach.code for breach in load_plan(data).breaches}


def test_a_missing_districts_file_is_named_and_the_items_remain(small_copy: Path) -> None:
    (small_copy / "districts.geojson").unlink()
    plan = load_plan(small_copy)
    assert ("data/districts.geojson", "file-missing") in {(breach.file, breach.code) for breach in plan.breaches}
    assert len(plan.items) == 6


@pytest.mark.parametrize("content", ['{"type": "FeatureCollection", "features": [{"ty', "no json at all", ""])
def test_a_truncated_file_is_named_and_the_rest_remains(small_copy: Path, content: str) -> None:
    whole = len(load_plan(small_copy).items)
    (small_copy / "plan" / "water.geojson").write_text(content, encoding="utf-8")
    plan = load_plan(small_copy)
    breach = next(breach for breach in plan.breaches if breach.code == "file-not-json")
    assert breach.file == "data/plan/water.geojson"
    assert "restore" in breach.text("en")
    assert 0 < len(plan.items) < whole


def test_json_that_is_no_feature_collection_is_named(small_copy: Path) -> None:
    (small_copy / TRANSPORT).write_text("[1, 2]", encoding="utf-8")
    assert "file-not-collection" in codes(small_copy)


def test_a_foreign_crs_keeps_the_items_but_not_their_places(small_copy: Path) -> None:
    edit(
        small_copy,
        lambda content: content.update(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}),
    )
    plan = load_plan(small_copy)
    assert "foreign-crs" in {breach.code for breach in plan.breaches}
    moved = [item for item in plan.items if item.file == f"data/{TRANSPORT}"]
    assert len(moved) == 2
    assert all(item.geometry is None for item in moved)


def test_a_duplicate_id_is_named_and_both_items_stay(small_copy: Path) -> None:
    before = len(load_plan(small_copy).items)
    edit(small_copy, lambda content: content["features"].append(content["features"][0]))
    plan = load_plan(small_copy)
    assert "duplicate-id" in {breach.code for breach in plan.breaches}
    assert len(plan.items) == before + 1
    assert len({item.id for item in plan.items}) == before + 1


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ({"type": "Point", "coordinates": [22.6, 114.1]}, "outside-region"),
        ({"type": "Point", "coordinates": [float("nan"), 22.6]}, "bad-geometry"),
        ({"type": "Point", "coordinates": ["a", "b"]}, "bad-geometry"),
        ({"type": "LineString", "coordinates": [[114.1, 22.6]]}, "bad-geometry"),
        ({"type": "Circle", "coordinates": [114.1, 22.6]}, "bad-geometry"),
        (
            {"type": "Polygon", "coordinates": [[[114, 22.5], [114.1, 22.6], [114.1, 22.5], [114, 22.6], [114, 22.5]]]},
            "invalid-geometry",
        ),
        ("nowhere", "bad-geometry"),
    ],
)
def test_an_unusable_geometry_leaves_the_item_in_every_total(small_copy: Path, geometry: Any, code: str) -> None:
    before = len(load_plan(small_copy).items)
    edit(small_copy, lambda content: content["features"][0].update(geometry=geometry))
    plan = load_plan(small_copy)
    assert code in {breach.code for breach in plan.breaches}
    assert len(plan.items) == before
    broken = next(breach.item for breach in plan.breaches if breach.code == code)
    assert plan.by_id[broken].geometry is None


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("stage", "soon", "unknown-value"),
        ("theme", "transports", "unknown-value"),
        ("districts", ["shenzhen"], "unknown-value"),
        ("uncertainty_m", "50", "bad-value"),
        ("evidence", [], "bad-value"),
        ("evidence", "plan", "bad-value"),
        ("name", None, "bad-value"),
        ("colour", "red", "unknown-field"),
    ],
)
def test_a_wrong_field_is_named_with_what_is_allowed(small_copy: Path, field: str, value: Any, code: str) -> None:
    edit(small_copy, lambda content: content["features"][0]["properties"].update({field: value}))
    plan = load_plan(small_copy)
    breach = next(breach for breach in plan.breaches if breach.code == code)
    assert breach.values["field"] == field
    assert field in breach.text("en")
    assert breach.item in plan.by_id


def test_a_missing_field_is_named(small_copy: Path) -> None:
    edit(small_copy, lambda content: content["features"][0]["properties"].pop("clause"))
    breach = next(breach for breach in load_plan(small_copy).breaches if breach.code == "missing-field")
    assert breach.values["field"] == "clause"


def test_something_that_is_no_feature_is_named(small_copy: Path) -> None:
    edit(small_copy, lambda content: content["features"].extend([None, 7, {"type": "Feature"}]))
    assert sum(breach.code == "not-a-feature" for breach in load_plan(small_copy).breaches) == 3


@pytest.mark.parametrize("content", [None, "{", "[]", "3", '{"properties": 3}', '{"type": 7}', "\udcff"])
def test_an_unreadable_schema_is_named_and_the_items_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    path = tmp_path / "plan.schema.json"
    if content is not None:
        path.write_bytes(content.encode(errors="surrogateescape"))
    monkeypatch.setitem(schema.PATHS, "plan", path)
    plan = load_plan()
    assert [breach.file for breach in plan.breaches] == ["data/plan.schema.json"]
    assert len(plan.items) > 200
    assert schema.allowed("theme") == ()
