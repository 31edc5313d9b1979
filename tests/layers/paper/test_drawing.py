"""What is drawn by hand, on paper: the browser's measures, words that cover nothing, a row of the legend."""

from dataclasses import replace

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from geo.model import Plan
from layers.paper.drawing import FORM_ZORDER, PLATE_ZORDER, measure_words
from layers.paper.sheet import DrawnMap, draw_map
from layers.style.catalogue import load_catalogue
from layers.style.legend import drawing_entries
from layers.view.drawing import DrawnFeature
from layers.view.state import Camera, View
from tests.node import node

CATALOGUE = load_catalogue()
AREA = DrawnFeature("area", "magenta", "过江通道", 0, True, ((114.03, 22.53), (114.06, 22.53), (114.06, 22.56)))
LINE = DrawnFeature("line", "ink", "", 0, True, ((114.0, 22.52), (114.02, 22.525)))
ARROW = DrawnFeature("arrow", "brown", "", 0, False, ((114.0, 22.55), (114.02, 22.57)))
NUMBER = DrawnFeature("number", "olive", "", 3, False, ((114.07, 22.55),))
TEXT = DrawnFeature("text", "ink", "近期先行启动区", 0, False, ((114.02, 22.54),))
ALL = (AREA, LINE, ARROW, NUMBER, TEXT)
VIEW = View(camera=Camera(114.04, 22.545, 12.0))


def drawn(plan: Plan, *features: DrawnFeature) -> tuple[DrawnMap, Figure]:
    figure = Figure(figsize=(11.7, 9.0))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    return draw_map(axes, replace(VIEW, drawing=features), plan, CATALOGUE, language="zh"), figure


def test_measures_are_those_of_the_browser() -> None:
    code = "const { measureText } = await module('draw/features'); return argument.map(measureText);"
    near = replace(LINE, path=((114.0, 22.5), (114.001, 22.5)))
    far = replace(LINE, path=((113.0, 22.5), (115.0, 23.5)))
    small = replace(AREA, path=((114.0, 22.5), (114.001, 22.5), (114.001, 22.501)))
    features = [AREA, LINE, near, far, small, NUMBER]
    told = node(code, [{"kind": each.kind, "path": each.path} for each in features])
    assert [measure_words(each) for each in features] == told


def test_forms_and_words_lie_above_the_plan_and_names_keep_clear_of_them(plan: Plan) -> None:
    found, figure = drawn(plan, *ALL)
    artists = figure.axes[0].get_children()
    words = [artist.get_text() for artist in figure.axes[0].texts if artist.get_zorder() == PLATE_ZORDER]
    assert {"过江通道", "近期先行启动区", measure_words(AREA), measure_words(LINE)} <= set(words)
    plates = [artist for artist in artists if artist.get_zorder() == PLATE_ZORDER and hasattr(artist, "get_boxstyle")]
    assert {to_hex(plate.get_edgecolor()) for plate in plates} == {
        CATALOGUE.pencils[color].color for color in ("magenta", "ink")
    }
    assert any(FORM_ZORDER <= artist.get_zorder() < FORM_ZORDER + 1 for artist in artists)
    boxes = [plate.get_extents().transformed(figure.axes[0].transData.inverted()) for plate in plates]
    for label in found.labels:
        for west, south, east, north in label.boxes:
            assert not any(west < box.x1 and east > box.x0 and south < box.y1 and north > box.y0 for box in boxes), (
                label.words
            )


def test_words_that_would_cover_others_are_left_out(plan: Plan) -> None:
    _, figure = drawn(plan, TEXT, replace(TEXT, text="也在这里"))
    words = {artist.get_text() for artist in figure.axes[0].texts if artist.get_zorder() == PLATE_ZORDER}
    assert len(words & {"近期先行启动区", "也在这里"}) == 1


def test_odd_forms_are_drawn_or_passed_over(plan: Plan) -> None:
    odd = (
        replace(LINE, path=((114.0, 22.5), (114.0, 22.5))),
        replace(ARROW, path=((114.0, 22.5), (114.0, 22.5))),
        replace(AREA, path=((114.0, 22.5), (114.1, 22.6), (114.1, 22.5), (114.0, 22.6))),
        replace(AREA, path=((114.0, 22.5), (114.0, 22.5), (114.0, 22.5))),
        replace(TEXT, path=((-179.0, 80.0),)),
        replace(TEXT, text="$x_1$ \\frac <b>"),
        replace(NUMBER, color="gone"),
    )
    # On one map: none of them keeps another from being drawn.
    _, figure = drawn(plan, *odd)
    figure.canvas.draw()


def test_the_legend_has_a_row_for_it() -> None:
    [row] = drawing_entries([feature.color for feature in ALL], CATALOGUE, "zh")
    assert (row.words, row.count) == ("标绘", 5)
    swatch = row.swatch(CATALOGUE)
    assert swatch is not None
    assert row.colors(CATALOGUE, "light")[swatch.shapes[0].role] == CATALOGUE.pencils["magenta"].color  # type: ignore[union-attr]
    assert drawing_entries([], CATALOGUE, "zh") == ()
