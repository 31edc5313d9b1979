import gzip
import json
from pathlib import Path

from geo.plan import Plan
from layers.document import bundle, document


def content(data: bytes) -> dict:
    return json.loads(gzip.decompress(data))


def test_the_plan_document_holds_every_item(plan: Plan) -> None:
    items = content(bundle().plan_document.gzipped)["items"]
    assert [item["id"] for item in items] == [item.id for item in plan.items]
    assert all(("bounds" in record) == (item.geometry is not None) for record, item in zip(items, plan.items, strict=True))


def test_the_first_visit_stays_below_a_megabyte() -> None:
    present = bundle()
    assert len(present.plan_document.gzipped) + len(present.ground_document.gzipped) < 950_000


def test_documents_are_addressed_by_their_content() -> None:
    assert document(b"one").hash == document(b"one").hash != document(b"two").hash
    assert document(b"one").gzipped == document(b"one").gzipped


def test_a_changed_file_gives_a_new_document_and_its_breach(data_copy: Path) -> None:
    before = bundle(data_copy)
    assert bundle(data_copy) is before
    (data_copy / "plan" / "air.geojson").write_text("{", encoding="utf-8")
    after = bundle(data_copy)
    assert after.plan_document.hash != before.plan_document.hash
    assert [breach.file for breach in after.breaches] == ["data/plan/air.geojson"]


def test_a_theme_without_a_layer_is_named_not_drawn_grey(data_copy: Path) -> None:
    path = data_copy / "plan" / "transport.geojson"
    text = path.read_text(encoding="utf-8").replace('"category": "空港"', '"category": "缆车"', 1)
    path.write_text(text, encoding="utf-8")
    assert [breach.code for breach in bundle(data_copy).breaches] == ["no-layer"]
