"""The GeoPackage: a layer for each layer of the map and kind of geometry, with its style, and a project of QGIS."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from exports.data.dataset import Dataset
from exports.data.gis import gdal_folder, write_layer
from exports.gis.fields import plain_fields
from exports.gis.metadata import iso_metadata
from exports.gis.own.styled import own_styled
from exports.gis.project import BESIDE, INSIDE, project, zipped
from exports.gis.qml import qml
from exports.gis.sld import sld
from exports.gis.styled import Styled, plan_layers
from exports.gis.tables import geometry_options, table_name, tables_of
from exports.own.leaving import column_names

VERSION = "1.3"
"""of the format: older programs warn of later ones"""
ATTACHED = "plan.gpkg"
"""the package in the archive of a project"""
STYLE_NAME_LENGTH = 30
SCHEMA = """
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
  min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
  styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')));
"""
EXTENSIONS = ("gpkg_data_columns", "gpkg_data_column_constraints")
SCHEMA_SPEC = "http://www.geopackage.org/spec130/#extension_schema"


def geopackage(data: Dataset) -> bytes:
    """Layers as in the map's tree, tables of the rest, styles, headings, metadata and a project, in one file.

    The project looks for the file under the name `data.file`: a renamed one has to be renamed back for it.
    """
    return _package(data, f"{BESIDE}{data.file}")[0]


def project_archive(data: Dataset) -> bytes:
    """A project of QGIS in one file (.qgz), the package attached: it opens whatever the file is called."""
    content, document = _package(data, f"{INSIDE}{ATTACHED}")
    return zipped(document, "plan", {ATTACHED: content})


def _package(data: Dataset, place: str) -> tuple[bytes, bytes]:
    """A package and the project that is in it, which finds its tables at place."""
    layers = [*own_styled(data), *plan_layers(data, plain_fields(data.choice))]
    document = project(data, layers, place)
    with gdal_folder() as folder:
        path = folder / ATTACHED
        tables = _write_tables(data, layers, path)
        with closing(sqlite3.connect(path)) as base, base:
            base.execute("PRAGMA synchronous = OFF")
            _describe(base, data, layers, tables)
            if place.startswith(BESIDE):
                _keep_project(base, data, document)
        return path.read_bytes(), document


def _write_tables(data: Dataset, layers: Sequence[Styled], path: Path) -> dict[str, Mapping[str, str]]:
    """Let GDAL write all rows. Returns table without geometry -> its fields' headings."""
    metadata = {"title": data.about.title, "licence": data.about.licence, "source": data.about.source}
    metadata |= {"datum": data.about.datum, "date": data.about.date}
    options: dict[str, Any] = {"driver": "GPKG", "dataset_metadata": metadata}
    identifiers = _identifiers(layers)
    for layer in layers:
        write_layer(
            layer.table, path, layer=layer.name, layer_metadata=dict(layer.said) or metadata,
            layer_options={"IDENTIFIER": identifiers[layer.name], "DESCRIPTION": data.about.selection}
            | column_names(layer.table),
            dataset_options={} if path.exists() else {"VERSION": VERSION}, **options, **geometry_options(layer),
        )  # fmt: skip
    written: dict[str, Mapping[str, str]] = {}
    for key, (table, heads) in tables_of(data).items():
        if len(table):
            name = table_name(key, data.language)
            write_layer(table, path, layer=name, driver="GPKG", append=False)
            written[name] = heads
    return written


def _identifiers(layers: Sequence[Styled]) -> dict[str, str]:
    """Table -> its title: the layers' titles, numbered where people called theirs alike, or as the plan's."""
    found: dict[str, str] = {}
    # The plan's come last, and keep their own.
    for layer in reversed(layers):
        names = (f"{layer.title} ({number})" if number > 1 else layer.title for number in count(1))
        found[next(name for name in names if name not in found)] = layer.name
    return {table: title for title, table in found.items()}


def _describe(
    base: sqlite3.Connection,
    data: Dataset,
    layers: Sequence[Styled],
    tables: dict[str, Mapping[str, str]],
) -> None:
    """What GDAL does not write: headings, styles, metadata, the project."""
    base.executescript(SCHEMA)
    named = [(table, None, "gpkg_schema", SCHEMA_SPEC, "read-write") for table in EXTENSIONS]
    base.executemany("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", named)
    described = {layer.name: layer.aliases for layer in layers} | tables
    rows = [(table, field, head, head) for table, heads in described.items() for field, head in heads.items()]
    base.executemany("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?, ?, ?, ?)", rows)
    styles = [
        (
            "", "", layer.name, column_names(layer.table)["GEOMETRY_NAME"], layer.words[:STYLE_NAME_LENGTH],
            qml(layer, data.catalogue).decode(),
            sld(layer, data.catalogue).decode(), 1, layer.title,
        )
        for layer in layers
    ]  # fmt: skip
    base.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        styles,
    )
    # QGIS finds the table only where the package lists it.
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles')"
    )
    _metadata(base, data)


def _keep_project(base: sqlite3.Connection, data: Dataset, document: bytes) -> None:
    content = zipped(document, "plan").hex()
    said = f'{{"last_modified_time": "{data.about.date}T00:00:00", "last_modified_user": ""}}'
    base.execute("CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)")
    base.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", (data.about.title, said, content))


def _metadata(base: sqlite3.Connection, data: Dataset) -> None:
    document = iso_metadata(data).decode()
    row = base.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)"
        " VALUES ('dataset', ?, 'text/xml', ?)",
        ("http://www.isotc211.org/2005/gmd", document),
    )
    base.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, md_file_id) VALUES ('geopackage', ?)", (row.lastrowid,)
    )
