"""The renderer of paper and slides: what is drawn, where names stand, and no need of the machine's fonts."""

import io
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from pyproj import Geod

from geo.model import Plan
from geo.progress.standing import standings
from geo.query import Filter
from layers.paper.extent import fit_extent, metric_bounds, wgs84_bounds
from layers.paper.names.candidates import Label
from layers.paper.sheet import DrawnMap, draw_map
from layers.paper.symbols import pictogram_path
from layers.style.catalogue import load_catalogue
from layers.style.drawing import parts
from layers.style.legend import legend_entries
from layers.style.pictograms import PICTOGRAMS
from layers.style.swatches import state_mark
from layers.view.state import Camera, View
from tests.conftest import the_plan

CATALOGUE = load_catalogue()
ALL = frozenset(layer.id for layer in CATALOGUE.layers)


def drawn(
    plan: Plan, view: View, *, language: str = "zh", size: tuple[float, float] = (11.7, 9.0)
) -> tuple[DrawnMap, Figure]:
    figure = Figure(figsize=size)
    FigureCanvasAgg(figure)
    result = draw_map(figure.add_axes((0, 0, 1, 1)), view, plan, CATALOGUE, language=language)  # type: ignore[arg-type]
    return result, figure


def png_of(figure: Figure) -> bytes:
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=72)
    return content.getvalue()


@cache
def drawn_once(name: str, language: str = "zh") -> tuple[DrawnMap, Figure]:
    """One of VIEWS: for tests that only look."""
    return drawn(the_plan(), VIEWS[name], language=language)


def overlapping(labels: Sequence[Label]) -> list[tuple[str, str]]:
    """Pairs of names that touch; along a line the letters of one name may."""
    return [
        (one.words, other.words)
        for at, one in enumerate(labels)
        for other in labels[:at]
        if any(a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1] for a in one.boxes for b in other.boxes)
    ]


FEW = {
    "water": View(filter=Filter(theme=frozenset({"water"}))),
    "key-area": View(filter=Filter(theme=frozenset({"key-area"}))),
    "metro": View(filter=Filter(category=frozenset({"城市轨道"})), layers=frozenset({"units", "transport-metro"})),
}
VIEWS = FEW | {
    "default": View(),
    "everything": View(layers=ALL),
    "futian": View(layers=ALL, unit="futian"),
    "shenshan": View(layers=ALL, unit="shenshan"),
    "selection": View(selection="hub-xili"),
    "camera": View(camera=Camera(113.95, 22.55, 11.0)),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_names_neither_overlap_nor_leave_the_extent(name: str, language: str) -> None:
    result, figure = drawn_once(name, language)
    west, south, east, north = result.bounds_metric
    boxes = [box for label in result.labels for box in label.boxes]
    assert len(boxes) > 3
    assert all(box[0] >= west and box[1] >= south and box[2] <= east and box[3] <= north for box in boxes)
    assert overlapping(result.labels) == []
    # The letters themselves, measured by matplotlib, lie on the paper too.
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    for words in figure.axes[0].texts:
        extent = words.get_window_extent(renderer)
        assert extent.x0 >= 0 and extent.y0 >= 0 and extent.x1 <= figure.bbox.x1 and extent.y1 <= figure.bbox.y1


def test_indicative_places_say_so(plan: Plan) -> None:
    result, _ = drawn(plan, View(layers=frozenset({"water"})))
    named = {label.item: label.words for label in result.labels if label.item}
    indicative = {item.id for item in result.items if item.precision == "indicative"}
    assert indicative & named.keys()
    assert all(("示意" in words) == (item in indicative) for item, words in named.items())


@pytest.mark.parametrize("name", ["everything", "futian", "shenshan"])
def test_what_no_hatch_marks_as_indicative_a_word_does(name: str) -> None:
    result, _ = drawn_once(name)
    named = {label.item: label.words for label in result.labels if label.item}
    for item in result.items:
        if item.precision == "indicative" and (item.located == "point" or CATALOGUE.layer_of(item).symbol == "arrow"):
            assert "示意" in named[item.id]
    unnamed = [item for item in result.items if item.precision == "indicative" and item.id not in named]
    assert len(unnamed) < 0.2 * len(result.items)


def test_pictures_may_be_drawn_in_several_threads_at_once(plan: Plan) -> None:
    views = [View(unit=unit.id, layers=ALL) for unit in plan.units[:2]]

    def picture(view: View) -> bytes:
        return png_of(drawn(plan, view, size=(5.5, 4.2))[1])

    alone = [picture(view) for view in views]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(picture, views * 2)) == alone * 2


def test_hostile_names_are_drawn_as_they_stand(plan: Plan) -> None:
    item = plan.by_id["hub-xili"]
    odd = replace(item, name="$\\frac{1}{0}$ <b>x</b> " + "长" * 150)
    result, _ = drawn(Plan((odd,), plan.units, ()), View(selection="hub-xili"))
    assert [label.words for label in result.labels if label.item == "hub-xili"] == [odd.name[:48] + "…"]


def test_what_is_drawn_lies_in_the_extent_and_the_rest_is_told(plan: Plan) -> None:
    result, _ = drawn_once("futian")
    assert any("岗厦北" in item.name for item in result.items)
    assert any("大鹏" in item.name for item in result.outside)
    parts = [*result.items, *result.outside, *result.unplaced]
    assert Counter(item.id for item in parts) == Counter(item.id for item in plan.items)
    assert all(item.geometry is None for item in result.unplaced)


def test_the_legend_counts_what_is_drawn(plan: Plan) -> None:
    result, _ = drawn(plan, View(layers=ALL, unit="longgang"))
    entries = legend_entries(result.items, CATALOGUE, "zh")
    layers = {entry.layer.id: entry.count for entry in entries if entry.layer}
    assert layers == Counter(CATALOGUE.layer_of(item).id for item in result.items)
    stages = {entry.stage.id: entry.count for entry in entries if entry.stage}
    assert stages == Counter(item.stage for item in result.items)
    assert sum(stages.values()) == sum(layers.values()) == len(result.items)
    assert {entry.edge for entry in entries if entry.edge} == {"soft", "hatched"}


def test_the_legend_of_points_has_no_edges(plan: Plan) -> None:
    hubs = [item for item in plan.items if item.located == "point" and item.theme == "transport"]
    entries = legend_entries(hubs, CATALOGUE, "en")
    assert not [entry for entry in entries if entry.edge]
    assert "Transport hubs" in [entry.words for entry in entries]


def test_the_scale_holds_on_the_ellipsoid() -> None:
    result, _ = drawn_once("default")
    west, south, east, north = result.bounds_metric
    y = (south + north) / 2
    left, right = wgs84_bounds((west, y, west + 1, y + 1)), wgs84_bounds((east - 1, y, east, y + 1))
    true_m = Geod(ellps="GRS80").inv(left[0], left[1], right[2], right[1])[2]
    paper_inches = 11.7
    assert true_m / paper_inches == pytest.approx(result.metres_per_inch, rel=0.002)


def test_a_round_scale_is_round_and_holds_the_bounds() -> None:
    bounds = (113.75, 22.4, 114.62, 22.87)
    extent = fit_extent(bounds, width_pt=800, height_pt=600, round_scale=True)
    assert extent.scale % 10_000 == pytest.approx(0, abs=1e-3) or extent.scale % 10_000 == pytest.approx(
        10_000, abs=1e-3
    )
    inner = metric_bounds(bounds)
    assert extent.west < inner[0] and extent.south < inner[1] and extent.east > inner[2] and extent.north > inner[3]


def test_a_point_is_fitted_with_its_surroundings() -> None:
    extent = fit_extent((114.0, 22.6, 114.0, 22.6), width_pt=400, height_pt=300)
    assert extent.east - extent.west >= 6000
    assert (extent.north - extent.south) * 4 == pytest.approx((extent.east - extent.west) * 3)


def test_a_picture_shows_the_selection(plan: Plan) -> None:
    camera = Camera(113.95, 22.58, 12)
    plain, chosen = (
        png_of(drawn(plan, View(camera=camera, selection=name), size=(4.4, 2.8))[1]) for name in (None, "hub-xili")
    )
    assert plain != chosen


def test_an_empty_filter_leaves_the_basemap(plan: Plan) -> None:
    result, _ = drawn(plan, View(filter=Filter(text="没有这样的项目")))
    assert not result.items
    assert {"福田区", "南山区"} <= {label.words for label in result.labels}


@pytest.mark.parametrize("symbol", PICTOGRAMS)
def test_every_pictogram_becomes_a_path(symbol: str) -> None:
    extents = pictogram_path(symbol).get_extents()
    assert 0 <= extents.x0 < extents.x1 <= 24 and 0 <= extents.y0 < extents.y1 <= 24


@pytest.mark.parametrize("name", FEW)
def test_where_few_items_are_shown_a_sheet_names_all_of_them(name: str) -> None:
    result, _ = drawn_once(name)
    works = [item for item in result.items if CATALOGUE.layer_of(item).id != "units"]
    words = {label.item: label.words for label in result.labels if label.item}
    assert len(works) >= 13
    assert [item.id for item in works if words.get(item.id) in (None, "示意")] == []


def test_items_have_badges_of_their_states_where_the_view_asks_for_them(plan: Plan) -> None:
    view = View(filter=Filter(theme=frozenset({"transport"})), layers=ALL, tint="marks", day=date(2024, 6, 30))
    result, _ = drawn(plan, view)
    known = standings(plan, view.day)
    named = {label.item for label in result.labels}
    told = {item.id for item in result.items if known[item.id].state != "unknown"}
    assert (
        {item.id for item in result.items if item.located == "point" or item.id in named} & told
        <= set(result.badges)
        <= told
    )
    others = [box for label in result.labels if label.item is None for box in label.boxes]
    touching = [
        name
        for name, (west, south, east, north) in result.badges.items()
        if any(west < e and east > w and south < n and north > s for w, s, e, n in others)
    ]
    assert len(touching) <= len(result.badges) // 10, touching
    entries = legend_entries(result.items, CATALOGUE, "zh", result.colouring)
    states = [entry for entry in entries if entry.kind == "state"]
    assert sum(entry.count or 0 for entry in states) == len(result.items)
    assert all(entry.swatch(CATALOGUE) == state_mark(entry.state) for entry in states if entry.state)
    assert not any(entry.quiet for entry in entries)


def test_badges_alone_leave_the_colours_as_they_are(plan: Plan) -> None:
    plain, coloured = (drawn(plan, View(tint=tint))[0] for tint in ("theme", "progress"))
    assert plain.badges == {} and coloured.badges, "signs can be told in grey"
    item = next(item for item in plan.items if item.located == "line")
    marks = drawn(plan, View(tint="marks", selection=item.id))[0].colouring
    assert marks is not None and {part.look for part in parts([item], CATALOGUE, marks)} == {None}
