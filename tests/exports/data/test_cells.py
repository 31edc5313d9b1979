"""Cells of tables: typed, no longer than they hold, never run; and files that are refused or not finished."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely

from briefing.errors import ExportError
from briefing.files import CELL_LENGTH, CUT, cell_length
from exports.context import Context
from exports.data.crs_choice import CHOICES
from exports.data.csv_file import fitting_wkt
from exports.data.formats import FORMATS
from exports.data.make import make_data
from geo.model import Plan
from geo.query import Filter
from layers.view.state import View
from tests.exports.data.reading import Files, cells_of, made, metres_off, read


def test_the_workbook_is_typed_filterable_and_whole(whole: Files, plan: Plan) -> None:
    book = openpyxl.load_workbook(whole.path("xlsx"))
    everything, *themes = [sheet for sheet in book if sheet.title not in ("依据", "事件", "来源", "说明")]
    assert everything.max_row - 1 == len(plan.items) == sum(sheet.max_row - 1 for sheet in themes)
    header = [cell.value for cell in everything[1]]
    rows = {row[0]: dict(zip(header, row, strict=True)) for row in everything.iter_rows(min_row=2, values_only=True)}
    assert isinstance(rows["metro-14"]["长度 km"], float)
    assert isinstance(rows["hub-xili"]["±米"], int)
    assert rows["hub-xili"]["规划原文"] == plan.by_id["hub-xili"].clause_text
    point = shapely.Point(rows["hub-xili"]["经度"], rows["hub-xili"]["纬度"])
    assert metres_off(point, plan.by_id["hub-xili"].geometry) < 0.1
    assert rows["airq-fuel-quality"]["经度"] is None
    assert all(sheet.freeze_panes == "B2" and sheet.auto_filter.ref for sheet in (everything, *themes))


def test_english_files_have_english_headings(context: Context, out: Path) -> None:
    path = made(replace(context, language="en"), out, "xlsx")
    # Coordinates are as long in every language.
    assert all(cell_length(str(cell)) <= CELL_LENGTH for row in cells_of(path) for cell in row)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "All"
    assert [cell.value for cell in book["All"][1]][1:4] == ["Name", "Theme", "Category"]


@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_in_a_cell_is_run(hostile: Context, out: Path, kind: str) -> None:
    path = made(hostile, out, kind)
    if kind == "csv":
        row = next(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        assert all(row[name].startswith("'") for name in ("name", "name_en", "note", "clause"))
    elif kind == "xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
        assert str(sheet["B2"].value).startswith("'=1+1")
    elif kind == "dxf":
        assert "=1+1" in " ".join(pyogrio.read_dataframe(path, read_geometry=False)["Text"].dropna())
    else:
        assert set(read(path, kind).index) == {"hub-xili"}


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_selection_is_a_word_and_no_file(context: Context, out: Path, kind: str) -> None:
    nothing = replace(context, view=View(filter=Filter(text="没有这样的项目")))
    with pytest.raises(ExportError, match="放宽筛选"):
        made(nothing, out, kind)
    assert not list(out.iterdir())


# A workbook holds longitude and latitude only, as long in every CRS.
@pytest.mark.parametrize(("kind", "crs"), [("xlsx", "wgs84"), *(("csv", crs) for crs in CHOICES)])
def test_no_cell_is_longer_than_excel_holds(whole: Files, plan: Plan, kind: str, crs: str) -> None:
    path = whole.path(kind, crs)
    assert all(cell_length(str(cell)) <= CELL_LENGTH for row in cells_of(path) for cell in row)
    if kind == "xlsx":
        return
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))}
    exact = shapely.get_num_coordinates(plan.by_id["baoan"].geometry)
    simplified = shapely.from_wkt(rows["baoan"]["wkt"])
    assert 0 < float(rows["baoan"]["wkt_simplified_m"]) <= 8
    assert exact / 2 < shapely.get_num_coordinates(simplified) < exact
    assert simplified.is_valid
    assert rows["futian"]["wkt_simplified_m"] == rows["hub-xili"]["wkt_simplified_m"] == ""


@pytest.mark.parametrize("kind", ["csv", "xlsx", "shp"])
def test_a_text_that_no_cell_holds_says_where_the_rest_is(hostile: Context, out: Path, kind: str) -> None:
    item = hostile.plan.items[0]
    long = replace(item, note="=" + "\U0001f600长" * 30_000, evidence=(replace(item.evidence[0], says="长" * 40_000),))
    path = made(replace(hostile, plan=replace(hostile.plan, items=(long,))), out, kind)
    cells = [str(cell) for row in cells_of(path) for cell in row]
    assert max(map(cell_length, cells)) <= CELL_LENGTH
    assert any(cell.endswith(CUT) for cell in cells)


def test_a_geometry_that_no_cell_holds_is_left_to_the_gis_formats(plan: Plan) -> None:
    ring = shapely.Point(114.0, 22.5).buffer(0.2, quad_segs=30_000)
    words, within_m = fitting_wkt(ring, CHOICES["wgs84"])
    assert len(words) <= CELL_LENGTH and 0 < float(within_m) <= 8
    many = shapely.MultiPoint(np.random.default_rng(1).uniform(22, 23, (5000, 2)))
    words, within_m = fitting_wkt(many, CHOICES["wgs84"])
    assert "GeoPackage" in words and within_m == ""


def test_kml_refuses_metres_in_words(context: Context, out: Path) -> None:
    with pytest.raises(ExportError, match="KML"):
        made(context, out, "kml", "cgcs2000-114")
    assert not list(out.iterdir())


def test_a_full_disk_leaves_the_former_file(context: Context, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = out / "plan.csv"
    path.write_text("former", encoding="utf-8")

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as handle:
            handle.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        make_data(context, kind="csv", crs="wgs84", out=path)
    assert path.read_text(encoding="utf-8") == "former"
    assert [entry.name for entry in out.iterdir()] == ["plan.csv"]
