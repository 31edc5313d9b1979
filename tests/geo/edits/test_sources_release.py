"""New sources of what an item rests on, written back and beside a newer release, on both databases."""

from pathlib import Path

from geo.check import find
from geo.edits.accepted import EDIT, EVENT, edit_in, event_in
from geo.edits.feature import file_text, raw_features
from geo.edits.proposals import Proposals
from geo.edits.release import export, take_release
from geo.folder import DATA
from geo.model import Plan
from geo.plan import load_plan
from geo.store.store import Store
from tests.geo.edits.made import EVENT_CELLS, ITEM, folder
from tests.geo.edits.sourced import OTHER, SOURCE, accept, copied, propose, wanted


def test_it_is_exported_and_a_release_that_has_it_takes_it_over(
    store: Store, plan: Plan, data_copy: Path, tmp_path: Path
) -> None:
    found = Proposals(store, plan)
    accept(found, propose(found))
    accept(found, propose(found, OTHER, title="另一份图", url=""))
    assert export(store, DATA, data_copy) == ["SOURCES.md", "plan/ecology.geojson", "plan/transport.geojson"]
    assert export(store, DATA, data_copy) == []
    rows = [line for line in (data_copy / "SOURCES.md").read_text(encoding="utf-8").splitlines() if "-2024 |" in line]
    assert [row.split(" | ")[0] for row in rows[-2:]] == [f"| {OTHER}-2024", f"| {ITEM}-2024"]
    # The release has taken the sources alone: the changes stand, and carry nothing any more.
    taken = tmp_path / "taken"
    copied(DATA, taken, "\n".join(("", *rows[-2:], "")))
    assert {merged.outcome for merged in take_release(store, taken)} == {"same"}
    assert [edit_in(document).sources for document in store.listing(EDIT)] == [(), ()]
    assert (
        export(store, taken, tmp_path / "out")
        and (tmp_path / "out" / "SOURCES.md").read_bytes() == (taken / "SOURCES.md").read_bytes()
    )
    assert {merged.outcome for merged in take_release(store, data_copy)} == {"taken"}


def test_of_a_release_that_has_its_id_for_another_source_ours_gets_another(
    store: Store, plan: Plan, tmp_path: Path
) -> None:
    found = Proposals(store, plan)
    accept(found, propose(found))
    accept(found, propose(found, OTHER))
    now = Proposals(store, load_plan(folder(store, tmp_path / "plans")))
    cells = EVENT_CELLS | {"source": f"{ITEM}-2024", "published": "2024-06-30", "grade": "official"}
    event = now.propose_event(cells, says="")
    now.accept(event.id, version=event.version)
    newer = tmp_path / "newer"
    copied(DATA, newer, f"\n| {ITEM}-2024 | 别人 — 别的图 | 事实引用 | 2024 | — |\n")
    assert {(merged.outcome, merged.fields) for merged in take_release(store, newer)} == {("renumbered", ("source",))}
    edits = [edit_in(document) for document in store.listing(EDIT)]
    assert {edit.feature["properties"]["evidence"][-1]["source"] for edit in edits} == {f"{ITEM}-2024-2"}
    (kept,) = map(event_in, store.listing(EVENT))
    assert kept.cells["source"] == f"{ITEM}-2024-2"
    export(store, newer, tmp_path / "out")
    text = (tmp_path / "out" / "SOURCES.md").read_text(encoding="utf-8")
    assert text.count("别的图") == text.count(f"| {ITEM}-2024-2 |") == text.count(SOURCE["title"]) == 1
    assert find((), data=tmp_path / "out")[0] == []


def test_a_change_in_conflict_with_a_release_keeps_its_source_apart_all_the_same(
    store: Store, plan: Plan, tmp_path: Path
) -> None:
    found = Proposals(store, plan)
    after, base = wanted(found)
    after["properties"]["note"] = "甲说。"
    accept(found, found.propose(ITEM, after, base=base, says="", sources=[SOURCE]))
    newer = tmp_path / "newer"
    copied(DATA, newer, f"\n| {ITEM}-2024 | 别人 — 别的图 | 事实引用 | 2024 | — |\n")
    path = newer / "plan" / "transport.geojson"
    features = raw_features(path)
    next(each for each in features if each["properties"]["id"] == ITEM)["properties"]["note"] = "新版说。"
    path.write_text(file_text(features), encoding="utf-8")
    assert [(merged.outcome, merged.fields) for merged in take_release(store, newer)] == [("conflict", ("note",))]
    (edit,) = map(edit_in, store.listing(EDIT))
    assert edit.feature["properties"]["evidence"][-1]["source"] == edit.sources[0]["id"] == f"{ITEM}-2024-2"
