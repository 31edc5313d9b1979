"""Every format that a layer leaves in comes back through the reader with the same features in the same places."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from briefing.errors import ExportError
from exports.data.crs_choice import CHOICES
from exports.data.formats import ALL_FORMATS, OWN_FORMATS
from exports.own.files import WRITERS, write_layer
from geo.own.datum import datum_named, to_wgs84
from geo.own.layer import Placing
from geo.own.placing import own_layer
from geo.own.reading.files import read_file

SHAPES = [
    shapely.Point(114.05, 22.54),
    shapely.LineString([(114, 22.5), (114.1, 22.6)]),
    shapely.box(114, 22.5, 114.1, 22.6),
]
FRAME = gpd.GeoDataFrame({"名称": ["甲", "=cmd()", "<b>"], "数": [1.5, np.nan, 3.0]}, geometry=SHAPES, crs=4326)
LAYER = own_layer(FRAME, title="我的/场地", file="a.csv", placing=Placing("wgs84"))
DATUM_OF = {"wgs84": "wgs84", "cgcs2000": "wgs84", "cgcs2000-114": "cgcs2000-114", "gcj02": "gcj02"}


def written(tmp_path: Path, kind: str, crs: str) -> Path:
    out = tmp_path / f"own{ALL_FORMATS[kind].suffix}"
    write_layer(LAYER, kind=kind, crs=crs, language="zh", out=out)
    return out


def test_there_is_a_writer_for_every_format() -> None:
    assert set(WRITERS) == set(OWN_FORMATS)


EVERYWHERE = ("geojson", "gpkg", "shp", "parquet", "fgb")
"""formats of all kinds of geometry in any datum that the reader takes; the others have tests of their own below"""


@pytest.mark.parametrize("crs", CHOICES)
@pytest.mark.parametrize("kind", EVERYWHERE)
def test_geometry_comes_back(tmp_path: Path, kind: str, crs: str) -> None:
    path = written(tmp_path, kind, crs)
    layers = read_file(path, path.name)
    shapes = np.concatenate([layer.shapes for layer in layers])
    datum = datum_named(DATUM_OF[crs])
    back = shapely.transform(shapes, lambda numbers: to_wgs84(numbers, datum))
    assert sorted(shape.geom_type for shape in back) == ["LineString", "Point", "Polygon"]
    for shape in back:
        given = next(other for other in SHAPES if other.geom_type == shape.geom_type)
        assert shapely.hausdorff_distance(shape, given) < 1e-6
    names = [name for layer in layers for name in layer.table["名称"]]
    assert sorted(names) == sorted(FRAME["名称"])
    if crs != "gcj02":
        assert {layer.declared.name for layer in layers if layer.declared} <= {f"EPSG:{CHOICES[crs].epsg}", "EPSG:4326"}


@pytest.mark.parametrize("kind", ["kml", "kmz"])
def test_kml_in_degrees_and_not_in_metres(tmp_path: Path, kind: str) -> None:
    (layer,) = read_file(written(tmp_path, kind, "wgs84"), f"own.{kind}")
    assert sorted(shape.geom_type for shape in layer.shapes) == ["LineString", "Point", "Polygon"]
    with pytest.raises(ExportError):
        written(tmp_path, kind, "cgcs2000-114")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_tables_have_a_place_on_each_feature_and_no_formula(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind, "wgs84")
    layer = read_file(path, path.name)[0]
    assert layer.table["名称"].tolist() == ["甲", "'=cmd()", "<b>"]
    if kind == "csv":
        assert shapely.equals_exact(layer.shapes, np.array(SHAPES), 1e-6, normalize=True).all()
    else:
        assert shapely.distance(layer.shapes, np.array(SHAPES)).max() < 1e-6


def test_fields_called_as_a_geopackage_s_own_are_kept(tmp_path: Path) -> None:
    frame = FRAME.assign(fid=[7, 7, 9], geom="x", FID_=1.5)
    own = own_layer(frame, title="x", file="a", placing=Placing("wgs84"))
    write_layer(own, kind="gpkg", crs="wgs84", language="zh", out=tmp_path / "a.gpkg")
    (found, *_) = read_file(tmp_path / "a.gpkg", "a.gpkg")
    assert {"fid", "geom", "FID_", "名称"} <= set(found.table.columns)


def test_a_text_too_long_for_a_shapefile_is_not_cut_in_silence(tmp_path: Path) -> None:
    long = own_layer(FRAME.assign(名称="长" * 100), title="x", file="a", placing=Placing("wgs84"))
    with pytest.raises(ExportError, match="GeoPackage"):
        write_layer(long, kind="shp", crs="wgs84", language="zh", out=tmp_path / "a.zip")
