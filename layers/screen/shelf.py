"""What the browser fetches as bytes under their hash, and a shelf on disk for what takes long to make.

What is on the shelf is named by the hash of everything that it was made of, so it is never stale; a shelf that cannot
be read or written only costs time.
"""

import gzip
import hashlib
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.files.kept import put_whole
from geo.folder import CACHE

HASH_LENGTH = 16
SHELF = CACHE
"""the folder of the shelf"""
KEPT_OF_A_NAME = 4
MADE: Counter[str] = Counter()
"""how many documents of each name this process had to make"""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as the browser gets them, and their address."""

    hash: str
    gzipped: bytes


def hash_of(content: bytes) -> str:
    """The hash by which content is addressed."""
    return hashlib.sha256(content).hexdigest()[:HASH_LENGTH]


def document(content: bytes) -> Document:
    """Compress bytes reproducibly and name them by their hash."""
    return Document(hash_of(content), gzip.compress(content, 6, mtime=0))


def from_shelf(name: str, key: str) -> Document | None:
    """What was kept under name and key; None where it is not there or damaged."""
    try:
        gzipped = _path(name, key).read_bytes()
        # Nothing at all would pass for the bytes of an empty document.
        return Document(hash_of(gzip.decompress(gzipped)), gzipped) if gzipped else None
    except (OSError, EOFError, zlib.error):
        return None


def to_shelf(name: str, key: str, kept: Document) -> None:
    """Keep a document that was made under name and key, and forget the oldest of the same name."""
    MADE[name] += 1
    put_whole(_path(name, key), kept.gzipped, like=f"{name}-*", most=KEPT_OF_A_NAME)


def kept_document(name: str, key: str, make: Callable[[], bytes]) -> Document:
    """The document of name and key from the shelf, made and kept where it is not there."""
    found = from_shelf(name, key)
    if found is None:
        found = document(make())
        to_shelf(name, key, found)
    return found


def _path(name: str, key: str) -> Path:
    return SHELF / f"{name}-{key}.gz"
