"""Two views beside each other: each half draws the layers of one's own that its view shows."""

from pathlib import Path
from urllib.parse import quote

from tests.browser.compare.test_over import painted
from tests.browser.opened import agrees, run
from tests.browser.own.bringing import Open
from tests.layers.own.workspace import two_layers

DRAWN = """const of = ({ layers }) => [...new Set(layers.flatMap(({ id }) => id.match(/^own:(.+):/)?.[1] ?? []))];
  return [of(renderer), of(map.comparison.pane.renderer)];"""


def test_each_half_draws_its_own(own_folder: Path, own_at: Open) -> None:
    sites, shapes = (layer.id for layer in two_layers(own_folder))
    own = [name.removeprefix("own-") for name in (sites, shapes)]
    link = f"/?own={own[0]}&at=114,22.55,11&vs={quote(f'own={own[1]}', safe='')}"
    opened = own_at(link)
    page = opened.page
    agrees(page, "return Boolean(map.comparison?.pane?.renderer?.shown);", True)
    agrees(page, DRAWN, [[sites], [shapes]])
    # Another style is drawn on the other half too, whose rows have a texture of their own.
    made = "return [...map.own.loaded.get(argument).rows.made.values()].map(({ stale }) => stale);"
    agrees(page, made.replace("argument", f"'{shapes}'"), [False])
    change = "await map.own.server.change(map.own.record(argument), { style: { color: '#00aa00' } });"
    run(page, change + "await map.own.refresh();", shapes)
    bytes_ = f"return [...map.own.loaded.get('{shapes}').rows.bytes.slice(0, 3)];"
    agrees(page, bytes_, [0, 0xAA, 0])
    agrees(page, made.replace("argument", f"'{shapes}'"), [False])
    # Who works on the other half has its layers, and the first half keeps its own.
    page.locator(".compare-name").nth(1).click()
    agrees(page, "return store.state.own;", [shapes])
    agrees(page, DRAWN, [[shapes], [sites]])
    # Both on both: one set of rows, a texture a canvas.
    page.check(f".own-row[data-own-layer={sites}] input[type=checkbox]")
    agrees(page, f"return map.own.loaded.get('{sites}').rows.made.size;", 2)
    assert opened.watch.complaints == []


def test_features_of_ones_own_are_named_on_the_other_half(own_folder: Path, own_at: Open) -> None:
    sites, _ = (layer.id for layer in two_layers(own_folder))
    link = f"/?at=114.0,22.56,12&vs={quote('own=' + sites.removeprefix('own-'), safe='')}&split=side"
    page = own_at(link).page
    agrees(page, "return Boolean(map.comparison?.pane?.renderer?.shown);", True)
    painted(page, "names", (113.965, 22.58), True)
    agrees(page, "return [map.own.names.written > 0, map.comparison.pane.own.names.written > 0];", [False, True])
    # The plan's names make way for them.
    agrees(page, "return map.comparison.pane.labels.mine.length > 0;", True)
