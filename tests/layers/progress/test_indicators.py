"""The page of indicators is told what the rule finds, with every published value and its source."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from geo.folder import DATA
from geo.progress import load
from geo.progress.targets.rule import RESULTS, outcomes
from layers.progress.document import make_progress
from layers.progress.indicators import KINDS
from layers.text import WORDING
from tests.conftest import the_plan

COLUMN_1 = 22


@pytest.fixture(scope="module")
def content() -> dict[str, Any]:
    return json.loads(make_progress(the_plan().items, data=DATA, day=date(2026, 11, 29)))


def test_column_1_comes_first_in_its_order(content: dict[str, Any]) -> None:
    rows = content["targets"]["indicators"]
    assert [row["id"] for row in rows[:COLUMN_1]] == [f"col1-{number:02}" for number in range(1, COLUMN_1 + 1)]
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["kind"] for row in rows[COLUMN_1:]} == {"text"}
    assert content["targets"]["kinds"] == ["expected", "binding", "text"]


def test_results_are_those_of_the_rule(content: dict[str, Any]) -> None:
    told = {row["id"]: (row["result"], row["value"], row["on_side"]) for row in content["targets"]["indicators"]}
    assert told == {
        each.rows[0].id: (each.result, None if each.value is None else str(each.value), each.on_side)
        for each in outcomes(load(data=DATA).indicators)
    }
    assert Counter(result for result, _, _ in told.values()).keys() == set(RESULTS)


def test_every_row_is_told_with_a_source_that_is_named(content: dict[str, Any]) -> None:
    values = [value for row in content["targets"]["indicators"] for value in row["values"]]
    assert len(values) == len(load(data=DATA).indicators)
    cited = {value["source"] for value in [*values, *content["targets"]["verdicts"]]}
    assert cited <= content["sources"].keys()
    assert all(content["sources"][name]["title"] for name in cited)


def test_charts_add_up_what_is_a_sum_and_show_the_others_as_published(content: dict[str, Any]) -> None:
    points = {row["id"]: row["points"] for row in content["targets"]["indicators"]}
    assert points["col1-10"] == [[2021, 4.2], [2022, 16.2], [2023, 26.5], [2024, 34.5]]
    assert points["col1-14"] == [[2021, 96.2], [2022, 92.1], [2023, 97.8], [2024, 97.0], [2025, 97.5]]
    assert points["col1-07"] == [[2021, 8.2]], "a mean of five years is no point of 2025"
    assert points["col1-09"] == []


def test_the_gap_is_measured_towards_the_better_side(content: dict[str, Any]) -> None:
    gaps = {row["id"]: row["gap"] for row in content["targets"]["indicators"]}
    assert gaps["col1-07"] == -0.0833
    assert gaps["txt-pm25"] == 0.16, "less is better"
    assert gaps["col1-17"] is None
    for row in content["targets"]["indicators"]:
        if row["result"] == "missed":
            assert row["gap"] <= 0, row["id"]


def test_kinds_results_and_measures_have_words() -> None:
    for name in (*KINDS.values(), *RESULTS, "value", "mean", "sum"):
        assert f"indicators.{name}" in WORDING["zh"], name
