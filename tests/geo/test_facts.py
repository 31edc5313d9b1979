"""What is true of the plan as a whole, and what becomes of a file that does not say it rightly."""

from datetime import date
from pathlib import Path

import pytest

from geo import facts as module
from geo.facts import Apart, Facts, facts, facts_breach
from geo.files.shapes import USABLE_BOUNDS
from geo.model import Plan
from geo.outline.text import outline_lines
from geo.plan import load_plan


def test_the_project_s_facts_are_those_of_its_plan(plan: Plan) -> None:
    known = facts()
    assert facts_breach() is None
    assert known.units == len(plan.units)
    assert {apart.id for apart in known.apart} <= {unit.id for unit in plan.units}
    unit_items = [item for item in plan.items if item.id in {unit.id for unit in plan.units}]
    assert {(item.theme, item.category, item.plan_column) for item in unit_items} == {
        (known.unit_item.theme, known.unit_item.category, known.unit_item.plan_column)
    }
    west, south, east, north = known.region
    for item in plan.items:
        if item.geometry is not None:
            low_x, low_y, high_x, high_y = item.geometry.bounds
            assert west <= low_x <= high_x <= east and south <= low_y <= high_y <= north, item.id
    assert known.period == (date(2021, 1, 1), date(2025, 12, 31))
    assert {*known.followed, *known.ongoing} <= {item.theme for item in plan.items}
    assert all(1 <= first <= last <= len(outline_lines()) for first, last in known.covered)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("units = 'eleven'", "units"),
        ("units = true", "units"),
        ("region = [1, 2, 3]", "region"),
        ("region = [116.0, 21.0, 112.0, 25.0]", "region"),
        ("reach = [nan, 21.0, 116.0, 25.0]", "reach"),
        ("start = [114.0, 'x', 9]", "start"),
        ("[covered]\n'专栏4' = [9, 3]", "专栏4"),
        ("[unit_item]\ntheme = 3", "unit_item"),
        ("[[apart]]\nid = 3", "apart"),
        ("[[apart]]\nid = 'x'", ""),
        ("apart = 3", ""),
        ("covered = 3", ""),
        ("followed = 'water'", "followed"),
        ("ongoing = [3]", "ongoing"),
        ("period = 2021-01-01", "period"),
        ("period = [2021-01-01]", "period"),
        ("period = ['2021-01-01', '2025-12-31']", "period"),
        ("period = [2025-12-31, 2021-01-01]", "period"),
        ("period = [2021-01-01T00:00:00, 2025-12-31]", "period"),
        ("period = [1021-01-01, 2025-12-31]", "period"),
        ("districts = 11", "districts"),
        ("units = ", ""),
    ],
)
def test_a_wrong_file_is_a_breach_and_nothing_is_expected_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, named: str
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(module, "FACTS_PATH", path)
    breach = facts_breach()
    assert breach is not None and breach.code == "file-not-toml" and breach.file == "data/plan.toml"
    assert named in str(breach.values["detail"])
    assert facts() == Facts() and Facts().region == USABLE_BOUNDS
    for language in ("zh", "en"):
        assert breach.text(language)


def test_without_the_file_the_plan_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_copy: Path
) -> None:
    monkeypatch.setattr(module, "FACTS_PATH", tmp_path / "nowhere.toml")
    read = load_plan(small_copy)
    assert [breach.code for breach in read.breaches] == ["file-missing"]
    assert len(read.units) == 2 and len(read.items) > 2


def test_units_apart_are_told_with_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.toml").write_text('[[apart]]\nid = "isle"\nzh = "岛"\nen = "I"', encoding="utf-8")
    monkeypatch.setattr(module, "FACTS_PATH", tmp_path / "plan.toml")
    assert facts().apart == (Apart("isle", "岛", "I"),)
