"""The statements that read and write what is kept, within one transaction."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from geo.store.errors import StoreError
from geo.store.model import MOST_ENTRIES, NO_REASON, Document, Entry, TrailOf, Why, now
from geo.store.tables import CLOCK, DOCUMENT, TRAIL

NAMED = ("kind", "id", "about", "who")
"""columns of the trail that TrailOf names a value of"""


class Reading:
    """What may be asked within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def listing(self, kind: str, *, deleted: bool = False, about: str | None = None) -> list[Document]:
        """All of a kind by id: those that are there, or those that were deleted."""
        gone = DOCUMENT.c.deleted_at
        wanted = select(DOCUMENT).where(DOCUMENT.c.kind == kind, gone.is_not(None) if deleted else gone.is_(None))
        if about is not None:
            wanted = wanted.where(DOCUMENT.c.about == about)
        # Sorted here: databases sort texts by rules of their own.
        return sorted((Document(*row) for row in self.connection.execute(wanted)), key=lambda found: found.id)

    def newest(self, kind: str, *, deleted: bool = False, about: str | None = None) -> list[Document]:
        """The same, what was changed last first: by the numbers of the trail, as clocks go back and differ."""
        last = select(TRAIL.c.id, func.max(TRAIL.c.entry)).where(TRAIL.c.kind == kind).group_by(TRAIL.c.id)
        numbers = dict(self.connection.execute(last).all())
        found = self.listing(kind, deleted=deleted, about=about)
        return sorted(found, key=lambda document: numbers.get(document.id, 0), reverse=True)

    def find(self, kind: str, identifier: str) -> Document | None:
        """One document, a deleted one too."""
        wanted = select(DOCUMENT).where(DOCUMENT.c.kind == kind, DOCUMENT.c.id == identifier)
        row = self.connection.execute(wanted).first()
        return None if row is None else Document(*row)

    def get(self, kind: str, identifier: str) -> Document:
        """One document. Raises StoreError where it is not there any more."""
        found = self.find(kind, identifier)
        if found is None or found.deleted_at is not None:
            raise StoreError("store-gone", value=identifier)
        return found

    def revision(self, kind: str) -> int:
        """Another number after every change of a kind."""
        return self.connection.execute(select(CLOCK.c.revision).where(CLOCK.c.kind == kind)).scalar() or 0

    def revisions(self) -> dict[str, int]:
        """Of all kinds that were ever changed."""
        found = self.connection.execute(select(CLOCK.c.kind, CLOCK.c.revision))
        return dict(found.all())

    def trail(self, wanted: TrailOf, *, before: int | None = None, most: int = MOST_ENTRIES) -> list[Entry]:
        """The newest entries first; before: only those of lower numbers."""
        found = select(TRAIL).order_by(TRAIL.c.entry.desc()).limit(most)
        for name in NAMED:
            value = getattr(wanted, name)
            found = found if value is None else found.where(TRAIL.c[name] == value)
        found = found if wanted.since is None else found.where(TRAIL.c.at >= wanted.since)
        found = found if wanted.until is None else found.where(TRAIL.c.at < wanted.until)
        found = found if before is None else found.where(TRAIL.c.entry < before)
        return [Entry(*row) for row in self.connection.execute(found)]

    def entry(self, number: int) -> Entry:
        """One of the trail. Raises StoreError where there is none."""
        row = self.connection.execute(select(TRAIL).where(TRAIL.c.entry == number)).first()
        if row is None:
            raise StoreError("store-gone", value=str(number))
        return Entry(*row)

    def told_of(self, name: str) -> list[str]:
        """What the trail has in a column of TrailOf, each once: kinds, items, persons."""
        column = TRAIL.c[NAMED[NAMED.index(name)]]
        return sorted(value for (value,) in self.connection.execute(select(column).distinct()))


class Changes(Reading):
    """What may be done within a transaction that writes: all of it is kept, or nothing. Each change is in the trail."""

    def __init__(self, connection: Connection, who: str) -> None:
        super().__init__(connection)
        self._who = who
        self._begun: set[str] = set()

    def add(self, kind: str, identifier: str, content: str, *, about: str = "", reason: str = "") -> Document:
        """A new document. Raises StoreError where the id was ever used."""
        self.begin(kind)
        moment = now()
        made = Document(kind, identifier, 1, content, about, moment, self._who, moment, self._who, None)
        try:
            with self.connection.begin_nested():
                self.connection.execute(insert(DOCUMENT).values(_row(made)))
        except IntegrityError as error:
            raise StoreError("store-taken", value=identifier) from error
        self._tell(None, made, Why(reason, "add"))
        return made

    def change(self, kind: str, identifier: str, content: str, *, version: int, why: Why = NO_REASON) -> Document:
        """Replace the content that was read in that version.

        Raises StoreError where it was changed or deleted since.
        """
        self.begin(kind)
        return self._write(self._unchanged(kind, identifier, version), why, content=content)

    def delete(self, kind: str, identifier: str, *, version: int, reason: str = "") -> Document:
        """Put aside what was read in that version. Raises StoreError as `change` does."""
        self.begin(kind)
        return self._write(self._unchanged(kind, identifier, version), Why(reason, "delete"), deleted_at=now())

    def restore(self, kind: str, identifier: str, *, reason: str = "") -> Document:
        """Take back what was deleted. Raises StoreError where there is no such thing; what is there stays as it is."""
        self.begin(kind)
        present = self.find(kind, identifier)
        if present is None:
            raise StoreError("store-gone", value=identifier)
        return present if present.deleted_at is None else self._write(present, Why(reason, "restore"), deleted_at=None)

    def purge(self, kind: str, identifier: str) -> None:
        """Forget a deleted document; the trail keeps what it held. Raises StoreError where it is not deleted."""
        self.begin(kind)
        present = self.find(kind, identifier)
        if present is None or present.deleted_at is None:
            raise StoreError("store-gone", value=identifier)
        self.connection.execute(DOCUMENT.delete().where(DOCUMENT.c.kind == kind, DOCUMENT.c.id == identifier))
        self._tell(present, None, Why(action="purge"))

    def begin(self, kind: str) -> None:
        """Wait for all others who change this kind: what is read from here on stays as it is until this ends."""
        if kind in self._begun:
            return
        self._begun.add(kind)
        moved = update(CLOCK).where(CLOCK.c.kind == kind).values(revision=CLOCK.c.revision + 1)
        if self.connection.execute(moved).rowcount:
            return
        # Somebody may have made the row meanwhile, and not yet be done.
        with suppress(IntegrityError), self.connection.begin_nested():
            self.connection.execute(insert(CLOCK).values(kind=kind, revision=1))
            return
        self.connection.execute(moved)

    def _unchanged(self, kind: str, identifier: str, version: int) -> Document:
        present = self.get(kind, identifier)
        if present.version != version:
            raise StoreError("store-conflict", value=identifier)
        return present

    def _write(self, present: Document, why: Why, **changed: Any) -> Document:
        values = {"version": present.version + 1, "changed_at": now(), "changed_by": self._who, **changed}
        found = DOCUMENT.c.kind == present.kind, DOCUMENT.c.id == present.id
        self.connection.execute(update(DOCUMENT).where(*found).values(values))
        after = replace(present, **values)
        self._tell(present, after, why)
        return after

    def _tell(self, before: Document | None, after: Document | None, why: Why) -> None:
        named = after or before
        assert named is not None
        values = {name: getattr(named, name) for name in ("kind", "id", "about", "version")}
        contents = {"before": before and before.content, "after": after and after.content}
        told = {"at": now(), "who": self._who, "action": why.action, "reason": why.reason}
        self.connection.execute(insert(TRAIL).values(values | contents | told))


def _row(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in Document.__slots__}
