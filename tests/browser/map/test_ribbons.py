"""Lines are drawn as ribbons: where their corners are, and how wide they come out."""

from math import cos, pi, radians
from typing import Any

import pytest

from tests.browser.opened import MapPage, jump, run
from tests.node import node

RIBBONS = """
  const { shapesOf } = await module("gpu/corners");
  const made = shapesOf(argument.map((path) => ({ path })), (point) => point);
  return Object.fromEntries(Object.entries(made).map(([name, values]) => [name, [...values]]));
"""


def ribbons(paths: list[list[list[float]]]) -> dict[str, Any]:
    """Corners and triangles on a plane whose unit is the path's own."""
    made: dict[str, Any] = node(RIBBONS, paths)
    return made


def grouped(values: list[float], size: int) -> list[list[float]]:
    return [values[at : at + size] for at in range(0, len(values), size)]


def test_a_straight_line_has_two_corners_a_point_and_round_ends() -> None:
    made = ribbons([[[0, 0], [10, 0]]])
    assert grouped(made["positions"], 2) == [[x, 0] for x in (0, 0, 0, 0, 10, 10, 10, 10)]
    # Half a width to both sides; before and behind as far for the caps.
    assert grouped(made["offsets"], 2) == [[-1, 1], [-1, -1], [0, 1], [0, -1], [0, 1], [0, -1], [1, 1], [1, -1]]
    assert [cap for _, _, cap in grouped(made["places"], 3)] == [1, 1, 0, 0, 0, 0, 1, 1]
    assert [along for along, _, _ in grouped(made["places"], 3)] == [0, 0, 0, 0, 10, 10, 10, 10]
    assert len(made["indices"]) == 3 * 6
    assert max(made["indices"]) == 7


@pytest.mark.parametrize(("end", "corners"), [([20, 1], 2), ([10, 10], 8), ([0, 0.001], 12)])
def test_joints_are_round_where_a_line_turns_sharply(end: list[float], corners: int) -> None:
    made = ribbons([[[0, 0], [10, 0], end]])
    joint = [
        offset
        for position, offset in zip(grouped(made["positions"], 2), grouped(made["offsets"], 2), strict=True)
        if position[0] == 10
    ]
    assert len(joint) - (4 if end[0] == 10 else 0) == corners
    assert all(0.99 <= (x * x + y * y) ** 0.5 <= 1.5 for x, y in joint)


def test_a_ring_closes_without_caps() -> None:
    made = ribbons([[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]])
    assert all(cap == 0 for _, _, cap in grouped(made["places"], 3))
    assert made["places"][-3] == 40


def test_paths_without_length_draw_nothing_and_keep_their_place() -> None:
    made = ribbons([[], [[1, 1]], [[1, 1], [1, 1]], [[0, 0], [0, 0], [5, 0]]])
    assert made["starts"] == [0, 0, 0, 0, 8]
    assert all(-9 < value < 9 for name in ("positions", "offsets", "places") for value in made[name])


WIDTH = """
  const { width, units } = argument;
  const line = new renderer.D.ShapeLayer({ id: 'wide',
    data: [{ path: [[114.0, 22.3], [114.3, 22.3]], width: units === 'meters' ? -width : width }],
    getColor: () => [255, 0, 0, 255], rows: renderer.rows, parameters: { depthCompare: 'always' } });
  renderer.deck.setProps({ layers: [line] });
  // deck.gl takes new layers with the next animation frame.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  renderer.deck.redraw('test');
  const { gl } = renderer.deck.device;
  const [x, y] = renderer.viewport().project([114.15, 22.3]);
  const pixels = new Uint8Array(4 * 120);
  gl.readPixels(
    Math.round(x * devicePixelRatio), gl.drawingBufferHeight - Math.round(y * devicePixelRatio) - 60, 1, 120,
    gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  // What is wide in metres is pale where it is many pixels wide.
  const strongest = Math.max(...pixels.filter((_, at) => at % 4 === 3));
  return Array.from({ length: 120 }, (_, at) => pixels[at * 4 + 3] / strongest).reduce((sum, share) => sum + share, 0);
"""
EARTH_M = 2 * pi * 6_378_137
TILE_PX = 512


@pytest.mark.parametrize("width", [6, 15])
def test_a_line_is_as_wide_in_pixels_as_it_says(kept_canvas: MapPage, width: int) -> None:
    assert run(kept_canvas.page, WIDTH, {"width": width, "units": "pixels"}) == pytest.approx(width, abs=0.6)


@pytest.mark.parametrize(("zoom", "metres"), [(9.5, 8000), (10.5, 4000), (13, 700)])
def test_a_line_is_as_wide_in_metres_as_it_says(kept_canvas: MapPage, zoom: float, metres: int) -> None:
    jump(kept_canvas.page, 114.15, 22.3, zoom)
    pixels = metres / (EARTH_M * cos(radians(22.3)) / TILE_PX / 2**zoom)
    assert run(kept_canvas.page, WIDTH, {"width": metres, "units": "meters"}) == pytest.approx(pixels, abs=1.0)
