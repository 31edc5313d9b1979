"""The map's life: across pages, resizes, tabs and visits, on bad data and with a ground that fails."""

import json
import math
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from geo.plan import Plan
from tests.browser.conftest import MapPage, jump, run, serve

SWITCHES = 30


def test_camera_selection_and_context_survive_page_switches(map_page: MapPage) -> None:
    page = map_page.page
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
    before = run(page, "return { camera: scene.camera, selection: store.state.selection }")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    heaps = []
    for turn in range(SWITCHES):
        page.locator("[data-page=sources]").click()
        page.get_by_text("数据来源与数据检查").wait_for()
        page.get_by_role("button", name="地图").click()
        page.locator(".plan-map[data-state=ready]").wait_for()
        if turn in (4, SWITCHES - 1):
            session.send("HeapProfiler.collectGarbage")
            metrics = session.send("Performance.getMetrics")["metrics"]
            heaps.append(next(entry["value"] for entry in metrics if entry["name"] == "JSHeapUsedSize"))
    after = run(page, "return { camera: scene.camera, selection: store.state.selection }")
    for key in ("longitude", "latitude", "zoom"):
        assert after["camera"][key] == pytest.approx(before["camera"][key], abs=1e-9)
    assert after["selection"] == before["selection"] == "hub-dayun"
    assert page.evaluate("window.contexts") == 0
    assert page.locator(".plan-map canvas").count() == 2
    assert heaps[-1] < heaps[0] * 1.25 + 2e6
    assert not map_page.watch.complaints


def test_a_page_that_is_asked_for_before_the_framework_is_there_comes_with_the_state(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route("**/static/js/index.*.js", lambda route: time.sleep(1.5) or route.continue_())
    opened = MapPage(context, app_url)
    page = opened.page
    assert page.evaluate("document.getElementById('plan-map-early') !== null")
    run(page, "map.select('hub-dayun')")
    page.locator(".top [data-page=sources]").click()
    page.get_by_text("数据来源与数据检查").wait_for()
    page.get_by_role("button", name="地图").click()
    page.locator(".plan-map[data-state=ready]").wait_for()
    assert run(page, "return store.state.selection") == "hub-dayun"
    assert opened.watch.complaints == []
    context.close()


def test_a_dialog_that_is_open_when_the_framework_takes_the_map_over_stays_in_its_place(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    held: list[Route] = []
    # Playwright takes no built-in function for a handler.
    context.route("**/static/js/index.*.js", lambda route: held.append(route))  # noqa: PLW0108
    opened = MapPage(context, app_url)
    page = opened.page
    page.locator("[data-tool=present]").click()
    page.locator("[data-tool=save-scene]").click()
    page.locator(".save-scene [name=title]").fill("会展中心")
    place = page.locator(".save-scene").bounding_box()
    while not held:
        page.wait_for_timeout(50)
    for route in held:
        route.continue_()
    opened.settled()
    assert page.locator(".save-scene").bounding_box() == place
    assert page.locator(".save-scene:modal").count() == 1
    page.keyboard.type("二期")
    assert page.locator(".save-scene [name=title]").input_value() == "会展中心二期"
    page.locator(".save-scene button[type=button]").click()
    assert not page.locator(".save-scene").is_visible()
    assert opened.watch.complaints == []
    context.close()


def test_what_the_start_asks_for_ahead_is_asked_for_once(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("").page
    names = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)")
    asked = [name for name in names if name.startswith(("/documents/", "/vendor/", "/early.json"))]
    assert len(asked) == len(set(asked)) == 4


COUNT_DECKS = """
  globalThis.decks = 0;
  const count = (changes) => (globalThis.decks += changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(({ src }) => src?.includes('/vendor/')).length);
  new MutationObserver(count).observe(document, { childList: true, subtree: true });
"""


def test_deck_runs_once_more_after_it_has_come_and_leaves_no_trace(context: BrowserContext, app_url: str) -> None:
    """The browser then keeps what it has compiled for the next visit, which does not do so again."""
    context.add_init_script(COUNT_DECKS)
    first = MapPage(context, app_url).page
    first.wait_for_function("globalThis.decks === 2")
    first.wait_for_function("!document.head.querySelector('script[src*=\"/vendor/\"]:not([async])')")
    assert first.evaluate("globalThis.deck") is None
    assert run(first, "return scene.deck.layerManager.getLayers().length") > 0
    second = MapPage(context, app_url).page
    second.wait_for_function("!document.getElementById('plan-map-early')")
    second.wait_for_timeout(3000)
    assert second.evaluate("globalThis.decks") == 1


@pytest.mark.parametrize("missing", ["early.js", "early.json"])
def test_where_the_early_start_fails_the_framework_brings_the_map(browser: Browser, app_url: str, missing: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route(f"**/{missing}", lambda route: route.fulfill(status=404))
    page = MapPage(context, app_url).page
    assert page.evaluate("document.getElementById('plan-map-early') === null")
    assert run(page, "return store.doc.items.length") > 0
    context.close()


@pytest.mark.parametrize(
    ("kind", "kept", "cut"),
    [
        (":shapes", "project_position_to_clipspace", "lighting_getLightColor"),
        (":symbols", "icon.billboard", "offset_common"),
    ],
)
def test_shaders_are_without_what_a_flat_map_never_uses(map_page: MapPage, kind: str, kept: str, cut: str) -> None:
    code = "return scene.deck.layerManager.getLayers().find((layer) => layer.id.includes(argument)).getShaders('top').vs"
    shader = run(map_page.page, code, kind)
    assert kept in shader
    assert cut not in shader


@pytest.mark.parametrize("kind", ["ground:shapes", "plan:shapes", "plan:symbols"])
def test_the_gpu_is_given_places_on_the_plane(map_page: MapPage, kind: str) -> None:
    code = (
        "return scene.deck.layerManager.getLayers().find((layer) => layer.id.includes(argument)).getModels().map(({ vs, fs }) => [vs, fs])"
    )
    for vertices, pixels in run(map_page.page, code, kind):
        assert "{ return vec4(position.xyz - project.coordinateOrigin + position64Low, position.w); }" in vertices
        assert "mat3 transform) { return false; }" in vertices
        assert "vec4 picking_filterHighlightColor(vec4 color) { return color; }" in pixels


def test_camera_and_map_survive_a_resize(map_page: MapPage) -> None:
    page = map_page.page
    jump(page, 114.31, 22.61, 12.25)
    page.set_viewport_size({"width": 1100, "height": 700})
    page.wait_for_function("globalThis.planMaps.get('explore').scene.viewport().width < 1100")
    assert run(page, "return scene.camera.zoom") == pytest.approx(12.25)


def test_two_tabs_do_not_disturb_each_other(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    first, second = MapPage(context, app_url), MapPage(context, app_url)
    first.page.locator(".chip[data-filter=theme][data-value=ecology]").click()
    first.page.get_by_role("button", name="English").click()
    first.page.get_by_role("heading", name="Shenzhen Plan Map").wait_for()
    assert second.total("total") > first.total("total")
    assert second.page.locator(".top h1").inner_text() == "深圳规划一张图"
    context.close()


def test_the_second_visit_transfers_nothing_of_the_bundle(browser: Browser, app_url: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    MapPage(context, app_url).page.close()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    loaded: dict[str, int] = {}
    names: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    session.on("Network.loadingFinished", lambda event: loaded.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(app_url)
    page.wait_for_selector(".plan-map[data-state=ready]", timeout=60_000)
    ours = {
        names[key]: size
        for key, size in loaded.items()
        if any(part in names.get(key, "") for part in ("/vendor/", "/documents/", "/modules/"))
    }
    assert any("/vendor/" in url for url in ours)
    assert sum(ours.values()) == 0
    context.close()


@pytest.fixture
def hostile_url(data_copy: Path) -> Iterator[str]:
    """The app on data with everything that may go wrong in it."""
    path = data_copy / "plan" / "transport.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    first, second, third, fourth = content["features"][:4]
    first["properties"]["name"] = "<img src=x onerror=document.title='owned'>"
    second["properties"]["name"] = "长" * 10_000
    third["geometry"] = None
    fourth["geometry"] = {"type": "Point", "coordinates": [math.nan, 22.5]}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (data_copy / "plan" / "ecology.geojson").write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    (data_copy / "ground" / "neighbours.geojson").unlink()
    with serve({**os.environ, "PLAN_MAP_DATA": str(data_copy)}) as url:
        yield url


def test_bad_data_are_named_on_the_map_and_the_rest_is_shown(browser: Browser, hostile_url: str, plan: Plan) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = MapPage(context, hostile_url)
    page = opened.page
    ecology = sum(item.theme == "ecology" for item in plan.items)
    assert opened.total("total") == len(plan.items) - ecology
    page.locator(".problems summary").click()
    problems = page.locator(".problems").inner_text()
    assert "data/ground/neighbours.geojson" in problems
    assert "NaN" in problems
    run(page, "map.select(store.doc.items.find((item) => item.name.startsWith('<img')).id)")
    page.wait_for_timeout(800)
    assert page.locator(".card h2").inner_text().startswith("<img src=x")
    run(page, "map.select(store.doc.items.find((item) => item.name.startsWith('长长')).id)")
    page.wait_for_timeout(500)
    assert page.title() == "深圳规划一张图"
    assert opened.watch.complaints == []
    assert opened.watch.foreign == []
    context.close()


def test_an_online_ground_that_fails_leaves_the_local_one_and_says_so(browser: Browser) -> None:
    address = "http://tiles.invalid/{z}/{x}/{y}.png?tk={key}"
    with serve({**os.environ, "PLAN_MAP_TILES": address, "PLAN_MAP_TILES_KEY": "secret"}) as url:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.route("http://tiles.invalid/**", lambda route: route.fulfill(status=403))
        page = MapPage(context, url).page
        page.get_by_text("在线底图未能载入").wait_for()
        land = "scene.ground.parts.findIndex(({ kind }) => kind === 'land')"
        assert run(page, f"return scene.ground.strengths()[{land}]") == 255
        context.close()


def test_without_districts_and_ground_the_plan_is_still_shown(browser: Browser, data_copy: Path) -> None:
    (data_copy / "districts.geojson").unlink()
    for path in (data_copy / "ground").iterdir():
        path.unlink()
    with serve({**os.environ, "PLAN_MAP_DATA": str(data_copy)}) as url:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        opened = MapPage(context, url)
        assert opened.total("shown") > 100
        opened.page.locator(".problems summary").click()
        assert "data/districts.geojson" in opened.page.locator(".problems").inner_text()
        assert opened.watch.complaints == []
        context.close()
