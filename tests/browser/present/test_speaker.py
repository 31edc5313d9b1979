"""Presenting beside others: links to a scene, the speaker's window, and a view that is kept as a scene."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from briefing.store import BriefingStore
from geo.store.store import Store
from tests.browser.opened import MapPage, jump
from tests.browser.present.room import BRIEFING, ROOM, Room, same

Open = Callable[..., MapPage]
SCREEN = tuple(ROOM.values())


def test_the_address_names_the_scene_and_opens_at_it(open_at: Open, room: Room) -> None:
    room.press("3", "Enter")
    room.page.wait_for_url(f"**/?brief={BRIEFING}&scene=3")
    again = Room(open_at(f"/?brief={BRIEFING}&scene=3", *SCREEN))
    same(room.view(), again.view())


def test_a_link_to_a_detour_opens_paused_and_returns_to_its_scene(open_at: Open, app_url: str, room: Room) -> None:
    room.press("3", "Enter")
    scene = room.view()
    jump(room.page, 114.3, 22.6, 12.5)
    room.page.wait_for_url("**at=114.3**")
    again = Room(open_at(room.page.url.removeprefix(app_url), *SCREEN))
    assert again.mark("paused") == "true"
    assert again.view()["camera"][2] == pytest.approx(12.5)
    again.press("Backspace")
    same(scene, again.view())


def test_an_unknown_briefing_opens_the_explorer_with_a_word(open_at: Open) -> None:
    opened = open_at("/?brief=no-such")
    opened.page.locator(".notices .warning", has_text="brief=no-such").wait_for()
    expect(opened.page.locator(".top")).to_be_visible()


def test_the_speakers_window_and_the_screen_follow_each_other(room: Room) -> None:
    with room.page.context.expect_page() as opened:
        room.press("s")
    speaker = opened.value
    shown = speaker.locator("main")
    expect(shown).to_have_attribute("data-scene", "1")
    assert speaker.locator(".s-notes").inner_text().strip()
    room.page.bring_to_front()
    room.press("PageDown")
    expect(shown).to_have_attribute("data-scene", "2")
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


def test_the_speakers_window_outlives_the_screen_and_says_so(open_at: Open) -> None:
    room = Room(open_at(f"/?brief={BRIEFING}", *SCREEN))
    with room.page.context.expect_page() as opened:
        room.press("s")
    opened.value.locator("main[data-scene='1']").wait_for()
    room.page.close()
    expect(opened.value.locator(".s-status")).to_contain_text("S")


def test_a_blocked_speakers_window_is_said_in_words(room: Room) -> None:
    room.page.evaluate("() => { globalThis.opens = window.open; window.open = () => null; }")
    room.press("s")
    expect(room.page.locator(".p-note")).to_contain_text("S")
    room.page.evaluate("() => { window.open = globalThis.opens; }")


def test_a_view_is_kept_as_a_scene_and_presented(whole_page: MapPage, workspace: Path) -> None:
    page = whole_page.page
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
    expect(page.locator(".presenter h1")).to_have_text("<b>会展中心</b>")
    assert page.locator(".presenter h1 b").count() == 0
    store = BriefingStore(Store.in_folder(workspace))
    (saved,), _ = store.listing()
    store.delete(saved.briefing.id, version=saved.version)
