"""The camera stays: nothing is fitted on a canvas without a size, and what is chosen is never under a panel."""

import re
from itertools import cycle

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opened import QUIET_AGAIN, MapPage, in_motion, jump, run

AWAY = ("briefings", "exports", "sources")
BESIDE = ("overview", "districts", "table", "reader")
LEAST_CITY_ZOOM = 8.0
OWN = (114.06, 22.55, 12.5)
SETTLED = """() => {
  const { renderer } = globalThis.planMaps.get('explore');
  return renderer.sized && !renderer.waits && ['longitude', 'latitude', 'zoom']
    .every((name) => Math.abs(renderer.camera[name] - renderer.target[name]) < 1e-9);
}"""


def to_and_back(page: Page, away: str, beside: str) -> None:
    """Go to a page with forms and come back to a page beside the map."""
    page.locator(f".top [data-page={away}]").click()
    page.locator(f".plan-map[data-form={away}]").wait_for(state="attached")
    page.locator(f".top [data-page={beside}]").click()
    page.locator(f".dock[data-page={beside}]").wait_for()
    page.wait_for_function(SETTLED)


def test_coming_back_to_a_page_beside_the_map_keeps_the_view(kept_whole: MapPage) -> None:
    page = kept_whole.page
    # Each page with forms, and each beside the map.
    for away, beside in zip(cycle(AWAY), BESIDE, strict=False):
        to_and_back(page, away, beside)
        run(page, QUIET_AGAIN)
        assert run(page, "return renderer.target.zoom") > LEAST_CITY_ZOOM, beside
        assert not re.search(r"at=[^&]*,7(\.00)?(&|$|,)", page.url), beside
    jump(page, *OWN)
    for away, beside in zip(AWAY, ("table", "reader", "overview"), strict=True):
        to_and_back(page, away, beside)
        assert run(
            page, "return [renderer.target.longitude, renderer.target.latitude, renderer.target.zoom]"
        ) == pytest.approx(OWN, abs=1e-5), beside


def test_what_is_asked_of_a_map_without_a_size_is_done_once_it_has_one(kept_page: MapPage) -> None:
    page = kept_page.page
    before = run(page, "return renderer.target.zoom")
    run(
        page,
        """globalThis.kept = { holder: map.node.parentNode, url: location.href };
           map.node.remove();
           for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
           map.actions().home(); map.fitting.fit(0);
           renderer.fly({ zoom: 3 }, 0);
           map.fitting.around(['hub-xili'], { duration: 0, maxZoom: 13 });
           map.address.write();""",
    )
    assert run(page, "return renderer.target.zoom") == pytest.approx(before)
    assert run(page, "return location.href === globalThis.kept.url")
    run(page, "globalThis.kept.holder.append(map.node);")
    page.wait_for_function("() => globalThis.planMaps.get('explore').renderer.target.zoom > 12.9")
    expect(page).to_have_url(re.compile(r"at=113\.9\d+,22\.6?\d+,13\.00"))


@pytest.mark.parametrize("size", [(0, 0), (900, 0), (0, 700)])
def test_no_camera_is_worked_out_in_a_window_of_no_size(kept_page: MapPage, size: tuple[int, int]) -> None:
    page = kept_page.page
    before = run(page, "return { ...renderer.target }")
    width, height = size
    run(
        page,
        """Object.assign(map.node.style,
             { inset: '0 auto auto 0', width: `${argument[0]}px`, height: `${argument[1]}px` });
           for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
           map.actions().home(); renderer.tilt(true); store.set({ page: 'districts' });""",
        [width, height],
    )
    run(page, QUIET_AGAIN)
    assert run(
        page,
        "return [renderer.camera, renderer.target].every((camera) => Object.values(camera).every("
        "(value) => typeof value !== 'number' || Number.isFinite(value)))",
    )
    assert run(page, "return renderer.target.zoom") == pytest.approx(before["zoom"])
    assert "at=" not in page.url
    run(page, "map.node.removeAttribute('style'); map.paint();")
    page.wait_for_function(SETTLED)
    page.wait_for_function("() => globalThis.planMaps.get('explore').renderer.target.zoom > 8")


# The longitudes that a flight of three seconds passes: a busy machine draws few frames a second.
FLIGHT = """
  const [from, to] = [renderer.camera.longitude, 114.35];
  const passed = new Set();
  const watch = setInterval(() => passed.add(renderer.camera.longitude), 0);
  renderer.fly({ longitude: to, latitude: 22.7, zoom: 11.5 }, 3000);
  while (Math.abs(renderer.camera.longitude - to) > 1e-9) await new Promise((done) => setTimeout(done, 0));
  clearInterval(watch);
  return [...passed].filter((longitude) => longitude > from + 1e-6 && longitude < to - 1e-6).length;"""


@pytest.mark.parametrize("moves", [True, False], ids=["flown", "at-once"])
def test_a_flight_is_flown_unless_the_reader_wants_nothing_to_move(kept_page: MapPage, moves: bool) -> None:
    page = kept_page.page
    jump(page, 114.0, 22.55, 10)
    if moves:
        in_motion(page)
    assert bool(run(page, FLIGHT)) == moves
