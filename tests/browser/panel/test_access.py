"""The desk is for everybody: narrow screens, contrast, names and focus by keyboard."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from geo.model import Plan
from tests.browser.opened import MapPage, agrees, followed, run

CUT = """
return [...map.node.querySelectorAll('.top, .top *, .panel, .panel *')]
  .filter((node) => node.offsetParent && !node.closest('.unseen, .found, .skip, svg')
    && node.scrollWidth > node.clientWidth + 1 && node.clientWidth)
  .filter((node) => getComputedStyle(node).display !== 'inline' && node.tagName !== 'INPUT')
  .map((node) => node.outerHTML.slice(0, 120));
"""


def test_the_header_and_the_panel_fit_a_narrow_screen(open_at) -> None:
    page = open_at("/", 1280, 720).page
    page.locator(".both [data-focus=tune]").click()
    for language in ("zh", "en"):
        run(page, "store.set({ layers: new Set(store.layerById.keys()), language: argument })", language)
        followed(page)
        assert run(page, CUT) == [], language
        boxes = [node.bounding_box() for node in page.locator(".top .page, .top .search, .top .end > *").all()]
        assert all(one["x"] + one["width"] <= other["x"] + 1 for one, other in pairwise(boxes)), language
        assert all(box["x"] + box["width"] <= 1280 and box["height"] <= 40 for box in boxes), language


# Every text in sight against what lies behind it: colours mixed down to the first opaque background.
FAINT = """
const parse = (text) => {
  const n = text.match(/[\\d.]+/g).map(Number);
  const c = text.startsWith('color(') ? n.slice(0, 3).map((v) => v * 255) : n.slice(0, 3);
  return [...c, n[3] ?? 1]; };
const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
const luminance = (c) => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
const backdrop = (node) => {
  const stack = [];
  for (let n = node; n instanceof Element; n = n.parentElement) {
    const c = parse(getComputedStyle(n).backgroundColor);
    if (c[3]) stack.push(c);
    if (c[3] === 1) break; }
  return stack.reverse().reduce((under, top) => over(top, under), [128, 128, 128, 1]);
};
const faint = [];
const walker = document.createTreeWalker(map.node, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !node.offsetParent || node.closest('.unseen, .item-list')) continue;
  const back = backdrop(node);
  const ink = over(parse(getComputedStyle(node).color), back);
  const [light, dark] = [luminance(ink), luminance(back)].sort((a, b) => b - a);
  const opacity = [...(function* () {
    for (let n = node; n instanceof Element; n = n.parentElement) yield Number(getComputedStyle(n).opacity);
  })()].reduce((a, b) => a * b, 1);
  if ((light + 0.05) / (dark + 0.05) < 4.5 || opacity < 1)
    faint.push([walker.currentNode.data.trim(), node.className, (light + 0.05) / (dark + 0.05)]);
}
return faint;
"""


def test_every_text_stands_out_from_its_background(open_at) -> None:
    page = open_at("/?ground=light&sel=rail-shenshan&theme=air&dist=luohu").page
    page.locator(".evidence.place summary").click()
    page.locator(".card .evidence summary").last.click()
    for words in ("xl", "没有这个"):
        page.locator(".find").fill(words)
        page.keyboard.press("ArrowDown")
        for appearance in ("light", "dark"):
            run(page, "store.set({ appearance: argument, appearanceChosen: true })", appearance)
            agrees(page, FAINT, [])
        run(page, "store.set({ filters: { ...store.state.filters, district: new Set(['futian']), theme: new Set() } })")
        followed(page)


def test_every_control_has_a_name_and_takes_the_keyboard(kept_page: MapPage) -> None:
    nameless = run(
        kept_page.page,
        "return [...map.node.querySelectorAll('button, input, summary, select, a')].filter((node) => node.offsetParent)"
        ".filter((node) => node.tabIndex < 0 || !(node.getAttribute('aria-label') || node.textContent.trim() || "
        "node.closest('label')?.textContent.trim()))"
        ".map((node) => node.outerHTML.slice(0, 120));",
    )
    assert nameless == []
    landmarks = run(
        kept_page.page,
        "return ['header.top', '.top nav', 'main', 'aside.panel', 'footer.strip']"
        ".map((name) => map.node.querySelectorAll(name).length)",
    )
    assert landmarks == [1, 1, 1, 1, 1]


def test_the_focus_is_seen_on_every_control_that_tab_reaches(kept_page: MapPage) -> None:
    page = kept_page.page
    page.locator(".panel-button").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        style = run(
            page,
            "const node = map.node.getRootNode().activeElement; "
            "const { outlineStyle, outlineWidth } = getComputedStyle(node);"
            "return [node.outerHTML.slice(0, 80), outlineStyle, parseFloat(outlineWidth)];",
        )
        assert style[1] != "none", style
        assert style[2] >= 1, style


def focused(page: Page) -> str:
    """Class or element of what has the focus inside the map."""
    return run(
        page,
        "const node = map.node.getRootNode().activeElement; "
        "return node ? `${node.tagName.toLowerCase()}.${node.className}` : '';",
    )


def test_the_first_stop_skips_into_the_map(whole_page: MapPage) -> None:
    page = whole_page.settled().page
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    expect(skip).to_have_text("跳到地图")
    page.keyboard.press("Enter")
    assert focused(page) == "div.stage"
    assert "#" not in page.url
    expect(skip).not_to_be_in_viewport()


@pytest.mark.parametrize(
    "opener", [".stage", ".item-list [data-item=hub-xili]", ".table-page > .rows [data-item=hub-xili] .name"]
)
def test_the_focus_goes_into_the_card_and_back_to_where_it_was_opened_from(view_at, opener: str) -> None:
    page = view_at("/?page=table&theme=transport" if "table" in opener else "/").page
    node = page.locator(opener).first
    node.wait_for(state="attached")
    node.focus()
    if opener == ".stage":
        run(page, "map.choose(['hub-xili'])")
    else:
        page.keyboard.press("Enter")
    expect(page.locator(".card")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".card button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_be_hidden()
    expect(node).to_be_focused()


def test_a_link_to_an_item_takes_the_focus_from_nobody(open_at) -> None:
    page = open_at("/?sel=hub-xili").page
    expect(page.locator(".card")).to_be_visible()
    assert focused(page) == ""


def test_escape_closes_what_lies_on_top_first(open_at) -> None:
    page = open_at("/?sel=hub-xili", 900, 700).page
    page.locator(".panel-button").click()
    expect(page.locator(".panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.locator(".card")).to_be_visible()
    page.locator(".find").fill("xl")
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()
    expect(page.locator(".card")).to_be_visible()
    page.locator(".stage").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_be_hidden()
    run(page, "map.measure.toggle()")
    page.keyboard.press("Escape")
    assert run(page, "return store.state.measure") is None


def test_tab_is_caught_nowhere(view_at) -> None:
    page = view_at("/?sel=hub-xili&on=-&theme=air").page
    page.locator(".panel-button").focus()
    seen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        seen.append(
            run(
                page,
                "const root = map.node.getRootNode(); "
                "return root.activeElement ? [...map.node.querySelectorAll('*')].indexOf(root.activeElement) : -1;",
            )
        )
        if seen[-1] < 0:
            break
    # Through everything once, in the order in which it stands, and out.
    assert seen[-1] == -1
    assert seen[:-1] == sorted(set(seen[:-1]))


def test_the_card_says_first_how_things_stand_and_folds_coordinates(open_at, plan: Plan) -> None:
    page = open_at("/?sel=hub-xili").page
    card = page.locator(".card")
    card.locator("[data-state]").wait_for()
    heads = card.locator("h3").all_inner_texts()
    assert heads[:2] == ["进展", "规划原文"]
    assert "现状：在建" in card.inner_text()
    expect(card.locator("[data-datum=wgs84]")).to_be_hidden()
    expect(card.locator(".evidence li").first).to_be_hidden()
    card.locator(".place > summary").click()
    expect(card.locator("[data-datum=wgs84]")).to_be_visible()
    # What was opened once stays open, in the next card and on the next visit.
    run(page, "map.choose(['hub-pingshan'])")
    expect(card.locator("[data-datum=wgs84]")).to_be_visible()
    expect(card.locator(".evidence li").first).to_be_hidden()
    page.reload()
    page.wait_for_selector(".plan-map[data-state=ready]")
    expect(page.locator(".card [data-datum=wgs84]")).to_be_visible()
    assert page.locator(".card code:not([data-datum])").count() == 0
