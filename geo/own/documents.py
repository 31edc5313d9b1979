"""What the store holds of a layer, read as one, and the store's faults in words of layers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.own.ids import ID
from geo.own.kept import MAX_BYTES, Kept, read_kept
from geo.own.remarks import OwnError
from geo.store.errors import StoreError
from geo.store.model import Document

if TYPE_CHECKING:
    from geo.store.documents import Changes

KIND = "own-layer"
SAID = {"store-gone": "own-gone", "store-conflict": "own-conflict", "store-busy": "own-busy"}


@dataclass(frozen=True, slots=True)
class Damaged:
    """What is no layer that can be read: a document, a folder of the old one, or the store as a whole.

    It is not touched.
    """

    name: str
    error: OwnError


def checked(identifier: str) -> str:
    """An id as layers have it. Raises OwnError for anything else."""
    if not ID.fullmatch(identifier):
        raise OwnError("own-gone", file=str(identifier)[:40])
    return identifier


def kept_in(document: Document) -> Kept:
    """The layer of a document. Raises OwnError where it cannot be read."""
    return read_kept(document.content.encode()[: MAX_BYTES + 1], document.id)


def read_all(documents: Sequence[Document]) -> tuple[list[Kept], list[Damaged]]:
    """Layers, the topmost first, and documents that cannot be read."""
    found: list[Kept] = []
    damaged: list[Damaged] = []
    for document in documents:
        try:
            found.append(kept_in(document))
        except OwnError as error:
            damaged.append(Damaged(document.id, error))
    return sorted(found, key=lambda kept: (kept.order, kept.id)), damaged


def unchanged(changes: "Changes", identifier: str, version: str) -> tuple[Document, Kept]:
    """What is to be changed, held until the changes end. Raises OwnError where it is not in that version any more."""
    changes.begin(KIND)
    document = changes.get(KIND, checked(identifier))
    present = kept_in(document)
    if present.version != version:
        raise OwnError("own-conflict", value=present.title)
    return document, present


@contextmanager
def said() -> Iterator[None]:
    """Faults of the store in words of layers."""
    try:
        yield
    except StoreError as error:
        values = error.breach.values
        code = SAID.get(error.code, error.code)
        raise OwnError(code, file=str(values.get("value", "")) if code == "own-gone" else "", **values) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise OwnError("store-files", detail=detail) from error
