"""The documents of the map for the present state of data/, without the work of making them where they are on the shelf.

What makes them (layers/document.py) needs a second to import and another to run: a start of the app that finds them on the shelf
does neither before the map stands.
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

from geo.folder import DATA
from layers.shelf import HASH_LENGTH, Document, document, from_shelf, to_shelf
from layers.text import LANGUAGES, Language

NAMES = ("plan", "ground", "reader", "problems")
MADE_BY = ("pydeck", "pyproj", "pypinyin", "shapely")
LAYERS = Path(__file__).resolve().parent
SHIPPED = LAYERS.parent / "data"
"""holds the outline and the schemas, whichever folder the data come from"""
CATALOGUE_PATH = LAYERS / "catalogue.toml"
MAKING = Lock()

Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Served:
    """What the browser gets for one state of data/."""

    plan: Document
    ground: Document
    reader: Document
    problems: dict[Language, list[str]]
    """what is wrong with the data, in words"""


def fingerprint(data: Path = DATA) -> Fingerprint:
    """Name, time and size of all files that are read again when they change: the documents are then made anew."""
    paths = (*sorted(data.rglob("*.geojson")), data / "SOURCES.md", CATALOGUE_PATH)
    return tuple((str(path), *stamp) for path in paths if (stamp := _stamp(path)))


def _stamp(path: Path) -> tuple[int, int] | None:
    """Time and size of what stands under a name, be it a file or not; None where nothing does."""
    try:
        present = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return error.errno or 0, 0
    return present.st_mtime_ns, present.st_size


def served(data: Path = DATA) -> Served:
    """The documents for the present state of data/."""
    # The warm-up and the first visitor must not both do the work.
    with MAKING:
        return _served(data, fingerprint(data))


@lru_cache(maxsize=2)
def _served(data: Path, present: Fingerprint) -> Served:
    key = _hash([Path(name) for name, _, _ in present], BEGUN_WITH)
    found = [entry for name in NAMES if (entry := from_shelf(name, key))]
    plan, ground, reader, problems = found if len(found) == len(NAMES) else _make(data, key)
    return Served(plan, ground, reader, json.loads(gzip.decompress(problems.gzipped)))


def _make(data: Path, key: str) -> list[Document]:
    from layers.document import bundle  # noqa: PLC0415 - takes long to import, and is not needed where the shelf has them

    made = bundle(data)
    said = {language: [breach.text(language) for breach in made.breaches] for language in LANGUAGES}
    problems = document(json.dumps(said, ensure_ascii=False).encode())
    documents = [made.plan_document, made.ground_document, made.reader_document, problems]
    for name, entry in zip(NAMES, documents, strict=True):
        to_shelf(name, key, entry)
    return documents


def _hash(paths: Iterable[Path], begun: str = "") -> str:
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
    shipped = [*(SHIPPED / "outline").glob("*"), *SHIPPED.glob("*.schema.json")]
    return sorted(path for path in (*parts, *shipped) if path.is_file())


BEGUN_WITH = _hash(_read_once(), "".join([platform.python_version(), *map(version, MADE_BY)]))
"""hash of the code that this process runs, and of the packages that it uses: not of what the files hold later"""
