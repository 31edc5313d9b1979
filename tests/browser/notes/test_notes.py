"""Notes on the map: pinned at a place or on an item, answered in another window, resolved, deleted and taken back."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.opened import MapPage, agrees, fresh, run
from tests.serving import serve

HOSTILE = "<img src=x onerror='globalThis.evaluated = 1'> **看这里** {{7*7}}"
VIEW = "/?at=114.05000,22.54000,13.00&on=th"
PIN = """
  const pin = map.stage.querySelector('.note-pin').getBoundingClientRect();
  const box = map.stage.getBoundingClientRect();
  return [Math.round(pin.left + 14 - box.left), Math.round(pin.top + 32 - box.top)];
"""
PLACE = "return renderer.viewport().project(map.notes.list.notes[0].place).map(Math.round);"


@pytest.fixture(scope="module")
def notes_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(tmp_path_factory.mktemp("notes"))}) as url:
        yield url


def write(page: Page, words: str) -> None:
    page.fill(".notes-panel textarea", words)
    page.click("[data-focus='notes:save']")
    expect(page.locator(".notes-panel textarea")).to_have_count(0)


def test_a_note_is_pinned_where_somebody_points_and_stays_there(notes_url: str, browser: Browser) -> None:
    one, another = (fresh(browser, framework=False) for _ in range(2))
    page = MapPage(one, notes_url, VIEW).page
    page.click("[data-control=notes]")
    page.click("[data-focus='notes:add']")
    expect(page.locator(".notes-told")).to_be_visible()
    box = page.locator(".stage").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5)
    write(page, HOSTILE)
    expect(page.locator(".note .note-words span")).to_have_text(HOSTILE)
    assert page.evaluate("globalThis.evaluated") is None
    assert run(page, PIN) == run(page, PLACE)
    # With the map, wherever it goes.
    run(page, "store.set({}); renderer.fly({ zoom: 14 }, 0);")
    both = f"const [pin, place] = [(() => {{ {PIN} }})(), (() => {{ {PLACE} }})()];"
    agrees(page, f"{both} return pin.join() === place.join();", True)
    # Somebody else answers, and it is resolved.
    other = MapPage(another, notes_url, VIEW).page
    other.click("[data-control=notes]")
    other.click(".note .note-words")
    other.fill(".note input", "看过了")
    other.click(".note form button")
    expect(other.locator(".note-replies li span")).to_have_text("看过了")
    other.click(".note .link >> nth=0")
    expect(other.locator(".note")).to_have_count(0)
    other.click("[data-focus='notes:resolved']")
    expect(other.locator(".note-replies li span")).to_have_text("看过了")
    # The first window hears of it by itself.
    expect(page.locator(".note")).to_have_count(0, timeout=60_000)
    page.click("[data-focus='notes:all']")
    page.locator(".note .link").last.click()
    expect(page.locator(".note")).to_have_count(0)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".note")).to_have_count(1)
    for context in (one, another):
        context.close()


def test_a_note_on_an_item_stands_at_its_name_and_escape_leaves(notes_url: str, browser: Browser) -> None:
    context = fresh(browser, framework=False)
    page = MapPage(context, notes_url, VIEW).page
    run(page, "store.set({ selection: store.doc.items.find((item) => item.anchors).id });")
    page.click("[data-control=notes]")
    page.click("[data-focus='notes:onItem']")
    write(page, "这一项要核对")
    agrees(page, "return map.notes.list.notes.some(({ item }) => item === store.state.selection);", True)
    page.locator(".notes-panel").press("Escape")
    expect(page.locator(".notes-panel")).to_be_hidden()
    expect(page.locator(".note-pin")).to_have_count(0)
    context.close()
