"""What filters ask the ledger: of every item, on the day, and anew when the files have changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.model import Plan
from geo.progress.model import PROMISES, STATES
from geo.progress.standing import Standing, standings
from geo.query import FACETS, Filter, matching
from layers.view.state import View, found_items
from tests.geo.progress.making import GOOD_ROW, write_ledger

ROW = GOOD_ROW.replace("a-work", "hub-xili")
UNKNOWN = Standing("unknown", "none", "no")


def test_every_item_has_one_of_the_values_of_each_field(plan: Plan) -> None:
    found = standings(plan, date(2024, 6, 30))
    assert set(found) == set(plan.by_id)
    for standing in found.values():
        assert standing.state in STATES and standing.promise in PROMISES and standing.slipped in ("yes", "no")


def test_a_day_that_has_not_come_is_today(plan: Plan) -> None:
    assert standings(plan, date(2999, 1, 1)) == standings(plan, None)


def test_a_changed_file_is_read_again_and_a_missing_one_is_no_fault(plan: Plan, tmp_path: Path) -> None:
    own = replace(plan, data=tmp_path)
    assert standings(own, None)["hub-xili"].state == "unknown"
    path = write_ledger(tmp_path, ROW)
    assert standings(own, None)["hub-xili"].state == "building"
    path.write_text(path.read_text(encoding="utf-8").replace(",start,", ",open,"), encoding="utf-8")
    assert standings(own, None)["hub-xili"].state == "open"


def test_filters_ask_the_day_of_the_view(plan: Plan) -> None:
    building = Filter(state=frozenset({"building", "part_open"}))
    by_day = {
        day: {item.id for item in found_items(View(filter=building, day=day), plan)}
        for day in (date(2021, 6, 30), date(2023, 6, 30), None)
    }
    assert len({frozenset(ids) for ids in by_day.values()}) == 3
    for day, ids in by_day.items():
        told = standings(plan, day)
        assert ids == {item.id for item in plan.items if told[item.id].state in ("building", "part_open")} != set()


def test_nothing_is_overdue_before_the_plan_s_years_are_over(plan: Plan) -> None:
    overdue = Filter(promise=frozenset({"not_kept"}))
    assert found_items(View(filter=overdue, day=date(2025, 12, 31)), plan) == []
    assert found_items(View(filter=overdue, day=date(2026, 1, 1)), plan) != []


def test_a_filter_by_progress_says_that_it_needs_the_ledger(plan: Plan) -> None:
    with pytest.raises(ValueError, match="found_items"):
        matching(plan.items, Filter(slipped=frozenset({"yes"})))


def test_the_fields_of_the_ledger_are_known() -> None:
    assert [name for name, facet in FACETS.items() if facet.ledger] == ["state", "promise", "slipped", "opened"]
    assert FACETS["state"].values(None, UNKNOWN) == ("unknown",)  # type: ignore[arg-type]
    assert FACETS["state"].values(None) == ()  # type: ignore[arg-type]
