"""The map starts, draws and grows in any room, and nothing is ever only white."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.opened import MapPage, fresh, run

# A phone, half a screen, a notebook at 200 %, hardly anything.
WINDOWS = [
    ((360, 640), "/"),
    ((700, 900), "/?page=reader"),
    ((683, 384), "/"),
    ((360, 360), "/?page=table"),
    ((230, 200), "/"),
]
STANDS = (
    "() => { const map = globalThis.planMaps?.get('%s'); "
    "return map && map.node.dataset.state === 'ready' && !map.node.classList.contains('bare'); }"
)
PAINTED = """() => {
  const map = globalThis.planMaps.get('%s');
  const { width, height } = map.renderer.size();
  return map.renderer.sized && map.renderer.shown && map.renderer.deck.getViewports().length === 1
    && map.renderer.target.zoom > 6.9 && width > 0 && height > 0;
}"""


@pytest.mark.parametrize(("window", "path"), WINDOWS)
def test_the_map_stands_in_a_small_window_and_grows_with_it(open_at, window: tuple[int, int], path: str) -> None:  # type: ignore[no-untyped-def]
    opened: MapPage = open_at(path, *window)
    page = opened.page
    page.wait_for_function(STANDS % "explore")
    assert run(page, "return getComputedStyle(map.node.querySelector('.top')).visibility") == "visible"
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function(PAINTED % "explore")
    assert opened.watch.complaints == []


def test_an_iframe_that_has_no_size_yet_shows_the_map_when_it_has(browser: Browser, app_url: str) -> None:
    context = fresh(browser, framework=False)
    page = context.new_page()
    page.goto(app_url + "/early.json")
    page.evaluate(
        """() => {
          const frame = Object.assign(document.createElement('iframe'), {
            src: '/?sel=hub-xili&page=table',
            style: 'position: fixed; inset: 0 auto auto 0; border: 0; width: 0; height: 0' });
          document.body.replaceChildren(frame);
        }"""
    )
    inner = page.frames[-1]
    inner.wait_for_function("() => globalThis.planMaps?.get('explore')?.store")
    inner.wait_for_function(STANDS % "explore")
    assert "at=" not in inner.evaluate("location.search")
    page.evaluate(
        "() => { Object.assign(document.querySelector('iframe').style, { width: '1200px', height: '800px' }); }"
    )
    inner.wait_for_function(PAINTED % "explore")
    inner.wait_for_function("() => globalThis.planMaps.get('explore').renderer.target.zoom === 13")
    inner.locator(".card h2").wait_for()
    context.close()


@pytest.mark.parametrize("window", [(500, 400), (360, 640), (320, 200)])
def test_the_kit_presents_in_a_small_window_and_on_the_projector_after_it(
    file_page: Page, kit: Path, window: tuple[int, int]
) -> None:
    page = file_page
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.goto(kit.as_uri())
    page.wait_for_function(STANDS % "kit")
    page.wait_for_function("() => globalThis.planMaps.get('kit').node.dataset.scene === '1'")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_function(PAINTED % "kit")
    page.wait_for_function(
        "() => { const { presenter, renderer } = globalThis.planMaps.get('kit'); "
        "return presenter.base.camera && Math.abs(presenter.base.camera.zoom - presenter.wantedCamera().zoom) < 1e-6; }"
    )
    assert page.evaluate("() => globalThis.planMaps.get('kit').node.dataset.paused ?? null") is None


def test_what_is_missing_after_two_seconds_is_said(browser: Browser, app_url: str) -> None:
    context = fresh(browser, 1000, 700, framework=False)
    page = context.new_page()
    held = []
    page.route("**/documents/*.json", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no built-in function
    page.goto(app_url + "/?lang=en")
    expect(page.get_by_text("Loading the map…").last).to_be_visible()
    expect(page.locator(".notice.missing")).to_have_text(
        "Still waiting for the map's data; a slow network takes longer"
    )
    for route in held:
        route.continue_()
    page.unroute("**/documents/*.json")
    page.locator(".plan-map[data-state=ready]").wait_for()
    expect(page.locator(".notice.missing")).to_be_hidden()
    context.close()
