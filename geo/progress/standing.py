"""What the ledger says of each item on a day, in the words that filters and colours ask for (`geo.query`)."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from geo.model import Plan
from geo.progress.ledger import Ledger, load
from geo.progress.model import DONE, ItemState

FOLDER = "progress"
Stamps = tuple[tuple[str, int, int], ...]


class Standing(NamedTuple):
    """An item on a day."""

    state: str
    """one of STATES"""
    promise: str
    """one of PROMISES"""
    slipped: str
    """yes | no: whether an announcement did not come true in its year"""
    opened: str = "none"
    """the year since which it is open or complete; undated where nobody says, none where it is not"""


def standing_of(found: ItemState) -> Standing:
    """A state in the words of filters."""
    state = found.state
    since = str(state.since)[:4] if state.since else "undated"
    opened = since if state.name in DONE else "none"
    return Standing(state.name, found.promise, "yes" if state.slipped else "no", opened)


def standings(plan: Plan, day: date | None) -> Mapping[str, Standing]:
    """Item id -> what is known of it on a day, on none today: of every item, unknown where the ledger has nothing.

    Never raises for a bad ledger, and reads it again when a file has changed. A day that has not come is today.
    """
    return _standings(plan, min(day or date.today(), date.today()), ledger_stamps(plan))


def ledger_of(plan: Plan) -> Ledger:
    """The ledger of a plan's items, read again when a file has changed. Never raises: see Ledger.breaches."""
    return _ledger(plan, ledger_stamps(plan))


@lru_cache(maxsize=32)
def _standings(plan: Plan, day: date, stamps: Stamps) -> Mapping[str, Standing]:
    ledger = _ledger(plan, stamps)
    return {item.id: standing_of(ledger.state(item.id, day)) for item in plan.items}


@lru_cache(maxsize=2)
def _ledger(plan: Plan, _stamps: Stamps) -> Ledger:
    return load(plan.items, data=plan.data)


def ledger_stamps(plan: Plan) -> Stamps:
    """Name, time and size of the ledger's files; none where the folder may not be read."""
    try:
        found = [(path.name, path.stat()) for path in sorted((plan.data / FOLDER).glob("*.csv"))]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
