"""Presenting beside others: links to a scene, the speaker's window, and a view that is kept as a scene."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.opened import MapPage, fresh, jump
from tests.browser.present.room import BRIEFING, Room, same
from tests.serving import serve


def test_the_address_names_the_scene_and_opens_at_it(context: BrowserContext, app_url: str, room: Room) -> None:
    room.press("3", "Enter")
    room.page.wait_for_url(f"**/?brief={BRIEFING}&scene=3")
    again = Room(MapPage(context, app_url, f"/?brief={BRIEFING}&scene=3"))
    same(room.view(), again.view())


def test_a_link_to_a_detour_opens_paused_and_returns_to_its_scene(
    context: BrowserContext, app_url: str, room: Room
) -> None:
    room.press("3", "Enter")
    scene = room.view()
    jump(room.page, 114.3, 22.6, 12.5)
    room.page.wait_for_url("**at=114.3**")
    address = room.page.url.removeprefix(app_url)
    again = Room(MapPage(context, app_url, address))
    assert again.mark("paused") == "true"
    assert again.view()["camera"][2] == pytest.approx(12.5)
    again.press("Backspace")
    same(scene, again.view())


def test_an_unknown_briefing_opens_the_explorer_with_a_word(context: BrowserContext, app_url: str) -> None:
    opened = MapPage(context, app_url, "/?brief=no-such")
    opened.page.locator(".notices .warning", has_text="brief=no-such").wait_for()
    assert opened.page.locator(".top").is_visible()


def test_the_speakers_window_and_the_screen_follow_each_other(room: Room) -> None:
    with room.page.context.expect_page() as opened:
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


def test_the_speakers_window_outlives_the_screen_and_says_so(context: BrowserContext, app_url: str) -> None:
    room = Room(MapPage(context, app_url, f"/?brief={BRIEFING}"))
    with context.expect_page() as opened:
        room.press("s")
    room.page.close()
    assert "S" in opened.value.locator(".s-status").inner_text()


def test_a_blocked_speakers_window_is_said_in_words(context: BrowserContext, app_url: str) -> None:
    room = Room(MapPage(context, app_url, f"/?brief={BRIEFING}"))
    room.page.evaluate("window.open = () => null")
    room.press("s")
    assert "S" in room.page.locator(".p-note").inner_text()


def test_a_view_is_kept_as_a_scene_and_presented(browser: Browser, tmp_path: Path) -> None:
    with serve({**os.environ, "PLAN_MAP_BRIEFINGS": str(tmp_path)}) as url:
        context = fresh(browser)
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
