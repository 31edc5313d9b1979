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
    page = opened("/").page
    page.evaluate("() => { globalThis.first = globalThis.planMaps.get('explore'); }")
    page.locator(".find").fill("西丽")
    accepted(client, ITEM, note="三线在此换乘。")
    expect(page.locator(".news-note")).to_be_visible()
    assert run(page, "return map === globalThis.first") and page.locator(".find").input_value() == "西丽"
    page.locator(".stage").focus()
    agrees(page, f"return store.item('{ITEM}').note", "三线在此换乘。")
    expect(page.locator(".news-note")).to_be_hidden()


def test_the_line_comes_again(opened: Opened, client: httpx.Client) -> None:
    made = opened("/")
    made.page.context.set_offline(True)
    accepted(client, ITEM, note="四线在此换乘。")
    made.page.context.set_offline(False)
    agrees(made.page, f"return store.item('{ITEM}').note", "四线在此换乘。")


def test_who_presents_goes_on_and_sees_it_afterwards(opened: Opened, client: httpx.Client) -> None:
    page = opened("/").page
    run(page, "await map.presenter.start('transport')")
    agrees(page, "return map.presenter.on", True)
    page.evaluate("() => { globalThis.first = globalThis.planMaps.get('explore'); }")
    accepted(client, ITEM, note="五线在此换乘。")
    expect(page.locator(".news-note")).to_be_visible()
    assert run(page, "return map === globalThis.first && map.presenter.on")
    run(page, "map.presenter.leave()")
    agrees(page, f"return map !== globalThis.first && store.item('{ITEM}').note", "五线在此换乘。")


def test_a_drawing_and_what_is_open_beside_the_map_stay(opened: Opened, client: httpx.Client) -> None:
    page = opened("/?page=table").page
    page.locator(".dock .items tbody tr").first.wait_for()
    run(page, "await map.actions().draw(); map.draw.pen.take('point'); map.draw.pen.click([600, 400])")
    accepted(client, ITEM, note="六线在此换乘。")
    expect(page.locator(".news-note")).to_be_visible()
    drawn = run(page, "return map.draw.drawings.current.features")
    assert len(drawn) == 1
    run(page, "store.set({ drawing: false })")
    agrees(page, f"return store.item('{ITEM}').note", "六线在此换乘。")
    agrees(page, "return map.draw?.drawings.current.features", drawn)
    expect(page.locator(".dock .items tbody tr").first).to_be_visible()
    assert page.locator("canvas.drawn").count() == 1
