"""The pen in hand, for tests that draw."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.opened import MapPage, jump, run

Keep = Callable[..., MapPage]


HERE = (114.05, 22.55, 12.0)


FEATURES = "map.draw.drawings.current.features"


BAR = ".draw-bar:not([hidden])"


PUT = """const { drawings } = map.draw;
  drawings.turn(drawings.fresh('put'));
  drawings.edit(argument.map((after) => ({ before: null, after })));"""


def drawn(identifier: str, kind: str, path: list[list[float]], text: str = "") -> dict[str, Any]:
    return {
        "id": identifier, "kind": kind, "color": "magenta", "text": text, "number": 0, "measured": False, "path": path,
    }  # fmt: skip


def features(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(page, f"return {FEATURES}")
    return found


ZOOMS_BY_CLICKS = "return Object.values(renderer.deck.viewManager.controllers)[0].doubleClickZoom"
"""whether two quick clicks bring the map nearer, as deck.gl's controller has it"""


def take_pen(made: MapPage, *, touch: bool = False) -> Page:
    """The pen in hand over a quiet part of the map, nothing drawn, and no menu left open by the test before."""
    page = made.page
    jump(page, *HERE)
    button = page.locator("[data-control=draw]")
    if touch:
        button.tap()
    else:
        button.click()
    page.locator(BAR).wait_for()
    fresh = "map.draw.drawings.turn(map.draw.drawings.fresh('test')); map.draw.drawings.done = [];"
    run(page, fresh + "map.draw.bar.closed();")
    return page


def spot(page: Page, x: float, y: float) -> tuple[float, float]:
    """A pixel of the map as one of the page."""
    box = page.locator(".stage").bounding_box()
    assert box
    return box["x"] + x, box["y"] + y


def click(page: Page, x: float, y: float) -> None:
    page.mouse.click(*spot(page, x, y))


def pixel(page: Page, place: list[float]) -> tuple[float, float]:
    x, y = run(page, "return renderer.viewport().project(argument)", place)
    return x, y
