"""Ticks and cores keep to the line they belong to, and every kind of output draws them."""

import itertools

import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from layers.paper.sheet import draw_legend
from layers.style.catalogue import Layer, Stage, color_on, load_catalogue
from layers.style.legend import legend_entries
from layers.style.strokes import TICK_ALONG, TICK_STEP, stroke_color, strokes

CATALOGUE = load_catalogue()
LINES = [layer for layer in CATALOGUE.layers if layer.width]
PAIRS = list(itertools.product([layer for layer in LINES if layer.form == "ticks"], CATALOGUE.stages.values()))


@pytest.mark.parametrize(("layer", "stage"), PAIRS, ids=lambda value: value.id)
def test_ticks_are_thin_and_stand_on_the_middle_of_dashes(layer: Layer, stage: Stage) -> None:
    line, ticks = strokes(layer, stage)[-2:]
    on, off = (length * ticks.width_px for length in ticks.dash)
    assert on == pytest.approx(TICK_ALONG * line.width_px)
    assert on + off >= TICK_STEP * line.width_px - 1e-9
    assert not ticks.round_ends
    if line.dash:
        period = sum(line.dash) * line.width_px
        assert (on + off) / period == pytest.approx(round((on + off) / period))
        assert ticks.first * ticks.width_px + on / 2 == pytest.approx(line.dash[0] * line.width_px / 2)


@pytest.mark.parametrize("stage", CATALOGUE.stages.values(), ids=lambda stage: stage.id)
def test_a_core_has_the_line_s_dashes_and_the_colour_of_paper(stage: Stage) -> None:
    road = next(layer for layer in LINES if layer.form == "cased")
    line, core = strokes(road, stage)[-2:]
    assert core.width_px < line.width_px / 2
    assert [length * core.width_px for length in core.dash] == pytest.approx(
        [length * line.width_px for length in line.dash]
    )
    for appearance in CATALOGUE.appearances:
        assert stroke_color(core, road, CATALOGUE, appearance) == CATALOGUE.appearances[appearance]["halo"]
        assert stroke_color(line, road, CATALOGUE, appearance) == color_on(road, appearance)


def test_a_plain_line_is_one_stroke() -> None:
    metro = next(layer for layer in LINES if layer.form == "solid")
    assert [part.part for part in strokes(metro, CATALOGUE.stages["promote"])] == ["line"]


def test_the_printed_legend_has_the_forms(plan) -> None:  # type: ignore[no-untyped-def]
    items = [item for item in plan.items if CATALOGUE.layer_of(item).id in ("transport-rail", "transport-road")]
    axes = Figure(figsize=(3, 4)).add_axes((0.0, 0.0, 1.0, 1.0))
    draw_legend(axes, [entry for entry in legend_entries(items, CATALOGUE, "zh") if entry.kind == "layer"], CATALOGUE)
    assert sum(isinstance(artist, LineCollection) for artist in axes.get_children()) == 4
