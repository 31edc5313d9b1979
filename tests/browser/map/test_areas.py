"""Areas are drawn of the triangles that Python has cut: where their corners are, and what is filled."""

from typing import Any

import pytest

from layers.screen.triangles import triangles
from tests.browser.opened import MapPage, jump, run
from tests.node import node

AREAS = """
  const { shapesOf } = await module("gpu/corners");
  return Object.fromEntries(
    Object.entries(shapesOf(argument, (point) => point)).map(([name, values]) => [name, [...values]]));
"""
SQUARE = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]
YARD = [[[114.0, 22.2], [114.3, 22.2], [114.3, 22.5], [114.0, 22.5], [114.0, 22.2]],
        [[114.1, 22.3], [114.1, 22.4], [114.2, 22.4], [114.2, 22.3], [114.1, 22.3]]]  # fmt: skip


def areas(polygons: list[Any]) -> dict[str, Any]:
    made: dict[str, Any] = node(AREAS, [{"polygon": rings, "triangles": triangles(rings)} for rings in polygons])
    return made


def test_corners_are_numbered_through_all_rows() -> None:
    made = areas([SQUARE, YARD])
    assert made["starts"] == [0, 4, 12]
    assert made["positions"][:8] == [0, 0, 2, 0, 2, 2, 0, 2]
    assert sorted(set(made["indices"][:6])) == [0, 1, 2, 3]
    assert sorted(set(made["indices"][6:])) == list(range(4, 12))
    assert len(made["indices"]) == 3 * (2 + 8)


# The rows and columns of pixels that an area fills, looked for along two lines through it, in pixels of the page; and
# where deck.gl's viewport has its corners.
FILLED = """
  const area = new renderer.D.ShapeLayer({ id: 'yard', data: [argument], getColor: () => [255, 0, 0, 255],
    rows: renderer.rows, parameters: { depthCompare: 'always' } });
  renderer.deck.setProps({ layers: [area] });
  // deck.gl takes new layers with the next animation frame.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  renderer.deck.redraw('test');
  const { gl } = renderer.deck.device;
  const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const pixels = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  const share = (x, y) => pixels[((height - 1 - y) * width + x) * 4 + 3] / 255;
  const [[west, south], [east, north]] = argument.ends.map((end) => renderer.viewport().project(end));
  const [column, row] = renderer.viewport().project(argument.middle).map(Math.round);
  return {
    across: Array.from({ length: width }, (_, x) => share(x, row)).reduce((sum, one) => sum + one, 0),
    down: Array.from({ length: height }, (_, y) => share(column, y)).reduce((sum, one) => sum + one, 0),
    outside: [[west - 2, row], [east + 1, row], [column, north - 2], [column, south + 1]]
      .map(([x, y]) => share(Math.round(x), Math.round(y))),
    inside: [[west + 1, row], [east - 2, row], [column, north + 1], [column, south - 2]]
      .map(([x, y]) => share(Math.round(x), Math.round(y))),
    size: [east - west, south - north],
  };
"""


@pytest.mark.parametrize("zoom", [9.5, 10.6])
def test_an_area_is_filled_where_it_is_but_for_its_yard(kept_canvas: MapPage, zoom: float) -> None:
    jump(kept_canvas.page, 114.15, 22.35, zoom)
    row = {"polygon": YARD, "triangles": triangles(YARD), "ends": [YARD[0][0], YARD[0][2]], "middle": [114.15, 22.35]}
    filled = run(kept_canvas.page, FILLED, row)
    assert filled["inside"] == [1, 1, 1, 1]
    assert filled["outside"] == [0, 0, 0, 0]
    # The yard is a third of the way across, and as good as a third of it down.
    assert filled["across"] == pytest.approx(filled["size"][0] * 2 / 3, abs=1.5)
    assert filled["down"] == pytest.approx(filled["size"][1] * 2 / 3, abs=1.5)


def test_near_by_an_area_lies_within_half_a_pixel_of_its_place(kept_canvas: MapPage) -> None:
    """Places are counted from one of the layer's own, lest single precision be seen."""
    jump(kept_canvas.page, 114.0571, 22.5431, 17)
    house = [[[114.0561, 22.5421], [114.0581, 22.5421], [114.0581, 22.5441], [114.0561, 22.5441], [114.0561, 22.5421]]]
    row = {
        "polygon": house,
        "triangles": triangles(house),
        "ends": [house[0][0], house[0][2]],
        "middle": [114.0571, 22.5431],
    }
    filled = run(kept_canvas.page, FILLED, row)
    assert filled["inside"] == [1, 1, 1, 1]
    assert filled["outside"] == [0, 0, 0, 0]
    assert [filled["across"], filled["down"]] == pytest.approx(filled["size"], abs=1)
