"""The states of an item over time: the days on which they change, and what they are from each of them on.

The rule is asked only for days on which it may answer something else; a screen then looks up any day without the rule.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from geo.facts import facts
from geo.progress.dates import months_before
from geo.progress.ledger import Ledger
from geo.progress.model import Event, ItemState
from geo.progress.rule import STALE_MONTHS
from geo.progress.words import goals_of

DAY = timedelta(days=1)


def timeline(ledger: Ledger, item: str, *, first: date, last: date) -> tuple[ItemState, ...]:
    """What is known of an item from its first day on, and whenever something of it changes, up to its last day."""
    days = sorted({first, *(day for day in _turning_days(ledger, item) if first < day <= last)})
    found: list[ItemState] = []
    for day in days:
        state = ledger.state(item, day)
        if not found or (state.state, state.promise) != (found[-1].state, found[-1].promise):
            found.append(state)
    return tuple(found)


def _turning_days(ledger: Ledger, item: str) -> set[date]:
    """The days on which an item or one of its parts may be told of otherwise than the day before."""
    days = {facts().period[1] + DAY}
    names, seen = [item], {item}
    while names:
        name = names.pop()
        for event in ledger.of(name):
            days.update(_turned_by(event))
        parts = [part for part in ledger.parts_of(name) if part not in seen]
        seen.update(parts)
        names += parts
    return days


def _turned_by(event: Event) -> Iterator[date]:
    """The day on which an event counts, the one after which its goals are missed, those on which it is old."""
    yield event.certain_from
    for goal in goals_of(event):
        yield date(goal.year + 1, 1, 1)
    for moment in (event.published, event.on):
        yield _stale_from(moment.last)


def _stale_from(newest: date) -> date:
    """The first day on which evidence of a day is older than STALE_MONTHS."""
    year, month = divmod(newest.year * 12 + newest.month - 1 + STALE_MONTHS, 12)
    # A shorter month ends before the same day of it.
    day = date(year, month + 1, 1) + min(newest.day - 1, 27) * DAY
    while months_before(day, STALE_MONTHS) <= newest:
        day += DAY
    return day
