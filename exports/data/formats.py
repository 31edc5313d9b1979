"""The kinds of data file that may be asked for, in plain words: exports/data/make.py takes long to import."""

from dataclasses import dataclass

from briefing.errors import ExportError

ANY = ("wgs84", "cgcs2000", "cgcs2000-114", "gcj02")
"""of exports.data.crs_choice.CHOICES"""
DEGREES = ("wgs84", "cgcs2000", "gcj02")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of data file."""

    suffix: str
    media_type: str
    tabular: bool = False
    """a table for spreadsheets, without geometry of its own"""
    single: bool = False
    """holds one table and nothing beside it"""
    datums: tuple[str, ...] = ANY
    """that it can hold and say; the first is meant where none is asked for"""
    limit: str = ""
    """wording that says why it has no others"""
    own: bool = True
    """whether a layer that somebody brought leaves in it alone"""
    plan: bool = True
    """whether the plan's own data leave in it"""


ALL_FORMATS = {
    "geojson": Format(".geojson", "application/geo+json"),
    "gpkg": Format(".gpkg", "application/geopackage+sqlite3"),
    "qgz": Format(".qgz", "application/zip", own=False),
    "shp": Format(".zip", "application/zip"),
    "gdb": Format(".gdb.zip", "application/zip"),
    "dxf": Format(".dxf", "image/vnd.dxf", datums=("cgcs2000-114",), limit="data.limit.dxf"),
    "kml": Format(".kml", "application/vnd.google-earth.kml+xml", datums=DEGREES, limit="data.limit.kml"),
    "kmz": Format(".kmz", "application/vnd.google-earth.kmz", datums=DEGREES, limit="data.limit.kml"),
    "fgb": Format(".fgb", "application/octet-stream", single=True, plan=False),
    "gpx": Format(".gpx", "application/gpx+xml", datums=("wgs84",), limit="data.limit.gpx", single=True, plan=False),
    "parquet": Format(".parquet", "application/vnd.apache.parquet", single=True),
    "pmtiles": Format(
        ".pmtiles", "application/vnd.pmtiles", single=True, datums=("wgs84",), limit="data.limit.pmtiles", own=False
    ),
    "csv": Format(".csv", "text/csv", tabular=True, single=True),
    "xlsx": Format(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tabular=True),
}
FORMATS = {kind: entry for kind, entry in ALL_FORMATS.items() if entry.plan}
"""in which the plan's data leave"""
OWN_FORMATS = tuple(kind for kind, entry in ALL_FORMATS.items() if entry.own)
"""in which a layer that somebody brought leaves alone"""


def check_datum(kind: str, crs: str) -> None:
    """Raises ExportError where a format cannot hold a datum, or hold it and say so."""
    entry = ALL_FORMATS[kind]
    if crs not in entry.datums:
        possible, name = ", ".join(entry.datums), ExportError(f"format.{kind}")
        raise ExportError("data.crs.refused", format=name, crs=crs, why=ExportError(entry.limit), possible=possible)
