"""The quiet map under the plan as pydeck layers: sea, land, neighbours, units, borders."""

from collections.abc import Sequence
from typing import Any

import pydeck
from shapely.geometry import shape

from geo.plan import Unit
from layers.deck import FLAT, drawn_as, path_layer, polygon_rings
from layers.strokes import Stroke
from layers.style import Catalogue, rgba


def _solid(identifier: str, geometries: Sequence[Any], color: str) -> pydeck.Layer:
    data = [{"polygon": rings} for geometry in geometries for rings in polygon_rings(geometry)]
    return pydeck.Layer("SolidPolygonLayer", data, id=identifier, get_polygon="polygon", get_fill_color=list(rgba(color)), parameters=FLAT)


def ground_layers(
    features: dict[str, list[dict[str, Any]]], units: Sequence[Unit], catalogue: Catalogue, *, ground: str = "light"
) -> list[pydeck.Layer]:
    """Layers of one ground (light or dark), in drawing order. Ids are `ground:<role>`.

    The browser recolours them by role when the ground changes, so the geometry is sent once.
    """
    colors = catalogue.grounds[ground]
    shapes = {name: [shape(feature["geometry"]) for feature in rows] for name, rows in features.items()}
    layers = [_solid("ground:sea", shapes["sea"], colors["sea"]), _solid("ground:land", shapes["land"], colors["land"])]
    data = [
        {"id": unit.id, "polygon": rings, "color": list(rgba(colors["unit_tints"][catalogue.tint_of(unit.id)]))}
        for unit in units
        for rings in polygon_rings(unit.geometry)
    ]
    layers.append(
        pydeck.Layer(
            "SolidPolygonLayer", data, id="ground:units", get_polygon="polygon", get_fill_color="color", pickable=True, parameters=FLAT
        )
    )
    for kind, role, width_px in (("neighbour", "neighbour_line", 0.8), ("district", "unit_line", 1.0), ("city", "city_line", 1.4)):
        rows = [feature for feature in features["borders"] if feature["properties"]["kind"] == kind]
        parts = [shape(feature["geometry"]) for feature in rows]
        drawn = drawn_as(Stroke("line", width_px))
        paths = [{"path": [list(c) for c in line.coords]} | drawn for part in parts for line in _lines_of(part)]
        layers.append(path_layer(f"ground:{role}", paths, rgba(colors[role])))
    return layers


def _lines_of(geometry: Any) -> list[Any]:
    if hasattr(geometry, "geoms"):
        return [line for part in geometry.geoms for line in _lines_of(part)]
    return [geometry]
