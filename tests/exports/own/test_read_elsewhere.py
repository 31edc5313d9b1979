"""DXF, File Geodatabase, FlatGeobuf and GPX of a layer, each read by something that did not write it."""

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import ezdxf
import flatgeobuf
import geopandas as gpd
import gpxpy
import pytest
import shapely

from briefing.errors import ExportError
from exports.data.formats import ALL_FORMATS
from exports.own.files import write_layer
from geo.crs import to_metric
from geo.own.layer import OwnLayer, Placing
from geo.own.placing import own_layer
from layers.text import text
from tests.exports.own.test_files import FRAME, LAYER, SHAPES

GDAL_PYTHON = Path("/usr/bin/python3")
LISTED = """
import json, sys
from osgeo import ogr
source = ogr.Open(sys.argv[1])
print(json.dumps({layer.GetName(): [
    [row.GetField("名称"), row.GetGeometryRef().ExportToWkt(), layer.GetSpatialRef().GetAuthorityCode(None)]
    for row in layer] for layer in source}))
"""


def written(tmp_path: Path, kind: str, crs: str = "wgs84", layer: OwnLayer = LAYER) -> Path:
    out = tmp_path / f"own{ALL_FORMATS[kind].suffix}"
    write_layer(layer, kind=kind, crs=crs, language="zh", out=out)
    return out


def test_a_drawing_has_a_layer_a_kind_in_metres_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    path = written(tmp_path, "dxf", "cgcs2000-114")
    found = {entity.dxf.layer: entity for entity in ezdxf.readfile(path).modelspace()}
    assert {name.rpartition("_")[2] for name in found} == {"points", "lines", "areas"}
    point = next(entity for name, entity in found.items() if name.endswith("points"))
    assert to_metric(SHAPES[0]).distance(shapely.Point(point.dxf.location.x, point.dxf.location.y)) < 0.01
    area = next(entity for name, entity in found.items() if name.endswith("areas"))
    corners = [(x, y) for x, y, *_ in area.get_points()]
    assert shapely.Polygon(corners).symmetric_difference(to_metric(SHAPES[2])).area < 10
    said = path.read_bytes().decode("gbk", "replace")
    assert text("own.carries.dxf", "zh") in said and "名称, 数" in said
    with pytest.raises(ExportError):
        written(tmp_path, "dxf", "wgs84")


@pytest.mark.parametrize("epsg", [None, 4326])
def test_flatgeobuf_has_all_kinds_fields_and_the_datum(tmp_path: Path, epsg: int | None) -> None:
    path = written(tmp_path, "fgb", "wgs84" if epsg else "gcj02")
    found = flatgeobuf.load(io.BufferedReader(io.BytesIO(path.read_bytes())))
    assert sorted(each["geometry"]["type"] for each in found["features"]) == ["LineString", "Point", "Polygon"]
    assert sorted(each["properties"]["名称"] for each in found["features"]) == sorted(FRAME["名称"])
    place = next(shapely.geometry.shape(each["geometry"]) for each in found["features"] if "Point" in str(each))
    assert (place.distance(SHAPES[0]) < 1e-6) == (epsg is not None)


def test_a_geodatabase_is_read_by_another_gdal(tmp_path: Path) -> None:
    if not GDAL_PYTHON.exists() or subprocess.run([GDAL_PYTHON, "-c", "import osgeo"], check=False).returncode:
        pytest.skip("no other GDAL")
    path = written(tmp_path, "gdb", "cgcs2000-114")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "unpacked")
    (base,) = (tmp_path / "unpacked").iterdir()
    told = subprocess.run([GDAL_PYTHON, "-c", LISTED, base], check=True, capture_output=True, text=True)
    layers = json.loads(told.stdout)
    assert sorted(name.rpartition("_")[2] for name in layers) == ["areas", "lines", "points"]
    rows = [row for rows in layers.values() for row in rows]
    assert sorted(name for name, _, _ in rows) == sorted(FRAME["名称"])
    assert {code for _, _, code in rows} == {"4547"}
    for _, wkt, _ in rows:
        shape = shapely.from_wkt(wkt)
        assert min(shapely.hausdorff_distance(shape, to_metric(given)) for given in SHAPES) < 0.01
    shutil.rmtree(base)


def test_gpx_has_points_and_lines_and_no_areas(tmp_path: Path) -> None:
    several = shapely.MultiPoint([(114, 22.5), (114.01, 22.5)])
    frame = gpd.GeoDataFrame(
        {"名称": ["甲", "<b>&", None], "数": [1, 2, 3]}, geometry=[SHAPES[0], SHAPES[1], several], crs=4326
    )
    layer = own_layer(frame, title="路<线", file="a", placing=Placing("wgs84"))
    found = gpxpy.parse(written(tmp_path, "gpx", layer=layer).read_text(encoding="utf-8"))
    assert [(point.latitude, point.longitude) for point in found.waypoints] == [
        (22.54, 114.05), (22.5, 114.0), (22.5, 114.01),
    ]  # fmt: skip
    (track,) = found.tracks
    assert (track.name, "数: 2" in track.description) == ("<b>&", True)
    assert [(point.longitude, point.latitude) for point in track.segments[0].points] == list(SHAPES[1].coords)
    assert (found.name, found.description) == ("路<线", text("own.carries.gpx", "zh"))
    with pytest.raises(ExportError, match="GeoPackage"):
        written(tmp_path, "gpx")
