"""Every format read back by another reader: counts, CRS, a coordinate, clause, licence, and which items."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely

from exports.context import Context
from exports.data.formats import FORMATS
from exports.ledger.events import COLUMNS
from exports.ledger.states import states_of
from geo.crs import from_metric, gcj02_to_wgs84
from geo.model import Plan
from geo.query import Filter, matching
from layers.view.link import Vocabulary, decode
from layers.view.state import View
from tests.exports.data.reading import BESIDE, SHAPES, Files, made, metres_off, read

LICENCE = "ODbL 1.0"
EVERY_WAY = [
    (kind, crs)
    for kind in ("geojson", "gpkg", "shp", "csv", "kml", "parquet", "gdb")
    for crs in FORMATS[kind].datums
    if kind != "gdb" or crs == "cgcs2000-114"
]
RESERVED = {
    "add", "alter", "and", "as", "asc", "between", "by", "column", "create", "date", "delete", "desc", "distinct",
    "drop", "exists", "from", "group", "having", "in", "index", "insert", "into", "is", "join", "like", "limit", "not",
    "null", "objectid", "or", "order", "select", "set", "shape", "table", "union", "update", "user", "value", "values",
    "where",
}  # fmt: skip
"""what SQL or a File Geodatabase keeps for itself"""


def in_wgs84(point: shapely.Point, crs: str) -> shapely.Point:
    """Back by the datum's own inverse, not by the exporter."""
    if crs == "gcj02":
        return shapely.transform(point, gcj02_to_wgs84)
    return from_metric(point) if crs == "cgcs2000-114" else point


@pytest.mark.parametrize(("kind", "crs"), EVERY_WAY)
def test_read_back_whole_in_every_crs(whole: Files, plan: Plan, kind: str, crs: str) -> None:
    found = whole.table(kind, crs)
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


@pytest.mark.parametrize("kind", ["gpkg", "shp", "geojson", "parquet"])
@pytest.mark.parametrize(("crs", "epsg"), [("wgs84", 4326), ("cgcs2000", 4490), ("cgcs2000-114", 4547)])
def test_a_gis_is_told_the_crs(whole: Files, kind: str, crs: str, epsg: int) -> None:
    assert whole.table(kind, crs).crs.to_epsg(min_confidence=25) == epsg


@pytest.mark.parametrize("kind", ["gpkg", "shp", "parquet"])
def test_gcj02_is_labelled_and_taken_for_nothing_else(whole: Files, kind: str) -> None:
    crs = whole.table(kind, "gcj02").crs
    assert crs.to_epsg() is None
    assert "GCJ-02" in crs.name.replace("_", "-")


def test_gcj02_is_named_where_a_format_has_no_crs(whole: Files) -> None:
    content = json.loads(whole.path("geojson", "gcj02").read_text(encoding="utf-8"))
    assert "GCJ-02" in content["about"]["datum"]
    assert {feature["properties"]["datum"] for feature in content["features"]} == {"GCJ-02"}
    assert "GCJ-02" in whole.path("kml", "gcj02").read_text(encoding="utf-8")[:600]


def test_geojson_keeps_rfc_7946(whole: Files) -> None:
    content = json.loads(whole.path("geojson").read_text(encoding="utf-8"))
    assert "crs" not in content
    for feature in content["features"]:
        assert {"type", "id", "properties", "geometry"} == set(feature)
        if feature["geometry"] and feature["geometry"]["type"] == "Polygon":
            outer, *holes = feature["geometry"]["coordinates"]
            assert shapely.LinearRing(outer).is_ccw
            assert not any(shapely.LinearRing(hole).is_ccw for hole in holes)


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp", "kml", "csv"])
def test_the_clause_stays_as_printed(whole: Files, plan: Plan, kind: str) -> None:
    found = whole.table(kind)
    for identifier in ("hub-xili", "longhua"):
        row = found.loc[identifier]
        parts = [row.get(name) for name in ("clause", "clause_2", "clause_3")]
        assert "".join(part for part in parts if isinstance(part, str)) == plan.by_id[identifier].clause_text


def test_every_file_carries_source_and_licence(whole: Files) -> None:
    for kind in ("geojson", "kml", "csv"):
        assert LICENCE in whole.path(kind).read_text(encoding="utf-8")
    package = whole.path("gpkg")
    assert LICENCE in " ".join(pyogrio.read_dataframe(package, layer="说明")["value"])
    assert LICENCE in pyogrio.read_info(package, layer="国家铁路_线")["layer_metadata"]["licence"]
    assert len(pyogrio.read_dataframe(package, layer="来源")) > 100
    shapes = zipfile.ZipFile(whole.path("shp"))
    assert LICENCE in shapes.read("README.txt").decode("utf-8-sig")
    book = openpyxl.load_workbook(whole.path("xlsx"))
    assert LICENCE in " ".join(str(row[1].value) for row in book["说明"].iter_rows())
    assert book["来源"]["A2"].value == "plan-outline" or book["来源"].max_row > 100


def test_shapefile_names_are_short_and_explained(whole: Files) -> None:
    path = whole.path("shp")
    archive = zipfile.ZipFile(path)
    explained = {row[0] for row in csv.reader(io.StringIO(archive.read("fields.csv").decode("utf-8-sig")))}
    for name in SHAPES:
        fields = set(pyogrio.read_info(f"/vsizip/{path}/{name}")["fields"])
        assert fields <= explained
        assert all(len(field) <= 10 for field in fields)
        assert archive.read(name[:-4] + ".cpg").strip() == b"UTF-8"


def test_a_selection_takes_what_is_shown_only(context: Context, plan: Plan, out: Path) -> None:
    view = View(
        layers=context.view.layers, filter=Filter(theme=frozenset({"transport"}), district=frozenset({"futian"}))
    )
    found = read(made(replace(context, view=view), out, "gpkg"), "gpkg")
    assert sorted(found.index) == sorted(
        item.id for item in plan.items if item.theme == "transport" and "futian" in item.districts
    )


def test_a_file_geodatabase_has_the_package_s_layers_and_fields(whole: Files, plan: Plan) -> None:
    source, target = whole.path("gpkg"), whole.path("gdb", "cgcs2000-114")
    layers = dict(pyogrio.list_layers(source))
    assert set(layers.values()) == {"Point", "MultiLineString", "MultiPolygon", None}
    assert {name for name, kind in layers.items() if kind is None} == {"未落图", *BESIDE}
    assert dict(pyogrio.list_layers(target)) == {name: kind for name, kind in layers.items() if name != "layer_styles"}
    assert not {column.name for column in COLUMNS} & RESERVED
    for name in ("国家铁路_线", "未落图"):
        fields = set(pyogrio.read_info(target, layer=name)["fields"])
        assert fields == set(pyogrio.read_info(source, layer=name)["fields"])
        assert not fields & RESERVED and "plan_column" in fields


@pytest.mark.parametrize("kind", ["shp", "gpkg"])
def test_a_layer_holds_one_kind_of_geometry_whatever_the_items_say(context: Context, out: Path, kind: str) -> None:
    odd = [
        replace(item, located="point") for item in context.plan.items if item.id in ("futian", "hub-xili", "metro-14")
    ]
    found = read(made(replace(context, plan=replace(context.plan, items=tuple(odd))), out, kind), kind)
    assert len(found) == 3 and found.geometry.notna().all()


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp", "kml", "csv"])
@pytest.mark.parametrize(
    "link",
    ["?page=table&theme=transport&stage=promote,study&dist=longgang", "?theme=water&dist=baoan&sel=hub-xili", "?on=-"],
)
def test_data_are_what_the_filter_finds_whatever_is_drawn(
    context: Context, plan: Plan, out: Path, link: str, kind: str
) -> None:
    """Layers and the chosen item decide pictures; what the list counts is what the file holds."""
    view, dropped = decode(link, Vocabulary(plan, context.catalogue))
    assert not dropped
    found = read(made(replace(context, view=view), out, kind), kind)
    assert sorted(found.index) == sorted(item.id for item in matching(plan.items, view.filter))


def told(cell: object) -> str:
    """A cell's words; formats have different nothings."""
    return cell if isinstance(cell, str) else ""


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp", "kml", "csv"])
def test_every_format_says_what_became_of_an_item_and_as_of_when(
    context: Context, whole: Files, plan: Plan, kind: str
) -> None:
    found = whole.table(kind)
    states = states_of(context)
    since, as_of, confidence = (
        ("st_since", "st_as_of", "st_conf") if kind == "shp" else ("state_since", "state_as_of", "state_confidence")
    )
    for identifier in ("metro-13", "rail-shenjiang", "water-changlingpi"):
        row, item = found.loc[identifier], plan.by_id[identifier]
        known = states.of(item).state
        assert row["state"] == known.name
        assert told(row[since]) == states.since(item)
        assert told(row[as_of]) == states.as_of(item)
        assert told(row[confidence]) == known.confidence
    assert told(found.loc["futian"]["state"]) == ""


def test_the_events_behind_the_states_go_with_tables(context: Context, whole: Files, plan: Plan) -> None:
    count = sum(len(states_of(context).ledger.of(item.id)) for item in plan.items)
    events = pyogrio.read_dataframe(whole.path("gpkg"), layer="事件")
    assert len(events) == count > 900
    archive = zipfile.ZipFile(whole.path("shp"))
    rows = list(csv.DictReader(io.StringIO(archive.read("events.csv").decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(whole.path("xlsx"))["事件"]
    assert len(rows) == sheet.max_row - 1 == count
    first = rows[0]
    assert first["title"] and first["url"] and first["licence"]
    assert "网址" in [cell.value for cell in sheet[1]]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    # Links lead to the items' sheet, never out of the file.
    assert not any(cell.data_type == "f" or (cell.hyperlink and cell.hyperlink.target) for cell in cells)
    assert {cell.hyperlink.location.partition("!")[0] for cell in cells if cell.hyperlink} == {"'全部'"}


def test_states_are_of_the_view_s_day(context: Context, out: Path) -> None:
    then = replace(context, view=replace(context.view, day=date(2023, 6, 30)))
    content = json.loads(made(then, out, "geojson").read_text(encoding="utf-8"))
    states = {feature["id"]: feature["properties"]["state"] for feature in content["features"]}
    assert states["metro-13"] == "building"
    assert "2023-06-30" in content["about"]["states"]
