"""What the trail says of a change, and what comes back from it."""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefing.model import Briefing, Scene
from briefing.store import BriefingStore
from geo.edits.accepted import EDIT, EVENT, event_in
from geo.edits.feature import feature_hash
from geo.edits.proposals import Proposals
from geo.model import Plan
from geo.notes.notes import Notes
from geo.store.errors import StoreError
from geo.store.model import Entry, TrailOf
from geo.store.person import Person
from geo.store.store import Store
from geo.trail.differences import differences, features_of, moved_m
from geo.trail.listing import all_of, local_time, shown_page, within_days, zone_of
from geo.trail.ways import before_of, bring_back, way_back
from tests.geo.edits.made import EVENT_CELLS, ITEM

LI = Person("p-1", "李", "li@example.cn", "editor")
MINE = Briefing("mine", "我的", "Mine", (Scene("a", "甲", "A", view="on=ta"),))
Accept = Callable[[Store, Plan, Callable[[dict], None]], Entry]  # type: ignore[type-arg]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.in_folder(tmp_path, who="p-1")


def newest(store: Store, **wanted: str) -> Entry:
    with store.reading() as present:
        assert present is not None
        return present.trail(TrailOf(**wanted), most=1)[0]


def back_of(store: Store, entry: Entry) -> tuple[str, int]:
    with store.reading() as present:
        assert present is not None
        found = way_back(entry, present.find(entry.kind, entry.id))
    assert found is not None
    return found.way, found.version


def test_a_deleted_briefing_and_one_that_was_replaced_come_back(store: Store) -> None:
    kept = BriefingStore(store)
    first = kept.add(MINE)
    later = kept.save(Briefing("mine", "别的", "Other", MINE.scenes), version=first.version)
    entry = newest(store, kind="briefing")
    assert [each.after for each in differences(entry)] == ["别的", "Other"]
    kept.delete("mine", version=later.version)
    # Of what is deleted only the deletion is undone.
    with store.reading() as present:
        assert present is not None
        assert way_back(entry, present.find("briefing", "mine")) is None
    deleted = newest(store, kind="briefing")
    assert all(each.after is None for each in differences(deleted))
    way, version = back_of(store, deleted)
    bring_back(store, deleted.entry, version=version)
    assert (way, kept.load("mine").briefing.title) == ("restore", "别的")
    way, version = back_of(store, entry)
    bring_back(store, entry.entry, version=version, reason="误改")
    assert (way, kept.load("mine").briefing) == ("replace", MINE)
    told = newest(store, kind="briefing")
    assert (told.action, told.reason, told.who) == ("revert", "误改", "p-1")


def test_what_somebody_has_changed_since_is_not_overwritten(store: Store) -> None:
    kept = BriefingStore(store)
    first = kept.add(MINE)
    second = kept.save(Briefing("mine", "二", "2", MINE.scenes), version=first.version)
    entry = newest(store, kind="briefing")
    _, version = back_of(store, entry)
    kept.save(Briefing("mine", "三", "3", MINE.scenes), version=second.version)
    with pytest.raises(StoreError) as error:
        bring_back(store, entry.entry, version=version)
    assert error.value.code == "store-conflict"
    assert kept.load("mine").briefing.title == "三"
    with pytest.raises(StoreError):
        bring_back(store, 10_000, version=1)


def test_a_deleted_note_comes_back_with_its_answers_and_an_answer_is_never_undone(store: Store) -> None:
    notes = Notes(store, LI)
    note = notes.add("请核对", place=[114.0, 22.6])
    answered = notes.reply(note.id, "核对过")
    answer = newest(store, kind="note")
    assert [each.after for each in differences(answer)] and answer.action == "reply"
    with store.reading() as present:
        assert present is not None
        assert way_back(answer, present.find("note", note.id)) is None
    notes.delete(note.id, version=answered.version)
    gone = newest(store, kind="note")
    bring_back(store, gone.entry, version=back_of(store, gone)[1])
    assert [reply.text for reply in notes.listing()[0].replies] == ["核对过"]


def test_what_was_emptied_out_of_the_trash_has_no_way_back(store: Store) -> None:
    with store.changes() as changes:
        kept = changes.add("own-layer", "own-1", json.dumps({"title": "甲"}))
        changes.delete("own-layer", "own-1", version=kept.version)
        changes.purge("own-layer", "own-1")
    for entry in all_of(store, TrailOf()):
        assert way_back(entry, None) is None
        with pytest.raises(StoreError):
            bring_back(store, entry.entry, version=1)


def accepted(store: Store, plan: Plan, *, east: float = 0.0, **properties: str) -> Entry:
    found = Proposals(store, plan)
    _, before = found.present(ITEM)
    after = copy.deepcopy(before)
    after["properties"] |= properties
    after["geometry"]["coordinates"][0] += east
    made = found.propose(ITEM, after, base=feature_hash(before), says="核对")
    found.accept(made.id, version=made.version)
    return newest(store, kind=EDIT)


def test_an_accepted_change_says_its_fields_and_comes_back_as_a_proposal(store: Store, plan: Plan) -> None:
    entry = accepted(store, plan, note="新说明。")
    _, released = Proposals(store, plan).present(ITEM)
    (note,) = differences(entry)
    assert (note.field, note.after, moved_m(entry)) == (("note",), "新说明。", None)
    assert note.before == (released["properties"].get("note") or None)
    before = before_of(entry)
    assert before is not None and (before.feature, before.sources) == (released, ())
    assert back_of(store, entry)[0] == "propose"
    with pytest.raises(StoreError):
        bring_back(store, entry.entry, version=1)


def test_a_moved_place_says_how_far() -> None:
    # A thousandth of a degree of longitude at 22.6° north: 111.2 km · cos 22.6° / 1000.
    def content(east: float) -> str:
        feature = {"properties": {"id": ITEM}, "geometry": {"type": "Point", "coordinates": [east, 22.6]}}
        return json.dumps({"file": "a", "released": feature, "feature": feature})

    told = Entry(1, "", "", "change", EDIT, ITEM, ITEM, 2, content(114.0), content(114.001), "")
    metres = moved_m(told)
    assert metres is not None and 102 < metres < 103.5
    assert [(each.field, each.before, each.after) for each in differences(told)] == [
        (("geometry",), "114.000000, 22.600000", "114.001000, 22.600000")
    ]
    assert features_of(told) is not None


def test_the_trail_is_asked_by_days_of_the_clock_of_who_asks(store: Store) -> None:
    with store.changes() as changes:
        changes.add("note", "n-1", "{}")
    at = newest(store).at
    shanghai = zone_of("Asia/Shanghai")
    day = date.fromisoformat(local_time(at, shanghai)[:10])
    within = within_days(TrailOf(), day, day, shanghai)
    assert len(shown_page(store, within, before=None, most=9)) == 1
    for first, last in ((date(2020, 1, 1), date(2020, 1, 2)), (date(2999, 1, 1), None)):
        assert shown_page(store, within_days(TrailOf(), first, last, shanghai), before=None, most=9) == []
    assert within_days(TrailOf(), date(2026, 3, 2), date(2026, 3, 2), shanghai) == TrailOf(
        since="2026-03-01T16:00:00.000Z", until="2026-03-02T16:00:00.000Z"
    )
    # A made-up zone is UTC, and no day is too far away for a calendar.
    assert zone_of("../../etc/passwd").key == zone_of(None).key == "UTC"
    within_days(TrailOf(), date(1, 1, 1), date(9999, 12, 31), shanghai)


def test_an_accepted_event_is_taken_out_of_the_ledger_and_comes_back(store: Store, plan: Plan) -> None:
    found = Proposals(store, plan)
    made = found.propose_event(EVENT_CELLS | {"says": "误登。"}, says="")
    found.accept(made.id, version=made.version)
    added = newest(store, kind=EVENT)
    way, version = back_of(store, added)
    bring_back(store, added.entry, version=version, reason="登错了")
    assert (way, store.listing(EVENT)) == ("remove", [])
    gone = newest(store, kind=EVENT)
    assert (gone.action, gone.reason) == ("delete", "登错了")
    # Once is enough.
    with pytest.raises(StoreError):
        bring_back(store, added.entry, version=version)
    way, version = back_of(store, gone)
    bring_back(store, gone.entry, version=version)
    (event,) = store.listing(EVENT)
    assert (way, event.id) == ("restore", added.id)
    assert event_in(event).cells["says"] == "误登。"
