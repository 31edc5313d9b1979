"""What an answer names is marked alike on the screen, on paper and on the simple map, and legends show the same."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from geo.model import Item, Plan
from layers.answer.plates import MarkedAnswer, Named, Plate, line_px, plates
from layers.answer.shown import ShownAnswer
from layers.answer.swatches import mark_colors, mark_swatch
from layers.leaflet.elements import leaflet_html
from layers.paper.answer.shapes import AROUND_ZORDER, FIRST_ZORDER
from layers.paper.extent import PT_PER_PX
from layers.paper.items import BAND_ZORDER
from layers.paper.sheet import draw_map
from layers.screen.icons import mark_swatches
from layers.style.catalogue import load_catalogue
from layers.style.legend import LegendEntry
from layers.style.svg import swatch_svg
from layers.view.state import View
from tests.node import node

CATALOGUE = load_catalogue()
ALL = frozenset(layer.id for layer in CATALOGUE.layers)
BOUNDS = (113.7, 22.4, 114.3, 22.9)
SITE = shapely.Point(114.0, 22.6)
Drawn = list[tuple[str, float, tuple[float, ...]]]
"""colour, width and dash in pixels, in drawing order"""


def things(plan: Plan) -> list[Named]:
    line = next(item for item in plan.items if item.located == "line" and line_px(item, CATALOGUE))
    area = next(item for item in plan.items if item.located == "area" and CATALOGUE.layer_of(item).id == "key-area")
    return [
        Named("certain", line.geometry, line),
        Named("possible", area.geometry, area),
        Named("possible", SITE, alone=True),
        Named("asked", plan.by_id["hub-xili"].geometry, plan.by_id["hub-xili"]),
    ]


@pytest.fixture
def answer(plan: Plan) -> MarkedAnswer:
    return MarkedAnswer(things(plan), (SITE.buffer(0.01),))


def kind_of(plate: Plate) -> str:
    return {"Point": "point", "MultiPoint": "point"}.get(plate.thing.geometry.geom_type, "line")


def wanted(answer: MarkedAnswer) -> Drawn:
    """Each plate as a stroke; a fill under a point is a stroke so short that it is a disc."""
    found = []
    for plate in plates(answer.things, CATALOGUE):
        area = shapely.get_dimensions(plate.thing.geometry) == 2
        spot = plate.mark.edge_px if plate.kind == "edge" else 2 * plate.radius_px
        width = spot if kind_of(plate) == "point" else plate.width_px(area=area)
        found.append((plate.color("light"), round(width, 2), plate.dash_px))
    return found


def on_paper(answer: MarkedAnswer, plan: Plan) -> Drawn:
    figure = Figure(figsize=(8, 6))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    draw_map(axes, View(), plan, CATALOGUE, language="zh", bounds=BOUNDS, answer=answer)
    strokes = [
        each
        for each in axes.get_children()
        if isinstance(each, LineCollection) and FIRST_ZORDER <= each.get_zorder() < AROUND_ZORDER
    ]
    return [_stroke(each) for each in sorted(strokes, key=lambda each: each.get_zorder())]


def _stroke(drawn: LineCollection) -> tuple[str, float, tuple[float, ...]]:
    width = float(drawn.get_linewidth()[0])
    _, dash = drawn.get_linestyle()[0]
    return (
        to_hex(drawn.get_edgecolor()[0]),
        round(width / PT_PER_PX, 2),
        tuple(round(length / PT_PER_PX, 2) for length in dash or ()),
    )


def test_all_that_is_possible_lies_under_what_is_certain_and_edges_under_fills(answer: MarkedAnswer) -> None:
    order = [(kind_of(plate), plate.mark.id, plate.kind) for plate in plates(answer.things, CATALOGUE)]
    marks = [("line", "possible"), ("line", "certain"), ("point", "asked"), ("point", "possible")]
    assert list(dict.fromkeys(order)) == [(*mark, kind) for mark in marks for kind in ("edge", "fill")]
    possible, certain, asked = CATALOGUE.marks.values()
    assert possible.dash_px and not certain.dash_px and not asked.dash_px
    assert len({mark.color_fill for mark in CATALOGUE.marks.values()}) == 3


def test_paper_draws_the_plates_of_the_catalogue_below_all_items(answer: MarkedAnswer, plan: Plan) -> None:
    assert sorted(on_paper(answer, plan)) == sorted(wanted(answer))
    assert AROUND_ZORDER < BAND_ZORDER


def test_the_screen_draws_the_same_plates(answer: MarkedAnswer) -> None:
    code = 'const { inOrder, platesOf } = await module("ask/plates");'
    code += "return inOrder(argument.marks, ({ id }) => argument.things[id]).flatMap(({ found, mark }) =>"
    code += " platesOf(found, mark, { dark: false, zoom: 10, scale: 1 }));"
    named = {name: [_shapes(thing) for thing in answer.things if thing.mark == name] for name in CATALOGUE.marks}
    found: Drawn = []
    for stroke in node(code, {"things": named, "marks": [_plain(mark) for mark in CATALOGUE.marks.values()]}):
        row = stroke["row"]
        dash = tuple(round(length * row["width"], 2) for length in row.get("dash", [])[:2])
        found.append((to_hex([part / 255 for part in stroke["color"][:3]]), round(row["width"], 2), dash))
    assert found == wanted(answer)


def _plain(mark: Any) -> dict[str, Any]:
    return {name: getattr(mark, name) for name in mark.__slots__}


def _shapes(thing: Named) -> dict[str, Any]:
    width = 0.0 if thing.alone else line_px(thing.item, CATALOGUE)
    place = list(thing.geometry.representative_point().coords[0])
    point = thing.geometry.geom_type == "Point"
    shapes = {"paths": [] if point else [[place, place]], "points": [place] if point else [], "bands": []}
    strokes = [{"row": {"width": width}, "part": {"kind": "line"}}] if width else []
    return {
        "shapes": {**shapes, "strokes": strokes},
        "alone": thing.alone,
        "area": bool(shapely.get_dimensions(thing.geometry) == 2),
    }


def test_the_simple_map_draws_the_same_plates_and_its_legend_says_so(answer: MarkedAnswer, plan: Plan) -> None:
    entries = (LegendEntry("answer", "确定", 7, mark="certain"), LegendEntry("answer", "可能", 3, mark="possible"))
    shown = ShownAnswer("西丽枢纽：1 km 以内", answer, entries)
    page = leaflet_html(plan, CATALOGUE, language="zh", view=View(layers=ALL), answer=shown)
    found = list(_in_leaflet(page))
    assert sorted(found) == sorted(wanted(answer))
    words = words_in(page)
    assert words["asked"] == shown.title
    assert [(label, count) for _, label, count in words["marks"]] == [("确定", 7), ("可能", 3)]
    kept = {thing.item.id for thing in answer.things if thing.item}
    rests = {item["id"]: rest for item, rest in zip(words["items"], words["rests"], strict=True)}
    assert {name for name, rest in rests.items() if rest == 1.0} == kept & rests.keys()
    plain = leaflet_html(plan, CATALOGUE, language="zh", view=View(layers=ALL))
    assert not list(_in_leaflet(plain)) and set(words_in(plain)["rests"]) == {1.0}


def words_in(page: str) -> dict[str, Any]:
    """The one JSON value that holds all words of the page."""
    found = re.search(r'id="plan-words">(.*?)</script>', page)
    assert found is not None
    words: dict[str, Any] = json.loads(found[1])
    return words


def _in_leaflet(page: str) -> Iterator[tuple[str, float, tuple[float, ...]]]:
    """What stands in the answer's pane, discs as wide as they are across; the outline of the radius left out."""
    around = f'"weight": {CATALOGUE.drawing.around_px:g}'
    for block in re.findall(
        r"function geo_json_\w+_styler\(.*?\n\s*}\s*\n.*?L\.geoJson\(null.*?\}\);", page, re.DOTALL
    ):
        style = re.search(r"return (\{.*?\});", block)
        if style is None or ('"pane": "answer"' not in block and '"answer"' not in block) or around in style[1]:
            continue
        look = json.loads(style[1])
        radius = re.search(r'"radius": ([\d.]+)', block)
        width = 2 * float(radius[1]) if radius and not look.get("stroke", True) else look["weight"]
        dash = tuple(float(part) for part in (look.get("dashArray") or "").split())
        yield look.get("fillColor", look["color"]), round(width, 2), dash


def test_a_fault_is_said_and_nothing_recedes(plan: Plan) -> None:
    page = leaflet_html(plan, CATALOGUE, language="zh", answer=ShownAnswer(fault="图层已不在"))
    words = words_in(page)
    assert "图层已不在" in words["gaps"] and set(words["rests"]) == {1.0}


def test_on_paper_what_an_answer_does_not_name_recedes(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    hubs = [item for item in plan.items if item.category == plan.by_id["hub-xili"].category and item.geometry]
    named = Named("certain", hubs[0].geometry, hubs[0])
    strengths: dict[str, float] = {}
    monkeypatch.setitem(
        __import__("layers.paper.items", fromlist=["DRAWERS"]).DRAWERS,
        "point",
        lambda _pen, part, strength: strengths.setdefault(part.item.id, strength),
    )
    figure = Figure(figsize=(8, 6))
    view = View(layers=ALL)
    small = replace(plan, items=tuple(hubs))
    draw_map(figure.add_axes((0, 0, 1, 1)), view, small, CATALOGUE, language="zh", answer=MarkedAnswer([named]))
    assert strengths[hubs[0].id] == 1.0
    assert {strengths[item.id] for item in hubs[1:]} == {CATALOGUE.drawing.receding}


@pytest.mark.parametrize("mark", ["asked", "reach", "certain", "possible"])
def test_every_legend_has_one_swatch_for_a_mark(mark: str) -> None:
    entry = LegendEntry("answer", "x", mark=mark)
    for appearance in CATALOGUE.appearances:
        drawn = swatch_svg(mark_swatch(mark, CATALOGUE), mark_colors(mark, CATALOGUE, appearance))
        assert mark_swatches(CATALOGUE, appearance)[mark] == drawn
        swatch = entry.swatch(CATALOGUE)
        assert swatch is not None and swatch_svg(swatch, entry.colors(CATALOGUE, appearance)) == drawn
    assert ("stroke-dasharray" in drawn) == (mark in ("reach", "possible"))


def test_a_thing_that_the_view_does_not_show_has_a_thin_plate(plan: Plan) -> None:
    item: Item = next(item for item in plan.items if line_px(item, CATALOGUE))
    shown, alone = (
        next(plates([Named("certain", item.geometry, item, alone=alone)], CATALOGUE)) for alone in (False, True)
    )
    assert alone.width_px() < shown.width_px() - line_px(item, CATALOGUE)
