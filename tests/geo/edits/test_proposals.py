"""From a proposal to the plan that everybody sees, on both databases."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from geo.check import find
from geo.edits.accepted import EDIT, EVENT, edit_in, event_in
from geo.edits.feature import edited_files, feature_hash, file_text, raw_features
from geo.edits.folder import made_folder
from geo.edits.proposal import Proposal
from geo.edits.proposals import Proposals, RulesError
from geo.folder import DATA
from geo.model import Plan
from geo.plan import load_plan
from geo.store.errors import StoreError
from geo.store.model import TrailOf
from geo.store.store import Store

ITEM = "hub-xili"
REASON = "现场核对"
EVENT_CELLS = {
    "item": ITEM, "event": "mention", "on": "2023", "says": "在建。", "says_en": "Under construction.",
    "source": "gwr-sz-2023", "confidence": "medium",
}  # fmt: skip


@pytest.mark.parametrize("path", edited_files(DATA), ids=lambda path: path.stem)
def test_a_file_is_written_as_it_is(path: Path) -> None:
    compact = path.name == "districts.geojson"
    assert file_text(raw_features(path), compact=compact) == path.read_text(encoding="utf-8")


def proposals(store: Store, plan: Plan) -> Proposals:
    return Proposals(store, plan)


def changed(found: Proposals, **properties: Any) -> tuple[dict[str, Any], str]:
    """The item with other words, and the hash of what it was."""
    _, feature = found.present(ITEM)
    after = copy.deepcopy(feature)
    after["properties"] |= properties
    return after, feature_hash(feature)


def folder(store: Store, under: Path) -> Path:
    edits = [edit_in(document) for document in store.listing(EDIT)]
    events = [event_in(document) for document in store.listing(EVENT)]
    return made_folder(DATA, edits, events, under=under)


def code(error: pytest.ExceptionInfo[StoreError]) -> str:
    return error.value.code


def test_an_accepted_change_is_in_the_plan_and_nothing_else_moves(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = proposals(store, plan)
    after, base = changed(found, note="西丽枢纽的新说明。")
    proposal = found.propose(ITEM, after, base=base, says="补充")
    assert folder(store, tmp_path / "plans").name
    assert load_plan(folder(store, tmp_path / "plans")).by_id[ITEM].note == plan.by_id[ITEM].note
    done = found.accept(proposal.id, version=proposal.version, reason=REASON)
    assert (done.state, done.decision) == ("accepted", REASON)
    made = folder(store, tmp_path / "plans")
    new = load_plan(made)
    assert new.by_id[ITEM].note == "西丽枢纽的新说明。"
    for path in DATA.rglob("*"):
        if path.is_file():
            same = (made / path.relative_to(DATA)).read_bytes() == path.read_bytes()
            assert same is (path.name != "transport.geojson"), path
    old = [item for item in plan.items if item.id != ITEM]
    assert [(item.id, item.note, item.geometry) for item in old] == [
        (item.id, item.note, item.geometry) for item in new.items if item.id != ITEM
    ]


def test_what_breaks_rules_is_refused_with_all_of_them(store: Store, plan: Plan) -> None:
    found = proposals(store, plan)
    for wrong in (
        {"name": ""}, {"clause": "没有这一句"}, {"stage": "finished"}, {"districts": ["nowhere"]},
        {"uncertainty_m": -5},
        {"evidence": [{"source": "no-source", "says": "x"}]}, {"parent": "nothing"}, {"note": "现状：已开通"},
    ):  # fmt: skip
        after, base = changed(found, **wrong)
        with pytest.raises(RulesError) as error:
            found.propose(ITEM, after, base=base, says="")
        assert error.value.breaches, wrong
        assert all(breach.text("zh") and breach.text("en") for breach in error.value.breaches)
    after, base = changed(found)
    after["geometry"]["coordinates"] = [113.0, 30.0]
    with pytest.raises(RulesError):
        found.propose(ITEM, after, base=base, says="")
    assert store.listing("proposal") == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, "edit-no-feature"),
        ([], "edit-no-feature"),
        ({"properties": {}, "geometry": "x"}, "edit-no-feature"),
        ({"properties": {"id": "other"}, "geometry": None}, "edit-fixed-field"),
        ({"extra": 1}, "edit-no-feature"),
    ],
)
def test_what_is_no_feature_is_refused(store: Store, plan: Plan, given: object, expected: str) -> None:
    with pytest.raises(StoreError) as error:
        proposals(store, plan).check(ITEM, given)
    assert code(error) == expected


def test_no_field_is_added_and_nothing_is_too_large(store: Store, plan: Plan) -> None:
    found = proposals(store, plan)
    for wrong, expected in (({"<script>": 1}, "edit-fixed-field"), ({"note": "长" * 400_000}, "edit-too-large")):
        after, base = changed(found, **wrong)
        with pytest.raises(StoreError) as error:
            found.propose(ITEM, after, base=base, says="")
        assert code(error) == expected


def test_of_two_who_change_one_item_the_second_is_told(store: Store, plan: Plan) -> None:
    found = proposals(store, plan)
    one, base = changed(found, note="甲说。")
    other, _ = changed(found, note="乙说。")
    first, second = (found.propose(ITEM, each, base=base, says="") for each in (one, other))
    found.accept(first.id, version=first.version)
    with pytest.raises(StoreError) as error:
        found.accept(second.id, version=second.version)
    assert code(error) == "edit-stale"
    assert found.get(second.id).state == "open"
    with pytest.raises(StoreError) as error:
        found.accept(first.id, version=first.version)
    assert code(error) == "edit-decided"


def test_a_refusal_needs_a_reason_and_keeps_it(store: Store, plan: Plan) -> None:
    found = proposals(store, plan)
    after, base = changed(found, note="甲说。")
    proposal = found.propose(ITEM, after, base=base, says="")
    with pytest.raises(StoreError) as error:
        found.refuse(proposal.id, version=proposal.version, reason=" \u200b ")
    assert code(error) == "edit-no-reason"
    done = found.refuse(proposal.id, version=proposal.version, reason="没有依据")
    assert (done.state, done.decision) == ("refused", "没有依据")
    assert store.listing(EDIT) == []


def test_only_its_author_or_an_administrator_withdraws_a_proposal(store: Store, plan: Plan) -> None:
    found = proposals(store, plan)
    after, base = changed(found, note="甲说。")
    proposal = found.propose(ITEM, after, base=base, says="")
    other = Proposals(store.by("somebody else"), plan)
    with pytest.raises(StoreError) as error:
        other.withdraw(proposal.id, version=proposal.version)
    assert code(error) == "edit-not-yours"
    assert other.withdraw(proposal.id, version=proposal.version, anybody=True).state == "withdrawn"


def test_back_to_the_release_leaves_no_edit_and_all_of_it_is_in_the_trail(
    store: Store, plan: Plan, tmp_path: Path
) -> None:
    found = proposals(store, plan)
    after, base = changed(found, note="甲说。")
    first = found.propose(ITEM, after, base=base, says="")
    found.accept(first.id, version=first.version, reason=REASON)
    now = Proposals(store, load_plan(folder(store, tmp_path / "plans")))
    _, released = found.present(ITEM)
    back = now.propose(ITEM, released, base=feature_hash(after), says="退回")
    now.accept(back.id, version=back.version, reason="退回")
    assert store.listing(EDIT) == []
    assert file_text(raw_features(folder(store, tmp_path / "plans") / "plan" / "transport.geojson")) == (
        DATA / "plan" / "transport.geojson"
    ).read_text(encoding="utf-8")
    with store.reading() as present:
        assert present is not None
        told = present.trail(TrailOf(kind=EDIT, about=ITEM))
    assert [entry.action for entry in told] == ["delete", "add"]
    assert json.loads(told[1].after or "")["feature"]["properties"]["note"] == "甲说。"
    # And again: the id was used, the change is kept all the same.
    third = found.propose(ITEM, after, base=base, says="")
    found.accept(third.id, version=third.version)
    assert [edit_in(document).feature["properties"]["note"] for document in store.listing(EDIT)] == ["甲说。"]


def test_an_accepted_event_has_its_place_in_the_ledger(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = proposals(store, plan)
    two = [found.propose_event(EVENT_CELLS | {"says": says}, says="") for says in ("在建一。", "在建二。")]
    for proposal in two:
        found.accept(proposal.id, version=proposal.version)
    made = folder(store, tmp_path / "plans")
    old = (DATA / "progress" / "transport.csv").read_text(encoding="utf-8").splitlines()
    new = (made / "progress" / "transport.csv").read_text(encoding="utf-8").splitlines()
    added = [line for line in new if line not in old]
    assert [line for line in new if line in old] == old
    assert len(added) == 2
    assert len({line.partition(",")[0] for line in added}) == 2


def test_an_event_that_breaks_rules_is_refused(store: Store, plan: Plan) -> None:
    found = proposals(store, plan)
    for wrong in ({"item": "nothing"}, {"event": "done"}, {"on": "soon"}, {"source": "no-source"}, {"on": "2031"}):
        with pytest.raises(RulesError):
            found.propose_event(EVENT_CELLS | wrong, says="")


SOURCE = {
    "title": "西丽枢纽主体结构封顶",
    "publisher": "深圳发布",
    "url": "https://example.org/a?b=1",
    "published": "2024-06-30",
    "grade": "press",
}


def bring(found: Proposals, **source: str) -> Proposal:
    proposal = found.propose_event(EVENT_CELLS | {"source": ""}, says="", source=SOURCE | source)
    return found.accept(proposal.id, version=proposal.version)


UNIT = "nanshan"


def test_words_of_a_unit_are_changed_and_nothing_else_moves(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = proposals(store, plan)
    _, feature = found.present(UNIT)
    after = copy.deepcopy(feature)
    after["properties"] |= {"note": "南山区的新说明。", "name_en": "Nanshan"}
    proposal = found.propose(UNIT, after, base=feature_hash(feature), says="")
    found.accept(proposal.id, version=proposal.version)
    made = folder(store, tmp_path / "plans")
    old, new = ((data / "districts.geojson").read_text(encoding="utf-8").splitlines() for data in (DATA, made))
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    assert len(changed) == 1 and "南山区的新说明。" in changed[0][1]
    assert sorted(path.read_bytes() for path in (made / "plan").iterdir()) == sorted(
        path.read_bytes() for path in (DATA / "plan").iterdir()
    )
    assert find((), data=made)[0] == []
    assert load_plan(made).by_id[UNIT].name_en == "Nanshan"
    # And back, which leaves nothing.
    again = proposals(store, load_plan(made))
    back = again.propose(UNIT, feature, base=feature_hash(after), says="")
    again.accept(back.id, version=back.version)
    assert store.listing(EDIT) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"goal": "别的目标"},
        {"positioning": []},
        {"area_km2_drawn": 1},
        {"kind": "district-x"},
        {"geometry": None},
        {"geometry": {"type": "Point", "coordinates": [114, 22.5]}},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_outline_and_printed_words_of_a_unit_stay(store: Store, plan: Plan, wrong: dict[str, Any]) -> None:
    found = proposals(store, plan)
    _, feature = found.present(UNIT)
    after = copy.deepcopy(feature)
    if "geometry" in wrong:
        after |= wrong
    else:
        after["properties"] |= wrong
    with pytest.raises(StoreError) as error:
        found.propose(UNIT, after, base=feature_hash(feature), says="")
    assert code(error) == "edit-fixed-field"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"area_source": "nobody"}, {"area_km2_official": -1}, {"evidence": []}]
)
def test_rules_of_units_hold_as_it_is_typed(store: Store, plan: Plan, wrong: dict[str, Any]) -> None:
    found = proposals(store, plan)
    _, feature = found.present(UNIT)
    after = copy.deepcopy(feature)
    after["properties"] |= wrong
    assert found.check(UNIT, feature)[1] == []
    assert found.check(UNIT, after)[1]


def test_an_event_brings_its_source_and_the_folder_keeps_all_rules(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = proposals(store, plan)
    bring(found)
    # The same article again, and another of that year: one row each, whatever the plan that was read knows of them.
    bring(found)
    bring(found, title="西丽枢纽站房开工")
    made = folder(store, tmp_path / "plans")
    old = (DATA / "progress" / "sources.csv").read_text(encoding="utf-8").splitlines()
    new = (made / "progress" / "sources.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in new if line in old] == old
    added = [line.split(",")[:3] for line in new if line not in old]
    assert added == [
        [f"{ITEM}-2024", "深圳发布", SOURCE["title"]],
        [f"{ITEM}-2024-2", "深圳发布", "西丽枢纽站房开工"],
    ]
    events = [event_in(document).cells for document in store.listing(EVENT)]
    assert [event["source"] for event in events] == [f"{ITEM}-2024", f"{ITEM}-2024", f"{ITEM}-2024-2"]
    assert {(event["published"], event["grade"]) for event in events} == {("2024-06-30", "press")}
    assert find((), data=made)[0] == []
    # Read anew, the register has it.
    again = proposals(store, load_plan(made)).check_event(EVENT_CELLS, SOURCE)
    assert again.source is not None
    assert (again.source["id"], again.breaches) == (f"{ITEM}-2024", [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"published": "2031"},
        {"published": ""},
        {"title": ""},
        {"grade": "mine"},
        {"url": "x"},
        {"title": "=HYPERLINK(1)"},
        {"publisher": "<script>alert(1)</script>"},
    ],
)
def test_a_source_that_breaks_rules_is_refused(store: Store, plan: Plan, wrong: dict[str, str]) -> None:
    with pytest.raises(RulesError):
        bring(proposals(store, plan), **wrong)
