"""Files of data, made and read back by another reader than what wrote them."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import openpyxl
import pyogrio
import shapely
from pyproj import Geod

from exports.context import Context
from exports.data.formats import FORMATS
from exports.data.make import make_data

ITEMS = re.compile(r"plan_(GCJ02_)?(points|lines|areas)\.shp|plan_(GCJ02_)?unplaced\.dbf")
SHAPES = ("plan_points.shp", "plan_lines.shp", "plan_areas.shp", "plan_unplaced.dbf")
BESIDE = ("事件", "来源", "说明", "layer_styles")
"""tables of a GeoPackage that hold no items"""


WHOLE = tuple(kind for kind in FORMATS if kind not in ("xlsx", "dxf", "pmtiles"))
"""formats that hold every field of every item, and that GDAL or pyarrow can read"""


def name_of(kind: str, crs: str) -> str:
    return f"plan-{crs}{FORMATS[kind].suffix}"


def made(context: Context, folder: Path, kind: str, crs: str = "") -> Path:
    """crs: the format's first where none is given."""
    crs = crs or FORMATS[kind].datums[0]
    path = folder / name_of(kind, crs)
    make_data(context, kind=kind, crs=crs, out=path)
    return path


class Files:
    """What can be made of a context: each file is made once and read once, and nobody may change it."""

    def __init__(self, context: Context, folder: Path) -> None:
        self.context, self.folder = context, folder
        self._tables: dict[Path, gpd.GeoDataFrame] = {}

    def path(self, kind: str, crs: str = "") -> Path:
        crs = crs or FORMATS[kind].datums[0]
        path = self.folder / name_of(kind, crs)
        return path if path.exists() else made(self.context, self.folder, kind, crs)

    def table(self, kind: str, crs: str = "") -> gpd.GeoDataFrame:
        path = self.path(kind, crs)
        if path not in self._tables:
            self._tables[path] = read(path, kind)
        return self._tables[path]


def read(path: Path, kind: str) -> gpd.GeoDataFrame:
    """All items of a file with their ids as index, as GDAL sees them."""
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        return gpd.GeoDataFrame(
            rows, geometry=[shapely.from_wkt(row["wkt"]) if row["wkt"] else None for row in rows]
        ).set_index("id")
    if kind == "parquet":
        return gpd.read_parquet(path).drop(columns="bbox", errors="ignore").set_index("id")
    if kind in ("kml", "kmz"):
        parts = [pyogrio.read_dataframe(path, layer=name) for name, _ in pyogrio.list_layers(path)]
    elif kind == "shp":
        names = [name for name in zipfile.ZipFile(path).namelist() if ITEMS.fullmatch(name)]
        parts = [gpd.GeoDataFrame(pyogrio.read_dataframe(f"/vsizip/{path}/{name}")) for name in names]
    else:
        source = package_in(path) if kind == "qgz" else path
        several = kind in ("gpkg", "qgz", "gdb")
        names = item_layers(source) if several else [pyogrio.list_layers(source)[0][0]]
        parts = [gpd.GeoDataFrame(pyogrio.read_dataframe(source, layer=name)) for name in names]
    rows = [row for part in parts for row in part.to_dict("records")]
    return gpd.GeoDataFrame(rows, geometry=[row.get("geometry") for row in rows], crs=parts[0].crs).set_index("id")


def package_in(path: Path) -> str:
    """The package in the archive of a project, as GDAL names it."""
    return f"/vsizip/{{{path}}}/plan.gpkg"


def item_layers(path: Path | str) -> list[str]:
    """Layers and tables of a GeoPackage or File Geodatabase that hold items."""
    return [name for name in pyogrio.list_layers(path)[:, 0] if name not in BESIDE]


def metres_off(found: shapely.Point, true: shapely.Point) -> float:
    return Geod(ellps="WGS84").inv(found.x, found.y, true.x, true.y)[2]


def cells_of(path: Path) -> Iterator[list[object]]:
    """Every row of every table of a file."""
    if path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            yield from ([*row] for row in sheet.iter_rows(values_only=True))
    elif path.suffix == ".zip":
        archive = zipfile.ZipFile(path)
        for name in (name for name in archive.namelist() if name.endswith(".csv")):
            yield from csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
    else:
        yield from csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
