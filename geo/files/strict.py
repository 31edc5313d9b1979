"""Files that anybody may have written, read strictly: what is wrong is refused or mended here, once, and named.

Past this border no number is infinite, no text holds what cannot be encoded, and nothing is nested without end.
"""

import json
import math
import re
import stat
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from geo.messages import Both, Breach

MAX_FILE_BYTES = 20_000_000
MAX_DEPTH = 32
MAX_DIGITS = 15
"""of a whole number: more than a double tells apart"""
HOLDERS = {list, dict}
"""Python's types of JSON's lists and objects"""
MAX_FLAWS = 100
"""breaches of one file that are kept"""
UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""what UTF-8, XML or a spreadsheet cannot hold"""
WRITTEN_UNSHOWABLE = re.compile(r"\\u(?:d[89a-f]|00[01]|007f|00[89]|fff[ef])|[\x7f-\x9f\ufffe\uffff]", re.IGNORECASE)
"""how a file may write it; a JSON text without this has none"""
EXPONENT, LONG = re.compile(rb"[eE]\+?[0-9]{3}"), 200
"""what a number that no machine holds has: such an exponent, or so many digits; a JSON text without them has none"""
DIRECTIONS = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""what cannot be seen and turns, joins or breaks words"""
STANDS_FOR_IT = "\ufffd"
SHOWN_LENGTH = 60


class RefusedError(ValueError):
    """A file that cannot be used at all: a code of geo.messages and a detail."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail

    def breach(self, file: str) -> Breach:
        """The same as a breach of file."""
        return Breach(file, "", self.code, {"detail": self.detail})


@dataclass(frozen=True, slots=True)
class Unusable:
    """A number that JSON does not have (NaN) or no machine holds.

    It has no type of JSON, so that every check refuses it.
    """

    written: str

    def __str__(self) -> str:
        return self.written


@dataclass(slots=True)
class Parsed:
    """The value of a JSON text, and what was mended in it."""

    value: Any
    flaws: list[Breach] = field(default_factory=list)


def shown(value: Any) -> str:
    """A value as a message quotes it: short, on one line, with nothing that cannot be encoded."""
    if isinstance(value, (list, dict)) and len(value) > SHOWN_LENGTH:
        value = list(value)[:SHOWN_LENGTH]
    text = clean(json.dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"


def clean(text: str, instead: str = STANDS_FOR_IT) -> str:
    """Text in which a sign stands for each character that cannot be shown."""
    return UNSHOWABLE.sub(instead, text)


def one_line(text: str) -> str:
    """Words that somebody has typed, on one line, without what cannot be seen."""
    return " ".join(DIRECTIONS.sub("", clean(text, " ")).split())


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without BOM. Raises RefusedError."""
    return decoded(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """What a file holds, at most MAX_FILE_BYTES. Raises RefusedError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise RefusedError("file-unreadable", Both("不是文件", "not a file"))
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise RefusedError("file-missing", Both("不存在", "not found")) from error
    except OSError as error:
        raise RefusedError("file-unreadable", error.strerror or type(error).__name__) from error
    if len(content) > MAX_FILE_BYTES:
        raise RefusedError("file-too-large", f"{MAX_FILE_BYTES // 1_000_000} MB")
    return content


def decoded(content: bytes, *, limit: int = MAX_FILE_BYTES) -> str:
    """Bytes of a UTF-8 file as text. Raises RefusedError."""
    if len(content) > limit:
        raise RefusedError("file-too-large", f"{limit // 1_000_000} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError("file-not-utf8", str(error.start)) from error


def read_json(path: Path, file: str) -> Parsed:
    """A JSON file; file is what its breaches call it. Raises RefusedError."""
    return parse_json(read_text(path), file)


def parse_json(text: str, file: str, *, instead: str = STANDS_FOR_IT) -> Parsed:
    """A JSON text as RFC 8259 has it; instead stands for each character that cannot be shown. Raises RefusedError.

    Where a key stands twice the last one counts, as everywhere; it is named. Numbers that no machine holds become
    `Unusable`.
    """
    twice: list[Breach] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(found)
        if len(result) < len(found):
            times = Counter(name for name, _ in found)
            repeated = [clean(name)[:SHOWN_LENGTH] for name, count in times.items() if count > 1]
            twice.extend(
                Breach(file, _id_of(result), "duplicate-key", {"field": name}) for name in repeated[:MAX_FLAWS]
            )
        return result

    try:
        value = json.loads(
            text, object_pairs_hook=pairs, parse_constant=Unusable, parse_int=_whole,
            parse_float=_decimal if _may_be_unheld(text) else float,
        )  # fmt: skip
    except RecursionError as error:
        raise RefusedError("file-too-deep", str(MAX_DEPTH)) from error
    except json.JSONDecodeError as error:
        place = Both(f"第 {error.lineno} 行第 {error.colno} 列起", f"from line {error.lineno}, column {error.colno}")
        raise RefusedError("file-not-json", place) from error
    except ValueError as error:
        raise RefusedError("file-not-json", Both("数值无法读取", clean(str(error))[:SHOWN_LENGTH])) from error
    if _deeper(value, MAX_DEPTH):
        raise RefusedError("file-too-deep", str(MAX_DEPTH))
    parsed = Parsed(value, twice[:MAX_FLAWS])
    if WRITTEN_UNSHOWABLE.search(text):
        found: dict[tuple[str, str], Breach] = {}
        parsed.value = _Cleaner(file, instead, found).cleaned(value, "", "")
        parsed.flaws += list(found.values())[:MAX_FLAWS]
    return parsed


def _whole(written: str) -> int | Unusable:
    return int(written) if len(written.lstrip("-")) <= MAX_DIGITS else Unusable(written[:SHOWN_LENGTH])


def _may_be_unheld(text: str) -> bool:
    """Whether some number of a JSON text may be none that a machine holds.

    To look at the text as bytes takes a hundredth of what a call for each number does.
    """
    import numpy as np  # noqa: PLC0415 - the app starts without it

    content = text.encode("utf-8", "surrogatepass")
    signs = np.frombuffer(content, dtype=np.uint8)
    digit = (signs - 48) < 10
    exponents = np.flatnonzero(digit[:-1] & ((signs[1:] | 32) == ord("e"))) + 1
    if any(EXPONENT.match(content, int(at)) for at in exponents):
        return True
    longest = np.diff(np.flatnonzero(~digit), prepend=-1, append=len(signs)).max()
    return bool(longest > LONG)


def _decimal(written: str) -> float | Unusable:
    number = float(written)
    return number if math.isfinite(number) else Unusable(written[:SHOWN_LENGTH])


def _deeper(value: Any, most: int) -> bool:
    """Whether lists and objects are nested more than so many times."""
    # Level by level, and at once what is of one kind: most of a file are coordinates, and a look at each of their
    # numbers takes longer than to read the file.
    level = [value] if type(value) in HOLDERS else []
    for _ in range(most):
        within = chain.from_iterable(holder.values() if type(holder) is dict else holder for holder in level)
        level = list(within)
        kinds = set(map(type, level))
        if not kinds & HOLDERS:
            return False
        level = level if kinds <= HOLDERS else [child for child in level if type(child) in HOLDERS]
    return bool(level)


def _id_of(value: dict[str, Any]) -> str:
    """The id of an object or of its properties, for messages."""
    for holder in (value, value.get("properties")):
        identifier = holder.get("id") if isinstance(holder, dict) else None
        if isinstance(identifier, str):
            return clean(identifier)[:SHOWN_LENGTH]
    return ""


@dataclass(frozen=True, slots=True)
class _Cleaner:
    """Takes out of every text of a value what cannot be shown; found gets a breach for each item and field."""

    file: str
    instead: str
    found: dict[tuple[str, str], Breach]

    def cleaned(self, value: Any, item: str, name: str) -> Any:
        """value, which stands in a field of an item."""
        if isinstance(value, str):
            text = clean(value, self.instead)
            if text != value:
                self.found.setdefault((item, name), Breach(self.file, item, "unshowable", {"field": name}))
            return text
        if isinstance(value, list):
            return [self.cleaned(part, item, name) for part in value]
        if isinstance(value, dict):
            own = _id_of(value) or item
            named = [(self.cleaned(key, own, clean(key)[:SHOWN_LENGTH]), part) for key, part in value.items()]
            return {key: self.cleaned(part, own, key[:SHOWN_LENGTH]) for key, part in named}
        return value
