"""The planner's desk: search, filters, card, hint."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from geo.model import Plan
from geo.query import Filter, matching
from tests.browser.opened import MapPage, followed, number, run

LONG = "长" * 10_000


def chip(page: Page, name: str, value: str) -> None:
    page.locator(f".panel .chip[data-filter={name}][data-value={value}]").click()


def expect_total(page: Page, count: int) -> None:
    """The totals follow a filter in the next task."""
    expect(page.locator("[data-total=total]")).to_have_text(f"共 {count} 项")


def test_pinyin_in_the_search_box_flies_to_the_item_and_opens_its_card(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    page.keyboard.press("/")
    page.keyboard.type("xili")
    assert page.locator(".found [role=option]").first.get_attribute("data-item") == "hub-xili"
    page.keyboard.press("Enter")
    assert page.locator(".card h2").inner_text() == "西丽枢纽"
    hub = plan.by_id["hub-xili"].geometry
    target = run(page, "return renderer.target")
    assert (target["longitude"], target["latitude"]) == pytest.approx((hub.x, hub.y), abs=0.05)
    assert target["zoom"] > 12


def test_initials_find_what_begins_with_them_first(kept_page: MapPage) -> None:
    page = kept_page.page
    page.locator(".find").fill("xl")
    assert page.locator(".found [role=option]").first.get_attribute("data-item") == "hub-xili"


def test_a_district_is_suggested_and_flown_to(kept_page: MapPage) -> None:
    page = kept_page.page
    page.locator(".find").fill("shenshan")
    page.locator(".found [data-item=shenshan]").click()
    assert page.locator(".card h2").inner_text() == "深汕特别合作区"
    assert run(page, "return renderer.target.longitude") == pytest.approx(115.03, abs=0.15)


def test_the_words_become_the_filter(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    page.locator(".find").fill("水库")
    page.locator(".found [role=option]:has(.all)").click()
    expect(page.locator(".panel .filter-text")).to_have_value("水库")
    expect_total(page, len(matching(plan.items, Filter(text="水库"))))
    assert page.locator(".find").input_value() == ""


def test_the_arrow_keys_walk_the_suggestions_and_escape_puts_them_away(kept_page: MapPage) -> None:
    page = kept_page.page
    field = page.locator(".find")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("xl")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    marked = page.locator(".found [aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    wanted = marked.locator("b").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".found").is_hidden()
    assert field.input_value() == "xl"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".card h2").inner_text() == wanted
    expect(page.locator(".card")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.locator(".card").is_hidden()
    expect(field).to_be_focused()


def test_hostile_and_endless_words_are_answered(kept_page: MapPage) -> None:
    page = kept_page.page
    for words in ("<script>alert(1)</script>", "[.*(", "😀", LONG):
        page.locator(".find").fill(words)
        expect(page.locator(".found .nothing")).to_be_visible()
        page.locator(".panel .filter-text").fill(words)
        expect_total(page, 0)
    page.locator(".panel .filter-text").fill(LONG)
    assert run(page, "return store.state.filters.text") == "长" * 50
    assert kept_page.watch.complaints == []


def test_filters_combine_and_count_what_they_would_leave(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    chip(page, "theme", "transport")
    chip(page, "district", "futian")
    kinds = page.locator(".facet", has=page.locator("summary", has_text="图形")).locator("summary")
    kinds.click()
    expect(page.locator("[data-active]")).to_have_text("已用 2 个筛选条件")
    promised = page.locator(".chip[data-filter=kind][data-value=line] .count").get_attribute("data-all")
    chip(page, "kind", "line")
    wanted = [
        item
        for item in plan.items
        if item.theme == "transport" and "futian" in item.districts and item.located == "line"
    ]
    expect_total(page, len(wanted))
    assert len(wanted) == int(promised or 0)
    expect(page.locator("[data-active]")).to_have_text("已用 3 个筛选条件")
    kinds.click()
    page.locator(".panel-button").click()
    assert page.locator(".panel-button .badge").inner_text() == "3"


def test_an_empty_result_is_loosened_at_one_click(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    chip(page, "theme", "air")
    chip(page, "district", "luohu")
    warning = page.locator(".panel .warning")
    expect(warning).to_contain_text("主题：大气")
    warning.locator("[data-remove=theme]").click()
    expect_total(page, sum("luohu" in item.districts for item in plan.items))
    expect(warning).to_have_count(0)


def test_long_lists_have_all_and_none(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    facet = page.locator(".facet", has=page.locator("summary", has_text="类别"))
    facet.locator("summary").click()
    facet.get_by_role("button", name="全选").click()
    # All ticked lets through what no filter lets through: only the boxes tell that the panel has followed.
    port = facet.locator("input[data-value=海港]")
    expect(port).to_be_checked()
    port.uncheck()
    expect_total(page, sum(item.category != "海港" for item in plan.items))
    facet.get_by_role("button", name="清空").click()
    expect_total(page, len(plan.items))


def test_opacity_is_found_and_set_by_keyboard(kept_page: MapPage) -> None:
    page = kept_page.page
    page.get_by_role("button", name="不透明度").press("Enter")
    slider = page.get_by_role("slider", name="重点片区 不透明度")
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    assert run(page, "return store.state.opacity['key-area']") == 0.9
    page.wait_for_url("**op=ka90**")


def test_groups_switch_their_layers(kept_page: MapPage) -> None:
    page = kept_page.page
    group = page.get_by_role("group", name="交通")
    group.locator(".row.group input").check()
    assert run(page, "return store.state.layers.has('transport-metro')")
    group.locator(".row.group input").uncheck()
    assert not run(page, "return [...store.state.layers].some((id) => id.startsWith('transport'))")


def test_coordinates_and_link_are_copied(context: BrowserContext, app_url: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app_url)
    opened = MapPage(context, app_url, "/?sel=hub-xili")
    page = opened.page
    page.locator(".card .place summary").click()
    page.locator("[data-copy='copy:gcj02']").click()
    shown = page.locator("[data-datum=gcj02]").inner_text()
    expect(page.locator(".copier .said").nth(4)).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == shown == "113.945876, 22.565083"
    page.locator("[data-copy=link]").click()
    expect(page.locator(".copier .said").first).to_have_text("已复制")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{app_url}/?sel=hub-xili")
    opened.show("")
    expect(page.locator(".card")).to_be_hidden()
    expect(opened.show(link.partition("?")[2]).page.locator(".card h2")).to_have_text("西丽枢纽")


def test_where_copying_is_refused_the_text_is_marked(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/?sel=hub-xili").page
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); "
        "Document.prototype.execCommand = () => false; }"
    )
    page.locator(".card .place summary").click()
    page.locator("[data-copy='copy:wgs84']").click()
    field = page.locator(".to-copy:visible")
    assert field.input_value() == page.locator("[data-datum=wgs84]").inner_text()
    assert field.evaluate("node => node.value.slice(node.selectionStart, node.selectionEnd)") == field.input_value()


def test_the_card_tells_size_parts_and_full_sources(view_at, plan: Plan) -> None:
    page = view_at("/?sel=rail-shenshan").page
    card = page.locator(".card")
    assert "EPSG:4547" in card.locator("dl").inner_text()
    parts = [float(re.sub(r"[^\d.]", "", text)) for text in card.locator(".inside .number").all_inner_texts()]
    assert sum(parts) == pytest.approx(float(card.locator("[data-size]").get_attribute("data-size")), rel=0.01)
    fold = card.locator("details", has=page.locator("summary", has_text="坐标依据"))
    fold.locator("summary").click()
    evidence = fold.locator("li")
    assert evidence.count() == len(plan.by_id["rail-shenshan"].evidence)
    assert all(text.strip() for text in evidence.locator("small").all_inner_texts())


def test_the_clause_is_shown_in_its_surrounding_text(view_at, plan: Plan) -> None:
    page = view_at("/?sel=hub-xili").page
    page.locator(".context summary").click()
    expect(page.locator(".context mark")).to_have_text(plan.by_id["hub-xili"].clause_text)
    assert len(page.locator(".context .passage").inner_text()) > len(plan.by_id["hub-xili"].clause_text)


def test_the_hint_has_three_steps_and_stays_away_once_dismissed(map_page: MapPage) -> None:
    page = map_page.page
    assert page.locator(".hint li").count() == 3
    page.get_by_role("button", name="知道了").click()
    assert page.locator(".hint").is_hidden()
    page.reload()
    page.wait_for_selector(".plan-map[data-state=ready]")
    assert page.locator(".hint").is_hidden()


def test_without_storage_the_hint_still_goes_away(context: BrowserContext, app_url: str) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } });")
    opened = MapPage(context, app_url)
    opened.page.get_by_role("button", name="知道了").click()
    assert opened.page.locator(".hint").is_hidden()


def test_a_hit_in_a_note_says_so_and_is_the_same_as_in_python(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    page.locator(".find").fill("在建")
    expect(page.locator(".found li").first).to_contain_text("说明：")
    page.locator(".found .all").click()
    wanted = matching(plan.items, Filter(text="在建"))
    expect_total(page, len(wanted))
    run(page, "store.set({ page: 'table' })")
    expect(page.locator(".table-page > .rows tr[data-item] .via").first).to_contain_text("在建")


def test_an_empty_map_says_which_filter_and_which_layers_and_opens_them(view_at) -> None:
    page = view_at("/?theme=air&stage=promote").page
    said = page.locator(".empty-map")
    expect(said).to_contain_text("大气环境质量提升工程")
    said.locator("[data-empty=closed]").click()
    expect(said).to_be_hidden()
    followed(page)
    assert number(page, ".strip [data-total=shown]") > 0
    run(page, "store.set({ layers: new Set() })")
    expect(said).to_contain_text("关闭的图层")
    run(page, "store.set({ filters: { ...store.state.filters, text: '没有这样的项目' } })")
    expect(said.locator("[data-remove=text]")).to_be_visible()
