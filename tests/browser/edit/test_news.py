"""A newer plan comes to an open map by itself, and leaves all as it was."""

from collections.abc import Callable

import httpx2 as httpx
from playwright.sync_api import expect

from tests.browser.edit.conftest import accepted
from tests.browser.opened import MapPage, agrees, arrived, jump, run

Opened = Callable[..., MapPage]
ITEM = "hub-xili"
STATE = """const { filters, layers, selection, page, language, appearance, panelOpen } = store.state;
  return [[...filters.stage], [...layers].sort(), selection, page, language, appearance, panelOpen];"""
CAMERA = """const { longitude, latitude, zoom } = renderer.camera;
  return [longitude, latitude, zoom].map((n) => +n.toFixed(5));"""


def test_a_newer_plan_is_shown_at_once_with_all_as_it_was(opened: Opened, client: httpx.Client) -> None:
    made = opened("/?lang=en")
    page = made.page
    run(
        page,
        "store.set({ filters: { ...store.state.filters, stage: new Set(['promote']) }, selection: argument })",
        ITEM,
    )
    jump(page, 113.98, 22.6, 12.5)
    arrived(page)
    state, camera = run(page, STATE), run(page, CAMERA)
    page.evaluate("() => { globalThis.first = globalThis.planMaps.get('explore'); }")
    accepted(client, ITEM, note="两线在此换乘。")
    expect(page.locator(".plan-map")).to_have_count(1)
    agrees(page, f"return map !== globalThis.first && store.item('{ITEM}').note", "两线在此换乘。")
    expect(page.locator(".plan-map")).to_have_count(1)
    assert run(page, STATE) == state
    assert run(page, CAMERA) == camera
    expect(page.locator(".card h2")).to_have_text(run(page, f"return store.name(store.item('{ITEM}'))"))
    assert made.watch.complaints == []


def test_whoever_writes_is_told_and_not_disturbed(opened: Opened, client: httpx.Client) -> None:
    page = opened().page
    page.evaluate("() => { globalThis.first = globalThis.planMaps.get('explore'); }")
    page.locator(".find").fill("西丽")
    accepted(client, ITEM, note="三线在此换乘。")
    expect(page.locator(".news-note")).to_be_visible()
    assert run(page, "return map === globalThis.first") and page.locator(".find").input_value() == "西丽"
    page.locator(".stage").focus()
    agrees(page, f"return store.item('{ITEM}').note", "三线在此换乘。")
    expect(page.locator(".news-note")).to_be_hidden()


def test_the_line_comes_again(opened: Opened, client: httpx.Client) -> None:
    made = opened()
    made.page.context.set_offline(True)
    accepted(client, ITEM, note="四线在此换乘。")
    made.page.context.set_offline(False)
    agrees(made.page, f"return store.item('{ITEM}').note", "四线在此换乘。")
