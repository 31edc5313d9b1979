"""The plan's first distinction: every two stages differ in a grey, blurred, washed-out rendering at legend size, as line, point and area."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from geo.plan import Plan
from layers.deck import deck_json, item_layers
from layers.leaflet_page import keys
from layers.sheet_pen import Line, fill, line_of, stroke
from layers.sheet_symbols import Spot, draw_disc, draw_symbol
from layers.stage_marks import BOX_OPACITY, mark_svg
from layers.strokes import plain_strokes, sample_color, sample_strokes, strokes
from layers.style import Stage, load_catalogue

CATALOGUE = load_catalogue()
STAGES = list(CATALOGUE.stages.values())
LAYERS = {layer.id: layer for layer in CATALOGUE.layers}
LEGEND_PX = (30, 18)
BLUR_PX = 0.8
WASHED_OUT = 0.5
"""how much of the contrast a bright room leaves"""
LEAST_DIFFERENCE = 0.025
"""mean absolute difference of two swatches, of the room between black and white, however one is moved against the other"""
MOVES = [(y, x) for y in (-1, 0, 1) for x in (-2, -1, 0, 1, 2)]
Grey = NDArray[np.float64]


def rendered(draw: Callable[[object], None]) -> Grey:
    """What draw puts into axes of LEGEND_PX, a unit a pixel, as a projector shows it in a bright room: 0 black to 1 white."""
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


def line(stage: Stage) -> Grey:
    def draw(axes: object) -> None:
        for part in sample_strokes(stage):
            look = line_of(part, sample_color(part, CATALOGUE, "light"), part.width_px)
            stroke(axes, shapely.LineString([(1, 9), (29, 9)]), look, zorder=1)

    return rendered(draw)


def area(stage: Stage) -> Grey:
    def draw(axes: object) -> None:
        edge = plain_strokes(1.4, stage)
        inset = edge[0].width_px / 2
        box = shapely.box(3 + inset, 1 + inset, 27 - inset, 17 - inset)
        fill(axes, box, "#1d282d", zorder=1, opacity=min(BOX_OPACITY * stage.area_factor, 1.0))
        for part in edge:
            look = Line(sample_color(part, CATALOGUE, "light"), part.width_px, part.dash, round_ends=bool(part.dash))
            stroke(axes, box, look, zorder=2)

    return rendered(draw)


def disc(stage: Stage) -> Grey:
    return rendered(lambda axes: draw_disc(Spot(axes, 15, 9, 16, 1.0, 1), stage, "#1d282d", paper="#ffffff"))


def symbol(stage: Stage) -> Grey:
    return rendered(lambda axes: draw_symbol(Spot(axes, 15, 9, 18, 1.0, 1), LAYERS["transport-hub"], stage, paper="#ffffff"))


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(STAGES, 2)), ids=lambda stage: stage.id)
@pytest.mark.parametrize("kind", [line, area, disc, symbol], ids=lambda kind: kind.__name__)
def test_every_two_stages_differ_in_a_grey_print_at_legend_size(kind: Callable[[Stage], Grey], one: Stage, other: Stage) -> None:
    assert difference(kind(one), kind(other)) >= LEAST_DIFFERENCE


def pairs_alike(values: dict[str, object]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in itertools.combinations(values, 2) if values[one] == values[other]]


def test_every_stage_has_a_pattern_of_its_own_in_every_layer() -> None:
    for layer in CATALOGUE.layers:
        if layer.width:
            assert pairs_alike({stage.id: [part.dash for part in strokes(layer, stage)] for stage in STAGES}) == []
    assert pairs_alike({stage.id: stage.fill for stage in STAGES}) == []
    assert pairs_alike({stage.id: stage.area_factor for stage in STAGES}) == []


def test_the_screen_s_rows_the_legend_s_marks_and_the_simple_map_s_keys_differ_by_stage() -> None:
    for kind in ("point", "line", "area"):
        assert pairs_alike({stage.id: mark_svg(stage, kind) for stage in STAGES}) == []
    assert pairs_alike({stage.id: keys([stage], frozenset(), CATALOGUE, "light", "zh")[0][0] for stage in STAGES}) == []


def test_what_is_done_has_a_rim_on_the_screen_and_a_chain_has_dashes_and_dots(plan: Plan) -> None:
    text = deck_json(item_layers(plan.items, CATALOGUE))
    assert {f'"{name}"' in text for name in ("transport-metro:rim", "transport-metro:gap", "transport-air:edge-rim")} == {True}
    chain = CATALOGUE.stages["policy"].dash
    dashes, dots = plain_strokes(1.0, CATALOGUE.stages["policy"])[0].single_dashes()
    assert dashes.dash == pytest.approx((chain[0], sum(chain[1:])))
    assert dots.dash == pytest.approx((chain[2], sum(chain) - chain[2]))
    assert dots.first == pytest.approx(chain[0] + chain[1])
