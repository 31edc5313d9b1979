"""The documents come from the shelf where nothing has changed, and are made anew where anything has."""

import gzip
import json
from pathlib import Path

import pytest

from layers.screen import document as makers
from layers.screen import served as module
from layers.screen import shelf
from layers.screen.document import bundle
from layers.screen.served import NAMES, served


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(shelf, "SHELF", tmp_path / "shelf")
    module._served.cache_clear()
    return tmp_path / "shelf"


def test_as_they_are_made(folder: Path) -> None:
    made = bundle()
    found = served()
    assert (found.plan, found.basemap, found.reader) == (
        made.plan_document,
        made.basemap_document,
        made.reader_document,
    )
    assert found.problems == {"zh": [], "en": []}
    assert {path.name.split("-")[0] for path in folder.iterdir()} == set(NAMES)


def test_a_new_process_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = served()
    module._served.cache_clear()
    monkeypatch.setattr(makers, "bundle", lambda *_: pytest.fail("made again"))
    assert served() == first


def test_changed_data_are_made_anew_with_their_problems(small_copy: Path) -> None:
    before = served(small_copy)
    path = next((small_copy / "plan").glob("*.geojson"))
    features = json.loads(path.read_text(encoding="utf-8"))
    features["features"][0]["properties"]["stage"] = "<b>unheard of</b>"
    path.write_text(json.dumps(features), encoding="utf-8")
    after = served(small_copy)
    assert after.plan.hash != before.plan.hash
    assert not any("unheard of" in said for said in before.problems["en"])
    assert any("unheard of" in said for said in after.problems["en"])


def test_another_make_of_the_code_finds_nothing_on_the_shelf(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    served()
    module._served.cache_clear()
    monkeypatch.setattr(module, "BEGUN_WITH", "another")
    served()
    assert len(list(folder.glob("plan-*"))) == 2


def test_the_plan_s_document_is_whole() -> None:
    assert len(json.loads(gzip.decompress(served().plan.gzipped))["items"]) == len(bundle().plan.items)
