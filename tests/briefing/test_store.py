"""Saved briefings: whole files, nobody's work lost, damaged ones named and left alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.model import Briefing, Scene, briefing_json
from briefing.store import KIND, OLD_FOLDER, BriefingStore, old_folder
from geo.folder import DATA
from geo.store import takeover
from geo.store.store import Store

MEETING = Briefing("meeting", "例会", "Meeting", (Scene("a", "甲", view="on=ta"),))


@pytest.fixture
def store(tmp_path: Path) -> BriefingStore:
    return BriefingStore(Store.in_folder(tmp_path / "workspace"), reserved=["overview"], old=tmp_path / "old")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of an earlier version."""
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "meeting.json").write_bytes(briefing_json(MEETING))
    return folder


def again(store: BriefingStore, old: Path | None = None) -> BriefingStore:
    return BriefingStore(Store.in_folder(store.store.folder), old=old)


def test_what_is_saved_is_loaded_again(store: BriefingStore) -> None:
    added = store.add(MEETING)
    assert store.load("meeting") == added
    assert store.listing() == ([added], [])
    renamed = store.save(replace(MEETING, title="周会"), version=added.version)
    assert store.load("meeting").briefing.title == "周会"
    assert renamed.version != added.version


def test_a_new_briefing_takes_no_id_that_is_used_or_shipped(store: BriefingStore) -> None:
    store.add(MEETING)
    assert store.add(MEETING).briefing.id == "meeting-2"
    assert store.add(replace(MEETING, id="overview")).briefing.id == "overview-2"


def test_the_second_of_two_who_save_is_told_and_nothing_is_lost(store: BriefingStore) -> None:
    version = store.add(MEETING).version
    store.save(replace(MEETING, title="先"), version=version)
    with pytest.raises(ExportError) as caught:
        store.save(replace(MEETING, title="后"), version=version)
    assert caught.value.key == "briefing.conflict"
    assert store.load("meeting").briefing.title == "先"
    assert store.add(replace(MEETING, title="后")).briefing.id == "meeting-2"


def test_of_many_who_save_at_once_exactly_one_succeeds(store: BriefingStore) -> None:
    version = store.add(MEETING).version

    def save(number: int) -> str | None:
        try:
            return again(store).save(replace(MEETING, title=f"第{number}"), version=version).briefing.title
        except ExportError:
            return None

    with ThreadPoolExecutor(8) as pool:
        written = [title for title in pool.map(save, range(16)) if title]
    assert written == [store.load("meeting").briefing.title]


def test_many_who_add_at_once_each_get_an_id(store: BriefingStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: again(store).add(MEETING).briefing.id, range(12)))
    assert len(set(ids)) == 12 == len(store.listing()[0])


def test_a_deleted_briefing_comes_back(store: BriefingStore) -> None:
    added = store.add(MEETING)
    name = store.delete("meeting", version=added.version)
    assert store.listing() == ([], [])
    assert store.restore(name).briefing == added.briefing
    # Twice does no harm.
    assert store.restore(name).briefing == added.briefing


def test_a_deleted_briefing_keeps_its_id(store: BriefingStore) -> None:
    name = store.delete("meeting", version=store.add(MEETING).version)
    assert store.add(replace(MEETING, title="新")).briefing.id == "meeting-2"
    assert store.restore(name).briefing == MEETING


def test_deleting_what_somebody_has_changed_is_refused(store: BriefingStore) -> None:
    version = store.add(MEETING).version
    store.save(replace(MEETING, title="改"), version=version)
    with pytest.raises(ExportError):
        store.delete("meeting", version=version)
    assert store.load("meeting").briefing.title == "改"


DAMAGED = [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"briefings": [{"id": "other", "title": "x"}]}']


def test_an_old_folder_is_taken_over_once_and_left_as_it_is(store: BriefingStore, old: Path) -> None:
    for number, content in enumerate(DAMAGED):
        (old / f"damaged-{number}.json").write_bytes(content)
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    found, problems = store.listing()
    assert [stored.briefing for stored in found] == [MEETING]
    assert [problem.name for problem in problems] == [f"damaged-{number}.json" for number in range(len(DAMAGED))]
    assert all(problem.error.message("zh") and problem.error.message("en") for problem in problems)
    store.save(replace(MEETING, title="改"), version=found[0].version)
    (old / "later.json").write_bytes(briefing_json(replace(MEETING, id="later")))
    takeover.DONE.clear()
    assert [stored.briefing.title for stored in again(store, old).listing()[0]] == ["改"]
    (old / "later.json").unlink()
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before


def test_an_old_file_under_a_shipped_id_takes_the_next_one(store: BriefingStore, old: Path) -> None:
    (old / "overview.json").write_bytes(briefing_json(replace(MEETING, id="overview")))
    assert [stored.briefing.id for stored in store.listing()[0]] == ["meeting", "overview-2"]


def test_a_document_that_is_no_briefing_is_named_and_left(store: BriefingStore) -> None:
    added = store.add(MEETING)
    with store.store.changes() as changes:
        changes.add(KIND, "damaged", "{")
    found, problems = store.listing()
    assert found == [added]
    assert [problem.name for problem in problems] == ["damaged"]
    assert store.add(replace(MEETING, id="damaged")).briefing.id == "damaged-2"


@pytest.mark.parametrize("identifier", ["../out", "/etc/passwd", "a/b", "..", "", ".lock", "con"])
def test_no_name_leads_out_of_the_folder(store: BriefingStore, tmp_path: Path, identifier: str) -> None:
    (tmp_path / "out.json").write_text('{"briefings": []}')
    for attempt in (
        lambda: store.load(identifier),
        lambda: store.add(replace(MEETING, id=identifier)),
        lambda: store.delete(identifier, version=""),
        lambda: store.restore(identifier),
    ):
        with pytest.raises(ExportError):
            attempt()
    assert (tmp_path / "out.json").read_text() == '{"briefings": []}'


def test_what_could_not_be_read_again_is_not_written(store: BriefingStore) -> None:
    version = store.add(MEETING).version
    with pytest.raises(ExportError):
        store.save(replace(MEETING, title="长" * 1000), version=version)
    assert store.load("meeting").briefing == MEETING


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ExportError, match="PLAN_MAP_DATABASE"):
        BriefingStore(Store.in_folder(blocked / "workspace")).add(MEETING)


def test_a_store_that_cannot_be_read_is_named_and_nothing_else_fails(tmp_path: Path) -> None:
    (tmp_path / "plan-map.sqlite3").write_bytes(b"no database" * 1000)
    store = BriefingStore(Store.in_folder(tmp_path))
    found, (problem,) = store.listing()
    assert found == []
    assert "plan-map.sqlite3" in problem.name
    assert store.revision() == str(problem.error.values["detail"].text())


def test_a_store_that_is_not_there_yet_is_empty(store: BriefingStore) -> None:
    assert store.listing() == ([], [])
    before = store.revision()
    store.add(MEETING)
    assert store.revision() != before


def test_the_environment_names_the_old_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(OLD_FOLDER, str(tmp_path))
    assert old_folder() == tmp_path
    monkeypatch.delenv(OLD_FOLDER)
    assert old_folder() == DATA.parent / "briefings"
