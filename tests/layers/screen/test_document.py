import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo import measure
from geo.crs import gcj02_to_wgs84, place_in_every_datum, to_metric
from geo.model import Plan
from geo.outline import blocks
from layers.screen import document as documents
from layers.screen import triangles
from layers.screen.document import bundle
from layers.screen.fingerprint import KeptLast
from layers.screen.shelf import document


def content(data: bytes) -> dict:
    return json.loads(gzip.decompress(data))


def test_the_plan_document_holds_every_item(plan: Plan) -> None:
    items = content(bundle().plan_document.gzipped)["items"]
    assert [item["id"] for item in items] == [item.id for item in plan.items]
    assert all(
        ("bounds" in record) == (item.geometry is not None) for record, item in zip(items, plan.items, strict=True)
    )


def test_the_first_visit_stays_below_a_megabyte() -> None:
    present = bundle()
    assert len(present.plan_document.gzipped) + len(present.basemap_document.gzipped) < 950_000


def test_documents_are_addressed_by_their_content() -> None:
    assert document(b"one").hash == document(b"one").hash != document(b"two").hash
    assert document(b"one").gzipped == document(b"one").gzipped


def test_a_changed_file_gives_a_new_document_and_its_breach(small_copy: Path) -> None:
    before = bundle(small_copy)
    assert bundle(small_copy) is before
    (small_copy / "plan" / "water.geojson").write_text("{", encoding="utf-8")
    after = bundle(small_copy)
    assert after.plan_document.hash != before.plan_document.hash
    assert [breach.file for breach in after.breaches if breach not in before.breaches] == ["data/plan/water.geojson"]


def test_a_theme_without_a_layer_is_named_not_drawn_grey(small_copy: Path) -> None:
    path = small_copy / "plan" / "transport.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"][0]["properties"]["category"] = "缆车"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert [breach.code for breach in bundle(small_copy).breaches] == ["units", "no-layer"]


def test_a_place_is_told_in_every_datum() -> None:
    hub = (113.941, 22.5681)
    place = place_in_every_datum(hub)
    assert place["wgs84"] == list(hub)
    assert place["cgcs2000"] == pytest.approx(hub, abs=1e-6)
    metric = to_metric(shapely.Point(hub))
    assert place["metric"] == pytest.approx((metric.x, metric.y), abs=0.06)
    assert gcj02_to_wgs84(np.array([place["gcj02"]]))[0] == pytest.approx(hub, abs=2e-6)
    assert abs(place["gcj02"][0] - hub[0]) > 0.003


def test_every_source_that_an_item_or_a_unit_names_has_a_title() -> None:
    told = content(bundle().plan_document.gzipped)
    named = {entry["source"] for item in told["items"] for entry in item["evidence"]}
    named |= {unit["area_source"] for unit in told["units"] if unit["area_source"]}
    assert set(told["sources"]) == named
    assert all(row["title"] for row in told["sources"].values())


def test_without_the_register_of_sources_the_map_still_opens(small_copy: Path) -> None:
    (small_copy / "SOURCES.md").unlink()
    assert content(bundle(small_copy).plan_document.gzipped)["sources"] == {}


def test_what_is_kept_of_the_last_plan_does_not_show_in_the_next(
    small_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moved, renamed and quoted otherwise: the documents are those that a new process makes."""
    bundle(small_copy)
    path = small_copy / "plan" / "water.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    placed = [feature for feature in content["features"] if feature["geometry"] is not None]
    moved = next(feature for feature in placed if feature["geometry"]["type"] != "Point")
    shape = shapely.geometry.shape(moved["geometry"])
    moved["geometry"] = shapely.geometry.mapping(shapely.affinity.translate(shape, 0.01, 0.005))
    moved["properties"]["name"], quoted = "换了名字的工程", content["features"][-1]["properties"]
    quoted["clause"] = content["features"][0]["properties"]["clause"]
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    kept = bundle(small_copy)
    for known in (measure._measuring, triangles._triangles, blocks._spans, documents._bundle, documents._compressed):
        known.cache_clear()
    for name in ("READER", "CITY"):
        monkeypatch.setattr(documents, name, KeptLast())
    new = bundle(small_copy)
    assert kept is not new
    for name in ("plan_document", "reader_document", "basemap_document", "city_document"):
        assert getattr(kept, name).hash == getattr(new, name).hash, name
