"""The pages with forms and the map are one app: one header, history and colour scheme, nothing white in between."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from layers.text import text
from layers.view.pages import FORM_PAGES, UNLISTED
from tests.browser.opened import MapPage, agrees, arrived, jump, run

# Every animation frame: what covers the window's middle, and where the header's page buttons stand.
WATCH = """() => {
  globalThis.seen = { uncovered: 0, places: new Set() };
  const look = () => {
    const map = globalThis.planMaps.get('explore').node;
    const form = map.dataset.form;
    const slot = form && document.querySelector(`.st-key-page-${form} [data-testid="stElementContainer"]`);
    if (getComputedStyle(map.querySelector('.map-box')).visibility === 'hidden' && !slot)
      globalThis.seen.uncovered += 1;
    const { left, top, width } = map.querySelector('.top [data-page=table]').getBoundingClientRect();
    globalThis.seen.places.add([left, top, width].map(Math.round).join());
    globalThis.watching = requestAnimationFrame(look);
  };
  look();
}"""


def shows(page: Page, name: str) -> None:
    """Wait until a page with forms is in sight."""
    page.locator(f".plan-map[data-form={name}]").wait_for(state="attached")


def test_between_map_and_forms_nothing_is_white_and_the_header_stays(open_whole) -> None:  # type: ignore[no-untyped-def]
    opened: MapPage = open_whole("/?page=districts&unit=nanshan")
    page = opened.page
    page.evaluate(WATCH)
    node = run(page, "return (map.node.dataset.same = 'yes')")
    for name in sorted({*FORM_PAGES} - {*UNLISTED}):
        button = page.locator(f".top [data-page={name}]")
        button.click()
        # The click is taken at once, whether Streamlit is there or not.
        assert button.get_attribute("aria-current") == "page"
        shows(page, name)
        assert page.locator(".map-box").is_hidden()
    page.locator(".top [data-page=table]").click()
    expect(page.locator(".map-box")).to_be_visible()
    seen = page.evaluate("() => ({ uncovered: globalThis.seen.uncovered, places: [...globalThis.seen.places] })")
    assert seen["uncovered"] == 0
    assert len(seen["places"]) == 1
    assert page.locator(f".plan-map[data-same={node}]").count() == 1
    assert opened.watch.complaints == []


def test_each_turn_is_one_step_of_the_history_and_back_shows_what_was_there(open_whole) -> None:  # type: ignore[no-untyped-def]
    opened: MapPage = open_whole("/?page=overview&theme=transport").settled()
    page = opened.page
    before = page.evaluate("history.length")
    # The address of the step has the camera a moment later.
    jump(page, 113.95, 22.6, 12)
    camera = run(page, "return renderer.camera.zoom")
    steps = ("briefings", "table", "exports", "sources", "reader")
    for name in steps:
        page.locator(f".top [data-page={name}]").click()
        page.wait_for_url(f"**page={name}**")
        if name in FORM_PAGES:
            shows(page, name)
    assert page.evaluate("history.length") == before + len(steps)
    for name in (*reversed(steps[:-1]), "overview"):
        page.go_back()
        page.wait_for_url(f"**page={name}**")
        if name in FORM_PAGES:
            shows(page, name)
        else:
            expect(page.locator(".map-box")).to_be_visible()
        agrees(page, "return [store.state.page, [...store.state.filters.theme][0]]", [name, "transport"])
    assert run(page, "return renderer.camera.zoom") == pytest.approx(camera, abs=0.01)
    for name in steps[:3]:
        page.go_forward()
        page.wait_for_url(f"**page={name}**")
    shows(page, "exports")
    expect(page.get_by_text(re.compile("交通")).first).to_be_visible()
    assert page.evaluate("history.length") == before + len(steps)
    assert opened.watch.complaints == []


def test_dark_and_language_hold_on_every_page(open_whole) -> None:  # type: ignore[no-untyped-def]
    opened: MapPage = open_whole("/?ground=dark")
    page = opened.page
    # Whether Streamlit's page has the colour of the header.
    alike = (
        "const [page, header] = [document.querySelector('.stApp'), map.node.querySelector('.top')]"
        ".map((node) => getComputedStyle(node).backgroundColor); return page === header;"
    )
    page.locator(".top [data-page=sources]").click()
    shows(page, "sources")
    agrees(page, alike, True)
    header = "return getComputedStyle(map.node.querySelector('.top')).backgroundColor"
    dark = run(page, header)
    page.locator(".top [data-focus=appearance]").click()
    agrees(page, alike, True)
    assert run(page, header) != dark
    page.locator(".top [data-focus=language]").click()
    page.get_by_text(text("sources.title", "en")).wait_for()
    page.locator(".top [data-page=map]").click()
    expect(page.locator(".map-box")).to_be_visible()
    assert run(page, "return [store.state.language, store.state.appearance]") == ["en", "light"]
    assert opened.watch.complaints == []


def test_what_is_found_from_a_page_with_forms_is_shown_on_the_map(open_whole) -> None:  # type: ignore[no-untyped-def]
    opened: MapPage = open_whole("/?page=sources")
    page = opened.page
    shows(page, "sources")
    page.locator(".find").fill("西丽枢纽")
    page.locator(".found li").first.click()
    expect(page.locator(".card h2")).to_have_text("西丽枢纽")
    assert opened.watch.complaints == []


def test_presenting_from_the_briefings_shows_the_first_scene_whatever_was_touched_before(open_whole) -> None:  # type: ignore[no-untyped-def]
    opened: MapPage = open_whole("/").settled()
    page = opened.page
    run(page, "store.set({ layers: new Set() }); renderer.fly({ longitude: 114.3, latitude: 22.7, zoom: 13 }, 0)")
    page.locator(".top [data-page=briefings]").click()
    shows(page, "briefings")
    page.get_by_role("button", name="综合交通").click()
    # What is presented is what the page shows: Streamlit answers a click a moment later.
    page.locator(".st-key-briefing-transport [data-testid=stBaseButton-secondary]").wait_for()
    with page.expect_download() as waiting:
        page.locator(".st-key-briefing-download button").click()
    assert json.loads(waiting.value.path().read_bytes())["briefings"][0]["id"] == "transport"
    page.locator(".st-key-briefing-present button").click()
    page.wait_for_url("**brief=transport**")
    page.wait_for_function("globalThis.planMaps.get('explore').presenter.on")
    arrived(page)
    assert run(page, "return map.presenter.paused") is False
    assert "at=" not in page.url and "on=" not in page.url
    page.keyboard.press("Escape")
    assert opened.watch.complaints == []
