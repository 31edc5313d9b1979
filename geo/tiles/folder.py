"""The tile packages of a folder: found, opened once, opened anew when a file has changed, closed when it is gone."""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from geo.tiles.mbtiles import MbTiles
from geo.tiles.model import NAME_LENGTH, About, Fault, Package, PackageError, plain_words
from geo.tiles.pmtiles import PmTiles

BASEMAPS = Path(os.environ.get("PLAN_MAP_BASEMAPS") or Path(__file__).resolve().parents[2] / "basemaps")
"""the folder of tile packages; PLAN_MAP_BASEMAPS names another one"""
READERS: dict[str, Callable[[Path], Package]] = {".mbtiles": MbTiles, ".pmtiles": PmTiles}
MOST_PACKAGES = 60
MOST_ENTRIES = 5000
"""of the folder that are looked at"""
VERSION_LENGTH = 12

Stamp = tuple[int, int, int]
"""a file's size, time of change and number"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the folder that is called a package."""

    id: str
    file: str
    """its name as words"""
    version: str
    """another one when the file has changed"""
    package: Package | None
    """None where it cannot be used"""
    fault: Fault | None = None
    """then why"""

    @property
    def name(self) -> str:
        """What it is called: by its metadata, else by its file."""
        about = self.package.about if self.package else None
        return about.name if about and about.name else self.file.rpartition(".")[0] or self.file

    @property
    def about(self) -> About | None:
        """What it says of itself."""
        return self.package.about if self.package else None


def package_id(file_name: str) -> str:
    """The id of a file: the same wherever a file has the same name."""
    letters = re.sub(r"[^a-z0-9]", "", file_name.rpartition(".")[0].lower())[:24]
    return f"pkg-{letters}-{_digest(file_name)[:8]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


class Folder:
    """The packages of one folder. Never raises for what stands in it."""

    def __init__(self, path: Path = BASEMAPS) -> None:
        self.path = path
        self._lock = Lock()
        self._known: dict[str, tuple[Stamp, Entry]] = {}

    def entries(self) -> Mapping[str, Entry]:
        """Id -> entry of what stands in the folder now, by name."""
        with self._lock:
            present = self._files()
            for name in [name for name in self._known if name not in present]:
                self._forget(name)
            for name, stamp in present.items():
                if name not in self._known or self._known[name][0] != stamp:
                    self._forget(name)
                    self._known[name] = (stamp, self._opened(name, stamp))
            return {self._known[name][1].id: self._known[name][1] for name in present}

    def entry(self, identifier: str) -> Entry | None:
        """One of them, as it was when the folder was last looked at: a tile asks for no look at all files."""
        with self._lock:
            return next((entry for _, entry in self._known.values() if entry.id == identifier), None)

    def _files(self) -> dict[str, Stamp]:
        """Names of packages, with what tells one state of a file from the next."""
        found: dict[str, Stamp] = {}
        try:
            with os.scandir(self.path) as entries:
                for _, entry in zip(range(MOST_ENTRIES), entries, strict=False):
                    if entry.name.startswith(".") or Path(entry.name).suffix.lower() not in READERS:
                        continue
                    try:
                        status = entry.stat()
                    except OSError:
                        # A link that leads nowhere.
                        found[entry.name] = (-1, 0, 0)
                        continue
                    found[entry.name] = (
                        status.st_size if stat.S_ISREG(status.st_mode) else -1, status.st_mtime_ns, status.st_ino,
                    )  # fmt: skip
        except OSError:
            return {}
        return dict(sorted(found.items())[:MOST_PACKAGES])

    def _opened(self, name: str, stamp: Stamp) -> Entry:
        shown = plain_words(name, NAME_LENGTH)
        version = _digest(f"{name} {stamp}")[:VERSION_LENGTH]
        try:
            package = self._package(name, stamp)
        except PackageError as error:
            return Entry(package_id(name), shown, version, None, error.fault)
        return Entry(package_id(name), shown, version, package)

    def _package(self, name: str, stamp: Stamp) -> Package:
        path = self.path / name
        if not path.resolve().is_relative_to(self.path.resolve()):
            raise PackageError("outside")
        if stamp[0] < 0:
            raise PackageError("unreadable")
        if not stamp[0]:
            raise PackageError("empty")
        return READERS[path.suffix.lower()](path)

    def _forget(self, name: str) -> None:
        known = self._known.pop(name, None)
        if known and known[1].package:
            known[1].package.close()
