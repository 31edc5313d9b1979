"""The plan's first distinction: any two stages differ in grey, blurred and washed out, at legend size.

As line, point and area.
"""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from geo.model import Plan
from layers.paper.swatches import draw_swatch
from layers.paper.symbols import Spot, draw_symbol
from layers.screen.deck import item_layers
from layers.style.catalogue import Stage, load_catalogue
from layers.style.strokes import plain_strokes, strokes
from layers.style.svg import swatch_svg
from layers.style.swatches import stage_mark, stage_swatch, swatch_colors

CATALOGUE = load_catalogue()
STAGES = list(CATALOGUE.stages.values())
LEGEND_PX = (30, 18)
BLUR_PX = 0.8
WASHED_OUT = 0.5
"""how much of the contrast a bright room leaves"""
LEAST_DIFFERENCE = 0.025
"""mean absolute difference of two swatches, of the room between black and white, however one is moved against the
other"""
MOVES = [(y, x) for y in (-1, 0, 1) for x in (-2, -1, 0, 1, 2)]
Grey = NDArray[np.float64]


def rendered(draw: Callable[[object], None]) -> Grey:
    """What draw puts into axes of LEGEND_PX, a unit a pixel, seen in a bright room: 0 black to 1 white."""
    width, height = LEGEND_PX
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    draw(axes)
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("L").filter(ImageFilter.GaussianBlur(BLUR_PX))
    return 1 - WASHED_OUT * (1 - np.asarray(picture, dtype=float) / 255)


def difference(one: Grey, other: Grey) -> float:
    """Mean absolute difference where the two lie as alike as they can: a dash that is only moved is no other dash."""
    return min(float(np.abs(one - np.roll(other, move, axis=(0, 1))).mean()) for move in MOVES) / WASHED_OUT


def mark(stage: Stage, kind: str) -> Grey:
    colors = swatch_colors(CATALOGUE, "light")
    return rendered(
        lambda axes: draw_swatch(axes, stage_mark(stage, kind), colors, x=0, y=LEGEND_PX[1] / 2, scale=1, pt_per_px=1)
    )


def line(stage: Stage) -> Grey:
    return mark(stage, "line")


def area(stage: Stage) -> Grey:
    return mark(stage, "area")


def disc(stage: Stage) -> Grey:
    return mark(stage, "point")


def symbol(stage: Stage) -> Grey:
    return rendered(lambda axes: draw_symbol(Spot(axes, 15, 9, 18, 1.0, 1), "hub", stage, "#b94b1d", paper="#ffffff"))


@pytest.mark.parametrize("kind", [line, area, disc, symbol], ids=lambda kind: kind.__name__)
def test_every_two_stages_differ_in_a_grey_print_at_legend_size(kind: Callable[[Stage], Grey]) -> None:
    printed = {stage.id: kind(stage) for stage in STAGES}
    differences = {
        (one, other): difference(printed[one], printed[other]) for one, other in itertools.combinations(printed, 2)
    }
    assert {pair: found for pair, found in differences.items() if found < LEAST_DIFFERENCE} == {}


def pairs_alike(values: dict[str, object]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in itertools.combinations(values, 2) if values[one] == values[other]]


def test_every_stage_has_a_pattern_of_its_own_in_every_layer() -> None:
    for layer in CATALOGUE.layers:
        if layer.width:
            assert pairs_alike({stage.id: [part.dash for part in strokes(layer, stage)] for stage in STAGES}) == []
    assert pairs_alike({stage.id: stage.fill for stage in STAGES}) == []
    assert pairs_alike({stage.id: stage.area_factor for stage in STAGES}) == []


def test_the_marks_of_tables_and_the_samples_of_legends_differ_by_stage() -> None:
    for kind in ("point", "line", "area"):
        assert pairs_alike({stage.id: swatch_svg(stage_mark(stage, kind)) for stage in STAGES}) == []
    assert pairs_alike({stage.id: swatch_svg(stage_swatch(stage)) for stage in STAGES}) == []


def test_what_is_done_has_a_rim_on_the_screen_and_a_chain_has_dashes_and_dots(plan: Plan) -> None:
    ids = {layer["id"] for layer in item_layers(plan.items, CATALOGUE)}
    assert {"transport-metro:rim", "transport-metro:gap", "transport-air:edge-rim"} <= ids
    chain = CATALOGUE.stages["policy"].dash
    dashes, dots = plain_strokes(1.0, CATALOGUE.stages["policy"])[0].single_dashes()
    assert dashes.dash == pytest.approx((chain[0], sum(chain[1:])))
    assert dots.dash == pytest.approx((chain[2], sum(chain) - chain[2]))
    assert dots.first == pytest.approx(chain[0] + chain[1])
