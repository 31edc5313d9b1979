"""Freehand: strokes of mouse, finger and pen become lines, while presenting too; nothing is left of one let go."""

import itertools
import math
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from layers.text import text
from tests.browser.draw.pen import FEATURES, features, pixel, spot, take_pen
from tests.browser.opened import MapPage, agrees, run

Keep = Callable[..., MapPage]

WAVE = [(300 + 4 * step, 500 + 60 * math.sin(step / 9)) for step in range(60)]


def stroke(page: Page, places: list[tuple[float, float]], *, up: bool = True) -> None:
    page.mouse.move(*spot(page, *places[0]))
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*spot(page, *place))
    if up:
        page.mouse.up()


def off(place: tuple[float, float], path: list[tuple[float, float]]) -> float:
    return min(math.dist(place, other) for other in path)


def test_a_stroke_becomes_a_line_as_it_was_drawn_and_is_undone_whole(keep: Keep) -> None:
    made = keep("freehand")
    page = take_pen(made)
    page.locator("[data-draw=free]").click()
    assert page.locator(".draw-told").inner_text() == text("draw.hint.free", "zh")
    camera = run(page, "return renderer.target")
    stroke(page, WAVE, up=False)
    told = run(
        page, "return [map.draw.pen.draft.length > 20, map.draw.bar.node.querySelector('.draw-told').textContent]"
    )
    assert told[0] and "m" in told[1]
    page.mouse.up()
    [line] = features(page)
    assert (line["kind"], line["measured"]) == ("line", False)
    # Far fewer places than the hand had, and none of its off the line by more than can be seen.
    assert 5 < len(line["path"]) < len(WAVE) / 2
    path = [pixel(page, place) for place in line["path"]]
    fine = [
        (start[0] + (end[0] - start[0]) * share / 40, start[1] + (end[1] - start[1]) * share / 40)
        for start, end in itertools.pairwise(path)
        for share in range(41)
    ]
    assert max(off(place, fine) for place in WAVE) < 3
    assert run(page, "return renderer.target") == camera, "the map stays"
    # The next stroke at once; each is one step back.
    stroke(page, [(x, y + 80) for x, y in WAVE])
    assert len(features(page)) == 2
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert features(page) == []
    assert made.watch.complaints == []


def test_a_tap_and_a_stroke_that_is_let_go_by_escape_are_nothing(keep: Keep) -> None:
    made = keep("freehand")
    page = take_pen(made)
    page.locator("[data-draw=free]").click()
    page.mouse.click(*spot(page, 400, 500))
    stroke(page, WAVE[:20], up=False)
    page.keyboard.press("Escape")
    page.mouse.move(*spot(page, 600, 600))
    page.mouse.up()
    assert features(page) == []
    assert run(page, "return [store.state.drawing, map.draw.pen.draft.length, map.draw.pen.stroke]") == [True, 0, None]
    # Another tool in the middle of nothing, and back: it draws on.
    page.locator("[data-draw=line]").click()
    page.locator("[data-draw=free]").click()
    stroke(page, WAVE[:20])
    assert len(features(page)) == 1
    assert made.watch.complaints == []


def touch_at(page: Page, x: float, y: float) -> dict[str, float]:
    return dict(zip("xy", spot(page, x, y), strict=True))


@pytest.mark.parametrize("way", ["one finger", "a second finger"])
def test_a_finger_draws_and_a_second_one_means_the_map(keep: Keep, way: str) -> None:
    made = keep("freehand-touch", "/", (390, 844), touch=True)
    page = take_pen(made, touch=True)
    page.locator("[data-draw=free]").tap()
    session = page.context.new_cdp_session(page)
    points = [{**touch_at(page, 80 + 5 * step, 500 + step), "id": 0} for step in range(30)]
    other = {**touch_at(page, 200, 430), "id": 1}

    def send(kind: str, *touches: dict[str, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(touches)})

    send("touchStart", points[0])
    for point in points[1:20]:
        send("touchMove", point)
    if way == "a second finger":
        send("touchStart", points[19], other)
    send("touchEnd")
    agrees(page, f"return ({FEATURES}).length;", 1 if way == "one finger" else 0)
    assert made.watch.complaints == []


def test_it_draws_while_presenting_and_the_scene_stays(keep: Keep) -> None:
    made = keep("freehand")
    page = take_pen(made)
    run(page, "await map.presenter.start('transport')")
    page.keyboard.press("PageDown")
    run(page, "store.set({ drawing: true });")
    page.locator("[data-draw=free]").click()
    stroke(page, [(x + 300, y - 100) for x, y in WAVE])
    assert [feature["kind"] for feature in features(page)] == ["line"]
    assert run(page, "return [store.state.briefing, store.state.scene]") == ["transport", 2]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert made.watch.complaints == []
