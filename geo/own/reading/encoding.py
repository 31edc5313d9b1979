"""Which encoding a text is in: UTF-8 where it can be, else what its bytes look like, among those used in China."""

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from geo.own.remarks import OwnError

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAMPLE = 200_000
"""bytes that are looked at closely"""
LOOKED_FOR = ["gb18030", "big5", "cp1252"]
MOST_BROKEN = 0.02
"""of the characters beyond ASCII: dBASE cuts a text in the middle of one"""
NAMES = {"GB18030": "GBK", "BIG5": "Big5", "CP1252": "Windows-1252"}
WORD = re.compile(rb"[\x80-\xff][\x40-\xff]*")


@dataclass(frozen=True, slots=True)
class Words:
    """A file's text."""

    text: str
    guessed: str = ""
    """name of the encoding, where only the look of its bytes speaks for it"""


def text_of(content: bytes, file: str) -> Words:
    """A file's text. Raises OwnError where its encoding is not known."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return Words(_decode(content, encoding, file))
    try:
        return Words(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        found = likely(content[max(0, error.start - SAMPLE // 2) :][:SAMPLE])
        if found is None:
            raise _unknown(content, error.start, file) from error
        return Words(_decode(content, found, file), name_of(found))


def name_of(encoding: str) -> str:
    """An encoding as people in China call it."""
    plain = encoding.upper().replace("_", "-")
    return NAMES.get(plain, plain)


def _decode(content: bytes, encoding: str, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unknown(content, error.start, file) from error


def _unknown(content: bytes, place: int, file: str) -> OwnError:
    return OwnError("own-encoding", file=file, value=content.count(b"\n", 0, place) + 1)


def likely(content: bytes) -> str | None:
    """The encoding that bytes beyond ASCII look like; None where it cannot be told."""
    words = b" ".join(WORD.findall(content))
    best = from_bytes(words or content, cp_isolation=LOOKED_FOR).best()
    return None if best is None else best.encoding


def dbase_encoding(records: bytes, said: str) -> str:
    """The encoding of a dBASE table's texts; said: what its .cpg names, empty without one."""
    if records.isascii():
        return said or "UTF-8"
    broken = records.decode("utf-8", "replace").count("\ufffd")
    beyond = sum(1 for byte in records[:SAMPLE] if byte > 127) / min(len(records), SAMPLE) * len(records)
    if broken <= MOST_BROKEN * beyond / 3:
        return "UTF-8"
    if said and "UTF" not in said.upper() and said != "65001":
        return said
    return (likely(records[:SAMPLE]) or "gb18030").replace("_", "-").upper()
