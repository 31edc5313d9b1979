"""The quiet map under the plan as layers: sea, land, neighbours, units, borders."""

from collections.abc import Sequence
from typing import Any

from shapely.geometry import shape

from geo.model import Unit
from layers.screen.deck import Record, drawn_as, path_layer, polygon_rings
from layers.style.catalogue import Catalogue, rgba
from layers.style.strokes import Stroke


def _solid(identifier: str, geometries: Sequence[Any], color: str) -> Record:
    data = [{"polygon": rings} for geometry in geometries for rings in polygon_rings(geometry)]
    return {"@@type": "SolidPolygonLayer", "id": identifier, "data": data, "getFillColor": list(rgba(color))}


def basemap_layers(
    features: dict[str, list[dict[str, Any]]], units: Sequence[Unit], catalogue: Catalogue, *, appearance: str = "light"
) -> list[Record]:
    """The layers in one appearance (light or dark), in drawing order. Ids are `basemap:<role>`.

    The browser recolours them by role when the appearance changes, so the geometry is sent once.
    """
    colors = catalogue.appearances[appearance]
    shapes = {name: [shape(feature["geometry"]) for feature in rows] for name, rows in features.items()}
    layers = [
        _solid("basemap:sea", shapes["sea"], colors["sea"]),
        _solid("basemap:land", shapes["land"], colors["land"]),
    ]
    data = [{"id": unit.id, "polygon": rings} for unit in units for rings in polygon_rings(unit.geometry)]
    color = list(rgba(colors["unit"]))
    layers.append(
        {"@@type": "SolidPolygonLayer", "id": "basemap:units", "data": data, "getFillColor": color, "pickable": True}
    )
    for kind, role, width_px in (
        ("neighbour", "neighbour_line", catalogue.drawing.neighbour_line_px),
        ("district", "unit_line", catalogue.drawing.unit_line_px),
        ("city", "city_line", catalogue.drawing.city_line_px),
    ):
        rows = [feature for feature in features["borders"] if feature["properties"]["kind"] == kind]
        parts = [shape(feature["geometry"]) for feature in rows]
        drawn = drawn_as(Stroke("line", width_px))
        paths = [{"path": [list(c) for c in line.coords]} | drawn for part in parts for line in _lines_of(part)]
        layers.append(path_layer(f"basemap:{role}", paths, rgba(colors[role])))
    return layers


def _lines_of(geometry: Any) -> list[Any]:
    if hasattr(geometry, "geoms"):
        return [line for part in geometry.geoms for line in _lines_of(part)]
    return [geometry]
