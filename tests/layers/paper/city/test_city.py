"""The city under the plan on paper: as general as the scale asks for, pale, named only where the plan leaves room."""

from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from geo.model import Plan
from geo.query import Filter
from layers.paper.city.features import city_features
from layers.paper.city.names import city_names, draw_city_name
from layers.paper.city.shapes import ZORDER, draw_city
from layers.paper.extent import Bounds, fit_extent
from layers.paper.names.places import Taken
from layers.paper.pen import Pen
from layers.paper.sheet import DrawnMap, draw_map, prepare
from layers.style.catalogue import load_catalogue
from layers.style.city import mixed
from layers.view.state import Camera, View
from tests.layers.paper.test_sheet import overlapping

CATALOGUE = load_catalogue()
NOTHING = Filter(text="没有这样的项目")
FUTIAN = Camera(114.055, 22.54, 13.0)
KINDS_BY_SCALE = (
    ((113.7, 22.4, 114.7, 22.9), {"expressway", "rail-line", "reservoir", "range"}, {"arterial", "metro-station"}),
    ((113.9, 22.5, 114.1, 22.6), {"metro-line", "arterial", "park"}, {"community"}),
)  # fmt: skip


def pen_of(bounds: Bounds, *, scale: float = 1.0, appearance: str = "light") -> Pen:
    figure = Figure(figsize=(10, 8))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    extent = fit_extent(bounds, width_pt=720, height_pt=576)
    prepare(axes, extent)
    return Pen(axes, extent, CATALOGUE, "zh", appearance, scale)


def colors_of(pen: Pen) -> set[str]:
    faces = {to_hex(patch.get_facecolor()) for patch in pen.axes.patches if patch.get_zorder() == ZORDER}
    lines = [to_hex(line.get_color()[0]) for line in pen.axes.collections if line.get_zorder() == ZORDER]
    return faces | set(lines)


def named(plan: Plan, view: View, *, language: str = "zh") -> DrawnMap:
    figure = Figure(figsize=(11.7, 9.0))
    FigureCanvasAgg(figure)
    return draw_map(figure.add_axes((0, 0, 1, 1)), view, plan, CATALOGUE, language=language)  # type: ignore[arg-type]


@pytest.mark.parametrize(("bounds", "drawn", "absent"), KINDS_BY_SCALE)
def test_the_scale_says_which_kinds_are_drawn(plan: Plan, bounds: Bounds, drawn: set[str], absent: set[str]) -> None:
    pen = pen_of(bounds)
    draw_city(pen, plan)
    colors, unit = colors_of(pen), CATALOGUE.appearances["light"]["unit"]
    metro = {
        mixed(feature.color, unit, CATALOGUE.city["metro-line"].look.pale)  # type: ignore[union-attr]
        for feature in city_features()
        if feature.kind == "metro-line"
    }
    for kind in drawn | absent:
        look = CATALOGUE.city[kind].look
        if look is not None:
            own = metro if kind == "metro-line" else {look.color}
            assert bool(own & colors) == (kind in drawn), kind


def test_larger_symbols_have_room_for_less() -> None:
    bounds = (113.7, 22.4, 114.7, 22.9)
    desk, wall = pen_of(bounds), pen_of(bounds, scale=2.0)
    assert wall.zoom == pytest.approx(desk.zoom - 1)


def test_dark_paper_has_the_dark_colours(plan: Plan) -> None:
    pen = pen_of((113.7, 22.4, 114.7, 22.9), appearance="dark")
    draw_city(pen, plan)
    look = CATALOGUE.city["expressway"].look
    assert look is not None and look.color_dark in colors_of(pen) and look.color not in colors_of(pen)


def test_names_say_where_one_is_and_touch_nothing_of_the_plan(plan: Plan) -> None:
    result = named(plan, View(camera=FUTIAN))
    words = {label.words for label in result.labels if label.item is None}
    assert {"莲花山公园", "1号线", "车公庙"} <= words
    assert overlapping(result.labels) == []


def test_the_plan_s_names_are_the_same_with_the_city_and_without(plan: Plan) -> None:
    with_city, without = (named(plan, View(camera=FUTIAN, base=base)) for base in ("city", "none"))
    assert [label for label in with_city.labels if label.item] == [label for label in without.labels if label.item]
    assert len(with_city.labels) > len(without.labels) + 50


def test_english_paper_has_english_names(plan: Plan) -> None:
    result = named(plan, View(camera=FUTIAN, filter=NOTHING), language="en")
    assert any("Lianhua" in label.words for label in result.labels)
    assert not [label.words for label in result.labels if any("\u4e00" <= letter <= "\u9fff" for letter in label.words)]


def test_what_is_written_already_is_not_written_again() -> None:
    pen = pen_of((113.9, 22.5, 114.1, 22.6))
    first = city_names(pen, Taken(pen.extent.bounds, ()), set())
    words = {placed.name.words for placed in first}
    assert len(words) > 30
    again = city_names(pen, Taken(pen.extent.bounds, ()), set(words))
    assert words.isdisjoint(placed.name.words for placed in again)


def test_a_hostile_name_is_drawn_as_it_stands() -> None:
    pen = pen_of((113.9, 22.5, 114.1, 22.6))
    placed = next(name for name in city_names(pen, Taken(pen.extent.bounds, ()), set()) if name.run is None)
    odd = replace(placed, name=replace(placed.name, words="$\\frac{1}{0}$ <b>"))
    assert draw_city_name(pen, odd, zorder=1.0).words == "$\\frac{1}{0}$ <b>"
    assert "$\\frac{1}{0}$ <b>" in [text.get_text() for text in pen.axes.texts]
