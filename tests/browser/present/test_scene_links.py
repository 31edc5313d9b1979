"""A link to a scene shows it, in whatever order a slow machine works: the test holds clock and answers."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.opened import fresh
from web.assets import modules_hash

LOADS = (Path(__file__).parent / "scene_loads.js").read_text(encoding="utf-8")
COUNT = max(120, int(os.environ.get("PLAN_MAP_FUZZ", "0")) // 10)


@pytest.mark.parametrize("way", ["link", "page"])
def test_a_link_to_a_scene_shows_the_scene_in_every_order(browser: Browser, app_url: str, way: str) -> None:
    context = fresh(browser, 1280, 720)
    page = context.new_page()
    page.goto(f"{app_url}/early.json")
    wrong = page.evaluate(LOADS, {"modules": modules_hash(), "seeds": list(range(COUNT)), "way": way})
    context.close()
    assert wrong == [], f"{len(wrong)} of {COUNT}"
