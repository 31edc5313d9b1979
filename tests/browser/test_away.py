"""The server may go away and come back: the map and presenting go on, a small line says so, and nothing is lost."""

import re
from contextlib import ExitStack

from playwright.sync_api import Browser, expect

from layers.text import text
from tests.browser.conftest import MapPage, free_port, run, serve

AWAY_MS = 20_000
BACK_MS = 60_000


def test_while_the_server_is_away_map_and_presenting_go_on(browser: Browser) -> None:
    port = free_port()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    with ExitStack() as first:
        opened = MapPage(context, first.enter_context(serve(port=port)), "/?theme=transport").settled()
        page = opened.page
        # What is loaded when it is first wanted is here by now, whether it was wanted or not.
        page.wait_for_function("globalThis.planMaps.get('explore').away.prepared")
    line = page.locator(".server-away")
    expect(line).to_have_text(text("away.lost", "zh"), timeout=AWAY_MS)
    assert page.locator("[data-testid=stDialog], [role=dialog]:visible").count() == 0
    assert line.bounding_box()["height"] < 60
    # The mouse and the keys are the map's.
    page.locator(".controls button").first.click()
    page.locator(".top [data-page=table]").click()
    page.locator(".table-page tr[data-item]").first.wait_for()
    page.locator("[data-tool=present]").click()
    page.get_by_role("button", name=re.compile("综合交通")).first.click()
    page.wait_for_function("globalThis.planMaps.get('explore').presenter.on")
    page.keyboard.press("PageDown")
    assert run(page, "return store.state.scene") == 2
    page.keyboard.press("Escape")
    # A page with forms waits for the server, and the map stays meanwhile.
    page.locator(".top [data-page=sources]").click()
    expect(page.locator(".opening-page")).to_be_visible()
    expect(page.locator(".map-box")).to_be_visible()
    with serve(port=port):
        page.locator(".plan-map[data-form=sources]").wait_for(state="attached", timeout=BACK_MS)
        page.get_by_text(text("sources.title", "zh")).wait_for()
        expect(line).to_be_hidden()
    context.close()


def test_another_version_on_the_server_asks_for_the_page_anew(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/").settled().page
    page.evaluate(
        "() => { const map = globalThis.planMaps.get('explore'); map.received = { ...map.received, moduleUrl: 'of/another.js' }; }"
    )
    page.locator(".top [data-page=sources]").click()
    expect(page.locator(".server-away")).to_contain_text(text("away.updated", "zh"), timeout=BACK_MS)
    page.locator(".server-away button").click()
    page.get_by_text(text("sources.title", "zh")).wait_for(timeout=BACK_MS)
    expect(page.locator(".server-away")).to_be_hidden()
