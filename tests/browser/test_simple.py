"""Without WebGL the simple map shows what the drawn map would: the same items for the same view, with the same camera and keys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import READY_MS, Watch, run

NO_WEBGL = """const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest); };"""
VIEWS = [
    "theme=water&dist=baoan&sel=hub-xili",
    "on=th.tl&ground=dark&op=th50",
    "theme=transport&stage=promote,study&kind=line",
    "q=xili&on=-&sel=air-t2",
    "unit=longgang&prec=indicative",
    "dist=nanshan,none&on=ka.th.tr&lang=en",
]
ON_SCREEN = """return store.doc.items.filter((item) => item.anchors && item.layer !== "units"
  && (store.isShown(item) || item.id === store.state.selection)).map((item) => item.id).sort();"""
IN_FRAME = """() => { const ids = new Set(); for (const [name] of words.shapes) window[name].eachLayer((shape) =>
  map.hasLayer(shape) && ids.add(words.items[shape.feature.id].id)); return [...ids].sort(); }"""


@pytest.fixture
def opened(browser: Browser, app_url: str) -> Iterator[tuple[Page, Watch]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(NO_WEBGL)
    page = context.new_page()
    watch = Watch(page, app_url)
    page.goto(f"{app_url}/?sel=hub-xili")
    page.wait_for_selector(".plan-map[data-state=no-webgl]", timeout=READY_MS)
    page.set_default_timeout(READY_MS)
    yield page, watch
    context.close()


def standing(page: Page, query: str) -> Frame:
    """The frame when it has drawn the view of a query, and the map has told it where to look."""
    page.wait_for_function(
        "(wanted) => { const scene = globalThis.planMaps.get('explore').scene; return scene.stands && scene.address?.endsWith(wanted); }",
        arg=query,
    )
    frame = page.query_selector("iframe.fallback").content_frame()
    frame.wait_for_function("() => typeof words === 'object' && document.readyState === 'complete'")
    return frame


def test_it_shows_the_same_items_for_the_same_view(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    assert "WebGL" in page.locator(".notice.inline").inner_text()
    frame = standing(page, "sel=hub-xili")
    assert frame.locator(".keys").is_visible()
    assert "西丽枢纽" in frame.locator(".leaflet-popup").inner_text()
    module = run(page, "return new URL(map.received.moduleUrl.replace('main.js', 'view.js'), document.baseURI).href;")
    seen = set()
    for view in VIEWS:
        wanted = run(
            page,
            "const { decodeView } = await import(argument.module); map.show(decodeView(map.doc, argument.view)); await new Promise(requestAnimationFrame);"
            "const { encodeView } = await import(argument.module); return encodeView(map.doc, { ...store.state, page: 'map' }, null);",
            {"module": module, "view": view},
        )
        drawn = standing(page, wanted).evaluate(IN_FRAME)
        assert drawn == run(page, ON_SCREEN), view
        seen.add(tuple(drawn))
    assert len(seen) == len(VIEWS)
    assert watch.foreign == []
    assert watch.complaints == []


def test_the_keyboard_moves_it_and_it_tells_where_it_was_moved_to(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    frame = standing(page, "sel=hub-xili")
    page.locator(".stage").focus()
    looks = "() => [map.getCenter().lng, map.getZoom()]"
    before = frame.evaluate(looks)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    frame.wait_for_function(
        f"([lng, zoom]) => {{ const [x, z] = ({looks})(); return x > lng && Math.abs(z - zoom - 1) < 0.01; }}", arg=before
    )
    assert page.locator(".item-list button").count() > 0
    frame.evaluate("() => map.setView([22.6, 114.3], 12, { animate: false })")
    page.wait_for_function(
        "() => { const { longitude, latitude, zoom } = globalThis.planMaps.get('explore').scene.camera;"
        " return Math.abs(longitude - 114.3) < 0.001 && Math.abs(latitude - 22.6) < 0.001 && zoom === 11; }"
    )
    page.wait_for_url("**at=114.3*")
    assert watch.complaints == []
