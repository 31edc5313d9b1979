"""Drawing by hand: by mouse, touch and keyboard, snapped to the plan, kept, and while presenting."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opened import MapPage, drawn_whole, jump, run
from web.assets import modules_hash

Keep = Callable[..., MapPage]
HERE = (114.05, 22.55, 12.0)
FEATURES = "map.draw.drawings.current.features"
BAR = ".draw-bar:not([hidden])"
PUT = """const { drawings } = map.draw;
  drawings.turn(drawings.fresh('put'));
  drawings.edit(argument.map((after) => ({ before: null, after })));"""


def drawn(identifier: str, kind: str, path: list[list[float]], text: str = "") -> dict[str, Any]:
    return {
        "id": identifier, "kind": kind, "color": "magenta", "text": text, "number": 0, "measured": False, "path": path,
    }  # fmt: skip


def features(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(page, f"return {FEATURES}")
    return found


ZOOMS_BY_CLICKS = "return Object.values(renderer.deck.viewManager.controllers)[0].doubleClickZoom"
"""whether two quick clicks bring the map nearer, as deck.gl's controller has it"""


def take_pen(made: MapPage, *, touch: bool = False) -> Page:
    """The pen in hand over a quiet part of the map, nothing drawn, and no menu left open by the test before."""
    page = made.page
    jump(page, *HERE)
    button = page.locator("[data-control=draw]")
    if touch:
        button.tap()
    else:
        button.click()
    page.locator(BAR).wait_for()
    fresh = "map.draw.drawings.turn(map.draw.drawings.fresh('test')); map.draw.drawings.done = [];"
    run(page, fresh + "map.draw.bar.closed();")
    return page


def spot(page: Page, x: float, y: float) -> tuple[float, float]:
    """A pixel of the map as one of the page."""
    box = page.locator(".stage").bounding_box()
    assert box
    return box["x"] + x, box["y"] + y


def click(page: Page, x: float, y: float) -> None:
    page.mouse.click(*spot(page, x, y))


def pixel(page: Page, place: list[float]) -> tuple[float, float]:
    x, y = run(page, "return renderer.viewport().project(argument)", place)
    return x, y


def test_the_pen_costs_nothing_until_it_is_taken_and_what_it_draws_is_kept(keep: Keep) -> None:
    made = keep("draw")
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


def test_words_stay_words_and_a_file_that_is_none_changes_nothing(keep: Keep, tmp_path: Path) -> None:
    made = keep("draw")
    page = take_pen(made)
    page.locator("[data-draw=text]").click()
    click(page, 600, 500)
    page.locator(".draw-text").fill("<img src=x onerror=alert(1)> 过江")
    page.keyboard.press("Enter")
    assert features(page)[0]["text"] == "<img src=x onerror=alert(1)> 过江"
    page.locator("[data-draw=more]").click()
    assert page.locator(".draw-list img").count() == 0
    with page.expect_download() as download:
        page.locator("[data-draw=download]").click()
    written = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    broken = json.loads(json.dumps(written))
    broken["features"][0]["geometry"]["coordinates"] = [114, None]
    before = features(page)
    for name, content in (("坏<b>.geojson", json.dumps(broken)), ("page.geojson", "<html>")):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        page.locator(".draw-list input[type=file]").set_input_files(path)
        expect(page.locator(".draw-fault")).to_contain_text(name)
        assert features(page) == before
    good = tmp_path / "good.geojson"
    good.write_text(json.dumps(written | {"name": "读入的"}), encoding="utf-8")
    page.locator(".draw-list input[type=file]").set_input_files(good)
    expect(page.locator(".draw-list select option:checked")).to_have_text("读入的")
    expect(page.locator(".draw-fault")).to_be_hidden()
    page.locator("[data-draw=clear]").click()
    expect(page.locator(".draw-list select option")).to_have_count(1)
    page.locator("[data-draw=undo]").click()
    expect(page.locator(".draw-list select option:checked")).to_have_text("读入的")
    assert made.watch.complaints == []


def test_the_map_s_picture_has_what_is_drawn(keep: Keep) -> None:
    page = take_pen(keep("draw"))
    drawn_whole(page)
    run(page, PUT, [drawn("p", "point", [[114.05, 22.55]])])
    color = run(
        page,
        """const { pictureBlob } = await import(argument);
        const bitmap = await createImageBitmap(await pictureBlob(map));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context.drawImage(bitmap, 0, 0);
        const viewport = renderer.viewport();
        const scale = bitmap.width / viewport.width;
        const [x, y] = viewport.project([114.05, 22.55]).map((place) => Math.round(place * scale));
        return [...context.getImageData(x, y, 1, 1).data];""",
        f"/modules/{modules_hash()}/map/picture.js",
    )
    assert color == [0xE1, 0x0C, 0x82, 0xFF]


def test_presenting_goes_on_while_the_pen_is_in_hand(keep: Keep) -> None:
    made = keep("draw")
    page = take_pen(made)
    page.locator("[data-draw=done]").click()
    assert run(page, ZOOMS_BY_CLICKS) is True
    run(page, "await map.presenter.start('transport')")
    page.wait_for_function("() => [...globalThis.planMaps.values()][0].node.dataset.scene === '1'")
    assert run(page, ZOOMS_BY_CLICKS) is False
    page.keyboard.press("d")
    page.locator(BAR).wait_for()
    page.locator("[data-draw=line]").click()
    click(page, 900, 500)
    click(page, 1000, 560)
    page.keyboard.press("PageDown")
    state = "return [store.state.briefing, store.state.scene, store.state.drawing, map.draw.pen.draft.length]"
    assert run(page, state) == ["transport", 2, True, 2]
    page.keyboard.press("Enter")
    assert len(features(page)) == 1
    expect(page.locator(".p-legend [data-drawn]")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert run(page, state) == ["transport", 2, False, 0]
    page.keyboard.press("Escape")
    assert run(page, state)[0] is None
    assert run(page, ZOOMS_BY_CLICKS) is True
    assert made.watch.complaints == []


def test_a_scene_keeps_a_drawing_and_shows_it(keep: Keep) -> None:
    made = keep("draw")
    page = take_pen(made)
    run(page, PUT, [drawn("p", "line", [[114.0, 22.5], [114.1, 22.6]], "去向")])
    page.locator("[data-draw=done]").click()
    run(page, "map.saveScene = (scene) => { globalThis.kept = scene; }; map.presentMenu.render();")
    page.locator("[data-tool=present]").click()
    page.locator("[data-tool=save-scene]").click()
    page.locator(".save-scene [name=title]").fill("一")
    page.locator(".save-scene [type=submit]").click()
    kept = page.evaluate("() => globalThis.kept.drawing")
    assert [feature["properties"]["text"] for feature in kept["features"]] == ["去向"]
    run(
        page,
        """map.draw.drawings.turn(map.draw.drawings.fresh('another'));
        const all = await map.briefings.all();
        all.find(({ id }) => id === 'transport').scenes[1].drawing = argument;
        // Without Streamlit they are fetched anew each time.
        map.briefings.all = async () => all;
        await map.presenter.start('transport');""",
        kept,
    )
    drawn_now = "return [store.state.scene, store.state.drawn?.own ?? null]"
    assert run(page, drawn_now) == [1, None]
    page.keyboard.press("PageDown")
    expect(page.locator(".p-legend [data-drawn]")).to_have_text("标绘")
    assert run(page, drawn_now) == [2, False]
    page.keyboard.press("PageDown")
    assert run(page, drawn_now) == [3, None]
    page.keyboard.press("Escape")
    run(page, "delete map.briefings.all")
    assert made.watch.complaints == []


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
