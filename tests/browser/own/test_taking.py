"""Between the proposal of a file and its layer on the map: no other requests than one, no frame without either."""

from pathlib import Path

import pytest

from benchmarks.brought.files import areas, points
from tests.browser.opened import agrees, jump, run
from tests.browser.own.bringing import PLACES, Open, bring, shown, sites

WATCHED = """
  const { own } = map;
  const { draw } = renderer;
  globalThis.seen = [];
  renderer.draw = () => {
    seen.push(own.preview ? "preview" : own.loaded.size ? "layer" : "nothing");
    return draw.call(renderer);
  };
"""


def test_what_is_taken_is_seen_all_the_time_and_comes_with_one_request(own_at: Open) -> None:
    page = own_at("/").page
    bring(page, {"name": "场地.csv", "mimeType": "text/csv", "buffer": sites()})
    page.check("[data-datum=gcj02]")
    run(page, WATCHED)
    asked: list[str] = []
    page.on("request", lambda request: "/own/" in request.url and asked.append(request.method))
    page.click("[data-own=accept]")
    page.wait_for_selector("[data-own-layer][data-loaded]")
    # It is kept with its style and listed by the first; the second brings what is drawn.
    assert asked == ["POST", "GET"]
    seen = run(page, "return globalThis.seen;")
    assert "nothing" not in seen and seen[-1] == "layer"
    assert run(page, "return map.own.preview;") is None
    assert shown(page, PLACES[3]) == 3


def test_a_flight_to_a_file_ends_where_it_goes_when_the_file_is_taken(own_at: Open) -> None:
    page = own_at("/").page
    bring(page, {"name": "场地.csv", "mimeType": "text/csv", "buffer": sites()})
    page.emulate_media(reduced_motion="no-preference")
    code = """
      renderer.fly({ ...renderer.target, longitude: 113.9, latitude: 22.6, zoom: 12 }, 60_000);
      const before = renderer.flight;
      map.node.querySelector("[data-own=accept]").click();
      const { longitude, latitude, zoom } = renderer.camera;
      return [before, renderer.flight, longitude, latitude, zoom];
    """
    assert run(page, code) == [True, False, 113.9, 22.6, 12]
    page.wait_for_selector("[data-own-layer][data-loaded]")


DRAWN = """
  const { deck } = renderer;
  deck.redraw("looked at");
  const edges = deck.layerManager.getLayers().find(({ id }) => id.endsWith(":edges"));
  const { models } = edges.state;
  return [edges.state.far, models.map(({ topology }) => topology), models[0].vertexCount > 0];
"""


def test_outlines_are_of_one_pixel_from_afar_and_as_wide_as_ever_from_near(own_at: Open, tmp_path: Path) -> None:
    areas(tmp_path / "areas.gpkg", 1000)
    opened = own_at("/")
    page = opened.page
    content = (tmp_path / "areas.gpkg").read_bytes()
    bring(page, {"name": "areas.gpkg", "mimeType": "application/octet-stream", "buffer": content})
    page.click("[data-own=accept]")
    page.wait_for_selector("[data-own-layer][data-loaded]")
    agrees(page, DRAWN, [True, ["line-list"], True])
    jump(page, 114.1, 22.6, 15)
    agrees(page, DRAWN, [False, ["triangle-list"], True])
    # As far off as the map goes each is a speck, and still there.
    run(page, "renderer.fly({ ...renderer.camera, zoom: renderer.rules.minZoom }, 0);")
    agrees(page, DRAWN, [True, ["triangle-list"], True])
    assert opened.watch.complaints == []


LINKED = """
  const { linkProgram } = WebGL2RenderingContext.prototype;
  globalThis.linked = 0;
  WebGL2RenderingContext.prototype.linkProgram = function (program) {
    globalThis.linked += 1;
    return linkProgram.call(this, program);
  };
"""


@pytest.mark.parametrize("kind", ["areas", "points"])
def test_what_draws_a_file_is_compiled_while_its_reasons_are_read(own_at: Open, tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("areas.gpkg" if kind == "areas" else "points.csv")
    (areas if kind == "areas" else points)(path, 20_000)
    opened = own_at("/")
    page = opened.page
    bring(page, {"name": path.name, "mimeType": "application/octet-stream", "buffer": path.read_bytes()})
    run(page, "renderer.deck.redraw('looked at');" + LINKED)
    page.click("[data-own=accept]")
    page.wait_for_selector("[data-own-layer][data-loaded]")
    layers = "renderer.deck.layerManager.getLayers().map(({ id }) => id).filter((id) => id.startsWith('own:'))"
    agrees(page, f"return {layers}.every((id) => /^own:own-/.test(id)) && {layers}.length > 0;", True)
    run(page, "renderer.deck.redraw('looked at');")
    assert run(page, "return globalThis.linked;") == 0
    assert opened.watch.complaints == []
