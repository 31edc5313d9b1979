"""Layers that people brought: a folder a layer, whole or not there, several processes at once.

In the folder of a layer: layer.json, features.parquet (GeoParquet, EPSG:4326) and the file that was brought. Deleted
ones wait in a trash folder for TRASH_DAYS, or until somebody empties it.
"""

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from geo.folder import DATA
from geo.own.ids import ID, PREFIX
from geo.own.kept import MAX_BYTES, Kept, plain_title, read_kept
from geo.own.layer import OwnLayer
from geo.own.remarks import OwnError

FOLDER_VARIABLE = "PLAN_MAP_OWN_LAYERS"
LOCK_TIMEOUT_S = 10.0
MOST_LAYERS = 100
TRASH, NEW = ".trash", ".new-"
TRASH_DAYS = 14
DAY_S = 86_400.0
ABOUT, FEATURES, ORIGINAL = "layer.json", "features.parquet", "original"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A folder that is no layer. It is not touched."""

    name: str
    error: OwnError


def own_folder() -> Path:
    """Where layers are kept: PLAN_MAP_OWN_LAYERS, else a folder beside the data."""
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    return Path(named) if named else DATA.parent / "own-layers"


class OwnStore:
    """The layers of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def listing(self) -> tuple[list[Kept], list[Damaged]]:
        """All layers, the topmost first, and folders that cannot be read."""
        found: list[Kept] = []
        damaged: list[Damaged] = []
        for identifier in self._ids():
            try:
                found.append(self.get(identifier))
            except OwnError as error:
                if error.breach.code != "own-gone":  # deleted by somebody meanwhile
                    damaged.append(Damaged(identifier, error))
        return sorted(found, key=lambda kept: (kept.order, kept.id)), damaged

    def get(self, identifier: str) -> Kept:
        """One layer. Raises OwnError where it is gone or cannot be read."""
        try:
            with (self._path(identifier) / ABOUT).open("rb") as file:
                return read_kept(file.read(MAX_BYTES + 1), identifier)
        except FileNotFoundError as error:
            raise OwnError("own-gone", file=identifier) from error
        except OSError as error:
            raise OwnError("own-unreadable", file=identifier, detail=error.strerror or str(error)) from error

    def load(self, identifier: str) -> OwnLayer:
        """A layer with its features. Raises OwnError."""
        import geopandas as gpd  # noqa: PLC0415 - the server lists layers and never loads one
        import pyarrow as pa  # noqa: PLC0415

        kept = self.get(identifier)
        try:
            features = gpd.read_parquet(self._path(identifier) / FEATURES)
        except FileNotFoundError as error:
            raise OwnError("own-gone", file=identifier) from error
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            raise OwnError("own-unreadable", file=identifier, detail=" ".join(str(error).split())[:80]) from error
        kinds = frozenset(kept.kinds)
        return OwnLayer(
            kept.id, kept.title, kinds, kept.fields, features, kept.file, kept.placing, kept.content_hash
        )  # fmt: skip

    def original(self, identifier: str) -> Path:
        """The file that was brought. Raises OwnError."""
        found = next(self._path(identifier).glob(f"{ORIGINAL}*"), None)
        if found is None:
            raise OwnError("own-gone", file=identifier)
        return found

    def add(
        self, layer: OwnLayer, original: Path, *, left_out: int = 0, style: Mapping[str, Any] | None = None
    ) -> Kept:
        """Keep a new layer on top of the others. Raises OwnError; then nothing of it is kept."""
        made = Kept(
            id=f"{PREFIX}{secrets.token_hex(6)}",
            title=plain_title(layer.title) or plain_title(layer.file) or "layer",
            kinds=tuple(sorted(layer.kinds)),
            fields=layer.fields,
            count=len(layer.features),
            extent=tuple(map(float, layer.features.total_bounds)),  # type: ignore[arg-type]
            file=layer.file,
            placing=layer.placing,
            content_hash=layer.content_hash,
            made=date.today().isoformat(),
            left_out=left_out,
            style=style or {},
        )
        with self._writing():
            new = Path(tempfile.mkdtemp(prefix=NEW, dir=self.folder))
            try:
                layer.features.to_parquet(new / FEATURES, write_covering_bbox=False, compression="zstd")
                shutil.copyfile(original, new / f"{ORIGINAL}{Path(layer.file).suffix.lower()[:12]}")
                with self._locked():
                    others, _ = self.listing()
                    if len(others) >= MOST_LAYERS:
                        raise OwnError("own-full", value=len(others), detail=MOST_LAYERS)
                    kept = replace(made, order=min((other.order for other in others), default=1) - 1)
                    (new / ABOUT).write_bytes(kept.content)
                    new.chmod(0o755)
                    new.replace(self._path(kept.id))
            finally:
                shutil.rmtree(new, ignore_errors=True)
        return kept

    def change(
        self, identifier: str, *, version: str, title: str | None = None, style: Mapping[str, Any] | None = None
    ) -> Kept:
        """Give a layer another title or style. Raises OwnError where somebody has changed it since that version."""
        with self._writing(), self._locked():
            present = self._unchanged(identifier, version)
            changed = replace(
                present,
                title=present.title if title is None else plain_title(title) or present.title,
                style=present.style if style is None else style,
            )
            self._write(changed)
            return changed

    def reorder(self, identifiers: Sequence[str]) -> list[Kept]:
        """Put layers in this order, the topmost first; those not named keep theirs below them."""
        with self._writing(), self._locked():
            present, _ = self.listing()
            wanted = {identifier: place for place, identifier in enumerate(identifiers)}
            ranked = sorted(present, key=lambda kept: wanted.get(kept.id, len(wanted)))
            changed = [replace(kept, order=place) for place, kept in enumerate(ranked)]
            for kept, before in zip(changed, ranked, strict=True):
                if kept != before:
                    self._write(kept)
            return changed

    def delete(self, identifier: str, *, version: str) -> str:
        """Move a layer into the trash; returns the name under which `restore` takes it back. Raises OwnError."""
        with self._writing(), self._locked():
            self._unchanged(identifier, version)
            trash = self.folder / TRASH
            trash.mkdir(exist_ok=True)
            name = f"{identifier}.{secrets.token_hex(4)}"
            self._path(identifier).replace(trash / name)
            os.utime(trash / name)
            self._throw_away(older_than_s=TRASH_DAYS * DAY_S)
            return name

    def restore(self, name: str) -> Kept:
        """Take a layer back out of the trash. Raises OwnError where it is not there any more."""
        identifier = name.partition(".")[0]
        with self._writing(), self._locked():
            trashed = {path.name: path for path in self._trashed()}
            if name not in trashed or self._path(identifier).exists():
                raise OwnError("own-gone", file=name[:40])
            trashed[name].replace(self._path(identifier))
        return self.get(identifier)

    def trash(self) -> list[tuple[str, str]]:
        """Names and titles of what waits in the trash, the last first."""
        paths = sorted(self._trashed(), key=lambda path: -path.stat().st_mtime)
        found = []
        for path in paths:
            with suppress(OwnError, OSError):
                found.append((path.name, read_kept((path / ABOUT).read_bytes(), path.name.partition(".")[0]).title))
        return found

    def empty_trash(self) -> None:
        """Delete for good what waits in the trash. Raises OwnError."""
        with self._writing(), self._locked():
            self._throw_away(older_than_s=-1.0)

    def _throw_away(self, *, older_than_s: float) -> None:
        now = time.time()
        left = [path for path in self.folder.glob(f"{NEW}*") if now - path.stat().st_mtime > DAY_S]
        old = [path for path in self._trashed() if now - path.stat().st_mtime > older_than_s]
        for path in (*left, *old):
            shutil.rmtree(path, ignore_errors=True)

    def _trashed(self) -> list[Path]:
        return [path for path in (self.folder / TRASH).glob("own-*.*") if ID.fullmatch(path.name.partition(".")[0])]

    def _unchanged(self, identifier: str, version: str) -> Kept:
        present = self.get(identifier)
        if present.version != version:
            raise OwnError("own-conflict", value=present.title)
        return present

    def _write(self, kept: Kept) -> None:
        path = self._path(kept.id) / ABOUT
        part = path.with_suffix(f".{secrets.token_hex(4)}")
        try:
            part.write_bytes(kept.content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _ids(self) -> list[str]:
        try:
            return sorted(path.name for path in self.folder.iterdir() if ID.fullmatch(path.name) and path.is_dir())
        except OSError:  # none yet, or not to be read; saving into it says so
            return []

    def _path(self, identifier: str) -> Path:
        if not ID.fullmatch(identifier):
            raise OwnError("own-gone", file=str(identifier)[:40])
        return self.folder / identifier

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            detail = error.strerror or str(error)
            raise OwnError("own-unwritable", value=self.folder.name, detail=detail) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with FileLock(self.folder / ".lock", timeout=LOCK_TIMEOUT_S):
                yield
        except Timeout as error:
            raise OwnError("own-busy") from error
