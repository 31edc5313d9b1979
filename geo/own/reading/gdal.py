"""Formats that GDAL reads. It gets files under names of ours, of a kind that was told by their content."""

import re
import shutil
import tempfile
import warnings
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS

from geo.own.guessing import Declared
from geo.own.reading.archive import unpack
from geo.own.reading.dbase import AS_BYTES, decoded, encoding_of
from geo.own.reading.dxf import dxf_words, read_as_utf8
from geo.own.reading.encoding import text_of
from geo.own.reading.raw import (
    MOST_FEATURES,
    MOST_LAYERS,
    Features,
    Problems,
    RawLayer,
    check_count,
    check_fields,
    check_values,
    raw_layer,
)
from geo.own.remarks import OwnError, broken

DRIVERS = {
    "geojson": {"GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON"},
    "shp": {"ESRI Shapefile"},
    "gpkg": {"GPKG"},
    "kml": {"LIBKML", "KML"},
    "gpx": {"GPX"},
    "fgb": {"FlatGeobuf"},
    "dxf": {"DXF"},
}
"""kind -> drivers that may open it"""
BY_FORMAT = {"geojson", "kml", "gpx"}
"""formats that know no other datum than WGS-84"""
OF_TEXT = {*BY_FORMAT, "dxf"}
"""formats that are a text: read here, in whichever encoding, handed on in UTF-8"""
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
OUTWARD = re.compile(rb"<OGRVRT|<VRTDataset|<OGRWFS|<WMS_Capabilities|<Service", re.IGNORECASE)
"""markup by whose beginning GDAL would take a file for one that has others opened"""
HEAD = 8192
"""bytes by which GDAL tells one kind from another, and more"""
GPX_LAYERS = ("waypoints", "routes", "tracks")
DROPPED = {"timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon"}
"""fields that GDAL makes of any KML, about how it is to be shown"""
OF_FORMAT = {"kml", "gpx", "dxf"}
"""formats of which GDAL makes fields that the format knows, whether anything fills them or not"""
FAILURES = (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError, UnicodeDecodeError, ValueError)


def read_plain(path: Path, file: str, kind: str, encoding: str = "") -> list[RawLayer]:
    """Layers of a file that is no archive: GeoJSON, KML, GPX, GeoPackage, FlatGeobuf, DXF. Raises OwnError.

    encoding: id of ENCODINGS; of the first three and of DXF.
    """
    with tempfile.TemporaryDirectory(prefix="plan-own-") as folder:
        own = Path(folder) / f"layer.{kind}"
        if kind not in OF_TEXT:
            _lend(path.resolve(), own)
            return _layers(own, kind, file)
        content = path.read_bytes()
        refused = OUTWARD.search(content[:HEAD]) or ENTITY.search(content) if kind in ("kml", "gpx") else None
        if refused:
            raise OwnError("own-entities", file=file, value=refused[0].decode("ascii"))
        words = dxf_words(content, file, encoding) if kind == "dxf" else text_of(content, file, encoding)
        own.write_text(_as_utf8(words.text, kind), encoding="utf-8", errors="replace", newline="")
        with read_as_utf8() if kind == "dxf" else nullcontext():
            return [replace(layer, encoding=words.encoding) for layer in _layers(own, kind, file)]


def _lend(path: Path, own: Path) -> None:
    """Have a file stand under another name too."""
    try:
        own.symlink_to(path)
    except OSError:  # Windows lets not everybody make links
        shutil.copyfile(path, own)


def _as_utf8(words: str, kind: str) -> str:
    """Markup that says itself in which encoding it is now is in UTF-8."""
    words = words.removeprefix("\ufeff")
    if kind in ("geojson", "dxf"):
        return words
    return re.sub(r'(<\?xml[^>]*?)\s+encoding=["\'][^"\']*["\']', r"\1", words, count=1)


def read_kmz(path: Path, file: str, encoding: str = "") -> list[RawLayer]:
    """The KML of a KMZ. Raises OwnError."""
    with tempfile.TemporaryDirectory(prefix="plan-own-") as folder:
        found = unpack(path, Path(folder), endings={".kml"}, file=file)
        if not found:
            raise OwnError("own-archive-nothing", file=file)
        return [layer for _, own in found[:MOST_LAYERS] for layer in read_plain(own, file, "kml", encoding)]


def read_shapes(path: Path, file: str, encoding: str = "") -> list[RawLayer]:
    """Every Shapefile of a zip. encoding: id of ENCODINGS, of the .dbf. Raises OwnError."""
    with tempfile.TemporaryDirectory(prefix="plan-own-") as folder:
        parts = unpack(path, Path(folder), endings={".shp", ".shx", ".dbf", ".prj", ".cpg"}, file=file)
        shapes = [(name, own) for name, own in parts if own.suffix == ".shp"]
        if not shapes:
            raise OwnError("own-archive-nothing", file=file)
        if len(shapes) > MOST_LAYERS:
            raise OwnError("own-too-many-layers", file=file, value=len(shapes), detail=MOST_LAYERS)
        return [_shape(name, own, file, encoding) for name, own in shapes]


def _shape(name: str, path: Path, file: str, chosen: str) -> RawLayer:
    for ending in (".shx", ".dbf"):
        if not path.with_suffix(ending).is_file():
            raise OwnError("own-shape-part", file=file, value=name[:60], detail=ending)
    page = path.with_suffix(".cpg")
    encoding = encoding_of(path.with_suffix(".dbf").read_bytes(), page, chosen)
    page.unlink(missing_ok=True)
    frame = _frame(path, None, "shp", file, encoding=AS_BYTES)
    read = frame if encoding is None else decoded(frame, encoding, file)
    return replace(_layer(name.rpartition(".")[0], read, "shp", file), encoding=encoding)


def _layers(path: Path, kind: str, file: str) -> list[RawLayer]:
    try:
        names = [str(name) for name, geometry in pyogrio.list_layers(path) if geometry is not None]
    except FAILURES as error:
        raise broken(error, file) from error
    if kind == "gpx":
        names = [name for name in names if name in GPX_LAYERS and _count(path, name)]
    if not names:
        raise OwnError("own-no-features", file=file)
    stem = file.rpartition(".")[0] or file
    if kind == "kml":
        return [_layer(stem, _merged([_frame(path, name, kind, file) for name in names], names, file), kind, file)]
    if len(names) > MOST_LAYERS:
        raise OwnError("own-too-many-layers", file=file, value=len(names), detail=MOST_LAYERS)
    called = [stem] if len(names) == 1 and kind != "gpkg" else names
    return [
        _layer(title, _frame(path, name, kind, file), kind, file) for title, name in zip(called, names, strict=True)
    ]


def _count(path: Path, layer: str) -> int:
    return int(pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"])


def _layer(name: str, frame: gpd.GeoDataFrame, kind: str, file: str) -> RawLayer:
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    if kind in OF_FORMAT:
        table = table.loc[:, (table.notna() & table.ne("")).any()]
    features = Features(
        table,
        np.asarray(frame.geometry),
        np.arange(1, len(frame) + 1),
    )
    declared = declared_by(frame.crs)
    if declared is not None and kind in BY_FORMAT:
        declared = replace(declared, by_format=declared.name == "EPSG:4326")
    return raw_layer(name, features, Problems(file), declared)


def _frame(path: Path, layer: str | None, kind: str, file: str, *, encoding: str | None = None) -> gpd.GeoDataFrame:
    """A layer as GDAL reads it, no more than a layer may have. Raises OwnError."""
    options: dict[str, Any] = {"encoding": encoding} if encoding else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            info = pyogrio.read_info(path, layer=layer, **options)
            if info["driver"] not in DRIVERS[kind]:
                raise OwnError("own-unknown-kind", file=file)
            check_fields(info["fields"], file)
            check_values(info["features"], len(info["fields"]), file)
            frame = pyogrio.read_dataframe(
                path, layer=layer, max_features=MOST_FEATURES + 1, use_arrow=kind in ("gpkg", "fgb"), **options
            )
    except FAILURES as error:
        raise broken(error, file) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise OwnError("own-no-features", file=file)
    check_count(len(frame), file)
    return frame


def _merged(frames: list[gpd.GeoDataFrame], names: list[str], file: str) -> gpd.GeoDataFrame:
    """All folders of a KML as one, which says of each feature in which it was."""
    kept = [frame.drop(columns=[name for name in frame.columns if name in DROPPED]) for frame in frames]
    if len(kept) > 1:
        kept = [frame.assign(folder=name) for frame, name in zip(kept, names, strict=True)]
    whole = pd.concat(kept, ignore_index=True)
    check_count(len(whole), file)
    return gpd.GeoDataFrame(whole)


def declared_by(crs: CRS | None) -> Declared | None:
    """What a file says of its CRS, by its EPSG code where it has one."""
    if crs is None:
        return None
    code = crs.to_epsg(min_confidence=60)
    if code is None and crs.is_geographic and crs.ellipsoid is not None and crs.ellipsoid.inverse_flattening > 298.2:
        code = 4326
    return None if code is None else Declared(f"EPSG:{code}")
