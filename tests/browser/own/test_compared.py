"""Two views beside each other: each half draws the layers of one's own that its view shows."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.opened import MapPage, agrees, fresh, run
from tests.layers.own.workspace import two_layers
from tests.serving import serve

DRAWN = """const of = ({ layers }) => [...new Set(layers.flatMap(({ id }) => id.match(/^own:(.+):/)?.[1] ?? []))];
  return [of(renderer), of(map.comparison.pane.renderer)];"""


@pytest.fixture(scope="module")
def own_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    folder: Path = tmp_path_factory.mktemp("own")
    kept = two_layers(folder)
    with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(folder)}) as url:
        yield url, [layer.id for layer in kept]


def test_each_half_draws_its_own(own_app: tuple[str, list[str]], browser: Browser) -> None:
    url, (sites, shapes) = own_app
    own = [name.removeprefix("own-") for name in (sites, shapes)]
    context = fresh(browser)
    link = f"/?own={own[0]}&at=114,22.55,11&vs={quote(f'own={own[1]}', safe='')}"
    opened = MapPage(context, url, link)
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
    context.close()
