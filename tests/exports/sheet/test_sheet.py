"""Map sheets read back: size, words, legend, scale bar, inset, fonts; and what is refused."""

import datetime
import io
import signal
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from PIL import Image
from pypdf import PdfReader
from pyproj import Geod

from briefing.errors import ExportError
from exports.ledger.states import States
from exports.progress import Cancelled, silent
from exports.sheet.compose import Sheet, compose
from exports.sheet.furniture import SCALE_BAR, bar_length_m, convergence_deg
from exports.sheet.make import make_sheet, sheet_preview
from exports.sheet.options import SheetOptions
from geo.model import Plan
from geo.progress.standing import ledger_of
from geo.query import Filter
from layers.paper.extent import wgs84_bounds
from layers.style.catalogue import label_text, load_catalogue
from layers.text import Language, text
from layers.view.state import Camera, View
from layers.view.tally import tally
from tests.conftest import the_plan

ROOT = Path(__file__).resolve().parent.parent.parent.parent
CATALOGUE = load_catalogue()
OPTIONS = SheetOptions(
    paper="A4", title="水环境“治理”$工程$", map_number="粤S(2026)001号", date=datetime.date(2026, 11, 24)
)
WATER = View(layers=frozenset({"water", "units"}))


@cache
def city_sheet() -> Sheet:
    """The sheet that one begins with: for tests that only look."""
    return compose(View(), the_plan(), CATALOGUE, options=SheetOptions())


@cache
def futian_sheet() -> Sheet:
    """The sheet of a district: for tests that only look."""
    return compose(View(unit="futian"), the_plan(), CATALOGUE, options=SheetOptions())


def drawn_once(view: View, plan: Plan, options: SheetOptions) -> Sheet:
    """A sheet, which is the one that one begins with where that is asked for."""
    first = view == View() and options == SheetOptions()
    return city_sheet() if first else compose(view, plan, CATALOGUE, options=options)


@pytest.fixture(scope="module")
def pdf(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out = tmp_path_factory.mktemp("sheet") / "水.pdf"
    make_sheet(WATER, plan, CATALOGUE, options=OPTIONS, out=out, report=silent)
    return PdfReader(out)


def test_the_pdf_is_one_page_of_the_paper_asked_for(pdf: PdfReader) -> None:
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx((297, 210), abs=0.2)


def test_its_words_are_text(pdf: PdfReader, plan: Plan) -> None:
    words = pdf.pages[0].extract_text()
    for wanted in (
        "水环境“治理”$工程$",
        "图例",
        "粤S(2026)001号",
        "EPSG:4547",
        "CGCS2000",
        "2026-11-24",
        "来源",
        "1:500 000",
        "福田区",
        "水环境治理工程",
    ):
        assert wanted in words
    named = [item for item in plan.items if item.theme == "water" and item.name in words.replace("\n", "")]
    assert len(named) >= 5
    assert "（示意）" in words


def test_its_fonts_are_embedded_and_it_holds_no_picture(pdf: PdfReader) -> None:
    resources = pdf.pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert fonts
    assert all("/FontFile3" in font["/FontDescriptor"] and "/ToUnicode" in font for font in fonts)
    assert not pdf.pages[0].images


def test_title_and_author_are_in_the_file(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == OPTIONS.title
    assert "深圳规划一张图" in str(pdf.metadata.author)


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


@pytest.mark.parametrize(("paper", "portrait", "size"), [("A4", True, (2480, 3508)), ("A3", False, (4961, 3508))])
def test_the_png_has_300_dots_an_inch(
    plan: Plan, tmp_path: Path, paper: str, portrait: bool, size: tuple[int, int]
) -> None:
    out = tmp_path / "sheet.png"
    make_sheet(WATER, plan, CATALOGUE, options=SheetOptions(paper=paper, portrait=portrait), out=out, report=silent)
    with Image.open(out) as picture:
        assert picture.size == size
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_the_preview_is_the_print(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "sheet.png"
    make_sheet(WATER, plan, CATALOGUE, options=OPTIONS, out=out, report=silent)
    small = Image.open(io.BytesIO(sheet_preview(WATER, plan, CATALOGUE, options=OPTIONS))).convert("L")
    printed = Image.open(out).convert("L").resize(small.size, Image.Resampling.BOX)
    differing = sum(abs(one - other) > 96 for one, other in zip(small.tobytes(), printed.tobytes(), strict=True))
    assert differing / (small.width * small.height) < 0.01


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


@pytest.mark.parametrize(
    ("view", "key"),
    [
        (View(filter=Filter(text="没有这样的项目")), "exports.empty"),
        (View(layers=frozenset()), "exports.empty"),
        (View(filter=Filter(kind=frozenset({"citywide"}))), "sheet.nothing"),
        (View(layers=frozenset({"water"}), camera=Camera(112.0, 21.0, 12.0)), "sheet.nothing"),
    ],
)
def test_an_empty_selection_is_said_and_leaves_no_file(plan: Plan, tmp_path: Path, view: View, key: str) -> None:
    with pytest.raises(ExportError) as caught:
        make_sheet(view, plan, CATALOGUE, options=SheetOptions(), out=tmp_path / "a.pdf", report=silent)
    assert caught.value.key == key
    assert not list(tmp_path.iterdir())


def test_another_kind_of_file_is_refused(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.pdf"):
        make_sheet(WATER, plan, CATALOGUE, options=OPTIONS, out=tmp_path / "a.docx", report=silent)


def test_a_cancelled_sheet_leaves_no_file(plan: Plan, tmp_path: Path) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0.9:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_sheet(WATER, plan, CATALOGUE, options=OPTIONS, out=tmp_path / "a.pdf", report=stop)
    assert not list(tmp_path.iterdir())


def test_a_killed_run_leaves_no_file_under_the_final_name(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from exports.sheet.make import *; "
        "from geo.plan import load_plan\n"
        "from layers.style.catalogue import label_text, load_catalogue; from layers.view.state import View\n"
        "def report(share, what):\n    if share > 0.9: os.kill(os.getpid(), signal.SIGKILL)\n"
        "view = View(layers=frozenset({'water'}), base='none')\n"
        "make_sheet(view, load_plan(), load_catalogue(), options=SheetOptions(paper='A4'), "
        f"out=Path({str(tmp_path / 'a.pdf')!r}), report=report)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("portrait", [False, True])
@pytest.mark.parametrize("view", [View(), View(layers=frozenset(layer.id for layer in CATALOGUE.layers))])
def test_every_item_on_the_city_s_sheet_has_its_name_or_a_number_that_the_list_explains(
    plan: Plan, view: View, portrait: bool
) -> None:
    sheet = drawn_once(view, plan, SheetOptions(portrait=portrait))
    words = [text.get_text() for axes in sheet.page.figure.axes for text in axes.texts]
    maps = [drawn for drawn in (sheet.drawn, sheet.apart) if drawn]
    labelled = {label.item for drawn in maps for label in drawn.labels}
    works = [item for item in sheet.items if CATALOGUE.layer_of(item).id != "units"]
    assert len(works) > 100
    assert [item.id for item in works if item.id not in labelled] == []
    numbers = [entry for drawn in maps for entry in drawn.numbers]
    assert [number for number, _ in numbers] == list(range(1, len(numbers) + 1))
    assert sheet.listed == len(numbers) > 20
    assert f"图上编号（{len(numbers)}）" in words
    for number, item in numbers:
        # Once on the map, once in the list, where its name follows.
        assert words.count(str(number)) >= 2
        assert any(label_text(item, "zh")[:4] in word for word in words), item.id


def test_a_crowded_sheet_says_how_many_of_its_numbers_it_lists(plan: Plan) -> None:
    every = frozenset(layer.id for layer in CATALOGUE.layers)
    sheet = compose(View(layers=every), plan, CATALOGUE, options=SheetOptions(paper="A4"))
    count = sum(len(drawn.numbers) for drawn in (sheet.drawn, sheet.apart) if drawn)
    assert 0 < sheet.listed < count
    said = [text.get_text() for text in sheet.page.axes.texts]
    assert f"图上编号：共 {count} 项，此处列出 {sheet.listed} 项，其余见背页" in said


def test_numbers_follow_the_map_from_top_to_bottom() -> None:
    drawn = city_sheet().drawn
    _, south, _, north = drawn.bounds_metric
    place = {label.number: label.box[1] for label in drawn.labels if label.number}
    down = [place[number] for number in sorted(place)]
    band = (north - south) / 8
    assert all(later <= earlier + band for earlier, later in pairwise(down))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet_says_how_its_items_stand_and_as_of_when(plan: Plan, language: Language) -> None:
    view = View(filter=Filter(theme=frozenset({"transport"})), day=datetime.date(2024, 6, 30))
    states = States(ledger_of(plan), view.day, language)
    sheet = compose(view, plan, CATALOGUE, options=SheetOptions(language=language))
    words = [each.get_text() for each in sheet.page.axes.texts]
    assert text("legend.statesOn", language, day="2024-06-30") in words
    for name, count in Counter(states.of(item).state.name for item in sheet.items).items():
        assert f"{text(f'state.{name}', language)} {count}" in words
    numbered = [item for part in (sheet.drawn, sheet.apart) if part for _, item in part.numbers]
    assert sheet.listed == len(numbered) > 10
    months = Counter(states.as_of(item)[:7] for item in numbered)
    assert all(words.count(month) >= count for month, count in months.items() if month)


@pytest.mark.parametrize("tint", ["marks", "progress"])
def test_the_legend_of_a_sheet_has_the_states_where_the_map_shows_them(plan: Plan, tint: str) -> None:
    sheet = compose(View(tint=tint), plan, CATALOGUE, options=SheetOptions())
    words = [each.get_text() for axes in sheet.page.figure.axes for each in axes.texts]
    assert sum("进展状态（截至" in each for each in words) == 1
    maps = [drawn for drawn in (sheet.drawn, sheet.apart) if drawn]
    numbered = [item for drawn in maps for _, item in drawn.numbers]
    assert sheet.listed == len(numbered) > 30, "the legend makes room for the numbers"
    # A badge on a disc would cover a number; the list has the state.
    badged = {name for drawn in maps for name in drawn.badges}
    assert not badged & {item.id for item in numbered if item.located != "point"}
