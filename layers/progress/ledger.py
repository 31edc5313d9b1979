"""The ledger of a plan's items, read once for each state of its files."""

from functools import lru_cache
from pathlib import Path

from geo.folder import DATA
from geo.model import Plan
from geo.progress import Ledger, load
from layers.screen.fingerprint import Fingerprint, stamps

FOLDER = "progress"


def ledger_files(data: Path = DATA) -> list[Path]:
    """The ledger's files; none where the folder may not be read."""
    try:
        return sorted((data / FOLDER).glob("*"))
    except OSError:
        return []


def ledger_stamps(data: Path = DATA) -> Fingerprint:
    """Tells one state of the ledger's files from another."""
    return stamps(ledger_files(data))


def ledger_of(plan: Plan) -> Ledger:
    """The ledger of the plan's items. Never raises for bad rows: see Ledger.breaches."""
    return _ledger(plan, ledger_stamps())


@lru_cache(maxsize=2)
def _ledger(plan: Plan, _stamps: Fingerprint) -> Ledger:
    return load(plan.items)
