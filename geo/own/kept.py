"""What is said of a layer beside its features: the store's document, read strictly."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, get_args

from geo.files.strict import one_line
from geo.own.datum import UnknownDatumError, datum_named
from geo.own.layer import FieldType, Kind, OwnField, Placing
from geo.own.remarks import broken

FORMAT = 1
MAX_TITLE = 120
MAX_BYTES = 1_000_000
"""of the document"""
VERSION_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """A layer that is kept, without its features."""

    id: str
    title: str
    kinds: tuple[Kind, ...]
    fields: tuple[OwnField, ...]
    count: int
    """features"""
    extent: tuple[float, float, float, float]
    """west, south, east, north, WGS-84 degrees"""
    file: str
    """name of the file that it was read from"""
    placing: Placing
    content_hash: str
    """of the features"""
    made: str
    """day on which it was brought, ISO"""
    left_out: int = 0
    """rows of the file that somebody agreed to leave out"""
    order: int = 0
    """the lowest is drawn last, on top"""
    style: Mapping[str, Any] = field(default_factory=dict)
    """how it is drawn, as layers.own.style has it"""

    @property
    def content(self) -> bytes:
        """As the document has it."""
        record = {"format": FORMAT, **asdict(self)}
        return (json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()

    @property
    def version(self) -> str:
        """Another one after every change of the layer itself; its place among the others is none."""
        return hashlib.sha256(replace(self, order=0).content).hexdigest()[:VERSION_LENGTH]


def plain_title(words: str) -> str:
    """A title on one line, without controls, MAX_TITLE characters at most."""
    return one_line(words)[:MAX_TITLE].strip()


def read_kept(content: bytes, identifier: str) -> Kept:
    """What a document says. Raises OwnError where it is not as `Kept.content` writes it."""
    try:
        if len(content) > MAX_BYTES:
            raise ValueError(f"> {MAX_BYTES} bytes")
        raw = json.loads(content)
        kept = _kept(raw)
        if raw["format"] != FORMAT or kept.id != identifier:
            raise ValueError(f"format {raw['format']!r}, id {kept.id!r}")
    except (ValueError, KeyError, TypeError, RecursionError, UnknownDatumError) as error:
        raise broken(error, identifier, "own-unreadable") from error
    return kept


def _kept(raw: Mapping[str, Any]) -> Kept:
    placing = Placing(**raw["placing"])
    datum_named(placing.datum)
    west, south, east, north = map(float, raw["extent"])
    return Kept(
        id=_text(raw["id"]),
        title=plain_title(_text(raw["title"])),
        kinds=tuple(_one_of(kind, get_args(Kind)) for kind in raw["kinds"]),
        fields=tuple(
            OwnField(_text(entry["name"]), _one_of(entry["type"], get_args(FieldType))) for entry in raw["fields"]
        ),
        count=int(raw["count"]),
        extent=(west, south, east, north),
        file=_text(raw["file"]),
        placing=placing,
        content_hash=_text(raw["content_hash"]),
        made=_text(raw["made"]),
        left_out=int(raw["left_out"]),
        order=int(raw["order"]),
        style=dict(raw["style"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:
    if value not in known:
        raise ValueError(f"{value!r}: {', '.join(known)}")
    return value
