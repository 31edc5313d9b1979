"""The table: every item once, sorted and grouped by its link, both ways with the map, in both languages."""

import io
import json
from datetime import date

import openpyxl
import pytest
from playwright.sync_api import expect

from exports.context import Context
from exports.data.item_list import crossing
from exports.data.listing import Listing
from exports.data.ordering import Ordering
from exports.ledger.states import states_of
from exports.progress import silent
from geo.folder import DATA
from geo.measure import measure_items
from geo.model import Plan
from geo.query import Filter, matching
from layers.progress.document import make_progress
from layers.style.catalogue import load_catalogue
from layers.view.state import SORTS, TABLE_COLUMNS, View
from layers.view.tally import tally
from tests.browser.opened import becomes, number, run
from tests.node import node
from web.assets import modules_hash

LEAST_NAME_PX = {1440: 190, 1280: 150}


def test_the_table_has_every_matching_item_once_and_the_unplaced_in_their_tray(view_at, plan: Plan) -> None:
    page = view_at("/?page=table&theme=transport,water").page
    wanted = matching(plan.items, Filter(theme=frozenset({"transport", "water"})))
    ids = "rows => rows.map((row) => row.dataset.item)"
    rows = page.locator(".table-page > .rows tr[data-item]")
    rows.first.wait_for()
    tray = page.locator(".tray tr[data-item]")
    assert sorted(rows.evaluate_all(ids)) == sorted(item.id for item in wanted if item.geometry is not None)
    assert sorted(tray.evaluate_all(ids)) == sorted(item.id for item in wanted if item.geometry is None)
    parts = [number(page, f"[data-totals={name}]") for name in ("shown", "closed", "unplaced")]
    assert sum(parts) == number(page, "[data-totals=total]") == len(wanted)
    page.locator("[data-totals=closed]").click()
    becomes(page, "[data-total=shown]", sum(item.geometry is not None for item in wanted))
    assert page.locator("[data-totals=closed]").count() == 0


def test_sorting_and_grouping_keep_every_row(view_at, plan: Plan) -> None:
    page = view_at("/?page=table&theme=transport").page
    placed = [
        item for item in matching(plan.items, Filter(theme=frozenset({"transport"}))) if item.geometry is not None
    ]
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


def test_a_link_holds_how_the_table_is_sorted_and_grouped(view_at) -> None:
    page = view_at("/?page=table&theme=transport").page
    head = page.locator(".table-page > .rows [data-sort=uncertainty]")
    head.click()
    page.wait_for_url("**sort=uncertainty**")
    head.click()
    page.locator("[data-grouping=stage]").click()
    page.wait_for_url("**sort=-uncertainty&group=stage**")
    order = "rows => rows.map((row) => row.dataset.item ?? row.textContent)"
    rows = ".table-page > .rows :is(tr[data-item], tr.group)"
    link, first = page.url.partition("?")[2], page.locator(rows).evaluate_all(order)
    assert view_at("/?page=table&theme=transport").page.locator(rows).evaluate_all(order) != first
    again = view_at(f"/?{link}").page
    assert again.locator(rows).evaluate_all(order) == first
    assert again.locator("[data-grouping=stage]").get_attribute("aria-pressed") == "true"
    again.locator(".table-page > .rows [data-sort=uncertainty]").click()
    again.locator("[data-grouping=none]").click()
    again.wait_for_function("!/sort=|group=/.test(location.search)")


# Of each link with a sort: the state's sort, and how many columns say that the rows are sorted by them so.
SORTED = """
  const { decodeView } = await import(argument.module);
  const found = [];
  for (const sort of argument.sorts) {
    map.show(decodeView(map.doc, `page=table&sort=${sort}`), 0);
    const direction = sort.startsWith('-') ? 'descending' : 'ascending';
    const head = `.table-page > .rows th[aria-sort=${direction}] [data-sort=${sort.replace('-', '')}]`;
    for (let frame = 0; frame < 100 && !map.node.querySelector(head); frame += 1)
      await new Promise(requestAnimationFrame);
    found.push([store.state.sort, map.node.querySelectorAll(head).length]);
  }
  return found;
"""


def test_every_column_can_be_sorted_by_from_a_link(view_at) -> None:
    page = view_at("/?page=table&sort=nothing&group=nothing").page
    assert "sort=nothing" in page.locator(".problems, .notices").first.inner_text()
    heads = page.locator(".table-page > .rows [data-sort]")
    heads.first.wait_for()
    assert tuple(heads.evaluate_all("heads => heads.map((head) => head.dataset.sort)")) == TABLE_COLUMNS
    found = run(page, SORTED, {"module": f"/modules/{modules_hash()}/state/view.js", "sorts": SORTS})
    assert found == [[sort, 1] for sort in SORTS]


def test_table_and_map_find_each_other(view_at, plan: Plan) -> None:
    map_page = view_at("/?page=table&sel=hub-pingshan")
    page = map_page.page
    expect(page.locator("tr.chosen[data-item=hub-pingshan]")).to_be_in_viewport()
    # On the map too it lies beside the card, not under it.
    x, y = run(page, "return renderer.viewport().project(store.byId.get('hub-pingshan').anchors[0])")
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


def test_the_table_is_walked_by_arrow_keys(view_at) -> None:
    page = view_at("/?page=table&theme=water").page
    names = page.locator(".table-page > .rows tr[data-item] .name")
    names.first.wait_for()
    names.first.focus()
    page.keyboard.press("ArrowDown")
    second = names.nth(1).inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator(".table-page tr.clause").count() == 1
    page.keyboard.press("Enter")
    assert page.locator(".card h2").inner_text() == second


ORDERS = """
  const [{ sorted }, { crossing }, { Store }] =
    await Promise.all(['pages/columns', 'pages/crossing', 'state/store'].map(module));
  const { Timeline } = await module('progress/timeline');
  const store = new Store(doc, {});
  globalThis.requestAnimationFrame = () => {};
  store.takeLedger(new Timeline(argument.progress));
  const found = { orders: {}, crossing: {} };
  for (const language of ['zh', 'en']) {
    store.state.language = language;
    for (const sort of argument.sorts) {
      const order = { column: sort.replace('-', ''), descending: sort.startsWith('-') };
      found.orders[`${language} ${sort}`] = sorted(store, store.doc.items, order).map((item) => item.id);
    }
  }
  for (const unit of store.doc.units)
    found.crossing[unit.id] = crossing(store.doc.items, unit.id).map((item) => item.id);
  return found;
"""


def test_the_workbook_has_the_tables_order_and_what_crosses_a_border(plan: Plan) -> None:
    progress = json.loads(make_progress(plan.items, data=DATA, day=date.today()))
    found = node(ORDERS, {"sorts": SORTS, "progress": progress}, plan=True)
    catalogue = load_catalogue()
    measures = measure_items(plan.items, plan.units)
    for language in ("zh", "en"):
        order = Ordering(plan, catalogue, measures, language)
        for sort in SORTS:
            assert found["orders"][f"{language} {sort}"] == [item.id for item in order.ordered(plan.items, sort)], (
                language,
                sort,
            )
    context = Context(View(), plan, catalogue, "zh", silent)
    for unit in plan.units:
        listing = Listing(context, plan.items, measures, tally(View(), plan, catalogue), (unit,), states_of(context))
        assert found["crossing"][unit.id] == [item.id for item, _ in crossing(listing, unit)], unit.id


def test_one_click_takes_the_list_away_as_it_stands(view_at) -> None:
    page = view_at("/?page=table&theme=transport&stage=promote,study&dist=longgang&sort=-size&group=stage").page
    with page.expect_download() as waiting:
        page.locator("[data-action=download]").click()
    path = waiting.value.path()
    assert waiting.value.suggested_filename == "深圳规划一张图-清单.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    ids = [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True) if row[-1]]
    assert ids == page.locator(".table-page > .rows tr[data-item]").evaluate_all(
        "rows => rows.map((row) => row.dataset.item)"
    )
    assert len(ids) == 12


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
          const items = Array.from({ length: 20000 },
            (_, index) => ({ ...first, id: `copy-${index}`, name: `n${index}` }));
          table.show([{ label: null, items }]);
          const made = table.node.querySelectorAll('tr[data-item]').length;
          table.reveal('copy-19999');
          return [made, table.node.querySelectorAll('tr[data-item="copy-19999"]').length];
        }""",
        f"/modules/{modules_hash()}/pages/itemtable.js",
    )
    assert 20 < made < 1000
    assert last == 1


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_have_room_and_no_cell_runs_into_the_next(view_at, language: str, width: int, height: int) -> None:
    page = view_at(f"/?page=table&lang={language}&sort=size", width, height).page
    page.locator(".table-page > .rows tr[data-item]").first.wait_for()
    assert page.locator(".table-page > .rows thead th").first.bounding_box()["width"] >= LEAST_NAME_PX[width]
    # How far the text of a cell reaches beyond it.
    beyond = page.locator(".table-page > .rows :is(tbody td, tbody th[scope=row])").evaluate_all(
        """cells => cells.map((cell) => {
          const read = [...cell.childNodes]
            .filter((node) => !node.tagName || getComputedStyle(node).position !== 'absolute');
          const parts = read.flatMap((node) => {
            const range = document.createRange();
            range.selectNode(node);
            return [...range.getClientRects()];
          });
          return [cell.textContent, Math.max(...parts.map((part) => part.right)) - cell.getBoundingClientRect().right];
        }).filter(([, px]) => px > 0)"""
    )
    assert beyond == []
    rows = page.locator(".table-page > .rows")
    assert rows.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
