"""Drawing by hand: by mouse, touch and keyboard, snapped to the plan."""

import pytest
from playwright.sync_api import expect

from tests.browser.draw.pen import BAR, HERE, PUT, ZOOMS_BY_CLICKS, Keep, click, drawn, features, pixel, spot, take_pen
from tests.browser.opened import jump, run


def test_the_pen_costs_nothing_until_it_is_taken_and_what_it_draws_is_kept(keep: Keep) -> None:
    made = keep("untouched")
    asked = "() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/draw/')).length"
    assert (made.page.evaluate(asked), run(made.page, "return map.draw")) == (0, None)
    page = take_pen(made)
    # At once, not from the next move of the camera on.
    assert run(page, ZOOMS_BY_CLICKS) is False
    for place in ((500, 500), (700, 450), (800, 600)):
        click(page, *place)
    page.mouse.dblclick(*spot(page, 900, 650))
    [line] = features(page)
    assert (line["kind"], len(line["path"])) == ("line", 4)
    assert page.locator(".draw-told").inner_text().endswith("km")
    expect(page.locator(".legend [data-drawn]")).to_have_text("我的标绘")
    assert run(page, "return renderer.target.zoom") == HERE[2]
    page.keyboard.press("Control+z")
    expect(page.locator(".legend [data-drawn]")).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    page.reload()
    page.wait_for_function("() => [...(globalThis.planMaps?.values() ?? [])][0]?.draw")
    assert features(page) == [line]
    assert made.watch.complaints == []


def test_places_snap_to_the_plan_and_with_alt_they_do_not(keep: Keep) -> None:
    page = take_pen(keep("draw"))
    page.locator("[data-draw=point]").click()
    vertex = run(
        page,
        """const inside = (place) => {
          const [x, y] = renderer.viewport().project(place);
          return x > 350 && x < 950 && y > 250 && y < 600;
        };
        const shown = store.matching.filter((item) => store.isShown(item) && item.located === 'area');
        return shown.flatMap(({ id }) => renderer.highlight.geometry.get(id).paths.flat()).find(inside);""",
    )
    x, y = pixel(page, vertex)
    click(page, x + 4, y + 3)
    page.keyboard.down("Alt")
    click(page, x + 4, y + 3)
    page.keyboard.up("Alt")
    snapped, free = features(page)
    near = run(page, "return renderer.viewport().project(argument)", snapped["path"][0])
    assert near == pytest.approx([x, y], abs=5)
    assert snapped["path"] != free["path"]
    exact = run(
        page,
        """const parts = [...renderer.highlight.geometry.values()];
        const all = parts.flatMap(({ paths, points }) => [...paths.flat(), ...points]);
        return all.some(([x, y]) => x === argument[0] && y === argument[1]);""",
        snapped["path"][0],
    )
    assert exact


def test_vertices_are_moved_put_in_and_removed_and_the_map_stays(keep: Keep) -> None:
    page = take_pen(keep("draw"))
    run(page, PUT, [drawn("a", "area", [[114.02, 22.53], [114.06, 22.53], [114.06, 22.56]])])
    page.locator("[data-draw=select]").click()
    camera = run(page, "return renderer.target")
    x, y = pixel(page, [114.045, 22.54])
    click(page, x, y)
    x, y = pixel(page, [114.06, 22.56])
    page.keyboard.down("Alt")
    page.mouse.move(*spot(page, x, y))
    page.mouse.down()
    page.mouse.move(*spot(page, x + 60, y - 40), steps=3)
    page.mouse.up()
    moved = features(page)[0]["path"]
    assert pixel(page, moved[2]) == pytest.approx((x + 60, y - 40), abs=1)
    x, y = pixel(page, [114.04, 22.53])
    page.mouse.move(*spot(page, x, y))
    page.mouse.down()
    page.mouse.move(*spot(page, x, y + 30), steps=3)
    page.mouse.up()
    page.keyboard.up("Alt")
    assert len(features(page)[0]["path"]) == 4
    assert run(page, "return renderer.target") == camera
    page.keyboard.press("Delete")
    assert len(features(page)[0]["path"]) == 3
    page.keyboard.press("Escape")
    x, y = pixel(page, [114.045, 22.535])
    click(page, x, y)
    page.keyboard.press("Delete")
    assert features(page) == []
    for _ in range(4):
        page.keyboard.press("Control+z")
    assert [feature["path"] for feature in features(page)] == [[[114.02, 22.53], [114.06, 22.53], [114.06, 22.56]]]


def test_all_of_it_goes_by_keys_alone(keep: Keep) -> None:
    page = keep("draw").page
    jump(page, *HERE)
    page.locator("[data-control=draw]").focus()
    page.keyboard.press("Enter")
    page.locator(BAR).wait_for()
    run(page, "map.draw.drawings.turn(map.draw.drawings.fresh('test'));")
    page.locator("[data-draw=arrow]").focus()
    page.keyboard.press("Enter")
    for keys in (["Shift+ArrowLeft", "Enter"], ["Shift+ArrowDown"] * 4 + ["Enter"], ["Shift+ArrowRight"] * 4):
        for key in keys:
            page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    [arrow] = features(page)
    assert (arrow["kind"], len(arrow["path"])) == ("arrow", 3)
    page.keyboard.press("Backspace")
    assert features(page) == []
    unnamed = page.locator(f"{BAR} :is(button, input, select):not([hidden])").evaluate_all(
        """(nodes) => nodes.filter((node) => !node.getAttribute('aria-label') && !node.labels?.[0] && !node.textContent)
          .length"""
    )
    assert unnamed == 0
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".draw-bar")).to_be_hidden()


def test_fingers_draw_move_and_still_pan(keep: Keep) -> None:
    made = keep("draw-touch", "/", (390, 844), touch=True)
    page = take_pen(made, touch=True)
    page.locator("[data-draw=snap]").tap()
    for place in ((120, 500), (250, 520), (250, 520)):
        page.touchscreen.tap(*spot(page, *place))
    [line] = features(page)
    assert len(line["path"]) == 2
    page.locator("[data-draw=select]").tap()
    page.touchscreen.tap(*spot(page, 185, 510))
    session = page.context.new_cdp_session(page)

    def drag(start: tuple[float, float], end: tuple[float, float]) -> None:
        ways = [[start[axis] + (end[axis] - start[axis]) * share / 4 for axis in (0, 1)] for share in range(5)]
        for kind, points in [("touchStart", ways[:1]), *(("touchMove", [way]) for way in ways[1:]), ("touchEnd", [])]:
            touches = [dict(zip("xy", spot(page, *point), strict=True)) for point in points]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    camera = run(page, "return renderer.target")
    drag((250, 520), (280, 600))
    assert pixel(page, features(page)[0]["path"][1]) == pytest.approx((280, 600), abs=2)
    assert run(page, "return renderer.target") == camera
    drag((60, 420), (120, 480))
    page.wait_for_function(
        "(longitude) => [...globalThis.planMaps.values()][0].renderer.target.longitude < longitude",
        arg=camera["longitude"],
    )
    assert len(features(page)[0]["path"]) == 2
    assert made.watch.complaints == []
