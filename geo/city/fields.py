"""What a feature of data/basemap says: its fields, and what its geometry may be."""

import re
from collections.abc import Mapping
from typing import Any

from geo.city.kinds import KINDS, RANKS
from geo.files.fields import LARGEST_UNCERTAINTY_M, MAX_LIST, NAME_TEXT, TEXT, Field
from geo.files.schema import is_id
from geo.files.shapes import AREAS, LINES, POINTS, USABLE_BOUNDS

TYPES = {"point": POINTS, "line": LINES, "area": AREAS}
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
HIGHEST_M = 9000
LARGEST_M2 = 1e11


def _number(least: float, most: float) -> Any:
    return lambda value: type(value) in (int, float) and least <= value <= most


def _names(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_LIST and all(map(_name, value))


def _name(value: Any) -> bool:
    return NAME_TEXT.right(value) and bool(value.strip())


def _ids(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= MAX_LIST and all(map(is_id, value))


def _place(value: Any) -> bool:
    west, south, east, north = USABLE_BOUNDS
    pair = isinstance(value, list) and len(value) == 2 and all(type(number) in (int, float) for number in value)
    return pair and west <= value[0] <= east and south <= value[1] <= north


NEEDED: Mapping[str, Field] = {
    "id": Field('"a-z0-9-"', is_id, None),
    "kind": Field(" | ".join(KINDS), lambda value: isinstance(value, str) and value in KINDS, None),
    "name": Field('"…"', _name, None),
    "name_en": Field('"…"', _name, None),
    "rank": Field(" | ".join(map(str, RANKS)), lambda value: type(value) is int and value in RANKS, None),
    "uncertainty_m": Field(
        f"1…{LARGEST_UNCERTAINTY_M}", lambda value: type(value) is int and 1 <= value <= LARGEST_UNCERTAINTY_M, None
    ),
    "sources": Field('["a-z0-9-"]', _ids, None),
}
"""fields that every feature has; one with a wrong value is left out"""
OPTIONAL: Mapping[str, Field] = {
    "ref": Field('"…"', _name, ""),
    "color": Field("#rrggbb", lambda value: isinstance(value, str) and COLOUR.fullmatch(value) is not None, ""),
    "lines": Field('["…"]', _names, ()),
    "interchange": Field("true | false", lambda value: isinstance(value, bool), False),
    "elevation_m": Field(f"0…{HIGHEST_M}", _number(0, HIGHEST_M), None),
    "area_m2": Field("m²", _number(0, LARGEST_M2), None),
    "district": Field('"a-z0-9-"', is_id, ""),
    "label": Field("[lon, lat]", _place, None),
    "note": TEXT,
}
"""fields that a feature may have; a wrong value is named and not used"""


def types_of(kind: str | None) -> tuple[str, ...]:
    """The GeoJSON types that a kind's geometry may have; all of them where the kind is not known."""
    return tuple(name for part in (KINDS[kind] if kind else TYPES) for name in TYPES[part])
