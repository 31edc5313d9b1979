"""Progress on the map: colours, day, filters and what is said of it, in the frame of the change."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.opened import TOTAL, MapPage, run

Open = Callable[..., MapPage]
# What the GPU is handed in the very task of a change, and whether any layer is another one.
CHANGE = """
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const frames = [];
  const redraw = renderer.deck.redraw;
  renderer.deck.redraw = (why) => { frames.push(why); redraw.call(renderer.deck, why); };
  const { layers } = renderer;
  store.set(argument.change);
  renderer.deck.redraw = redraw;
  const { tinted, tints, lists, firstRows } = renderer.rows;
  const number = store.numberOf.get(argument.item);
  const colors = lists.flatMap(({ items }, list) => {
    const row = items ? items.indexOf(number) : -1;
    const at = 4 * (firstRows[list] + row);
    return row < 0 ? [] : [[...tints.bytes.subarray(at, at + 3)].join()];
  });
  return { tinted, frames, same: layers.every((layer, at) => layer === renderer.layers[at]), color: colors[0] };
"""
LINE = "metro-13-2-north"


def change(page: Page, **change: object) -> dict[str, object]:
    return run(page, CHANGE, {"change": change, "item": LINE})


def with_ledger(opened: MapPage) -> Page:
    run(opened.page, "await map.ledger.ask(); return null;")
    return opened.page


def test_a_day_reaches_the_gpu_in_the_task_of_the_change_and_no_layer_is_made_anew(kept_page: MapPage) -> None:
    page = with_ledger(kept_page)
    now = change(page, tint="progress")
    then = change(page, day="2022-06-30")
    plain = change(page, tint="theme")
    assert [seen["tinted"] for seen in (now, then, plain)] == [True, True, False]
    assert all(seen["same"] and seen["frames"] == ["state"] for seen in (now, then, plain))
    assert now["color"] and then["color"] and now["color"] != then["color"]


def test_totals_legend_table_and_card_follow_the_day(kept_page: MapPage) -> None:
    page = with_ledger(kept_page)
    run(
        page,
        "const filters = { ...store.state.filters, state: new Set(['open', 'complete']) };"
        "store.set({ tint: 'progress', page: 'table', selection: argument, filters }); return null;",
        LINE,
    )
    total = page.locator(TOTAL)
    before = total.inner_text()
    row = page.locator(f"tr[data-item='{LINE}'] .of-state")
    expect(row).to_contain_text("已开通")
    expect(page.locator(".card .progress-state")).to_contain_text("现状：已开通")
    run(page, "store.set({ day: '2023-06-30' }); return null;")
    expect(total).not_to_have_text(before)
    expect(row).to_have_count(0)
    expect(page.locator(".card .progress-state")).to_contain_text("2023-06-30：")
    run(page, "store.set({ page: 'map', legendOpen: true }); return null;")
    expect(page.locator(".legend h3").first).to_have_text("进展状态（截至 2023-06-30）")
    expect(page.locator("[data-progress=day]")).to_have_text("进展截至 2023-06-30")


def test_the_time_bar_goes_by_months_by_years_and_back_to_today(kept_page: MapPage) -> None:
    page = with_ledger(kept_page)
    page.locator("[data-control=time]").click()
    slider = page.locator(".time-slider")
    assert run(page, "return [store.state.tint, store.state.day];") == ["progress", None]
    slider.focus()
    days = []
    for key in ("ArrowLeft", "PageDown", "Home", "ArrowRight", "End"):
        slider.press(key)
        days.append(run(page, "return store.state.day;"))
    last = run(page, "return map.ledger.store.ledger.today;")
    assert days[2:] == ["2021-01-31", "2021-02-28", None] and days[0][:7] < last[:7]
    assert int(days[0][:4]) - int(days[1][:4]) == 1 and days[0][5:7] == days[1][5:7]
    page.locator("[data-time=play]").click()
    page.wait_for_function("() => [...planMaps.values()][0].store.state.day > '2021-02-01'")
    page.locator("[data-time=play]").click()
    page.locator("[data-time=today]").click()
    assert run(page, "return store.state.day;") is None
    page.locator("[data-time=close]").click()
    expect(page.locator(".timebar")).to_be_hidden()


def test_a_link_by_progress_shows_the_map_says_what_is_missing_and_applies_it_when_it_comes(open_at: Open) -> None:
    opened = open_at("/?promise=not-kept&tint=progress")
    page = opened.page
    expect(page.locator(TOTAL)).to_have_text("共 8 项")
    assert run(page, "return renderer.rows.tinted;")
    page.close()

    away = ["the server"]

    def refuse(route: Route) -> None:
        if away:
            route.abort()
        else:
            route.continue_()

    context = opened.page.context
    context.route("**/progress/*.json", refuse)
    try:
        other = open_at("/?promise=not-kept&tint=progress").page
        notice = other.locator(".progress-notice")
        expect(notice).to_contain_text("地图显示全部项目")
        expect(other.locator(TOTAL)).not_to_have_text("共 8 项")
        # The route stays until the end: a request on its way while routes change may hang for ever.
        away.clear()
        other.locator("[data-progress=again]").click()
        expect(other.locator(TOTAL)).to_have_text("共 8 项")
        expect(notice).to_be_hidden()
    finally:
        context.unroute("**/progress/*.json")
