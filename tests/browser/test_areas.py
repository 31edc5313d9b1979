"""Areas are drawn of the triangles that Python has cut: where their corners are, and what is filled."""

from typing import Any

from playwright.sync_api import Page

from layers.browser_parts import modules_hash
from layers.triangles import triangles
from tests.browser.conftest import MapPage, run

AREAS = """async ([url, rows]) => {
  const { areasOf } = await import(url);
  return Object.fromEntries(Object.entries(areasOf(rows)).map(([name, values]) => [name, [...values]]));
}"""
SQUARE = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]
YARD = [[[114.0, 22.2], [114.3, 22.2], [114.3, 22.5], [114.0, 22.5], [114.0, 22.2]],
        [[114.1, 22.3], [114.1, 22.4], [114.2, 22.4], [114.2, 22.3], [114.1, 22.3]]]  # fmt: skip


def areas(page: Page, polygons: list[Any]) -> dict[str, Any]:
    rows = [{"polygon": rings, "triangles": triangles(rings)} for rings in polygons]
    made: dict[str, Any] = page.evaluate(AREAS, [f"/modules/{modules_hash()}/shape.js", rows])
    return made


def test_corners_are_numbered_through_all_rows(map_page: MapPage) -> None:
    made = areas(map_page.page, [SQUARE, YARD])
    assert made["starts"] == [0, 4, 12]
    assert made["positions"][:12] == [0, 0, 0, 2, 0, 0, 2, 2, 0, 0, 2, 0]
    assert sorted(set(made["indices"][:6])) == [0, 1, 2, 3]
    assert sorted(set(made["indices"][6:])) == list(range(4, 12))
    assert len(made["indices"]) == 3 * (2 + 8)


def test_an_area_is_filled_but_for_its_yard(map_page: MapPage) -> None:
    row = {"polygon": YARD, "triangles": triangles(YARD)}
    wall, yard, outside = run(
        map_page.page,
        """
        const area = new scene.D.AreaLayer({ id: 'yard', data: [argument], getFillColor: [255, 0, 0, 255], extensions: scene.extensions, parameters: { depthCompare: 'always' } });
        scene.deck.setProps({ layers: [area] });
        // deck.gl takes new layers with the next animation frame.
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
        scene.deck.redraw('test');
        const { gl } = scene.deck.device;
        const at = (place) => {
          const [x, y] = scene.viewport().project(place);
          const pixel = new Uint8Array(4);
          gl.readPixels(Math.round(x * devicePixelRatio), gl.drawingBufferHeight - Math.round(y * devicePixelRatio), 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
          return [...pixel];
        };
        return [[114.05, 22.35], [114.15, 22.35], [114.35, 22.35]].map(at);
        """,
        row,
    )
    assert wall == [255, 0, 0, 255]
    assert yard == outside == [0, 0, 0, 0]
