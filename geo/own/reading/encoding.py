"""Which encoding a text is in: what somebody says, else UTF-8 where it can be, else what its bytes look like."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from geo.messages import Both
from geo.own.remarks import OwnError

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAMPLE = 200_000
"""bytes that are looked at closely"""
LOOKED_FOR = ["gb18030", "big5", "cp1252"]
WORD = re.compile(rb"[\x80-\xff][\x40-\xff]*")
ENCODINGS = {
    "utf-8": ("UTF-8", "utf-8-sig"),
    "gb18030": ("GBK (GB18030)", "gb18030"),
    "big5": ("Big5 (HKSCS)", "big5hkscs"),
    "shift_jis": ("Shift_JIS", "cp932"),
    "windows-1252": ("Windows-1252", "cp1252"),
    "latin-1": ("Latin-1", "latin-1"),
}
"""id -> its name, and Python's codec that reads it and whatever is written by its name"""
PLAIN_IDS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030",
             "gb18030": "gb18030", "big5": "big5", "cp950": "big5", "big5hkscs": "big5", "cp932": "shift_jis",
             "shift_jis": "shift_jis", "cp1252": "windows-1252", "iso8859-1": "latin-1"}  # fmt: skip
"""Python's name of a codec -> id"""


@dataclass(frozen=True, slots=True)
class Encoding:
    """What a text was read in."""

    id: str
    """of ENCODINGS, or the codec of another one that the file itself names"""
    how: Literal["plain", "said", "guessed", "chosen"]
    """plain: UTF-8 that is nothing else; said: by the file; guessed: by its bytes"""

    @property
    def name(self) -> str:
        """As people call it."""
        return ENCODINGS[self.id][0] if self.id in ENCODINGS else self.id.upper()

    @property
    def codec(self) -> str:
        """Python's codec."""
        return ENCODINGS[self.id][1] if self.id in ENCODINGS else self.id


@dataclass(frozen=True, slots=True)
class Words:
    """A file's text."""

    text: str
    encoding: Encoding | None = None
    """None where there is nothing to choose: it is ASCII, or the mark at its beginning says what it is"""


def check_encoding(encoding: str) -> None:
    """Raises OwnError for what is no id of ENCODINGS; empty is none."""
    if encoding and encoding not in ENCODINGS:
        raise OwnError("own-bad-encoding", value=encoding[:40], detail=", ".join(ENCODINGS))


def text_of(content: bytes, file: str, chosen: str = "") -> Words:
    """A file's text, in the encoding of an id where one is chosen. Raises OwnError where it cannot be read so."""
    if chosen:
        encoding = Encoding(chosen, "chosen")
        return Words(_decode(content, encoding, file), None if content.isascii() else encoding)
    for bom, codec in BOMS:
        if content.startswith(bom):
            return Words(_decode(content, Encoding(codec, "plain"), file, codec))
    try:
        return Words(content.decode("utf-8"), None if content.isascii() else Encoding("utf-8", "plain"))
    except UnicodeDecodeError as error:
        found = likely(content[max(0, error.start - SAMPLE // 2) :][:SAMPLE])
        if found is None:
            raise _unknown(content, error.start, file) from error
        return Words(_decode(content, found, file), found)


def _decode(content: bytes, encoding: Encoding, file: str, codec: str = "") -> str:
    try:
        return content.decode(codec or encoding.codec)
    except UnicodeDecodeError as error:
        if encoding.how in ("chosen", "said"):
            raise unreadable(file, encoding, _line(content, error.start)) from error
        raise _unknown(content, error.start, file) from error


def unreadable(file: str, encoding: Encoding, row: int | None) -> OwnError:
    """What is said where a text is not in the encoding that somebody says; row: None for the names of fields."""
    where = Both("字段名", "the names of its fields") if row is None else Both(f"第 {row} 行", f"row {row}")
    return OwnError("own-not-encoding", file=file, value=where, detail=encoding.name)


def _unknown(content: bytes, place: int, file: str) -> OwnError:
    return OwnError("own-encoding", file=file, value=_line(content, place))


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def likely(content: bytes) -> Encoding | None:
    """The encoding that bytes beyond ASCII look like; None where it cannot be told."""
    words = b" ".join(WORD.findall(content))
    best = from_bytes(words or content, cp_isolation=LOOKED_FOR).best()
    return None if best is None else Encoding(PLAIN_IDS.get(_plain(best.encoding), best.encoding), "guessed")


def said_encoding(name: str) -> Encoding | None:
    """The encoding that a file names (GBK, 936, ANSI_936, CP65001); None where that is none."""
    plain = re.sub(r"^(?:ansi|cp|windows|ms)?[ _-]*(\d{3,5})$", r"cp\1", name.strip().lower())
    codec = "utf-8" if plain == "cp65001" else _plain(plain)
    return Encoding(PLAIN_IDS.get(codec, codec), "said") if codec else None


def _plain(name: str) -> str:
    """Python's own name of an encoding of texts; empty where it has none."""
    try:
        # Some codecs turn bytes into bytes (zip, hex): they are refused here.
        "".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""


def decoder(encoding: Encoding) -> Callable[[bytes], str]:
    """Reads a cell of a table that cuts texts where they are too long, in the middle of a character too.

    The function raises UnicodeDecodeError where a cell is broken elsewhere.
    """
    codec = encoding.codec

    def read(cell: bytes) -> str:
        try:
            return cell.decode(codec)
        except UnicodeDecodeError as error:
            head = cell[: error.start]
            # No more than one character is missing, and nothing comes after it.
            if len(cell) - error.start >= MOST_BYTES or not _may_go_on(cell[error.start :], codec):
                raise
            return head.decode(codec)

    return read


MOST_BYTES = 4
"""of a character"""


def _may_go_on(rest: bytes, codec: str) -> bool:
    """Whether bytes are the beginning of a character."""
    try:
        return codecs.getincrementaldecoder(codec)().decode(rest) == ""
    except UnicodeDecodeError:
        return False
