"""Without WebGL the simple map draws the layers of one's own that are on, above the plan, in the colours chosen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.map.test_simple import NO_WEBGL
from tests.browser.opened import MapPage, agrees, run
from tests.browser.own.bringing import Open
from tests.layers.own.workspace import two_layers

DRAWN = """(place) => { const [canvas] = [...document.querySelectorAll('canvas.own')]
    .filter(({ style }) => style.zIndex === '1');
  if (!canvas) return null;
  const { x, y } = map.latLngToContainerPoint([place[1], place[0]]);
  const sharp = window.devicePixelRatio;
  return [...canvas.getContext('2d').getImageData(x * sharp, y * sharp, 1, 1).data]; }"""
IN_HOLE, IN_AREA = (113.965, 22.54), (113.995, 22.53)
Simple = Callable[[str], tuple[MapPage, str, str]]
VIEW = "at=113.97000,22.54500,12.00"


@pytest.fixture
def simple_at(own_folder: Path, own_whole: Open) -> Simple:
    """Open the simple map, which Streamlit starts, on two layers in a view; the page, and the ids of both."""

    def opened(view: str) -> tuple[MapPage, str, str]:
        sites, shapes = (layer.id for layer in two_layers(own_folder))
        own = f"own={sites.removeprefix('own-')}.{shapes.removeprefix('own-')}"
        made = own_whole(f"/?{own}&{view}", before=lambda page: page.add_init_script(NO_WEBGL), state="no-webgl")
        return made, sites, shapes

    return opened


def test_areas_holes_and_legend(simple_at: Simple) -> None:
    opened, sites, shapes = simple_at(VIEW)
    page = opened.page
    expect(page.locator(".own-row")).to_have_count(2)
    frame = standing(page, sites, shapes)
    assert frame.evaluate(DRAWN, IN_AREA) == pytest.approx([0x7B, 0x2D, 0x8B, 0.4 * 255], abs=3)
    assert frame.evaluate(DRAWN, IN_HOLE)[3] == 0
    expect(frame.locator(".own-rows").first).to_contain_text("学校 3")
    # Switched off in the page's own list, and on again.
    box = frame.locator("label:has(.own-rows) input").nth(1)
    box.uncheck()
    assert frame.evaluate(DRAWN, IN_AREA) is None
    box.check()
    assert frame.evaluate(DRAWN, IN_AREA)[3] > 0

    # Another style, from the panel beside it: the page is drawn anew though its address is the same.
    change = "await map.own.server.change(map.own.record(argument), { style: { color: '#00aa00' } });"
    run(page, change + "await map.own.refresh();", shapes)
    agrees(page, "return renderer.versions.includes(map.own.record(argument).version);".replace(
        "argument", f"'{shapes}'"), True)  # fmt: skip
    frame = standing(page, sites, shapes)
    frame.wait_for_function(f"(place) => ({DRAWN})(place)?.[1] > 0xa0", arg=IN_AREA)
    # Off in the panel: off on the map.
    page.uncheck(f"[data-own-layer={shapes}] input[type=checkbox]")
    frame = standing(page, sites)
    assert frame.evaluate("() => words.own.map(({ title }) => title)") == ["备选场地"]
    assert opened.watch.complaints == []


def test_a_click_says_what_a_feature_is_and_names_stand_beside(simple_at: Simple) -> None:
    opened, sites, shapes = simple_at("at=114.03,22.555,12")
    page = opened.page
    frame = standing(page, sites, shapes)
    page.locator(".hint button").click()
    # The one before it fades out meanwhile.
    popup = frame.locator(".leaflet-popup-content").last
    click(frame, IN_AREA)
    expect(popup).to_contain_text("范围与线")
    expect(popup.locator("dd")).to_have_text(["1"])
    # A point lies over the area, and its words are no markup.
    click(frame, (114.06, 22.54))
    expect(popup).to_contain_text("备选场地")
    expect(popup.locator("small")).to_have_text("医院")
    expect(popup.locator("dd")).to_have_text(["=1+1", "医院", "50"])
    # In the hole there is nothing of theirs.
    click(frame, IN_HOLE)
    expect(frame.locator(".leaflet-popup-content", has_text="范围与线")).to_have_count(0)
    # Names of the sites, and none once their layer is off.
    expect(frame.locator("canvas.own-names")).to_have_count(1)
    assert frame.evaluate("() => nameOwn()") >= 1
    frame.locator("label:has(.own-rows) input").first.uncheck()
    assert frame.evaluate("() => nameOwn()") == 0
    assert opened.watch.complaints == []


def click(frame: Frame, place: tuple[float, float]) -> None:
    """Click a place of the simple map, which an open popup may have moved."""
    frame.wait_for_function("() => !map._panAnim?._inProgress")
    at = "(place) => { const { x, y } = map.latLngToContainerPoint([place[1], place[0]]); return { x, y }; }"
    frame.locator(".leaflet-container").click(position=frame.evaluate(at, list(place)))


def standing(page: Page, *ids: str) -> Frame:
    """The iframe when it has drawn these layers."""
    named = "own=" + ".".join(name.removeprefix("own-") for name in ids) + "&"
    agrees(page, f"return renderer.stands && `${{renderer.address}}&`.includes('{named}');", True)
    found = page.query_selector("iframe.fallback")
    frame = found and found.content_frame()
    assert frame
    frame.wait_for_function("() => typeof words === 'object' && document.readyState === 'complete'")
    return frame
