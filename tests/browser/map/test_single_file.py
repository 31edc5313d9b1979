"""The map in one file, opened by file:// with the network cut: it shows the view, answers clicks, and measures true."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyproj import Geod

from exports.products import main
from geo.model import Plan
from tests.browser.opened import Watch

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
