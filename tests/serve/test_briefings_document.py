import gzip
import json
from pathlib import Path

import pytest

from briefing.model import Briefing, Scene
from briefing.resolved import shipped_briefings
from briefing.store import OLD_FOLDER
from geo.store.place import WORKSPACE
from serve.briefings_document import briefings, briefings_document, store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(WORKSPACE, str(tmp_path / "workspace"))
    monkeypatch.setenv(OLD_FOLDER, str(tmp_path))
    return tmp_path


def ids() -> dict[str, str]:
    content = json.loads(gzip.decompress(briefings_document().gzipped))
    return {briefing["id"]: briefing["source"] for briefing in content["briefings"]}


def test_the_document_follows_what_is_saved_and_is_made_once_for_the_same_state() -> None:
    before = briefings_document()
    assert briefings_document() is before
    shipped = ("overview", "strategy", "transport", "water-ecology", "districts", "evaluation")
    assert ids() == dict.fromkeys(shipped, "shipped")
    added = store().add(Briefing("mine", "我的", "", (Scene("a", "甲"),)))
    assert ids()["mine"] == "own"
    assert briefings_document().hash != before.hash
    assert briefings().versions == {"mine": added.version}


def test_saving_a_briefing_resolves_nothing_anew_of_what_ships() -> None:
    before = briefings().resolved
    store().add(Briefing("mine", "我的", "", (Scene("a", "甲"),)))
    after = briefings().resolved
    assert len(after) == len(before) + 1
    assert all(one is other for one, other in zip(before, after, strict=False))


def test_a_damaged_file_keeps_nobody_from_presenting(folder: Path) -> None:
    (folder / "x.json").write_text("{")
    assert "overview" in ids()
    assert [entry.name for entry in briefings().damaged] == ["x.json"]


def test_a_saved_briefing_never_takes_the_id_of_one_that_ships() -> None:
    assert store().add(Briefing("overview", "我的", "", ())).briefing.id == "overview-2"


def test_what_ships_is_read_once_however_often_the_map_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []

    def counted() -> tuple[Briefing, ...]:
        reads.append(1)
        return shipped_briefings()

    monkeypatch.setattr("serve.briefings_document.shipped_briefings", counted)
    for _ in range(3):
        briefings_document()
    assert len(reads) <= 1
