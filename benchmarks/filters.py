"""Filter to new frame: this map, st.pydeck_chart, streamlit-folium and kepler.gl on the same data."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.apps import ALL, THEME
from benchmarks.browsers.stage import MOUNTED, Watched, context_of, served, watched
from benchmarks.points import GROUPS
from benchmarks.report import OURS, Row

READY = "() => globalThis.planMaps?.get('explore')?.node.dataset.state === 'ready'"
SHOW_ALL = (
    "() => { const { store } = planMaps.get('explore'); store.set({ layers: new Set(store.layerById.keys()) }); }"
)
FIRST_THEME = "() => planMaps.get('explore').doc.items[0].theme"
# [theme, filtered or cleared, total of the frame wanted]
FILTER = """([theme, filtered, total]) => {
  const { store } = planMaps.get('explore');
  const filters = { ...store.state.filters, theme: new Set(filtered ? [theme] : []) };
  return bench.time(() => store.set({ filters }), { total });
}"""
# [theme, on or off, total of the frame wanted]
LAYERS = """([theme, on, total]) => {
  const { store } = planMaps.get('explore');
  const layers = new Set([...store.layerById.values()]
    .filter((layer) => on || layer.theme !== theme).map((layer) => layer.id));
  return bench.time(() => store.set({ layers }), { total });
}"""
RADIO = "([option, total, kind]) => bench.time(() => bench.choose(option), { kind, total, text: `shown ${option}` })"
SETTLED = "([text, kind]) => bench.settled({ text, kind })"
KEPLER_READY = (
    "() => globalThis.kepler?.findStore() && kepler.state().layers.length && "
    "kepler.state().layerData[0]?.data && bench.total > 0"
)
KEPLER = "([idx, value, total]) => bench.time(() => kepler.setFilter(idx, value), { total })"
KEPLER_FILTERS = (
    ("theme", (["group 0"], [f"group {number}" for number in range(GROUPS)]), "select filter"),
    ("value", ([0, 0.5], [0, GROUPS - 1]), "range filter on the GPU"),
)
KEPLER_NOTE = "no Python behind it"
PAUSE_MS = 200

Taken = tuple[float, float, float]
"""milliseconds until the new frame was in the GPU's hands, until the next animation frame, and until the software GPU
had rasterised it"""
Act = Callable[[bool, int | None], Taken]
"""filters (True) or clears (False), waiting for a frame of that total"""


class BenchmarkError(RuntimeError):
    """A page did not do what was to be measured."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Measured filterings and clearings."""

    filtered: tuple[Taken, ...]
    cleared: tuple[Taken, ...]


def alternate(page: Page, act: Act, rounds: int, *, settled: Callable[[bool], int] | None) -> Samples:
    """`rounds` times filter and clear. Before them both states are drawn once; `settled` tells their frames apart."""
    totals: dict[bool, int | None] = {}
    for filtered in (True, False):
        act(filtered, None)
        totals[filtered] = settled(filtered) if settled else None
    if settled and totals[True] == totals[False]:
        raise BenchmarkError(f"filtered and unfiltered frames both draw {totals[True]}")
    samples: dict[bool, list[Taken]] = {True: [], False: []}
    for _ in range(rounds):
        for filtered in (True, False):
            page.wait_for_timeout(PAUSE_MS)
            samples[filtered].append(act(filtered, totals[filtered]))
    return Samples(tuple(samples[True]), tuple(samples[False]))


def row(what: str, who: str, taken: Sequence[Taken], note: str, *, webgl: bool = True) -> Row:
    """Samples as a row; when the next animation frame came and when the pixels were done is noted."""
    shown, rasterised = (median(times[step] for times in taken) for step in (1, 2))
    later = f"next animation frame {shown:,.0f} ms" + (f", rasterised {rasterised:,.0f} ms" if webgl else "")
    return Row(
        what,
        who,
        tuple(times[0] for times in taken),
        "; ".join(filter(None, (later, note))),
        later=tuple(times[1] for times in taken),
    )


def _rows(size: str, who: str, samples: Samples, note: str = "", *, webgl: bool = True) -> Iterator[Row]:
    yield row(f"filter → new frame, {size}", who, samples.filtered, note, webgl=webgl)
    yield row(f"filter cleared → new frame, {size}", who, samples.cleared, note, webgl=webgl)


def _sent(watch: Watched, already: int) -> str:
    return f"WebSocket frames sent to Python: {watch.sent - already}"


def component(browser: Browser, rounds: int, size: str, points: int) -> Iterator[Row]:
    """This map: the real app at the plan's size, else the same component on synthetic items."""
    with served("component.py" if points else "app.py", points) as server, context_of(browser) as context:
        watch = watched(context)
        page = watch.page
        page.goto(server.url)
        page.wait_for_function(READY)
        page.wait_for_function(MOUNTED)
        page.evaluate(SHOW_ALL)
        page.evaluate(SETTLED, [None, "webgl"])
        theme = page.evaluate(FIRST_THEME) if points else THEME
        already = watch.sent

        def by(script: str) -> Act:
            return lambda filtered, total: page.evaluate(script, [theme, filtered, total])

        def settled(_: bool) -> int:
            return int(page.evaluate(SETTLED, [None, "webgl"]))

        yield from _rows(size, OURS, alternate(page, by(FILTER), rounds, settled=settled), _sent(watch, already))
        if not points:
            switched = alternate(page, by(LAYERS), rounds, settled=settled)
            yield row(f"layers of a theme on → new frame, {size}", OURS, switched.filtered, _sent(watch, already))
            yield row(f"layers of a theme off → new frame, {size}", OURS, switched.cleared, _sent(watch, already))


def widget_app(browser: Browser, rounds: int, app: str, points: int, kind: str, *, basemap: bool = False) -> Samples:  # noqa: PLR0913
    """An app whose filter is a st.radio."""
    with served(app, points, basemap=basemap) as server, context_of(browser) as context:
        page = context.new_page()
        page.goto(server.url)
        page.wait_for_selector("[data-testid=stRadio]")
        page.evaluate(SETTLED, [f"shown {ALL}", kind])

        def act(filtered: bool, total: int | None) -> Taken:
            taken: Taken = page.evaluate(RADIO, [THEME if filtered else ALL, total, kind])
            return taken

        def settled(filtered: bool) -> int:
            return int(page.evaluate(SETTLED, [f"shown {THEME if filtered else ALL}", kind]))

        return alternate(page, act, rounds, settled=settled)


def kepler(browser: Browser, rounds: int, size: str, points: int) -> Iterator[Row]:
    """kepler.gl: a select filter (rows are chosen) and a range filter (on the GPU), both through its redux store."""
    with served("kepler", points) as server, context_of(browser) as context:
        page = context.new_page()
        page.goto(server.url)
        page.wait_for_function(KEPLER_READY)
        page.evaluate(SETTLED, [None, "webgl"])
        for field, (wanted, everything), name in KEPLER_FILTERS:
            idx = page.evaluate("(field) => kepler.addFilter(field)", field)
            page.evaluate(SETTLED, [None, "webgl"])

            def act(
                filtered: bool, total: int | None, idx: int = idx, values: tuple[object, object] = (everything, wanted)
            ) -> Taken:
                taken: Taken = page.evaluate(KEPLER, [idx, values[filtered], total])
                return taken

            def settled(_: bool) -> int:
                return int(page.evaluate(SETTLED, [None, "webgl"]))

            samples = alternate(page, act, rounds, settled=settled if field == "theme" else None)
            page.evaluate("(idx) => kepler.removeFilter(idx)", idx)
            page.evaluate(SETTLED, [None, "webgl"])
            yield from _rows(size, f"kepler.gl, {name}", samples, KEPLER_NOTE)


def missing(module: str, size: str, who: str) -> Row | None:
    """The row that says that a package is not installed."""
    if find_spec(module) is not None:
        return None
    return Row(
        f"filter → new frame, {size}",
        who,
        note=f"{module} is not installed: pip install -r benchmarks/requirements.txt",
    )


def filter_rows(browser: Browser, rounds: int, sizes: tuple[int, ...]) -> Iterator[Row]:
    """All rows of filters, the plan's own size (0) first."""
    for points in sizes:
        size = f"{points:,} synthetic points" if points else "all items of the plan"
        yield from component(browser, rounds, size, points)
        for basemap, who in ((True, "st.pydeck_chart, the same basemap"), (False, "st.pydeck_chart, no basemap")):
            yield from _rows(
                size, who, widget_app(browser, rounds, "pydeck_chart.py", points, "webgl", basemap=basemap)
            )
        if points:
            absent = missing("keplergl", size, "kepler.gl")
            yield from [absent] if absent else kepler(browser, rounds, size, points)
        elif absent := missing("streamlit_folium", size, "streamlit-folium"):
            yield absent
        else:
            samples = widget_app(browser, rounds, "folium_map.py", points, "leaflet")
            yield from _rows(size, "streamlit-folium", samples, "SVG, no WebGL", webgl=False)
