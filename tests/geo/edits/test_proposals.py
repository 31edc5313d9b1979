"""From a proposal to the plan that everybody sees, on both databases."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from geo.edits.accepted import EDIT, edit_in
from geo.edits.feature import edited_files, feature_hash, file_text, find_feature, raw_features
from geo.edits.proposal import RulesError
from geo.edits.proposals import Proposals
from geo.folder import DATA
from geo.model import Plan
from geo.plan import load_plan
from geo.store.errors import StoreError
from geo.store.model import TrailOf
from geo.store.store import Store
from tests.geo.edits.made import ITEM, code, folder

REASON = "现场核对"


@pytest.mark.parametrize("path", edited_files(DATA), ids=lambda path: path.stem)
def test_a_file_is_written_as_it_is(path: Path) -> None:
    compact = path.name == "districts.geojson"
    assert file_text(raw_features(path), compact=compact) == path.read_text(encoding="utf-8")


def changed(found: Proposals, **properties: Any) -> tuple[dict[str, Any], str]:
    """The item with other words, and the hash of what it was."""
    _, feature = found.present(ITEM)
    after = copy.deepcopy(feature)
    after["properties"] |= properties
    return after, feature_hash(feature)


def test_an_accepted_change_is_in_the_plan_and_nothing_else_moves(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
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
    found = Proposals(store, plan)
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
        Proposals(store, plan).check(ITEM, given)
    assert code(error) == expected


def test_no_field_is_added_and_nothing_is_too_large(store: Store, plan: Plan) -> None:
    found = Proposals(store, plan)
    for wrong, expected in (({"<script>": 1}, "edit-fixed-field"), ({"note": "长" * 400_000}, "edit-too-large")):
        after, base = changed(found, **wrong)
        with pytest.raises(StoreError) as error:
            found.propose(ITEM, after, base=base, says="")
        assert code(error) == expected


def test_of_two_who_change_one_item_the_second_is_told(store: Store, plan: Plan) -> None:
    found = Proposals(store, plan)
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
    found = Proposals(store, plan)
    after, base = changed(found, note="甲说。")
    proposal = found.propose(ITEM, after, base=base, says="")
    with pytest.raises(StoreError) as error:
        found.refuse(proposal.id, version=proposal.version, reason=" \u200b ")
    assert code(error) == "edit-no-reason"
    done = found.refuse(proposal.id, version=proposal.version, reason="没有依据")
    assert (done.state, done.decision) == ("refused", "没有依据")
    assert store.listing(EDIT) == []


def test_only_its_author_or_an_administrator_withdraws_a_proposal(store: Store, plan: Plan) -> None:
    found = Proposals(store, plan)
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
    found = Proposals(store, plan)
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


def test_a_feature_is_the_callers_own_and_a_changed_file_is_read_again(data_copy: Path) -> None:
    name, feature = find_feature(data_copy, ITEM)
    feature["properties"]["evidence"].clear()
    assert find_feature(data_copy, ITEM)[1]["properties"]["evidence"]
    path = data_copy / "plan" / name
    path.write_text(path.read_text(encoding="utf-8").replace('"西丽枢纽"', '"西丽总枢纽"'), encoding="utf-8")
    assert find_feature(data_copy, ITEM)[1]["properties"]["name"] == "西丽总枢纽"
