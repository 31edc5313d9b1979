"""Presenting in a real browser: a briefing by keys alone, detours and the way back, what is seen and how large."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Kept
from tests.browser.opened import arrived, in_motion, jump, run
from tests.browser.present.room import ROOM, STILL_DEG, Room, same

HUB = "hub-xili"


def test_a_briefing_is_presented_by_keys_alone_with_a_detour_and_the_way_back(room: Room) -> None:
    in_motion(room.page)
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
    page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.paused === 'true'")
    room.arrived()
    page.locator(".p-layer").first.click()
    assert page.locator(".p-back").is_visible()
    assert room.view() != before
    room.press("Backspace")
    same(before, room.view())
    assert room.mark("paused") is None
    assert not room.map.watch.complaints
    assert not room.map.watch.foreign


def test_back_at_once_after_forward_shows_the_scene_again(room: Room) -> None:
    in_motion(room.page)
    before = room.view()
    run(room.page, "map.presenter.next(); map.presenter.previous()")
    arrived(room.page)
    same(before, room.view())
    room.press("PageDown", "PageUp")
    arrived(room.page)
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
    in_motion(room.page)
    room.press("PageDown")
    # A flight that has arrived is not over before all that follows it is.
    arrived(room.page)
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
    pictures = page.locator(".p-overview canvas")
    expect(pictures).to_have_count(int(room.mark("scenes") or 0))
    colors = (
        "(canvas) => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); "
        "const seen = new Set(); "
        "for (let i = 0; i < data.length; i += 404) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`); "
        "return seen.size; }"
    )
    drawn = (
        "() => [...globalThis.planMaps.get('explore').node.querySelectorAll('.p-overview canvas')]"
        f".every((canvas) => ({colors})(canvas) > 5)"
    )
    page.wait_for_function(drawn)
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
        if (own && node.getClientRects().length && parseFloat(getComputedStyle(node).fontSize) < 23.99)
          small.push(node.className || node.tagName);
      }
      return small;"""
    assert run(page, code) == []
    assert run(
        page, "return parseFloat(getComputedStyle(map.node.querySelector('.presenter h1')).fontSize)"
    ) == pytest.approx(40)
    for _ in range(2):
        box = page.locator(".p-words").bounding_box()
        assert box is not None
        assert box["width"] <= ROOM["width"] * 0.28
        room.press("m")


def test_the_type_keeps_its_share_of_a_smaller_projector(room: Room) -> None:
    room.page.set_viewport_size({"width": 1280, "height": 720})
    size = (
        "() => parseFloat(getComputedStyle("
        "globalThis.planMaps.get('explore').node.querySelector('.presenter h1')).fontSize)"
    )
    room.page.wait_for_function(f"({size})() < 27")
    assert room.page.evaluate(size) == pytest.approx(40 * 2 / 3, abs=0.01)
    assert room.mark("paused") is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_legend_of_progress_leaves_most_of_the_height_to_the_map(keep: Kept, language: str) -> None:
    size = (1440, 900)
    opened = keep("view", "/", size)
    page = opened.page
    code = "map.store.set({ language: argument }); await map.presenter.start('evaluation')"
    run(page, code, language)
    legend = page.locator(".p-legend")
    expect(legend.locator("[data-state]").first).to_be_visible()
    expect(legend.locator("[data-layer]")).to_have_count(0)
    assert (legend.bounding_box() or {})["height"] <= 0.4 * size[1]
    fold = legend.locator(".p-fold")
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(legend.locator("[data-layer]").first).to_be_visible()
    expect(legend.locator("[data-edge]").first).to_be_visible()
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.click()
    expect(legend.locator("[data-layer]")).to_have_count(0)
