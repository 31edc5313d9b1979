"""A file in, raw layers out, whatever its format."""

from collections.abc import Callable
from pathlib import Path

from geo.own.reading.columns import placed
from geo.own.reading.encoding import check_encoding
from geo.own.reading.gdal import read_kmz, read_plain, read_shapes
from geo.own.reading.kinds import kind_of
from geo.own.reading.parquet import read_parquet
from geo.own.reading.raw import MB, MOST_FILE_BYTES, RawLayer
from geo.own.reading.tabular import read_csv, read_workbook
from geo.own.remarks import OwnError

Reader = Callable[[Path, str, str], list[RawLayer]]


def _plain(kind: str) -> Reader:
    return lambda path, file, encoding: read_plain(path, file, kind, encoding)


READERS: dict[str, Reader] = {
    "csv": lambda path, file, encoding: [placed(read_csv(path, file, encoding), file)],
    "xlsx": lambda path, file, _: [placed(table, file) for table in read_workbook(path, file)],
    "shp": read_shapes,
    "kmz": read_kmz,
    "parquet": lambda path, file, _: read_parquet(path, file),
    **{kind: _plain(kind) for kind in ("geojson", "kml", "gpx", "gpkg", "fgb", "dxf")},
}
"""a reader for each of geo.own.reading.kinds.ENDINGS"""


def read_file(path: Path, name: str, encoding: str = "") -> list[RawLayer]:
    """The layers of a file that somebody calls name. Raises OwnError for what cannot be used, in words.

    encoding: id of ENCODINGS in which its text is to be read, whatever it looks like; formats that have but one
    (workbooks, GeoPackage, GeoParquet, FlatGeobuf) are read as ever.
    """
    check_encoding(encoding)
    size = path.stat().st_size
    if size > MOST_FILE_BYTES:
        raise OwnError("own-too-large", file=name, value=f"{size / MB:.0f}", detail=MOST_FILE_BYTES // MB)
    return READERS[kind_of(path, name)](path, name, encoding)
