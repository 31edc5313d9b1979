"""What the states of many items come to: one count for reports, briefings and whatever else sums them up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geo.facts import facts
from geo.model import Item
from geo.progress.ledger import Ledger
from geo.progress.model import DONE, STATES, UNTOLD, ItemState
from geo.progress.targets.rule import Outcome, outcomes

GROUPS: dict[str, frozenset[str]] = {
    "done": DONE,
    "part_open": frozenset({"part_open"}),
    "building": frozenset({"building", "suspended"}),
    "ongoing": frozenset({"ongoing"}),
    "ahead": frozenset({"approved", "planned", "study", "changed"}),
    "dropped": frozenset({"absorbed", "cancelled"}),
    "not_found": UNTOLD,
}
"""groups of states, the furthest first; every state is in one of them"""
SUPPORTED = ("high", "medium")
IN_COLUMN = ("约束性", "预期性")
"""kinds of the indicators of the plan's table; the others stand in its running text"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items are how."""

    all: int
    by_state: Counter[str]
    promised: int
    """whose verb promises an end or a beginning"""
    kept: int
    slipped: int
    conflicting: int
    stale: int
    supported: int
    """whose state rests on evidence of high or medium confidence"""
    weak: int
    """whose state rests on evidence of low confidence only"""

    def group(self, name: str) -> int:
        """How many are in one of GROUPS."""
        return sum(self.by_state[state] for state in GROUPS[name])


def count_states(states: Iterable[ItemState]) -> Counts:
    """The counts of items' states."""
    rows = list(states)
    promises = Counter(row.promise for row in rows)
    confidence = Counter(row.state.confidence for row in rows)
    return Counts(
        all=len(rows),
        by_state=Counter(row.state.name for row in rows),
        promised=len(rows) - promises["none"],
        kept=promises["kept"],
        slipped=sum(row.state.slipped for row in rows),
        conflicting=sum(bool(row.state.conflicts) for row in rows),
        stale=sum(row.state.stale for row in rows),
        supported=sum(confidence[name] for name in SUPPORTED),
        weak=confidence["low"],
    )


def group_of(state: str) -> str:
    """The group that a state is in."""
    return next(name for name, states in GROUPS.items() if state in states)


def states_present(counts: Counts) -> list[str]:
    """The states that any item is in, the furthest first."""
    return [state for state in STATES if counts.by_state[state]]


def followed_items(items: Iterable[Item], ledger: Ledger) -> list[Item]:
    """Items whose progress is followed: of the themes that data/plan.toml names, or, without any, those with events."""
    themes = facts().followed
    return [item for item in items if (item.theme in themes if themes else ledger.of(item.id))]


def outcomes_by(ledger: Ledger, day: date) -> list[Outcome]:
    """What was published of every indicator by a day; without those of which nothing was, not even a search."""
    return outcomes(row for row in ledger.indicators if row.published.last <= day)


def column_outcomes(ledger: Ledger, day: date) -> list[Outcome]:
    """The same of the plan's table alone."""
    return [found for found in outcomes_by(ledger, day) if found.rows[0].kind in IN_COLUMN]
