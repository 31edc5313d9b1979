"""Layers that people brought: what is said of each in the app's store, its features and the file in the store's files.

Files of a layer: features.parquet (GeoParquet, EPSG:4326) and the file that was brought. Deleted layers wait until
somebody empties the trash. Versions up to 0.1 kept a folder a layer: those are taken over once.
"""

import secrets
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.own.documents import KIND, Damaged, checked, kept_in, read_all, said, unchanged
from geo.own.ids import PREFIX
from geo.own.kept import Kept, plain_title
from geo.own.layer import OwnLayer
from geo.own.remarks import OwnError, broken
from geo.own.takeover import ABOUT, old_folder, take_layers
from geo.store.errors import StoreError
from geo.store.files import Files
from geo.store.store import Store
from geo.store.takeover import left_out, take_over

if TYPE_CHECKING:
    from geo.store.documents import Changes

MOST_LAYERS = 100
FEATURES, ORIGINAL = "features.parquet", "original"


class OwnStore:
    """The layers of a store. Several processes may use it at once."""

    def __init__(self, store: Store, *, old: Path | None = None) -> None:
        """Old: the folder of earlier versions."""
        self.store, self._old = store, old

    @classmethod
    def in_folder(cls, folder: Path) -> "OwnStore":
        """Those of a workspace folder."""
        return cls(Store.in_folder(folder))

    @classmethod
    def present(cls, *, who: str = "") -> "OwnStore":
        """The app's own. Raises OwnError where the environment names no store that is known."""
        with said():
            return cls(Store.present(who=who), old=old_folder())

    @property
    def folder(self) -> Path:
        """For what this machine needs meanwhile."""
        return self.store.folder

    def listing(self) -> tuple[list[Kept], list[Damaged]]:
        """All layers, the topmost first, and what cannot be read."""
        try:
            with said():
                documents = self._there().listing(KIND)
                folders = left_out(self.store, KIND)
        except OwnError as error:
            return [], [Damaged(self.store.database.name, error)]
        found, damaged = read_all(documents)
        left = [path.name for path in folders]
        return found, damaged + [Damaged(name, OwnError("own-unreadable", file=name, detail=ABOUT)) for name in left]

    def get(self, identifier: str) -> Kept:
        """One layer. Raises OwnError where it is gone or cannot be read."""
        with said():
            return kept_in(self._there().get(KIND, checked(identifier)))

    def load(self, identifier: str) -> OwnLayer:
        """A layer with its features. Raises OwnError."""
        import geopandas as gpd  # noqa: PLC0415 - the server lists layers and never loads one
        import pyarrow as pa  # noqa: PLC0415

        kept = self.get(identifier)
        try:
            with said():
                path = self._files.path(f"{identifier}/{FEATURES}")
            features = gpd.read_parquet(path)
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            raise broken(error, identifier, "own-unreadable") from error
        kinds = frozenset(kept.kinds)
        return OwnLayer(
            kept.id, kept.title, kinds, kept.fields, features, kept.file, kept.placing, kept.content_hash
        )  # fmt: skip

    def original(self, identifier: str) -> Path:
        """The file that was brought. Raises OwnError."""
        with said():
            names = self._files.names(checked(identifier))
            found = next((name for name in names if name.rpartition("/")[2].startswith(ORIGINAL)), None)
            if found is None:
                raise OwnError("own-gone", file=identifier)
            return self._files.path(found)

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
        try:
            with said():
                with tempfile.TemporaryDirectory(prefix="plan-own-") as folder:
                    features = Path(folder) / FEATURES
                    layer.features.to_parquet(features, write_covering_bbox=False, compression="zstd")
                    self._files.put(f"{made.id}/{FEATURES}", features)
                self._files.put(f"{made.id}/{ORIGINAL}{Path(layer.file).suffix.lower()[:12]}", original)
                with self._there().changes() as changes:
                    return self._on_top(changes, made)
        except BaseException:
            with suppress(StoreError):
                self._files.drop(made.id)
            raise

    def _on_top(self, changes: "Changes", made: Kept) -> Kept:
        changes.begin(KIND)
        others, _ = read_all(changes.listing(KIND))
        if len(others) >= MOST_LAYERS:
            raise OwnError("own-full", value=len(others), detail=MOST_LAYERS)
        kept = replace(made, order=min((other.order for other in others), default=1) - 1)
        changes.add(KIND, kept.id, kept.content.decode())
        return kept

    def change(
        self, identifier: str, *, version: str, title: str | None = None, style: Mapping[str, Any] | None = None
    ) -> Kept:
        """Give a layer another title or style. Raises OwnError where somebody has changed it since that version."""
        with said(), self._there().changes() as changes:
            document, present = unchanged(changes, identifier, version)
            changed = replace(
                present,
                title=present.title if title is None else plain_title(title) or present.title,
                style=present.style if style is None else style,
            )
            changes.change(KIND, identifier, changed.content.decode(), version=document.version)
            return changed

    def reorder(self, identifiers: Sequence[str]) -> list[Kept]:
        """Put layers in this order, the topmost first; those not named keep theirs below them."""
        with said(), self._there().changes() as changes:
            changes.begin(KIND)
            documents = changes.listing(KIND)
            versions = {document.id: document.version for document in documents}
            present, _ = read_all(documents)
            wanted = {identifier: place for place, identifier in enumerate(identifiers)}
            ranked = sorted(present, key=lambda kept: wanted.get(kept.id, len(wanted)))
            changed = [replace(kept, order=place) for place, kept in enumerate(ranked)]
            for kept, before in zip(changed, ranked, strict=True):
                if kept != before:
                    changes.change(KIND, kept.id, kept.content.decode(), version=versions[kept.id])
            return changed

    def delete(self, identifier: str, *, version: str) -> str:
        """Put a layer aside; returns the name under which `restore` takes it back. Raises OwnError."""
        with said(), self._there().changes() as changes:
            document, _ = unchanged(changes, identifier, version)
            return changes.delete(KIND, identifier, version=document.version).id

    def restore(self, name: str) -> Kept:
        """Take a layer back out of the trash. Raises OwnError where it is not there any more."""
        with said(), self._there().changes() as changes:
            return kept_in(changes.restore(KIND, checked(name)))

    def trash(self) -> list[tuple[str, str]]:
        """What `restore` can take back: names and titles, the newest first."""
        try:
            with said():
                gone = self._there().newest(KIND, deleted=True)
        except OwnError:  # `listing` says why
            return []
        found = []
        for document in gone:
            with suppress(OwnError):
                found.append((document.id, kept_in(document).title))
        return found

    def empty_trash(self) -> None:
        """Delete for good what waits in the trash; the trail keeps what was said of it. Raises OwnError."""
        with said():
            gone = self._there().listing(KIND, deleted=True)
            with self.store.changes() as changes:
                for document in gone:
                    changes.purge(KIND, document.id)
            for document in gone:
                self._files.drop(document.id)

    @property
    def _files(self) -> Files:
        return self.store.files

    def _there(self) -> Store:
        """The store, once it holds what the old folder held."""
        old = self._old
        if old is not None:
            take_over(self.store, KIND, old, lambda changes: take_layers(changes, self._files, old))
        return self.store
