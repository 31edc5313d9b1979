"""Little room: phones, tablets and a large browser zoom.

Nothing leaves the screen, nothing hides the city, all answers to fingers.
"""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Kept, Visitor, forget
from tests.browser.opened import MapPage, agrees, at_rest, followed, run, said_with, spare

# Width and height as the browser counts them, pixels of the screen for each, and whether by finger.
PHONE, TABLET = (390, 844, 1, True), (820, 1180, 1, True)
ZOOMED_200, ZOOMED_150 = (720, 450, 2, False), (911, 512, 1.5, False)
SIZES = [
    (360, 640, 1, True),
    PHONE,
    TABLET,
    (640, 360, 1, True),
    ZOOMED_200,
    ZOOMED_150,
    (1024, 768, 1, True),
    (1366, 768, 1, False),
]
Opened = Callable[..., Page]

# What is drawn beyond the window, unless it can be scrolled to inside something that is not.
GONE = """
const out = [];
const known = new Map();
const looked = (parent) => {
  const { overflowX, overflowY } = getComputedStyle(parent);
  return (/auto|scroll/.test(overflowX) && parent.scrollWidth > parent.clientWidth)
    || (/auto|scroll/.test(overflowY) && parent.scrollHeight > parent.clientHeight);
};
const scrolls = (parent) => {
  if (!known.has(parent)) known.set(parent, looked(parent));
  return known.get(parent);
};
for (const node of map.node.querySelectorAll('button, input, select, summary, a, h1, h2, .strip span')) {
  const box = node.getBoundingClientRect();
  if (!node.checkVisibility({ visibilityProperty: true }) || box.width <= 1 || node.closest('.unseen, .item-list'))
    continue;
  let held = node;
  for (let parent = node.parentElement; parent && parent !== map.node; parent = parent.parentElement)
    if (scrolls(parent)) held = parent;
  const across = held.getBoundingClientRect();
  if (across.left < -1 || across.right > innerWidth + 1 || across.top < -1 || across.bottom > innerHeight + 1)
    out.push(`${node.className} ${node.textContent.slice(0, 20)}`);
}
return out;
"""
FORM_IN_SIGHT = "() => [...globalThis.planMaps.values()][0].node.dataset.form === 'sources'"
# What fingers must hit: its smaller side.
SMALL = """
return [...map.node.querySelectorAll('button, select, summary, input:not([type=checkbox], [type=range])')]
  .filter((node) =>
    node.checkVisibility({ visibilityProperty: true }) && !node.closest('.unseen, .item-list, .matrix, .bars, p'))
  .map((node) => [`${node.className} ${node.textContent.slice(0, 20)}`, node.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height < 40).map(([name]) => name);
"""


@pytest.fixture
def at_size(visitor: Visitor, app_url: str) -> Iterator[Opened]:
    used = []

    def opened(size: tuple[int, int, float, bool], path: str = "/", *, framework: bool = False) -> Page:
        width, height, scale, touch = size
        used.append(visitor(scale, touch))
        return MapPage(used[-1], app_url, path, (width, height), partial(spare, framework=framework)).page

    yield opened
    for context in used:
        forget(context)


@pytest.fixture
def kept_at(keep: Kept) -> Opened:
    """A page that other tests have used, in a window of this size."""

    def opened(size: tuple[int, int, float, bool], path: str = "/") -> Page:
        width, height, scale, touch = size
        # What is open at first depends on the room that there is.
        name = f"scale {scale}, touch {touch}, narrow {width <= 1000}"
        if name == "scale 1, touch False, narrow False":
            name = "view"
        window = (width, height)
        return keep(name, "/", window, scale, touch, shows=(path.partition("?")[2], window)).page

    return opened


# On each page in each language, once it has been drawn: what is gone, whether the window scrolls aside, what is small.
LOOKS = f"""
const gone = () => {{ {GONE} }};
const small = () => {{ {SMALL} }};
const found = {{}};
for (const language of ['en', 'zh'])
  for (const page of argument) {{
    store.set({{ language, page }});
    const {{ node }} = map.dock;
    for (let tried = 0; tried < 1000 && !node.hidden && !node.firstChild; tried += 1)
      await new Promise((done) => setTimeout(done, 20));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const empty = !node.hidden && !node.firstChild;
    const wide = document.documentElement.scrollWidth > innerWidth;
    found[`${{language}} ${{page}}`] = {{ empty, gone: gone(), wide, small: small() }};
  }}
return found;
"""
LOOKED_AT = ("map", "overview", "districts", "table", "progress", "indicators", "ask", "reader")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_leaves_the_screen_on_any_page(kept_at: Opened, size: tuple[int, int, float, bool]) -> None:
    page = kept_at(size, "/?lang=en")
    looks = run(page, LOOKS, LOOKED_AT)
    assert len(looks) == 2 * len(LOOKED_AT)
    for name, look in looks.items():
        assert not look["empty"], name
        assert look["gone"] == [], name
        assert not look["wide"], name
        # Fingers need larger things than the mouse.
        assert look["small"] == [] or not size[3], name
    run(page, "map.choose(['hub-xili'])")
    assert run(page, GONE) == []


@pytest.mark.parametrize(
    "size", [(360, 640, 1, True), PHONE, TABLET, ZOOMED_200], ids=lambda size: f"{size[0]}x{size[1]}"
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_cell_of_the_table_is_a_column_of_letters(
    kept_at: Opened, size: tuple[int, int, float, bool], language: str
) -> None:
    page = kept_at(size, f"/?page=table&lang={language}")
    names = page.locator(".table-page > .rows tr[data-item] .name")
    names.first.wait_for()
    widths = names.evaluate_all("names => names.map((name) => name.closest('th').clientWidth)")
    assert min(widths) >= 100
    rows = page.locator(".table-page > .rows")
    assert rows.evaluate("node => node.scrollWidth - node.clientWidth") <= 0


@pytest.mark.parametrize("size", [PHONE, TABLET, ZOOMED_200, ZOOMED_150], ids=lambda size: f"{size[0]}x{size[1]}")
def test_in_little_room_the_city_is_not_hidden(at_size: Opened, size: tuple[int, int, float, bool]) -> None:
    page = at_size(size)
    expect(page.locator(".panel")).to_be_hidden()
    share = run(
        page,
        "const stage = map.stage.getBoundingClientRect(); let hidden = 0;"
        "for (const node of map.node.querySelectorAll('.legend, .hint, .card, .controls, .notices > *')) "
        "{ const box = node.getBoundingClientRect(); hidden += box.width * box.height; }"
        "return hidden / (stage.width * stage.height);",
    )
    assert share < 0.2
    page.locator(".hint .text").click()
    expect(page.locator(".hint")).to_be_hidden()


@pytest.mark.parametrize("size", [(1366, 768, 1, False), ZOOMED_200, PHONE], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_legend_takes_less_than_half_of_the_height_and_hides_what_lies_under_it(
    kept_at: Opened, size: tuple[int, int, float, bool]
) -> None:
    page = kept_at(size)
    run(page, "store.set({ legendOpen: true, layers: new Set(store.layerById.keys()) })")
    legend, stage = page.locator(".legend").bounding_box(), page.locator(".stage").bounding_box()
    assert legend["height"] <= stage["height"] * 0.4 + 1
    assert run(page, "return getComputedStyle(map.node.querySelector('.legend')).backgroundColor").startswith("rgb(")


def test_the_filters_are_above_the_fold_at_1366(at_size: Opened) -> None:
    page = at_size((1366, 768, 1, False))
    page.wait_for_function("planMaps.get('explore').renderer.city && planMaps.get('explore').ledger.found")
    for name in (".part.layers h2", ".part.filters h2", ".filter-text", "[data-focus='f:theme']"):
        expect(page.locator(f".panel {name}").first).to_be_in_viewport(ratio=1)
    page.locator(".part.layers").evaluate("part => part.scrollTop = 60")
    # Clicked without Playwright, which scrolls to what it clicks, and elsewhere when it tries again.
    page.locator(".panel [data-layer=water] input").first.evaluate("input => input.click()")
    assert run(page, "return store.state.layers.has('water')") is False
    followed(page)
    # Looked for and asked in one: the panel builds the part anew.
    assert run(page, "return map.node.querySelector('.part.layers').scrollTop") == 60


def test_the_panel_is_a_drawer_on_a_narrow_screen(at_size: Opened) -> None:
    page = at_size(PHONE)
    button, panel = page.locator(".panel-button"), page.locator(".panel")
    button.tap()
    expect(panel).to_be_focused()
    assert run(page, GONE) == []
    # The first thing in it, once the server has said that it takes files.
    page.wait_for_selector("[data-own=add]")
    page.keyboard.press("Tab")
    expect(page.locator(".panel [data-own=add]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    button.tap()
    page.locator(".panel [data-layer=water] input").first.tap()
    expect(panel).to_be_visible()
    page.touchscreen.tap(380, 500)
    expect(panel).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert run(page, "return store.state.layers.has('water')") is False
    # A tap outside only closes: what lies there on the map is not chosen.
    assert run(page, "return store.state.selection") is None


def test_a_window_made_narrow_puts_the_panel_away_and_wide_again_brings_it_back(kept_page: MapPage) -> None:
    page = kept_page.page
    page.set_viewport_size({"width": 800, "height": 700})
    expect(page.locator(".panel")).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".panel")).to_be_visible()


# Whether an item lies in the map's window, whether the card covers it, and whether anything covers the card.
IN_SIGHT = """
  const [x, y] = renderer.viewport().project(store.byId.get('hub-xili').anchors[0]);
  const [stage, card] = [map.stage, map.node.querySelector('.card')].map((node) => node.getBoundingClientRect());
  const [left, top] = [stage.left + x, stage.top + y];
  const within = (box) => left > box.left && left < box.right && top > box.top && top < box.bottom;
  const over = map.node.getRootNode().elementFromPoint(card.left + 40, card.top + card.height / 2);
  return { inside: within(stage), covered: within(card), on_top: map.node.querySelector('.card').contains(over) };
"""
STANDS = """
  const box = (name) => {
    const { left, top, width, height } = map.node.querySelector(name).getBoundingClientRect();
    return [left, top, width, height].map(Math.round).join();
  };
  const names = ['.stage', '.card', '.dock', '.controls', '.legend'];
  const boxes = Object.fromEntries(names.map((name) => [name, box(name)]));
  const { camera, target, pending, sized } = renderer;
  return { boxes, camera, target, pending: pending.length, sized, size: renderer.size(), hidden: document.hidden,
    item: renderer.viewport().project(store.byId.get('hub-xili').anchors[0]) };
"""


@pytest.mark.parametrize("size", [PHONE, TABLET, ZOOMED_200], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_card_leaves_its_item_in_sight_with_a_page_and_without(
    kept_at: Opened, size: tuple[int, int, float, bool]
) -> None:
    page = kept_at(size)
    for name in ("map", "table"):
        run(page, "store.set({ page: argument, selection: null })", name)
        run(page, "map.select('hub-xili', { fly: true })")
        # Where it does not come into sight, the failure says where all stands.
        with said_with(page, STANDS):
            agrees(page, IN_SIGHT, {"inside": True, "covered": False, "on_top": True})
        expect(page.locator(".card h2")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    "size", [PHONE, TABLET, ZOOMED_200, (1366, 768, 1, False)], ids=lambda size: f"{size[0]}x{size[1]}"
)
def test_a_page_of_forms_starts_under_the_header(at_size: Opened, size: tuple[int, int, float, bool]) -> None:
    page = at_size(size, "/?page=sources", framework=True)
    page.wait_for_function(FORM_IN_SIGHT)
    # From the frame on in which it comes into sight: nothing jumps.
    for _ in range(2):
        header, body = page.locator(".top").bounding_box(), page.get_by_test_id("stMain").bounding_box()
        assert body["y"] == pytest.approx(header["y"] + header["height"], abs=1)
        assert body["y"] + body["height"] == pytest.approx(size[1], abs=1)
        at_rest(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
