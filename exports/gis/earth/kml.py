"""KML 2.2 as the OGC's schema asks for it: styles first, then a folder a layer, words in every balloon."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from exports.data.dataset import Dataset
from exports.data.table import FIELDS
from exports.gis.earth.looks import Drawn, IconOf, kml_color, looks_of, write_look, write_style
from exports.gis.fields import headings
from exports.gis.layers import map_layers
from exports.gis.own.styled import OwnPart, own_parts
from exports.gis.xml import add, written
from exports.own.leaving import plain_cell
from layers.text import text

NAMESPACE = "http://www.opengis.net/kml/2.2"
NAMES = ("name", "name_en")
"""which every balloon has for its title"""


def kml(data: Dataset) -> bytes:
    """The items as KML 2.2, points as the viewer's usual picture in the layer's colour."""
    return document(data, lambda _layer, _stage: "")


def document(data: Dataset, icon: IconOf) -> bytes:
    """The whole document. icon: where the picture of a layer's and stage's symbol lies."""
    root = Element("kml", xmlns=NAMESPACE)
    own = add(root, "Document")
    add(own, "name", f"{data.about.title} ({data.choice.label(data.language)})")
    add(own, "description", "\n".join(f"{heading}: {words}" for heading, words in data.about.rows(data.language)))
    looks, styles = looks_of(map_layers(data), data.catalogue)
    for look in looks:
        write_look(own, look, data.catalogue, icon)
    brought = own_parts(data)
    for part in brought:
        for number, rule in enumerate(part.rules):
            color = kml_color(part.leaving.looks[number].color, part.leaving.looks[number].opacity)
            write_style(own, Drawn(f"{part.id}_{number}", rule.marks, color), data.catalogue)
    rows = list(zip(data.items, data.table.to_dict("records"), data.table.geometry, strict=True))
    for layer in data.catalogue.layers:
        placed = [
            (row, geometry)
            for item, row, geometry in rows
            if geometry is not None and data.catalogue.layer_of(item) is layer
        ]
        _add_folder(own, getattr(layer, data.language), placed, styles, data)
    unplaced = [(row, None) for _, row, geometry in rows if geometry is None]
    _add_folder(own, text("unplaced.title", data.language), unplaced, styles, data)
    for part in brought:
        _add_own(own, part)
    return written(root)


def _add_folder(
    parent: Element, name: str, rows: list[tuple[Any, Any]], styles: Mapping[str, str], data: Dataset
) -> None:
    """A folder of items; none without any."""
    if not rows:
        return
    words = headings(data.language)
    folder = add(parent, "Folder")
    add(folder, "name", f"{name} ({len(rows)})")
    for row, geometry in rows:
        said = [(field.name, words[field.name], row[field.name]) for field in FIELDS]
        known = [entry for entry in said if entry[2] is not None and not pd.isna(entry[2]) and entry[2] != ""]
        placemark = add(folder, "Placemark")
        add(placemark, "name", row["name"] if data.language == "zh" else row["name_en"])
        # Else viewers show the beginning of the balloon's HTML in their lists.
        add(placemark, "Snippet", maxLines=0)
        add(placemark, "description", _balloon(known, data))
        if row["id"] in styles:
            add(placemark, "styleUrl", f"#{styles[row['id']]}")
        _add_values(placemark, known)
        if geometry is not None:
            _add_geometry(placemark, geometry)


def _add_values(placemark: Element, values: Iterable[tuple[str, str, Any]]) -> None:
    """Fields with their headings, which viewers show in the place of names."""
    extended = add(placemark, "ExtendedData")
    for name, heading, value in values:
        own = add(extended, "Data", name=name)
        add(own, "displayName", heading)
        add(own, "value", str(value))


def _add_own(document: Element, part: OwnPart) -> None:
    """A folder of a layer that somebody brought, with all of its fields."""
    layer = part.leaving
    folder = add(document, "Folder")
    add(folder, "name", f"{layer.title} ({len(layer.table)})")
    add(folder, "description", layer.source)
    columns = list(layer.fields.columns)
    rows = zip(layer.fields.itertuples(index=False, name=None), layer.table.geometry, part.places, strict=True)
    for row, geometry, place in rows:
        placemark = add(folder, "Placemark")
        values = [(name, name, plain_cell(value)) for name, value in zip(columns, row, strict=True)]
        known = [entry for entry in values if entry[2] is not None]
        add(placemark, "name", next((value for _, _, value in known if isinstance(value, str)), layer.title))
        add(placemark, "Snippet", maxLines=0)
        add(placemark, "description", _html(((heading, value) for _, heading, value in known), layer.source))
        add(placemark, "styleUrl", f"#{part.id}_{place}")
        _add_values(placemark, known)
        _add_geometry(placemark, geometry)


def _balloon(known: Iterable[tuple[str, str, Any]], data: Dataset) -> str:
    """What is known of an item under its headings in the reader's language; codes are left to programs."""
    coded = {field.name for field in FIELDS if field.coded}
    yes, no = text("data.yes", data.language), text("data.no", data.language)
    rows = (
        (heading, (yes if value else no) if isinstance(value, bool) else value)
        for name, heading, value in known
        if name not in coded and name not in NAMES
    )
    return _html(rows, data.about.licence)


def _html(rows: Iterable[tuple[str, Any]], foot: str) -> str:
    """A table as the HTML that viewers show; every value escaped."""
    cells = (
        f'<tr><td valign="top"><b>{escape(heading)}</b></td><td>{escape(str(value))}</td></tr>'
        for heading, value in rows
    )
    return f'<table cellpadding="3">{"".join(cells)}</table><p>{escape(foot)}</p>'


def _add_geometry(parent: Element, geometry: BaseGeometry) -> None:
    if hasattr(geometry, "geoms"):
        parent = add(parent, "MultiGeometry")
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Point":
            add(add(parent, "Point"), "coordinates", _coordinates(part))
        elif part.geom_type == "LineString":
            line = add(parent, "LineString")
            add(line, "tessellate", "1")
            add(line, "coordinates", _coordinates(part))
        else:
            _add_polygon(parent, part)


def _add_polygon(parent: Element, polygon: BaseGeometry) -> None:
    element = add(parent, "Polygon")
    add(element, "tessellate", "1")
    for tag, rings in (("outerBoundaryIs", [polygon.exterior]), ("innerBoundaryIs", polygon.interiors)):
        for ring in rings:
            add(add(add(element, tag), "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(geometry: BaseGeometry) -> str:
    return " ".join(f"{x:.7f},{y:.7f}" for x, y in geometry.coords)
