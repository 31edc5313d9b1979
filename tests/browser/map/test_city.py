"""The city under the plan: it comes after the first frame, is named and found, and goes by the link."""

from collections.abc import Callable
from itertools import chain, product

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.opened import QUIET_AGAIN, MapPage, arrived, run

COME = "() => globalThis.planMaps.get('explore').city !== null"
NO_PLAN = "?on=-&"
NAMED = "return map.labels.city.shown.map(({ row, at }) => [row.text, ...renderer.viewport().unproject(at)]);"
FUTIAN, XILI = (114.0579, 22.5431), (113.9535, 22.5861)
DEGREE_M = 111_320
# How many bytes of the texture are not zero among the city's rows.
STRENGTH = "return renderer.rows.bytes.slice(renderer.rows.firstRows[3]).filter(Boolean).length;"


@pytest.fixture
def city_at(view_at: Callable[..., MapPage]) -> Callable[..., Page]:
    """A page with the city on it, at an address."""

    def opened(path: str = "/") -> Page:
        page = view_at(path).page
        page.wait_for_function(COME)
        run(page, QUIET_AGAIN)
        return page

    return opened


def at(place: tuple[float, float], zoom: float) -> str:
    return f"at={place[0]:.5f},{place[1]:.5f},{zoom:.2f}"


def quiet(page: Page) -> None:
    """Wait until names are written for the present view."""
    page.wait_for_function("() => globalThis.planMaps.get('explore').labels.city.shown.length > 0")


def near(page: Page, place: tuple[float, float]) -> set[str]:
    """What is named within 2 km of a place."""
    return {
        text
        for text, x, y in run(page, NAMED)
        if ((x - place[0]) ** 2 * 0.853 + (y - place[1]) ** 2) ** 0.5 * DEGREE_M < 2000
    }


def test_it_comes_after_the_first_frame(map_page: MapPage) -> None:
    page = map_page.page
    page.wait_for_function(COME)
    order = page.evaluate(
        """() => {
          const times = performance.getEntriesByType('resource');
          const city = new URL(globalThis.planMaps.get('explore').received.cityUrl, document.baseURI).href;
          const first = performance.getEntriesByType('paint').at(-1).startTime;
          return [first, times.find(({ name }) => name === city).startTime];
        }"""
    )
    assert order[0] < order[1]
    assert run(page, "return renderer.layers.map(({ id }) => id).slice(0, 3);") == [
        "basemap:shapes",
        "city:shapes",
        "plan:shapes",
    ]
    assert not map_page.watch.complaints


@pytest.mark.parametrize(("place", "zoom"), [(FUTIAN, 13), (XILI, 15)])
def test_five_named_things_are_in_sight_without_the_plan(
    city_at: Callable[..., Page], place: tuple[float, float], zoom: float
) -> None:
    page = city_at(f"/{NO_PLAN}{at(place, zoom)}")
    quiet(page)
    assert len(near(page, place)) >= 5


def test_no_name_meets_another(city_at: Callable[..., Page]) -> None:
    page = city_at(f"/?{at(FUTIAN, 13)}")
    quiet(page)
    names = run(
        page, "return [...map.labels.shown, ...map.labels.city.shown].map(({ box, run }) => run?.boxes ?? [box]);"
    )
    assert len(names) > 40
    for index, boxes in enumerate(names):
        for one, other in product(boxes, chain(*names[index + 1 :])):
            apart = one["west"] >= other["east"] or other["west"] >= one["east"]
            assert apart or one["north"] >= other["south"] or other["north"] >= one["south"]


def test_what_is_drawn_follows_the_zoom_and_no_layer_changes(city_at: Callable[..., Page]) -> None:
    page = city_at(f"/?{at(FUTIAN, 10)}")
    far = run(page, STRENGTH)
    run(page, "globalThis.before = renderer.layers; renderer.fly({ zoom: 14 }, 0);")
    assert run(page, STRENGTH) > 2 * far > 0
    assert run(page, "renderer.draw(); return renderer.layers.every((layer, at) => layer === globalThis.before[at]);")


def test_nothing_of_it_is_picked(city_at: Callable[..., Page]) -> None:
    page = city_at(f"/{NO_PLAN}{at(FUTIAN, 14)}")
    box = page.locator(".stage").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert run(page, "return renderer.pick(renderer.size().width / 2, renderer.size().height / 2);") in ([], ["futian"])


def test_the_link_leaves_it_out_and_the_chooser_brings_it_back(city_at: Callable[..., Page]) -> None:
    page = city_at(f"/?base=none&{at(FUTIAN, 13)}")
    assert run(page, STRENGTH) == 0
    assert run(page, "map.labels.draw(); return map.labels.city.shown.length;") == 0
    page.locator("[data-control=base]").click()
    expect(page.locator("[data-basemap=none]")).to_be_checked()
    page.locator("[data-basemap=city]").check()
    quiet(page)
    assert run(page, STRENGTH) > 0
    page.wait_for_function("() => !location.search.includes('base')")
    page.locator("[data-basemap=none]").check()
    page.wait_for_function("() => location.search.includes('base=none')")
    page.keyboard.press("Escape")
    expect(page.locator(".basemaps")).to_be_hidden()


def test_dark_has_its_own_colours(city_at: Callable[..., Page]) -> None:
    page = city_at(f"/?{at(FUTIAN, 13)}")
    colors = "return renderer.city.parts.map((part) => renderer.city.colorOf(part).join());"
    light = run(page, colors)
    run(page, "store.set({ appearance: 'dark', appearanceChosen: true });")
    dark = run(page, colors)
    assert all(one != other for one, other in zip(light, dark, strict=True))


@pytest.mark.parametrize(
    ("typed", "name", "place"),
    [
        ("梧桐山", "梧桐山", (114.21467, 22.58227)),
        ("深南大道", "深南大道", None),
        ("福田站", "福田站", (114.05145, 22.54135)),
        ("科技园", "科技园", None),
    ],
)
def test_a_place_is_found_flown_to_and_marked(
    city_at: Callable[..., Page], typed: str, name: str, place: tuple[float, float] | None
) -> None:
    page = city_at("/")
    page.locator(".find").fill(typed)
    expect(page.locator(".found .heading")).to_have_text("地名")
    found = page.locator(f".found [data-place='{name}']").first
    found.click()
    expect(page.locator(".found")).to_be_hidden()
    expect(page.locator(".find")).to_have_value(name)
    arrived(page)
    camera, spot = run(page, "return [renderer.camera, store.state.spot];")
    assert camera["zoom"] >= 12
    if place:
        assert (camera["longitude"], camera["latitude"]) == pytest.approx(place, abs=0.001)
    assert spot["name"] in name
    run(page, "map.select('hub-xili');")
    assert run(page, "return store.state.spot;") is None


def test_places_are_chosen_by_keyboard_in_english(city_at: Callable[..., Page]) -> None:
    page = city_at("/?lang=en")
    page.locator(".find").fill("tanglangshan")
    expect(page.locator(".found .heading")).to_have_text("Places")
    options = page.locator(".found [role=option]")
    last = options.count() - 1
    page.locator(".find").press("ArrowUp")
    expect(options.nth(last)).to_have_attribute("aria-selected", "true")
    assert options.nth(last).get_attribute("data-place")
    page.locator(".find").press("Enter")
    arrived(page)
    assert run(page, "return store.state.spot.name;")
    page.locator(".stage").press("Escape")
    assert run(page, "return store.state.spot;") is None


def test_where_it_does_not_come_the_search_asks_again(context: BrowserContext, app_url: str) -> None:
    city = f"{app_url}/{context.request.get(f'{app_url}/early.json').json()['cityUrl']}"
    page = context.new_page()
    page.route(city, lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: request.url == city):
        page.goto(app_url)
    page.wait_for_function("() => globalThis.planMaps.get('explore').cityComing === null")
    assert run(page, "return [renderer.city, map.labels.city];") == [None, None]
    page.unroute(city)
    page.locator(".find").fill("梧桐山")
    expect(page.locator(".found .heading")).to_have_text("地名")
