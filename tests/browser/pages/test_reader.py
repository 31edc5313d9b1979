"""The plan's text beside the map: each lights the other up, and words are found."""

import pytest
from playwright.sync_api import Locator, Page, expect

from geo.model import Plan
from geo.outline.text import line_of
from geo.query import Filter, matching
from layers.text import text
from tests.browser.conftest import Kept
from tests.browser.opened import MapPage, run

STRANGE = ["[.*+?^${}()|\\", "😀😀", "<script>document.title='owned'</script>", "长" * 10_000, " ", "\u0001\u2028%00"]


@pytest.fixture
def reader(keep: Kept) -> MapPage:
    opened = keep("reader", "/?page=reader")
    opened.page.locator(".reader-text").wait_for()
    expect(opened.page.locator(".reader-count")).to_have_text("")
    return opened


def name_in_text(page: Page, words: str, line: int) -> Locator:
    return page.locator(f".reader-text [data-line='{line}'] .item-mark.named", has_text=words).first


def wait_until_in_sight(page: Page, selector: str) -> None:
    """The text has settled with selector in its pane; a slow machine needs some frames for that."""
    page.wait_for_function(
        "(selector) => { const node = globalThis.planMaps.get('explore').node.querySelector(selector); "
        "if (!node) return false;"
        " const box = node.getBoundingClientRect(); "
        "const pane = node.closest('.reader-scroller').getBoundingClientRect();"
        " return pane.bottom <= innerHeight && box.height > 0 && box.bottom > pane.top && box.top < pane.bottom; }",
        arg=selector,
    )


def search(page: Page, words: str) -> None:
    """Type words; the text answers by itself a moment later."""
    page.locator(".reader-query").fill(words)


def test_it_shows_the_text_in_chinese_and_asks_nobody_else(reader: MapPage) -> None:
    assert reader.page.locator(".reader-text").get_attribute("lang") == "zh"
    assert "实施“东进、西协、南联、北拓、中优”战略" in reader.page.locator(".reader-text").text_content()
    assert not reader.watch.foreign
    assert not reader.watch.complaints


def test_pointing_at_a_name_lights_its_item_up_on_the_map(reader: MapPage) -> None:
    page = reader.page
    page.locator(".reader-jumps [data-line='526']").click()
    name_in_text(page, "西丽枢纽", 536).hover()
    page.wait_for_function("globalThis.planMaps.get('explore').store.state.hover === 'hub-xili'")
    page.wait_for_function(
        "globalThis.planMaps.get('explore').renderer.deck.props.layers.some((layer) => layer.id.startsWith('hovered:'))"
    )
    name_in_text(page, "综合交通枢纽", 536).hover()
    page.locator(".reader-query").hover()
    page.wait_for_function("globalThis.planMaps.get('explore').store.state.hover === null")


def test_the_card_leads_back_to_the_words_that_were_scrolled_away(reader: MapPage) -> None:
    page = reader.page
    run(page, "map.choose(['hub-xili'])")
    wait_until_in_sight(page, ".reader-text .chosen-name")
    name = page.locator(".reader-text .chosen-name").first
    page.locator(".reader-scroller").hover()
    page.mouse.wheel(0, -100_000)
    expect(name).not_to_be_in_viewport()
    page.locator(".card [data-tool=read]").click()
    wait_until_in_sight(page, ".reader-text .chosen-name")


def test_words_that_several_share_light_all_of_them_up(reader: MapPage) -> None:
    page = reader.page
    page.locator(".reader-jumps [data-line='526']").click()
    page.locator("[data-line='529'] .item-mark.named", has_text="大铲湾港区集装箱码头").hover()
    page.wait_for_function("globalThis.planMaps.get('explore').store.state.hover?.length === 2")
    page.locator("[data-line='529'] .item-mark.named", has_text="大铲湾港区集装箱码头").click()
    assert page.locator(".card .choices li").count() == 2


def test_a_click_on_a_name_flies_there_and_chooses_it(reader: MapPage, plan: Plan) -> None:
    page = reader.page
    page.locator(".reader-jumps [data-line='526']").click()
    name_in_text(page, "平湖", 536).click()
    page.locator(".card h2").wait_for()
    hub = plan.by_id["hub-pinghu"]
    assert page.locator(".card h2").inner_text() == hub.name
    page.wait_for_function(
        "([lon, lat]) => { const { camera } = globalThis.planMaps.get('explore').renderer;"
        " return camera.zoom > 11 && Math.abs(camera.longitude - lon) < 0.2 "
        "&& Math.abs(camera.latitude - lat) < 0.2; }",
        arg=[hub.geometry.x, hub.geometry.y],
    )


def test_the_keyboard_chooses_too(reader: MapPage) -> None:
    page = reader.page
    page.locator(".reader-jumps [data-line='1050']").click()
    name_in_text(page, "深圳河", 1054).focus()
    page.keyboard.press("Enter")
    assert run(page, "return store.state.selection") == "eco-shenzhen-river"


@pytest.mark.parametrize("identifier", ["futian", "port-dachanwan-3", "eco-maozhou-river", "metro-14", "mpa-circle"])
def test_choosing_an_item_anywhere_turns_the_text_to_its_clause(reader: MapPage, plan: Plan, identifier: str) -> None:
    page = reader.page
    run(page, "map.select(argument)", identifier)
    line = line_of(plan.by_id[identifier].clause[0])
    page.locator(f"[data-line='{line}'][data-chosen]").wait_for()
    wait_until_in_sight(page, ".item-mark.chosen")
    chosen = "".join(page.locator(".item-mark.chosen").all_text_contents())
    assert chosen == plan.by_id[identifier].clause_text


def test_a_link_to_an_item_opens_the_text_at_its_clause(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/?page=reader&sel=coast-tour-west").page
    page.locator("[data-line='810'][data-chosen]").wait_for()
    wait_until_in_sight(page, ".item-mark.chosen")


def test_what_is_filtered_out_stays_marked_more_quietly(reader: MapPage) -> None:
    page = reader.page
    run(page, "store.set({ filters: { ...store.state.filters, theme: new Set(['ecology']) } })")
    expect(page.locator("[data-line='536'] .item-mark:not(.dimmed)")).to_have_count(0)
    expect(page.locator("[data-line='1054'] .item-mark.dimmed")).to_have_count(0)
    assert page.locator("[data-line='1054'] .item-mark.named").count() > 0


def test_words_are_found_counted_listed_and_stepped_through(reader: MapPage) -> None:
    page = reader.page
    search(page, "水库")
    count = page.locator(".reader-count")
    expect(count).to_have_text("1 / 10")
    assert page.locator(".reader-hits li").count() == 10
    page.locator(".reader-query").press("Enter")
    expect(count).to_have_text("2 / 10")
    page.locator(".reader-query").press("Shift+Enter")
    page.locator(".reader-query").press("Shift+Enter")
    expect(count).to_have_text("10 / 10")
    assert "专栏 11" in page.locator(".reader-hits li").first.inner_text()


def test_words_are_found_across_a_page_break_and_whatever_the_spaces(reader: MapPage) -> None:
    page = reader.page
    search(page, "集装箱码头二期和三期")
    expect(page.locator(".reader-count")).to_have_text("1 / 1")
    wait_until_in_sight(page, "[data-line='529']")
    search(page, "深圳经济特区40年辉煌成就")
    wait_until_in_sight(page, "[data-line='138']")
    expect(page.locator(".reader-count")).to_have_text("1 / 1")


def test_hits_can_be_all_that_the_map_shows_and_the_link_keeps_it(reader: MapPage, plan: Plan) -> None:
    page = reader.page
    before = reader.total("total")
    search(page, "水库")
    page.locator("[data-action=only]").click()
    found = matching(plan.items, Filter(text="水库"))
    assert 0 < len(found) < before
    expect(page.locator("[data-total=total]")).to_have_text(text("strip.total", "zh", total=len(found)))
    page.wait_for_url("**q=%E6%B0%B4%E5%BA%93**")
    page.locator("[data-action=only]").click()
    expect(page.locator("[data-total=total]")).to_have_text(text("strip.total", "zh", total=before))


@pytest.mark.parametrize("words", STRANGE, ids=["pattern", "emoji", "script", "long", "space", "control"])
def test_strange_words_are_answered(reader: MapPage, words: str) -> None:
    page = reader.page
    search(page, words)
    expect(page.locator(".reader-count")).to_have_text(text("reader.none", "zh") if words.strip() else "")
    assert page.locator(".reader-hits li").count() == 0
    assert page.title() == "深圳规划一张图"
    assert not reader.watch.complaints
    search(page, "前海")
    expect(page.locator(".reader-count")).to_contain_text("/")


def test_the_contents_lead_to_a_section_and_say_where_one_is(reader: MapPage) -> None:
    page = reader.page
    page.locator(".reader-here").click()
    page.locator(".reader-contents summary", has_text="第七篇").click()
    page.get_by_role("button", name="第一节 深入打好污染防治攻坚战").click()
    expect(page.locator(".reader-here")).to_contain_text("第一节 深入打好污染防治攻坚战")
    wait_until_in_sight(page, "[data-line='1018']")
    assert page.locator(".reader-contents").is_hidden()


def test_the_text_stays_where_it_was_when_one_comes_back(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/?page=reader").page
    page.locator(".reader-jumps [data-line='526']").click()
    wait_until_in_sight(page, "[data-line='528']")
    page.locator(".top [data-page=table]").click()
    page.locator(".top [data-page=reader]").click()
    wait_until_in_sight(page, "[data-line='528']")


def test_the_interface_is_english_and_the_plan_stays_chinese(reader: MapPage) -> None:
    page = reader.page
    search(page, "没有这个词")
    page.get_by_role("button", name="English").click()
    page.locator(".reader-count", has_text="Not in the text").wait_for()
    head = page.locator(".reader-head .purpose").inner_text() + page.locator(".reader-jumps").inner_text()
    assert not [character for character in head if "一" <= character <= "鿿"]
    assert page.locator(".garbled").first.text_content().startswith("The transcription")
