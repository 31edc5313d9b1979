"""The server may go away and come back: the map and presenting go on, a small line says so, and nothing is lost."""

import re
from collections.abc import Callable
from contextlib import ExitStack

from playwright.sync_api import Browser, Locator, Page, expect

from layers.text import Language, text
from layers.view.pages import PAGES
from tests.browser.opened import MapPage, fresh, hurried, run
from tests.conftest import ROOT
from tests.serving import free_port, serve


def test_while_the_server_is_away_map_and_presenting_go_on(browser: Browser) -> None:
    port = free_port()
    context = fresh(browser)
    with ExitStack() as first:
        url = first.enter_context(serve(port=port))
        page = MapPage(context, url, "/?theme=transport", before=hurried).settled().page
        # What is loaded when it is first wanted is here by now, whether it was wanted or not.
        page.wait_for_function("globalThis.planMaps.get('explore').away.prepared")
    line = page.locator(".server-away")
    expect(line).to_have_text(text("away.lost", "zh"))
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
        page.locator(".plan-map[data-form=sources]").wait_for(state="attached")
        page.get_by_text(text("sources.title", "zh")).wait_for()
        expect(line).to_be_hidden()
    context.close()


Open = Callable[..., MapPage]
BESIDE = [name for name in PAGES if name != "map"]
NOT_HERE = {
    "missing": lambda route: route.fulfill(status=404),
    "cut": lambda route: route.abort(),
    "never": lambda _route: None,
}
"""how a module does not come: a server that has it no more, a broken line, no answer at all"""


def _without(page: Page, name: str, how: str) -> None:
    page.route(re.compile(rf"/modules/\w+/(?:[\w-]+/)*{name}\.js$"), NOT_HERE[how])


def _says(page: Page, name: str, language: Language = "zh") -> Locator:
    """The words in the place of a page that does not come."""
    said = page.locator(".dock .absent[role=status]")
    expect(said).to_contain_text(text("away.missing", language, what=text(f"nav.{name}", language)))
    return said


# Another unit, and the page loaded anew in the same task: the address has not been written by then.
TURN_AND_RELOAD = """() => setTimeout(() => {
  const map = globalThis.planMaps.get('explore');
  map.store.set({ unit: 'nanshan' });
  map.node.querySelector('.dock [role=status] button').click();
})"""


def test_a_page_whose_module_does_not_come_says_so_and_what_helps(open_at: Open) -> None:
    def damaged(page: Page) -> None:
        hurried(page)
        for name, how in (("table", "missing"), ("districts", "cut"), ("reader", "never")):
            _without(page, name, how)

    page = open_at("/?lang=en", before=damaged).page
    for name in ("table", "districts", "reader"):
        page.locator(f".top [data-page={name}]").click()
        button = _says(page, name, "en").get_by_role("button", name=text("away.reload", "en"))
        expect(button).to_be_visible()
        # Another page is not the worse for it.
        page.locator(".top [data-page=overview]").click()
        page.locator(".dock .dock-page").wait_for()
        expect(page.locator(".dock .absent")).to_have_count(0)
    page.locator(".top [data-page=reader]").click()
    _says(page, "reader", "en")
    page.unroute_all()
    # What was held goes on when nobody holds it any more: the module comes late, and takes the words back.
    page.locator(".reader-text").wait_for()


def test_loading_anew_brings_what_was_seen_however_soon(open_at: Open) -> None:
    page = open_at("/", before=lambda page: _without(page, "districts", "cut")).page
    page.locator(".top [data-page=districts]").click()
    _says(page, "districts")
    page.unroute_all()
    page.evaluate(TURN_AND_RELOAD)
    expect(page.locator(".unit-head h1")).to_contain_text("南山")


def test_every_page_that_is_loaded_later_says_that_it_is_not_here(open_at: Open) -> None:
    def damaged(page: Page) -> None:
        for name in BESIDE:
            _without(page, name, "missing")

    page = open_at(f"/?page={BESIDE[0]}", before=damaged).page
    for name in BESIDE:
        if name != BESIDE[0]:
            page.locator(f".top [data-page={name}]").click()
        _says(page, name)


def test_a_presentation_that_does_not_come_leaves_the_map_and_says_so(open_at: Open) -> None:
    page = open_at("/?brief=overview&scene=2", before=lambda page: _without(page, "presenter", "cut")).page
    line = page.locator(".server-away")
    expect(line).to_contain_text(text("away.missing", "zh", what=text("present.start", "zh")))
    expect(page.locator(".top")).to_be_visible()
    page.unroute_all()
    line.get_by_role("button").click()
    page.wait_for_function("globalThis.planMaps?.get('explore')?.presenter?.on")
    assert run(page, "return store.state.scene") == 2


def test_what_did_not_come_comes_with_the_server_and_another_version_asks_for_the_page_anew(
    open_whole: Open,
) -> None:
    opened = open_whole("/")
    _without(opened.page, "table", "cut")
    page = opened.settled().page
    page.evaluate("() => globalThis.planMaps.get('explore').away.hear('WEBSOCKET_DISCONNECTED')")
    page.locator(".top [data-page=table]").click()
    expect(page.locator(".dock [role=status]")).to_contain_text(
        text("away.unreached", "zh", what=text("nav.table", "zh"))
    )
    page.unroute_all()
    page.evaluate("() => globalThis.planMaps.get('explore').away.hear('WEBSOCKET_CONNECTED')")
    page.locator(".table-page tr[data-item]").first.wait_for()
    # The server answers with other modules.
    page.evaluate(
        "() => { const map = globalThis.planMaps.get('explore'); "
        "map.received = { ...map.received, moduleUrl: 'of/another.js' }; }"
    )
    page.locator(".top [data-page=sources]").click()
    expect(page.locator(".server-away")).to_contain_text(text("away.updated", "zh"))
    page.locator(".server-away button").click()
    page.get_by_text(text("sources.title", "zh")).wait_for()
    expect(page.locator(".server-away")).to_be_hidden()


def test_what_is_loaded_later_comes_through_one_door() -> None:
    code = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "web").rglob("*.js")}
    # Comments name types so.
    bare = {name: re.sub(r"/\*\*.*?\*/", "", text, flags=re.DOTALL) for name, text in code.items()}
    assert {name for name, text in bare.items() if re.search(r"\bimport\s*\(", text)} == {"modules.js"}
