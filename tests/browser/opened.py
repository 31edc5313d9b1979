"""What a test does with a page of the app in a real browser."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, TimeoutError, expect

from web.assets import modules_hash

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
SHELL = "chromium-headless-shell"
FIXED = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
         r"C:\Program Files\Google\Chrome\Application\chrome.exe",
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
# Where no GPU is, the processor paints pages faster than what stands in for one, which WebGL still needs.
WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-rasterization"]
MOST_CONTEXTS = 8
"""how many WebGL contexts the browser grants a page, and the others of its process, before it takes the oldest away"""
# What saves the tests much of their time, and is not measured by: benchmarks have a browser as people have it.
SPARING = [
    # The processor also puts pages together faster: a frame of the map takes half as long.
    "--disable-gpu-compositing",
    # Tabs of one visitor share a process, and what it has compiled, as long as one of them is open.
    "--process-per-site",
    # A page lives for seconds: what the slowest of the compilers makes of it is not used often enough to be worth it.
    "--js-flags=--no-opt",
    # By itself it grants sixteen.
    f"--max-active-webgl-contexts={MOST_CONTEXTS}",
]
READY_MS = 60_000
TOTAL = "[data-total=total]"
MAP = "const map = globalThis.planMaps.get('explore'); const store = map.store; const renderer = map.renderer;"
# Waits until all is quiet after a change: names, the items in sight and the address follow a moment later
# (web/start/wiring.js).
QUIET_AGAIN = """
  await new Promise((done) => {
    map.address.write = function () {
      delete map.address.write;
      this.write();
      done();
    };
    renderer.onCamera();
  });
"""
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
TAKEN_OVER = """() => !document.getElementById('plan-map-early')
  && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""
# Streamlit has said all that it has to say, and what that asks for has come: pictures, none of them broken, and
# typefaces too.
AT_REST = """async () => {
  const app = document.querySelector('[data-testid=stApp]');
  if (app?.dataset.testScriptState !== 'notRunning') return false;
  await document.fonts.ready;
  return [...document.images].every((image) => image.complete && image.naturalWidth);
}"""
# Whether the camera stands where it flies to.
ARRIVED = """() => {
  const { renderer } = [...globalThis.planMaps.values()][0];
  const still = (key) => Math.abs(renderer.camera[key] - renderer.target[key]) < 1e-9;
  return renderer.sized && !renderer.waits && ['longitude', 'latitude', 'zoom'].every(still);
}"""
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
# The page starts Streamlit once the map stands. Most tests ask nothing of it, and its start takes longer than theirs;
# with the environment variable PLAN_MAP_WHOLE all have it.
WITHOUT_FRAMEWORK = """addEventListener('DOMContentLoaded',
  () => document.getElementById('framework-start')?.content.replaceChildren())"""

FUNCTION = re.compile(r"\s*(async\b|function\b|\([^()]*\)\s*=>|\w+\s*=>)")
# Asks an async function again and again; gives what it gives, or null after so long.
UNTIL = """async ([argument, patience]) => {
  const until = performance.now() + patience;
  for (;;) {
    const found = await (FUNCTION)(argument);
    if (found || performance.now() > until) return found || null;
    await new Promise((done) => setTimeout(done, 20));
  } }"""
_wait_for_function = Page.wait_for_function


def _wait_without_eval(page: Page, expression: str, **options: Any) -> Any:
    """Playwright evaluates an expression anew at each look, which the policy refuses, but a function once.

    What an async function gives is a promise, which Playwright takes for a yes: that one is asked in the page itself.
    """
    if expression.lstrip().startswith("async"):
        return _wait_for_promise(page, expression, **options)
    return _wait_for_function(page, expression if FUNCTION.match(expression) else f"() => ({expression})", **options)


def _wait_for_promise(page: Page, function: str, *, arg: Any = None, timeout: float = READY_MS) -> Any:
    found = page.evaluate_handle(UNTIL.replace("FUNCTION", function), [arg, timeout])
    if not found.evaluate("(value) => Boolean(value)"):
        raise TimeoutError(f"{timeout:.0f} ms: {function}")
    return found


Page.wait_for_function = _wait_without_eval
# A machine that has other things to do may take so long; what comes sooner is not waited for longer.
expect.set_options(timeout=READY_MS)


def chromium_path() -> str:
    """The system's browser. Fails the test run with the remedy where there is none."""
    wanted = os.environ.get("CHROMIUM")
    found = (
        wanted
        or next(filter(None, map(shutil.which, NAMES)), None)
        or next((path for path in FIXED if Path(path).is_file()), None)
    )
    if not found:
        pytest.fail(REMEDY, pytrace=False)
    return found


def shell_path() -> str:
    """The browser for tests: Chromium without its windows where that is installed too, which opens a page in three
    quarters of the time; else the one of `chromium_path`.

    Of a browser that the environment names, it is the one that Playwright puts beside it under the same number.
    """
    wanted = os.environ.get("CHROMIUM")
    if not wanted:
        return shutil.which(SHELL) or chromium_path()
    for folder in Path(wanted).parents:
        if re.fullmatch(r"chromium-\d+", folder.name):
            beside = folder.with_name(folder.name.replace("-", "_headless_shell-")).glob("*/*headless*shell")
            return next((str(path) for path in beside if os.access(path, os.X_OK)), wanted)
    return wanted


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
    for script in [WITHOUT_SMOOTHING] + [COARSE, BRIEF] * (not sharp) + [WITHOUT_FRAMEWORK] * alone:
        pages.add_init_script(script)


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

    def __init__(
        self,
        context: BrowserContext,
        url: str,
        path: str = "/",
        window: tuple[int, int] | None = None,
        before: Callable[[Page], None] | None = None,
    ) -> None:
        self.page = context.new_page()
        if before:
            before(self.page)
        if window:
            self.page.set_viewport_size({"width": window[0], "height": window[1]})
        self.watch = Watch(self.page, url)
        self.page.goto(url + path)
        # On a page with forms the map stands, and is not seen.
        self.page.wait_for_selector(".plan-map[data-state=ready]", state="attached", timeout=READY_MS)

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


def run(page: Page, code: str, argument: Any = None) -> Any:
    """Run JavaScript with map, store and renderer at hand."""
    return page.evaluate(f"async (argument) => {{ {MAP} {code} }}", argument)


def resize(page: Page, width: int, height: int) -> None:
    """Give a page's window another size, and wait until the page knows."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        "([width, height]) => matchMedia(`(width: ${width}px) and (height: ${height}px)`).matches", arg=[width, height]
    )


def agrees(page: Page, code: str, wanted: Any) -> None:
    """Wait until code, run as by `run`, gives what is wanted: what follows a change comes a moment after it."""
    same = "async ([wanted]) => JSON.stringify(await (async () => { CODE })()) === JSON.stringify(wanted)"
    try:
        page.wait_for_function(same.replace("CODE", MAP + code), arg=[wanted])
    except TimeoutError:
        assert run(page, code) == wanted


@contextmanager
def said_with(page: Page, code: str) -> Iterator[None]:
    """What fails in the block fails with what code gives then."""
    try:
        yield
    except AssertionError as failure:
        failure.add_note(str(run(page, code)))
        raise


def followed(page: Page) -> None:
    """Wait until the panels have followed a change: the map is drawn first (web/state/store.js)."""
    page.wait_for_function("() => [...globalThis.planMaps.values()].every(({ store }) => !store.late)")


def jump(page: Page, longitude: float, latitude: float, zoom: float) -> None:
    """Put the camera somewhere at once."""
    run(page, "renderer.fly(argument, 0);" + QUIET_AGAIN, {"longitude": longitude, "latitude": latitude, "zoom": zoom})


def arrived(page: Page) -> None:
    """Wait until the camera stands where it flies to, and all that follows it is done."""
    page.wait_for_function(ARRIVED)
    page.evaluate(
        f"async () => {{ const [map] = globalThis.planMaps.values(); const {{ renderer }} = map; {QUIET_AGAIN} }}"
    )


def at_rest(page: Page) -> None:
    """Wait until a page of Streamlit's is all there."""
    page.wait_for_function(AT_REST)


def number(page: Page, selector: str) -> int:
    return int("".join(filter(str.isdigit, page.locator(selector).inner_text())))


def becomes(page: Page, selector: str, wanted: int) -> None:
    """The number that a node shows, after a filter: panels follow a moment later."""
    expect(page.locator(selector)).to_have_text(re.compile(rf"(?<!\d){wanted}(?!\d)"))
