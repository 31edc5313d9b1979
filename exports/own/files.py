"""A layer that somebody brought as a file to take away, in every format and datum that the plan's data have."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry import mapping

from briefing.errors import ExportError
from briefing.files import safe_cell, safe_name, stored
from exports.data.crs_choice import CHOICES, GCJ02_NAME, CrsChoice
from exports.data.in_crs import in_crs, places
from exports.data.workbook import Book, fitting_wkt
from geo.crs import WGS84_EPSG
from geo.own.layer import OwnLayer
from layers.text import Language, text

DETAIL_LENGTH = 120
DBF_BYTES, DBF_NAME_BYTES = 254, 10
"""of a text and of a field's name in a Shapefile"""
KINDS = {"Point": "points", "LineString": "lines", "Polygon": "areas"}


@dataclass(frozen=True, slots=True, eq=False)
class Leaving:
    """A layer in the datum that was chosen."""

    title: str
    table: gpd.GeoDataFrame
    choice: CrsChoice
    language: Language

    @property
    def fields(self) -> pd.DataFrame:
        """Without geometry, texts without what files cannot hold."""
        plain = pd.DataFrame(self.table.drop(columns="geometry"))
        texts = [name for name in plain.columns if plain[name].dtype == object or plain[name].dtype == "string"]
        return plain.assign(**{name: plain[name].map(_stored) for name in texts})


def _stored(value: object) -> object:
    return stored(value) if isinstance(value, str) else value


def write_layer(layer: OwnLayer, *, kind: str, crs: str, language: Language, out: Path) -> None:
    """Write a layer. kind: of WRITERS; crs: of CHOICES. Raises ExportError, OSError."""
    choice = CHOICES[crs]
    table = in_crs(layer.features, choice)
    try:
        out.write_bytes(WRITERS[kind](Leaving(layer.title, table, choice, language)))
    except (DataLayerError, DataSourceError) as error:
        raise ExportError("exports.unwritable", detail=str(error)[:DETAIL_LENGTH]) from error


def _geojson(leaving: Leaving) -> bytes:
    extra = {"datum": GCJ02_NAME} if leaving.choice.epsg is None else {}
    records = leaving.fields.astype(object).to_dict("records")
    features = [
        {
            "type": "Feature",
            "properties": {name: _plain(value) for name, value in record.items()} | extra,
            "geometry": mapping(shapely.orient_polygons(shape)),
        }
        for record, shape in zip(records, leaving.table.geometry, strict=True)
    ]
    named = leaving.choice.epsg not in (None, WGS84_EPSG)
    crs = {"crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{leaving.choice.epsg}"}}}
    content = {"type": "FeatureCollection", "name": leaving.title, **(crs if named else {}), "features": features}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _plain(value: Any) -> Any:
    """A cell as JSON has it."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN is not itself
        return None
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, str | int | float | bool) else str(plain)


def _by_kind(table: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    kinds = table.geometry.geom_type.str.removeprefix("Multi")
    return {name: part for kind, name in KINDS.items() if len(part := table[kinds.eq(kind)])}


def _written(leaving: Leaving, driver: str, ending: str) -> bytes:
    """As GDAL writes it: a layer a kind of geometry, which is what every GIS takes."""
    with tempfile.TemporaryDirectory(prefix="plan-own-") as folder:
        path = Path(folder) / f"layer{ending}"
        table = gpd.GeoDataFrame(leaving.fields, geometry=leaving.table.geometry)
        for name, part in _by_kind(table).items():
            several = bool(part.geometry.geom_type.str.startswith("Multi").any())
            pyogrio.write_dataframe(
                part, path, driver=driver, layer=name, append=path.exists(), promote_to_multi=several
            )
        return path.read_bytes()


def _geopackage(leaving: Leaving) -> bytes:
    return _written(leaving, "GPKG", ".gpkg")


def _kml(leaving: Leaving) -> bytes:
    if leaving.choice.metric:
        raise ExportError("data.kml.metric")
    # KML knows no datum but WGS-84; a file in another says so in its layers' names.
    table = leaving.table.set_crs(WGS84_EPSG, allow_override=True)
    return _written(Leaving(leaving.title, table, leaving.choice, leaving.language), "LIBKML", ".kml")


def _shapefiles(leaving: Leaving) -> bytes:
    """A zip of a Shapefile a kind of geometry, and which short name stands for which field."""
    fields = leaving.fields
    for name in fields.columns:
        if max((len(value.encode()) for value in fields[name] if isinstance(value, str)), default=0) > DBF_BYTES:
            raise ExportError("own.shp.long", field=name, limit=DBF_BYTES)
    short = _short_names(list(fields.columns))
    table = gpd.GeoDataFrame(fields.rename(columns=short), geometry=leaving.table.geometry)
    table = table.assign(**{name: table[name].astype("Int16") for name in table.columns if table[name].dtype == "bool"})
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


def _short_names(names: list[str]) -> dict[str, str]:
    """Field -> a name of ten bytes, none twice."""
    short: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        cut = name.encode()[:DBF_NAME_BYTES].decode(errors="ignore")
        taken = {other.casefold() for other in short.values()}
        short[name] = cut if cut and cut.casefold() not in taken else f"f{number}"
    return short


def _rows(leaving: Leaving) -> tuple[list[str], list[list[Any]]]:
    """A table's header and rows: the fields, a place on each feature."""
    fields = leaving.fields
    easts, norths = places(leaving.table, leaving.choice)
    rows = [
        [*("" if (cell := _plain(value)) is None else cell for value in row), east, north]
        for row, east, north in zip(fields.itertuples(index=False, name=None), easts, norths, strict=True)
    ]
    return [*fields.columns, *leaving.choice.axes], rows


def _csv(leaving: Leaving) -> bytes:
    header, rows = _rows(leaving)
    datum = leaving.choice.label(leaving.language)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in (*header, "wkt", "wkt_simplified_m", "datum")])
    for row, shape in zip(rows, leaving.table.geometry, strict=True):
        writer.writerow([safe_cell(cell) for cell in (*row, *fitting_wkt(shape, leaving.choice), datum)])
    return out.getvalue().encode("utf-8-sig")


def _workbook(leaving: Leaving) -> bytes:
    header, rows = _rows(leaving)
    book = Book()
    book.add_table(leaving.title, header, rows, [14] * len(header))
    notes = (text("data.about.datum", leaving.language), leaving.choice.label(leaving.language))
    book.add_notes(text("data.sheet.notes", leaving.language), [notes])
    return book.content()


WRITERS: dict[str, Callable[[Leaving], bytes]] = {
    "geojson": _geojson,
    "gpkg": _geopackage,
    "shp": _shapefiles,
    "kml": _kml,
    "csv": _csv,
    "xlsx": _workbook,
}
"""a writer for each of exports.data.formats.FORMATS"""
