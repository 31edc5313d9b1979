"""Tiles lie where they belong, in the appearance that the page has."""

import re
from collections.abc import Callable

import pytest

from geo.tiles.folder import package_id
from layers.tile_rules import tile_rules
from tests.browser.opened import MAP, MapPage, jump, run
from tests.browser.tiles.conftest import PLACE
from tests.tilepackages import MARK, PAPER

View = Callable[[str], MapPage]
SHOWN = """() => {
  const [map] = globalThis.planMaps.values();
  const layers = map.renderer.deck.layerManager?.getLayers() ?? [];
  const tiles = layers.filter(({ id }) => /^basemap:tiles:[^:]+:\\d+$/.test(id));
  return map.store.state.tiles?.ready && tiles.length && tiles.every(({ isLoaded }) => isLoaded);
}"""
# The middle of all pixels of a colour about a place, off the place itself, and how many there are.
FOUND = """
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  const side = 120;
  const [x, y] = renderer.viewport().project(argument.place);
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  renderer.deck.redraw('test');
  context.drawImage(renderer.deck.getCanvas(), x - side / 2, y - side / 2, side, side, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  let [count, left, top] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (argument.color.some((value, part) => Math.abs(value - data[at + part]) > 90)) continue;
    count += 1;
    left += (at / 4) % side + 0.5;
    top += Math.floor(at / 4 / side) + 0.5;
  }
  return { count, off: Math.hypot(left / count - side / 2, top / count - side / 2) };
"""

EXACT = FOUND.replace("> 90", "> 2")


def at(zoom: float, place: tuple[float, float] = PLACE) -> str:
    return f"at={place[0]:.5f},{place[1]:.5f},{zoom:.2f}"


@pytest.mark.parametrize("file", ["plain.mbtiles", "amap.gcj02.mbtiles", "amap.gcj02.pmtiles"])
def test_a_mark_of_a_package_lies_at_its_place_at_every_zoom(tiles_view: View, file: str) -> None:
    page = tiles_view(f"/?base={package_id(file)}&on=-&{at(10)}").page
    for zoom in (10.0, 10.4, 13.0, 15.6, 16.3, 18.0):
        jump(page, *PLACE, zoom)
        page.wait_for_function(SHOWN)
        found = run(page, FOUND, {"place": PLACE, "color": MARK})
        assert found["count"] > 9, zoom
        assert found["off"] < 1, (zoom, found)


def test_vector_tiles_have_the_colours_of_the_catalogue(tiles_view: View) -> None:
    water = next(rule for rule in tile_rules() if rule.id == "water")
    place = (114.08203125 - 0.05, 22.6)
    page = tiles_view(f"/?base={package_id('protomaps.pmtiles')}&ground=light&on=-&{at(13, place)}").page
    for schema in ("protomaps", "openmaptiles"):
        run(page, "store.set({ base: argument });", package_id(f"{schema}.pmtiles"))
        for appearance, color in (("light", water.color), ("dark", water.color_dark)):
            run(page, "store.set({ appearance: argument, appearanceChosen: true });", appearance)
            argument = {"place": place, "color": [int(color[start : start + 2], 16) for start in (1, 3, 5)]}
            # Of another appearance there is the old picture until the new one is drawn.
            page.wait_for_function(
                f"async (argument) => {{ {MAP} {EXACT} }}".replace("return {", "return count > 100 * 100 && {"),
                arg=argument,
            )


def test_the_city_makes_room_for_pictures_and_its_names_stay_on_vector_tiles(
    tiles_view: View,
) -> None:
    page = tiles_view(f"/?base={package_id('plain.mbtiles')}&{at(13)}").page
    page.wait_for_function(SHOWN)
    page.wait_for_function("() => [...globalThis.planMaps.values()][0].city")
    shown = "map.labels.draw(); return [renderer.city.on, map.labels.city.on, map.labels.city.shown.length > 0];"
    assert run(page, shown) == [False, False, False]
    run(page, "store.set({ base: argument });", package_id("protomaps.pmtiles"))
    page.wait_for_function(SHOWN)
    assert run(page, shown) == [False, True, True]
    run(page, "store.set({ base: 'city' });")
    assert run(page, shown) == [True, True, True]


def test_tiles_are_faded_onto_ours(tiles_view: View) -> None:
    page = tiles_view(f"/?base={package_id('plain.mbtiles')}&on=-&{at(16)}").page
    page.wait_for_function(SHOWN)
    beside = (PLACE[0] + 0.001, PLACE[1])
    assert run(page, EXACT, {"place": beside, "color": PAPER})["count"] > 9000
    page.locator("[data-control=base]").click()
    page.locator("[data-basemap=opacity]").fill("50")
    page.wait_for_function(SHOWN)
    assert run(page, EXACT, {"place": beside, "color": PAPER})["count"] == 0
    page.locator("[data-basemap=opacity]").fill("100")
    page.keyboard.press("Escape")


def test_the_attribution_is_there_on_the_map_and_in_its_picture(tiles_view: View) -> None:
    page = tiles_view(f"/?base={package_id('plain.mbtiles')}&{at(13)}").page
    page.wait_for_function(SHOWN)
    assert re.search("甲方测绘$", page.locator(".strip .source").inner_text())
    run(page, "store.set({ base: 'city' });")
    assert "甲方测绘" not in page.locator(".strip .source").inner_text()
