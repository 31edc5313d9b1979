import pytest
from streamlit.testing.v1 import AppTest

from geo.plan import Plan
from ui.table import FORMULA_STARTS

PAGE = "from ui import table\ntable.show()\n"


def opened() -> AppTest:
    return AppTest.from_string(PAGE, default_timeout=30).run()


def test_every_item_is_counted_the_unplaced_ones_in_a_table_of_their_own(plan: Plan) -> None:
    page = opened()
    assert not page.exception
    placed, unplaced = (table.value for table in page.dataframe)
    assert len(placed) + len(unplaced) == len(plan.items)
    assert len(unplaced) == sum(item.geometry is None for item in plan.items)


def test_filters_combine(plan: Plan) -> None:
    page = opened()
    page.multiselect(key="table-theme").set_value(["transport"]).run()
    page.multiselect(key="table-district").set_value(["futian"]).run()
    expected = [item for item in plan.items if item.theme == "transport" and "futian" in item.districts]
    assert sum(len(table.value) for table in page.dataframe) == len(expected)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", ".*[", "😀", "长" * 10_000])
def test_hostile_searches_are_answered(hostile: str) -> None:
    page = opened()
    page.text_input(key="table-text").set_value(hostile).run()
    assert not page.exception
    assert page.info


def test_english_has_english_columns() -> None:
    page = opened()
    page.button(key="language-switch").click().run()
    assert {"Name", "Stage", "± m"} <= set(page.dataframe[0].value.columns)


def test_formula_starts_cover_what_spreadsheets_run() -> None:
    assert {"=", "+", "-", "@"} <= set(FORMULA_STARTS)
