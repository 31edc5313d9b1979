"""Presenting in the hand: what a phone shows is readable, apart and large enough for fingers; a flick turns pages."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.opened import fresh

KIT = 'globalThis.planMaps.get("kit")'
UPRIGHT, LEVEL = (360, 640), (844, 390)
PARTS = (".p-words", ".p-legend", ".p-foot", ".p-tools")
FINGER_PX = 44
PHONE = {"has_touch": True, "is_mobile": True, "offline": True}
BOXES = """(parts) => parts.map((part) => {
  const { left, top, right, bottom } = document.querySelector(part).getBoundingClientRect();
  return [left, top, right, bottom];
})"""
SMALL = """(least) => [...document.querySelectorAll('.presenter button, .card button')]
  .filter((button) => button.checkVisibility())
  .map((button) => [button.textContent || button.ariaLabel, button.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < least)
  .map(([name]) => name)"""


@pytest.fixture(scope="module", params=[UPRIGHT, LEVEL], ids=["upright", "level"])
def phone(request: pytest.FixtureRequest, browser: Browser, kit: Path) -> Iterator[Page]:
    """The kit on a phone; each test begins at the first scene."""
    context = fresh(browser, *request.param, **PHONE)
    page = context.new_page()
    page.goto(kit.as_uri())
    page.wait_for_selector(".plan-map[data-state=ready]")
    yield page
    context.close()


@pytest.fixture
def first(phone: Page) -> Page:
    phone.keyboard.press("Home")
    expect(phone.locator(".plan-map")).to_have_attribute("data-scene", "1")
    return phone


def flick(page: Page, across: int, up: int = 0, steps: int = 3) -> None:
    """One finger, from the middle of the map, within 50 ms a step by its own clock: a busy machine hears it later."""
    session: CDPSession = page.context.new_cdp_session(page)
    size = page.viewport_size
    assert size
    x, y, now = size["width"] * 0.6, size["height"] * 0.3, time.time()

    def touch(kind: str, *points: dict[str, float]) -> None:
        nonlocal now
        now += 0.05
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points), "timestamp": now})

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, steps + 1):
        touch("touchMove", {"x": x + across * step / steps, "y": y + up * step / steps})
    touch("touchEnd")


def test_parts_are_in_the_window_and_apart(first: Page) -> None:
    size = first.viewport_size
    assert size
    boxes = first.evaluate(BOXES, list(PARTS))
    for name, (left, top, right, bottom) in zip(PARTS, boxes, strict=True):
        assert left >= 0 and top >= 0 and right <= size["width"] and bottom <= size["height"], name
    for one, (left, top, right, bottom) in zip(PARTS, boxes, strict=True):
        for other, (west, north, east, south) in zip(PARTS, boxes, strict=True):
            assert one == other or right <= west or east <= left or bottom <= north or south <= top, (one, other)


def test_words_are_readable_and_buttons_are_for_fingers(first: Page) -> None:
    size = "(node) => parseFloat(getComputedStyle(node).fontSize)"
    assert first.locator(".p-narrative").evaluate(size) >= 13
    assert first.locator(".p-progress").evaluate(size) >= 12
    first.locator(".p-toggle").click()
    expect(first.locator(".p-layer").first).to_be_visible()
    assert first.evaluate(SMALL, FINGER_PX) == []
    first.locator(".p-toggle").click()
    expect(first.locator(".p-layer")).to_have_count(0)


def test_a_flick_turns_the_page(first: Page) -> None:
    shown = first.locator(".plan-map")
    flick(first, -140)
    expect(shown).to_have_attribute("data-scene", "2")
    expect(shown).not_to_have_attribute("data-paused", "true")
    flick(first, -140)
    expect(shown).to_have_attribute("data-scene", "3")
    flick(first, 140)
    expect(shown).to_have_attribute("data-scene", "2")


def test_a_finger_that_goes_down_turns_none(first: Page) -> None:
    flick(first, -60, 90)
    expect(first.locator(".p-back")).to_be_visible()
    expect(first.locator(".plan-map")).to_have_attribute("data-scene", "1")


def test_the_card_is_a_sheet_that_closes(first: Page) -> None:
    first.evaluate(f"() => {{ const {{ store }} = {KIT}; store.set({{ selection: 'hub-dayun', candidates: [] }}); }}")
    card = first.locator(".card")
    expect(card).to_contain_text("大运综合交通枢纽")
    box, size = card.bounding_box(), first.viewport_size
    assert box and size
    assert box["width"] == size["width"] or box["width"] <= size["width"] / 2
    assert first.evaluate(SMALL, FINGER_PX) == []
    card.get_by_role("button", name="关闭").click()
    expect(card).to_be_hidden()
