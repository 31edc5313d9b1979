"""The kinds of data file that may be asked for, in plain words: exports/data/make.py takes long to import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of data file."""

    suffix: str
    media_type: str
    tabular: bool = False
    """a table for spreadsheets, without geometry of its own"""
    single: bool = False
    """holds one table and nothing beside it"""


FORMATS = {
    "geojson": Format(".geojson", "application/geo+json"),
    "gpkg": Format(".gpkg", "application/geopackage+sqlite3"),
    "shp": Format(".zip", "application/zip"),
    "kml": Format(".kml", "application/vnd.google-earth.kml+xml"),
    "csv": Format(".csv", "text/csv", tabular=True, single=True),
    "xlsx": Format(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tabular=True),
}
