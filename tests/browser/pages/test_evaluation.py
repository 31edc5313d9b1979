"""The pages of progress and of indicators: their numbers filter map and list, and follow the day."""

from datetime import date

import pytest
from playwright.sync_api import expect

from geo.model import Plan
from geo.progress import load
from geo.progress.standing import standings
from geo.query import Filter, matching
from tests.browser.opened import TOTAL, becomes, run

DAY = "2023-06-30"


def test_a_number_of_progress_filters_the_map_and_follows_the_day(view_at, plan: Plan) -> None:
    page = view_at("/?page=progress").page
    cell = page.locator("[data-crosstab=stage] [data-cell='complete open']")
    cell.click()
    wanted = Filter(stage=frozenset({"complete"}), state=frozenset({"open"}))
    now = len(matching(plan.items, wanted, lambda: standings(plan, None)))
    becomes(page, TOTAL, now)
    assert (cell.inner_text(), cell.get_attribute("aria-pressed")) == (str(now), "true")
    # The table leaves its own two filters aside.
    expect(page.locator("[data-crosstab=stage] [data-total=all]")).to_have_text(str(len(plan.items)))
    run(page, "store.set({ day: argument })", DAY)
    then = len(matching(plan.items, wanted, lambda: standings(plan, date.fromisoformat(DAY))))
    assert then < now
    becomes(page, TOTAL, then)
    expect(cell).to_have_text(str(then))
    expect(page.locator("[data-day]")).to_have_attribute("data-day", DAY)
    cell.click()
    becomes(page, TOTAL, len(plan.items))
    year = page.locator("[data-year='2022'] button.pick")
    year.click()
    becomes(page, TOTAL, int(year.inner_text()))
    expect(page.locator("[data-year='2022'] .works li")).to_have_count(int(year.inner_text()))


def test_indicators_are_listed_by_kind_and_result_with_their_sources(view_at) -> None:
    page = view_at("/?page=indicators").page
    rows = page.locator("tr[data-indicator]")
    expect(rows).to_have_count(len({row.id for row in load().indicators}))
    sum_ = page.locator("[data-sum='expected missed']")
    sum_.click()
    expect(rows).to_have_count(int(sum_.inner_text()))
    assert set(rows.evaluate_all("rows => rows.map((row) => row.dataset.result)")) == {"missed"}
    page.locator("[data-indicator=col1-01] .more").click()
    lines = page.locator(".value-lines li")
    expect(lines).to_have_count(6)
    source = load().sources["gwr-sz-2026"]
    expect(lines.last.locator("a")).to_have_attribute("href", source.url)
    expect(lines.last.locator("a")).to_contain_text(source.title)
    sum_.click()
    page.locator("[data-sort=gap]").click()
    assert rows.first.get_attribute("data-result") != "met", "the furthest from its target comes first"


def test_what_is_listed_and_in_which_order_is_part_of_the_link(view_at) -> None:
    page = view_at("/?page=indicators").page
    page.locator("[data-sum='text missed']").click()
    page.locator("[data-sort=gap]").click()
    page.locator("[data-sort=gap]").click()
    page.wait_for_url("**target=text&result=missed&targetsort=-gap**")
    rows = "rows => rows.map((row) => row.dataset.indicator)"
    listed = page.locator("tr[data-indicator]").evaluate_all(rows)
    again = view_at("/?page=indicators&target=text&result=missed&targetsort=-gap").page
    expect(again.locator("[data-sum='text missed']")).to_have_attribute("aria-pressed", "true")
    assert again.locator("tr[data-indicator]").evaluate_all(rows) == listed
    again.locator("[data-sum='text missed']").click()
    again.locator("[data-sort=number]").click()
    again.wait_for_function("!/target|result/.test(location.search)")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page_name", ["progress", "indicators"])
def test_on_a_phone_nothing_is_cut_off_at_the_side(view_at, page_name: str, language: str) -> None:
    page = view_at(f"/?page={page_name}&lang={language}", 390, 844).page
    rows = {"progress": "[data-crosstab=stage] tbody tr", "indicators": "tr[data-indicator]"}[page_name]
    expect(page.locator(rows).first).to_be_attached()
    wide = "node => [node.scrollWidth, node.clientWidth]"
    inside, room = page.locator(".evaluation .page-body").evaluate(wide)
    assert inside <= room
    if page_name == "progress":
        heads = page.locator("[data-crosstab=stage] .state-label")
        expect(heads.first).to_be_visible()
