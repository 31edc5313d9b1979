"""Saved briefings: whole files, nobody's work lost, damaged ones named and left alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.model import Briefing, Scene
from briefing.store import FOLDER_VARIABLE, MAX_TRASH, TRASH, BriefingStore, store_folder
from geo.folder import DATA

MEETING = Briefing("meeting", "例会", "Meeting", (Scene("a", "甲", view="on=ta"),))


@pytest.fixture
def store(tmp_path: Path) -> BriefingStore:
    return BriefingStore(tmp_path / "briefings", reserved=["overview"])


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
            other = BriefingStore(store.folder)
            return other.save(replace(MEETING, title=f"第{number}"), version=version).briefing.title
        except ExportError:
            return None

    with ThreadPoolExecutor(8) as pool:
        written = [title for title in pool.map(save, range(16)) if title]
    assert written == [store.load("meeting").briefing.title]


def test_many_who_add_at_once_each_get_a_file(store: BriefingStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: BriefingStore(store.folder).add(MEETING).briefing.id, range(12)))
    assert len(set(ids)) == 12 == len(store.listing()[0])


def test_a_deleted_briefing_comes_back(store: BriefingStore) -> None:
    added = store.add(MEETING)
    name = store.delete("meeting", version=added.version)
    assert store.listing() == ([], [])
    assert store.restore(name) == added
    with pytest.raises(ExportError):
        store.restore(name)


def test_a_deleted_briefing_comes_back_beside_one_that_took_its_name(store: BriefingStore) -> None:
    name = store.delete("meeting", version=store.add(MEETING).version)
    store.add(replace(MEETING, title="新"))
    assert store.restore(name).briefing.id == "meeting-2"


def test_deleting_what_somebody_has_changed_is_refused(store: BriefingStore) -> None:
    version = store.add(MEETING).version
    store.save(replace(MEETING, title="改"), version=version)
    with pytest.raises(ExportError):
        store.delete("meeting", version=version)
    assert store.load("meeting").briefing.title == "改"


def test_the_trash_does_not_grow_for_ever(store: BriefingStore) -> None:
    for _ in range(MAX_TRASH + 3):
        store.delete("meeting", version=store.add(MEETING).version)
    assert len(list((store.folder / TRASH).iterdir())) == MAX_TRASH


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"briefings": [{"id": "other", "title": "x"}]}']
)
def test_a_damaged_file_is_named_and_left_untouched(store: BriefingStore, content: bytes) -> None:
    added = store.add(MEETING)
    damaged = store.folder / "damaged.json"
    damaged.write_bytes(content)
    found, problems = store.listing()
    assert found == [added]
    assert [problem.file_name for problem in problems] == ["damaged.json"]
    assert problems[0].error.message("zh") and problems[0].error.message("en")
    store.save(replace(MEETING, title="改"), version=added.version)
    assert damaged.read_bytes() == content
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
    with pytest.raises(ExportError, match="PLAN_MAP_BRIEFINGS"):
        BriefingStore(blocked / "briefings").add(MEETING)


def test_a_folder_that_is_not_there_yet_is_empty(store: BriefingStore) -> None:
    assert store.listing() == ([], [])
    assert store.fingerprint() == ()


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert store_folder() == tmp_path
    monkeypatch.delenv(FOLDER_VARIABLE)
    assert store_folder() == DATA.parent / "briefings"
