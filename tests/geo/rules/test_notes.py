"""How things stand is said by the ledger, not by a note."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from geo.facts import facts
from geo.model import Item, Plan
from geo.progress import load
from geo.progress.standing import ledger_of
from geo.rules.notes import note_breaches
from tests.geo.progress.making import GOOD_ROW, write_ledger

Noted = Callable[[str], Item]


@pytest.fixture
def noted(plan: Plan) -> Noted:
    item = plan.by_id["hub-xili"]
    return lambda note: replace(item, note=note)


def codes(item: Item, plan: Plan) -> list[str]:
    return [breach.code for breach in note_breaches([item], ledger_of(plan))]


def test_no_note_says_how_things_stand(plan: Plan) -> None:
    assert [(breach.item, breach.values) for breach in note_breaches(plan.items, ledger_of(plan))] == []


@pytest.mark.parametrize(
    "note", ["现状：在建。", "跨市。现状：2021-12-07 启用。", "实际（至2026-11所见资料）：已通车。"]
)
def test_a_sentence_of_state_is_named(noted: Noted, plan: Plan, note: str) -> None:
    assert "note-states" in codes(noted(note), plan)


def test_a_date_of_an_event_needs_its_row(noted: Noted, plan: Plan) -> None:
    assert codes(noted("图上为 2025-08-23 开工的一期。"), plan) == []
    assert codes(noted("图上为 2025-08-24 开工的一期。"), plan) == ["note-dates"]
    # Before the plan's years it is no progress of the plan's.
    before = facts().period[0].year - 3
    assert codes(noted(f"引水工程{before}年8月开工。"), plan) == []


@pytest.mark.parametrize(
    "note", ["点在站场与四条地铁的交会处。", "开放地图2026-08版在建线位上的点。", "面积按现状水面量算。"]
)
def test_where_it_is_may_be_told(noted: Noted, plan: Plan, note: str) -> None:
    assert codes(noted(note), plan) == []


def test_a_plan_without_a_ledger_says_it_where_it_can(noted: Noted, tmp_path: Path) -> None:
    item = noted("现状：在建。")
    assert list(note_breaches([item], load([item], data=tmp_path))) == []
    write_ledger(tmp_path, GOOD_ROW)
    assert [breach.code for breach in note_breaches([item], load([item], data=tmp_path))] == ["note-states"]
