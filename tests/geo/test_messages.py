"""What is wrong with the data is said in one language at a time."""

import json
import pickle
import re
from typing import Any

import pytest

from geo.facts import facts
from geo.files.schema import KINDS, PATHS, RULES, property_breaches
from geo.files.shapes import usable_geometry
from geo.files.strict import RefusedError, parse_json
from geo.messages import Both, Breach, Findings
from geo.messages.ledger import LEDGER_MESSAGES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|\b(?:type|array|string|integer|empty|points?)\b")
BROKEN = {
    "id": "x",
    "name": [],
    "districts": "a",
    "uncertainty_m": -1,
    "evidence": 3,
    "clause": 7,
    "section": "zz",
    "note": {},
    "inferred": 1,
}
GEOMETRIES: list[Any] = [
    {"type": "Circle", "coordinates": [114.1, 22.6]},
    {"type": "LineString", "coordinates": []},
    {"type": "LineString", "coordinates": [[114.1, 22.6]]},
    {"type": "Polygon", "coordinates": [[[114, 22.5], [114.1, 22.6], [114.1, 22.5], [114, 22.6], [114, 22.5]]]},
]
IN_BOTH = {
    "required",
    "additionalProperties",
    "enum",
    "properties",
    "items",
    "$ref",
    "oneOf",
    "$defs",
    "$schema",
    "title",
    "description",
}
"""keywords of the schemas that have messages of their own, or cannot be broken by themselves"""


def said(breach: Breach) -> tuple[str, str]:
    """Chinese and English without what the data say themselves."""
    quoted = re.compile(r"“[^”]*”|'[^']*'|\"[^\"]*\"")
    return quoted.sub("", breach.text("zh")), quoted.sub("", breach.text("en"))


def breaches() -> list[Breach]:
    found = Findings("plan.geojson", "x", property_breaches(BROKEN, file="plan.geojson", item="x", schema="plan"))
    for geometry in GEOMETRIES:
        assert usable_geometry(geometry, found, bounds=facts().region) is None
    for text in ("{", '{"a": 1', "[1,"):
        with pytest.raises(RefusedError) as refused:
            parse_json(text, "a.json")
        found.breaches.append(refused.value.breach("a.json"))
    return found.breaches


@pytest.mark.parametrize("breach", breaches(), ids=lambda breach: f"{breach.code}-{breach.values.get('field', '')}")
def test_a_breach_is_said_in_one_language(breach: Breach) -> None:
    zh, en = said(breach)
    assert not ENGLISH.search(zh), zh
    assert not CHINESE.search(en), en


@pytest.mark.parametrize("code", LEDGER_MESSAGES)
def test_what_is_wrong_with_the_ledger_is_said_in_one_language(code: str) -> None:
    zh, en = LEDGER_MESSAGES[code]
    assert CHINESE.search(zh) and not ENGLISH.search(zh)
    assert not CHINESE.search(en)


def test_every_rule_of_the_schemas_has_words() -> None:
    def rules(node: object, *, named: bool = False) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(rules, node))
        if not isinstance(node, dict):
            return set()
        own = set() if named else set(node)
        return own.union(
            *(rules(part, named=key in ("properties", "$defs") and not named) for key, part in node.items())
        )

    used = set().union(*(rules(json.loads(path.read_text(encoding="utf-8"))) for path in PATHS.values()))
    assert used - IN_BOTH - {"type"} <= set(RULES)
    assert {"string", "array", "object", "number", "integer", "boolean", "null"} == set(KINDS)


def test_words_in_both_languages_stay_so_in_another_process() -> None:
    words = pickle.loads(pickle.dumps(Both("空", "empty")))
    assert (words, words.zh, words.en) == ("空 / empty", "空", "empty")
