"""Every format, written by somebody else's writer, comes back with its features, fields and what it declares."""

import io
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from geo.own.guessing import Declared
from geo.own.reading.encoding import Encoding
from geo.own.reading.files import read_file

POINTS = [(114.0579, 22.5431), (113.9294, 22.5329), (114.2479, 22.7209)]
FRAME = gpd.GeoDataFrame(
    {"名称": ["福田", "南山 <b>", "=龙岗"], "面积": [1.5, np.nan, 3.25], "人数": [1, 2, 3]},
    geometry=gpd.points_from_xy(*zip(*POINTS, strict=True)),
    crs=4326,
)
SQUARES = FRAME.set_geometry([shapely.box(x - 0.01, y - 0.01, x + 0.01, y + 0.01) for x, y in POINTS])
LINES = FRAME.set_geometry([shapely.LineString([point, (point[0] + 0.1, point[1])]) for point in POINTS])


def zipped(folder: Path, out: Path, *, only: tuple[str, ...] = ()) -> Path:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            if not only or path.suffix in only:
                archive.write(path, path.name)
    return out


def shapefile(folder: Path, frame: gpd.GeoDataFrame, *, encoding: str, crs: int = 4326) -> Path:
    made = folder / f"made-{encoding}"
    made.mkdir()
    pyogrio.write_dataframe(frame.to_crs(crs), made / "地块.shp", driver="ESRI Shapefile", encoding=encoding)
    return zipped(made, folder / f"{encoding}.zip", only=(".shp", ".shx", ".dbf", ".prj"))


@pytest.mark.parametrize("frame", [FRAME, LINES, SQUARES], ids=["points", "lines", "areas"])
@pytest.mark.parametrize(
    ("ending", "driver"),
    [("geojson", "GeoJSON"), ("gpkg", "GPKG"), ("kml", "LIBKML"), ("fgb", "FlatGeobuf"), ("parquet", "")],
)
def test_geometry_and_fields_come_back(tmp_path: Path, ending: str, driver: str, frame: gpd.GeoDataFrame) -> None:
    path = tmp_path / f"own.{ending}"
    if driver:
        pyogrio.write_dataframe(frame, path, driver=driver)
    else:
        frame.to_parquet(path)
    (layer,) = read_file(path, path.name)
    order = layer.table["人数"].astype(int).argsort()
    assert layer.table["名称"].iloc[order].tolist() == FRAME["名称"].tolist()
    assert layer.table["面积"].astype(float).iloc[order].tolist()[::2] == [1.5, 3.25]
    assert shapely.equals_exact(layer.shapes[order], np.asarray(frame.geometry), tolerance=1e-6, normalize=True).all()
    assert layer.declared is not None and layer.declared.name == "EPSG:4326"
    assert layer.declared.by_format == (ending in ("geojson", "kml"))
    assert (layer.left_out, layer.problems) == (0, ())


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_shapefiles_without_a_cpg_have_their_encoding_found(tmp_path: Path, encoding: str) -> None:
    path = shapefile(tmp_path, SQUARES, encoding=encoding, crs=4547)
    (layer,) = read_file(path, path.name)
    assert layer.name == "地块"
    assert layer.table["名称"].tolist() == FRAME["名称"].tolist()
    assert layer.table.columns.tolist()[0] == "名称"
    assert layer.declared == Declared("EPSG:4547")
    assert layer.encoding is not None and layer.encoding.how == "guessed", "only the look of its bytes speaks for it"
    assert layer.encoding.id == {"UTF-8": "utf-8", "GBK": "gb18030"}[encoding]
    assert 400_000 < layer.points[:, 0].min() < 600_000


def test_all_layers_of_a_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "own.gpkg"
    pyogrio.write_dataframe(FRAME, path, layer="点")
    pyogrio.write_dataframe(SQUARES.to_crs(4490), path, layer="面")
    pyogrio.write_dataframe(pd.DataFrame({"a": [1]}), path, layer="table")
    layers = read_file(path, path.name)
    assert [layer.name for layer in layers] == ["点", "面"]
    assert layers[1].declared == Declared("EPSG:4490")


def test_a_kmz_and_folders_of_a_kml(tmp_path: Path) -> None:
    kml = tmp_path / "doc.kml"
    placemark = "<Placemark><name>{}</name><Point><coordinates>114.05,22.54,12</coordinates></Point></Placemark>"
    folders = "".join(f"<Folder><name>{name}</name>{placemark.format(name)}</Folder>" for name in ("甲", "乙"))
    kml.write_text(
        f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{folders}</Document></kml>'
    )
    path = zipped(tmp_path, tmp_path / "own.kmz", only=(".kml",))
    (layer,) = read_file(path, path.name)
    assert layer.table["folder"].tolist() == ["甲", "乙"]
    assert not shapely.has_z(layer.shapes).any()
    assert not set(layer.table.columns) & {"tessellate", "visibility"}


def test_waypoints_and_tracks_of_a_gpx(tmp_path: Path) -> None:
    path = tmp_path / "walk.gpx"
    path.write_text(
        '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
        '<wpt lat="22.54" lon="114.05"><name>起点</name></wpt>'
        '<trk><name>路</name><trkseg><trkpt lat="22.5" lon="114"/><trkpt lat="22.6" lon="114.1"/></trkseg></trk></gpx>'
    )
    layers = read_file(path, path.name)
    assert [layer.name for layer in layers] == ["waypoints", "tracks"]
    assert layers[0].shapes[0].coords[0] == (114.05, 22.54)
    assert layers[1].shapes[0].geom_type in ("LineString", "MultiLineString")
    # Not the twenty fields that the format knows and nobody has filled.
    assert [layer.table.columns.tolist() for layer in layers] == [["name"], ["name"]]


def test_a_dxf_has_no_datum(tmp_path: Path) -> None:
    path = tmp_path / "own.dxf"
    pyogrio.write_dataframe(SQUARES[["geometry"]].to_crs(4547).boundary.to_frame("geometry"), path, driver="DXF")
    (layer,) = read_file(path, path.name)
    assert layer.declared is None
    assert len(layer.table) == 3
    assert "Layer" in layer.table.columns


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("separator", "ending"), [(",", "csv"), ("\t", "tsv"), (";", "csv")])
def test_tables_of_text(tmp_path: Path, encoding: str, separator: str, ending: str) -> None:
    path = tmp_path / f"项目清单.{ending}"
    rows = [(name, x, y, f"00{number}") for number, (name, (x, y)) in enumerate(zip("福南龙", POINTS, strict=True))]
    words = pd.DataFrame(rows, columns=["项目名称", "经度", "纬度", "编号"]).to_csv(index=False, sep=separator)
    path.write_bytes(words.encode(encoding))
    (layer,) = read_file(path, path.name)
    assert layer.name == "项目清单"
    assert np.allclose(layer.points, POINTS)
    assert layer.table["编号"].tolist() == ["000", "001", "002"], "a code keeps its zeros"
    told = {"utf-8": Encoding("utf-8", "plain"), "gb18030": Encoding("gb18030", "guessed")}
    assert layer.encoding == told.get(encoding), "a mark at the beginning leaves nothing to choose"
    assert layer.declared is None


@pytest.mark.parametrize(
    ("header", "cells", "first"),
    [
        ("name,WKT", 'a,"POLYGON((114 22.5,114.1 22.5,114.1 22.6,114 22.5))"', (114, 22.5)),
        ("name,location", 'a,"114.05,22.54"', (114.05, 22.54)),
        ("X坐标,Y坐标", "2493598.04,506171.99", (2493598.04, 506171.99)),
        ("gcj_lng,gcj_lat", "114.05,22.54", (114.05, 22.54)),
        ("经度（度）,纬度（度）", "114°03'00\",22°32'24\"", (114.05, 22.54)),
        ("lat,lon", "22.54,114.05", (114.05, 22.54)),
        ("经度,纬度", "１１４.０５,２２.５４", (114.05, 22.54)),
        ("经度,纬度", "东经114度3分0秒,北纬22度32分24秒", (114.05, 22.54)),
        ("east,north", '"506,171.99","2,493,598.04"', (506171.99, 2493598.04)),
    ],
)
def test_coordinates_are_found_by_name_and_content(
    tmp_path: Path, header: str, cells: str, first: tuple[float, float]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n{cells}\n", encoding="utf-8")
    (layer,) = read_file(path, path.name)
    assert np.allclose(layer.points[0], first)


def test_every_sheet_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "医院"
    first.append(["名称", "经度", "纬度", "建成"])
    first.append(["甲", 114.05, 22.54, pd.Timestamp("2024-06-30").to_pydatetime()])
    first.append([None, None, None, None])
    first.append(["乙", "114.06", "22.55", None])
    second = book.create_sheet("学校")
    second.append(["x", "y"])
    second.append([506171.99, 2493598.04])
    book.create_sheet("空")
    out = io.BytesIO()
    book.save(out)
    path = tmp_path / "upload"
    path.write_bytes(out.getvalue())
    layers = read_file(path, "own.xlsx")
    assert [layer.name for layer in layers] == ["医院", "学校"]
    assert layers[0].table["建成"].tolist()[0] == "2024-06-30"
    assert layers[0].rows.tolist() == [2, 4], "rows are numbered as the sheet has them"
    assert np.allclose(layers[1].points, [[506171.99, 2493598.04]])


def test_a_parquet_with_columns_of_coordinates(tmp_path: Path) -> None:
    path = tmp_path / "own.parquet"
    pd.DataFrame({"lon": [114.05], "lat": [22.54]}).to_parquet(path)
    (layer,) = read_file(path, path.name)
    assert layer.declared is None
    assert layer.points.tolist() == [[114.05, 22.54]]
