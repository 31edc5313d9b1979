"""Texts of a DXF: in UTF-8 since 2007, before that in a code page that its header may name, and often names wrongly."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyogrio

from geo.own.reading.encoding import Words, said_encoding, text_of

PAGE = re.compile(rb"\$DWGCODEPAGE\s+3\s+(\S{1,20})")
HEAD = 100_000
"""bytes in which the header's variables stand"""
DEFAULT_PAGE = "windows-1252"
"""what tools write that know nothing of code pages: it says nothing"""
OPTION = "DXF_ENCODING"


def dxf_words(content: bytes, file: str, chosen: str = "") -> Words:
    """The text of a DXF, in the encoding of an id where one is chosen. Raises OwnError where it cannot be read so."""
    named = PAGE.search(content[:HEAD])
    said = said_encoding(named[1].decode("ascii", "replace")) if named else None
    if chosen or said is None or said.id == DEFAULT_PAGE or _reads(content, "utf-8"):
        return text_of(content, file, chosen)
    return Words(content.decode(said.codec), said) if _reads(content, said.codec) else text_of(content, file)


def _reads(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def read_as_utf8() -> Iterator[None]:
    """While it lasts GDAL takes every DXF for UTF-8, whatever its header says."""
    before = pyogrio.get_gdal_config_option(OPTION)
    pyogrio.set_gdal_config_options({OPTION: "UTF-8"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({OPTION: before})
