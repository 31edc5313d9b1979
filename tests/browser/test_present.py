"""Presenting in a real browser: a briefing by keys alone, detours and the way back, and the speaker's window."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import MapPage, jump, run, serve

BRIEFING = "transport"
HUB = "hub-xili"
ROOM = {"width": 1920, "height": 1080}
STILL_DEG = 1e-9

VIEW = """return {
  camera: [scene.camera.longitude, scene.camera.latitude, scene.camera.zoom, scene.camera.pitch, scene.camera.bearing],
  layers: [...store.state.layers].sort(), opacity: store.state.opacity, text: store.state.filters.text,
  filters: Object.values(store.state.filters).filter((entry) => entry instanceof Set).map((entry) => [...entry].sort()),
  selection: store.state.selection, unit: store.state.unit, scene: store.state.scene };"""


class Room:
    """A briefing on the screen of a meeting room."""

    def __init__(self, context: BrowserContext, url: str, path: str) -> None:
        self.map = MapPage(context, url, path)
        self.page: Page = self.map.page
        self.page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.scene")
        self.arrived()

    def mark(self, name: str) -> str | None:
        value: str | None = run(self.page, "return map.node.dataset[argument] ?? null", name)
        return value

    @property
    def scene(self) -> int:
        return int(self.mark("scene") or 0)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def arrived(self) -> None:
        """Wait until the camera stands where it flies to."""
        condition = "() => { const { scene } = globalThis.planMaps.get('explore'); return ['longitude', 'latitude', 'zoom'].every((key) => Math.abs(scene.camera[key] - scene.target[key]) < 1e-9); }"
        self.page.wait_for_function(condition)

    def view(self) -> dict[str, Any]:
        self.arrived()
        found: dict[str, Any] = run(self.page, VIEW)
        return found

    def place_of(self, item: str) -> tuple[float, float]:
        code = (
            "const [x, y] = scene.viewport().project(store.byId.get(argument).anchors[0]);"
            "const box = map.stage.getBoundingClientRect(); return [box.left + x, box.top + y];"
        )
        x, y = run(self.page, code, item)
        return x, y


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=ROOM)
    yield made
    made.close()


@pytest.fixture
def room(context: BrowserContext, app_url: str) -> Room:
    return Room(context, app_url, f"/?brief={BRIEFING}")


def same(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert after["camera"] == pytest.approx(before["camera"], abs=STILL_DEG)
    assert {**after, "camera": None} == {**before, "camera": None}


def test_a_briefing_is_presented_by_keys_alone_with_a_detour_and_the_way_back(room: Room) -> None:
    page = room.page
    count = int(room.mark("scenes") or 0)
    assert page.locator(".top").is_hidden()
    assert page.locator(".panel").is_hidden()
    titles = []
    for number in range(1, count + 1):
        assert room.scene == number
        assert page.locator(".p-progress b").inner_text() == f"{number}/{count}"
        titles.append(page.locator(".presenter h1").inner_text())
        room.press("ArrowRight")
    assert len(set(titles)) == count
    assert room.scene == count
    assert "Esc" in page.locator(".p-note").inner_text()
    room.press("6", "Enter")
    before = room.view()
    assert before["scene"] == 6
    assert room.mark("paused") is None
    page.mouse.move(1300, 500)
    page.mouse.down()
    page.mouse.move(1100, 620, steps=4)
    page.mouse.up()
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(600)
    page.locator(".p-layer").first.click()
    assert room.mark("paused") == "true"
    assert page.locator(".p-back").is_visible()
    assert room.view() != before
    room.press("Backspace")
    same(before, room.view())
    assert room.mark("paused") is None
    assert not room.map.watch.complaints
    assert not room.map.watch.foreign


def test_back_at_once_after_forward_shows_the_scene_again(room: Room) -> None:
    before = room.view()
    run(room.page, "map.presenter.next(); map.presenter.previous()")
    room.page.wait_for_timeout(2500)
    same(before, room.view())
    room.press("PageDown", "PageUp")
    room.page.wait_for_timeout(2500)
    same(before, room.view())


def test_a_click_on_an_item_opens_its_card_and_one_control_returns(room: Room) -> None:
    page = room.page
    room.press("6", "Enter")
    before = room.view()
    page.mouse.click(*room.place_of(HUB))
    page.locator(".card h2").wait_for()
    assert room.mark("paused") == "true"
    jump(page, 114.3, 22.6, 12.5)
    page.locator(".p-back").click()
    same(before, room.view())
    assert page.locator(".card").is_hidden()


def test_a_click_elsewhere_goes_on(room: Room) -> None:
    room.page.mouse.click(1500, 930)
    assert room.scene == 2


def test_clickers_and_the_other_keys_move_through_the_scenes(room: Room) -> None:
    last = int(room.mark("scenes") or 0)
    for key, scene in (("PageDown", 2), (" ", 3), ("PageUp", 2), ("ArrowLeft", 1), ("End", last), ("Home", 1)):
        room.press(key)
        assert room.scene == scene
    room.press("4", "Enter")
    assert room.scene == 4
    room.press("9", "9", "Enter")
    assert room.scene == last


def test_previous_first_returns_from_a_detour(room: Room) -> None:
    room.press("PageDown")
    before = room.view()
    jump(room.page, 114.3, 22.6, 12.5)
    assert room.mark("paused") == "true"
    room.press("PageUp")
    same(before, room.view())


def test_escape_steps_back_before_it_leaves_to_the_same_view(room: Room) -> None:
    page = room.page
    room.press("6", "Enter")
    shown = room.view()
    room.press("?")
    assert page.locator(".p-keys kbd").first.is_visible()
    room.press("Escape", "o")
    assert room.mark("cover") == "overview"
    room.press("Escape", "l")
    assert room.mark("spotlight") == "true"
    room.press("Escape")
    page.mouse.click(*room.place_of(HUB))
    page.locator(".card h2").wait_for()
    room.press("Escape")
    assert page.locator(".card").is_hidden()
    assert room.scene == 6
    room.press("Escape")
    page.locator(".top").wait_for()
    assert room.mark("scene") is None
    left = room.view()
    assert left["layers"] == shown["layers"]
    assert left["camera"] == pytest.approx(shown["camera"], abs=STILL_DEG)
    page.wait_for_url(lambda url: "brief=" not in url)


def test_the_black_screen_hides_all_and_the_next_key_only_lifts_it(room: Room) -> None:
    for key in ("b", "."):
        room.press(key)
        assert room.page.locator(".p-black").is_visible()
        room.press("PageDown")
        assert room.page.locator(".p-black").is_hidden()
        assert room.scene == 1


def test_the_overview_shows_a_picture_of_every_scene_and_goes_there(room: Room) -> None:
    page = room.page
    room.press("o")
    page.wait_for_timeout(800)
    pictures = page.locator(".p-overview canvas")
    assert pictures.count() == int(room.mark("scenes") or 0)
    colors = "(canvas) => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); const seen = new Set(); for (let i = 0; i < data.length; i += 404) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`); return seen.size; }"
    assert all(pictures.nth(index).evaluate(colors) > 5 for index in range(pictures.count()))
    room.press("ArrowRight", "ArrowRight", "Enter")
    assert room.scene == 3
    assert room.mark("cover") is None


def test_nothing_is_set_smaller_than_24_px_and_the_words_take_no_more_than_their_share(room: Room) -> None:
    page = room.page
    room.press("6", "Enter")
    room.arrived()
    code = """
      const small = [];
      for (const node of map.node.querySelectorAll('.presenter *')) {
        const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
        if (own && node.getClientRects().length && parseFloat(getComputedStyle(node).fontSize) < 23.99) small.push(node.className || node.tagName);
      }
      return small;"""
    assert run(page, code) == []
    assert run(page, "return parseFloat(getComputedStyle(map.node.querySelector('.presenter h1')).fontSize)") == pytest.approx(40)
    for _ in range(2):
        box = page.locator(".p-words").bounding_box()
        assert box is not None
        assert box["width"] <= ROOM["width"] * 0.28
        room.press("m")


def test_the_type_keeps_its_share_of_a_smaller_projector(room: Room) -> None:
    room.page.set_viewport_size({"width": 1280, "height": 720})
    size = "() => parseFloat(getComputedStyle(globalThis.planMaps.get('explore').node.querySelector('.presenter h1')).fontSize)"
    room.page.wait_for_function(f"({size})() < 27")
    assert room.page.evaluate(size) == pytest.approx(40 * 2 / 3, abs=0.01)
    assert room.mark("paused") is None


def test_the_address_names_the_scene_and_opens_at_it(context: BrowserContext, app_url: str, room: Room) -> None:
    room.press("3", "Enter")
    room.page.wait_for_url(f"**/?brief={BRIEFING}&scene=3")
    again = Room(context, app_url, f"/?brief={BRIEFING}&scene=3")
    same(room.view(), again.view())


def test_a_link_to_a_detour_opens_paused_and_returns_to_its_scene(context: BrowserContext, app_url: str, room: Room) -> None:
    room.press("3", "Enter")
    scene = room.view()
    jump(room.page, 114.3, 22.6, 12.5)
    room.page.wait_for_url("**at=114.3**")
    address = room.page.url.removeprefix(app_url)
    again = Room(context, app_url, address)
    assert again.mark("paused") == "true"
    assert again.view()["camera"][2] == pytest.approx(12.5)
    again.press("Backspace")
    same(scene, again.view())


def test_an_unknown_briefing_opens_the_explorer_with_a_word(context: BrowserContext, app_url: str) -> None:
    opened = MapPage(context, app_url, "/?brief=no-such")
    opened.page.locator(".notices .warning", has_text="brief=no-such").wait_for()
    assert opened.page.locator(".top").is_visible()


def test_the_speakers_window_and_the_screen_follow_each_other(context: BrowserContext, room: Room) -> None:
    with context.expect_page() as opened:
        room.press("s")
    speaker = opened.value
    shown = "document.querySelector('main').dataset.scene"
    assert speaker.evaluate(shown) == "1"
    assert speaker.locator(".s-notes").inner_text().strip()
    room.page.bring_to_front()
    room.press("PageDown")
    assert speaker.evaluate(shown) == "2"
    ahead = speaker.locator(".s-ahead h2").inner_text()
    speaker.locator("[data-tool=next]").click()
    assert room.scene == 3
    assert speaker.locator("h1").inner_text() == ahead
    speaker.keyboard.press("PageUp")
    assert room.scene == 2
    room.page.bring_to_front()
    room.press("Escape")
    assert room.mark("scene") is None
    assert speaker.locator(".s-status").inner_text()
    speaker.close()
    room.page.locator("[data-tool=present]").click()
    room.page.locator(f"[data-briefing={BRIEFING}]").click()
    room.page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.scene === '1'")
    room.press("PageDown")
    assert room.scene == 2
    assert not room.map.watch.complaints


def test_the_speakers_window_outlives_the_screen_and_says_so(context: BrowserContext, room: Room) -> None:
    with context.expect_page() as opened:
        room.press("s")
    room.page.close()
    assert "S" in opened.value.locator(".s-status").inner_text()


def test_a_blocked_speakers_window_is_said_in_words(room: Room) -> None:
    room.page.evaluate("window.open = () => null")
    room.press("s")
    assert "S" in room.page.locator(".p-note").inner_text()


def test_a_view_is_kept_as_a_scene_and_presented(browser: Browser, tmp_path: Path) -> None:
    with serve({**os.environ, "PLAN_MAP_BRIEFINGS": str(tmp_path)}) as url:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        opened = MapPage(context, url)
        page = opened.page
        jump(page, 114.06, 22.55, 12)
        page.locator("[data-tool=present]").click()
        page.locator("[data-tool=save-scene]").click()
        page.locator(".save-scene [name=title]").fill("<b>会展中心</b>")
        page.locator(".save-scene [name=name]").fill("周一例会")
        page.locator(".save-scene [type=submit]").click()
        page.get_by_text("已存入简报").wait_for()
        page.locator("[data-tool=present]").click()
        page.locator(".present-menu [data-briefing]", has_text="周一例会").click()
        page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.scene === '1'")
        assert page.locator(".presenter h1").inner_text() == "<b>会展中心</b>"
        assert page.locator(".presenter h1 b").count() == 0
        context.close()
    assert len(list(tmp_path.glob("*.json"))) == 1
