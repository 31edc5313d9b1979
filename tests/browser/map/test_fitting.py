"""What is chosen ends clear of the panels, districts are fitted and outlined, and no tooltip is out of date."""

import pytest
from playwright.sync_api import Page, expect

from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode
from layers.view.state import view_extent
from tests.browser.opened import MapPage, jump, run
from tests.fitted import FITTED
from web.assets import modules_hash

ARRIVED = """() => {
  const { renderer } = globalThis.planMaps.get('explore');
  return renderer.sized && !renderer.waits && ['longitude', 'latitude', 'zoom']
    .every((name) => Math.abs(renderer.camera[name] - renderer.target[name]) < 1e-9);
}"""
# Ids of the longest line, the largest area and the outermost points of the plan.
PROBES = """
  const placed = (located) =>
    store.doc.items.filter((item) => item.located === located && item.bounds && item.layer !== 'units');
  const span = ({ bounds: [west, south, east, north] }) => (east - west) * (north - south);
  const by = (items, value) => [...items].sort((a, b) => value(a) - value(b)).map(({ id }) => id);
  const points = placed('point');
  return [...by(placed('line'), span).slice(-1), ...by(placed('line'), span).slice(0, 1),
    ...by(placed('area'), span).slice(-1),
    ...by(points, ({ bounds }) => bounds[0]).slice(-1), ...by(points, ({ bounds }) => bounds[1]).slice(0, 1)];"""
# Places of an item that lie outside the map's window or under the card, the tools or the legend.
HIDDEN = """
  const { points, paths } = renderer.highlight.shapes(argument);
  const { width, height } = renderer.viewport();
  const stage = map.stage.getBoundingClientRect();
  const boxes = ['.card', '.controls', '.legend']
    .map((name) => map.node.querySelector(`.map-box > ${name}`).getBoundingClientRect())
    .filter((box) => box.width);
  const under = ([x, y]) => boxes.some((box) =>
    x > box.left - stage.left && x < box.right - stage.left && y > box.top - stage.top && y < box.bottom - stage.top);
  const out = ([x, y]) => x < 0 || y < 0 || x > width || y > height;
  return [points, ...paths].flat().map((place) => renderer.viewport().project(place))
    .filter((place) => out(place) || under(place)).length;"""
# Of each probe, chosen from afar: the zoom that it ends with, and how many places of it are hidden then.
CHOSEN = f"""
  const hidden = (argument) => {{ {HIDDEN} }};
  const found = [];
  for (const id of (() => {{ {PROBES} }})()) {{
    renderer.fly({{ longitude: 114.9, latitude: 22.4, zoom: 11 }}, 0);
    map.select(id);
    for (let tried = 0; tried < 1000 && !({ARRIVED})(); tried += 1) await new Promise((done) => setTimeout(done, 20));
    found.push([id, renderer.target.zoom, hidden(id)]);
    map.actions().close();
  }}
  return found;
"""


def arrived(page: Page) -> None:
    page.wait_for_function(ARRIVED)


@pytest.mark.parametrize(
    ("window", "path"),
    [((1440, 900), ""), ((1024, 640), ""), ((1440, 900), "?page=districts"), ((1440, 900), "?page=table")],
)
def test_what_is_chosen_ends_clear_of_card_tools_and_legend(view_at, window: tuple[int, int], path: str) -> None:  # type: ignore[no-untyped-def]
    page = view_at(f"/{path}", *window).page
    found = run(page, CHOSEN)
    assert len(found) == 5
    for item, zoom, hidden in found:
        # What spans more than the farthest view shows cannot be clear of everything.
        assert zoom <= 7 or hidden == 0, item


def test_from_a_link_and_from_the_search_too(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/?sel=hub-dayun", 1280, 720).page
    arrived(page)
    assert run(page, HIDDEN, "hub-dayun") == 0
    page.locator(".find").fill("xili")
    page.locator(".found [data-item=hub-xili]").click()
    arrived(page)
    assert run(page, HIDDEN, "hub-xili") == 0


def test_a_point_that_the_card_would_cover_is_moved_and_one_in_sight_is_not(kept_page: MapPage) -> None:
    page = kept_page.page
    run(
        page,
        "const { width, height } = renderer.size(); "
        "const [x, y] = renderer.viewport().project(store.byId.get('hub-xili').anchors[0]);"
        "const [longitude, latitude] = renderer.viewport().unproject([x - width / 2 + 200, y]); "
        "renderer.fly({ longitude, latitude, zoom: renderer.camera.zoom }, 0);",
    )
    before = run(page, "return renderer.target.longitude")
    run(page, "map.select('hub-xili')")
    arrived(page)
    assert run(page, "return renderer.target.longitude") != pytest.approx(before)
    assert run(page, HIDDEN, "hub-xili") == 0
    still = run(page, "return renderer.target.longitude")
    run(page, "map.actions().close(); map.select('hub-xili')")
    assert run(page, "return renderer.target.longitude") == still


def test_the_browser_fits_and_outlines_what_python_does(kept_page: MapPage, plan: Plan) -> None:
    words = Vocabulary(plan, load_catalogue())
    for link, fitted, outlined in FITTED:
        told = run(
            kept_page.page,
            "const { decodeView } = await import(argument.module); "
            "const { state } = decodeView(map.doc, argument.link);"
            "const ids = map.fitting.subject(state); "
            "map.show({ state: { ...state, page: 'map' }, camera: null, dropped: [] }, 0);"
            "const drawn = renderer.highlight.units(store.state, 1)"
            ".flatMap((layer) => layer.props.data.map(({ path }) => path));"
            "const outlined = store.doc.units.map(({ id }) => id)"
            ".filter((id) => renderer.highlight.geometry.get(id).paths.some((path) => drawn.includes(path)));"
            "return { ids, outlined, bounds: map.fitting.bounds(ids.length ? ids : argument.fitted), "
            "key: map.fitting.last.key };",
            {"module": f"/modules/{modules_hash()}/state/view.js", "link": link, "fitted": list(fitted)},
        )
        view, _ = decode(link, words)
        assert told["bounds"] == pytest.approx(view_extent(view, plan), abs=2e-6), link
        assert set(told["outlined"]) == set(outlined), link
        assert told["key"] == ("" if len(fitted) == 10 else ",".join(told["ids"])), link


def test_a_district_that_is_picked_is_fitted_and_outlined_at_once_and_let_go(kept_page: MapPage) -> None:
    page = kept_page.page
    home = run(page, "return { ...renderer.target }")
    page.locator(".chip[data-filter=district][data-value=nanshan]").click()
    page.wait_for_function("() => globalThis.planMaps.get('explore').fitting.last.key === 'nanshan'")
    arrived(page)
    inside = (
        "const [west, south, east, north] = store.byId.get('nanshan').bounds; "
        "const { width, height } = renderer.size();"
        "return [[west, south], [east, north]].every((corner) => { const [x, y] = renderer.viewport().project(corner); "
        "return x > 0 && y > 0 && x < width && y < height; });"
    )
    assert run(page, inside)
    assert run(page, "return renderer.target.zoom") > home["zoom"] + 0.5
    assert run(page, "return renderer.layers.some((layer) => layer.id === 'unit:outline')")
    page.wait_for_url("**dist=nanshan**")
    assert "at=" not in page.url
    page.locator(".chip[data-filter=district][data-value=nanshan]").click()
    page.wait_for_function("() => globalThis.planMaps.get('explore').fitting.last.key === ''")
    arrived(page)
    assert run(page, "return renderer.target.zoom") == pytest.approx(home["zoom"], abs=1e-6)
    assert not run(page, "return renderer.layers.some((layer) => layer.id === 'unit:outline')")


def test_who_has_moved_the_map_keeps_it_when_the_filter_goes_and_a_link_keeps_its_camera(view_at) -> None:  # type: ignore[no-untyped-def]
    page = view_at("/?dist=nanshan&at=114.3,22.6,12.00").page
    assert run(page, "return renderer.target.longitude") == pytest.approx(114.3)
    page.locator(".chip[data-filter=district][data-value=nanshan]").click()
    page.wait_for_url(lambda url: "dist=" not in url)
    assert run(page, "return renderer.target.longitude") == pytest.approx(114.3)


def test_a_filter_shows_its_rows_in_the_same_task_with_districts_too(kept_page: MapPage) -> None:
    # The city comes when it comes: what it drew in this very frame would make the filter wait for the next one.
    drawn = run(
        kept_page.page,
        "while (!renderer.city || renderer.frame) await new Promise(requestAnimationFrame);"
        "let count = 0; const redraw = renderer.deck.redraw.bind(renderer.deck); "
        "renderer.deck.redraw = (why) => { count += 1; redraw(why); };"
        "store.set({ filters: { ...store.state.filters, district: new Set(['futian']) } }); "
        "delete renderer.deck.redraw; return count;",
    )
    assert drawn == 1


def over(page: Page, item: str) -> None:
    """Put the pointer on an item and wait for its name."""
    x, y = run(
        page,
        "const [x, y] = renderer.viewport().project(store.byId.get(argument).anchors[0]); "
        "const box = map.stage.getBoundingClientRect(); return [box.left + x, box.top + y];",
        item,
    )
    page.mouse.move(x - 60, y - 60)
    page.mouse.move(x, y, steps=3)
    page.locator(".tip").wait_for()


def test_the_tooltip_goes_with_a_drag_another_page_the_return_and_a_filter(kept_whole: MapPage) -> None:
    page = kept_whole.page
    jump(page, 113.96, 22.58, 12.5)
    over(page, "hub-xili")
    page.mouse.down()
    page.mouse.move(700, 620, steps=4)
    expect(page.locator(".tip")).to_be_hidden()
    assert run(page, "return store.state.hover") is None
    page.mouse.up()
    jump(page, 113.96, 22.58, 12.5)
    over(page, "hub-xili")
    run(page, "store.set({ page: 'overview' })")
    expect(page.locator(".tip")).to_be_hidden()
    run(page, "store.set({ page: 'map' })")
    jump(page, 113.96, 22.58, 12.5)
    over(page, "hub-xili")
    run(page, "store.set({ layers: new Set() })")
    expect(page.locator(".tip")).to_be_hidden()
    run(page, "store.set({ layers: new Set(store.layerById.keys()) })")
    over(page, "hub-xili")
    run(page, "map.leave('sources')")
    page.locator(".plan-map[data-form=sources]").wait_for(state="attached")
    page.locator(".top [data-page=map]").click()
    expect(page.locator(".tip")).to_be_hidden()
    assert run(page, "return store.state.hover") is None


def test_the_next_scene_has_no_tooltip_of_the_one_before(room_at) -> None:  # type: ignore[no-untyped-def]
    page = room_at("/?brief=transport&scene=6").page
    page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.scene === '6'")
    arrived(page)
    over(page, "hub-dayun")
    page.keyboard.press("PageDown")
    expect(page.locator(".tip")).to_be_hidden()
    assert run(page, "return store.state.hover") is None


def test_the_hint_never_lies_on_the_card(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/").page
    expect(page.locator(".hint")).to_be_visible()
    run(page, "map.select('hub-xili')")
    page.locator(".card h2").wait_for()
    expect(page.locator(".hint")).to_be_hidden()
    run(page, "map.actions().close()")
    expect(page.locator(".hint")).to_be_visible()
