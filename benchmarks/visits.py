"""First visit, second visit and page switch: how long until the map stands, and what goes over the wire."""

import json
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from google.protobuf.message import DecodeError
from playwright.sync_api import Browser
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.browsers.quiet import Tab, quiet_browser
from benchmarks.browsers.stage import MOUNTED, Server, Watched, context_of, served, watched
from benchmarks.report import OURS, Row

BUNDLE = "/vendor/"
OWN = ("/modules/", "/documents/", "/briefings/", "/progress/")
MAP_STOOD = "bench.first.map"
TEXT_STOOD = "bench.first.text"
EVALUATION = """(async (url) => {
  const code = await (await fetch(url)).text();
  const script = document.createElement("script");
  script.textContent = code;
  const start = performance.now();
  document.head.append(script);
  return performance.now() - start;
})"""
RESOURCES = (
    "performance.getEntriesByType('resource')"
    ".map(({ name, requestStart, responseEnd }) => [name, requestStart, responseEnd])"
)
# To another page and back as Streamlit's own links do it: the address changes, the frontend asks Python for that page.
GO = "(path) => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
GONE = "() => !planMaps.get('explore')?.node.isConnected"
BACK = """(path) => new Promise((resolve) => {
  const start = performance.now();
  const shown = () => {
    const node = globalThis.planMaps?.get('explore')?.node;
    return node?.isConnected && node.dataset.state === 'ready' && node.clientWidth > 0;
  };
  const poll = () =>
    (shown() ? requestAnimationFrame(() => resolve(performance.now() - start)) : requestAnimationFrame(poll));
  history.pushState({}, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
  poll();
})"""
SETTLE_MS = 1500
# How long a person stays at the first visit: what a page does when there is nothing else to do is done by then.
STAY_S = 8
FIRST, SECOND, THIRD = (f"{number} visit → map" for number in ("first", "second", "third"))
STARTED = "streamlit run → map, cold process"
SWITCH = "back to the map from another page"
FIRST_KB, SECOND_KB = "first visit: kB over the wire", "second visit: kB over the wire"
EMPTY, EVALUATED = "empty Streamlit page", "empty page + bundle's evaluation"


class Visits:
    """Samples of all rounds by name."""

    def __init__(self) -> None:
        self.samples: dict[tuple[str, str], list[float]] = {}
        self.pages: list[str] = []

    def add(self, what: str, who: str, value: float) -> None:
        """One more sample."""
        self.samples.setdefault((what, who), []).append(value)

    def row(self, what: str, who: str, note: str = "", unit: str = "ms") -> Row:
        """The samples of one name as a row."""
        return Row(what, who, tuple(self.samples.get((what, who), ())), note, unit)


def _visits(app: str, who: str, stood: str, visits: Visits) -> None:
    """A new process and a new browser profile, then three visits in a row."""
    with served(app) as server, quiet_browser() as browser:
        started = (time.perf_counter() - server.spawned) * 1000
        for what in (FIRST, SECOND, THIRD):
            tab = browser.tab()
            taken = tab.visit(server.url, stood)
            visits.add(what, who, taken)
            if what == FIRST:
                visits.add(STARTED, who, started + taken)
            if who == OURS:
                _look(tab, visits, first=what == FIRST)
                # Last of all: it must not touch what the browser has kept.
                if what == THIRD:
                    visits.add("evaluation of the bundle alone", "deck.gl bundle", _evaluation(tab, server))
            if what == FIRST:
                time.sleep(STAY_S)
            tab.close()


def _look(tab: Tab, visits: Visits, *, first: bool) -> None:
    """After the map has stood: when Streamlit took it over, and at the first visit where the time went."""
    mounted = tab.wait(f"({MOUNTED})()")
    time.sleep(SETTLE_MS / 1000)
    if first:
        _phases(tab, visits, mounted)


def _phases(tab: Tab, visits: Visits, mounted: float) -> None:
    """Where the first visit's time goes, as milliseconds since navigation."""
    resources: list[tuple[str, float, float]] = tab.value(RESOURCES)

    first: dict[str, float] = tab.value("bench.first")

    def last(part: str) -> float:
        return max((end for name, _, end in resources if part in name and end < first["map"]), default=0.0)

    asked = min((start for name, start, _ in resources if "/modules/" in name), default=0.0)
    steps = {
        "1 page, Streamlit, script run: first module asked for": asked,
        "2 all modules here": last("/modules/"),
        "3 documents here": last("/documents/"),
        "4 bundle here": last(BUNDLE),
        "5 map built (state ready)": first["ready"],
        "6 first frame handed to the GPU": first["frame"],
        "7 first map: rasterised by the software GPU": first["map"],
        "8 Streamlit's own frontend, which waits for it, has taken the map over": mounted,
    }
    for name, value in steps.items():
        visits.add("where the first visit goes (time since navigation)", name, value)


def _bytes(watch: Watched, what: str, visits: Visits) -> None:
    own, bundle = watch.total(*OWN), watch.total(BUNDLE)
    visits.add(what, f"{OURS}: modules, style and documents", own / 1024)
    visits.add(what, "deck.gl bundle", bundle / 1024)
    visits.add(what, "everything else (Streamlit)", (watch.total() - watch.total(*OWN, BUNDLE)) / 1024)


def _evaluation(tab: Tab, server: Server) -> float:
    """The bundle alone, on a page with nothing else."""
    url = next(name for name, _, _ in tab.value(RESOURCES) if BUNDLE in name)
    fresh = tab.browser.tab()
    fresh.visit(f"{server.url}/_stcore/health", "performance.now()")
    taken = float(fresh.value(f"{EVALUATION}({json.dumps(url)})"))
    fresh.close()
    return taken


def _page_paths(watch: Watched) -> list[str]:
    """Addresses of all pages as st.navigation told the browser; the start page's is empty."""
    for payload in watch.received:
        try:
            message = ForwardMsg.FromString(payload)
        except DecodeError:
            continue
        if message.WhichOneof("type") == "navigation":
            pages: list[Any] = list(message.navigation.app_pages)
            return ["/" + ("" if page.is_default else page.url_pathname) for page in pages]
    return []


def _switch(watch: Watched, visits: Visits) -> None:
    visits.pages = _page_paths(watch)
    if len(visits.pages) < 2:
        return
    page = watch.page
    for path in visits.pages[1:]:
        page.evaluate(GO, path)
        page.wait_for_function(GONE)
        page.wait_for_timeout(SETTLE_MS)
        visits.add(SWITCH, OURS, float(page.evaluate(BACK, visits.pages[0])))
        page.wait_for_timeout(SETTLE_MS)


def _wire(browser: Browser, visits: Visits) -> None:
    """What two visits transfer, and page switches."""
    with served("app.py") as server, context_of(browser) as context:
        for what in (FIRST_KB, SECOND_KB):
            watch = watched(context)
            watch.page.goto(server.url)
            watch.page.wait_for_function(MOUNTED)
            watch.page.wait_for_timeout(SETTLE_MS)
            _bytes(watch, what, visits)
            if what == FIRST_KB:
                _switch(watch, visits)
            watch.page.close()


def _add_sums(visits: Visits) -> None:
    """What an empty page and the bundle take together."""
    evaluations = visits.samples["evaluation of the bundle alone", "deck.gl bundle"]
    for what in (STARTED, FIRST, SECOND, THIRD):
        for empty, evaluation in zip(visits.samples[what, EMPTY], evaluations, strict=True):
            visits.add(what, EVALUATED, empty + evaluation)


def visit_rows(browser: Browser, rounds: int) -> Iterator[Row]:
    """All rows of visits, bytes and page switches; every round has processes and browser contexts of its own."""
    visits = Visits()
    for _ in range(rounds):
        _visits("empty.py", EMPTY, TEXT_STOOD, visits)
        _visits("app.py", OURS, MAP_STOOD, visits)
        _wire(browser, visits)
    _add_sums(visits)
    for what in (STARTED, FIRST, SECOND, THIRD):
        yield from (visits.row(what, who) for who in (OURS, EMPTY, EVALUATED))
    if len(visits.pages) < 2:
        yield Row(SWITCH, OURS, note="skipped: the app has one page only")
    else:
        yield visits.row(SWITCH, OURS, f"pages: {', '.join(visits.pages)}")
        yield Row(SWITCH, "first visit, as above", tuple(visits.samples[FIRST, OURS]))
    named = ("where the first visit goes", "evaluation of the bundle", "first visit: kB", "second visit: kB")
    for what, who in [key for part in named for key in visits.samples if key[0].startswith(part)]:
        yield visits.row(what, who, unit="kB" if "kB" in what else "ms")


def summary(rows: list[Row]) -> list[str]:
    """The figures of visits in sentences: what a first visit costs over an empty page and the bundle."""
    taken = {(row.what, row.who): median(row.samples) for row in rows if row.samples}
    over = taken[FIRST, OURS] - taken[FIRST, EVALUATED]
    return [
        f"First visit: {taken[FIRST, OURS]:,.0f} ms, which is {over:+,.0f} ms against an empty page and the bundle's "
        "evaluation."
    ]
