"""Accepted changes out to the data files and onto a newer release, on both databases."""

import copy
from pathlib import Path
from typing import Any

import pytest

from geo.check import find
from geo.edits.accepted import EDIT, EVENT, edit_in, event_in
from geo.edits.feature import feature_hash, file_text, raw_features
from geo.edits.proposals import Proposals
from geo.edits.release import export, merge, resting_on_older, take_release
from geo.folder import DATA
from geo.model import Plan
from geo.store.store import Store
from tests.geo.edits.made import EVENT_CELLS, ITEM


def accept(store: Store, plan: Plan, **properties: Any) -> None:
    proposals = Proposals(store, plan)
    _, feature = proposals.present(ITEM)
    after = copy.deepcopy(feature)
    after["properties"] |= properties
    made = proposals.propose(ITEM, after, base=feature_hash(feature), says="")
    proposals.accept(made.id, version=made.version)


def accept_event(store: Store, plan: Plan) -> None:
    proposals = Proposals(store, plan)
    made = proposals.propose_event(EVENT_CELLS, says="")
    proposals.accept(made.id, version=made.version)


def rewrite(data: Path, **properties: Any) -> None:
    """A newer release: other words for the item."""
    path = data / "plan" / "transport.geojson"
    features = raw_features(path)
    next(each for each in features if each["properties"]["id"] == ITEM)["properties"].update(properties)
    path.write_text(file_text(features), encoding="utf-8")


def test_what_is_exported_is_the_release_but_for_what_was_accepted(store: Store, plan: Plan, data_copy: Path) -> None:
    assert export(store, DATA, data_copy) == []
    accept(store, plan, note="甲说。")
    accept_event(store, plan)
    times = {path: path.stat().st_mtime_ns for path in data_copy.rglob("*")}
    assert export(store, DATA, data_copy) == ["plan/transport.geojson", "progress/transport.csv"]
    assert export(store, DATA, data_copy) == []
    touched = {path.name for path, time in times.items() if path.is_file() and path.stat().st_mtime_ns != time}
    assert touched == {"transport.csv", "transport.geojson"}
    assert find([], data=data_copy)[0] == []
    # The file that was written is the next release: nothing is left to be done here.
    assert {(merged.id, merged.outcome) for merged in take_release(store, data_copy)} >= {(ITEM, "taken")}
    assert store.listing(EDIT) == store.listing(EVENT) == []


def test_a_newer_release_and_our_change_come_together(store: Store, plan: Plan, data_copy: Path) -> None:
    accept(store, plan, note="甲说。")
    rewrite(data_copy, name_en="Xili Station")
    assert resting_on_older(store, data_copy) == [ITEM]
    (merged,) = take_release(store, data_copy)
    assert merged.outcome == "merged"
    (edit,) = map(edit_in, store.listing(EDIT))
    assert (edit.feature["properties"]["note"], edit.feature["properties"]["name_en"]) == ("甲说。", "Xili Station")
    assert resting_on_older(store, data_copy) == []
    assert [found.outcome for found in take_release(store, data_copy)] == ["same"]


def test_what_both_changed_is_named_and_left_until_somebody_decides(store: Store, plan: Plan, data_copy: Path) -> None:
    accept(store, plan, note="甲说。")
    rewrite(data_copy, note="新版说。", name_en="Xili Station")
    before = store.listing(EDIT)
    (merged,) = take_release(store, data_copy)
    assert (merged.outcome, merged.fields) == ("conflict", ("note",))
    assert store.listing(EDIT) == before
    (merged,) = take_release(store, data_copy, keep=frozenset({ITEM}))
    assert merged.outcome == "kept"
    (edit,) = map(edit_in, store.listing(EDIT))
    assert (edit.feature["properties"]["note"], edit.feature["properties"]["name_en"]) == ("甲说。", "Xili Station")


def test_an_item_that_a_release_dropped_is_named(store: Store, plan: Plan, data_copy: Path) -> None:
    accept(store, plan, note="甲说。")
    path = data_copy / "plan" / "transport.geojson"
    kept = [each for each in raw_features(path) if each["properties"]["id"] != ITEM]
    path.write_text(file_text(kept), encoding="utf-8")
    assert [(merged.id, merged.outcome) for merged in take_release(store, data_copy)] == [(ITEM, "conflict")]


def test_an_event_whose_number_the_release_has_used_gets_another(store: Store, plan: Plan, data_copy: Path) -> None:
    accept_event(store, plan)
    (ours,) = store.listing(EVENT)
    path = data_copy / "progress" / "transport.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + f"{ours.id},{ITEM},mention,2022,,,另一件事。,Another.,gwr-sz-2023,2023,2026-11-29,official,medium,\n"
    )
    assert [merged.outcome for merged in take_release(store, data_copy)] == ["renumbered"]
    (moved,) = store.listing(EVENT)
    assert moved.id != ours.id


def test_a_source_whose_id_the_release_has_given_away_gets_another(
    store: Store, plan: Plan, data_copy: Path, tmp_path: Path
) -> None:
    source = {
        "title": "我们的文章",
        "publisher": "深圳发布",
        "url": "example.org/1",
        "published": "2024",
        "grade": "press",
    }
    found = Proposals(store, plan)
    proposal = found.propose_event(EVENT_CELLS, says="", source=source)
    found.accept(proposal.id, version=proposal.version)
    (ours,) = [event_in(document).source for document in store.listing(EVENT)]
    assert ours is not None
    assert [merged.outcome for merged in take_release(store, data_copy)] == ["same"]
    path = data_copy / "progress" / "sources.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + f"{ours['id']},别人,别的文章,example.org/2,2024,事实引用,press\n", encoding="utf-8")
    assert [merged.outcome for merged in take_release(store, data_copy)] == ["renumbered"]
    (event,) = map(event_in, store.listing(EVENT))
    assert event.source is not None
    assert event.cells["source"] == event.source["id"] == f"{ours['id']}-2"
    export(store, data_copy, tmp_path / "out")
    rows = (tmp_path / "out" / "progress" / "sources.csv").read_text(encoding="utf-8")
    assert "别的文章" in rows
    assert "我们的文章" in rows


@pytest.mark.parametrize(
    ("old", "ours", "theirs", "made", "conflicts"),
    [
        ({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, []),
        ({"a": 1}, {"a": 1}, {"a": 3}, {"a": 3}, []),
        ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, []),
        ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}, ["a"]),
        ({"a": 1}, {"a": 1, "b": 2}, {"a": 1}, {"a": 1, "b": 2}, []),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, {"a": 1}, {"a": 1}, []),
    ],
)
def test_three_ways(old: dict, ours: dict, theirs: dict, made: dict, conflicts: list[str]) -> None:
    features = [{"type": "Feature", "properties": each, "geometry": None} for each in (old, ours, theirs)]
    merged, found = merge(*features)
    assert (merged["properties"], found) == (made, conflicts)
