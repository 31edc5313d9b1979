"""Answers as XLSX, CSV, GeoJSON and GeoPackage. Places are WGS-84: where what each row found lies."""

import csv
import io
import json
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import mapping

from briefing.files import safe_cell, stored
from exports.ask.answered import Answered
from exports.ask.reach import reaches
from exports.ask.table import columns_of, not_measured, records, theme_table, totals
from exports.book.ledgers import source_table
from exports.book.workbook import Book
from exports.data.crs_choice import DEGREE_DECIMALS
from exports.data.gis import gdal_folder, sources_table, write_kinds, write_layer
from geo.crs import WGS84_EPSG
from layers.answer_words import name_of
from layers.text import text

LEFT_OUT = (("object", 30), ("object_id", 24), ("reason", 34))
"""columns of what was not measured, and their widths in the workbook"""
CELL_WIDTH = 14


def workbook(found: Answered) -> bytes:
    """The answer, its totals, what was not measured, sources, and notes on question and method."""
    language = found.context.language
    book = Book(language, found.title)
    if found.question.kind == "matrix":
        header, rows = theme_table(found)
        book.add_table(text("ask.sheet.matrix", language), header, rows, [CELL_WIDTH] * len(header))
    if found.question.kind == "within":
        columns, rows = totals(found)
        heads = [text(column.wording, language) for column in columns]
        book.add_table(text("ask.sheet.totals", language), heads, rows, [column.width for column in columns])
    shown = [column for column in columns_of(found.question.kind) if not column.coded]
    heads = [text(column.wording, language) for column in shown]
    cells = [[record[column.name] for column in shown] for record in records(found)]
    book.add_table(text("ask.sheet.rows", language), heads, cells, [column.width for column in shown])
    left_out = not_measured(found)
    if left_out:
        heads = [text(f"ask.column.{name}", language) for name, _ in LEFT_OUT]
        book.add_table(text("ask.sheet.leftOut", language), heads, left_out, [width for _, width in LEFT_OUT])
    source_table(book, found.sources(), language)
    book.add_notes(text("data.sheet.notes", language), found.notes())
    return book.content()


def csv_table(found: Answered) -> bytes:
    """A row an answer's row, each with source and licence. UTF-8 with BOM, for Excel's sake."""
    names = [column.name for column in columns_of(found.question.kind)]
    about, out = found.about, io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*names, "question", "source", "licence"])
    constant = [safe_cell(found.title), about.source, about.licence]
    for record in records(found):
        writer.writerow([*("" if (cell := record[name]) is None else safe_cell(cell) for name in names), *constant])
    return out.getvalue().encode("utf-8-sig")


def geojson(found: Answered) -> bytes:
    """A feature a row, where what was found lies; the question and what was not measured as foreign members."""
    features = [
        {"type": "Feature", "properties": _stored(record), "geometry": mapping(shapely.orient_polygons(shape))}
        for record, shape in zip(records(found), _shapes(found), strict=True)
    ]
    about = found.about
    content = {
        "type": "FeatureCollection",
        "about": {
            "question": found.question.record(),
            "notes": [list(note) for note in found.notes()],
            "source": about.source,
            "licence": about.licence,
        },
        "not_measured": [dict(zip(("name", "id", "reason"), row, strict=True)) for row in not_measured(found)],
        "features": features,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def geopackage(found: Answered) -> bytes:
    """Layers of what was found and what was asked about, of the reach; tables of the rest."""
    about = found.about
    metadata = {"licence": about.licence, "source": about.source, "datum": about.datum}
    rows = [_stored(record) for record in records(found)]
    names = [column.name for column in columns_of(found.question.kind)]
    answer = gpd.GeoDataFrame(rows, columns=names, geometry=_shapes(found), crs=WGS84_EPSG)
    subjects, language = found.answer.subjects, found.context.language
    asked = gpd.GeoDataFrame(
        [{"name": stored(name_of(thing, language)), "id": thing.id} for thing in subjects.things],
        geometry=[thing.geometry for thing in subjects.things], crs=WGS84_EPSG,
    )  # fmt: skip
    tables = {
        "not_measured": pd.DataFrame(not_measured(found), columns=["name", "id", "reason"]),
        "sources": sources_table(found.sources()),
        "about": pd.DataFrame(found.notes(), columns=["name", "value"]),
    }
    if found.question.kind == "within":
        columns, cells = totals(found)
        tables["totals"] = pd.DataFrame(cells, columns=[column.name for column in columns])
    with gdal_folder() as folder:
        path = folder / "answer.gpkg"
        write_kinds(answer, path, metadata=metadata)
        write_kinds(asked, path, metadata=metadata, prefix="asked_")
        reach = reaches(found)
        if reach is not None:
            write_kinds(reach, path, metadata=metadata, prefix="reach_")
        for layer, table in tables.items():
            if len(table):
                write_layer(table, path, layer=layer, driver="GPKG", append=False)
        return path.read_bytes()


def _shapes(found: Answered) -> list[Any]:
    """WGS-84 geometry of what each row found, to a centimetre."""
    things = found.answer.objects.things
    shapes = [shapely.force_2d(things[place].geometry) for place in found.answer.object]
    return list(shapely.transform(shapes, lambda xy: xy.round(DEGREE_DECIMALS))) if shapes else []


def _stored(record: dict[str, Any]) -> dict[str, Any]:
    return {name: stored(cell) if isinstance(cell, str) else cell for name, cell in record.items()}
