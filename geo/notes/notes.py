"""Notes of a store: one document each, about its item where it is pinned on one."""

import json
import math
import secrets
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from geo.facts import facts
from geo.files.strict import clean
from geo.store.errors import StoreError
from geo.store.model import Document, Why, now
from geo.store.person import Person
from geo.store.store import Store

KIND = "note"
PREFIX = "note-"
MAX_WORDS = 2000
MOST_NOTES, MOST_REPLIES = 2000, 200
State = Literal["open", "resolved"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answers."""

    who: str
    name: str
    at: str
    """UTC, ISO 8601"""
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it is now."""

    id: str
    version: int
    text: str
    item: str
    """id of the item that it is pinned on; empty where it has a place of its own"""
    place: tuple[float, float] | None
    """longitude, latitude, WGS-84; None on an item"""
    state: State
    who: str
    name: str
    made_at: str
    changed_at: str
    replies: tuple[Reply, ...]

    @property
    def content(self) -> str:
        """As the store keeps it."""
        record = {"text": self.text, "place": self.place, "state": self.state, "name": self.name}
        return json.dumps(record | {"replies": [asdict(reply) for reply in self.replies]}, ensure_ascii=False)


class Notes:
    """The notes of a store, written in a person's name."""

    def __init__(self, store: Store, person: Person) -> None:
        self._store, self._person = store.by(person.id), person

    def listing(self) -> list[Note]:
        """All, the newest change first. Raises StoreError."""
        return list(map(_note, self._store.newest(KIND)))

    def add(self, text: str, *, item: str = "", place: object = None) -> Note:
        """Pin a note on an item or at a place. Raises StoreError where it says nothing or has no place."""
        where = None if item else _place(place)
        name, identifier = self._person.name, f"{PREFIX}{secrets.token_hex(6)}"
        made = Note(identifier, 1, _words(text), item[:80], where, "open", self._person.id, name, "", "", ())
        with self._store.changes() as changes:
            changes.begin(KIND)
            if len(changes.listing(KIND)) >= MOST_NOTES:
                raise StoreError("note-full", detail=MOST_NOTES)
            return _note(changes.add(KIND, made.id, made.content, about=item[:80]))

    def reply(self, identifier: str, text: str) -> Note:
        """Answer a note: behind whatever else was answered meanwhile. Raises StoreError."""
        reply = Reply(self._person.id, self._person.name, now(), _words(text))
        with self._store.changes() as changes:
            changes.begin(KIND)
            document = changes.get(KIND, identifier)
            note = _note(document)
            if len(note.replies) >= MOST_REPLIES:
                raise StoreError("note-full", detail=MOST_REPLIES)
            after = replace(note, replies=(*note.replies, reply))
            why = Why(action="reply")
            return _note(changes.change(KIND, identifier, after.content, version=document.version, why=why))

    def set_state(self, identifier: str, state: object, *, version: int) -> Note:
        """Resolve a note, or open it again. Raises StoreError where somebody has changed it since."""
        if state not in ("open", "resolved"):
            raise StoreError("note-state")
        with self._store.changes() as changes:
            changes.begin(KIND)
            after = replace(_note(changes.get(KIND, identifier)), state=state)
            why = Why(action="resolve" if state == "resolved" else "open")
            return _note(changes.change(KIND, identifier, after.content, version=version, why=why))

    def delete(self, identifier: str, *, version: int) -> None:
        """Put a note aside: whoever wrote it, or an administrator. Raises StoreError."""
        with self._store.changes() as changes:
            changes.begin(KIND)
            if changes.get(KIND, identifier).made_by != self._person.id and not self._person.may("admin"):
                raise StoreError("note-not-yours")
            changes.delete(KIND, identifier, version=version)

    def restore(self, identifier: str) -> Note:
        """Take back what was deleted. Raises StoreError."""
        with self._store.changes() as changes:
            return _note(changes.restore(KIND, identifier))


def note_record(note: Note) -> dict[str, Any]:
    """A note as JSON."""
    return asdict(note)


def _note(document: Document) -> Note:
    raw = json.loads(document.content)
    place = raw["place"] and (float(raw["place"][0]), float(raw["place"][1]))
    return Note(
        document.id, document.version, raw["text"], document.about, place, raw["state"], document.made_by, raw["name"],
        document.made_at, document.changed_at, tuple(Reply(**reply) for reply in raw["replies"]),
    )  # fmt: skip


def _words(given: object) -> str:
    found = clean(given, "").strip() if isinstance(given, str) else ""
    if not found:
        raise StoreError("note-empty")
    if len(found) > MAX_WORDS:
        raise StoreError("note-long", detail=MAX_WORDS)
    return found


def _place(given: object) -> tuple[float, float]:
    """A place that the map can show. Raises StoreError for anything else."""
    numbers = list(given) if isinstance(given, list | tuple) else []
    if len(numbers) != 2 or not all(type(part) in (int, float) and math.isfinite(part) for part in numbers):
        raise StoreError("note-no-place")
    east, north = map(float, numbers)
    west, south, most_east, most_north = facts().reach
    if not (west <= east <= most_east and south <= north <= most_north):
        raise StoreError("note-no-place")
    return round(east, 6), round(north, 6)
