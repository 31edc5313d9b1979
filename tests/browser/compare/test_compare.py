"""Two views beside each other: each says what it has, they look from one place, and the link restores both."""

from typing import Any

from playwright.sync_api import Page, expect

from layers.text import text
from tests.browser.opened import MapPage, agrees, run

DAYS = "/?tint=progress&day=2022-01-01&vs=tint%3Dprogress"
DISTRICTS = "/?dist=futian&at=114.05,22.54,11&vs=dist%3Dnanshan%26at%3D113.95,22.55,11&split=side"
NAMES = ".compare-name"
STANDS = "return Boolean(map.comparison?.pane?.renderer?.shown && map.comparison.pane.renderer.sized);"
QUERY = "return map.address.query();"
PANE_AT = """const { longitude, zoom } = map.comparison.pane.renderer.camera;
  return [longitude.toFixed(4), zoom.toFixed(3)];"""
MAP_AT = "const { longitude, zoom } = renderer.camera; return [longitude.toFixed(4), zoom.toFixed(3)];"


def compared(view_at: Any, link: str) -> Page:
    page: Page = view_at(link).page
    agrees(page, STANDS, True)
    return page


def test_each_half_shows_its_own_and_says_what(view_at: Any) -> None:
    page = compared(view_at, DAYS)
    names = page.locator(NAMES)
    expect(names.nth(0)).to_have_text("2022-01-01")
    expect(names.nth(1)).to_contain_text(text("compare.today", "zh", day="")[:2])
    standings = "return [store, map.comparison.pane.store].map((each) => each.standings.get('hub-huangmugang')?.state);"
    agrees(page, "return Boolean(map.comparison.pane.store.ledger && store.ledger);", True)
    left, right = run(page, standings)
    assert left != right
    run(page, "renderer.fly({ longitude: 114.1, latitude: 22.6, zoom: 11 }, 0);")
    agrees(page, PANE_AT, run(page, MAP_AT))


def test_the_divider_moves_by_keys_and_ends_where_it_may(view_at: Any) -> None:
    page = compared(view_at, DAYS)
    divider = page.locator(".compare-divider")
    divider.press("ArrowLeft")
    agrees(page, "return store.state.split;", 45)
    for _ in range(9):
        divider.press("ArrowLeft")
    expect(divider).to_have_attribute("aria-valuenow", "10")
    assert run(page, QUERY).endswith("&split=10")
    page.locator("[data-compare=side]").click()
    agrees(page, "const [one, other] = [map.stage, map.comparison.pane.node].map((node) => node.clientWidth);"
                 "return Math.abs(one - other) <= 1;", True)  # fmt: skip


def test_who_clicks_the_other_half_works_on_it_and_the_link_stays(view_at: Any) -> None:
    page = compared(view_at, DISTRICTS)
    before = run(page, QUERY)
    page.locator(NAMES).nth(1).click()
    agrees(page, "return [store.state.right, [...store.state.filters.district]];", [True, ["nanshan"]])
    agrees(page, MAP_AT, ["113.9500", "11.000"])
    agrees(page, PANE_AT, ["114.0500", "11.000"])
    assert run(page, QUERY) == before
    expect(page.locator(f"{NAMES}[aria-pressed=true]")).to_have_text("南山区")
    page.locator("[data-compare=link]").click()
    agrees(page, PANE_AT, ["113.9500", "11.000"])


def test_it_begins_with_the_present_view_and_ends_without_a_trace(view_at: Any) -> None:
    map_page: MapPage = view_at("/?on=th&lang=en")
    page = map_page.page
    page.locator("[data-control=compare]").click()
    agrees(page, STANDS, True)
    expect(page.locator(".compare-hint")).to_have_text(text("compare.same", "en"))
    assert "vs=on%3Dth" in run(page, QUERY)
    page.locator("[data-compare=end]").click()
    expect(page.locator(".other")).to_have_count(0)
    assert run(page, "return [store.state.compare, map.comparison.pane];") == [None, None]
    assert "vs=" not in run(page, QUERY)
    # Panels grow and the map moves: nothing of the other half is there to follow.
    run(page, "store.set({ legendOpen: !store.state.legendOpen, selection: 'hub-xili' });")
    run(page, "return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));")
    assert not map_page.watch.complaints
