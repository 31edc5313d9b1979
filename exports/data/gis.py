"""Layers and Shapefiles, written by GDAL in a folder of their own and handed on whole."""

import csv
import io
import tempfile
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from briefing.errors import ExportError
from briefing.files import CUT, safe_cell
from exports.data.dataset import Dataset
from exports.data.table import FIELDS
from exports.own.leaving import layer_names, short_table
from geo.sources import Source
from layers.text import text

DETAIL_LENGTH = 120
DBF_BYTES = 254
"""a text field of a Shapefile holds no more"""
MOST_PARTS = 8
"""fields that one text may take: a row of a Shapefile holds 65,535 bytes"""
LONGEST_CHARACTER = 4
"""bytes of a character in UTF-8"""
SHORT_NAMES = {field.name: field.short for field in FIELDS if field.name != "evidence"}
"""evidence runs to thousands of characters and goes into a table of its own"""
SOURCE_COLUMNS = ("id", "title", "licence", "date", "datum")
KINDS = {"Point": "points", "LineString": "lines", "Polygon": "areas"}
"""type of geometry -> name of its layer"""


@contextmanager
def gdal_folder() -> Iterator[Path]:
    """A folder that GDAL may fill; what keeps it from doing so becomes words.

    Nothing in it outlives the product, so SQLite need not wait for the disk: that takes longer than all else.
    """
    pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": "OFF"})
    with tempfile.TemporaryDirectory(prefix="plan-gis-") as folder:
        try:
            yield Path(folder)
        except (DataLayerError, DataSourceError) as error:
            raise ExportError("exports.unwritable", detail=str(error)[:DETAIL_LENGTH]) from error
        finally:
            pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": None})


def write_layer(table: pd.DataFrame, path: Path, **options: Any) -> None:
    """Let GDAL write a layer, then look whether it is all there: a full disk does not always make it complain."""
    pyogrio.write_dataframe(table, path, **options)
    found = pyogrio.read_info(path, layer=options.get("layer"))["features"]
    if found != len(table):
        raise ExportError("exports.unwritable", detail=f"{path.name}: {found} / {len(table)}")


def about_table(data: Dataset) -> pd.DataFrame:
    """What the file says of itself, a row each."""
    return pd.DataFrame(data.about.rows(data.language), columns=["name", "value"])


def sources_table(sources: Iterable[Source]) -> pd.DataFrame:
    """Sources with their licences, a row each."""
    rows = [[getattr(source, name) for name in SOURCE_COLUMNS] for source in sources]
    return pd.DataFrame(rows, columns=list(SOURCE_COLUMNS))


def by_geometry(table: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Rows by what their geometry is, whatever they say that it is: a layer of one kind is what every GIS takes.

    No empty layers.
    """
    kinds = kinds_of(table)
    found = {name: [number for number, kind in enumerate(kinds) if kind == name] for name in KINDS.values()}
    return {name: table.iloc[rows] for name, rows in found.items() if rows}


def kinds_of(table: gpd.GeoDataFrame) -> list[str]:
    """Of each row points, lines or areas, by what its geometry is; nothing where it has none."""
    return [
        "" if geometry is None else KINDS.get(geometry.geom_type.removeprefix("Multi"), "")
        for geometry in table.geometry
    ]


def unplaced_rows(table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Rows without geometry, as a table."""
    return pd.DataFrame(table[table.geometry.isna()].drop(columns="geometry"))


def write_kinds(
    table: gpd.GeoDataFrame,
    path: Path,
    *,
    metadata: dict[str, str],
    said: dict[str, str] | None = None,
    prefix: str = "",
) -> None:
    """Layers `points`, `lines`, `areas` of a GeoPackage, their names begun with prefix; none without rows.

    metadata is the file's, said the layers' own; the file's where it is None.
    """
    types = {name: kind for kind, name in KINDS.items()}
    for name, part in by_geometry(table).items():
        several = part.geometry.geom_type.str.startswith("Multi").any()
        kind = f"Multi{types[name]}" if several or name != "points" else types[name]
        options: dict[str, Any] = {"geometry_type": kind, "promote_to_multi": kind.startswith("Multi")}
        options |= {"layer": f"{prefix}{name}", "dataset_metadata": metadata, "layer_metadata": said or metadata}
        write_layer(part, path, driver="GPKG", **options)


def shapefiles(data: Dataset) -> bytes:
    """A zip of one Shapefile a kind of geometry, a .dbf of items without a place, field names, and the licence."""
    table, mapping = _short_fields(data.table)
    with gdal_folder() as folder:
        for name, own in by_geometry(table).items():
            _write_shape(own, folder / f"plan_{name}.shp")
        unplaced = unplaced_rows(table)
        if len(unplaced):
            _write_shape(unplaced, folder / "plan_unplaced.dbf")
        headings = [*_headings(mapping, data), *_own_shapes(data, folder)]
        (folder / "fields.csv").write_bytes(
            _csv_bytes(["dbf", "field", text("data.shp.heading", data.language)], headings)
        )
        (folder / "sources.csv").write_bytes(_csv_bytes(SOURCE_COLUMNS, sources_table(data.sources).values.tolist()))
        if len(data.events):
            (folder / "events.csv").write_bytes(_csv_bytes(list(data.events), data.events.values.tolist()))
        evidence = [[item.id, entry.source, entry.says] for item in data.items for entry in item.evidence]
        (folder / "evidence.csv").write_bytes(_csv_bytes(("id", "source", "says"), evidence))
        (folder / "README.txt").write_text(_readme(data), encoding="utf-8-sig")
        return _zipped(folder)


def _own_shapes(data: Dataset, folder: Path) -> Iterator[list[str]]:
    """Write the layers that people brought; yields their fields: short name, field, layer."""
    for name, layer in zip(layer_names(data.own), data.own, strict=True):
        table, short = short_table(layer)
        for kind, part in by_geometry(table).items():
            _write_shape(part, folder / f"{name}_{kind}.shp")
        yield from ([dbf, field, layer.title] for field, dbf in short.items())


def _write_shape(table: pd.DataFrame, path: Path) -> None:
    with warnings.catch_warnings():
        # GDAL says of every field whose name it keeps or number it narrows; the mapping table says it better.
        warnings.simplefilter("ignore", RuntimeWarning)
        options: dict[str, Any] = (
            {"promote_to_multi": table.geometry.geom_type.str.startswith("Multi").any()} if "geometry" in table else {}
        )
        write_layer(table, path, driver="ESRI Shapefile", encoding="UTF-8", **options)


def _short_fields(table: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[tuple[str, str]]]:
    """The table with names of ten characters, texts too long for a field in as many as they need, none lost."""
    columns: dict[str, Any] = {}
    mapping: list[tuple[str, str]] = []
    for name, short in SHORT_NAMES.items():
        values = table[name]
        pieces = (
            [_pieces(value) for value in values]
            if values.dtype == object or pd.api.types.is_string_dtype(values)
            else None
        )
        if pieces is None:
            columns[short] = values.astype(int) if values.dtype == bool else values
            mapping.append((short, name))
            continue
        for number in range(max(map(len, pieces))):
            part = short if number == 0 else f"{short[: 9 - len(str(number + 1))]}_{number + 1}"
            columns[part] = [piece[number] if number < len(piece) else None for piece in pieces]
            mapping.append((part, name))
    return gpd.GeoDataFrame(columns, geometry=table.geometry.to_numpy(), crs=table.crs), mapping


def _pieces(value: str) -> list[str]:
    """Text in parts of at most DBF_BYTES in UTF-8, cut between characters; too many end with a word that says so."""
    parts, current, size = [], "", 0
    whole = (value or "").encode("utf-8", "replace")
    room = MOST_PARTS * (DBF_BYTES - LONGEST_CHARACTER)
    if len(whole) > room:
        value = whole[: room - len(CUT.encode())].decode("utf-8", "ignore") + CUT
    for character in value or "":
        width = len(character.encode())
        if size + width > DBF_BYTES:
            parts.append(current)
            current, size = "", 0
        current, size = current + character, size + width
    return [*parts, current]


def _headings(mapping: list[tuple[str, str]], data: Dataset) -> list[list[str]]:
    """Short name, field and heading."""
    headings = {field.name: text(field.wording, data.language) for field in FIELDS}
    return [[short, name, headings[name]] for short, name in mapping]


def _csv_bytes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[safe_cell(cell) for cell in row] for row in (header, *rows)])
    return out.getvalue().encode("utf-8-sig")


def _readme(data: Dataset) -> str:
    lines = [f"{heading}: {words}" for heading, words in data.about.rows(data.language)]
    return "\r\n".join([*lines, "", text("data.shp.readme", data.language), ""])


def _zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return out.getvalue()
