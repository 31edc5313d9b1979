"""Without WebGL the simple map shows what the drawn map would: the same items, camera and keys for a view."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.opened import Watch, fresh, run
from web.assets import modules_hash

NO_WEBGL = """const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest); };"""
VIEWS = [
    "theme=water&dist=baoan&sel=hub-xili",
    "on=th.tl&ground=dark&op=th50",
    "theme=transport&stage=promote,study&kind=line",
    "q=xili&on=-&sel=air-t2",
    "unit=longgang&prec=indicative",
    "dist=nanshan,none&on=ka.th.tr&lang=en",
]
ON_SCREEN = """return store.doc.items.filter((item) => item.anchors
  && (store.isShown(item) || item.id === store.state.selection)).map((item) => item.id).sort();"""
IN_IFRAME = """() => { const ids = new Set(); for (const [name] of words.shapes) window[name].eachLayer((shape) =>
  map.hasLayer(shape) && ids.add(words.items[shape.feature.id].id)); return [...ids].sort(); }"""


@pytest.fixture(scope="module")
def simple(browser: Browser, app_url: str) -> Iterator[tuple[Page, Watch]]:
    context = fresh(browser)
    context.add_init_script(NO_WEBGL)
    page = context.new_page()
    watch = Watch(page, app_url)
    page.goto(f"{app_url}/?sel=hub-xili")
    page.wait_for_selector(".plan-map[data-state=no-webgl]")
    yield page, watch
    context.close()


@pytest.fixture
def opened(simple: tuple[Page, Watch]) -> tuple[Page, Watch]:
    """The simple map as it opened."""
    page, watch = simple
    watch.complaints.clear()
    show(page, "sel=hub-xili")
    return page, watch


def show(page: Page, view: str) -> None:
    """What a link shows."""
    module = f"/modules/{modules_hash()}/state/view.js"
    code = "const { decodeView } = await import(argument.module); map.show(decodeView(map.doc, argument.view));"
    run(page, code, {"module": module, "view": view})


def standing(page: Page, query: str) -> Frame:
    """The iframe when it has drawn the view of a query, and the map has told it where to look."""
    page.wait_for_function(
        "(wanted) => { const renderer = globalThis.planMaps.get('explore').renderer; "
        "return renderer.stands && renderer.address?.endsWith(wanted); }",
        arg=query,
    )
    iframe = page.query_selector("iframe.fallback").content_frame()
    # A late word of the view before it may have been taken for its own.
    iframe.wait_for_function(
        "(address) => location.href === address && typeof words === 'object' && document.readyState === 'complete'",
        arg=run(page, "return renderer.view.src"),
    )
    return iframe


def test_it_shows_the_same_items_for_the_same_view(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    assert "WebGL" in page.locator(".notice.inline").inner_text()
    iframe = standing(page, "sel=hub-xili")
    assert iframe.locator(".keys").is_visible()
    assert "西丽枢纽" in iframe.locator(".leaflet-popup").inner_text()
    seen = set()
    for view in VIEWS:
        show(page, view)
        wanted = run(
            page,
            "await new Promise(requestAnimationFrame); const { encodeView } = await import(argument); "
            "return encodeView(map.doc, "
            "{ ...store.state, page: 'map', appearanceChosen: store.state.appearance === 'dark' }, null);",
            f"/modules/{modules_hash()}/state/view.js",
        )
        drawn = standing(page, wanted).evaluate(IN_IFRAME)
        assert drawn == run(page, ON_SCREEN), view
        seen.add(tuple(drawn))
    assert len(seen) == len(VIEWS)
    assert watch.foreign == []
    assert watch.complaints == []


# Names in sight that meet another or a panel of the iframe.
MET = """() => {
  const names = [...document.querySelectorAll(".place")].filter((name) => name.style.visibility !== "hidden");
  const boxes = [...names, ...document.querySelectorAll(".leaflet-control")]
    .map((node) => [node.textContent, node.getBoundingClientRect()]);
  const meet = (one, other) =>
    one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
  const met = [];
  names.forEach((name, at) => boxes.slice(at + 1)
    .forEach(([text, box]) => meet(boxes[at][1], box) && met.push([name.textContent, text])));
  return [names.length, met]; }"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_name_lies_on_another_and_the_hint_leaves_the_source(opened: tuple[Page, Watch], language: str) -> None:
    page, _ = opened
    standing(page, "sel=hub-xili")
    run(page, "store.set({ selection: null, appearance: 'dark', language: argument }); map.fitting.home(0);", language)
    iframe = standing(page, "ground=dark")
    assert iframe.evaluate("() => document.documentElement.lang").startswith(language)
    iframe.wait_for_selector(".foot")
    for zoom in (8, 10, 11):
        iframe.evaluate("(zoom) => { map.setView([22.62, 114.1], zoom, { animate: false }); }", zoom)
        count, met = iframe.evaluate(MET)
        assert count > 3
        assert met == []
    foot, hint = iframe.locator(".foot").bounding_box(), page.locator(".hint").bounding_box()
    assert foot["y"] >= hint["y"] + hint["height"]


def test_the_keyboard_moves_it_and_it_tells_where_it_was_moved_to(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    iframe = standing(page, "sel=hub-xili")
    page.locator(".stage").focus()
    looks = "() => [map.getCenter().lng, map.getZoom()]"
    before = iframe.evaluate(looks)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    iframe.wait_for_function(
        f"([lng, zoom]) => {{ const [x, z] = ({looks})(); return x > lng && Math.abs(z - zoom - 1) < 0.01; }}",
        arg=before,
    )
    assert page.locator(".item-list button").count() > 0
    iframe.evaluate("() => { map.setView([22.6, 114.3], 12, { animate: false }); }")
    page.wait_for_function(
        "() => { const { longitude, latitude, zoom } = globalThis.planMaps.get('explore').renderer.camera;"
        " return Math.abs(longitude - 114.3) < 0.001 && Math.abs(latitude - 22.6) < 0.001 && zoom === 11; }"
    )
    page.wait_for_url("**at=114.3*")
    assert watch.complaints == []
