"""Every field of an item and of a unit of the right kind, whatever a file says: what is not is replaced, and named.

The schema says what is allowed; this says what the code can work with. It holds where the schema itself cannot be read.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

from geo.files.schema import is_id
from geo.files.strict import shown
from geo.messages import Findings

LOCATED = ("point", "line", "area", "citywide")
MAX_TEXT = 4000
MAX_NAME = 200
MAX_LIST = 1000
LARGEST_PLAN_COLUMN = 99
LARGEST_UNCERTAINTY_M = 30_000

Check = Callable[[Any], bool]


def _text(longest: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= longest


def _texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_LIST and all(map(_text(MAX_TEXT), value))


def _ids(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_LIST and all(map(is_id, value))


def _whole(largest: int) -> Check:
    """Nothing, or a whole number from 1 on; 4.0 is one, as in JSON it is the same."""
    return lambda value: (
        value is None or (type(value) in (int, float) and value == int(value) and 1 <= value <= largest)
    )


def _evidence(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_LIST and all(map(_says, value))


def _says(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.keys() == {"source", "says"} and all(map(_text(MAX_TEXT), entry.values()))


@dataclass(frozen=True, slots=True)
class Field:
    """What a field must be, in words and as a test, and what stands in for it where it is not."""

    kind: str
    right: Check
    fallback: Any


NAME_TEXT = Field('"…"', _text(MAX_NAME), "")
TEXT = Field('"…"', _text(MAX_TEXT), "")
PHRASES = Field('["…"]', _texts, [])
IDS = Field('["a-z0-9-"]', _ids, [])
CLAUSE = Field('"…" | ["…"]', lambda value: TEXT.right(value) or _texts(value), "")
METRES = Field(f"1…{LARGEST_UNCERTAINTY_M} | null", _whole(LARGEST_UNCERTAINTY_M), None)
EVIDENCE = Field('[{"source", "says"}]', _evidence, [])

ITEM_FIELDS: Mapping[str, Field] = {
    "name": NAME_TEXT, "name_en": NAME_TEXT, "aliases": PHRASES, "theme": NAME_TEXT, "category": NAME_TEXT,
    "plan_verb": NAME_TEXT, "stage": Field('"…"', _text(MAX_NAME), "policy"), "clause": CLAUSE, "section": NAME_TEXT,
    "column": Field("1…99 | null", _whole(LARGEST_PLAN_COLUMN), None), "districts": IDS,
    "located": Field(" | ".join(LOCATED), lambda value: value in LOCATED, "citywide"),
    "precision": Field('"…"', _text(MAX_NAME), "citywide"), "uncertainty_m": METRES, "evidence": EVIDENCE,
    "inferred": Field("true | false", lambda value: isinstance(value, bool), False),
    "parent": Field('"a-z0-9-" | null', lambda value: value is None or is_id(value), None), "same_place_as": IDS,
    "note": TEXT,
}  # fmt: skip
UNIT_FIELDS: Mapping[str, Field] = {
    "name": NAME_TEXT, "name_en": NAME_TEXT, "kind": Field('"…"', _text(MAX_NAME), "district"),
    "area_km2_official": Field(
        "km² | null", lambda value: value is None or (type(value) in (int, float) and 0 < value < 1e6), None
    ),
    "area_source": Field('"…" | null', lambda value: value is None or NAME_TEXT.right(value), None),
    "positioning": PHRASES, "key_areas": PHRASES, "goal": TEXT, "plan_verb": NAME_TEXT, "clause": CLAUSE,
    "section": NAME_TEXT, "uncertainty_m": METRES, "evidence": EVIDENCE, "note": TEXT,
}  # fmt: skip


def completed(
    properties: Mapping[str, Any], fields: Mapping[str, Field], found: Findings, *, wrong: Container[str]
) -> dict[str, Any]:
    """Properties with every field of fields and nothing else, all of the right kind; the id is that of found.

    wrong are the fields that the schema has refused already; those that only this refuses go to found.
    """
    result: dict[str, Any] = {"id": found.item}
    for name, field in fields.items():
        value = properties.get(name, field.fallback)
        right = field.right(value)
        if not right and name not in wrong:
            found.add("bad-value", field=name, value=shown(value), detail=field.kind)
        result[name] = value if right and name not in wrong else field.fallback
    for name, instead in (("name", found.item), ("name_en", "name")):
        # Too long or too short, it still says which item is meant.
        given = properties.get(name)
        cut = given[:MAX_NAME] if isinstance(given, str) else ""
        result[name] = cut if cut.strip() else result.get(instead, instead)
    for name in ("column", "uncertainty_m"):
        if result.get(name) is not None:
            result[name] = int(result[name])
    return result
