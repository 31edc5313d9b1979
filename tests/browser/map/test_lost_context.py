"""A WebGL context that is lost: restored or not, the map comes back with all it showed and leaves nothing behind."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opened import MOST_CONTEXTS, drawn_whole, hurried, jump, run

READY = ".plan-map[data-state=ready]"
LOSE = """
  const { gl } = renderer.deck.device;
  globalThis.extension = gl.getExtension('WEBGL_lose_context');
  globalThis.lostDeck = renderer.deck;
  extension.loseContext();
"""
SHOWN = """return { camera: ['longitude', 'latitude', 'zoom', 'pitch', 'bearing'].map((name) => renderer.camera[name]),
  selection: store.state.selection,
  layers: [...store.state.layers].sort(), district: [...store.state.filters.district], url: location.search }"""
PIXELS = """
  renderer.deck.redraw('test');
  const { width, height } = renderer.deck.getCanvas();
  const copy = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  copy.drawImage(renderer.deck.getCanvas(), 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3]) sum += 1;
  return sum;"""


def lose(page: Page, *, restore: bool) -> None:
    # Where the context does not come back, another canvas is tried after seconds.
    if not restore:
        hurried(page)
    run(page, LOSE)
    if restore:
        page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.state === 'lost'")
        page.evaluate("extension.restoreContext()")


def comes_back(page: Page) -> None:
    page.wait_for_function("() => globalThis.planMaps.get('explore').renderer.deck !== globalThis.lostDeck")
    page.locator(READY).wait_for(timeout=30_000)


@pytest.mark.parametrize("restore", [True, False], ids=["restored", "another-canvas"])
def test_the_map_is_drawn_again_with_all_that_it_showed(open_at, open_whole, restore: bool) -> None:  # type: ignore[no-untyped-def]
    address = "/?dist=nanshan&theme=transport&sel=hub-xili&op=th50"
    # Once with Streamlit, once without.
    page = (open_whole(address).settled() if restore else open_at(address)).page
    drawn_whole(page)
    jump(page, 113.96, 22.58, 12.0)
    before, painted = run(page, SHOWN), run(page, PIXELS)
    assert painted > 10_000
    lose(page, restore=restore)
    expect(page.locator(".notice.missing")).to_contain_text("显卡")
    comes_back(page)
    expect(page.locator(".notice.missing")).to_be_hidden()
    assert run(page, SHOWN) == before
    assert run(page, PIXELS) == pytest.approx(painted, rel=0.01)
    assert page.locator(".plan-map canvas").count() == 2
    page.locator(".chip[data-filter=theme][data-value=water]").click()
    run(page, "map.select('air-t2', { fly: true })")
    page.wait_for_function("() => globalThis.planMaps.get('explore').renderer.camera.longitude < 113.9")
    box = page.locator(".stage").bounding_box()
    assert box is not None
    run(page, "store.set({ selection: null }); map.actions().home();")
    page.mouse.move(box["x"] + 400, box["y"] + 300)
    page.mouse.wheel(0, -300)
    page.wait_for_function(
        "() => { const { renderer, fitting } = globalThis.planMaps.get('explore'); return !fitting.atRest(); }"
    )


def test_while_presenting_the_scene_comes_back(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/?brief=transport&scene=3", 1280, 720).page
    page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.scene === '3'")
    page.wait_for_function("() => !globalThis.planMaps.get('explore').renderer.waits")
    before = run(page, "return { ...renderer.target }")
    lose(page, restore=True)
    comes_back(page)
    assert run(page, "return [map.node.dataset.scene, map.node.dataset.paused ?? null]") == ["3", None]
    assert run(page, "return renderer.target.zoom") == pytest.approx(before["zoom"])
    page.keyboard.press("PageDown")
    page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.scene === '4'")


def test_losing_it_again_and_again_leaves_no_canvas_behind(open_at) -> None:  # type: ignore[no-untyped-def]
    opened = open_at("/", 800, 600)
    page = opened.page
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for _ in range(MOST_CONTEXTS + 2):
        lose(page, restore=True)
        comes_back(page)
    assert page.locator(".plan-map canvas").count() == 2
    assert not [words for words in said if re.search("Too many active WebGL", words)]
    drawn_whole(page)
    assert run(page, PIXELS) > 10_000


def test_where_no_context_is_to_be_had_the_simple_map_comes_with_a_word(open_whole) -> None:  # type: ignore[no-untyped-def]
    page = open_whole("/?lang=en&sel=hub-xili").settled().page
    page.evaluate(
        """() => {
          const get = HTMLCanvasElement.prototype.getContext;
          HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            return String(kind).startsWith('webgl') ? null : get.call(this, kind, ...rest); };
        }"""
    )
    lose(page, restore=False)
    page.locator(".plan-map[data-state=no-webgl]").wait_for(timeout=30_000)
    expect(page.locator(".notice.inline")).to_contain_text("reload the page")
    page.frame_locator("iframe.fallback").locator(".leaflet-container").wait_for()
    assert run(page, "return store.state.selection") == "hub-xili"
    page.locator(".chip[data-filter=theme][data-value=water]").click()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_be_hidden()
