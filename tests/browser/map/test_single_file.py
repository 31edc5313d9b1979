"""The map in one file, opened by file:// with the network cut: it shows the view, answers clicks, and measures true."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyproj import Geod

from exports.products import main
from geo.model import Plan
from tests.browser.opened import Watch, fresh

VIEW = "?theme=transport&dist=nanshan&sel=hub-xili&on=th.ti.tl&lang=zh"
# The bar's two ends, half its height up, as places on the map.
BAR_ENDS = """() => {
  const map = window[Object.keys(window).find((name) => name.startsWith("map_"))];
  const bar = document.querySelector(".leaflet-control-scale-line").getBoundingClientRect();
  const place = (x) => {
    const { lng, lat } = map.containerPointToLatLng([x, map.getSize().y / 2]);
    return [lng, lat]; };
  return [...place(bar.left), ...place(bar.right)];
}"""

INSIDE = """([lng, lat]) =>
  window[Object.keys(window).find((name) => name.startsWith("map_"))].getBounds().contains([lat, lng])"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("single") / "地图.html"
    assert main(["map", "--out", str(made), "--view", VIEW]) == 0
    return made


@pytest.fixture
def opened(file_page: Page, path: Path) -> tuple[Page, Watch]:
    file_page.set_viewport_size({"width": 1440, "height": 900})
    watch = Watch(file_page, path.as_uri())
    file_page.goto(path.as_uri())
    file_page.locator(".leaflet-popup").wait_for()
    return file_page, watch


def test_it_shows_the_view_with_no_network(opened: tuple[Page, Watch], plan: Plan) -> None:
    page, watch = opened
    assert plan.by_id["hub-xili"].clause_text in page.locator(".leaflet-popup").inner_text()
    switches = page.locator(".leaflet-control-layers-overlays label")
    on = [label.inner_text().split()[0] for label in switches.all() if label.locator("input").is_checked()]
    assert on == ["城际轨道", "国家铁路", "交通枢纽"]
    hubs = page.locator(".leaflet-marker-pane .symbol").count()
    page.get_by_text("交通枢纽").click()
    assert hubs > 0
    assert page.locator(".leaflet-marker-pane .symbol").count() == 0
    assert watch.foreign == []
    assert watch.complaints == []


def test_its_scale_bar_is_true(opened: tuple[Page, Watch]) -> None:
    page, _ = opened
    said = page.locator(".leaflet-control-scale-line").inner_text()
    number, unit = re.fullmatch(r"(\d+) (k?m)", said).groups()
    metres = Geod(ellps="WGS84").inv(*page.evaluate(BAR_ENDS))[2]
    assert metres == pytest.approx(int(number) * (1000 if unit == "km" else 1), rel=0.015)


def test_an_extent_is_shown_again_by_its_button(opened: tuple[Page, Watch], plan: Plan) -> None:
    page, _ = opened
    unit = next(unit for unit in plan.units if unit.id == "shenshan")
    page.get_by_role("button", name=unit.name).click()
    centre = unit.geometry.centroid
    page.wait_for_function(INSIDE, arg=[centre.x, centre.y])


# Clicks what lies on top, wherever an area lies under a larger one: the name that opens, and the smaller area's.
SMALLEST = """() => {
  const area = (node) => { const { width, height } = node.getBoundingClientRect(); return width * height; };
  const named = (node) => words.items[byElement.get(node).feature.id].label;
  const asked = [];
  for (const node of byElement.keys()) {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const under = document.elementsFromPoint(x, y);
    const shapes = under.filter((other) => byElement.has(other));
    const areas = shapes.every((shape) => byElement.get(shape).options.fill !== false);
    if (!areas || shapes.length < 2 || shapes[0] !== under[0]) continue;
    const least = shapes.reduce((one, other) => (area(other) < area(one) ? other : one));
    if (named(least) === named(shapes[0])) continue;
    under[0].dispatchEvent(new MouseEvent("click", { clientX: x, clientY: y, bubbles: true }));
    // The one before may still be fading.
    const opened = [...document.querySelectorAll(".leaflet-popup-content b")].at(-1);
    asked.push([opened.textContent, named(least)]);
  }
  return asked;
}"""
SIZES = [(360, 640), (844, 390)]
UNDER = """(selector) => {
  return [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility()).map((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return [left, top, right, bottom];
  });
}"""


@pytest.mark.parametrize("size", SIZES)
def test_a_phone_has_the_map_in_sight_and_unfolds_its_lists(
    browser: Browser, path: Path, size: tuple[int, int]
) -> None:
    context = fresh(browser, *size, has_touch=True, is_mobile=True, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.locator(".leaflet-control-scale").wait_for()
    # What is chosen is read first, alone.
    expect(page.locator("summary").first).to_be_hidden()
    page.locator(".leaflet-popup-close-button").tap()
    boxes = page.evaluate(UNDER, ".leaflet-control")
    assert all(left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1] for left, top, right, bottom in boxes)
    covered = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
    assert covered < size[0] * size[1] * 0.4
    page.locator("summary", has_text="图层").tap()
    expect(page.locator(".leaflet-control-layers-overlays label").first).to_be_visible()
    page.locator("summary", has_text="图层").tap()
    page.locator("summary", has_text="图例").tap()
    expect(page.locator(".keys")).to_be_visible()
    context.close()


def test_the_smallest_thing_under_a_click_answers(file_page: Page, tmp_path: Path, plan: Plan) -> None:
    made = tmp_path / "a.html"
    assert main(["map", "--out", str(made), "--view", "?lang=zh"]) == 0
    file_page.goto(made.as_uri())
    file_page.locator(".leaflet-control-scale").wait_for()
    # Of all areas with others inside them: what is clicked there is the one inside.
    asked = file_page.evaluate(SMALLEST)
    assert asked
    assert [wrong for wrong in asked if wrong[0] != wrong[1]] == []
