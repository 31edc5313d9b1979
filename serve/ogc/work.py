"""The plan as other people's programs get it, made once for each of its states in a process of its own."""

import asyncio
import hashlib
import json
import tempfile
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from exports.asked import Asked
from geo.tiles.model import PackageError
from geo.tiles.pmtiles import PmTiles
from layers.progress.served import progress_document
from layers.screen import shelf
from layers.screen.served import BEGUN_WITH, hash_of_files, served
from layers.text import LANGUAGES, Language
from serve.jobs import Lane
from serve.own.work import finished
from serve.workers import Worker

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_S = 120.0
LANE = Lane("ogc", Worker(longest_s=LONGEST_S))
KEPT = 2 * len(LANGUAGES)
"""states of the plan: whoever pages through one goes on while the next is there"""
FULL = "ogc.full"


class Kept:
    """Compared and copied as the one thing that it is: pygeoapi copies what it is configured with, deeply."""

    def __deepcopy__(self, _memo: object) -> "Kept":
        return self


@dataclass(frozen=True, slots=True, eq=False)
class Collections(Kept):
    """The plan in one of its states and one language."""

    key: str
    language: Language
    record: dict[str, Any]
    """as exports.ogc.collected writes it"""

    def collection(self, identifier: str) -> dict[str, Any]:
        """One of them."""
        found: dict[str, Any] = next(entry for entry in self.record["collections"] if entry["id"] == identifier)
        return found


_collections: OrderedDict[str, Collections] = OrderedDict()
_packages: OrderedDict[str, PmTiles] = OrderedDict()
_making = asyncio.Lock()


@cache
def _made_by() -> str:
    """Hash of the code that makes them: another release does not take the tiles of this one for its own."""
    return hash_of_files(sorted((ROOT / "exports").rglob("*.py")), BEGUN_WITH)


def state_key(language: Language) -> str:
    """Hash of all that is told of the plan in a language: what was accepted, what became of it, the day."""
    parts = (_made_by(), served().plan.hash, progress_document().hash, date.today().isoformat(), language)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[: shelf.HASH_LENGTH]


async def collections(request: Request, language: Language) -> Collections | Response:
    """What there is now; words where it cannot be made."""
    key = await run_in_threadpool(state_key, language)
    # Several who ask at once are answered by one job.
    async with _making:
        if key not in _collections:
            asked = Asked("ogc", "", language, own=False)
            made = await finished(request, LANE, asked, file_name="plan.json", full=FULL, kept_up=True)
            if isinstance(made, Response):
                return made
            record = await run_in_threadpool(json.loads, made)
            _keep(_collections, key, Collections(key, language, record))
        return _collections[key]


async def package(request: Request, language: Language) -> tuple[str, PmTiles] | Response:
    """The vector tiles of what there is now, and the hash that they go by; words where they cannot be made."""
    key = await run_in_threadpool(state_key, language)
    async with _making:
        if key not in _packages:
            opened = await run_in_threadpool(_opened, key)
            if opened is None:
                options = {"kind": "pmtiles", "crs": "wgs84"}
                asked = Asked("data", "", language, options, own=False)
                made = await finished(request, LANE, asked, file_name="plan.pmtiles", full=FULL, kept_up=True)
                if isinstance(made, Response):
                    return made
                opened = await run_in_threadpool(_written, key, made)
            _keep(_packages, key, opened)
        return key, _packages[key]


def _keep(among: OrderedDict[str, Any], key: str, entry: Any) -> None:
    among[key] = entry
    while len(among) > KEPT:
        # Somebody may be reading the oldest still: it is closed when nobody holds it any more.
        among.popitem(last=False)


def _path(key: str, folder: Path) -> Path:
    return folder / f"plan-tiles-{key}.pmtiles"


def _opened(key: str) -> PmTiles | None:
    """Tiles that this process or another one has made before."""
    try:
        return PmTiles(_path(key, shelf.SHELF), of_a_basemap=False)
    except (OSError, PackageError):
        return None


def _written(key: str, content: bytes) -> PmTiles:
    """The tiles in a file beside the shelf's documents, where all processes find it. Raises OSError, PackageError."""
    try:
        path = _put(key, content, shelf.SHELF)
    except OSError:
        # Who may not write there has them for as long as this process lives.
        path = _put(key, content, Path(tempfile.mkdtemp(prefix="plan-tiles-")))
    with suppress(OSError):
        old = sorted(path.parent.glob("plan-tiles-*.pmtiles"), key=lambda found: found.stat().st_mtime)
        for found in old[:-KEPT]:
            found.unlink(missing_ok=True)
    return PmTiles(path, of_a_basemap=False)


def _put(key: str, content: bytes, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="plan-tiles-", suffix=".part", delete=False) as part:
        part.write(content)
    # All at once: another process never opens half of it.
    return Path(part.name).replace(_path(key, folder))
