"""The map's life: across pages, resizes, tabs and visits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.opened import TAKEN_OVER, MapPage, agrees, arrived, fresh, jump, run

Open = Callable[..., MapPage]
SWITCHES, WARM = 12, 3


def test_camera_selection_and_context_survive_page_switches(whole_page: MapPage) -> None:
    page = whole_page.page
    page.evaluate(
        """() => {
          window.contexts = 0;
          const get = HTMLCanvasElement.prototype.getContext;
          HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            if (String(kind).startsWith("webgl")) window.contexts += 1;
            return get.call(this, kind, ...rest);
          };
        }"""
    )
    run(page, "map.store.set({ selection: 'hub-dayun' })")
    jump(page, 114.31, 22.61, 12.25)
    before = run(page, "return { camera: renderer.camera, selection: store.state.selection }")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    heaps = []
    for turn in range(SWITCHES):
        page.locator("[data-page=sources]").click()
        page.get_by_text("数据来源与数据检查").wait_for()
        page.get_by_role("button", name="地图").click()
        page.locator(".plan-map[data-state=ready]").wait_for()
        if turn in (WARM, SWITCHES - 1):
            session.send("HeapProfiler.collectGarbage")
            metrics = session.send("Performance.getMetrics")["metrics"]
            heaps.append(next(entry["value"] for entry in metrics if entry["name"] == "JSHeapUsedSize"))
    after = run(page, "return { camera: renderer.camera, selection: store.state.selection }")
    for key in ("longitude", "latitude", "zoom"):
        assert after["camera"][key] == pytest.approx(before["camera"][key], abs=1e-9)
    assert after["selection"] == before["selection"] == "hub-dayun"
    assert page.evaluate("window.contexts") == 0
    assert page.locator(".plan-map canvas").count() == 2
    assert heaps[-1] < heaps[0] * 1.25 + 2e6
    assert not whole_page.watch.complaints


def hold_back(page: Page, held: list[Route]) -> None:
    """Keep Streamlit's own script from coming."""
    # Playwright takes no built-in function for a handler.
    page.route("**/static/js/index.*.js", lambda route: held.append(route))  # noqa: PLW0108


def let_go(page: Page, held: list[Route]) -> None:
    """Let what was asked for and held back come, once it has been asked for."""
    while not held:
        page.evaluate("() => new Promise(requestAnimationFrame)")
    for route in held:
        route.continue_()


def test_a_page_that_is_asked_for_before_the_framework_is_there_comes_with_the_state(
    open_whole: Open,
) -> None:
    held: list[Route] = []
    opened = open_whole("/", before=lambda page: hold_back(page, held))
    page = opened.page
    assert page.evaluate("document.getElementById('plan-map-early') !== null")
    run(page, "map.select('hub-dayun')")
    page.locator(".top [data-page=sources]").click()
    let_go(page, held)
    page.get_by_text("数据来源与数据检查").wait_for()
    page.get_by_role("button", name="地图").click()
    page.locator(".plan-map[data-state=ready]").wait_for()
    assert run(page, "return store.state.selection") == "hub-dayun"
    assert opened.watch.complaints == []


def test_a_dialog_that_is_open_when_the_framework_takes_the_map_over_stays_in_its_place(
    open_whole: Open,
) -> None:
    held: list[Route] = []
    opened = open_whole("/", before=lambda page: hold_back(page, held))
    page = opened.page
    page.locator("[data-tool=present]").click()
    page.locator("[data-tool=save-scene]").click()
    page.locator(".save-scene [name=title]").fill("会展中心")
    place = page.locator(".save-scene").bounding_box()
    let_go(page, held)
    opened.settled()
    assert page.locator(".save-scene").bounding_box() == place
    assert page.locator(".save-scene:modal").count() == 1
    page.keyboard.type("二期")
    assert page.locator(".save-scene [name=title]").input_value() == "会展中心二期"
    page.locator(".save-scene button[type=button]").click()
    assert not page.locator(".save-scene").is_visible()
    assert opened.watch.complaints == []


def test_what_the_start_asks_for_ahead_is_asked_for_once(open_whole) -> None:  # type: ignore[no-untyped-def]
    page = open_whole("").page
    names = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)")
    asked = [name for name in names if name.startswith(("/documents/", "/vendor/", "/early.json"))]
    # deck.gl, data, plan and basemap; the city comes when there is nothing else to do.
    assert len(asked) == len(set(asked)) >= 4


COUNT_DECKS = """
  globalThis.decks = 0;
  const count = (changes) => (globalThis.decks += changes.flatMap(({ addedNodes }) => [...addedNodes])
    .filter(({ src }) => src?.includes('/vendor/')).length);
  new MutationObserver(count).observe(document, { childList: true, subtree: true });
"""


def test_deck_runs_once_more_after_it_has_come_and_leaves_no_trace(whole_context: BrowserContext, app_url: str) -> None:
    """The browser then keeps what it has compiled for the next visit, which does not do so again."""
    whole_context.add_init_script(COUNT_DECKS)
    first = MapPage(whole_context, app_url).page
    first.wait_for_function("globalThis.decks === 2")
    first.wait_for_function("!document.head.querySelector('script[src*=\"/vendor/\"]:not([async])')")
    assert first.evaluate("globalThis.deck") is None
    assert run(first, "return renderer.deck.layerManager.getLayers().length") > 0
    second = MapPage(whole_context, app_url).page
    second.wait_for_function(TAKEN_OVER)
    # That it would do in its next idle moment.
    second.evaluate("() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))")
    assert second.evaluate("globalThis.decks") == 1


@pytest.mark.parametrize("missing", ["early.js", "early.json"])
def test_where_the_early_start_fails_the_framework_brings_the_map(open_whole: Open, missing: str) -> None:
    page = open_whole(
        "/", before=lambda page: page.route(f"**/{missing}", lambda route: route.fulfill(status=404))
    ).page
    assert page.evaluate("document.getElementById('plan-map-early') === null")
    assert run(page, "return store.doc.items.length") > 0


@pytest.mark.parametrize("kind", ["basemap:shapes", "plan:shapes", "plan:symbols"])
def test_the_gpu_is_given_places_on_the_plane(kept_page: MapPage, kind: str) -> None:
    """Nothing of deck.gl's own projection is compiled, half of all that there would be."""
    code = (
        "return renderer.deck.layerManager.getLayers().find((layer) => layer.id.includes(argument))"
        ".getModels().map(({ vs }) => vs)"
    )
    shaders = run(kept_page.page, code, kind)
    assert len(shaders) == 1
    for shader in shaders:
        assert "plane.matrix *" in shader
        assert "project_" not in shader


def test_camera_and_map_survive_a_resize(kept_page: MapPage) -> None:
    page = kept_page.page
    jump(page, 114.31, 22.61, 12.25)
    page.set_viewport_size({"width": 1100, "height": 700})
    page.wait_for_function("globalThis.planMaps.get('explore').renderer.viewport().width < 1100")
    assert run(page, "return renderer.camera.zoom") == pytest.approx(12.25)


def test_two_tabs_do_not_disturb_each_other(open_at) -> None:  # type: ignore[no-untyped-def]
    first, second = open_at("/"), open_at("/")
    first.page.locator(".chip[data-filter=theme][data-value=ecology]").click()
    first.page.get_by_role("button", name="English").click()
    first.page.get_by_role("heading", name="Shenzhen Plan Map").wait_for()
    assert second.total("total") > first.total("total")
    assert second.page.locator(".top h1").inner_text() == "深圳规划一张图"


def test_the_second_visit_transfers_nothing_of_the_bundle(browser: Browser, app_url: str) -> None:
    context = fresh(browser, framework=False)
    first = MapPage(context, app_url).page
    # What comes when there is nothing else to do has come.
    first.wait_for_function("planMaps.get('explore').renderer.city && planMaps.get('explore').ledger.found")
    first.close()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    loaded: dict[str, int] = {}
    names: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    session.on("Network.loadingFinished", lambda event: loaded.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(app_url)
    page.wait_for_selector(".plan-map[data-state=ready]")
    ours = {
        names[key]: size
        for key, size in loaded.items()
        if any(part in names.get(key, "") for part in ("/vendor/", "/documents/", "/modules/"))
    }
    assert any("/vendor/" in url for url in ours)
    assert {url: size for url, size in ours.items() if size} == {}
    context.close()


RUNS = "return renderer.deck.animationLoop._running;"


def test_a_map_that_nobody_touches_rests_and_wakes_for_whoever_does(map_page: MapPage) -> None:
    page = map_page.page
    page.mouse.move(0, 0)
    agrees(page, RUNS, False)
    page.mouse.move(700, 420)
    agrees(page, RUNS, True)
    agrees(page, RUNS, False)
    run(
        page, "map.store.set({ selection: 'hub-dayun' }); renderer.fly({ longitude: 114.2, latitude: 22.7, zoom: 11 });"
    )
    agrees(page, RUNS, True)
    arrived(page)
    agrees(page, RUNS, False)


def test_what_comes_by_itself_while_the_map_rests_is_drawn(map_page: MapPage) -> None:
    page = map_page.page
    page.mouse.move(0, 0)
    agrees(page, RUNS, False)
    drawn = """
      const [layer] = renderer.deck.layerManager.getLayers();
      const seen = renderer.nextFrame().then(() => true);
      layer.setNeedsRedraw();
      return await seen;"""
    assert run(page, drawn)
