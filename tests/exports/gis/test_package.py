"""What a GeoPackage says of itself, read by SQLite and GDAL alone."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pyogrio
import pytest

from exports.context import Context
from geo.model import Plan
from tests.exports.conftest import whole_plan
from tests.exports.data.reading import made


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(whole_plan(), tmp_path_factory.mktemp("package"), "gpkg")


@pytest.fixture
def base(package: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(package)) as opened:
        yield opened


def test_a_layer_for_each_layer_of_the_map_and_kind_of_geometry(package: Path, plan: Plan, context: Context) -> None:
    kinds = {"Point": "点", "MultiLineString": "线", "MultiPolygon": "面"}
    wanted = Counter(
        (context.catalogue.layer_of(item).zh.split("（")[0], kinds[{"point": "Point", "line": "MultiLineString"}.get(
            item.located, "MultiPolygon")])
        for item in plan.items if item.geometry is not None
    )  # fmt: skip
    found = {
        tuple(name.rsplit("_", 1)): pyogrio.read_info(package, layer=name)["features"]
        for name, kind in pyogrio.list_layers(package) if kind
    }  # fmt: skip
    assert found == dict(wanted)


def test_every_field_of_every_table_has_a_heading_in_chinese(base: sqlite3.Connection) -> None:
    named = {(table, field): title for table, field, title in base.execute(
        "SELECT table_name, column_name, title FROM gpkg_data_columns")}  # fmt: skip
    tables = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents") if row[0] != "layer_styles"]
    fields = {
        (table, row[1])
        for table in tables
        for row in base.execute("SELECT * FROM pragma_table_info(?)", (table,))
        if row[1] not in ("fid", "geom")
    }
    assert set(named) == fields
    assert all(any("一" <= letter <= "鿿" for letter in title) for title in named.values())
    assert named["国家铁路_线", "stage_label"] == "阶段"


def test_titles_metadata_and_styles_are_filled(base: sqlite3.Connection) -> None:
    titles = dict(base.execute("SELECT table_name, identifier FROM gpkg_contents"))
    assert titles["国家铁路_线"] == "国家铁路（线）"
    (document,) = base.execute("SELECT metadata FROM gpkg_metadata WHERE md_standard_uri LIKE '%gmd'").fetchone()
    said = "".join(ElementTree.fromstring(document).itertext())
    assert all(word in said for word in ("ODbL 1.0", "EPSG:4326", "OpenStreetMap"))
    for name, style, plain in base.execute("SELECT f_table_name, styleQML, styleSLD FROM layer_styles"):
        assert name in titles
        assert ElementTree.fromstring(style).find("renderer-v2/symbols/symbol/layer") is not None
        assert ElementTree.fromstring(plain).find(".//{http://www.opengis.net/se}Rule") is not None


def test_gcj02_says_so_in_name_and_title(context: Context, out: Path) -> None:
    with closing(sqlite3.connect(made(context, out, "gpkg", "gcj02"))) as base:
        rows = base.execute("SELECT table_name, identifier FROM gpkg_contents WHERE data_type = 'features'").fetchall()
    assert rows and all("GCJ02" in name and "GCJ-02" in title for name, title in rows)


def test_hostile_words_stay_words(hostile: Context, out: Path) -> None:
    path = made(hostile, out, "gpkg")
    with closing(sqlite3.connect(path)) as base:
        for style, plain in base.execute("SELECT styleQML, styleSLD FROM layer_styles"):
            ElementTree.fromstring(style)
            ElementTree.fromstring(plain)
