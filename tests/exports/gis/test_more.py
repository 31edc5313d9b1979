"""DXF, GeoParquet, PMTiles and the project in one file, each read by something that did not write it."""

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pmtiles.reader
import pyarrow.parquet
import pyogrio
import pytest
import shapely

from briefing.errors import ExportError
from exports.context import Context
from exports.data.formats import FORMATS
from exports.products import main
from geo.crs import to_metric
from geo.model import Plan
from tests.exports.data.reading import Files, made


def test_a_drawing_has_a_layer_a_layer_of_the_map_and_names_in_chinese(whole: Files, plan: Plan) -> None:
    path = whole.path("dxf")
    found = pyogrio.read_dataframe(path)
    assert {"国家铁路_线", "国家铁路_线_名称", "各区发展定位_面"} <= set(found["Layer"])
    assert set(found.geometry.geom_type) <= {"Point", "LineString", "MultiLineString"}
    names = found[found["Layer"] == "交通枢纽_点_名称"]
    hub = plan.by_id["hub-xili"]
    (row,) = names[names["Text"].str.startswith("西丽")].itertuples()
    assert row.geometry.distance(to_metric(hub.geometry)) < 0.01
    # As CAD programs read it: code page 936, and what lies outside it escaped.
    head = path.read_bytes()[:3000]
    assert b"ANSI_936" in head and "坐标基准: CGCS2000".encode("gbk") in head and b"\\U+00A9 OpenStreetMap" in head


def test_letters_beyond_the_code_page_come_back(context: Context, out: Path) -> None:
    item = replace(context.plan.by_id["hub-xili"], name='石㙟"\\站·A😀')
    odd = replace(context, plan=replace(context.plan, items=(item,)))
    texts = pyogrio.read_dataframe(made(odd, out, "dxf"), read_geometry=False)["Text"].dropna()
    assert texts.iloc[0].startswith("石㙟”＼站·A")


def test_geoparquet_says_what_it_is(whole: Files) -> None:
    metadata = pyarrow.parquet.read_schema(whole.path("parquet")).metadata
    assert b'"version": "1.1.0"' in metadata[b"geo"]
    assert b"ODbL 1.0" in metadata[b"about:licence"] and b"WGS-84" in metadata[b"about:datum"]
    assert "GCJ-02" in pyarrow.parquet.read_schema(whole.path("parquet", "gcj02")).metadata[b"about:title"].decode()


def test_tiles_hold_every_item_that_lies_somewhere(whole: Files, plan: Plan) -> None:
    path = whole.path("pmtiles")
    with path.open("rb") as file:
        reader = pmtiles.reader.Reader(pmtiles.reader.MmapSource(file))
        header, said = reader.header(), reader.metadata()
    assert (header["min_zoom"], header["max_zoom"]) == (6, 12)
    assert "ODbL 1.0" in said["description"] and said["vector_layers"][0]["id"] == "plan"
    found = pyogrio.read_dataframe(path)
    assert set(found["id"]) == {item.id for item in plan.items if item.geometry is not None}
    hub = found[found["id"] == "hub-xili"].to_crs(4326).iloc[0]
    assert hub.geometry.distance(plan.by_id["hub-xili"].geometry) < 5e-5
    assert hub["layer"] == "transport-hub" and hub["color"].startswith("#")


def test_a_project_in_one_file_holds_its_package_and_nothing_beside(whole: Files) -> None:
    with zipfile.ZipFile(whole.path("qgz")) as archive:
        assert archive.namelist() == ["plan.qgs", "plan.gpkg"]
        root = ElementTree.fromstring(archive.read("plan.qgs"))
    places = {each.text.partition("|")[0] for each in root.iter("datasource") if each.text}
    assert places == {"attachment:plan.gpkg"}
    layers = dict(pyogrio.list_layers(f"/vsizip/{{{whole.path('qgz')}}}/plan.gpkg"))
    assert "国家铁路_线" in layers and "qgis_projects" not in layers


@pytest.mark.parametrize("kind", [kind for kind, entry in FORMATS.items() if entry.limit])
def test_a_datum_that_a_format_cannot_say_is_refused_with_the_remedy(context: Context, out: Path, kind: str) -> None:
    crs = next(crs for crs in ("cgcs2000-114", "gcj02") if crs not in FORMATS[kind].datums)
    with pytest.raises(ExportError) as refused:
        made(context, out, kind, crs)
    words = refused.value.message("zh")
    assert crs in words and FORMATS[kind].datums[0] in words and "GeoPackage" in words
    assert not list(out.iterdir())


@pytest.mark.parametrize("kind", ["gpkg", "shp", "kml", "geojson"])
def test_gcj02_says_so_in_name_or_title(whole: Files, kind: str) -> None:
    path = whole.path(kind, "gcj02")
    content = path.read_bytes()
    if kind == "shp":
        names = zipfile.ZipFile(path).namelist()
        assert all("GCJ02" in name for name in names if name.startswith("plan_"))
        content = zipfile.ZipFile(path).read("README.txt")
    assert "深圳规划一张图 (GCJ-02)".encode() in content


def test_the_command_takes_the_format_s_own_datum_and_ending(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    view = ["--view", "?theme=transport&dist=futian"]
    assert main(["data", "--format", "dxf", *view, "--out", str(out / "a.dxf")]) == 0
    assert main(["data", "--format", "gdb", *view, "--out", str(out / "a.zip")]) == 1
    assert ".gdb.zip" in capsys.readouterr().err
    assert main(["data", "--format", "gdb", *view, "--out", str(out / "a.gdb.zip")]) == 0
    assert main(["data", "--format", "dxf", "--crs", "gcj02", *view, "--out", str(out / "b.dxf")]) == 1
    assert "EPSG:4547" in capsys.readouterr().err
    found = pyogrio.read_dataframe(out / "a.dxf")
    assert shapely.box(450000, 2450000, 560000, 2560000).intersects(found.geometry.union_all())
