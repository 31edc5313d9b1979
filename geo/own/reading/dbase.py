"""Texts of a Shapefile's .dbf: read as bytes by GDAL, and decoded here, where a row that cannot be is told."""

from pathlib import Path

import geopandas as gpd

from geo.own.reading.encoding import SAMPLE, Encoding, decoder, likely, said_encoding, unreadable

AS_BYTES = "ISO-8859-1"
"""the encoding by which GDAL hands on every byte as a character"""
HEADER = 32
MOST_BROKEN = 0.02
"""of the characters beyond ASCII: dBASE cuts a text in the middle of one"""


def encoding_of(content: bytes, page: Path, chosen: str) -> Encoding | None:
    """What the texts of a .dbf are in; page: its .cpg, which may be missing. None where they are ASCII."""
    if content[HEADER:].isascii():
        return None
    if chosen:
        return Encoding(chosen, "chosen")
    said = said_encoding(page.read_text(encoding="ascii", errors="ignore")[:20]) if page.is_file() else None
    records = content[HEADER:]
    if _is_utf8(records):
        return said if said and said.id == "utf-8" else Encoding("utf-8", "guessed")
    if said and said.id != "utf-8":
        return said
    return likely(records[:SAMPLE]) or Encoding("gb18030", "guessed")


def _is_utf8(records: bytes) -> bool:
    broken = records.decode("utf-8", "replace").count("\ufffd")
    beyond = sum(1 for byte in records[:SAMPLE] if byte > 127) / min(len(records), SAMPLE) * len(records)
    return broken <= MOST_BROKEN * beyond / 3


def decoded(frame: gpd.GeoDataFrame, encoding: Encoding, file: str) -> gpd.GeoDataFrame:
    """A table that was read AS_BYTES, in its encoding. Raises OwnError that names the first row that is not in it.

    Where the encoding is no more than a guess, what cannot be read becomes U+FFFD: the fields are shown before they are
    taken, and another encoding can be chosen.
    """
    read, lenient = decoder(encoding), encoding.how == "guessed"

    def cell(value: object, row: int | None) -> object:
        if not isinstance(value, str) or value.isascii():
            return value
        content = value.encode("latin-1")
        try:
            return read(content)
        except UnicodeDecodeError as error:
            if not lenient:
                raise unreadable(file, encoding, row) from error
            return content.decode(encoding.codec, "replace")

    names = {name: cell(name, None) for name in frame.columns}
    texts = [name for name in frame.columns if frame[name].dtype == object or str(frame[name].dtype) == "str"]
    rows = {name: [cell(value, row) for row, value in enumerate(frame[name], start=1)] for name in texts}
    return frame.assign(**rows).rename(columns=names)
