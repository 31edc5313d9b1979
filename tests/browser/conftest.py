"""A real Chromium on the real app. Where no browser is found the tests fail and say how to get one; they never skip."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from briefing.resolved import ResolvedBriefing, resolve, shipped_briefings
from exports.context import Context
from exports.kit.make import make_kit
from exports.progress import silent
from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary
from layers.view.state import View
from tests.browser.opened import QUIET, SPARING, WEBGL, MapPage, fresh, reader, shell_path, spare
from tests.browser.visiting import STAYS, Visitor, forget, opener
from tests.serving import serve

FAILED = pytest.StashKey[bool]()
ROOM = (1920, 1080)
"""the screen of a meeting room"""
MOST_KEPT = 5
"""how many pages are handed from test to test, so that memory lasts"""


# Tests that may be late once on a busy machine, and why: they are tried a second time, and the report says so. No other
# test is.
SECOND_TRY = {
    "test_a_card_leaves_its_item_in_sight_with_a_page_and_without": (
        "has waited in vain for its item beside a busy process, not again since; if it does it says where all stands"
    ),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that are named above."""
    for item in items:
        if item.name.partition("[")[0] in SECOND_TRY:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """What a failed test leaves behind is not for the next one."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def transport_briefing(plan: Plan) -> ResolvedBriefing:
    shipped = {briefing.id: briefing for briefing in shipped_briefings()}
    return resolve(shipped["transport"], Vocabulary(plan, load_catalogue()))


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the app keeps what somebody saves."""
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="session")
def app_url(workspace: Path) -> Iterator[str]:
    with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(workspace)}) as url:
        yield url


@pytest.fixture(scope="session")
def kit(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The meeting kit of the briefing on transport."""
    out = tmp_path_factory.mktemp("kit") / "会议 包.html"
    make_kit(transport_briefing(plan), Context(View(), plan, load_catalogue(), "zh", silent), out)
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shell_path(), args=QUIET + WEBGL + SPARING)
        yield started
        started.close()


@pytest.fixture(scope="session")
def without_network(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A reader of files, who has no network; a file stays open, as one does for visitors."""
    made = fresh(browser, 1920, 1080, offline=True)
    stays = tmp_path_factory.mktemp("stays") / "stays.html"
    stays.touch()
    made.new_page().goto(stays.as_uri())
    yield made
    made.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser, app_url: str) -> Iterator[Visitor]:
    """Browsers that have what is kept for ever, as on a second visit: one for each kind of screen.

    Their pages say themselves what they spare: those with Streamlit and those without share what is compiled.
    """
    made: dict[tuple[float, bool], BrowserContext] = {}

    def visitor_with(scale: float = 1, touch: bool = False) -> BrowserContext:
        kind = (scale, touch)
        if kind not in made:
            made[kind] = reader(browser, device_scale_factor=scale, has_touch=touch, is_mobile=touch)
            made[kind].new_page().goto(app_url + STAYS)
        return made[kind]

    yield visitor_with
    for context in made.values():
        context.close()


@pytest.fixture
def file_page(without_network: BrowserContext) -> Iterator[Page]:
    """A tab of that reader's, which remembers nothing of earlier ones."""
    page = without_network.new_page()
    yield page
    if page.url.startswith("file:"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    for opened in without_network.pages[1:]:
        opened.close()


@pytest.fixture
def map_page(visitor: Visitor, app_url: str) -> Iterator[MapPage]:
    """The explorer in a tab of its own, which remembers nothing of earlier ones: the map alone, no Streamlit."""
    yield MapPage(visitor(), app_url, before=partial(spare, framework=False))
    forget(visitor())


@pytest.fixture
def whole_page(visitor: Visitor, app_url: str) -> Iterator[MapPage]:
    """The explorer as map_page has it, with Streamlit."""
    yield MapPage(visitor(), app_url, before=partial(spare, framework=True))
    forget(visitor())


@pytest.fixture
def open_at(visitor: Visitor, app_url: str) -> Iterator[Callable[..., MapPage]]:
    """Open the map alone at an address."""
    yield from opener(visitor, app_url)


@pytest.fixture
def open_whole(visitor: Visitor, app_url: str) -> Iterator[Callable[..., MapPage]]:
    """Open the explorer at an address, with Streamlit."""
    yield from opener(visitor, app_url, framework=True)


@pytest.fixture(scope="session")
def kept(browser: Browser) -> dict[str, MapPage]:
    """The pages that are handed from test to test, by what they are for; none at first, nor after a test that failed.

    The browser's end is theirs.
    """
    return {}


Kept = Callable[..., MapPage]


@pytest.fixture
def keep(kept: dict[str, MapPage], browser: Browser, app_url: str, request: pytest.FixtureRequest) -> Iterator[Kept]:
    """A page of `kept` by its name, with the view that it opened with, or what a link shows in a window: `shows`.

    The first time it opens at path in `window`.
    """
    used: set[str] = set()

    def close(name: str) -> None:
        kept.pop(name).page.context.close()

    def handed_on(  # noqa: PLR0913 - a page has so many sides
        name: str,
        path: str = "/",
        window: tuple[int, int] = (1440, 900),
        scale: float = 1,
        touch: bool = False,
        *,
        framework: bool = False,
        sharp: bool = False,
        url: str = app_url,
        shows: tuple[str, tuple[int, int]] | None = None,
    ) -> MapPage:
        used.add(name)
        others = [other for other in kept if other != name]
        for other in others[: -(MOST_KEPT - 1)]:
            close(other)
        if name not in kept:
            look = {"device_scale_factor": scale, "has_touch": touch, "is_mobile": touch}
            context = fresh(browser, *window, framework=framework, sharp=sharp, **look)
            kept[name] = MapPage(context, url, path).again(window)
        # The one that was used last stands last.
        kept[name] = kept.pop(name)
        return kept[name].show(*shows) if shows else kept[name].again(window)

    yield handed_on
    for name in used if request.node.stash.get(FAILED, False) else ():
        if name in kept:
            close(name)


@pytest.fixture
def kept_page(keep: Kept) -> MapPage:
    """The explorer as it opens, in a tab that other tests have used: for tests that change only what the map shows."""
    return keep("view")


@pytest.fixture
def sharp_page(keep: Kept) -> MapPage:
    """Such a tab with all pixels of the map: for tests that look at them."""
    return keep("sharp", sharp=True)


@pytest.fixture
def kept_canvas(keep: Kept) -> MapPage:
    """Such a tab for tests that draw layers of their own in place of the map's."""
    return keep("canvas", sharp=True)


@pytest.fixture
def kept_whole(keep: Kept) -> MapPage:
    """Such a tab with Streamlit, which is at rest."""
    return keep("whole", framework=True).settled()


@pytest.fixture
def room_at(keep: Kept) -> Callable[[str], MapPage]:
    """Show what an address names on the screen of a meeting room, in a tab that other tests have used."""
    return lambda path: keep("room", "/", ROOM, shows=(path.partition("?")[2], ROOM))


@pytest.fixture
def view_at(keep: Kept) -> Callable[..., MapPage]:
    """Show what an address names, in the tab of kept_page: one view at a time."""
    return lambda path, width=1440, height=900: keep("view", shows=(path.partition("?")[2], (width, height)))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody who has never been here; the map alone, no Streamlit."""
    made = fresh(browser, framework=False)
    yield made
    made.close()


@pytest.fixture
def whole_context(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody who has never been here, with Streamlit."""
    made = fresh(browser)
    yield made
    made.close()
