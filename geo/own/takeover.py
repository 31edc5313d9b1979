"""The folder in which versions up to 0.1 kept layers, a folder a layer: taken over once, and left as it is."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geo.folder import DATA
from geo.own.documents import KIND
from geo.own.ids import ID
from geo.own.kept import read_kept
from geo.own.remarks import OwnError
from geo.store.files import Files

if TYPE_CHECKING:
    from geo.store.documents import Changes

OLD_FOLDER = "PLAN_MAP_OWN_LAYERS"
ABOUT = "layer.json"


def old_folder() -> Path:
    """Where versions up to 0.1 kept layers: PLAN_MAP_OWN_LAYERS, else a folder beside the data."""
    named = os.environ.get(OLD_FOLDER, "").strip()
    return Path(named) if named else DATA.parent / "own-layers"


def take_layers(changes: "Changes", files: Files, folder: Path) -> Iterator[str]:
    """Put what folder holds into the store; gives the names of those that cannot be read. Raises StoreError."""
    for path in sorted(path for path in folder.iterdir() if ID.fullmatch(path.name) and path.is_dir()):
        try:
            kept = read_kept((path / ABOUT).read_bytes(), path.name)
            if changes.find(KIND, kept.id) is None:
                for file in sorted(file for file in path.iterdir() if file.name != ABOUT and file.is_file()):
                    files.put(f"{kept.id}/{file.name}", file)
                changes.add(KIND, kept.id, kept.content.decode())
        except (OwnError, OSError):
            yield path.name
