"""The documents of the map for the present state of data/, without the work of making them where they are on the shelf.

What makes them (layers/screen/document.py) needs a second to import and another to run: a start of the app that finds
them on the shelf does neither before the map stands.
"""

import gzip
import hashlib
import json
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from geo.edits.present import present_folder
from geo.folder import DATA
from layers.screen.fingerprint import Fingerprint, fingerprint
from layers.screen.shelf import HASH_LENGTH, Document, document, from_shelf, to_shelf
from layers.text import LANGUAGES, Language

NAMES = ("plan", "basemap", "reader", "city", "problems")
MADE_BY = ("pydeck", "pyproj", "pypinyin", "shapely")
LAYERS = Path(__file__).resolve().parent.parent
MAKING = Lock()
MOST_RECENT = 16
_recent: dict[str, Document] = {}


@dataclass(frozen=True, slots=True)
class Served:
    """What the browser gets for one state of data/."""

    plan: Document
    basemap: Document
    reader: Document
    city: Document
    problems: dict[Language, list[str]]
    """what is wrong with the data, in words"""


def served(data: Path | None = None) -> Served:
    """The documents for the present state of a data folder; by default of the one that everybody sees."""
    data = data or present_folder()
    # The warm-up and the first visitor must not both do the work.
    with MAKING:
        return _served(data, fingerprint(data))


@lru_cache(maxsize=2)
def _served(data: Path, present: Fingerprint) -> Served:
    key = hash_of_files([Path(name) for name, _, _ in present], BEGUN_WITH)
    found = [entry for name in NAMES if (entry := from_shelf(name, key))]
    plan, basemap, reader, city, problems = found if len(found) == len(NAMES) else _make(data, key)
    _recent.update({entry.hash: entry for entry in (plan, basemap, reader, city)})
    for oldest in list(_recent)[:-MOST_RECENT]:
        del _recent[oldest]
    return Served(plan, basemap, reader, city, json.loads(gzip.decompress(problems.gzipped)))


def recent_document(name: str) -> Document | None:
    """A document of the present state of the plan, or of one of the last, by its hash."""
    return _recent.get(name)


def _make(data: Path, key: str) -> list[Document]:
    from layers.screen.document import bundle  # noqa: PLC0415 - takes long to import, and is not needed where the shelf has them

    made = bundle(data)
    texts = {language: [breach.text(language) for breach in made.breaches] for language in LANGUAGES}
    problems = document(json.dumps(texts, ensure_ascii=False).encode())
    documents = [made.plan_document, made.basemap_document, made.reader_document, made.city_document, problems]
    for name, entry in zip(NAMES, documents, strict=True):
        to_shelf(name, key, entry)
    return documents


def hash_of_files(paths: Iterable[Path], begun: str = "") -> str:
    """One hash over what the files hold, and what the code was begun with."""
    digest = hashlib.sha256(begun.encode())
    for path in paths:
        # What cannot be read is named where it is needed.
        try:
            content = path.read_bytes() if path.is_file() else b"-"
        except OSError as error:
            content = str(error.errno).encode()
        digest.update(os.fsencode(path.name) + f" {len(content)} ".encode() + content)
    return digest.hexdigest()[:HASH_LENGTH]


def _read_once() -> list[Path]:
    """What a running app does not read again: code, words, the outline."""
    parts = [*(LAYERS.parent / "geo").rglob("*.py"), *LAYERS.rglob("*.py"), *LAYERS.rglob("*.toml")]
    data = [*(DATA / "outline").glob("*"), *DATA.glob("*.schema.json"), *DATA.glob("*.toml")]
    return sorted(path for path in (*parts, *data) if path.is_file())


BEGUN_WITH = hash_of_files(_read_once(), "".join([platform.python_version(), *map(version, MADE_BY)]))
"""hash of the code that this process runs, and of the packages that it uses: not of what the files hold later"""
