"""Briefings that users save: documents of the app's store, never half saved, nobody's work overwritten.

Whoever saves says which version they began with; where somebody else has saved since, they are told and nothing is
written. What is deleted can be taken back. Versions up to 0.1 kept a file each in a folder: that is taken over once.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import ExportError
from briefing.model import Briefing, Notice, briefing_json, free_id
from briefing.reading import MAX_FILE_BYTES, is_id, read_briefings
from geo.folder import DATA
from geo.store.errors import StoreError
from geo.store.model import Document
from geo.store.store import Store
from geo.store.takeover import left_out, take_over

if TYPE_CHECKING:
    from geo.store.documents import Changes

OLD_FOLDER = "PLAN_MAP_BRIEFINGS"
KIND = "briefing"
FALLBACK_ID = "briefing"
SAID = {"store-gone": "briefing.gone", "store-busy": "briefing.busy"}


@dataclass(frozen=True, slots=True)
class Stored:
    """A briefing as it is kept."""

    briefing: Briefing
    version: str
    """to be named when saving"""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """What is no briefing that can be read: a document, a file of the old folder, or the store as a whole.

    It is not touched.
    """

    name: str
    error: ExportError


def old_folder() -> Path:
    """Where versions up to 0.1 kept briefings: PLAN_MAP_BRIEFINGS, else a folder beside the data."""
    named = os.environ.get(OLD_FOLDER, "").strip()
    return Path(named) if named else DATA.parent / "briefings"


class BriefingStore:
    """The briefings of a store. Several processes may use it at once."""

    def __init__(self, store: Store, *, reserved: Iterable[str] = (), old: Path | None = None) -> None:
        """Reserved are ids that no saved briefing may take, those of the briefings that ship; old the old folder."""
        self.store, self.reserved, self._old = store, frozenset(reserved), old

    @classmethod
    def present(cls, *, reserved: Iterable[str] = (), who: str = "") -> "BriefingStore":
        """The app's own."""
        return cls(Store.present(who=who), reserved=reserved, old=old_folder())

    def listing(self) -> tuple[list[Stored], list[Damaged]]:
        """All briefings by id, and what cannot be read."""
        found: list[Stored] = []
        damaged: list[Damaged] = []
        try:
            documents = self._there().listing(KIND)
            files = left_out(self.store, KIND)
        except StoreError as error:
            return [], [Damaged(self.store.database.name, ExportError("briefing.store", detail=error.breach))]
        for document in documents:
            try:
                found.append(_stored(document))
            except ExportError as error:
                damaged.append(Damaged(document.id, error))
        faults = ((path.name, _fault(path)) for path in files)
        return found, [*damaged, *(Damaged(name, fault) for name, fault in faults if fault)]

    def revision(self) -> str:
        """Another one after every change: what is made of the briefings is made anew then."""
        try:
            return f"{self.store.database.name} {self._there().revision(KIND)}"
        except StoreError as error:  # `listing` says so too
            return str(error)

    def load(self, identifier: str) -> Stored:
        """One briefing. Raises ExportError where it is gone or cannot be read."""
        with _said(identifier):
            return _stored(self._there().get(KIND, _checked(identifier)))

    def add(self, briefing: Briefing) -> Stored:
        """Save as a new briefing, under its id or the next one free."""
        with _said(briefing.title or briefing.title_en), self._there().changes() as changes:
            return self._add(changes, briefing)

    def _add(self, changes: "Changes", briefing: Briefing) -> Stored:
        changes.begin(KIND)
        used = {document.id for gone in (False, True) for document in changes.listing(KIND, deleted=gone)}
        named = replace(briefing, id=free_id(briefing.id, used | self.reserved))
        return _stored(changes.add(KIND, _checked(named.id), _content(named)))

    def save(self, briefing: Briefing, *, version: str) -> Stored:
        """Replace a briefing that was loaded in that version.

        Raises ExportError where somebody has saved or deleted it since.
        """
        with _said(briefing.id), self._there().changes() as changes:
            present = _unchanged(changes, briefing.id, version)
            return _stored(changes.change(KIND, briefing.id, _content(briefing), version=present.version))

    def delete(self, identifier: str, *, version: str) -> str:
        """Put a briefing aside; returns the name under which `restore` takes it back.

        Raises ExportError as save does.
        """
        with _said(identifier), self._there().changes() as changes:
            return changes.delete(KIND, identifier, version=_unchanged(changes, identifier, version).version).id

    def restore(self, name: str) -> Stored:
        """Take back a briefing that was deleted. Raises ExportError where there is none."""
        with _said(name), self._there().changes() as changes:
            return _stored(changes.restore(KIND, _checked(name)))

    def _there(self) -> Store:
        """The store, once it holds what the old folder held."""
        old = self._old
        if old is not None:
            take_over(self.store, KIND, old, lambda changes: self._take(changes, old))
        return self.store

    def _take(self, changes: "Changes", folder: Path) -> Iterator[str]:
        for path in sorted(path for path in folder.glob("*.json") if not path.name.startswith(".")):
            if _fault(path):
                yield path.name
            else:
                self._add(changes, read_briefings(_bytes(path))[0][0])


def _stored(document: Document) -> Stored:
    briefings, notices = read_briefings(document.content.encode())
    if len(briefings) != 1 or briefings[0].id != document.id:
        raise ExportError("briefing.otherName", value=briefings[0].id)
    return Stored(briefings[0], str(document.version), notices)


def _unchanged(changes: "Changes", identifier: str, version: str) -> Document:
    """What is there in that version. Raises StoreError, ExportError."""
    changes.begin(KIND)
    present = changes.get(KIND, _checked(identifier))
    if str(present.version) != version:
        # By the title that it has now, which is the one in the list.
        there = _stored(present).briefing
        raise ExportError("briefing.conflict", title=there.title or there.title_en)
    return present


def _content(briefing: Briefing) -> str:
    content = briefing_json(briefing)
    # What is kept must be readable again: the same limits for what is typed and for what is uploaded.
    read_briefings(content)
    return content.decode()


def _checked(identifier: str) -> str:
    if not is_id(identifier):
        raise ExportError("briefing.badId", where=FALLBACK_ID, value=str(identifier)[:80])
    return identifier


@contextmanager
def _said(name: str) -> Iterator[None]:
    """Faults of the store in words of briefings."""
    try:
        yield
    except StoreError as error:
        key = SAID.get(error.code)
        if key:
            raise ExportError(key, value=name[:80]) from error
        raise ExportError("briefing.store", detail=error.breach) from error


def _fault(path: Path) -> ExportError | None:
    """What keeps a file of the old folder from being taken over."""
    try:
        briefings, _ = read_briefings(_bytes(path))
        if len(briefings) != 1 or briefings[0].id != path.stem:
            return ExportError("briefing.otherName", value=briefings[0].id)
    except ExportError as error:
        return error
    return None


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ExportError("briefing.unreadable", detail="不是文件 / not a file")
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ExportError("briefing.unreadable", detail=error.strerror or str(error)) from error
