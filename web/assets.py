"""What the map in the browser is made of, wherever it is served or filed: pydeck's deck.gl, modules, styles."""

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from layers.screen.shelf import HASH_LENGTH, Document, kept_document
from web.bundles import bundles

PYDECK_VERSION = "0.9.3"
BUNDLE_PATH = "nbextension/static/index.js"
MODULE_FOLDER = Path(__file__).resolve().parent
STYLESHEET = "all.css"
KEPT_S = 0.5
"""for so long nobody looks again whether a module has changed, which takes 2 ms"""


class BundleError(RuntimeError):
    """The installed pydeck wheel does not carry the deck.gl that the map is written for."""


@cache
def deck_bundle() -> Document:
    """deck.gl as the pydeck wheel ships it. Raises BundleError naming the remedy."""
    remedy = f"请运行 / run: pip install --force-reinstall pydeck=={PYDECK_VERSION}"
    found = version("pydeck")
    if found != PYDECK_VERSION:
        raise BundleError(
            f"pydeck {found} 与地图所用的 {PYDECK_VERSION} 不符 / pydeck {found} is not the map's {PYDECK_VERSION}; "
            f"{remedy}"
        )
    spec = find_spec("pydeck")
    path = Path(spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else "") / BUNDLE_PATH
    if not path.is_file():
        raise BundleError(f"缺少 {path} / {path} is missing; {remedy}")
    return kept_document("deck", f"{found}-{path.stat().st_size}", path.read_bytes)


@dataclass(frozen=True, slots=True)
class Modules:
    """The map's modules and one stylesheet as read together: what is served under their hash is what was hashed.

    Those that a page asks for itself come with all that they import (web/bundles.py), the others as they are.
    """

    hash: str
    files: Mapping[str, bytes]


class Recent:
    """The modules as they were a moment ago: a hundred visitors who come at once ask a thousand times."""

    def __init__(self) -> None:
        self._seen: tuple[float, Modules] | None = None

    def modules(self) -> Modules:
        """As they are, or were at most KEPT_S ago."""
        seen, now = self._seen, time.monotonic()
        if seen is None or now - seen[0] > KEPT_S:
            seen = self._seen = now, _present_modules()
        return seen[1]


RECENT = Recent()


def modules() -> Modules:
    """The present modules, read again when a file of theirs has changed."""
    return RECENT.modules()


def _present_modules() -> Modules:
    # Some 300 files are looked at: no Path is made for their names.
    found = [(name, entry.stat()) for name, entry in _entries(str(MODULE_FOLDER), "") if name.endswith((".js", ".css"))]
    return _read_modules(MODULE_FOLDER, tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)))


def _entries(folder: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _entries(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", entry


@lru_cache(maxsize=1)
def _read_modules(folder: Path, present: tuple[tuple[str, int, int], ...]) -> Modules:
    content = {name: (folder / name).read_bytes() for name, _, _ in present}
    digest = hashlib.sha256()
    for name, part in content.items():
        digest.update(name.encode() + part)
    sheets = [part for name, part in content.items() if name.endswith(".css")]
    scripts = {name: part for name, part in content.items() if name.endswith(".js")}
    return Modules(digest.hexdigest()[:HASH_LENGTH], {**scripts, **bundles(scripts), STYLESHEET: b"\n".join(sheets)})


def modules_hash() -> str:
    """Hash over all modules and styles of the map: one folder address, so that they import by relative names."""
    return modules().hash


def stylesheet() -> str:
    """All styles of the map as one sheet."""
    return modules().files[STYLESHEET].decode()
