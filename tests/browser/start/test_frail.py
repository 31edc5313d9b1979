"""The map on bad data, without its basemap, and with an online basemap that fails."""

import json
import math
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geo.model import Plan
from tests.browser.opened import MapPage, arrived, fresh, run
from tests.serving import serve


@pytest.fixture
def hostile_url(data_copy: Path) -> Iterator[str]:
    """The app on data with everything that may go wrong in it."""
    path = data_copy / "plan" / "transport.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    first, second, third, fourth = content["features"][:4]
    first["properties"]["name"] = "<img src=x onerror=document.title='owned'>"
    second["properties"]["name"] = "长" * 10_000
    third["geometry"] = None
    fourth["geometry"] = {"type": "Point", "coordinates": [math.nan, 22.5]}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (data_copy / "plan" / "ecology.geojson").write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    (data_copy / "basemap" / "neighbours.geojson").unlink()
    with serve({**os.environ, "PLAN_MAP_DATA": str(data_copy)}) as url:
        yield url


def test_bad_data_are_named_on_the_map_and_the_rest_is_shown(browser: Browser, hostile_url: str, plan: Plan) -> None:
    context = fresh(browser, framework=False)
    opened = MapPage(context, hostile_url)
    page = opened.page
    ecology = sum(item.theme == "ecology" for item in plan.items)
    assert opened.total("total") == len(plan.items) - ecology
    page.locator(".problems summary").click()
    problems = page.locator(".problems").inner_text()
    assert "data/basemap/neighbours.geojson" in problems
    assert "NaN" in problems
    run(page, "map.select(store.doc.items.find((item) => item.name.startsWith('<img')).id)")
    expect(page.locator(".card h2")).to_have_text(re.compile("^<img src=x"))
    run(page, "map.select(store.doc.items.find((item) => item.name.startsWith('长长')).id)")
    expect(page.locator(".card h2")).to_have_text(re.compile("^长长"))
    arrived(page)
    assert page.title() == "深圳规划一张图"
    assert opened.watch.complaints == []
    assert opened.watch.foreign == []
    context.close()


def test_an_online_basemap_that_fails_leaves_the_local_one_and_says_so(browser: Browser) -> None:
    address = "http://tiles.invalid/{z}/{x}/{y}.png?tk={key}"
    with serve({**os.environ, "PLAN_MAP_TILES": address, "PLAN_MAP_TILES_KEY": "secret"}) as url:
        context = fresh(browser, framework=False)
        context.route("http://tiles.invalid/**", lambda route: route.fulfill(status=403))
        page = MapPage(context, url).page
        page.get_by_text("未能载入，现用简图。对方拒绝（403）").wait_for()
        land = "renderer.basemap.parts.findIndex(({ kind }) => kind === 'land')"
        assert run(page, f"return renderer.basemap.strengths()[{land}]") == 255
        context.close()


def test_without_districts_and_basemap_the_plan_is_still_shown(browser: Browser, data_copy: Path) -> None:
    (data_copy / "districts.geojson").unlink()
    for path in (data_copy / "basemap").iterdir():
        path.unlink()
    with serve({**os.environ, "PLAN_MAP_DATA": str(data_copy)}) as url:
        context = fresh(browser, framework=False)
        opened = MapPage(context, url)
        assert opened.total("shown") > 100
        opened.page.locator(".problems summary").click()
        assert "data/districts.geojson" in opened.page.locator(".problems").inner_text()
        assert opened.watch.complaints == []
        context.close()
