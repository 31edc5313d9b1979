"""Counts of states add up, whatever the day."""

from datetime import date

import pytest

from geo.facts import facts
from geo.model import Plan
from geo.progress.model import STATES
from geo.progress.standing import ledger_of
from layers.progress.counts import (
    GROUPS,
    column_outcomes,
    count_states,
    followed_items,
    group_of,
    outcomes_by,
    states_present,
)

DAYS = [date(2021, 6, 30), date(2024, 12, 31), date(2026, 11, 29)]


def test_every_state_is_in_one_group() -> None:
    assert sorted(state for states in GROUPS.values() for state in states) == sorted(STATES)
    assert all(state in GROUPS[group_of(state)] for state in STATES)


@pytest.mark.parametrize("day", DAYS)
def test_counts_add_up(plan: Plan, day: date) -> None:
    ledger = ledger_of(plan)
    items = followed_items(plan.items, ledger)
    assert {item.theme for item in items} == set(facts().followed)
    states = [ledger.state(item.id, day) for item in items]
    counts = count_states(states)
    assert counts.all == len(items) == sum(counts.by_state.values()) == sum(map(counts.group, GROUPS))
    assert counts.supported + counts.weak <= counts.all
    assert counts.kept <= counts.promised == sum(item.stage in ("complete", "start") for item in items)
    assert set(states_present(counts)) == {found.state.name for found in states}


def test_more_is_done_later(plan: Plan) -> None:
    ledger = ledger_of(plan)
    items = followed_items(plan.items, ledger)
    done = [count_states(ledger.state(item.id, day) for item in items).group("done") for day in DAYS]
    assert done == sorted(done)
    assert done[0] < done[-1]


def test_what_was_not_published_yet_is_not_known(plan: Plan) -> None:
    ledger = ledger_of(plan)
    early, late = (len(outcomes_by(ledger, day)) for day in (date(2022, 6, 30), date(2026, 11, 30)))
    assert early < late
    assert len(column_outcomes(ledger, date(2026, 11, 30))) == 22
    assert outcomes_by(ledger, date(2020, 1, 1)) == []
