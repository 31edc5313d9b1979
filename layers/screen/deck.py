"""Items and styles to the layers that the screen draws, as plain JSON values of the types in layers/screen/drawn.py.

Layer ids are `<catalogue layer>:<kind>`, so that the browser can switch, filter and fade them without Python.
Coordinates are WGS-84 degrees, longitude first; widths are pixels.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model import Item
from layers.style.bands import band_rings
from layers.style.catalogue import Catalogue, rgba
from layers.style.drawing import BANDS, Part, parts
from layers.style.strokes import Stroke

Record = dict[str, Any]
DECIMALS = 6
SOLID = [1, 0]
"""a dash without a gap"""
DASH_DECIMALS = 3


def _ring(ring: BaseGeometry) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]


def polygon_rings(geometry: BaseGeometry) -> list[list[list[list[float]]]]:
    """One entry per polygon: its exterior ring, then its holes."""
    return [[_ring(part.exterior), *map(_ring, part.interiors)] for part in shapely.get_parts(geometry)]


def _paths(geometry: BaseGeometry) -> list[list[list[float]]]:
    return [_ring(part) for part in shapely.get_parts(geometry)]


def _polygons(identifier: str, data: list[Record], color: Sequence[int], **options: Any) -> Record:
    return {"@@type": "SolidPolygonLayer", "id": identifier, "data": data, "getFillColor": list(color), **options}


def path_layer(identifier: str, data: list[Record], color: Sequence[int], **options: Any) -> Record:
    """A layer of records with a `path` and what `drawn_as` says of them.

    Every record says its width and dash itself: all lines share one shader, and one layer holds all stages.
    """
    return {"@@type": "PathLayer", "id": identifier, "data": data, "getColor": list(color), **options}


def drawn_as(stroke: Stroke) -> Record:
    """Width (pixels) and dash (its first lengths on and off, the distance to the first, in widths) of a path."""
    dash = [round(length, DASH_DECIMALS) for length in (*stroke.dash[:2], stroke.first)] if stroke.dash else SOLID
    return {"width": round(stroke.width_px, DASH_DECIMALS), "dash": dash}


def item_layers(items: Sequence[Item], catalogue: Catalogue) -> list[Record]:
    """Layers of every item that has a geometry, in drawing order: parts of one id, which lie beside each other."""
    grouped = groupby(parts(items, catalogue), key=_identifier)
    return [_layer(identifier, list(group), catalogue) for identifier, group in grouped]


def _identifier(part: Part) -> str:
    """`<catalogue layer>:<kind>`, and what else says how opaque and when it is drawn: a fill's or hatch's stage."""
    kind: str = part.kind
    if part.stroke is not None:
        name = part.stroke.part
        kind = name if part.kind == "line" else "edge" if name == "line" else f"edge-{name}"
    more = [part.stage.id] if part.kind in ("fill", "hatch") else ["soft"] if part.soft else []
    return ":".join([part.layer.id, kind, *(["-".join(more + ["wash"] * part.wash)] if more else [])])


def _layer(identifier: str, group: Sequence[Part], catalogue: Catalogue) -> Record:
    """One layer of parts that are drawn alike."""
    first = group[0]
    color, pickable = rgba(first.color(catalogue), first.opacity), {"pickable": True} if first.pickable else {}
    if first.kind == "point":
        size = catalogue.drawing.point_px
        return {"@@type": "IconLayer", "id": identifier, "data": [_point(part) for part in group],
                "getSize": size, **pickable}  # fmt: skip
    if first.stroke is not None:
        return path_layer(identifier, [row for part in group for row in _stroked(part)], color, **pickable)
    if first.kind in BANDS:
        return _polygons(identifier, [row for part in group for row in _band(part)], color)
    hatched = {"hatched": True} if first.hatched else {}
    data = [{"id": part.item.id, "polygon": rings} for part in group for rings in polygon_rings(part.geometry())]
    return _polygons(identifier, data, color, **pickable, **hatched)


def _point(part: Part) -> Record:
    place = [round(c, DECIMALS) for c in part.geometry().coords[0]]
    return {"id": part.item.id, "position": place, "icon": f"{part.layer.id}:{part.stage.id}"}


def _stroked(part: Part) -> Iterable[Record]:
    """A line, or the rings of an area, in the look of a stroke: one record for each of its dashes' lengths."""
    geometry = part.geometry()
    paths = _paths(geometry) if part.kind == "line" else [ring for rings in polygon_rings(geometry) for ring in rings]
    looks = [drawn_as(single) for single in part.stroke.single_dashes()] if part.stroke else []
    return [{"id": part.item.id, "path": path} | look for path in paths for look in looks]


def _band(part: Part) -> Iterable[Record]:
    """Areas whose width is in metres, below zero."""
    width = -2 * (part.item.uncertainty_m or 0)
    return [{"id": part.item.id, "width": width, "polygon": rings} for rings in band_rings(part.item)]
