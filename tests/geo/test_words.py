"""What a planner reads of an item or a source is in a planner's words: no line numbers, no ids, no names of files and fields."""

import json
import re

import pytest

from geo.folder import DATA
from geo.plan import load_plan
from geo.rules import ACROSS, FOLD, OFFSHORE, OUTSIDE, extent_words
from geo.sources import read_sources

ITEMS = {item.id: item for item in load_plan().items}
UNITS = {feature["properties"]["id"]: feature["properties"] for feature in json.loads((DATA / "districts.geojson").read_text())["features"]}
SOURCES = read_sources((DATA / "SOURCES.md").read_text(encoding="utf-8"))
IDS = re.compile(
    "|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted([*ITEMS, *SOURCES], key=len, reverse=True) if "-" in name)
)
WORKSHOP = {
    "a tag": re.compile("【"),
    "a line of the outline": re.compile(r"\d{2,4} ?行"),
    "the workshop's short name of OpenStreetMap": re.compile(r"OSM|osm"),
    "an id of OpenStreetMap": re.compile(r"\b(?:node|way|relation)\b|线路关系|(?<![\d.])\d{8,}"),
    "a file, a field or a repository": re.compile(
        r"\.(?:geo)?json|\.csv|\.svg|\.py|\.java|仓库|(?<!区划)代码|快照|find_string|检索|source:|[a-z]+_[a-z]+"
    ),
    "hearsay": re.compile("线索|参考文件|参考表"),
    "a stage's id": re.compile(r"\b(?:complete|accelerate|promote|start|study|policy|citywide|indicative)\b"),
}


def workshop_words(text: str) -> list[str]:
    found = [f"{name}: {match[0]}" for name, pattern in WORKSHOP.items() if (match := pattern.search(text))]
    return found + [f"an id: {match[0]}" for match in IDS.finditer(text)]


@pytest.mark.parametrize("identifier", ITEMS)
def test_an_item_speaks_a_planner_s_language(identifier: str) -> None:
    item = ITEMS[identifier]
    assert [word for text in (item.note, *(entry.says for entry in item.evidence)) for word in workshop_words(text)] == []


@pytest.mark.parametrize("identifier", UNITS)
def test_a_district_speaks_a_planner_s_language(identifier: str) -> None:
    unit = UNITS[identifier]
    assert [word for text in (unit["note"], *(entry["says"] for entry in unit["evidence"])) for word in workshop_words(text)] == []


def test_sources_are_named_by_who_published_what() -> None:
    texts = {source.id: f"{source.title} {source.licence} {source.date} {source.datum}" for source in SOURCES.values()}
    # What stands in an address may look like an id or a file.
    plain = {name: re.sub(r"[\w.-]*/[^\s（）()；;，、|]+", "", re.sub(r"\d{8,}", "", text)) for name, text in texts.items()}
    assert {name: found for name, text in plain.items() if (found := workshop_words(text))} == {}


def test_the_state_of_affairs_comes_first() -> None:
    """The card shows the first sentence apart: it must be the whole of what is known of the work's state."""
    late = [item.id for item in ITEMS.values() if re.search(r"实际(?:状态)?[:：]|[^。]+。.*现状：", item.note)]
    assert late == []
    told = [item for item in ITEMS.values() if item.note.startswith("现状：")]
    assert len(told) >= 60
    assert all(re.match(r"现状：[^。]+。", item.note) for item in told)


def test_where_an_item_reaches_is_a_sentence_of_its_own() -> None:
    assert extent_words("现状：在建。跨市、涉海。示意走廊。") == {ACROSS, OFFSHORE}
    assert extent_words("市域外。范围未公布。") == {OUTSIDE}
    assert extent_words("【跨市】【海上】示意") == {ACROSS, OFFSHORE}
    assert extent_words("折返。") == {FOLD}
    assert extent_words("跨市整体不落图，各组成部分见子项。中段跨市。") == frozenset()
