"""The pages beside the map: their numbers are the plan's own, every number filters, and page and map talk both ways."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from geo.measure import measure_items
from geo.model import Plan
from geo.query import NO_DISTRICT, Filter, matching, totals
from layers.text import text
from tests.browser.opened import TOTAL, MapPage, becomes, number, run


def test_the_overview_s_numbers_are_the_plan_s(view_at, plan: Plan) -> None:
    page = view_at("/?page=overview").page
    expected = totals(plan.items)
    page.locator("[data-matrix-total=all]").wait_for()
    cells = page.locator(".matrix [data-cell]").evaluate_all(
        "cells => cells.map((cell) => [cell.dataset.cell, Number(cell.querySelector('.count').dataset.all)])"
    )
    assert {tuple(key.split(" ")): count for key, count in cells} == dict(expected.by_theme_stage)
    assert page.locator("[data-matrix-total=all]").get_attribute("data-all") == str(expected.all)
    shown, found = map(int, page.locator("[data-figure=items]").inner_text().split("/"))
    assert found == expected.all == expected.placed + expected.unplaced
    assert number(page, "[data-figure=closed]") == expected.placed - shown > 0
    assert number(page, "[data-figure=unplaced]") == expected.unplaced
    bars = page.locator("[data-bar]").evaluate_all(
        "bars => bars.map((bar) => [bar.dataset.bar, Number(bar.querySelector('.count').dataset.all)])"
    )
    assert dict(bars) == dict(expected.by["district"])


def test_the_tile_of_closed_layers_opens_them(view_at, plan: Plan) -> None:
    page = view_at("/?page=overview").page
    page.locator("[data-figure=closed]").click()
    expected = totals(plan.items)
    expect(page.locator("[data-figure=items]")).to_have_text(f"{expected.placed}/{expected.all}")
    expect(page.locator("[data-figure=closed]")).to_have_text("0")


def test_rail_in_the_city_is_measured_not_typed(view_at, plan: Plan) -> None:
    page = view_at("/?page=overview").page
    rail = [item for item in plan.items if item.category in ("国家铁路", "城际轨道", "城市轨道")]
    inside = sum(sum(measure.inside.values()) for measure in measure_items(rail, plan.units).values())
    figure = page.locator("[data-figure=rail]")
    figure.wait_for()
    assert figure.inner_text() == f"{inside:,.0f} km"


def test_a_cell_filters_and_lets_go_again(view_at, plan: Plan) -> None:
    map_page = view_at("/?page=overview")
    page = map_page.page
    cell = page.locator("[data-cell='transport complete']")
    cell.click()
    wanted = Filter(theme=frozenset({"transport"}), stage=frozenset({"complete"}))
    becomes(page, TOTAL, len(matching(plan.items, wanted)))
    assert cell.locator(".count").get_attribute("data-all") == str(len(matching(plan.items, wanted)))
    assert cell.get_attribute("aria-pressed") == "true"
    # The other cells keep the number that they would give, and are marked as left out.
    other = page.locator("[data-cell='transport promote']")
    assert other.locator(".count").get_attribute("data-all") == str(
        totals(plan.items).by_theme_stage["transport", "promote"]
    )
    assert "off" in str(other.get_attribute("class"))
    page.wait_for_url("**theme=transport&stage=complete**")
    cell.click()
    becomes(page, TOTAL, len(plan.items))
    page.locator("[data-part='nanshan transport']").click()
    wanted = Filter(theme=frozenset({"transport"}), district=frozenset({"nanshan"}))
    becomes(page, TOTAL, len(matching(plan.items, wanted)))
    assert map_page.watch.complaints == []


def test_what_names_no_district_is_filtered_by_like_a_district(view_at, plan: Plan) -> None:
    page = view_at("/?page=overview").page
    wanted = Filter(district=frozenset({NO_DISTRICT}))
    found = len(matching(plan.items, wanted))
    row = page.locator("[data-bar=none]")
    row.locator("[data-pick='district+none']").click()
    becomes(page, TOTAL, found)
    assert row.locator(".count").get_attribute("data-all") == str(found)
    page.wait_for_url("**dist=none**")
    assert run(page, "return store.state.page") == "overview"
    named = text("district.none", "zh")
    assert named in page.locator(".filter-line [data-remove=district]").inner_text()
    page.locator(".filter-line button[aria-expanded=false]").click()
    chip = page.locator("[data-filter=district][data-value=none]")
    assert named in chip.inner_text()
    assert chip.get_attribute("aria-pressed") == "true"
    chip.click()
    becomes(page, TOTAL, len(plan.items))
    theme = matching(plan.items, wanted)[0].theme
    row.locator(f"[data-part='none {theme}']").click()
    becomes(page, TOTAL, len(matching(plan.items, replace(wanted, theme=frozenset({theme})))))


def test_the_district_page_leads_to_what_names_none(view_at, plan: Plan) -> None:
    page = view_at("/?page=districts&unit=futian").page
    page.locator("[data-action=elsewhere]").click()
    page.wait_for_url("**page=table**dist=none**")
    becomes(page, "[data-totals=total]", sum(not item.districts for item in plan.items))


@pytest.mark.parametrize("name", ["overview", "districts", "table"])
def test_a_page_without_a_match_offers_the_filters_to_loosen(view_at, plan: Plan, name: str) -> None:
    page = view_at(f"/?page={name}&unit=futian&theme=key-area&stage=study").page
    assert not matching(plan.items, Filter(theme=frozenset({"key-area"}), stage=frozenset({"study"})))
    buttons = page.locator(".filter-line .warning button")
    expect(buttons).to_have_count(2)
    page.locator(".filter-line .warning [data-remove=theme]").click()
    becomes(page, TOTAL, len(matching(plan.items, Filter(stage=frozenset({"study"})))))
    assert page.locator(".filter-line .warning").count() == 0


def test_a_district_has_its_own_numbers_and_turns_by_keys(view_at, plan: Plan) -> None:
    map_page = view_at("/?page=districts&unit=nanshan")
    page = map_page.page
    page.locator(".unit-head h1").wait_for()
    own = matching(plan.items, Filter(district=frozenset({"nanshan"})))
    assert page.locator("[data-matrix-total=all]").get_attribute("data-all") == str(len(own))
    rows = page.locator(".districts .items tr[data-item]")
    assert sorted(rows.evaluate_all("rows => rows.map((row) => row.dataset.item)")) == sorted(item.id for item in own)
    unit = next(unit for unit in plan.units if unit.id == "nanshan")
    words = page.locator(".dock").inner_text()
    for phrase in (*unit.positioning, *unit.key_areas, unit.goal):
        assert phrase in words
    inside = measure_items([plan.by_id["intercity-shenhui"]], plan.units)["intercity-shenhui"].inside["nanshan"]
    assert f"{inside:.1f} km" in page.locator(".crossing tr:has([data-choose=intercity-shenhui])").inner_text()
    order = [unit.id for unit in plan.units]
    # The keys are named where they work.
    assert (
        "[" in page.locator(".districts .purpose").inner_text()
        and "]" in page.locator(".districts .purpose").inner_text()
    )
    assert "[" in str(page.locator("[data-step=previous]").get_attribute("title"))
    assert "]" in str(page.locator("[data-step=next]").get_attribute("title"))
    page.keyboard.press("]")
    assert run(page, "return store.state.unit") == order[(order.index("nanshan") + 1) % len(order)]
    page.keyboard.press("[")
    page.locator("[data-unit=futian]").click()
    assert page.locator(".unit-head h1").inner_text().startswith("福田区")
    # A unit clicked on the map is a change of the page, not a card.
    run(page, "map.choose(['yantian'])")
    page.wait_for_function("globalThis.planMaps.get('explore').store.state.unit === 'yantian'")
    assert page.locator(".card").is_hidden()
    assert map_page.watch.complaints == []


def test_a_district_s_cell_filters_by_district_too(view_at, plan: Plan) -> None:
    page = view_at("/?page=districts&unit=longgang").page
    cell = page.locator("[data-cell='transport accelerate']")
    count = int(cell.locator(".count").get_attribute("data-all") or 0)
    cell.click()
    wanted = {
        name: frozenset({value})
        for name, value in (("theme", "transport"), ("stage", "accelerate"), ("district", "longgang"))
    }
    becomes(page, TOTAL, count)
    assert count == len(matching(plan.items, Filter(**wanted)))
    page.locator("[data-step=next]").click()
    assert run(page, "return [...store.state.filters.district]") == [run(page, "return store.state.unit")]


def test_a_page_is_as_far_down_as_it_was_after_a_visit_elsewhere(kept_whole: MapPage) -> None:
    # Streamlit mounts the map a second time when its own page is ready.
    page = kept_whole.show("page=table").page
    rows = page.locator(".table-page > .rows")
    rows.locator("tr[data-item]").first.wait_for()
    rows.evaluate(
        "node => new Promise((resolve) => { node.addEventListener('scroll', resolve, { once: true }); "
        "node.scrollTop = 900; })"
    )
    page.locator("[data-page=sources]").click()
    page.get_by_text("数据来源与数据检查").wait_for()
    page.get_by_role("button", name="清单").click()
    rows.wait_for()
    expect(rows).to_be_visible()
    page.wait_for_function(
        "() => globalThis.planMaps.get('explore').node.querySelector('.table-page > .rows').scrollTop === 900"
    )


def test_pages_stand_in_the_address_and_back_leads_back(kept_page: MapPage) -> None:
    page = kept_page.page
    page.locator(".top [data-page=districts]").click()
    page.wait_for_url("**page=districts**unit=**")
    page.locator(".top [data-page=table]").click()
    page.wait_for_url("**page=table**")
    assert "unit=" not in page.url
    page.go_back()
    page.wait_for_url("**page=districts**")
    page.locator(".unit-head h1").wait_for()
    assert page.locator(".top [data-page=districts]").get_attribute("aria-current") == "page"
    page.go_back()
    page.wait_for_function("globalThis.planMaps.get('explore').store.state.page === 'map'")
    assert page.locator(".dock").is_hidden()
    assert page.locator(".panel").is_visible()
    assert kept_page.watch.complaints == []


@pytest.mark.parametrize("name", ["overview", "districts", "table"])
def test_a_page_leaves_the_map_its_share_and_speaks_english(view_at, name: str) -> None:
    page = view_at(f"/?page={name}&lang=en&unit=shenshan").page
    page.locator(".dock-page .purpose").wait_for()
    assert page.locator(".map-box").bounding_box()["width"] >= 0.45 * 1440
    foreign = page.locator(".dock-page").evaluate(
        "node => [...node.querySelectorAll('*')].filter((part) => part.lang !== 'zh' && !part.closest('[lang=zh]'))"
        ".flatMap((part) => [...part.childNodes].filter((child) => child.nodeType === 3)"
        ".map((child) => child.textContent))"
        ".filter((text) => /[\\u4e00-\\u9fff]/.test(text))"
    )
    assert foreign == []
