"""The meeting kit in a browser: opened by file:// with no network, it presents, answers clicks and asks for nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from exports.context import Context
from exports.kit import make_kit
from exports.progress import silent
from exports.scenes import ResolvedBriefing, resolve, shipped_briefings
from geo.plan import Plan
from layers.link import Vocabulary
from layers.style import load_catalogue
from layers.view import View
from tests.browser.conftest import READY_MS, Watch

KIT = 'globalThis.planMaps.get("kit")'


@pytest.fixture(scope="module")
def briefing(plan: Plan) -> ResolvedBriefing:
    shipped = {briefing.id: briefing for briefing in shipped_briefings()}
    return resolve(shipped["transport"], Vocabulary(plan, load_catalogue()))


@pytest.fixture(scope="module")
def kit(briefing: ResolvedBriefing, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("kit") / "会议 包.html"
    make_kit(briefing, Context(View(), plan, load_catalogue(), "zh", silent), out)
    return out


@pytest.fixture
def opened(browser: Browser, kit: Path) -> Iterator[tuple[Page, Watch]]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, offline=True)
    page = context.new_page()
    watch = Watch(page, kit.as_uri())
    page.goto(kit.as_uri())
    page.wait_for_selector(".plan-map[data-state=ready]", timeout=READY_MS)
    yield page, watch
    context.close()


def test_it_presents_by_keys_and_asks_for_nothing(opened: tuple[Page, Watch], briefing: ResolvedBriefing) -> None:
    page, watch = opened
    titles = [scene.scene.title for scene in briefing.scenes]
    for title in titles:
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
        page.keyboard.press("PageDown")
    page.keyboard.press("Home")
    expect(page.get_by_role("heading", name=titles[0], exact=True)).to_be_visible()
    assert watch.foreign == []
    assert watch.complaints == []


def test_a_click_opens_a_card_and_the_scene_comes_back(opened: tuple[Page, Watch], plan: Plan) -> None:
    page, watch = opened
    page.keyboard.press("6")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="交通枢纽", exact=True)).to_be_visible()
    page.wait_for_timeout(2500)
    place = plan.by_id["hub-dayun"].geometry
    x, y = page.evaluate(f"(place) => {KIT}.scene.viewport().project(place)", [place.x, place.y])
    left, top = page.evaluate(f"() => {{ const box = {KIT}.stage.getBoundingClientRect(); return [box.left, box.top]; }}")
    page.mouse.click(left + x, top + y)
    expect(page.locator(".card")).to_contain_text("大运综合交通枢纽")
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
    assert page.evaluate(f"{KIT}.node.dataset.scene") == "2"
    assert speaker.evaluate("getComputedStyle(document.querySelector('main')).display") == "grid"
    assert watch.foreign == [] and watch.complaints == []


def test_the_pages_beside_the_map_are_inside_in_english_too(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    page.wait_for_function(f"{KIT}.node.dataset.scene === '1'")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="English").click()
    for name in ("Overview", "Districts", "Table", "Plan text"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator(".dock")).to_be_visible()
        page.wait_for_timeout(500)
    assert watch.foreign == [] and watch.complaints == []
