"""The explorer in a real browser: it opens, filters, answers clicks, and asks no host but its own."""

from playwright.sync_api import expect

from geo.model import Plan
from tests.browser.opened import QUIET_AGAIN, MapPage, run


def assert_quiet(map_page: MapPage) -> None:
    assert map_page.watch.foreign == []
    assert map_page.watch.complaints == []


def test_it_opens_in_chinese_with_legend_and_totals_and_no_foreign_request(whole_page: MapPage, plan: Plan) -> None:
    page = whole_page.page
    assert page.locator(".top h1").inner_text() == "深圳规划一张图"
    assert page.locator(".legend .row[data-layer=transport-hub]").count() == 1
    assert whole_page.total("total") == len(plan.items)
    assert whole_page.total("unplaced") == sum(item.geometry is None for item in plan.items)
    whole_page.settled()
    assert_quiet(whole_page)


def test_a_theme_filter_works_without_python(kept_whole: MapPage, plan: Plan) -> None:
    page = kept_whole.page
    sent = len(kept_whole.watch.frames_sent)
    page.locator(".chip[data-filter=theme][data-value=ecology]").click()
    expect(page.locator("[data-total=total]")).to_have_text(
        f"共 {sum(item.theme == 'ecology' for item in plan.items)} 项"
    )
    assert page.locator(".legend .row[data-layer]").count() == 1
    page.locator(".row[data-layer=ecology] input").first.uncheck()
    expect(page.locator("[data-total=shown]")).to_have_text("图上 0")
    run(page, QUIET_AGAIN)
    assert len(kept_whole.watch.frames_sent) == sent
    assert_quiet(kept_whole)


def test_an_empty_result_says_which_filter_to_loosen(kept_page: MapPage) -> None:
    page = kept_page.page
    page.locator(".chip[data-filter=theme][data-value=air]").click()
    page.locator(".chip[data-filter=district][data-value=luohu]").click()
    warning = page.locator(".panel .warning")
    assert "主题" in warning.inner_text()
    assert "分区" in warning.inner_text()


def test_a_click_on_a_hub_opens_its_card_with_clause_and_section(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    page.get_by_role("button", name="全部隐藏").click()
    box = page.locator(".row[data-layer=transport-hub] input[type=checkbox]")
    expect(box).not_to_be_checked()  # the panel follows a task after the map
    box.check()
    hub = plan.by_id["hub-dayun"]
    page.locator(".panel .filter-text").fill(hub.name)
    x, y = page.evaluate(
        "([lon, lat]) => { const map = globalThis.planMaps.get('explore'); "
        "const [x, y] = map.renderer.viewport().project([lon, lat]);"
        " const box = map.stage.getBoundingClientRect(); return [box.left + x, box.top + y]; }",
        [hub.geometry.x, hub.geometry.y],
    )
    run(page, QUIET_AGAIN)
    page.mouse.click(x, y)
    card = page.locator(".card")
    card.wait_for()
    assert card.locator("h2").inner_text() == hub.name
    assert card.locator("blockquote").inner_text() == hub.clause_text
    assert hub.section in card.inner_text()
    assert_quiet(kept_page)


def test_english_is_english(kept_page: MapPage) -> None:
    page = kept_page.page
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Shenzhen Plan Map").wait_for()
    panel = (
        page.locator(".panel").inner_text() + page.locator(".legend").inner_text() + page.locator(".strip").inner_text()
    )
    assert not [character for character in panel if "一" <= character <= "鿿"]


def test_the_language_can_be_switched_there_and_back(kept_whole: MapPage) -> None:
    page = kept_whole.page
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**lang=en**")
    page.locator("[data-page=sources]").click()
    page.get_by_text("Sources and checks").wait_for()
    page.get_by_role("button", name="中文").click()
    page.get_by_text("数据来源与数据检查").wait_for()
    page.get_by_role("button", name="地图").click()
    page.locator(".top h1").wait_for()
    kept_whole.settled()
    assert page.locator(".top h1").inner_text() == "深圳规划一张图"
