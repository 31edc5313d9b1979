"""The pages beside the map: their numbers are the plan's own, every number filters, and page and map talk both ways."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.measure import measure_items
from geo.plan import Plan
from geo.query import NO_DISTRICT, Filter, matching, totals
from layers.browser_parts import modules_hash
from layers.text import text
from layers.view import SORTS, TABLE_COLUMNS
from tests.browser.conftest import MapPage, run


@pytest.fixture
def open_at(browser: Browser, app_url: str) -> Iterator[object]:
    """Open the explorer at an address, as often as wanted, each time in a browser of its own."""
    contexts = []

    def opened(path: str, width: int = 1440, height: int = 900) -> MapPage:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}))
        return MapPage(contexts[-1], app_url, path)

    yield opened
    for context in contexts:
        context.close()


def number(page: Page, selector: str) -> int:
    return int("".join(filter(str.isdigit, page.locator(selector).inner_text())))


def becomes(page: Page, selector: str, wanted: int) -> None:
    """The number that a node shows, after a filter: panels follow a moment later."""
    expect(page.locator(selector)).to_have_text(re.compile(rf"(?<!\d){wanted}(?!\d)"))


TOTAL = "[data-total=total]"


def test_the_overview_s_numbers_are_the_plan_s(open_at, plan: Plan) -> None:
    page = open_at("/?page=overview").page
    expected = totals(plan.items)
    page.locator("[data-matrix-total=all]").wait_for()
    cells = page.locator(".matrix [data-cell]").evaluate_all("cells => cells.map((cell) => [cell.dataset.cell, Number(cell.textContent)])")
    assert {tuple(key.split(" ")): count for key, count in cells} == dict(expected.by_theme_stage)
    assert number(page, "[data-matrix-total=all]") == expected.all
    assert number(page, "[data-figure=placed]") == expected.placed
    assert number(page, "[data-figure=unplaced]") == expected.unplaced
    bars = page.locator("[data-bar]").evaluate_all(
        "bars => bars.map((bar) => [bar.dataset.bar, Number(bar.querySelector('.count').textContent)])"
    )
    assert dict(bars) == dict(expected.by["district"])


def test_rail_in_the_city_is_measured_not_typed(open_at, plan: Plan) -> None:
    page = open_at("/?page=overview").page
    rail = [item for item in plan.items if item.category in ("国家铁路", "城际轨道", "城市轨道")]
    inside = sum(sum(measure.inside.values()) for measure in measure_items(rail, plan.units).values())
    figure = page.locator("[data-figure=rail]")
    figure.wait_for()
    assert figure.inner_text() == f"{inside:,.0f} km"


def test_a_cell_filters_and_lets_go_again(open_at, plan: Plan) -> None:
    map_page = open_at("/?page=overview")
    page = map_page.page
    cell = page.locator("[data-cell='transport complete']")
    cell.click()
    wanted = Filter(theme=frozenset({"transport"}), stage=frozenset({"complete"}))
    becomes(page, TOTAL, len(matching(plan.items, wanted)))
    assert int(cell.inner_text()) == len(matching(plan.items, wanted))
    assert cell.get_attribute("aria-pressed") == "true"
    # The other cells keep the number that they would give, and are marked as left out.
    other = page.locator("[data-cell='transport promote']")
    assert int(other.inner_text()) == totals(plan.items).by_theme_stage["transport", "promote"]
    assert "off" in str(other.get_attribute("class"))
    page.wait_for_url("**theme=transport&stage=complete**")
    cell.click()
    becomes(page, TOTAL, len(plan.items))
    page.locator("[data-part='nanshan transport']").click()
    wanted = Filter(theme=frozenset({"transport"}), district=frozenset({"nanshan"}))
    becomes(page, TOTAL, len(matching(plan.items, wanted)))
    assert map_page.watch.complaints == []


def test_what_names_no_district_is_filtered_by_like_a_district(open_at, plan: Plan) -> None:
    page = open_at("/?page=overview").page
    wanted = Filter(district=frozenset({NO_DISTRICT}))
    found = len(matching(plan.items, wanted))
    row = page.locator("[data-bar=none]")
    row.locator("[data-pick='district+none']").click()
    becomes(page, TOTAL, found)
    assert int(row.locator(".count").inner_text()) == found
    page.wait_for_url("**dist=none**")
    assert run(page, "return store.state.page") == "overview"
    named = text("district.none", "zh")
    assert named in page.locator(".filter-line [data-remove=district]").inner_text()
    page.locator(".filter-line button[aria-expanded=false]").click()
    chip = page.locator("[data-filter=district][data-value=none]")
    assert named in chip.inner_text()
    assert chip.get_attribute("aria-pressed") == "true"
    chip.click()
    becomes(page, TOTAL, len(plan.items))
    row.locator("[data-part='none ecology']").click()
    becomes(page, TOTAL, len(matching(plan.items, replace(wanted, theme=frozenset({"ecology"})))))


def test_the_district_page_leads_to_what_names_none(open_at, plan: Plan) -> None:
    page = open_at("/?page=districts&unit=futian").page
    page.locator("[data-action=elsewhere]").click()
    page.wait_for_url("**page=table**dist=none**")
    becomes(page, "[data-totals=all]", sum(not item.districts for item in plan.items))


@pytest.mark.parametrize("name", ["overview", "districts", "table"])
def test_a_page_without_a_match_offers_the_filters_to_loosen(open_at, plan: Plan, name: str) -> None:
    page = open_at(f"/?page={name}&unit=futian&theme=key-area&stage=study").page
    assert not matching(plan.items, Filter(theme=frozenset({"key-area"}), stage=frozenset({"study"})))
    buttons = page.locator(".filter-line .warning button")
    expect(buttons).to_have_count(2)
    page.locator(".filter-line .warning [data-remove=theme]").click()
    becomes(page, TOTAL, len(matching(plan.items, Filter(stage=frozenset({"study"})))))
    assert page.locator(".filter-line .warning").count() == 0


def test_the_table_has_every_matching_item_once_and_the_unplaced_in_their_tray(open_at, plan: Plan) -> None:
    page = open_at("/?page=table&theme=transport,water").page
    wanted = matching(plan.items, Filter(theme=frozenset({"transport", "water"})))
    ids = "rows => rows.map((row) => row.dataset.item)"
    rows = page.locator(".table-page > .rows tr[data-item]")
    rows.first.wait_for()
    tray = page.locator(".tray tr[data-item]")
    assert sorted(rows.evaluate_all(ids)) == sorted(item.id for item in wanted if item.geometry is not None)
    assert sorted(tray.evaluate_all(ids)) == sorted(item.id for item in wanted if item.geometry is None)
    parts = [number(page, f"[data-totals={name}]") for name in ("shown", "layerOff", "noPlace")]
    assert sum(parts) == number(page, "[data-totals=all]") == len(wanted)
    page.locator("[data-action=turnOn]").click()
    becomes(page, "[data-total=shown]", sum(item.geometry is not None for item in wanted))
    assert page.locator("[data-totals=layerOff]").count() == 0


def test_sorting_and_grouping_keep_every_row(open_at, plan: Plan) -> None:
    page = open_at("/?page=table&theme=transport").page
    placed = [item for item in matching(plan.items, Filter(theme=frozenset({"transport"}))) if item.geometry is not None]
    rows = page.locator(".table-page > .rows tr[data-item]")
    head = page.locator(".table-page > .rows [data-sort=uncertainty]")
    head.click()
    head.click()
    assert page.locator(".table-page > .rows th[aria-sort=descending]").count() == 1
    ids = rows.evaluate_all("rows => rows.map((row) => row.dataset.item)")
    spread = [plan.by_id[identifier].uncertainty_m for identifier in ids]
    assert spread == sorted(spread, reverse=True)
    assert len(spread) == len(placed)
    page.locator("[data-grouping=district]").click()
    expect(rows).to_have_count(sum(max(len(item.districts), 1) for item in placed))
    page.locator("[data-grouping=stage]").click()
    expect(rows).to_have_count(len(placed))


def test_a_link_holds_how_the_table_is_sorted_and_grouped(open_at, plan: Plan) -> None:
    page = open_at("/?page=table&theme=transport").page
    head = page.locator(".table-page > .rows [data-sort=uncertainty]")
    head.click()
    page.wait_for_url("**sort=uncertainty**")
    head.click()
    page.locator("[data-grouping=stage]").click()
    page.wait_for_url("**sort=-uncertainty&group=stage**")
    order = "rows => rows.map((row) => row.dataset.item ?? row.textContent)"
    rows = ".table-page > .rows :is(tr[data-item], tr.group)"
    again = open_at("/?" + page.url.partition("?")[2]).page
    again.locator(rows).first.wait_for()
    assert again.locator(rows).evaluate_all(order) == page.locator(rows).evaluate_all(order)
    assert again.locator("[data-grouping=stage]").get_attribute("aria-pressed") == "true"
    again.locator(".table-page > .rows [data-sort=uncertainty]").click()
    again.locator("[data-grouping=none]").click()
    again.wait_for_function("!/sort=|group=/.test(location.search)")


def test_every_column_can_be_sorted_by_from_a_link(open_at) -> None:
    page = open_at("/?page=table&sort=nothing&group=nothing").page
    assert "sort=nothing" in page.locator(".problems, .notices").first.inner_text()
    heads = page.locator(".table-page > .rows [data-sort]")
    heads.first.wait_for()
    assert tuple(heads.evaluate_all("heads => heads.map((head) => head.dataset.sort)")) == TABLE_COLUMNS
    for sort in SORTS:
        link = f"page=table&sort={sort}"
        found = run(page, "map.show((await import(argument.module)).decodeView(map.doc, argument.link)); return store.state.sort;",
                    {"module": f"/modules/{modules_hash()}/view.js", "link": link})  # fmt: skip
        assert found == sort
        direction = "descending" if sort.startswith("-") else "ascending"
        expect(page.locator(f".table-page > .rows th[aria-sort={direction}] [data-sort={sort.removeprefix('-')}]")).to_have_count(1)


def test_table_and_map_find_each_other(open_at, plan: Plan) -> None:
    map_page = open_at("/?page=table&sel=hub-pingshan")
    page = map_page.page
    expect(page.locator("tr.chosen[data-item=hub-pingshan]")).to_be_in_viewport()
    # On the map too it lies beside the card, not under it.
    x, y = run(page, "return scene.viewport().project(store.byId.get('hub-pingshan').anchors[0])")
    stage, card = page.locator(".stage").bounding_box(), page.locator(".card").bounding_box()
    assert 0 < x < card["x"] - stage["x"] and 0 < y < stage["height"]
    row = page.locator(".table-page > .rows tr[data-item=road-eastern-transit]")
    row.hover()
    assert run(page, "return store.state.hover") == "road-eastern-transit"
    row.locator(".name").click()
    assert page.locator(".card h2").inner_text() == plan.by_id["road-eastern-transit"].name
    row.locator(".more").click()
    assert plan.by_id["road-eastern-transit"].clause_text in page.locator(".table-page tr.clause").inner_text()
    # Chosen on the map: the row comes into view.
    run(page, "map.choose(['hub-xili'])")
    expect(page.locator("tr.chosen[data-item=hub-xili]")).to_be_in_viewport(ratio=1)
    # What has no place is found in the tray, which opens.
    run(page, "map.choose(['metro-phase-4'])")
    assert page.locator(".tray tr.chosen[data-item=metro-phase-4]").is_visible()
    assert map_page.watch.complaints == []


def test_the_table_is_walked_by_arrow_keys(open_at) -> None:
    page = open_at("/?page=table&theme=water").page
    names = page.locator(".table-page > .rows tr[data-item] .name")
    names.first.wait_for()
    names.first.focus()
    page.keyboard.press("ArrowDown")
    second = names.nth(1).inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator(".table-page tr.clause").count() == 1
    page.keyboard.press("Enter")
    assert page.locator(".card h2").inner_text() == second


def test_a_table_of_twenty_thousand_makes_only_the_rows_in_sight(open_at) -> None:
    page = open_at("/?page=table").page
    page.locator(".table-page tr[data-item]").first.wait_for()
    made, last = page.evaluate(
        """async (url) => {
          const { ItemTable } = await import(url);
          const map = globalThis.planMaps.get('explore');
          const scroller = map.node.querySelector('.table-page > .rows');
          const table = new ItemTable(map, { columns: {}, scroller, caption: () => 'many' });
          scroller.replaceChildren(table.node);
          const [first] = map.store.doc.items;
          const items = Array.from({ length: 20000 }, (_, index) => ({ ...first, id: `copy-${index}`, name: `n${index}` }));
          table.show([{ label: null, items }]);
          const made = table.node.querySelectorAll('tr[data-item]').length;
          table.reveal('copy-19999');
          return [made, table.node.querySelectorAll('tr[data-item="copy-19999"]').length];
        }""",
        f"/modules/{modules_hash()}/itemtable.js",
    )
    assert 20 < made < 1000
    assert last == 1


def test_a_district_has_its_own_numbers_and_turns_by_keys(open_at, plan: Plan) -> None:
    map_page = open_at("/?page=districts&unit=nanshan")
    page = map_page.page
    page.locator(".unit-head h1").wait_for()
    own = matching(plan.items, Filter(district=frozenset({"nanshan"})))
    assert number(page, "[data-matrix-total=all]") == len(own)
    rows = page.locator(".districts .items tr[data-item]")
    assert sorted(rows.evaluate_all("rows => rows.map((row) => row.dataset.item)")) == sorted(item.id for item in own)
    unit = next(unit for unit in plan.units if unit.id == "nanshan")
    words = page.locator(".dock").inner_text()
    for phrase in (*unit.positioning, *unit.key_areas, unit.goal):
        assert phrase in words
    inside = measure_items([plan.by_id["intercity-shenhui"]], plan.units)["intercity-shenhui"].inside["nanshan"]
    assert f"{inside:.1f} km" in page.locator(".crossing tr:has([data-choose=intercity-shenhui])").inner_text()
    order = [unit.id for unit in plan.units]
    # The keys are named where they work.
    assert "[" in page.locator(".districts .purpose").inner_text() and "]" in page.locator(".districts .purpose").inner_text()
    assert "[" in str(page.locator("[data-step=previous]").get_attribute("title"))
    assert "]" in str(page.locator("[data-step=next]").get_attribute("title"))
    page.keyboard.press("]")
    assert run(page, "return store.state.unit") == order[(order.index("nanshan") + 1) % len(order)]
    page.keyboard.press("[")
    page.locator("[data-unit=futian]").click()
    assert page.locator(".unit-head h1").inner_text().startswith("福田区")
    # A unit clicked on the map is a change of the page, not a card.
    run(page, "map.choose(['yantian'])")
    page.wait_for_function("globalThis.planMaps.get('explore').store.state.unit === 'yantian'")
    assert page.locator(".card").is_hidden()
    assert map_page.watch.complaints == []


def test_a_district_s_cell_filters_by_district_too(open_at, plan: Plan) -> None:
    page = open_at("/?page=districts&unit=longgang").page
    cell = page.locator("[data-cell='transport accelerate']")
    count = int(cell.inner_text())
    cell.click()
    wanted = {name: frozenset({value}) for name, value in (("theme", "transport"), ("stage", "accelerate"), ("district", "longgang"))}
    becomes(page, TOTAL, count)
    assert count == len(matching(plan.items, Filter(**wanted)))
    page.locator("[data-step=next]").click()
    assert run(page, "return [...store.state.filters.district]") == [run(page, "return store.state.unit")]


def test_a_page_is_as_far_down_as_it_was_after_a_visit_elsewhere(open_at) -> None:
    page = open_at("/?page=table").page
    rows = page.locator(".table-page > .rows")
    rows.locator("tr[data-item]").first.wait_for()
    # Streamlit mounts the map a second time when its own page is ready.
    page.wait_for_timeout(1500)
    rows.evaluate("node => { node.scrollTop = 900; }")
    page.wait_for_timeout(500)
    page.locator("[data-page=sources]").click()
    page.get_by_text("数据来源与数据检查").wait_for()
    page.get_by_role("button", name="清单").click()
    rows.wait_for()
    expect(rows).to_be_visible()
    page.wait_for_function("() => globalThis.planMaps.get('explore').node.querySelector('.table-page > .rows').scrollTop === 900")


def test_pages_stand_in_the_address_and_back_leads_back(open_at) -> None:
    map_page = open_at("/")
    page = map_page.page
    page.locator(".top [data-page=districts]").click()
    page.wait_for_url("**page=districts**unit=**")
    page.locator(".top [data-page=table]").click()
    page.wait_for_url("**page=table**")
    assert "unit=" not in page.url
    page.go_back()
    page.wait_for_url("**page=districts**")
    page.locator(".unit-head h1").wait_for()
    assert page.locator(".top [data-page=districts]").get_attribute("aria-current") == "page"
    page.go_back()
    page.wait_for_function("globalThis.planMaps.get('explore').store.state.page === 'map'")
    assert page.locator(".dock").is_hidden()
    assert page.locator(".panel").is_visible()
    assert map_page.watch.complaints == []


@pytest.mark.parametrize("name", ["overview", "districts", "table"])
def test_a_page_leaves_the_map_its_share_and_speaks_english(open_at, name: str) -> None:
    page = open_at(f"/?page={name}&lang=en&unit=shenshan").page
    page.locator(".dock-page .purpose").wait_for()
    assert page.locator(".map-box").bounding_box()["width"] >= 0.45 * 1440
    foreign = page.locator(".dock-page").evaluate(
        "node => [...node.querySelectorAll('*')].filter((part) => part.lang !== 'zh' && !part.closest('[lang=zh]'))"
        ".flatMap((part) => [...part.childNodes].filter((child) => child.nodeType === 3).map((child) => child.textContent))"
        ".filter((text) => /[\\u4e00-\\u9fff]/.test(text))"
    )
    assert foreign == []
