"""What a test does with a page of the app in a real browser."""

import os
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.chromium import MOST_CONTEXTS, QUIET, SPARING, WEBGL, chromium_path, shell_path
from tests.browser.waits import (
    MAP,
    QUIET_AGAIN,
    READY_MS,
    TAKEN_OVER,
    agrees,
    arrived,
    at_rest,
    becomes,
    followed,
    jump,
    number,
    resize,
    run,
    said_with,
)
from web.assets import modules_hash

# Tests have from here what they start, do with a page and wait for.
__all__ = [
    "MAP",
    "MOST_CONTEXTS",
    "QUIET",
    "QUIET_AGAIN",
    "READY_MS",
    "SPARING",
    "TAKEN_OVER",
    "WEBGL",
    "agrees",
    "arrived",
    "at_rest",
    "becomes",
    "chromium_path",
    "followed",
    "jump",
    "number",
    "resize",
    "run",
    "said_with",
    "shell_path",
]  # fmt: skip

TOTAL = "[data-total=total]"
# The view that a page opened with, again: state, camera, dialogs, words in the search and how far panels are scrolled.
# What else a test leaves behind (facets that it opened, functions that it replaced) stays: such a test wants a page of
# its own.
AS_OPENED = """
  globalThis.asOpened ??= { state: { ...store.state }, camera: { ...renderer.target }, fitted: map.fitting.atRest() };
  const { state, camera, fitted } = globalThis.asOpened;
  globalThis.drawnWhole = false;
  localStorage.clear();
  sessionStorage.clear();
  for (const dialog of map.node.querySelectorAll('dialog[open]')) dialog.close();
  map.presenter.leave?.();
  for (const field of map.node.querySelectorAll('.find, .reader-query')) {
    field.value = '';
    field.dispatchEvent(new Event('input'));
  }
  map.node.getRootNode().activeElement?.blur();
  map.presenter.quiet(() => store.set({ ...store.state, ...state }));
  for (const part of map.node.querySelectorAll('.panel *, .dock *')) if (part.scrollTop) part.scrollTop = 0;
  renderer.fly(camera, 0);
  // Its place depends on the window.
  if (fitted) map.fitting.fit(0);
"""
# Streamlit forgets a file of its own page (a picture, what a button hands out) with the run that leaves the page, while
# the browser may still be asking for it, and then complains to the console.
MEDIA_OF_LEFT_PAGE = re.compile(r"Client Error: .* source error - ")
# Without a GPU a frame takes twice as long with smoothed edges, which no test looks at.
WITHOUT_SMOOTHING = """{ const { prototype } = HTMLCanvasElement, open = prototype.getContext;
  prototype.getContext = function (kind, asked) {
    return open.call(this, kind, kind === 'webgl2' ? { ...asked, antialias: false } : asked);
  }; }"""
# A test that does not look at the map's pixels is content with every other one each way: frames take half as long.
COARSE = """{ const { get } = Object.getOwnPropertyDescriptor(globalThis, 'devicePixelRatio');
  Object.defineProperty(globalThis, 'devicePixelRatio', { configurable: true, get: () => get.call(globalThis) / 2 });
  Object.defineProperty(ResizeObserverEntry.prototype, 'devicePixelContentBoxSize', { get() {} }); }"""
# Nor does it miss what a frame draws after the first triangle of each call: what is drawn is decided, sent and checked
# by WebGL as always, and without a GPU a frame costs a small part of what its 100,000 triangles do. What is picked
# under the pointer is drawn whole, off the screen. Who looks at pixels has a sharp page, or asks by `drawn_whole`.
BRIEF = """{ const { prototype } = WebGL2RenderingContext;
  for (const [name, count, instances] of [["drawElements", 1], ["drawArrays", 2], ["drawElementsInstanced", 1, 4],
      ["drawArraysInstanced", 2, 3]]) {
    const draw = prototype[name];
    prototype[name] = function (...given) {
      if (!globalThis.drawnWhole && !this.getParameter(this.DRAW_FRAMEBUFFER_BINDING)) {
        given[count] = Math.min(given[count], 3);
        if (instances) given[instances] = Math.min(given[instances], 1);
      }
      return draw.apply(this, given);
    };
  } }"""
# What follows when all has been quiet for a quarter of a second (web/start/wiring.js) follows after a twentieth: tests
# wait for it after each change.
SOON_QUIET = """{ const later = globalThis.setTimeout;
  globalThis.setTimeout = (act, wait, ...given) => later(act, wait === 250 ? 50 : wait, ...given); }"""
# What the page waits for for seconds, in a tenth of the time.
HURRIED = """{ const later = globalThis.setTimeout;
  globalThis.setTimeout = (act, wait, ...given) => later(act, wait >= 1000 ? wait / 10 : wait, ...given); }"""
# The page starts Streamlit once the map stands. Most tests ask nothing of it, and its start takes longer than theirs;
# with the environment variable PLAN_MAP_WHOLE all have it.
WITHOUT_FRAMEWORK = """addEventListener('DOMContentLoaded',
  () => document.getElementById('framework-start')?.content.replaceChildren())"""


def fresh(
    browser: Browser,
    width: int = 1440,
    height: int = 900,
    *,
    framework: bool = True,
    sharp: bool = False,
    **options: Any,
) -> BrowserContext:
    """A reader who has never been here, in a window of width × height pixels, and wants nothing to move.

    Without the framework the map stays alone: Streamlit does not start after it. Only a sharp map has all its pixels,
    and its frames all their triangles.

    A flight is dozens of frames, each dear without a GPU, and a test that looks at its end waits for all of them. Tests
    of motion say `in_motion`.
    """
    made = reader(browser, width, height, **options)
    spare(made, framework=framework, sharp=sharp)
    return made


def reader(browser: Browser, width: int = 1440, height: int = 900, **options: Any) -> BrowserContext:
    """As `fresh`, whose pages do everything unless they are told to spare it."""
    made = browser.new_context(viewport={"width": width, "height": height}, **{"reduced_motion": "reduce"} | options)
    made.set_default_timeout(READY_MS)
    return made


def spare(pages: BrowserContext | Page, *, framework: bool, sharp: bool = False) -> None:
    """Let a page, or all of a context, spare what a test does not ask for."""
    alone = not framework and "PLAN_MAP_WHOLE" not in os.environ
    for script in [WITHOUT_SMOOTHING, SOON_QUIET] + [COARSE, BRIEF] * (not sharp) + [WITHOUT_FRAMEWORK] * alone:
        pages.add_init_script(script)


def hurried(page: Page) -> None:
    """From now on the page does in a tenth of the time what it does after seconds: for tests that wait it out."""
    page.add_init_script(HURRIED)
    page.evaluate(f"() => {HURRIED}")


def drawn_whole(page: Page) -> None:
    """Draw whole frames for the rest of a test, in a page that is not sharp."""
    page.evaluate("() => { globalThis.drawnWhole = true; }")


def in_motion(page: Page) -> None:
    """The reader of a page has nothing against motion: flights are flown and panels slide."""
    page.emulate_media(reduced_motion="no-preference")


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
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("websocket", lambda socket: socket.on("framesent", self.sent))

    def hear(self, message: ConsoleMessage) -> None:
        """Remember what the page complains of, but for what only came too late for a page that was left."""
        left = MEDIA_OF_LEFT_PAGE.match(message.text) or "/media/" in message.location["url"]
        if message.type == "error" and not left:
            failed = message.text.startswith("Failed to load resource")
            self.complaints.append(f"{message.text} {message.location['url']}" if failed else message.text)

    def sent(self, payload: object) -> None:
        """Remember what the page told Python."""
        self.frames_sent.append(payload)


class MapPage:
    """The explorer in a browser tab."""

    def __init__(  # noqa: PLR0913 - a page has so many sides
        self,
        context: BrowserContext,
        url: str,
        path: str = "/",
        window: tuple[int, int] | None = None,
        before: Callable[[Page], None] | None = None,
        *,
        state: str = "ready",
    ) -> None:
        self.page = context.new_page()
        if before:
            before(self.page)
        if window:
            self.page.set_viewport_size({"width": window[0], "height": window[1]})
        self.watch = Watch(self.page, url)
        self.page.goto(url + path)
        # On a page with forms the map stands, and is not seen.
        self.page.wait_for_selector(f".plan-map[data-state={state}]", state="attached", timeout=READY_MS)

    def settled(self) -> "MapPage":
        """Wait until Streamlit, which starts after the first frame, has the map and has nothing more to do."""
        self.page.wait_for_function(TAKEN_OVER)
        return self

    def again(self, window: tuple[int, int] = (1440, 900)) -> "MapPage":
        """The view that the page opened with, in a window of this size, with nothing watched yet."""
        return self._reset(window)

    def show(self, link: str, window: tuple[int, int] = (1440, 900)) -> "MapPage":
        """What a link shows, on a page that is open already, with nothing watched yet."""
        module = f"/modules/{modules_hash()}/state/view.js"
        code = "const { decodeView } = await import(argument.module); map.show(decodeView(map.doc, argument.link), 0);"
        return self._reset(window, code, {"module": module, "link": link})

    def _reset(self, window: tuple[int, int], view: str = "", argument: Any = None) -> "MapPage":
        self.page.mouse.move(0, 0)
        self.page.emulate_media(reduced_motion="reduce")
        # Nothing is fitted in a window that is still to become another.
        resize(self.page, *window)
        run(self.page, AS_OPENED + view, argument)
        # The map has its size in this window, and shows what was asked of it.
        self.page.wait_for_function("() => !globalThis.planMaps.get('explore').renderer.waits")
        run(self.page, QUIET_AGAIN * (2 if view else 1))
        for told in (self.watch.foreign, self.watch.complaints, self.watch.requests, self.watch.frames_sent):
            told.clear()
        return self

    def total(self, name: str) -> int:
        return int("".join(filter(str.isdigit, self.page.locator(f"[data-total={name}]").inner_text())))
