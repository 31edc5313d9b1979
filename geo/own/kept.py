"""What is said of a layer beside its features: the store's document, read strictly, and what somebody wishes of one."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, get_args

from geo.files.strict import one_line
from geo.own.datum import UnknownDatumError, datum_named
from geo.own.layer import FieldType, Kind, OwnField, Placing
from geo.own.remarks import OwnError, broken

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


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of one layer of a file."""

    number: int
    """of the layer in the file, from 0"""
    title: str = ""
    datum: str = ""
    """id of DATUMS or EPSG:<code>; empty for the best guess"""
    swapped: bool = False
    """whether northing or latitude comes first; counts with a datum only"""
    leave_out: bool = False
    """whether rows that cannot be used may be left out"""
    style: Mapping[str, Any] = field(default_factory=dict)
    """how it is drawn, as layers.own.style has it: checked by whoever passes it on"""


def wish_of(raw: Mapping[str, object]) -> Wish:
    """A wish from plain values. Raises OwnError."""
    kinds = {"number": int, "title": str, "datum": str, "swapped": bool, "leave_out": bool, "style": dict}
    for key, value in raw.items():
        if key not in kinds or type(value) is not kinds[key]:
            raise OwnError("own-bad-wish", value=str(key)[:40], detail=", ".join(kinds))
    if "number" not in raw:
        raise OwnError("own-bad-wish", value="number", detail="0, 1, …")
    return Wish(**raw)  # type: ignore[arg-type]


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
