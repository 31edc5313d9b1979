"""One test a file of data/plan: its failure names every breach of a rule and every word not a planner's, by item."""

import re

import pytest

from geo.check import coverage_breaches, item_breaches, load_boundaries, source_ids
from geo.folder import DATA
from geo.model import Item
from geo.rules.items import Boundaries, link_breaches
from tests.conftest import the_plan
from tests.geo.workshop import workshop_words

PLAN = the_plan()
SOURCES = source_ids((DATA / "SOURCES.md").read_text(encoding="utf-8"))
FILES = sorted({item.file for item in PLAN.items})


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return load_boundaries(PLAN)


def test_files_can_be_read_without_a_breach() -> None:
    assert [breach.text("en") for breach in PLAN.breaches] == []


def wrong(item: Item, boundaries: Boundaries) -> list[str]:
    """Breaches of rules, and words that are not a planner's."""
    breaches = [breach.text("en") for breach in item_breaches(item, boundaries=boundaries, sources=SOURCES)]
    told = (item.note, *(entry.says for entry in item.evidence))
    return breaches + [word for text in told for word in workshop_words(text)]


@pytest.mark.parametrize("file", FILES)
def test_items_keep_every_rule_and_speak_a_planner_s_language(file: str, boundaries: Boundaries) -> None:
    items = [item for item in PLAN.items if item.file == file]
    assert {item.id: found for item in items if (found := wrong(item, boundaries))} == {}


def test_links_between_items_hold() -> None:
    assert [breach.text("en") for breach in link_breaches(PLAN.items)] == []


def test_items_quote_the_columns_and_the_structure_section_completely() -> None:
    assert [breach.text("en") for breach in coverage_breaches(PLAN.items)] == []


@pytest.mark.parametrize(
    ("category", "count"),
    [("空港", 7), ("海港", 5), ("交通枢纽", 12), ("国家铁路", 6), ("城际轨道", 8), ("公路通道", 13)],
)
def test_column_5_is_split_to_single_works(category: str, count: int) -> None:
    assert sum(item.category == category and item.plan_column == 5 for item in PLAN.items) == count


def test_every_key_area_of_column_4_is_an_item_with_an_outline_of_its_own() -> None:
    names = [name for unit in PLAN.units for name in unit.key_areas]
    items = {item.name: item for item in PLAN.items if item.theme == "key-area"}
    assert sorted(items) == sorted(names)
    assert all(item.located == "area" for item in items.values())


def test_lines_named_by_approvals_hang_on_their_phase() -> None:
    for phase in ("metro-phase-4", "metro-phase-4-adjustment", "metro-phase-5"):
        children = PLAN.children(phase)
        assert len(children) >= 5
        assert all("批复" in child.note for child in children)


def test_no_item_lies_on_its_datum_shifted_twin() -> None:
    """No coordinate in evidence text differs from the geometry by the 600 m of a forgotten GCJ-02 conversion."""
    number = re.compile(r"(11[345]\.\d{4,}),\s*(2[23]\.\d{4,})")
    for item in PLAN.items:
        if item.located != "point" or item.geometry is None or not item.uncertainty_m or item.uncertainty_m > 300:
            continue
        quoted = [(float(lon), float(lat)) for entry in item.evidence for lon, lat in number.findall(entry.says)]
        if quoted:
            assert min(abs(lon - item.geometry.x) + abs(lat - item.geometry.y) for lon, lat in quoted) < 0.004, item.id
