"""A link to a scene shows the scene, in whatever order a slow machine does what it has to do: the test holds clock and answers."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from layers.browser_parts import modules_hash

LOADS = (Path(__file__).parent / "scene_loads.js").read_text(encoding="utf-8")
COUNT = 500


@pytest.mark.parametrize("way", ["link", "page"])
def test_a_link_to_a_scene_shows_the_scene_in_every_order(browser: Browser, app_url: str, way: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(f"{app_url}/early.json")
    wrong = page.evaluate(LOADS, {"modules": modules_hash(), "seeds": list(range(COUNT)), "way": way})
    context.close()
    assert wrong == [], f"{len(wrong)} of {COUNT}"
