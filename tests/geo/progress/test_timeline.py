"""A timeline says of every day what the rule says, and names no day on which nothing changes."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from geo.facts import facts
from geo.model import Plan
from geo.progress import Ledger, load
from geo.progress.model import ItemState
from geo.progress.timeline import timeline
from tests.conftest import the_plan
from tests.geo.progress.making import write_ledger

FIRST, TODAY = facts().period[0], date(2026, 11, 29)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load(the_plan().items)


def course(ledger: Ledger, item: str) -> tuple[ItemState, ...]:
    return timeline(ledger, item, first=FIRST, last=TODAY)


def test_every_day_is_told_as_the_rule_tells_it(ledger: Ledger, plan: Plan) -> None:
    """The ends of all months, and the days round each change."""
    months = [date(2021 + month // 12, month % 12 + 1, 1) - DAY for month in range(1, 71)]
    for item in plan.items:
        found = course(ledger, item.id)
        turns = [each.day for each in found]
        asked = {TODAY, *months[:: 1 if len(found) > 1 else 12], *(turn - DAY for turn in turns[1:])}
        for day in asked:
            told, ruled = found[bisect_right(turns, day) - 1], ledger.state(item.id, day)
            assert (told.state, told.promise) == (ruled.state, ruled.promise), (item.id, day)


def test_no_day_is_named_on_which_nothing_changes(ledger: Ledger, plan: Plan) -> None:
    for item in plan.items:
        for before, after in pairwise(course(ledger, item.id)):
            assert before.day < after.day
            assert (before.state, before.promise) != (after.state, after.promise)


def test_a_course_begins_with_the_plan_s_years(ledger: Ledger) -> None:
    assert {course(ledger, item)[0].day for item in ("metro-13-2-north", "str-strategy", "no-such-item")} == {FIRST}


def test_it_turns_with_events_when_a_year_is_missed_and_when_evidence_grows_old(plan: Plan, tmp_path: Path) -> None:
    write_ledger(
        tmp_path,
        "hub-xili.1,hub-xili,announced,2022,,,2022年开工,To begin,a-source,2022-03-01,2026-11-29,official,high,",
        "hub-xili.2,hub-xili,start,2024-05,,,工程开工,Works began,a-source,2024-06-30,2026-11-29,official,high,",
    )
    work = replace(plan.by_id["hub-xili"], stage="start", parent=None)
    found = course(load([work], data=tmp_path), work.id)
    assert [(str(each.day), each.state.name, each.state.slipped, each.state.stale, each.promise) for each in found] == [
        ("2021-01-01", "unknown", False, False, "unknown"),
        ("2022-03-01", "planned", False, False, "not_due"),
        ("2023-01-01", "planned", True, False, "not_due"),
        ("2023-09-02", "planned", True, True, "not_due"),
        ("2024-05-31", "building", True, False, "kept"),
        ("2026-01-01", "building", True, True, "kept"),
    ]


def test_what_is_promised_is_due_when_the_plan_s_years_are_over(plan: Plan, tmp_path: Path) -> None:
    write_ledger(
        tmp_path,
        "hub-xili.1,hub-xili,approved,2025-12-01,,,项目获批,Approved,a-source,2025-12-01,2026-11-29,official,high,",
    )
    work = replace(plan.by_id["hub-xili"], stage="complete", parent=None)
    found = course(load([work], data=tmp_path), work.id)
    assert [(str(each.day), each.promise) for each in found] == [
        ("2021-01-01", "unknown"), ("2025-12-01", "not_due"), ("2026-01-01", "not_kept")
    ]  # fmt: skip
