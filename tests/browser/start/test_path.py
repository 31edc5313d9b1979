"""The planner's whole path: open, filter, click, read the card, copy the link; whoever opens the link sees the same."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.model import Plan
from geo.query import Filter, matching
from layers.text import text
from tests.browser.opened import MapPage, arrived, fresh, run

HUB = "hub-gangxiabei"
DECIMALS = {"longitude": 5e-6, "latitude": 5e-6, "zoom": 5e-3, "pitch": 0.5, "bearing": 0.5}
"""how far rounding in a link may move the camera"""
STATE = """
const { state } = store; const { filters } = state;
const named = Object.fromEntries(Object.entries(filters)
  .map(([name, value]) => [name, value instanceof Set ? [...value].sort() : value]));
const camera = renderer.target;
return { layers: [...state.layers].sort(), opacity: state.opacity, filters: named, selection: state.selection,
  page: state.page,
  language: state.language, unit: state.unit, items: store.matching.map((item) => item.id),
  camera: { longitude: camera.longitude, latitude: camera.latitude, zoom: camera.zoom,
    pitch: camera.pitch ?? 0, bearing: camera.bearing ?? 0 } };
"""


CLIPBOARD = ["clipboard-read", "clipboard-write"]


def filter_futian_and_transport(page: Page) -> None:
    page.locator(".panel .chip[data-filter=district][data-value=futian]").click()
    page.locator(".panel .chip[data-filter=theme][data-value=transport]").click()


def click_on_the_map(page: Page, longitude: float, latitude: float) -> None:
    x, y = run(
        page,
        "const [x, y] = renderer.viewport().project(argument); const box = map.stage.getBoundingClientRect(); "
        "return [box.left + x, box.top + y];",
        [longitude, latitude],
    )
    page.mouse.click(x, y)


def copied_link(page: Page) -> str:
    page.locator(".card [data-copy=link]").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('http')")
    return str(page.evaluate("navigator.clipboard.readText()"))


def assert_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    for key, slack in DECIMALS.items():
        assert other["camera"][key] == pytest.approx(one["camera"][key], abs=slack)
    assert {**other, "camera": None} == {**one, "camera": None}


def test_from_opening_to_a_link_that_shows_the_same_elsewhere(
    browser: Browser, open_whole, app_url: str, plan: Plan
) -> None:
    first = fresh(browser, permissions=CLIPBOARD)
    opened = MapPage(first, app_url)
    page = opened.page
    filter_futian_and_transport(page)
    wanted = matching(plan.items, Filter(district=frozenset({"futian"}), theme=frozenset({"transport"})))
    assert wanted
    expect(page.locator("[data-total=total]")).to_have_text(text("strip.total", "zh", total=len(wanted)))
    hub = plan.by_id[HUB]
    run(
        page,
        "renderer.fly({ longitude: argument[0], latitude: argument[1], zoom: 13.377 }, 0)",
        [hub.geometry.x + 0.004123456, hub.geometry.y],
    )
    arrived(page)
    click_on_the_map(page, hub.geometry.x, hub.geometry.y)
    card = page.locator(".card")
    card.wait_for()
    if card.locator(".choices button", has_text=hub.name).count() and card.locator("h2").inner_text() != hub.name:
        card.locator(".choices button", has_text=hub.name).click()
    assert card.locator("h2").inner_text() == hub.name
    assert card.locator("blockquote").inner_text() == hub.clause_text
    arrived(page)
    link = copied_link(page)
    before = run(page, STATE)
    assert before["selection"] == HUB
    assert [item.id for item in wanted] == before["items"]
    other = open_whole(link.removeprefix(app_url))
    other.page.locator(".card h2").wait_for()
    assert_same(before, run(other.page, STATE))
    assert other.page.locator(".card h2").inner_text() == hub.name
    assert other.total("total") == len(wanted)
    for watch in (opened.watch, other.watch):
        assert watch.complaints == []
        assert watch.foreign == []
    first.close()


def test_the_link_keeps_page_and_language_layers_and_opacity_too(browser: Browser, open_at, app_url: str) -> None:
    first = fresh(browser, framework=False, permissions=CLIPBOARD)
    page = MapPage(first, app_url).page
    filter_futian_and_transport(page)
    run(
        page,
        "store.set({ layers: new Set([...store.state.layers, 'coast']), "
        "opacity: { ...store.state.opacity, ecology: 0.5 } })",
    )
    page.get_by_role("button", name="English").click()
    page.locator(".top [data-page=reader]").click()
    page.locator(".reader-text").wait_for()
    run(page, "map.select(argument)", HUB)
    page.locator(".card [data-copy=link]").wait_for()
    arrived(page)
    link = copied_link(page)
    before = run(page, STATE)
    assert (before["page"], before["language"]) == ("reader", "en")
    other = open_at(link.removeprefix(app_url)).page
    other.locator("[data-line='536'][data-chosen]").wait_for()
    assert_same(before, run(other, STATE))
    assert "coast" in before["layers"]
    assert before["opacity"] == {"ecology": 0.5}
    first.close()
