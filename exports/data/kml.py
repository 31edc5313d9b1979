"""KML: a folder a layer in the map's colours, words in every balloon, source and licence in the description."""

from html import escape
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from briefing.errors import ExportError
from briefing.files import stored
from exports.data.dataset import Dataset
from exports.data.table import FIELDS
from exports.own.leaving import Leaving, plain_cell
from layers.style.catalogue import Layer
from layers.text import text

NAMESPACE = "http://www.opengis.net/kml/2.2"


def kml(data: Dataset) -> bytes:
    """The items as KML 2.2. Raises ExportError for a CRS in metres, which KML cannot hold."""
    if data.choice.metric:
        raise ExportError("data.kml.metric")
    root = ElementTree.Element("kml", xmlns=NAMESPACE)
    document = ElementTree.SubElement(root, "Document")
    _add(document, "name", f"{data.about.title} ({data.choice.label(data.language)})")
    _add(document, "description", "\n".join(f"{heading}: {words}" for heading, words in data.about.rows(data.language)))
    rows = list(zip(data.items, data.table.to_dict("records"), data.table.geometry, strict=True))
    for layer in data.catalogue.layers:
        own = [
            (row, geometry)
            for item, row, geometry in rows
            if geometry is not None and data.catalogue.layer_of(item) is layer
        ]
        if own:
            _add_style(document, layer)
            _add_folder(document, getattr(layer, data.language), own, layer, data)
    unplaced = [(row, None) for _, row, geometry in rows if geometry is None]
    if unplaced:
        _add_folder(document, text("unplaced.title", data.language), unplaced, None, data)
    for brought in data.own:
        _add_own(document, brought)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent: ElementTree.Element, tag: str, words: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = stored(words) or None
    return element


def _color(color: str, opacity: float) -> str:
    """#rrggbb as KML writes it: aabbggrr."""
    return f"{round(opacity * 255):02x}{color[5:7]}{color[3:5]}{color[1:3]}"


def _add_style(document: ElementTree.Element, layer: Layer) -> None:
    style = _add(document, "Style", id=layer.id)
    line = _add(style, "LineStyle")
    _add(line, "color", _color(layer.color, 1.0))
    _add(line, "width", str(max(layer.width, layer.edge, 1.0)))
    _add(_add(style, "PolyStyle"), "color", _color(layer.color, layer.opacity))
    _add(_add(style, "IconStyle"), "color", _color(layer.color, 1.0))


def _add_folder(
    document: ElementTree.Element, name: str, rows: list[tuple[Any, Any]], layer: Layer | None, data: Dataset
) -> None:
    folder = _add(document, "Folder")
    _add(folder, "name", f"{name} ({len(rows)})")
    for row, geometry in rows:
        placemark = _add(folder, "Placemark")
        _add(placemark, "name", row["name"] if data.language == "zh" else row["name_en"])
        _add(placemark, "description", _balloon(row, data))
        if layer is not None:
            _add(placemark, "styleUrl", f"#{layer.id}")
        extended = _add(placemark, "ExtendedData")
        for field in FIELDS:
            if row[field.name] is not None and not pd.isna(row[field.name]):
                _add(_add(extended, "Data", name=field.name), "value", str(row[field.name]))
        if geometry is not None:
            _add_geometry(placemark, geometry)


def _add_own(document: ElementTree.Element, layer: Leaving) -> None:
    """A folder of a layer that somebody brought, with all of its fields."""
    folder = _add(document, "Folder")
    _add(folder, "name", f"{layer.title} ({len(layer.table)})")
    _add(folder, "description", layer.source)
    columns = list(layer.fields.columns)
    for row, geometry in zip(layer.fields.itertuples(index=False, name=None), layer.table.geometry, strict=True):
        placemark = _add(folder, "Placemark")
        values = [plain_cell(value) for value in row]
        _add(placemark, "name", next((value for value in values if isinstance(value, str)), layer.title))
        extended = _add(placemark, "ExtendedData")
        for name, value in zip(columns, values, strict=True):
            if value is not None:
                _add(_add(extended, "Data", name=stored(name)), "value", str(value))
        _add_geometry(placemark, geometry)


def _balloon(row: dict[str, Any], data: Dataset) -> str:
    """The plan's words as the HTML that viewers show; every value escaped."""
    state = row["state_label"]
    if row["state_as_of"]:
        state = text("states.short", data.language, state=state, date=row["state_as_of"])
    said = (row["stage_label"], state, row["precision_label"], row["districts_label"])
    facts = " · ".join(str(words) for words in said if words)
    parts = (row["clause"], row["section"], facts, data.about.licence)
    return "<br>".join(escape(part) for part in parts)


def _add_geometry(parent: ElementTree.Element, geometry: BaseGeometry) -> None:
    if hasattr(geometry, "geoms"):
        parent = _add(parent, "MultiGeometry")
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Point":
            _add(_add(parent, "Point"), "coordinates", _coordinates(part))
        elif part.geom_type == "LineString":
            line = _add(parent, "LineString")
            _add(line, "tessellate", "1")
            _add(line, "coordinates", _coordinates(part))
        else:
            _add_polygon(parent, part)


def _add_polygon(parent: ElementTree.Element, polygon: BaseGeometry) -> None:
    element = _add(parent, "Polygon")
    for tag, rings in (("outerBoundaryIs", [polygon.exterior]), ("innerBoundaryIs", polygon.interiors)):
        for ring in rings:
            _add(_add(_add(element, tag), "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(geometry: BaseGeometry) -> str:
    return " ".join(f"{x:.7f},{y:.7f}" for x, y in geometry.coords)
