"""Out to the data files, for version control, and back: a newer release under what was accepted here."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.edits.accepted import EDIT, EVENT, AddedEvent, Edit, edit_in, event_in
from geo.edits.bringing import carried_by, carried_for, registered, renamed
from geo.edits.feature import Feature, find_feature
from geo.edits.folder import write_accepted
from geo.files.rows import read_rows
from geo.messages import Breach
from geo.progress.bringing import free_id
from geo.progress.model import EVENT_COLUMNS, SOURCE_COLUMNS
from geo.sources import load_sources
from geo.store.documents import Changes
from geo.store.errors import StoreError
from geo.store.model import Document, Why
from geo.store.store import Store

PLACE = "geometry"


def export(store: Store, release: Path, out: Path) -> list[str]:
    """Write the data files with what was accepted into a folder; returns names of those that it changed or made.

    Files that are the same keep their bytes and their time. Raises StoreError, OSError.
    """
    edits = [edit_in(document) for document in store.listing(EDIT)]
    events = [event_in(document) for document in store.listing(EVENT)]
    written: list[str] = []
    with tempfile.TemporaryDirectory(prefix="plan-export-") as folder:
        made = Path(folder)
        write_accepted(release, edits, events, into=made)
        for path in sorted(path for path in made.rglob("*") if path.is_file()):
            name = path.relative_to(made)
            target = out / name
            if target.is_file() and target.read_bytes() == path.read_bytes():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{target.name}.part")
            shutil.copyfile(path, part)
            part.replace(target)
            written.append(name.as_posix())
    return written


@dataclass(frozen=True, slots=True)
class Merged:
    """What a newer release made of one accepted change."""

    id: str
    outcome: str
    """same | taken (the release has it) | merged | kept (on request) | conflict | renumbered"""
    fields: tuple[str, ...] = ()
    """what both have changed, each to something else"""


def merge(released: Feature, ours: Feature, theirs: Feature) -> tuple[dict[str, Any], list[str]]:
    """A feature with what we and a newer release have changed of an older one, and the fields that both changed."""
    old, our, their = _fields(released), _fields(ours), _fields(theirs)
    made: dict[str, Any] = {}
    conflicts: list[str] = []
    for name in {**their, **our}:
        if our.get(name) == old.get(name):
            found = their
        elif their.get(name) in (old.get(name), our.get(name)):
            found = our
        else:
            conflicts.append(name)
            found = our
        if name in found:
            made[name] = found[name]
    geometry = made.pop(PLACE)
    return {"type": "Feature", "properties": made, "geometry": geometry}, conflicts


def _fields(feature: Feature) -> dict[str, Any]:
    return {**feature["properties"], PLACE: feature["geometry"]}


def take_release(store: Store, release: Path, *, keep: frozenset[str] = frozenset()) -> list[Merged]:
    """Put what was accepted onto a newer release; ids in keep stay as they were accepted where both have changed.

    Whatever is in conflict is left as it is. Raises StoreError; then nothing was changed.
    """
    with store.changes() as changes:
        changes.begin(EDIT)
        changes.begin(EVENT)
        edits, events = changes.listing(EDIT), changes.listing(EVENT)
        names = _source_names(map(edit_in, edits), map(event_in, events), release)
        merged = [_merge_edit(changes, document, names, release, keep) for document in edits]
        return merged + [_merge_event(changes, document, names, release) for document in events]


@dataclass(frozen=True, slots=True)
class _Names:
    """Of new sources the ids that they are to have: the release's where it has taken them, else one that is free."""

    names: Mapping[str, str]
    released: frozenset[str]
    """those that the release has"""

    def edit(self, edit: Edit) -> Edit:
        """An accepted change that carries what the release has not."""
        rows = tuple(row for row in map(self._row, edit.sources) if row["id"] not in self.released)
        return replace(edit, feature=renamed(edit.feature, self.names), sources=rows)

    def event(self, event: AddedEvent) -> AddedEvent:
        """The same of an event."""
        if event.named is None:
            return event
        row = self._row(event.named)
        named = None if row["id"] in self.released else row
        return replace(event, cells={**event.cells, "source": row["id"]}, named=named)

    def _row(self, row: Mapping[str, str]) -> Mapping[str, str]:
        return {**row, "id": self.names[row["id"]]}


def _source_names(edits: Iterable[Edit], events: Iterable[AddedEvent], release: Path) -> _Names:
    rows = carried_by([*(edit.sources for edit in edits), *(event.registered for event in events)])
    if not rows:
        return _Names({}, frozenset())
    register = load_sources(release)[0]
    ledger = _rows(release, "sources", SOURCE_COLUMNS).keys()
    taken, names = {*register, *ledger, *rows}, {}
    for identifier, row in rows.items():
        free = identifier not in register and identifier not in ledger
        names[identifier] = registered(row, register) or (identifier if free else free_id(identifier, taken))
        taken.add(names[identifier])
    return _Names(names, frozenset(register))


def _merge_edit(changes: Changes, document: Document, names: _Names, release: Path, keep: frozenset[str]) -> Merged:
    accepted = edit_in(document)
    edit = names.edit(accepted)
    if edit != accepted:
        # Whatever else becomes of it: none of its sources may be taken for another one.
        why = Why("release", "import")
        document = changes.change(EDIT, edit.item, edit.content, version=document.version, why=why)
    try:
        file, theirs = find_feature(release, edit.item)
    except StoreError:
        return Merged(edit.item, "conflict", ("id",))
    if theirs == edit.released and file == edit.file:
        other = edit.feature != accepted.feature
        return Merged(edit.item, "renumbered", ("source",)) if other else Merged(edit.item, "same")
    made, conflicts = merge(edit.released, edit.feature, theirs)
    if conflicts and edit.item not in keep:
        return Merged(edit.item, "conflict", tuple(conflicts))
    if made == theirs:
        changes.delete(EDIT, edit.item, version=document.version, reason="release")
        return Merged(edit.item, "taken")
    rows = carried_for(made, names.released, carried_by([edit.sources]))
    after = replace(edit, file=file, released=theirs, feature=made, sources=rows)
    changes.change(EDIT, edit.item, after.content, version=document.version, why=Why("release", "import"))
    return Merged(edit.item, "kept" if conflicts else "merged", tuple(conflicts))


def _merge_event(changes: Changes, document: Document, names: _Names, release: Path) -> Merged:
    event = names.event(event_in(document))
    there = _rows(release, event.theme)
    if event.id not in there:
        return _merge_source(changes, document, event, release)
    changes.delete(EVENT, event.id, version=document.version, reason="release")
    if there[event.id] == dict(event.cells):
        return Merged(event.id, "taken")
    stem = event.id.rpartition(".")[0]
    used = {*there, *(found.id for gone in (False, True) for found in changes.listing(EVENT, deleted=gone))}
    number = next(place for place in range(1, len(used) + 2) if f"{stem}.{place}" not in used)
    moved = replace(event, id=f"{stem}.{number}", cells={**event.cells, "id": f"{stem}.{number}"})
    changes.add(EVENT, moved.id, moved.content, about=document.about, reason="release")
    return Merged(event.id, "renumbered")


def _merge_source(changes: Changes, document: Document, event: AddedEvent, release: Path) -> Merged:
    """What becomes of an event whose source has an id that the release has given to another one."""
    there = _rows(release, "sources", SOURCE_COLUMNS)
    source = event.source
    if source is None or there.get(source["id"], source) == source:
        accepted = event_in(document)
        if event == accepted:
            return Merged(event.id, "same")
        changes.change(EVENT, event.id, event.content, version=document.version, why=Why("release", "import"))
        other = event.cells != accepted.cells
        return Merged(event.id, "renumbered", ("source",)) if other else Merged(event.id, "same")
    identifier = free_id(source["id"], there)
    after = replace(event, source={**source, "id": identifier}, cells={**event.cells, "source": identifier})
    changes.change(EVENT, event.id, after.content, version=document.version, why=Why("release", "import"))
    return Merged(event.id, "renumbered", ("source",))


def _rows(release: Path, stem: str, columns: Sequence[str] = EVENT_COLUMNS) -> dict[str, Mapping[str, str]]:
    breaches: list[Breach] = []
    path = release / "progress" / f"{stem}.csv"
    rows = read_rows(path, path.name, columns, breaches) if path.exists() else []
    return {row.cells["id"]: dict(row.cells) for row in rows}


def resting_on_older(store: Store, release: Path) -> list[str]:
    """Items whose accepted change began with an older release than this one. Raises StoreError."""
    found = []
    for edit in (edit_in(document) for document in store.listing(EDIT)):
        if _is_older(edit, release):
            found.append(edit.item)
    return found


def _is_older(edit: Edit, release: Path) -> bool:
    try:
        return find_feature(release, edit.item)[1] != edit.released
    except StoreError:
        return True
