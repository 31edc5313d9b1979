"""Shapefiles in a zip, a style for QGIS and one for others beside each."""

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from briefing.files import safe_cell
from exports.data.crs_choice import GCJ02_NAME
from exports.data.dataset import Dataset
from exports.data.gis import (
    SOURCE_COLUMNS,
    by_geometry,
    gdal_folder,
    sources_table,
    unplaced_rows,
    write_layer,
    zipped_folder,
)
from exports.gis.fields import headings
from exports.gis.own.styled import own_styled
from exports.gis.shape.short import short_fields
from exports.gis.shape.styles import plan_styles, write_styles
from exports.own.leaving import short_table
from layers.text import text


def shapefiles(data: Dataset) -> bytes:
    """A zip of one Shapefile a kind of geometry, a .dbf of items without a place, field names, and the licence."""
    # Programs draw rows one over another as they stand.
    depths = [data.catalogue.layer_of(item).z for item in data.items]
    table, mapping = short_fields(data.table.iloc[sorted(range(len(depths)), key=depths.__getitem__)])
    stem = "plan" if data.choice.epsg else f"plan_{GCJ02_NAME.replace('-', '')}"
    with gdal_folder() as folder:
        for name, own in by_geometry(table).items():
            _write_shape(own, folder / f"{stem}_{name}.shp")
        unplaced = unplaced_rows(table)
        if len(unplaced):
            _write_shape(unplaced, folder / f"{stem}_unplaced.dbf")
        brought = own_styled(data, short=True)
        for layer in brought:
            _write_shape(layer.table, folder / f"{layer.name}.shp")
        write_styles([*plan_styles(data, stem), *brought], data, folder)
        fields = [*_headings(mapping, data), *_own_fields(data)]
        header = ["dbf", "field", text("data.shp.heading", data.language)]
        (folder / "fields.csv").write_bytes(_csv_bytes(header, fields))
        (folder / "sources.csv").write_bytes(_csv_bytes(SOURCE_COLUMNS, sources_table(data.sources).values.tolist()))
        if len(data.events):
            (folder / "events.csv").write_bytes(_csv_bytes(list(data.events), data.events.values.tolist()))
        evidence = [[item.id, entry.source, entry.says] for item in data.items for entry in item.evidence]
        (folder / "evidence.csv").write_bytes(_csv_bytes(("id", "source", "says"), evidence))
        (folder / "README.txt").write_text(_readme(data), encoding="utf-8-sig")
        return zipped_folder(folder)


def _own_fields(data: Dataset) -> Iterator[list[str]]:
    """Fields of the layers that people brought: short name, field, layer."""
    for layer in data.own:
        yield from ([dbf, field, layer.title] for field, dbf in short_table(layer)[1].items())


def _write_shape(table: pd.DataFrame, path: Path) -> None:
    with warnings.catch_warnings():
        # GDAL says of every field whose name it keeps or number it narrows; the mapping table says it better.
        warnings.simplefilter("ignore", RuntimeWarning)
        options: dict[str, Any] = (
            {"promote_to_multi": table.geometry.geom_type.str.startswith("Multi").any()} if "geometry" in table else {}
        )
        write_layer(table, path, driver="ESRI Shapefile", encoding="UTF-8", **options)


def _headings(mapping: list[tuple[str, str]], data: Dataset) -> list[list[str]]:
    """Short name, field and heading."""
    words = headings(data.language)
    return [[short, name, words[name]] for short, name in mapping]


def _csv_bytes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[safe_cell(cell) for cell in row] for row in (header, *rows)])
    return out.getvalue().encode("utf-8-sig")


def _readme(data: Dataset) -> str:
    lines = [f"{heading}: {words}" for heading, words in data.about.rows(data.language)]
    return "\r\n".join([*lines, "", text("data.shp.readme", data.language), ""])
