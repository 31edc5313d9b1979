"""What a test waits for in a page: that something is so, that panels and camera have followed, that all is at rest.

Never for a time, and never without looking: what follows a change comes a moment after it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, TimeoutError, expect

READY_MS = 60_000
MAP = "const map = globalThis.planMaps.get('explore'); const store = map.store; const renderer = map.renderer;"
# Waits until all is quiet after a change: names, the items in sight and the address follow a moment later
# (web/start/wiring.js), and what they change is drawn with the next frame, which a tab that nobody sees has not.
QUIET_AGAIN = """
  await new Promise((done) => {
    map.address.write = function () {
      delete map.address.write;
      this.write();
      done();
    };
    renderer.onCamera();
  });
  await new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 100);
  });
"""
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
