"""All of the map's layers are drawn as two: the shaders know what is shown, how strongly, and can be picked."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.opened import MapPage, jump, run
from tests.node import node
from web.assets import modules_hash

MERGE = """
  const { merge } = await module("gpu/merge");
  const { parts, shapes, symbols } = merge(argument);
  return { parts, shapes: [shapes.rows, [...shapes.owners]], symbols: [symbols.rows, [...symbols.owners]] };
"""
RING = [[0, 0], [1, 0], [1, 1], [0, 0]]
DESCRIBED: list[dict[str, Any]] = [
    {
        "@@type": "AreaLayer",
        "id": "one:hatch",
        "hatched": True,
        "pickable": True,
        "getFillColor": [1, 2, 3, 4],
        "data": [{"polygon": [RING]}],
    },
    {"@@type": "IconLayer", "id": "one:point", "pickable": True, "getSize": 24, "data": [{"position": [0, 0]}]},
    {"@@type": "PathLayer", "id": "two:core", "getColor": [5, 6, 7, 8], "data": [{"path": RING}, {"path": RING[:2]}]},
]
# Red, green, blue, alpha in the middle of the map.
MIDDLE = """
  renderer.deck.redraw('test');
  const { gl } = renderer.deck.device;
  const pixel = new Uint8Array(4);
  gl.readPixels(gl.drawingBufferWidth / 2, gl.drawingBufferHeight / 2, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  return [...pixel];
"""
PICTURE = """
  const { pictureBlob } = await import(argument);
  const image = await createImageBitmap(await pictureBlob(map));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(image.width / 2, image.height / 2, 1, 1).data];
"""
IN_THE_SEA = [113.75, 22.2, 11.0]


def middle(page: Page) -> list[int]:
    pixel: list[int] = run(page, MIDDLE)
    return pixel


def test_rows_keep_their_order_and_know_their_layer() -> None:
    made = node(MERGE, DESCRIBED)
    assert [(part["catalogueId"], part["kind"], part["traits"]) for part in made["parts"]] == [
        ("one", "hatch", 1),
        ("one", "point", 0),
        ("two", "core", 2),
    ]
    assert [part.get("color") for part in made["parts"]] == [[1, 2, 3, 4], None, [5, 6, 7, 8]]
    assert made["shapes"] == [[{"polygon": [RING]}, {"path": RING}, {"path": RING[:2]}], [0, 2, 2]]
    assert made["symbols"] == [[{"position": [0, 0]}], [1]]


def test_a_layer_fades_and_goes_without_any_other_layer_changing(sharp_page: MapPage) -> None:
    page = sharp_page.page
    run(page, "store.set({ layers: new Set(['key-area']), legendOpen: false })")
    area = run(
        page,
        "return store.doc.items.find("
        "({ layer, located, precision }) => layer === 'key-area' && precision === 'extent').anchors[0]",
    )
    jump(page, *area, 14)
    layers = run(page, "return renderer.layers.map(({ id }) => id)")
    full = middle(page)
    seen = {}
    for opacity in (0.5, 0):
        run(page, "store.set({ opacity: { 'key-area': argument } })", opacity)
        seen[opacity] = middle(page)
    run(page, "store.set({ opacity: {}, layers: new Set() })")
    off = middle(page)
    assert seen[0] == off
    bare, half, whole = (sum(pixel[:3]) for pixel in (off, seen[0.5], full))
    # deck.gl's curve: half is 0.73 of the paint.
    assert (bare - half) / (bare - whole) == pytest.approx(0.5 ** (1 / 2.2), abs=0.08)
    assert run(page, "return renderer.layers.map(({ id }) => id)") == layers


def test_the_sea_is_the_page_behind_the_map_and_in_a_picture_of_it(sharp_page: MapPage) -> None:
    page = sharp_page.page
    jump(page, *IN_THE_SEA)
    assert middle(page) == [0, 0, 0, 0]
    sea = run(page, "return store.colors().sea")
    wanted = [int(sea[at : at + 2], 16) for at in (1, 3, 5)]
    assert run(page, PICTURE, f"/modules/{modules_hash()}/map/picture.js")[:3] == wanted
    assert run(page, "return getComputedStyle(map.node).backgroundColor") == f"rgb({', '.join(map(str, wanted))})"
