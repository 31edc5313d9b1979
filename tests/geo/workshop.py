"""What is no planner's word in a text of the data: line numbers, ids, names of files and fields."""

import re

from geo.folder import DATA
from geo.sources import read_sources
from tests.conftest import the_plan

SOURCES = read_sources((DATA / "SOURCES.md").read_text(encoding="utf-8"))
IDS = re.compile(
    "|".join(
        rf"(?<![\w-]){re.escape(name)}(?![\w-])"
        for name in sorted([*(item.id for item in the_plan().items), *SOURCES], key=len, reverse=True)
        if "-" in name
    )
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
    """What stands in a text that only its makers know, each with what it is."""
    found = [f"{name}: {match[0]}" for name, pattern in WORKSHOP.items() if (match := pattern.search(text))]
    return found + [f"an id: {match[0]}" for match in IDS.finditer(text)]
