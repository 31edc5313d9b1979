"""docs/security.md: a row for each requirement, and each test that it names is there."""

import ast
import re
from functools import cache

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
SECTIONS = {
    "1.2": 5, "1.3": 2, "1.5": 1, "2.1": 1, "2.2": 2, "2.3": 1, "3.2": 2, "3.3": 1, "3.4": 2, "3.5": 3, "4.1": 1,
    "4.4": 1, "5.2": 2, "5.3": 2, "6.1": 1, "6.2": 8, "6.3": 2, "6.4": 2, "7.2": 4, "7.4": 2, "8.1": 1, "8.2": 2,
    "8.3": 1, "9.1": 3, "9.2": 1, "10.4": 5, "11.3": 2, "11.4": 1, "12.1": 1, "12.2": 2, "13.4": 1, "14.2": 1,
    "14.3": 1, "15.1": 1, "15.2": 1, "15.3": 1,
}  # fmt: skip
"""of ASVS 5.0.0: section -> how many of its requirements are of level 1, the first ones"""
ROW = re.compile(r"^\| (V[\d.]+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_requirement_of_level_one_has_a_row() -> None:
    wanted = [f"V{section}.{number + 1}" for section, count in SECTIONS.items() for number in range(count)]
    assert len(wanted) == 70
    assert [row[0] for row in ROW.findall(PAGE)] == wanted


def test_every_row_has_a_test_that_is_there_or_a_reason() -> None:
    bare = [row[0] for row in ROW.findall(PAGE) if not TEST.search(row[3]) and not row[3].startswith("reason: ")]
    assert bare == []
    named = [found for row in ROW.findall(PAGE) for found in TEST.findall(row[3])]
    assert len(named) > 60
    assert [(path, name) for path, name in named if not (ROOT / path).is_file()] == []
    assert [(path, name) for path, name in named if name and name not in names_in(path)] == []


def test_times_to_mend_are_written_down() -> None:
    assert re.search(r"within \d+ days.*at the latest in \d+", PAGE, re.DOTALL)


def test_that_keys_of_maps_reach_every_browser_is_said() -> None:
    assert "`PLAN_MAP_TIANDITU_KEY` and `PLAN_MAP_TILES_KEY` reach the browser of every visitor" in PAGE
