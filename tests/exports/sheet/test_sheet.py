"""What stands round a sheet's map: legend, scale bar, north, inset, title."""

from collections import Counter

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from pyproj import Geod

from exports.sheet.compose import compose
from exports.sheet.furniture import SCALE_BAR, bar_length_m, convergence_deg
from exports.sheet.options import SheetOptions
from geo.model import Plan
from geo.query import Filter
from layers.paper.extent import wgs84_bounds
from layers.view.state import Camera, View
from layers.view.tally import tally
from tests.exports.sheet.drawn import CATALOGUE, city_sheet, drawn_once, futian_sheet


def test_the_legend_says_exactly_what_is_drawn() -> None:
    sheet = city_sheet()
    drawn = Counter(CATALOGUE.layer_of(item).zh for item in sheet.items)
    words = [text.get_text() for axes in sheet.page.figure.axes for text in axes.texts]
    for layer in CATALOGUE.layers:
        rows = [words[at + 1] for at, word in enumerate(words) if word == layer.zh and words[at + 1 : at + 2]]
        assert (str(drawn[layer.zh]) in rows) == (layer.zh in drawn), layer.id


def test_the_sheet_says_how_many_of_all_it_shows_and_which_layers_are_off(plan: Plan) -> None:
    view = View(
        filter=Filter(
            theme=frozenset({"transport"}), stage=frozenset({"promote", "study"}), district=frozenset({"longgang"})
        )
    )
    counted = tally(view, plan, CATALOGUE)
    sheet = compose(view, plan, CATALOGUE, options=SheetOptions())
    said = "".join(words.get_text() for words in sheet.page.axes.texts)
    assert counted.closed
    assert (
        f"共 {counted.all} 项；图层关闭 {len(counted.closed)} 项关闭的图层：城市轨道（{len(counted.closed)}）" in said
    )


@pytest.mark.parametrize(
    ("paper", "portrait", "view"),
    [("A3", False, View()), ("A4", True, View(unit="futian")), ("A4", False, View(camera=Camera(114.9, 22.8, 10.2)))],
)
def test_the_scale_bar_measures_true(plan: Plan, paper: str, portrait: bool, view: View) -> None:
    sheet = drawn_once(view, plan, SheetOptions(paper=paper, portrait=portrait))
    bar = next(artist for artist in sheet.page.axes.artists + sheet.page.axes.patches if artist.get_gid() == SCALE_BAR)
    assert isinstance(bar, Rectangle)
    extent = sheet.drawn.extent
    x, y = (extent.west + extent.east) / 2, (extent.south + extent.north) / 2
    reach = bar.get_width() * extent.metres_per_pt
    start, end = wgs84_bounds((x, y, x + 0.1, y + 0.1)), wgs84_bounds((x + reach, y, x + reach + 0.1, y + 0.1))
    measured_m = Geod(ellps="GRS80").inv(start[0], start[1], end[0], end[1])[2]
    foot = bar.get_y() + 4 * bar.get_height()
    words = [text.get_text() for text in sheet.page.axes.texts if bar.get_y() < text.get_position()[1] < foot]
    unit = 1000 if "km" in words else 1
    said_m = (
        bar_length_m(sheet.page.width) and max(float(word) for word in words if word.replace(".", "").isdigit()) * unit
    )
    assert measured_m == pytest.approx(said_m, rel=0.01)
    # The map's axes are as large as the extent says.
    box = sheet.page.figure.axes[1].get_position()
    assert box.width * sheet.page.width * extent.metres_per_pt == pytest.approx(extent.east - extent.west, rel=1e-6)


def test_north_is_true_north(plan: Plan) -> None:
    city = city_sheet().drawn.extent
    east = compose(View(unit="shenshan"), plan, CATALOGUE, options=SheetOptions()).drawn.extent
    # East of the central meridian true north lies to the left of grid north, by the sine of the latitude.
    assert abs(convergence_deg(city)) < 0.15
    assert convergence_deg(east) == pytest.approx(1.06 * 0.388, abs=0.03)


def test_the_inset_shows_the_region_and_the_extent() -> None:
    sheet = futian_sheet()
    assert "图幅位置" in [text.get_text() for text in sheet.page.axes.texts]
    (west, east), (south, north) = sheet.region.get_xlim(), sheet.region.get_ylim()
    extent = sheet.drawn.extent
    assert west < extent.west and east > extent.east and south < extent.south and north > extent.north
    assert sheet.region.collections


def test_the_city_sheet_shows_shenshan_in_a_corner() -> None:
    sheet = city_sheet()
    assert sheet.apart is not None
    assert any("shenshan" in item.districts for item in sheet.apart.items)
    assert futian_sheet().apart is None


@pytest.mark.parametrize("portrait", [False, True])
def test_a_long_title_stays_clear_of_what_is_under_it(plan: Plan, portrait: bool) -> None:
    options = SheetOptions(
        paper="A4",
        portrait=portrait,
        title="深圳市福田区“十四五”规划重大项目空间分布与建设阶段示意图（征求意见稿）" * 3,
    )
    sheet = compose(View(unit="futian"), plan, CATALOGUE, options=options)
    renderer = FigureCanvasAgg(sheet.page.figure).get_renderer()
    texts = [text for text in sheet.page.axes.texts if not text.get_path_effects()]
    boxes = [text.get_window_extent(renderer).shrunk(0.98, 0.7) for text in texts]
    overlapping = [
        (one.get_text(), other.get_text())
        for position, (one, box) in enumerate(zip(texts, boxes, strict=True))
        for other, beside in zip(texts[:position], boxes[:position], strict=True)
        if box.overlaps(beside)
    ]
    assert overlapping == []


def test_an_empty_approval_number_is_to_be_filled_in() -> None:
    assert "审图号：待填" in [text.get_text() for text in city_sheet().page.axes.texts]


def test_the_english_sheet_has_no_chinese(plan: Plan) -> None:
    sheet = compose(View(), plan, CATALOGUE, options=SheetOptions(language="en"))
    words = " ".join(text.get_text() for axes in sheet.page.figure.axes for text in axes.texts)
    assert "Legend" in words and "to be filled in" in words
    assert not [letter for letter in words if "一" <= letter <= "鿿"]
