"""What a file is, told by its content; the name's ending must agree."""

import zipfile
from pathlib import Path

from geo.own.remarks import OwnError

HEAD = 4096
"""bytes that are looked at"""
ENDINGS = {
    "geojson": ("geojson", "json"),
    "shp": ("zip",),
    "gpkg": ("gpkg",),
    "kml": ("kml",),
    "kmz": ("kmz",),
    "gpx": ("gpx",),
    "csv": ("csv", "tsv", "txt"),
    "xlsx": ("xlsx",),
    "parquet": ("parquet", "geoparquet"),
    "fgb": ("fgb",),
    "dxf": ("dxf",),
}
"""kind -> endings that a file of it may have"""
NAMES = {
    "geojson": "GeoJSON", "shp": "Shapefile (zip)", "gpkg": "GeoPackage", "kml": "KML", "kmz": "KMZ", "gpx": "GPX",
    "csv": "CSV", "xlsx": "XLSX", "parquet": "GeoParquet", "fgb": "FlatGeobuf", "dxf": "DXF",
}  # fmt: skip
TEXT_KINDS = ("geojson", "shp", "kml", "kmz", "gpx", "csv", "dxf")
"""kinds whose texts may be in one encoding or another"""
SHAPE_PARTS = {"shp", "shx", "dbf", "prj", "cpg"}
SIGNS = {b"SQLite format 3\x00": "gpkg", b"PAR1": "parquet", b"fgb\x03": "fgb"}
"""first bytes -> kind"""
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(path: Path, name: str) -> str:
    """The kind of a file that somebody calls name. Raises OwnError where it is unknown or called otherwise."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise OwnError("own-empty", file=name)
    if ending in SHAPE_PARTS:
        raise OwnError("own-lone-shape", file=name)
    found = _by_content(path, head, ending)
    if found is None:
        raise OwnError("own-unknown-kind", file=name)
    if ending not in ENDINGS[found]:
        raise OwnError("own-wrong-ending", file=name, value=ending[:20], detail=NAMES[found])
    return found


def _by_content(path: Path, head: bytes, ending: str) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    sign = next((kind for mark, kind in SIGNS.items() if head.startswith(mark)), None)
    return sign or _of_text(head, ending)


def _of_text(head: bytes, ending: str) -> str | None:
    plain = next((head[len(bom) :] for bom in BOMS if head.startswith(bom)), head)
    # UTF-16 has a zero beside each letter of the markup that is looked for.
    start = (plain.replace(b"\x00", b"") if head.startswith(BOMS[1:]) else plain).lstrip()
    if start.startswith(b"{"):
        return "geojson"
    if start.startswith(b"<"):
        return next((kind for kind in ("kml", "gpx") if b"<" + kind.encode() in start.lower()), None)
    if start.split(b"\n", 1)[0].strip() in (b"0", b"999") and (b"SECTION" in start or ending == "dxf"):
        return "dxf"
    return "csv" if ending in ENDINGS["csv"] and b"\x00" not in start else None


def _of_zip(path: Path) -> str | None:
    """What a zip holds: a workbook, a KMZ, else perhaps a Shapefile."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()[:5000]]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "shp"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.endswith(".kml") for name in names) and not any(name.endswith(".shp") for name in names):
        return "kmz"
    return "shp"
