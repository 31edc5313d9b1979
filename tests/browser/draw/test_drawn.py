"""What was drawn by hand: its words, files, pictures and scenes, and while presenting."""

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.draw.pen import (
    BAR,
    PUT,
    ZOOMS_BY_CLICKS,
    Keep,
    click,
    drawn,
    features,
    take_pen,
)
from tests.browser.opened import drawn_whole, run
from web.assets import modules_hash


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
