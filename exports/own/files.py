"""A layer that somebody brought as a file to take away, in every format and datum that the plan's data have."""

import csv
import io
import json
import logging
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry import mapping

from briefing.errors import ExportError
from briefing.files import safe_cell, safe_name
from exports.book.workbook import Book
from exports.data.crs_choice import CHOICES, GCJ02_NAME
from exports.data.csv_file import fitting_wkt
from exports.data.formats import check_datum
from exports.data.gis import gdal_folder, zipped_folder
from exports.data.gis import write_layer as write_layer_of
from exports.gis.more.drawing import drawn_entities
from exports.gis.more.geodatabase import Names
from exports.gis.tables import TYPES
from exports.own.gpx import gpx
from exports.own.leaving import Leaving, column_names, leaving, plain_cell, rows_of, short_table
from geo.crs import WGS84_EPSG
from geo.own.layer import OwnLayer
from layers.text import Language, text

LOG = logging.getLogger(__name__)
KINDS = {"Point": "points", "LineString": "lines", "Polygon": "areas"}


def write_layer(layer: OwnLayer, *, kind: str, crs: str, language: Language, out: Path) -> None:
    """Write a layer. kind: of WRITERS; crs: of CHOICES. Raises ExportError, OSError."""
    check_datum(kind, crs)
    try:
        out.write_bytes(WRITERS[kind](leaving(layer, CHOICES[crs], language)))
    except (DataLayerError, DataSourceError) as error:
        LOG.warning("GDAL could not write: %s", error)
        raise ExportError("exports.unwritable", detail=ExportError("exports.notWhole")) from error


def _geojson(leaving: Leaving) -> bytes:
    named = leaving.choice.epsg not in (None, WGS84_EPSG)
    crs = {"crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{leaving.choice.epsg}"}}}
    content = {
        "type": "FeatureCollection",
        "name": leaving.title,
        **(crs if named else {}),
        "features": features_of(leaving),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def features_of(leaving: Leaving, **more: str) -> list[dict[str, Any]]:
    """The features as GeoJSON has them; more: further properties of each."""
    more |= {"datum": GCJ02_NAME} if leaving.choice.epsg is None else {}
    records = leaving.fields.astype(object).to_dict("records")
    return [
        {
            "type": "Feature",
            "properties": {name: plain_cell(value) for name, value in record.items()} | more,
            "geometry": mapping(shapely.orient_polygons(shape)),
        }
        for record, shape in zip(records, leaving.table.geometry, strict=True)
    ]


def _by_kind(table: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    kinds = table.geometry.geom_type.str.removeprefix("Multi")
    return {name: part for kind, name in KINDS.items() if len(part := table[kinds.eq(kind)])}


def _written(leaving: Leaving, driver: str, ending: str) -> bytes:
    """As GDAL writes it: a layer a kind of geometry, which is what every GIS takes."""
    with tempfile.TemporaryDirectory(prefix="plan-own-") as folder:
        path = Path(folder) / f"layer{ending}"
        for name, part in _by_kind(leaving.frame).items():
            several = bool(part.geometry.geom_type.str.startswith("Multi").any())
            names = column_names(part) if driver == "GPKG" else {}
            pyogrio.write_dataframe(
                part, path, driver=driver, layer=name, append=path.exists(), promote_to_multi=several,
                layer_options=names,
            )  # fmt: skip
        return path.read_bytes()


def _geopackage(leaving: Leaving) -> bytes:
    return _written(leaving, "GPKG", ".gpkg")


def _kml(leaving: Leaving) -> bytes:
    # KML knows no datum but WGS-84; a file in another says so in its layers' names.
    table = leaving.table.set_crs(WGS84_EPSG, allow_override=True)
    return _written(Leaving(leaving.title, table, leaving.choice, leaving.language), "LIBKML", ".kml")


def _kmz(leaving: Leaving) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", _kml(leaving))
    return out.getvalue()


def _parquet(leaving: Leaving) -> bytes:
    out = io.BytesIO()
    leaving.frame.to_parquet(out)
    return out.getvalue()


def _shapefiles(leaving: Leaving) -> bytes:
    """A zip of a Shapefile a kind of geometry, and which short name stands for which field."""
    table, short = short_table(leaving)
    out = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="plan-own-") as folder:
        for name, part in _by_kind(table).items():
            several = bool(part.geometry.geom_type.str.startswith("Multi").any())
            path = Path(folder) / f"{safe_name(leaving.title, fallback='layer')}_{name}.shp"
            pyogrio.write_dataframe(part, path, driver="ESRI Shapefile", encoding="UTF-8", promote_to_multi=several)
        rows = io.StringIO(newline="")
        csv.writer(rows).writerows([[safe_cell(long), safe_cell(name)] for long, name in short.items()])
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).iterdir()):
                archive.write(path, path.name)
            archive.writestr("fields.csv", rows.getvalue().encode("utf-8-sig"))
    return out.getvalue()


def _csv(leaving: Leaving) -> bytes:
    header, rows = rows_of(leaving)
    datum = leaving.choice.label(leaving.language)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in (*header, "wkt", "wkt_simplified_m", "datum")])
    for row, shape in zip(rows, leaving.table.geometry, strict=True):
        writer.writerow([safe_cell(cell) for cell in (*row, *fitting_wkt(shape, leaving.choice), datum)])
    return out.getvalue().encode("utf-8-sig")


def _workbook(leaving: Leaving) -> bytes:
    header, rows = rows_of(leaving)
    book = Book(leaving.language, leaving.title)
    book.add_table(leaving.title, header, rows, [14] * len(header))
    notes = (text("data.about.datum", leaving.language), leaving.choice.label(leaving.language))
    book.add_notes(text("data.sheet.notes", leaving.language), [notes])
    return book.content()


def _flatgeobuf(leaving: Leaving) -> bytes:
    """One table of whatever kinds of geometry the layer has."""
    with tempfile.TemporaryDirectory(prefix="plan-own-") as folder:
        path = Path(folder) / "layer.fgb"
        several = {"geometry_type": "Unknown"} if len(_by_kind(leaving.frame)) > 1 else {}
        pyogrio.write_dataframe(leaving.frame, path, driver="FlatGeobuf", **several)
        return path.read_bytes()


def _geodatabase(leaving: Leaving) -> bytes:
    """A File Geodatabase in a zip: a layer a kind of geometry."""
    with gdal_folder() as folder, warnings.catch_warnings():
        # GDAL says of each name that it had to change for this format.
        warnings.simplefilter("ignore", RuntimeWarning)
        names = Names()
        for name, part in _by_kind(leaving.frame).items():
            write_layer_of(
                part, folder / "layer.gdb", layer=names.next(f"{leaving.title}_{name}"), driver="OpenFileGDB",
                geometry_type=TYPES[name], promote_to_multi=TYPES[name].startswith("Multi"),
                layer_options={"LAYER_ALIAS": leaving.title},
            )  # fmt: skip
        return zipped_folder(folder)


def _drawing(leaving: Leaving) -> bytes:
    """Outlines on a layer a kind of geometry. It has no fields, and says which ones it leaves out."""
    parts = [
        gpd.GeoDataFrame(
            {"Layer": f"{safe_name(leaving.title, fallback='layer')}_{name}"}, part.index, geometry=part.geometry
        )
        for name, part in _by_kind(leaving.frame).items()
    ]
    said = [text("own.carries.dxf", leaving.language), f"{leaving.choice.label(leaving.language)}"]
    fields = ", ".join(map(str, leaving.fields.columns))
    table = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs=leaving.choice.crs())
    return drawn_entities(table, [leaving.title, *said, fields])


WRITERS: dict[str, Callable[[Leaving], bytes]] = {
    "geojson": _geojson,
    "gpkg": _geopackage,
    "shp": _shapefiles,
    "kml": _kml,
    "kmz": _kmz,
    "gdb": _geodatabase,
    "dxf": _drawing,
    "fgb": _flatgeobuf,
    "gpx": gpx,
    "parquet": _parquet,
    "csv": _csv,
    "xlsx": _workbook,
}
"""a writer for each of exports.data.formats.OWN_FORMATS"""
