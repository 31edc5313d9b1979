"""Progress on the card: promise beside state, how old that is, events with their sources, and nothing that jumps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Kept
from tests.browser.opened import MapPage, run


def choose(opened: MapPage, item: str) -> Page:
    run(opened.page, "await map.ledger.ask(); map.choose([argument])", item)
    opened.page.locator(".card .progress").wait_for()
    return opened.page


def test_an_open_line_says_so_beside_the_plan_s_verb_with_day_and_source(kept_page: MapPage) -> None:
    page = choose(kept_page, "metro-13-2-north")
    section = page.locator(".card .progress")
    expect(section.locator(".progress-state")).to_have_text("规划：建成现状：已开通已兑现")
    expect(section.locator(".progress-as-of")).to_have_text("自 2026-06-28 · 截至 2026（深圳地鐵13號線）")
    assert "曾 2 次宣布建成而未成（最早定在 2023 年）" in section.inner_text()
    # The ledger has a state: the note's old one, which says otherwise, is not there as well.
    assert "未见开通报道" not in page.locator(".card").inner_text()
    shown = section.locator("> .progress-events > li")
    assert shown.count() == 3
    expect(shown.first.locator(".progress-what time")).to_have_text("2026-06-28")
    expect(shown.first.locator("b")).to_have_text("开通")
    expect(shown.first.locator(".grade")).to_have_text("百科")
    link = shown.first.locator("a")
    assert link.get_attribute("href").startswith("https://github.com/oer-afk/Metro-Map/")
    assert link.get_attribute("rel") == "noopener noreferrer"
    rest = section.locator(".progress-rest")
    expect(rest.locator("li").first).to_be_hidden()
    rest.locator("summary").click()
    assert rest.locator("li").count() == 7
    expect(rest.locator("[data-event='metro-13-2-north.3'] .doubt")).to_have_text("说法不一：另有 2020-08-18（零散）")
    rest.locator("summary").click()


def test_a_suspended_part_and_contradictions_are_said_in_words(kept_page: MapPage) -> None:
    page = choose(kept_page, "road-eastern-transit")
    section = page.locator(".card .progress")
    expect(section.locator(".progress-state")).to_have_text("规划：推动现状：部分开通")
    remarks = section.locator(".progress-remarks").inner_text()
    assert "坪山段 停工" in remarks and "可信度低 · 说法不一" in remarks
    suspended = section.locator("[data-event='road-eastern-transit.12']")
    expect(suspended.locator("b")).to_have_text("停工")
    expect(suspended.locator(".doubt")).to_have_text("说法不一：另有 2025（官方）")
    expect(section.locator(".progress-later")).to_have_text("十五五规划纲要：正文未点名")


def test_what_was_looked_for_in_vain_is_told_with_its_queries(kept_page: MapPage) -> None:
    page = choose(kept_page, "water-changlingpi")
    section = page.locator(".card .progress")
    expect(section.locator(".progress-as-of")).to_have_text("2026-11-29 查找，未见资料")
    searches = section.locator(".progress-searches")
    expect(searches.locator("summary")).to_have_text("查而未得（1）")
    assert "检索“长岭皮" in searches.locator("li").text_content()


def test_old_evidence_is_called_old_and_a_gap_is_called_a_gap(kept_page: MapPage) -> None:
    page = choose(kept_page, "metro-10-east")
    expect(page.locator(".progress-as-of.stale")).to_contain_text("资料已旧")
    choose(kept_page, "str-middle")
    expect(page.locator(".card .progress")).to_contain_text("未查")
    expect(page.locator(".card .progress h3")).to_have_text(["进展"])


def test_a_parent_counts_its_parts_and_english_reads_english(kept_page: MapPage) -> None:
    page = choose(kept_page, "metro-phase-4-adjustment")
    expect(page.locator(".progress-remarks")).to_contain_text("（9/10）")
    run(page, "store.set({ language: 'en' })")
    expect(page.locator(".card .progress")).to_contain_text("Sources, parts and figures are named in Chinese")
    expect(page.locator(".card .progress-events a").first).to_have_attribute("hreflang", "zh")
    expect(page.locator(".progress-state")).to_have_text("Plan: CompleteNow: Partly opennot kept")
    assert page.locator(".progress-events p[lang=en]").count() > 0
    run(page, "store.set({ language: 'zh' })")


# The first frame is not through the GPU before the ledger has come: nobody sees the card without its events.
LEDGER_FIRST = """{ const { prototype } = WebGL2RenderingContext, ask = prototype.getSyncParameter;
  prototype.getSyncParameter = function (...asked) {
    return [...globalThis.planMaps?.values() ?? []][0]?.ledger?.found ? ask.apply(this, asked) : this.UNSIGNALED;
  }; }"""


def test_a_link_to_an_item_shows_its_events_with_the_card(open_at: Callable[..., MapPage]) -> None:
    page = open_at("/?sel=road-shahedong-north", before=lambda page: page.add_init_script(LEDGER_FIRST)).page
    expect(page.locator(".progress > .progress-events > li")).to_have_count(3)
    expect(page.locator(".progress.waiting")).to_have_count(0)


def test_nothing_below_moves_when_the_evidence_comes_late(kept_page: MapPage) -> None:
    page = kept_page.page
    run(page, "await map.ledger.ask(); map.ledger.found = null;")
    run(page, "map.ledger.asking = new Promise((done) => { globalThis.come = done; });")
    run(page, "map.choose(['metro-13-2-north'])")
    top = "() => document.querySelector('.plan-map-holder') && [...globalThis.planMaps.values()][0].node"
    top += ".querySelector('.card blockquote').getBoundingClientRect().top"
    expect(page.locator(".progress.waiting")).to_contain_text("正在取")
    before = page.evaluate(top)
    run(page, "globalThis.come(await map.ledger.fetch());")
    expect(page.locator(".progress-rest summary")).to_have_text("经过（10）")
    assert page.evaluate(top) == before


def test_where_it_cannot_be_fetched_the_card_says_so_and_the_next_one_asks_again(kept_page: MapPage) -> None:
    page = kept_page.page
    gone = [True]

    def answer(route: Route) -> None:
        route.abort() if gone[0] else route.continue_()

    page.route("**/progress/now.json", answer)
    run(page, "map.ledger.found = null; map.ledger.asking = null; map.choose(['metro-13-2-north'])")
    expect(page.locator(".card .progress")).to_contain_text("进展资料暂时取不到")
    gone[0] = False
    run(page, "map.choose(['hub-xili'])")
    expect(page.locator("[data-state=building]")).to_be_visible()
    page.unroute("**/progress/now.json")


@pytest.mark.parametrize("window", [(1366, 768), (1920, 1080)])
def test_presenting_shows_the_state_and_its_day_only(keep: Kept, window: tuple[int, int]) -> None:
    page = keep("room", "/", (1920, 1080), shows=("brief=transport&scene=2", window)).page
    page.wait_for_function("() => globalThis.planMaps.get('explore').node.dataset.scene === '2'")
    run(page, "await map.ledger.ask(); map.choose(['road-eastern-transit'])")
    expect(page.locator(".progress-state")).to_be_visible()
    expect(page.locator(".progress-as-of")).to_be_visible()
    for part in (".progress-remarks", ".progress-events", ".progress-rest", ".progress-later"):
        expect(page.locator(part).first).to_be_hidden()
