"""What a planner reads of a district or a source is in a planner's words (of an item: test_items.py)."""

import json
import re

from geo.folder import DATA
from geo.rules.items import ACROSS, FOLD, OFFSHORE, OUTSIDE, extent_words
from tests.geo.workshop import SOURCES, workshop_words

UNITS = [
    feature["properties"]
    for feature in json.loads((DATA / "districts.geojson").read_text(encoding="utf-8"))["features"]
]


def test_a_district_speaks_a_planner_s_language() -> None:
    texts = {unit["id"]: (unit["note"], *(entry["says"] for entry in unit["evidence"])) for unit in UNITS}
    found = {name: [word for text in told for word in workshop_words(text)] for name, told in texts.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_sources_are_named_by_who_published_what() -> None:
    texts = {source.id: f"{source.title} {source.licence} {source.date} {source.datum}" for source in SOURCES.values()}
    # What stands in an address may look like an id or a file.
    plain = {
        name: re.sub(r"[\w.-]*/[^\s（）()；;，、|]+", "", re.sub(r"\d{8,}", "", text)) for name, text in texts.items()
    }
    assert {name: found for name, text in plain.items() if (found := workshop_words(text))} == {}


def test_where_an_item_reaches_is_a_sentence_of_its_own() -> None:
    assert extent_words("在建线位。跨市、涉海。示意走廊。") == {ACROSS, OFFSHORE}
    assert extent_words("市域外。范围未公布。") == {OUTSIDE}
    assert extent_words("【跨市】【海上】示意") == {ACROSS, OFFSHORE}
    assert extent_words("折返。") == {FOLD}
    assert extent_words("跨市整体不落图，各组成部分见子项。中段跨市。") == frozenset()
