"""The meeting kit in a browser: opened by file:// with no network, it presents, answers clicks and asks for nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from briefing.resolved import ResolvedBriefing
from geo.model import Plan
from tests.browser.conftest import transport_briefing
from tests.browser.opened import QUIET, Watch, arrived, fresh, shell_path

KIT = 'globalThis.planMaps.get("kit")'


@pytest.fixture(scope="module")
def briefing(plan: Plan) -> ResolvedBriefing:
    return transport_briefing(plan)


@pytest.fixture
def opened(file_page: Page, kit: Path) -> tuple[Page, Watch]:
    watch = Watch(file_page, kit.as_uri())
    file_page.goto(kit.as_uri())
    file_page.wait_for_selector(".plan-map[data-state=ready]")
    return file_page, watch


def test_it_presents_by_keys_and_asks_for_nothing(opened: tuple[Page, Watch], briefing: ResolvedBriefing) -> None:
    page, watch = opened
    titles = [scene.scene.title for scene in briefing.scenes]
    for title in titles:
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
        page.keyboard.press("PageDown")
    page.keyboard.press("Home")
    expect(page.get_by_role("heading", name=titles[0], exact=True)).to_be_visible()
    # Who hears it hears how far it is, and of what.
    expect(page.get_by_role("progressbar", name="放映到第几页")).to_have_attribute("aria-valuenow", "1")
    assert watch.foreign == []
    assert watch.complaints == []


def test_a_click_opens_a_card_and_the_scene_comes_back(opened: tuple[Page, Watch], plan: Plan) -> None:
    page, watch = opened
    page.keyboard.press("6")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="交通枢纽", exact=True)).to_be_visible()
    arrived(page)
    place = plan.by_id["hub-dayun"].geometry
    x, y = page.evaluate(f"(place) => {KIT}.renderer.viewport().project(place)", [place.x, place.y])
    left, top = page.evaluate(
        f"() => {{ const box = {KIT}.stage.getBoundingClientRect(); return [box.left, box.top]; }}"
    )
    page.mouse.click(left + x, top + y)
    expect(page.locator(".card")).to_contain_text("大运综合交通枢纽")
    expect(page.locator(".card .progress-state")).to_contain_text("现状：")
    page.keyboard.press("Backspace")
    expect(page.locator(".card")).to_be_hidden()
    assert watch.foreign == [] and watch.complaints == []


def test_the_speakers_window_follows_from_a_file_too(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    page.wait_for_function(f"{KIT}.node.dataset.scene === '1'")
    with page.context.expect_page() as window:
        page.keyboard.press("s")
    speaker = window.value
    expect(speaker.locator("main")).to_have_attribute("data-scene", "1")
    speaker.keyboard.press("PageDown")
    expect(speaker.locator("main")).to_have_attribute("data-scene", "2")
    page.wait_for_function(f"{KIT}.node.dataset.scene === '2'")
    assert speaker.evaluate("getComputedStyle(document.querySelector('main')).display") == "grid"
    assert watch.foreign == [] and watch.complaints == []


def test_the_pages_beside_the_map_are_inside_in_english_too(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    page.wait_for_function(f"{KIT}.node.dataset.scene === '1'")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="English").click()
    for name in ("Overview", "Districts", "Table", "Plan text"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator(".dock > :not(.notice)").first).to_be_visible()
    assert watch.foreign == [] and watch.complaints == []


def test_without_webgl_it_says_what_to_do_promises_no_other_map_and_tells_the_scenes(
    browser: Browser, kit: Path, briefing: ResolvedBriefing
) -> None:
    started = browser.browser_type.launch(
        executable_path=shell_path(), args=[*QUIET, "--disable-3d-apis", "--disable-gpu"]
    )
    try:
        page = fresh(started, 1366, 768, offline=True).new_page()
        watch = Watch(page, kit.as_uri())
        page.goto(kit.as_uri())
        page.wait_for_selector(".plan-map[data-state=no-webgl]")
        assert page.evaluate("() => document.createElement('canvas').getContext('webgl2')") is None
        notice = page.locator(".notice.no-map")
        expect(notice).to_contain_text("幻灯片")
        assert "简版地图" not in page.locator("body").inner_text()
        assert page.locator("iframe").count() == 0
        # It lies under nothing, and the scenes' words are told beside it.
        box = notice.bounding_box()
        assert box is not None
        for share in (0.02, 0.5, 0.98):
            assert page.evaluate(
                "([x, y]) => document.elementFromPoint(x, y).classList.contains('no-map')",
                [box["x"] + share * box["width"], box["y"] + share * box["height"]],
            )
        for scene in briefing.scenes[:3]:
            expect(page.get_by_role("heading", name=scene.scene.title, exact=True)).to_be_visible()
            page.keyboard.press("PageDown")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="English").click()
        expect(notice).to_contain_text("hardware")
        page.get_by_role("button", name="Table", exact=True).click()
        expect(page.locator(".dock tbody tr").first).to_be_visible()
        assert watch.foreign == [] and watch.complaints == []
    finally:
        started.close()
