"""A swatch shows what a layer, a stage or an edge draws, the same as SVG, on paper and on slides."""

import itertools
import re
from xml.etree import ElementTree

import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from pptx import Presentation

from exports.slides.legend import draw_slide_legend
from exports.slides.shapes import Box
from geo.model import Plan
from layers.paper.swatches import draw_swatch
from layers.style.catalogue import Layer, Stage, color_on, load_catalogue
from layers.style.drawing import ARROW_SYMBOL, UNITS_LAYER
from layers.style.legend import SAMPLED_EDGES, LegendEntry, kinds_drawn, legend_entries
from layers.style.strokes import strokes
from layers.style.svg import INK, PAPER, swatch_svg
from layers.style.swatches import (
    SWATCH_STAGE,
    WIDE,
    Outline,
    Sign,
    Swatch,
    edge_mark,
    edge_swatch,
    layer_swatch,
    stage_mark,
    stage_swatch,
    swatch_colors,
)

CATALOGUE = load_catalogue()
ALL_KINDS = frozenset({"point", "line", "area"})
SOLID = CATALOGUE.stages[SWATCH_STAGE]


def outlines(swatch: Swatch) -> list[Outline]:
    return [shape for shape in swatch.shapes if isinstance(shape, Outline)]


@pytest.mark.parametrize("layer", [layer for layer in CATALOGUE.layers if layer.id != UNITS_LAYER], ids=lambda x: x.id)
def test_a_layer_s_swatch_has_its_kinds_of_geometry_and_no_other(layer: Layer) -> None:
    only = {kind: layer_swatch(layer, frozenset({kind}), CATALOGUE) for kind in ALL_KINDS}
    assert [type(shape) for shape in only["point"].shapes] == [Sign]
    fill, *edge = outlines(only["area"])[:2]
    assert fill.stroke is None and fill.opacity == layer.opacity
    assert [part.stroke.width_px for part in edge if part.stroke] == ([layer.edge] if layer.edge else [])
    line = [part.stroke for part in outlines(only["line"])]
    assert line == ([None] if layer.symbol == ARROW_SYMBOL else list(strokes(layer, SOLID)))
    together = layer_swatch(layer, ALL_KINDS, CATALOGUE).shapes
    assert len(together) == len(outlines(only["area"])) + len(line) + 1


def test_the_units_have_the_basemap_s_colour_and_border(plan: Plan) -> None:
    (entry,) = [row for row in legend_entries(plan.items, CATALOGUE, "zh") if row.layer and row.layer.id == UNITS_LAYER]
    swatch = entry.swatch(CATALOGUE)
    assert swatch
    assert [shape.role for shape in outlines(swatch)] == ["unit", "border"]


def every_swatch(plan: Plan) -> dict[str, Swatch]:
    kinds = kinds_drawn(plan.items, CATALOGUE)
    return (
        {layer.id: layer_swatch(layer, kinds[layer.id], CATALOGUE) for layer in CATALOGUE.layers}
        | {f"wide {layer.id}": layer_swatch(layer, ALL_KINDS, CATALOGUE, WIDE) for layer in CATALOGUE.layers}
        | {stage.id: stage_swatch(stage) for stage in CATALOGUE.stages.values()}
        | {edge: edge_swatch(edge, CATALOGUE.drawing) for edge in SAMPLED_EDGES}
        | {f"mark {edge}": edge_mark(edge, CATALOGUE.drawing) for edge in ("crisp", "soft", "hatched", "none")}
    )


def test_every_shape_lies_in_its_box_and_is_drawn_as_svg_and_on_paper(plan: Plan) -> None:
    colors = swatch_colors(CATALOGUE, "dark", CATALOGUE.layers[1])
    for name, swatch in every_swatch(plan).items():
        places = [place for shape in outlines(swatch) for place in shape.places]
        assert all(0 <= x <= swatch.width and 0 <= y <= swatch.height for x, y in places), name
        drawing = ElementTree.fromstring(swatch_svg(swatch, colors))
        assert len(drawing) == len(swatch.shapes), name
        axes = Figure().add_axes((0.0, 0.0, 1.0, 1.0))
        draw_swatch(axes, swatch, colors, x=0.0, y=0.0, scale=1.0)
        strokes_drawn = [artist for artist in axes.get_children() if isinstance(artist, LineCollection)]
        assert len(strokes_drawn) == sum(shape.stroke is not None for shape in outlines(swatch)), name
        fills = [artist for artist in axes.get_children() if isinstance(artist, PathPatch)]
        assert bool(fills) == any(isinstance(shape, Sign) or shape.stroke is None for shape in swatch.shapes), name


@pytest.mark.parametrize("appearance", CATALOGUE.appearances)
@pytest.mark.parametrize("layer", CATALOGUE.layers[1:], ids=lambda layer: layer.id)
def test_a_layer_s_swatch_is_in_the_colours_of_its_appearance(layer: Layer, appearance: str) -> None:
    svg = swatch_svg(layer_swatch(layer, ALL_KINDS, CATALOGUE), swatch_colors(CATALOGUE, appearance, layer))
    assert set(re.findall("#[0-9a-f]{6}", svg)) == {
        color_on(layer, appearance),
        CATALOGUE.appearances[appearance]["halo"],
    }


@pytest.mark.parametrize("stage", CATALOGUE.stages.values(), ids=lambda stage: stage.id)
def test_what_the_browser_paints_has_no_colour_of_its_own(stage: Stage) -> None:
    svg = "".join(swatch_svg(swatch) for swatch in (stage_swatch(stage), *(stage_mark(stage, k) for k in ALL_KINDS)))
    assert "#" not in svg
    assert set(re.findall('(?:fill|stroke)="([^"]+)"', svg)) <= {INK, PAPER, "none"}


def test_hatch_lines_fall_to_the_right_as_on_the_map() -> None:
    lines = [shape.places for shape in outlines(edge_swatch("hatched", CATALOGUE.drawing)) if not shape.closed]
    assert len(lines) > 3
    for (x0, y0), (x1, y1) in lines:
        assert x1 > x0 and x1 - x0 == pytest.approx(y1 - y0)
    starts = [x - y for (x, y), _ in lines]
    assert [b - a for a, b in itertools.pairwise(starts)] == pytest.approx(
        [CATALOGUE.drawing.hatch_step_px] * (len(lines) - 1)
    )


def test_a_slide_has_a_native_shape_for_every_outline() -> None:
    entries = [
        LegendEntry("layer", layer.zh, 1, layer, frozenset({"line", "area"}))
        for layer in CATALOGUE.layers
        if layer.id != UNITS_LAYER
    ]
    entries += [LegendEntry("edge", edge, 1, edge=edge) for edge in SAMPLED_EDGES]
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    box = Box(0.3, 0.3, 6.0, 7.0)
    draw_slide_legend(slide, box, entries, CATALOGUE, columns=1)
    drawn = [shape for shape in slide.shapes[0].shapes if not shape.has_text_frame or not shape.text_frame.text]
    swatches = [entry.swatch(CATALOGUE, WIDE) for entry in entries]
    assert len(drawn) == sum(len(outlines(swatch)) for swatch in swatches if swatch)
    left, top, width, height = box.emu
    assert all(left <= shape.left and shape.left + shape.width <= left + width for shape in drawn)
    assert all(top <= shape.top and shape.top + shape.height <= top + height for shape in drawn)
