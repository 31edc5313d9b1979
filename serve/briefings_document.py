"""The briefings as the browser's presenter reads them: one document, addressed by hash like plan and basemap."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock

from briefing.errors import ExportError
from briefing.model import Briefing
from briefing.resolved import SCENES_FILE, ResolvedBriefing, resolve, scenes_document, shipped_briefings
from briefing.store import BriefingStore, Damaged
from geo.folder import DATA
from geo.progress.standing import ledger_stamps
from layers.screen.present import present_plan
from layers.screen.served import served
from layers.screen.shelf import Document, document
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary

RESOLVING = Lock()


@dataclass(frozen=True, slots=True)
class Briefings:
    """Every briefing for one state of the data and of what was saved."""

    resolved: tuple[ResolvedBriefing, ...]
    """those that ship, then the users' own"""
    versions: dict[str, str]
    """id -> version of the users' own"""
    damaged: tuple[Damaged, ...]
    problem: ExportError | None
    """why the briefings that ship cannot be read"""
    document: Document
    """JSON, see briefing.resolved"""


def vocabulary() -> Vocabulary:
    """The values that views of the present plan may hold."""
    plan, _ = present_plan()
    return Vocabulary(plan, load_catalogue())


def store(*, who: str = "") -> BriefingStore:
    """The app's saved briefings, changed in somebody's name."""
    return BriefingStore.present(reserved=(briefing.id for briefing in _shipped()[0]), who=who)


def briefings() -> Briefings:
    """Every briefing, resolved anew only when the data or a saved briefing has changed."""
    with RESOLVING:
        ledger = f"{date.today()} {ledger_stamps(present_plan()[0])}"
        return _briefings(served().plan.hash, ledger, _stamp(), store().revision())


def briefings_document() -> Document:
    """What the route of the briefings serves."""
    return briefings().document


def _stamp() -> tuple[int, int]:
    """Tells one state of the file of briefings that ship from another."""
    try:
        found = (DATA / SCENES_FILE).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _shipped() -> tuple[tuple[Briefing, ...], ExportError | None]:
    return _shipped_of(_stamp())


# Each run of the map needs the ids of what ships; reading and checking it was half of the run's work.
@lru_cache(maxsize=2)
def _shipped_of(_stamp: tuple[int, int]) -> tuple[tuple[Briefing, ...], ExportError | None]:
    try:
        return shipped_briefings(), None
    except ExportError as error:
        return (), error


# Resolving what ships takes most of a second: none of it may be lost when somebody saves a briefing.
@lru_cache(maxsize=2)
def _resolved_shipped(_plan_hash: str, _ledger: str, _stamp: tuple[int, int]) -> tuple[ResolvedBriefing, ...]:
    words = vocabulary()
    return tuple(resolve(briefing, words, source="shipped") for briefing in _shipped()[0])


@lru_cache(maxsize=2)
def _briefings(plan_hash: str, ledger: str, stamp: tuple[int, int], _revision: str) -> Briefings:
    words = vocabulary()
    _, problem = _shipped()
    own, damaged = store().listing()
    resolved = (
        *_resolved_shipped(plan_hash, ledger, stamp),
        *(resolve(stored.briefing, words, source="own") for stored in own),
    )
    content = json.dumps(scenes_document(resolved), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    versions = {stored.briefing.id: stored.version for stored in own}
    return Briefings(resolved, versions, tuple(damaged), problem, document(content))
