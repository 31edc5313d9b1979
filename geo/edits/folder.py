"""A data folder with what was accepted in it: everything that reads data/ reads it, and knows nothing of edits.

A folder is made once for a release and what was accepted since, whole or not at all, and never changed.
"""

import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from geo.edits.accepted import AddedEvent, Edit
from geo.edits.bringing import carried_by, source_of
from geo.edits.feature import UNITS, file_text, raw_features
from geo.files.strict import RefusedError
from geo.progress.model import EVENT_COLUMNS, SOURCE_COLUMNS
from geo.sources import Source, with_sources

KEPT = 4
"""folders that are left beside the newest: somebody may still be reading from one"""


def folder_key(release: Path, edits: Sequence[Edit], events: Sequence[AddedEvent]) -> str:
    """Names the folder of a release and what was accepted."""
    made = hashlib.sha256()
    for path in _files(release):
        made.update(path.relative_to(release).as_posix().encode() + path.read_bytes())
    for edit in edits:
        made.update(edit.item.encode() + edit.content.encode())
    for event in events:
        made.update(event.id.encode() + event.content.encode())
    return made.hexdigest()[:16]


def made_folder(release: Path, edits: Sequence[Edit], events: Sequence[AddedEvent], *, under: Path) -> Path:
    """The folder, made where it is not there yet. Raises OSError."""
    target = under / folder_key(release, edits, events)
    if target.is_dir():
        return target
    under.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".new-", dir=under))
    try:
        write_accepted(release, edits, events, into=part)
        part.chmod(0o755)
        try:
            part.replace(target)
        except OSError:
            # Another process was quicker, with the same content.
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    _forget_old(under)
    return target


def write_accepted(release: Path, edits: Sequence[Edit], events: Sequence[AddedEvent], *, into: Path) -> list[str]:
    """Write the release with what was accepted; gives the items that the release has changed since. Raises OSError."""
    for path in _files(release):
        target = into / path.relative_to(release)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    conflicts: list[str] = []
    for file in sorted({edit.file for edit in edits}):
        conflicts += _apply(into / "plan" / file, [edit for edit in edits if edit.file == file])
    for theme in sorted({event.theme for event in events}):
        rows = [event.cells for event in events if event.theme == theme]
        _add_rows(into / "progress" / f"{theme}.csv", EVENT_COLUMNS, rows)
    # Several events may have come with the same one.
    sources = {event.source["id"]: event.source for event in events if event.source}
    if sources:
        _add_rows(into / "progress" / "sources.csv", SOURCE_COLUMNS, list(sources.values()))
    new = carried_by([*(edit.sources for edit in edits), *(event.registered for event in events)])
    if new:
        _add_sources(into / "SOURCES.md", [source_of(row) for row in new.values()])
    return conflicts


def _apply(path: Path, edits: Sequence[Edit]) -> list[str]:
    try:
        features = raw_features(path)
    except RefusedError:  # the release's own fault, which reading it names
        return [edit.item for edit in edits]
    by_item = {edit.item: edit for edit in edits}
    present = {feature["properties"].get("id"): feature for feature in features}
    after = [
        by_item[name].feature if (name := feature["properties"].get("id")) in by_item else feature
        for feature in features
    ]
    path.write_text(file_text(after, compact=path.name == Path(UNITS).name), encoding="utf-8", newline="\n")
    return [edit.item for edit in edits if present.get(edit.item) != edit.released]


def _add_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Rows that are not there yet, where they belong."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    head, *cells = list(csv.reader(io.StringIO(text))) or [list(columns)]
    present = [dict(zip(head, line, strict=False)) for line in cells]
    there = {row.get("id") for row in present}
    for row in rows:
        if row["id"] not in there:
            at = next((place for place, other in enumerate(present) if _place(other) > _place(row)), len(present))
            present.insert(at, dict(row))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *([row.get(name, "") for name in head] for row in present)])
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")


def _add_sources(path: Path, sources: Sequence[Source]) -> None:
    """Rows of the register that are not there yet; one that cannot be read is the release's own fault."""
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError:
        return
    path.write_bytes(with_sources(text, sources).encode())


def _place(row: Mapping[str, str]) -> tuple[str, str, int]:
    """Rows stand by item, date and number; sources by id."""
    number = row.get("id", "").rpartition(".")[2]
    return row.get("item", row.get("id", "")), row.get("on", ""), int(number) if number.isdecimal() else 0


def _files(release: Path) -> list[Path]:
    return sorted(path for path in release.rglob("*") if path.is_file())


def _forget_old(under: Path) -> None:
    found = sorted((path for path in under.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in found[: -KEPT - 1]:
        shutil.rmtree(path, ignore_errors=True)
