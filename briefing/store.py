"""Briefings that users save: a folder of the app's, a JSON file each, never half a file, nobody's work overwritten.

Whoever saves says which version they began with; where somebody else has saved since, they are told and nothing is
written. Deleted briefings go to a trash in the folder. A file that cannot be read is named and left untouched.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from briefing.errors import ExportError
from briefing.files import written_whole
from briefing.model import Briefing, Notice, briefing_json, free_id
from briefing.reading import MAX_FILE_BYTES, is_id, read_briefings
from geo.folder import DATA

FOLDER_VARIABLE = "PLAN_MAP_BRIEFINGS"
LOCK_TIMEOUT_S = 10.0
TRASH = ".trash"
MAX_TRASH = 50
VERSION_LENGTH = 16
FALLBACK_ID = "briefing"


@dataclass(frozen=True, slots=True)
class Stored:
    """A briefing as it stands in its file."""

    briefing: Briefing
    version: str
    """of the file's content; to be named when saving"""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file of the folder that is no briefing. It is not touched."""

    file_name: str
    error: ExportError


def store_folder() -> Path:
    """Where briefings are kept: PLAN_MAP_BRIEFINGS, else a folder beside the data."""
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    return Path(named) if named else DATA.parent / "briefings"


class BriefingStore:
    """The briefings of a folder. Several processes may use one folder at once."""

    def __init__(self, folder: Path, *, reserved: Iterable[str] = ()) -> None:
        """reserved are ids that no saved briefing may take: those of the briefings that ship."""
        self.folder, self.reserved = folder, frozenset(reserved)

    def listing(self) -> tuple[list[Stored], list[Damaged]]:
        """All briefings by id, and the files that cannot be read."""
        found: list[Stored] = []
        damaged: list[Damaged] = []
        for path in self._files():
            try:
                found.append(self._read(path))
            except ExportError as error:
                damaged.append(Damaged(path.name, error))
        return found, damaged

    def fingerprint(self) -> tuple[tuple[str, int, int], ...]:
        """Name, time and size of every file: what is made of the briefings is made anew when it changes."""
        stats = []
        for path in self._files():
            with suppress(OSError):  # deleted by another process since, or not to be read: `listing` names it
                stats.append((path.name, path.stat()))
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)

    def load(self, identifier: str) -> Stored:
        """One briefing. Raises ExportError where it is gone or cannot be read."""
        return self._read(self._path(identifier))

    def add(self, briefing: Briefing) -> Stored:
        """Save as a new briefing, under its id or the next one free."""
        with self._locked():
            taken = {path.stem for path in self._files()} | self.reserved
            return self._write(replace(briefing, id=free_id(briefing.id, taken)))

    def save(self, briefing: Briefing, *, version: str) -> Stored:
        """Replace a briefing that was loaded in that version.

        Raises ExportError where somebody has saved or deleted it since.
        """
        with self._locked():
            present = self.load(briefing.id)
            if present.version != version:
                raise ExportError("briefing.conflict", title=present.briefing.title or present.briefing.title_en)
            return self._write(briefing)

    def delete(self, identifier: str, *, version: str) -> str:
        """Move a briefing into the trash; returns the name under which `restore` takes it back.

        Raises ExportError as save does.
        """
        with self._locked():
            present = self.load(identifier)
            if present.version != version:
                raise ExportError("briefing.conflict", title=present.briefing.title or present.briefing.title_en)
            trash = self.folder / TRASH
            trash.mkdir(exist_ok=True)
            name = f"{identifier}.{secrets.token_hex(4)}.json"
            self._path(identifier).replace(trash / name)
            for old in sorted(trash.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)[:-MAX_TRASH]:
                old.unlink(missing_ok=True)
            return name

    def restore(self, name: str) -> Stored:
        """Take a briefing back out of the trash, under another id where its own was taken since."""
        trashed = {path.name: path for path in (self.folder / TRASH).glob("*.json")}
        if name not in trashed:
            raise ExportError("briefing.gone", value=name[:80])
        content = _content(trashed[name])
        restored = self.add(read_briefings(content)[0][0])
        trashed[name].unlink(missing_ok=True)
        return restored

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.glob("*.json") if not path.name.startswith("."))
        except OSError:  # a folder that may not be read; saving into it says so
            return []

    def _path(self, identifier: str) -> Path:
        if not is_id(identifier):
            raise ExportError("briefing.badId", where=FALLBACK_ID, value=str(identifier)[:80])
        return self.folder / f"{identifier}.json"

    def _read(self, path: Path) -> Stored:
        content = _content(path)
        briefings, notices = read_briefings(content)
        if len(briefings) != 1 or briefings[0].id != path.stem:
            raise ExportError("briefing.otherName", value=briefings[0].id)
        return Stored(briefings[0], _version(content), notices)

    def _write(self, briefing: Briefing) -> Stored:
        content = briefing_json(briefing)
        # What is written must be readable again: the same limits for what is typed and for what is uploaded.
        read_briefings(content)
        with written_whole(self._path(briefing.id)) as path:
            path.write_bytes(content)
        return Stored(briefing, _version(content))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock", timeout=LOCK_TIMEOUT_S):
                yield
        except Timeout as error:
            raise ExportError("briefing.busy") from error
        except OSError as error:
            raise ExportError("briefing.unwritable", folder=self.folder, detail=error.strerror or str(error)) from error


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ExportError("briefing.unreadable", detail="不是文件 / not a file")
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise ExportError("briefing.gone", value=path.stem) from error
    except OSError as error:
        raise ExportError("briefing.unreadable", detail=error.strerror or str(error)) from error


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:VERSION_LENGTH]
