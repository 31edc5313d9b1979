"""The map's promises: true scale, patterns in the pixels, measures, keys, life across pages, soft failures."""

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pyproj import Geod

from geo.model import Plan
from tests.browser.opened import QUIET_AGAIN, MapPage, jump, run
from tests.node import node

GEOD = Geod(ellps="WGS84")


# What the scale bar says, how wide it should be and is, and the places that far apart in the middle of the map.
SCALE = """
  renderer.fly({ longitude: 114.2, latitude: argument[0], zoom: argument[1] }, 0);
  const [metres, pixels] = ['metres', 'pixels'].map((name) => Number(map.scale.node.dataset[name]));
  const viewport = renderer.viewport();
  const [x, y] = [viewport.width / 2, viewport.height / 2];
  const ends = [x - pixels / 2, x + pixels / 2].map((end) => viewport.unproject([end, y]));
  return [metres, pixels, map.node.querySelector('.scale .bar').getBoundingClientRect().width, ends];
"""


def test_the_scale_bar_is_true_within_one_percent(kept_page: MapPage) -> None:
    for latitude, zoom in product((22.3, 22.62, 23.6), (8.0, 9.7, 12.3, 15.0)):
        metres, pixels, width, ends = run(kept_page.page, SCALE, [latitude, zoom])
        assert width == pytest.approx(pixels, abs=1), (latitude, zoom)
        assert metres == pytest.approx(GEOD.inv(*ends[0], *ends[1])[2], rel=0.01), (latitude, zoom)


def test_home_north_and_shenshan(kept_page: MapPage) -> None:
    page = kept_page.page
    page.locator("[data-control=apart]").click()
    page.wait_for_function("Math.abs(globalThis.planMaps.get('explore').renderer.camera.longitude - 115.03) < 0.12")
    run(page, "renderer.fly({ bearing: 40, pitch: 30 }, 0)")
    assert "rotate(-40deg)" in page.locator(".needle").get_attribute("style")
    page.locator("[data-control=north]").click()
    page.wait_for_function(
        "(({ bearing, pitch }) => bearing === 0 && pitch === 0)(globalThis.planMaps.get('explore').renderer.camera)"
    )
    page.locator("[data-control=home]").click()
    page.wait_for_function("Math.abs(globalThis.planMaps.get('explore').renderer.camera.longitude - 114.0) < 0.3")


def line_pixels(page: Page, layer: str, item: str, zoom: float) -> list[bool]:
    """Whether the map is inked at points along an item's line, 1 px apart, with only its layer shown."""
    run(page, "store.set({ layers: new Set([argument]), legendOpen: false, panelOpen: false })", layer)
    anchor = run(page, "return store.byId.get(argument).anchors[0]", item)
    jump(page, anchor[0], anchor[1], zoom)
    return run(
        page,
        """
        renderer.deck.redraw("test");
        const source = renderer.deck.getCanvas();
        const canvas = new OffscreenCanvas(source.width, source.height);
        const context = canvas.getContext("2d");
        context.drawImage(source, 0, 0);
        const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
        const color = store.layerById.get(argument.layer).color;
        const wanted = [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16));
        const [path] = renderer.highlight.geometry.get(argument.item).paths;
        const viewport = renderer.viewport();
        const inked = [];
        for (let i = 1; i < path.length; i += 1) {
          const [x0, y0] = viewport.project(path[i - 1]);
          const [x1, y1] = viewport.project(path[i]);
          const length = Math.hypot(x1 - x0, y1 - y0);
          for (let step = 0; step < length; step += 1) {
            const x = Math.round(x0 + ((x1 - x0) * step) / length);
            const y = Math.round(y0 + ((y1 - y0) * step) / length);
            if (x < 20 || y < 20 || x > canvas.width - 20 || y > canvas.height - 20) continue;
            const at = (y * canvas.width + x) * 4;
            const distance = Math.hypot(...wanted.map((value, band) => value - pixels[at + band]));
            inked.push(distance < 40);
          }
        }
        return inked;
        """,
        {"layer": layer, "item": item},
    )


# A zoom at which no rings of stations interrupt a line.
BEFORE_STOPS = 10.9


@pytest.mark.parametrize(
    ("layer", "item", "low", "high"),
    [
        ("transport-rail", "rail-shenjiang", 0.9, 1.0),  # accelerate: solid; a thin line has pale pixels at its bends
        ("transport-rail", "rail-shenshan", 0.35, 0.7),  # start: short dash
        ("transport-rail", "rail-shenhe", 0.2, 0.6),  # study: dots
    ],
)
def test_the_stage_s_pattern_is_in_the_pixels(
    sharp_page: MapPage, layer: str, item: str, low: float, high: float
) -> None:
    inked = line_pixels(sharp_page.page, layer, item, BEFORE_STOPS)
    assert len(inked) > 200
    assert low <= sum(inked) / len(inked) <= high


def test_measures_agree_with_the_ellipsoid() -> None:
    ring = [[113.9, 22.5], [114.3, 22.52], [114.25, 22.75], [113.95, 22.7]]
    code = (
        'const made = await module("map/measure"); '
        "return [made.geodesicM(argument[0], argument[2]), made.geodesicAreaM2(argument)];"
    )
    length, area = node(code, ring)
    assert length == pytest.approx(GEOD.inv(*ring[0], *ring[2])[2], rel=1e-6)
    true_area = abs(GEOD.polygon_area_perimeter([p[0] for p in ring], [p[1] for p in ring])[0])
    assert area == pytest.approx(true_area, rel=1e-3)


def test_measuring_by_clicks_undo_and_escape(kept_page: MapPage) -> None:
    page = kept_page.page
    page.locator("[data-control=measure]").click()
    for x, y in ((600, 300), (800, 300), (800, 500)):
        page.mouse.click(x, y)
    box = page.locator(".measure")
    expect(box).to_contain_text("km²")
    box.get_by_role("button", name="撤销").click()
    expect(box).not_to_contain_text("km²")
    page.locator(".stage").focus()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page.locator(".card")).to_be_hidden()


def test_a_picture_has_the_map_and_its_furniture(sharp_page: MapPage, tmp_path: Path) -> None:
    page = sharp_page.page
    with page.expect_download() as download:
        page.locator("[data-control=picture]").click()
    path = tmp_path / "map.png"
    download.value.save_as(path)
    assert download.value.suggested_filename == "深圳规划一张图.png"
    width, height = int.from_bytes(path.read_bytes()[16:20]), int.from_bytes(path.read_bytes()[20:24])
    stage = page.locator(".stage").bounding_box()
    assert (width, height) == (stage["width"], stage["height"])
    assert path.stat().st_size > 60_000


def test_every_item_in_sight_can_be_reached_and_opened_by_keyboard(kept_page: MapPage) -> None:
    page = kept_page.page
    run(page, "store.set({ layers: new Set(['transport-hub']) })")
    page.wait_for_function("globalThis.planMaps.get('explore').items.node.children.length === 12")
    names = page.locator(".item-list button").all_inner_texts()
    assert len(names) == 12
    page.locator(".stage").focus()
    page.keyboard.press("Tab")
    assert page.locator(".tip").is_visible()
    name = page.locator(".tip b").inner_text()
    page.keyboard.press("Enter")
    assert page.locator(".card h2").inner_text() == name
    page.keyboard.press("Escape")
    assert page.locator(".card").is_hidden()


def test_several_items_under_one_click_are_offered_as_a_list(kept_page: MapPage) -> None:
    page = kept_page.page
    ids = run(page, "map.choose(['hub-xili', 'key-xili-new-town']); return store.state.candidates;")
    assert ids == ["hub-xili", "key-xili-new-town"]
    page.locator(".card .choices button").nth(1).click()
    assert page.locator(".card h2").inner_text() == "西丽高铁新城"
    page.get_by_role("button", name="返回列表").click()
    assert page.locator(".card .choices button").count() == 2


def test_towers_count_what_is_shown(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    run(page, "store.set({ layers: new Set(['transport-hub']) })")
    page.locator("[data-control=towers]").click()
    totals = run(page, "return Object.fromEntries([...renderer.towerTops].map(([id, top]) => [id, top.total]))")
    hubs = [item for item in plan.items if item.category == "交通枢纽"]
    assert totals["longgang"] == sum("longgang" in hub.districts for hub in hubs)
    assert not kept_page.watch.complaints


def test_what_a_filter_hides_is_neither_drawn_nor_picked(sharp_page: MapPage) -> None:
    page = sharp_page.page
    run(page, "store.set({ layers: new Set(['transport-hub']), legendOpen: false })")
    jump(page, *run(page, "return store.byId.get('hub-dayun').anchors[0]"), 13)
    look = """
      const { width, height } = renderer.size();
      renderer.deck.redraw("test");
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      context.drawImage(renderer.deck.getCanvas(), 0, 0);
      const pixels = [...context.getImageData(width / 2 - 12, height / 2 - 12, 24, 24).data].join();
      return { picked: renderer.pick(width / 2, height / 2), pixels, made: renderer.layers.length };
    """
    before = run(page, look)
    # Other hubs of the layer stay, and so does the layer.
    run(page, "store.set({ filters: { ...store.state.filters, text: '西丽枢纽' } })")
    hidden = run(page, look)
    run(page, "store.set({ filters: { ...store.state.filters, text: '' } })")
    assert "hub-dayun" in before["picked"]
    assert "hub-dayun" not in hidden["picked"]
    assert hidden["pixels"] != before["pixels"]
    assert run(page, look) == before
    assert hidden["made"] == before["made"]
    assert not sharp_page.watch.complaints


def test_a_change_is_drawn_in_the_same_task_and_names_and_panels_follow(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    drawn, named, shown = run(
        page,
        QUIET_AGAIN
        + """
        let frames = 0;
        let named = 0;
        const onFrame = renderer.onFrame;
        renderer.onFrame = () => { named += 1; onFrame(); };
        renderer.waiting.push(() => (frames += 1));
        store.set({ filters: { ...store.state.filters, theme: new Set(["ecology"]) } });
        const drawn = frames;
        for (let turn = 0; turn < 100 && !named; turn += 1) await new Promise((resolve) => setTimeout(resolve, 50));
        renderer.onFrame = onFrame;
        return [drawn, named, map.node.querySelector("[data-total=total]").textContent];
        """,
    )
    assert drawn == 1
    assert named >= 1
    assert str(sum(item.theme == "ecology" for item in plan.items)) in shown
