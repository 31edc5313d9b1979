"""A table as a Shapefile's .dbf holds it: names of ten characters, texts of 254 bytes."""

from typing import Any

import geopandas as gpd
import pandas as pd

from briefing.files import CUT
from exports.data.table import FIELDS

DBF_BYTES = 254
"""a text field of a Shapefile holds no more"""
MOST_PARTS = 8
"""fields that one text may take: a row of a Shapefile holds 65,535 bytes"""
LONGEST_CHARACTER = 4
"""bytes of a character in UTF-8"""
SHORT_NAMES = {field.name: field.short for field in FIELDS if field.name != "evidence"}
"""evidence runs to thousands of characters and goes into a table of its own"""


def short_fields(table: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[tuple[str, str]]]:
    """The table with names of ten characters, texts too long for a field in as many as they need, none lost."""
    columns: dict[str, Any] = {}
    mapping: list[tuple[str, str]] = []
    for name, short in SHORT_NAMES.items():
        values = table[name]
        pieces = (
            [_pieces(value) for value in values]
            if values.dtype == object or pd.api.types.is_string_dtype(values)
            else None
        )
        if pieces is None:
            columns[short] = values.astype(int) if values.dtype == bool else values
            mapping.append((short, name))
            continue
        for number in range(max(map(len, pieces))):
            part = short if number == 0 else f"{short[: 9 - len(str(number + 1))]}_{number + 1}"
            columns[part] = [piece[number] if number < len(piece) else None for piece in pieces]
            mapping.append((part, name))
    return gpd.GeoDataFrame(columns, geometry=table.geometry.to_numpy(), crs=table.crs), mapping


def _pieces(value: str) -> list[str]:
    """Text in parts of at most DBF_BYTES in UTF-8, cut between characters; too many end with a word that says so."""
    parts, current, size = [], "", 0
    whole = (value or "").encode("utf-8", "replace")
    room = MOST_PARTS * (DBF_BYTES - LONGEST_CHARACTER)
    if len(whole) > room:
        value = whole[: room - len(CUT.encode())].decode("utf-8", "ignore") + CUT
    for character in value or "":
        width = len(character.encode())
        if size + width > DBF_BYTES:
            parts.append(current)
            current, size = "", 0
        current, size = current + character, size + width
    return [*parts, current]
