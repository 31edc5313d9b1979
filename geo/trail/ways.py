"""The way back from a change of the trail: what was deleted is taken back, what was replaced is put in its place again.

An item of the plan is changed by proposals alone: the way back of an accepted change is one more. An accepted event is
taken out of the ledger, and may be brought back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from geo.edits.accepted import EDIT, EVENT
from geo.edits.bringing import renamed
from geo.notes.notes import KIND as NOTE
from geo.store.documents import Changes, Reading
from geo.store.errors import StoreError
from geo.store.model import Document, Entry, Why
from geo.store.store import Store
from geo.trail.differences import features_of, sources_of

BRIEFING, OWN_LAYER = "briefing", "own-layer"
RESTORED = (BRIEFING, OWN_LAYER, NOTE, EVENT)
REPLACED = (BRIEFING, OWN_LAYER)
"""a note is answered, and an older one would leave out answers"""
ACTION = "revert"

Way = Literal["restore", "replace", "propose", "remove"]


@dataclass(frozen=True, slots=True)
class Back:
    """What can be done about an entry."""

    way: Way
    version: int
    """of the document as it is now; 0 where none is needed"""


def way_back(entry: Entry, present: Document | None) -> Back | None:
    """How what was before an entry comes back, of a document as it is now; None where there is no way, or no need."""
    if entry.kind == EDIT:
        return Back("propose", 0) if before_of(entry) is not None else None
    if present is None:
        # Its files are gone as well.
        return None
    if present.deleted_at is not None:
        return Back("restore", present.version) if entry.kind in RESTORED and entry.action == "delete" else None
    if entry.kind == EVENT:
        return Back("remove", present.version) if entry.action == "add" else None
    other = entry.before not in (None, entry.after, present.content)
    return Back("replace", present.version) if entry.kind in REPLACED and other else None


@dataclass(frozen=True, slots=True)
class Before:
    """An item as it was before an accepted change."""

    feature: dict[str, Any]
    sources: tuple[Mapping[str, str], ...]
    """rows that no release has, of sources that its evidence names"""

    @property
    def wish(self) -> dict[str, Any]:
        """As it is proposed again. Ids of sources may belong to others by now: the rows get theirs anew."""
        names = {row["id"]: f"+{number}" for number, row in enumerate(self.sources, start=1)}
        rows = [{**row, "id": names[row["id"]]} for row in self.sources]
        return {"feature": renamed(self.feature, names), "sources": rows}


def before_of(entry: Entry) -> Before | None:
    """The item before an accepted change; None where it was the same."""
    features = features_of(entry)
    if features is None or not features[0] or features[0] == features[1]:
        return None
    return Before(dict(features[0]), tuple(sources_of(entry)[0]))


def present_of(reading: Reading, entry: Entry) -> Document | None:
    """The document that an entry is about, as it is now, deleted or not."""
    return reading.find(entry.kind, entry.id)


def bring_back(store: Store, number: int, *, version: int, reason: str = "") -> Entry:
    """Take back what an entry of the trail has deleted or replaced; version: of the document when it was looked at.

    Raises StoreError where there is no such way, or somebody has changed the document since.
    """
    with store.changes() as changes:
        entry = changes.entry(number)
        changes.begin(entry.kind)
        present = present_of(changes, entry)
        back = way_back(entry, present)
        if back is None or back.way == "propose" or present is None:
            raise StoreError("store-gone", value=entry.id)
        if present.version != version:
            raise StoreError("store-conflict", value=entry.id)
        _do(changes, back.way, entry, version, reason)
        return entry


def _do(changes: Changes, way: Way, entry: Entry, version: int, reason: str) -> None:
    if way == "restore":
        changes.restore(entry.kind, entry.id, reason=reason)
        return
    if way == "remove":
        changes.delete(entry.kind, entry.id, version=version, reason=reason)
        return
    assert entry.before is not None
    changes.change(entry.kind, entry.id, entry.before, version=version, why=Why(reason, ACTION))
