"""Every format read back by another reader: counts, CRS, a coordinate, Chinese, licence; and what hostile words do in it."""

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely
from pyproj import Geod

from exports.context import Context
from exports.crs_choice import CHOICES
from exports.data import FORMATS, make_data
from exports.errors import ExportError
from exports.files import CELL_LENGTH, CUT, cell_length
from exports.workbook import fitting_wkt
from geo.crs import from_metric, gcj02_to_wgs84
from geo.plan import Plan
from geo.query import Filter, matching
from layers.link import Vocabulary, decode
from layers.view import View

LICENCE = "ODbL 1.0"
SHAPES = ("plan_points.shp", "plan_lines.shp", "plan_areas.shp", "plan_unplaced.dbf")
LAYERS = ("points", "lines", "areas", "unplaced")
EVERY_WAY = [(kind, crs) for kind in ("geojson", "gpkg", "shp", "csv", "kml") for crs in CHOICES if (kind, crs) != ("kml", "cgcs2000-114")]


@pytest.fixture(autouse=True)
def quiet_gdal() -> Iterator[None]:
    """GDAL's remarks on KML's own fields are none of these tests' business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        yield


def made(context: Context, folder: Path, kind: str, crs: str = "wgs84") -> Path:
    path = folder / f"plan-{crs}{FORMATS[kind].suffix}"
    make_data(context, kind=kind, crs=crs, out=path)
    return path


def read(path: Path, kind: str) -> gpd.GeoDataFrame:
    """All items of a file with their ids as index, as GDAL sees them."""
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        return gpd.GeoDataFrame(rows, geometry=[shapely.from_wkt(row["wkt"]) if row["wkt"] else None for row in rows]).set_index("id")
    if kind == "kml":
        parts = [pyogrio.read_dataframe(path, layer=name) for name, _ in pyogrio.list_layers(path)]
    elif kind == "shp":
        names = [name for name in SHAPES if name in zipfile.ZipFile(path).namelist()]
        parts = [gpd.GeoDataFrame(pyogrio.read_dataframe(f"/vsizip/{path}/{name}")) for name in names]
    else:
        names = (
            [name for name in LAYERS if name in pyogrio.list_layers(path)[:, 0]] if kind == "gpkg" else [pyogrio.list_layers(path)[0][0]]
        )
        parts = [gpd.GeoDataFrame(pyogrio.read_dataframe(path, layer=name)) for name in names]
    rows = [row for part in parts for row in part.to_dict("records")]
    return gpd.GeoDataFrame(rows, geometry=[row.get("geometry") for row in rows], crs=parts[0].crs).set_index("id")


def metres_off(found: shapely.Point, true: shapely.Point) -> float:
    return Geod(ellps="WGS84").inv(found.x, found.y, true.x, true.y)[2]


def in_wgs84(point: shapely.Point, crs: str) -> shapely.Point:
    """Back by the datum's own inverse, not by the exporter."""
    if crs == "gcj02":
        return shapely.transform(point, gcj02_to_wgs84)
    return from_metric(point) if crs == "cgcs2000-114" else point


@pytest.mark.parametrize(("kind", "crs"), EVERY_WAY)
def test_read_back_whole_in_every_crs(context: Context, plan: Plan, out: Path, kind: str, crs: str) -> None:
    found = read(made(context, out, kind, crs), kind)
    assert sorted(found.index) == sorted(plan.by_id)
    unplaced = {item.id for item in plan.items if item.geometry is None}
    assert set(found.index[found.geometry.isna()]) == unplaced
    limit_m = 1.0 if crs == "gcj02" else 0.1
    for identifier in ("hub-xili", "hub-wuhe"):
        true = plan.by_id[identifier].geometry
        assert metres_off(in_wgs84(found.geometry[identifier], crs), true) < limit_m
    outer = shapely.get_coordinates(plan.by_id["futian"].geometry)
    back = [in_wgs84(shapely.Point(pair), crs) for pair in shapely.get_coordinates(found.geometry["futian"])[:50]]
    assert all(np.hypot(*(outer - (point.x, point.y)).T).min() < 1e-5 for point in back)


@pytest.mark.parametrize("kind", ["gpkg", "shp", "geojson"])
@pytest.mark.parametrize(("crs", "epsg"), [("wgs84", 4326), ("cgcs2000", 4490), ("cgcs2000-114", 4547)])
def test_a_gis_is_told_the_crs(context: Context, out: Path, kind: str, crs: str, epsg: int) -> None:
    assert read(made(context, out, kind, crs), kind).crs.to_epsg(min_confidence=25) == epsg


@pytest.mark.parametrize("kind", ["gpkg", "shp"])
def test_gcj02_is_labelled_and_taken_for_nothing_else(context: Context, out: Path, kind: str) -> None:
    crs = read(made(context, out, kind, "gcj02"), kind).crs
    assert crs.to_epsg() is None
    assert "GCJ-02" in crs.name.replace("_", "-")


def test_gcj02_is_named_where_a_format_has_no_crs(context: Context, out: Path) -> None:
    content = json.loads(made(context, out, "geojson", "gcj02").read_text(encoding="utf-8"))
    assert "GCJ-02" in content["about"]["datum"]
    assert {feature["properties"]["datum"] for feature in content["features"]} == {"GCJ-02"}
    assert "GCJ-02" in made(context, out, "kml", "gcj02").read_text(encoding="utf-8")[:600]


def test_geojson_keeps_rfc_7946(context: Context, out: Path) -> None:
    content = json.loads(made(context, out, "geojson").read_text(encoding="utf-8"))
    assert "crs" not in content
    for feature in content["features"]:
        assert {"type", "id", "properties", "geometry"} == set(feature)
        if feature["geometry"] and feature["geometry"]["type"] == "Polygon":
            outer, *holes = feature["geometry"]["coordinates"]
            assert shapely.LinearRing(outer).is_ccw
            assert not any(shapely.LinearRing(hole).is_ccw for hole in holes)


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp", "kml", "csv"])
def test_the_clause_stays_as_printed(context: Context, plan: Plan, out: Path, kind: str) -> None:
    found = read(made(context, out, kind), kind)
    for identifier in ("hub-xili", "longhua"):
        row = found.loc[identifier]
        parts = [row.get(name) for name in ("clause", "clause_2", "clause_3")]
        assert "".join(part for part in parts if isinstance(part, str)) == plan.by_id[identifier].clause_text


def test_every_file_carries_source_and_licence(context: Context, out: Path) -> None:
    for kind in ("geojson", "kml", "csv"):
        assert LICENCE in made(context, out, kind).read_text(encoding="utf-8")
    package = made(context, out, "gpkg")
    assert LICENCE in " ".join(pyogrio.read_dataframe(package, layer="about")["value"])
    assert LICENCE in pyogrio.read_info(package, layer="lines")["layer_metadata"]["licence"]
    assert len(pyogrio.read_dataframe(package, layer="sources")) > 100
    shapes = zipfile.ZipFile(made(context, out, "shp"))
    assert LICENCE in shapes.read("README.txt").decode("utf-8-sig")
    book = openpyxl.load_workbook(made(context, out, "xlsx"))
    assert LICENCE in " ".join(str(row[1].value) for row in book["说明"].iter_rows())
    assert book["来源"]["A2"].value == "plan-outline" or book["来源"].max_row > 100


def test_shapefile_names_are_short_and_explained(context: Context, out: Path) -> None:
    path = made(context, out, "shp")
    archive = zipfile.ZipFile(path)
    explained = {row[0] for row in csv.reader(io.StringIO(archive.read("fields.csv").decode("utf-8-sig")))}
    for name in SHAPES:
        fields = set(pyogrio.read_info(f"/vsizip/{path}/{name}")["fields"])
        assert fields <= explained
        assert all(len(field) <= 10 for field in fields)
        assert archive.read(name[:-4] + ".cpg").strip() == b"UTF-8"


def test_the_workbook_is_typed_filterable_and_whole(context: Context, plan: Plan, out: Path) -> None:
    book = openpyxl.load_workbook(made(context, out, "xlsx"))
    everything, *themes = [sheet for sheet in book if sheet.title not in ("来源", "说明")]
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
    book = openpyxl.load_workbook(made(replace(context, language="en"), out, "xlsx"))
    assert book.sheetnames[0] == "All"
    assert [cell.value for cell in book["All"][1]][2:4] == ["Name", "Also called"]


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
    else:
        assert list(read(path, kind).index) == ["hub-xili"]


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_selection_is_a_word_and_no_file(context: Context, out: Path, kind: str) -> None:
    nothing = replace(context, view=View(filter=Filter(text="没有这样的项目")))
    with pytest.raises(ExportError, match="放宽筛选"):
        made(nothing, out, kind)
    assert not list(out.iterdir())


def test_a_selection_takes_what_is_shown_only(context: Context, plan: Plan, out: Path) -> None:
    view = View(layers=context.view.layers, filter=Filter(theme=frozenset({"transport"}), district=frozenset({"futian"})))
    found = read(made(replace(context, view=view), out, "gpkg"), "gpkg")
    assert sorted(found.index) == sorted(item.id for item in plan.items if item.theme == "transport" and "futian" in item.districts)


RESERVED = frozenset(
    [
        "add",
        "alter",
        "and",
        "as",
        "asc",
        "between",
        "by",
        "column",
        "create",
        "date",
        "delete",
        "desc",
        "distinct",
        "drop",
        "exists",
        "from",
        "group",
        "having",
        "in",
        "index",
        "insert",
        "into",
        "is",
        "join",
        "like",
        "limit",
        "not",
        "null",
        "objectid",
        "or",
        "order",
        "select",
        "set",
        "shape",
        "table",
        "union",
        "update",
        "user",
        "value",
        "values",
        "where",
    ]
)
"""what SQL or a File Geodatabase keeps for itself"""


def test_a_geopackage_becomes_a_file_geodatabase_as_it_is(context: Context, plan: Plan, out: Path) -> None:
    source, target = made(context, out, "gpkg"), out / "plan.gdb"
    layers = dict(pyogrio.list_layers(source))
    assert layers == {"points": "Point", "lines": "MultiLineString", "areas": "MultiPolygon"} | dict.fromkeys(
        ("unplaced", "sources", "about")
    )
    with warnings.catch_warnings():
        # GDAL would say that it had to change a name.
        warnings.simplefilter("error")
        for name in LAYERS:
            pyogrio.write_dataframe(pyogrio.read_dataframe(source, layer=name), target, layer=name, driver="OpenFileGDB")
    found = [identifier for name in LAYERS for identifier in pyogrio.read_dataframe(target, layer=name)["id"]]
    assert sorted(found) == sorted(plan.by_id)
    for name in LAYERS:
        fields = set(pyogrio.read_info(target, layer=name)["fields"])
        assert fields == set(pyogrio.read_info(source, layer=name)["fields"])
        assert not fields & RESERVED and "plan_column" in fields


@pytest.mark.parametrize("kind", ["shp", "gpkg"])
def test_a_layer_holds_one_kind_of_geometry_whatever_the_items_say(context: Context, out: Path, kind: str) -> None:
    odd = [replace(item, located="point") for item in context.plan.items if item.id in ("futian", "hub-xili", "metro-14")]
    found = read(made(replace(context, plan=replace(context.plan, items=tuple(odd))), out, kind), kind)
    assert len(found) == 3 and found.geometry.notna().all()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("crs", CHOICES)
def test_no_cell_is_longer_than_excel_holds(context: Context, plan: Plan, out: Path, kind: str, crs: str) -> None:
    english = made(replace(context, language="en"), out, kind, crs)
    assert all(cell_length(str(cell)) <= CELL_LENGTH for row in cells_of(english) for cell in row)
    path = made(context, out, kind, crs)
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


def cells_of(path: Path) -> Iterator[list[object]]:
    """Every row of every table of a file."""
    if path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            yield from ([*row] for row in sheet.iter_rows(values_only=True))
    elif path.suffix == ".zip":
        archive = zipfile.ZipFile(path)
        for name in (name for name in archive.namelist() if name.endswith(".csv")):
            yield from csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
    else:
        yield from csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))


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


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp", "kml", "csv"])
@pytest.mark.parametrize(
    "link", ["?page=table&theme=transport&stage=promote,study&dist=longgang", "?theme=water&dist=baoan&sel=hub-xili", "?on=-"]
)
def test_data_are_what_the_filter_finds_whatever_is_drawn(context: Context, plan: Plan, out: Path, link: str, kind: str) -> None:
    """Layers and the chosen item decide pictures; what the list counts is what the file holds."""
    view, dropped = decode(link, Vocabulary(plan, context.catalogue))
    assert not dropped
    found = read(made(replace(context, view=view), out, kind), kind)
    assert sorted(found.index) == sorted(item.id for item in matching(plan.items, view.filter))


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
