"""A real Chromium on the real app. Where no browser is found the tests fail and say how to get one; they never skip."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.serving import free_port, serve

__all__ = ["free_port", "serve"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
FIXED = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", r"C:\Program Files\Google\Chrome\Application\chrome.exe",
         r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe")  # fmt: skip
REMEDY = (
    "No Chromium, Chrome or Edge was found. Install one (Debian/Ubuntu: sudo apt-get install chromium fonts-noto-cjk) "
    "or name it in the environment variable CHROMIUM."
)
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
READY_MS = 60_000
TOTAL = "[data-total=total]"
MAP = "const map = globalThis.planMaps.get('explore'); const store = map.store; const scene = map.scene;"


FUNCTION = re.compile(r"\s*(async\b|function\b|\([^()]*\)\s*=>|\w+\s*=>)")
_wait_for_function = Page.wait_for_function


def _wait_without_eval(page: Page, expression: str, **options: Any) -> Any:
    """Playwright evaluates an expression anew at each look, which the app's policy refuses, but a function only once."""
    return _wait_for_function(page, expression if FUNCTION.match(expression) else f"() => ({expression})", **options)


Page.wait_for_function = _wait_without_eval


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A real browser on a busy machine may be late once: such a test is tried a second time, and the report says so."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.flaky(reruns=1))


def chromium_path() -> str:
    """The system's browser. Fails the test run with the remedy where there is none."""
    wanted = os.environ.get("CHROMIUM")
    found = wanted or next(filter(None, map(shutil.which, NAMES)), None) or next((path for path in FIXED if Path(path).is_file()), None)
    if not found:
        pytest.fail(REMEDY, pytrace=False)
    return found


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    with serve(os.environ) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET + WEBGL)
        yield started
        started.close()


class Watch:
    """Everything that a page asked for and complained of."""

    def __init__(self, page: Page, url: str) -> None:
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.frames_sent: list[object] = []
        own = (url, url.replace("http", "ws", 1), "data:", "blob:", "about:")
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("request", lambda request: None if request.url.startswith(own) else self.foreign.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("websocket", lambda socket: socket.on("framesent", self.sent))

    def sent(self, payload: object) -> None:
        """Remember what the page told Python."""
        self.frames_sent.append(payload)


class MapPage:
    """The explorer in a browser tab."""

    def __init__(self, context: BrowserContext, url: str, path: str = "/") -> None:
        self.page = context.new_page()
        self.watch = Watch(self.page, url)
        self.page.goto(url + path)
        self.page.wait_for_selector(".plan-map[data-state=ready]", timeout=READY_MS)

    def settled(self) -> "MapPage":
        """Wait until the framework, which starts after the first frame, has taken the map over and said what it says once."""
        self.page.wait_for_function("() => !document.getElementById('plan-map-early')")
        self.page.wait_for_timeout(500)
        return self

    def total(self, name: str) -> int:
        return int("".join(filter(str.isdigit, self.page.locator(f"[data-total={name}]").inner_text())))


@pytest.fixture(scope="session")
def returning(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has what is kept for ever, as on a second visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def map_page(returning: BrowserContext, app_url: str) -> Iterator[MapPage]:
    """The explorer in a tab of its own, which remembers nothing of the tabs before."""
    opened = MapPage(returning, app_url)
    yield opened
    opened.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    for page in returning.pages:
        page.close()


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


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1440, "height": 900})
    yield made
    made.close()


def run(page: Page, code: str, argument: Any = None) -> Any:
    """Run JavaScript with map, store and scene at hand."""
    return page.evaluate(f"async (argument) => {{ {MAP} {code} }}", argument)


def jump(page: Page, longitude: float, latitude: float, zoom: float) -> None:
    """Put the camera somewhere at once."""
    run(page, "scene.fly(argument, 0)", {"longitude": longitude, "latitude": latitude, "zoom": zoom})
    page.wait_for_timeout(400)


def number(page: Page, selector: str) -> int:
    return int("".join(filter(str.isdigit, page.locator(selector).inner_text())))


def becomes(page: Page, selector: str, wanted: int) -> None:
    """The number that a node shows, after a filter: panels follow a moment later."""
    expect(page.locator(selector)).to_have_text(re.compile(rf"(?<!\d){wanted}(?!\d)"))
