"""A sheet of what filters leave: it says so and frames it, names the rest, and its PDF is one that others take."""

import io
import math
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image
from pypdf import PdfReader

from briefing.errors import ExportError
from exports.sheet.compose import Sheet, compose
from exports.sheet.frame import frame_of
from exports.sheet.furniture import new_page
from exports.sheet.layout import CITY, PAPERS_MM, paper_pt, scale_of, sheet_layout
from exports.sheet.make import back_of
from exports.sheet.margins import read_logo
from exports.sheet.options import SheetOptions, metadata, titled
from exports.sheet.saving import fitting_dpi, save
from geo.model import Plan
from geo.query import Filter, matching
from layers.style.catalogue import load_catalogue
from layers.style.legend import stage_entries
from layers.view.state import View
from tests.conftest import the_plan

CATALOGUE = load_catalogue()
WATER = View(filter=Filter(theme=frozenset({"water"}), text="水"), base="none")
PORT = View(filter=Filter(text="port-xiaomo"), base="none")


def logo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (60, 20), "#336699").save(content, format="PNG")
    return content.getvalue()


OPTIONS = SheetOptions(paper="A4", author="市规划局", logo=logo(), scale=400_000)


class Printed(NamedTuple):
    sheet: Sheet
    pdf: PdfReader


@pytest.fixture(scope="module")
def printed() -> Printed:
    plan = the_plan()
    sheet = compose(WATER, plan, CATALOGUE, options=OPTIONS)
    options, content = titled(WATER, plan, CATALOGUE, OPTIONS), io.BytesIO()
    save([sheet.page, *back_of(sheet, options)], content, kind="pdf", dpi=300, metadata=metadata(options))
    return Printed(sheet, PdfReader(content))


def test_title_subtitle_and_a_line_say_that_it_is_filtered(printed: Printed, plan: Plan) -> None:
    words = printed.pdf.pages[0].extract_text()
    count = len(list(matching(plan.items, WATER.filter)))
    assert "水规划项目图" in words and "规划纲要空间数据（节选）" in words
    assert f"筛选：主题：水；含“水”（{count} / {len(plan.items)} 项）" in words.replace("\n", "")


def test_every_item_without_a_place_is_named_on_the_front_or_the_back(printed: Printed, plan: Plan) -> None:
    words = "".join(page.extract_text() for page in printed.pdf.pages).replace("\n", "")
    unplaced = [item for item in matching(plan.items, WATER.filter) if item.geometry is None]
    assert len(unplaced) > 3
    assert [item.name for item in unplaced if item.name not in words] == []


def test_the_whole_plan_s_sheet_has_a_back_that_names_what_has_no_room(plan: Plan) -> None:
    everything = View(layers=frozenset(layer.id for layer in CATALOGUE.layers), base="none")
    options = SheetOptions(paper="A4")
    sheet = compose(everything, plan, CATALOGUE, options=options)
    pages = back_of(sheet, titled(everything, plan, CATALOGUE, options))
    words = "".join(text.get_text() for page in pages for text in page.axes.texts)
    assert sheet.unlisted and len(sheet.unnamed) == sum(item.geometry is None for item in plan.items)
    assert [item.name for item in sheet.unnamed if item.name not in words] == []
    front = [text.get_text() for text in sheet.page.axes.texts]
    assert any("名单见背页" in said for said in front)
    # What the legend counts by stage is all that is drawn.
    assert sum(row.count or 0 for row in stage_entries(sheet.items, CATALOGUE, "zh")) == len(sheet.items)


def test_the_scale_asked_for_is_the_scale_drawn(printed: Printed) -> None:
    assert printed.sheet.drawn.extent.scale == pytest.approx(400_000)
    assert "1:400 000" in printed.pdf.pages[0].extract_text()


def test_author_and_logo_stand_at_the_foot(printed: Printed) -> None:
    assert "制图：市规划局" in printed.pdf.pages[0].extract_text()
    assert len(printed.pdf.pages[0].images) == 1
    assert printed.pdf.metadata is not None and printed.pdf.metadata.author == "市规划局"


def test_what_filters_leave_is_framed(plan: Plan) -> None:
    frame = frame_of(PORT, plan, CATALOGUE, SheetOptions())
    shown = [item for item in matching(plan.items, PORT.filter) if item.geometry is not None]
    assert shown and frame is not None
    west, south, east, north = shown[0].geometry.bounds  # type: ignore[union-attr]
    assert frame[0] <= west and frame[1] <= south and frame[2] >= east and frame[3] >= north
    assert frame[2] - frame[0] < 0.3
    assert frame_of(View(), plan, CATALOGUE, SheetOptions()) is None
    assert frame_of(PORT, plan, CATALOGUE, SheetOptions(extent=CITY)) is None


@pytest.mark.parametrize(
    "extent",
    ["nowhere", "1,2,3", "114,22.5,114,22.6", "114.2,22.5,114.1,22.6", "nan,22,114,23", "0,0,1,1", "inf,1,2,3"],
)
def test_an_extent_that_is_none_is_refused_in_words(plan: Plan, extent: str) -> None:
    with pytest.raises(ExportError) as caught:
        frame_of(View(), plan, CATALOGUE, SheetOptions(extent=extent))
    assert caught.value.key == "sheet.extent"


@pytest.mark.parametrize(("written", "scale"), [("1:50 000", 50_000), ("50000", 50_000), ("1：25,000", 25_000)])
def test_scales_are_read_as_people_write_them(written: str, scale: float) -> None:
    assert scale_of(written) == scale


@pytest.mark.parametrize("written", ["", "1:", "1:0", "1:999", "1:9999999999999999", "一万", "1:-5000", "5e4", "²³⁴⁵"])
def test_what_is_no_scale_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        scale_of(written)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"x" * 2_000_000])
def test_what_is_no_logo_is_refused(content: bytes) -> None:
    with pytest.raises(ExportError) as caught:
        read_logo(content)
    assert caught.value.key == "sheet.logo"


@pytest.mark.parametrize("portrait", [False, True])
def test_larger_paper_shows_more_and_not_only_larger(portrait: bool) -> None:
    layouts = [sheet_layout(paper, portrait=portrait) for paper in sorted(PAPERS_MM, reverse=True)]
    assert [layout.factor for layout in layouts] == sorted(layout.factor for layout in layouts)
    assert layouts[-1].map.width / layouts[1].map.width > 1.5 * layouts[-1].factor / layouts[1].factor
    for layout in layouts:
        assert layout.title.top <= layout.height and layout.legend.height > 200 * layout.factor * (
            0.5 if portrait else 1
        )


def test_a_large_picture_has_no_more_dots_than_a_server_holds(plan: Plan) -> None:
    page = new_page(*paper_pt("A0", portrait=False), 1.0, CATALOGUE, "zh")
    assert 150 < fitting_dpi(page, 300) < 170
    assert fitting_dpi(new_page(*paper_pt("A3", portrait=True), 1.0, CATALOGUE, "zh"), 300) == 300


def test_its_fonts_are_real_ones_with_the_letters_meanings(printed: Printed) -> None:
    fonts = [font.get_object() for font in _resources(printed.pdf)["/Font"].values()]
    assert {font["/Subtype"] for font in fonts} == {"/Type1"}
    assert {font["/FontDescriptor"]["/FontFile3"]["/Subtype"] for font in fonts} == {"/Type1C"}
    assert all("/ToUnicode" in font for font in fonts)
    assert any("Bold" in font["/BaseFont"] for font in fonts)


def test_it_says_its_language_and_what_it_is(printed: Printed) -> None:
    catalog: Any = printed.pdf.trailer["/Root"]
    assert catalog["/Lang"] == "zh-CN" and catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = printed.pdf.xmp_metadata
    assert xmp is not None
    assert (
        xmp.dc_title == {"x-default": "水规划项目图"}
        and xmp.dc_language == ["zh-CN"]
        and xmp.dc_creator == ["市规划局"]
    )


def test_its_map_has_layers_that_one_can_switch(printed: Printed) -> None:
    groups: Any = printed.pdf.trailer["/Root"]["/OCProperties"]["/OCGs"]  # type: ignore[index]
    assert [group.get_object()["/Name"] for group in groups] == ["底图", "规划项目", "自有图层与标绘", "注记与编号"]
    content = printed.pdf.pages[0].get_contents()
    assert content is not None
    drawn = content.get_data()
    for name in _resources(printed.pdf)["/Properties"]:
        assert f"/OC {name} BDC".encode() in drawn
    assert drawn.count(b"BDC") == drawn.count(b"EMC")


def test_its_map_knows_where_on_earth_it_lies(printed: Printed) -> None:
    view: Any = printed.pdf.pages[0]["/VP"][0]  # type: ignore[index]
    assert view["/Measure"]["/GCS"]["/EPSG"] == 4547
    places = [float(number) for number in view["/Measure"]["/GPTS"]]
    west, south, east, north = printed.sheet.drawn.bounds_wgs84
    assert min(places[::2]) == pytest.approx(south, abs=1e-6) and max(places[::2]) == pytest.approx(north, abs=1e-6)
    assert min(places[1::2]) == pytest.approx(west, abs=1e-6) and max(places[1::2]) == pytest.approx(east, abs=1e-6)
    x0, y0, x1, y1 = (float(number) for number in view["/BBox"])
    extent = printed.sheet.drawn.extent
    assert math.isclose(
        (x1 - x0) / (y1 - y0), (extent.east - extent.west) / (extent.north - extent.south), rel_tol=1e-6
    )


def test_who_hears_it_hears_the_title_first_then_what_the_map_shows(printed: Printed) -> None:
    root: Any = printed.pdf.trailer["/Root"]
    parts = [part.get_object() for part in root["/StructTreeRoot"]["/K"][0].get_object()["/K"]]
    assert [part["/S"] for part in parts][:4] == ["/H1", "/P", "/P", "/Figure"]
    assert parts[3]["/Alt"] == f"地图，比例尺 1:400 000，画出 {len(printed.sheet.drawn.items)} 项"
    kinds = Counter(part["/S"] for part in parts)
    assert kinds["/H1"] == len(printed.pdf.pages)


def test_an_svg_is_written(tmp_path: Path, printed: Printed) -> None:
    out = tmp_path / "a.svg"
    save([printed.sheet.page], out, kind="svg", dpi=300, metadata={"Title": "水"})
    assert out.read_text(encoding="utf-8").startswith("<?xml") and "<dc:title>水</dc:title>" in out.read_text("utf-8")


def _resources(pdf: PdfReader) -> Any:
    return pdf.pages[0]["/Resources"]
