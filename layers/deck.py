"""Items and styles to pydeck layers: what the screen draws.

Layer ids are `<catalogue layer>:<kind>`, so that the browser can switch, filter and fade them without Python.
Coordinates are WGS-84 degrees, longitude first; widths are pixels.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pydeck
import shapely
from pydeck.bindings.json_tools import default_serialize
from shapely.geometry.base import BaseGeometry

from geo.plan import Item
from layers.arrows import arrow
from layers.bands import HALO_OPACITY, band_rings, is_polygon
from layers.strokes import Stroke, plain_strokes, stroke_color, strokes
from layers.style import Catalogue, Layer, Stage, area_opacity, rgba

Record = dict[str, Any]
DECIMALS = 6
POINT_SIZE_PX = 24
EDGE_OPACITY = 0.9
HATCH_OPACITY_FACTOR = 1.6
ARROW_SYMBOL = "arrow"
ARROW_OPACITY = 0.5
PARTS = ("rim", "gap", "line", "ticks", "core")
"""of lines, in drawing order"""
SWATCH_STAGE = "accelerate"
"""whose full disc stands for a layer where no stage is meant"""
UNITS_LAYER = "units"
"""drawn by the ground, which tints and borders the units"""
# Later layers cover earlier ones whatever the pitch: the plan is a drawing, not a relief.
FLAT = {"depthCompare": "always"}
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


def _fill(layer: Layer, stage: Stage, items: Sequence[Item], *, hatched: bool) -> pydeck.Layer:
    data = [{"id": item.id, "polygon": rings} for item in items for rings in polygon_rings(item.geometry)]
    opacity = area_opacity(layer, stage, HATCH_OPACITY_FACTOR if hatched else 1.0)
    hatch = {"hatched": True} if hatched else {}
    name = f"{layer.id}:{'hatch' if hatched else 'fill'}:{stage.id}"
    return _polygons(name, data, rgba(layer.color, opacity), pickable=True, **hatch)


def _polygons(identifier: str, data: list[Record], color: Sequence[int], **options: Any) -> pydeck.Layer:
    return pydeck.Layer(
        "SolidPolygonLayer", data, id=identifier, get_polygon="polygon", get_fill_color=list(color), parameters=FLAT, **options
    )


def path_layer(identifier: str, data: list[Record], color: Sequence[int], **options: Any) -> pydeck.Layer:
    """A pydeck PathLayer of records with a `path` and what `drawn_as` says of them.

    Every record says its width and dash itself: all path layers share one shader in the browser, and one layer holds all stages.
    """
    return pydeck.Layer(
        "PathLayer",
        data,
        id=identifier,
        get_path="path",
        get_color=list(color),
        get_width="width",
        width_units='"pixels"',
        cap_rounded=True,
        joint_rounded=True,
        get_dash="dash",
        parameters=FLAT,
        **options,
    )


def drawn_as(stroke: Stroke) -> Record:
    """Width (pixels) and dash (lengths on and off, distance to the first, in widths) of a path record; of the dash's first two lengths."""
    dash = [round(length, DASH_DECIMALS) for length in (*stroke.dash[:2], stroke.first)] if stroke.dash else SOLID
    return {"width": round(stroke.width_px, DASH_DECIMALS), "dash": dash}


def _edges(layer: Layer, items: Sequence[Item], catalogue: Catalogue) -> list[pydeck.Layer]:
    """Outlines of areas: the stage's rim and dash say how far the work is."""
    bare = [(item, {"id": item.id, "path": ring}) for item in items for rings in polygon_rings(item.geometry) for ring in rings]
    parts = _parts(bare, lambda stage: plain_strokes(layer.edge, stage), catalogue)
    names = {"line": "edge"}
    return [
        path_layer(f"{layer.id}:{names.get(part, f'edge-{part}')}", data, rgba(_part_color(part, layer, catalogue), EDGE_OPACITY))
        for part, data in parts.items()
    ]


def _parts(
    bare: Iterable[tuple[Item, Record]], strokes_of: Callable[[Stage], tuple[Stroke, ...]], catalogue: Catalogue
) -> dict[str, list[Record]]:
    """Records of items with the look of every stroke that their stages ask for, by the stroke's part in drawing order."""
    drawn = {key: [(stroke.part, drawn_as(single)) for stroke in strokes_of(stage) for single in stroke.single_dashes()]
             for key, stage in catalogue.stages.items()}  # fmt: skip
    rows: dict[str, list[Record]] = {part: [] for part in PARTS}
    for item, record in bare:
        for part, look in drawn[item.stage]:
            rows[part].append(record | look)
    return {part: data for part, data in rows.items() if data}


def _part_color(part: str, layer: Layer, catalogue: Catalogue) -> str:
    return stroke_color(Stroke(part, 0.0), layer, catalogue, "light")


def _lines(layer: Layer, items: Sequence[Item], catalogue: Catalogue) -> list[pydeck.Layer]:
    """Lines in their stages' rims and dashes, over all of them the layer's form."""
    bare = [(item, {"id": item.id, "path": path}) for item in items for path in _paths(item.geometry)]
    parts = _parts(bare, lambda stage: strokes(layer, stage), catalogue)
    return [
        path_layer(f"{layer.id}:{part}", data, rgba(_part_color(part, layer, catalogue)), pickable=part == "line")
        for part, data in parts.items()
    ]


def _points(layer: Layer, items: Sequence[Item]) -> pydeck.Layer:
    data = [
        {"id": item.id, "position": [round(c, DECIMALS) for c in item.geometry.coords[0]], "icon": f"{layer.id}:{item.stage}"}
        for item in items
        if item.geometry is not None
    ]
    return pydeck.Layer(
        "IconLayer",
        data,
        id=f"{layer.id}:point",
        get_position="position",
        get_size=POINT_SIZE_PX,
        size_units='"pixels"',
        get_icon="icon",
        billboard=True,
        pickable=True,
        parameters=FLAT,
    )


def _arrows(layer: Layer, items: Sequence[Item]) -> pydeck.Layer:
    """Directions of a strategy as wide calm arrows, filled."""
    data = [{"id": item.id, "polygon": rings} for item in items for rings in polygon_rings(arrow(item.geometry))]
    return _polygons(f"{layer.id}:arrow", data, rgba(layer.color, ARROW_OPACITY), pickable=True)


def _by_stage(items: Iterable[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.stage].append(item)
    return groups


def item_layers(items: Sequence[Item], catalogue: Catalogue) -> list[pydeck.Layer]:
    """pydeck layers of every item that has a geometry, in drawing order."""
    grouped: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.geometry is not None:
            grouped[catalogue.layer_of(item).id].append(item)
    ordered = [(layer, grouped.get(layer.id, [])) for layer in sorted(catalogue.layers, key=lambda layer: layer.z)]
    # What is uncertain lies under all that is drawn.
    bands = [band for layer, rows in ordered if layer.id != UNITS_LAYER for band in _bands(layer, rows, catalogue)]
    return bands + [drawn for layer, rows in ordered for drawn in _catalogue_layer(layer, rows, catalogue)]


def _bands(layer: Layer, items: Sequence[Item], catalogue: Catalogue) -> list[pydeck.Layer]:
    """How far off each item may be, its width below zero: in metres. Those of crisp items and arrows are shown when they are chosen."""
    result = []
    sure = [item for item in items if catalogue.precisions[item.precision].edge == "crisp" or _is_arrow(layer, item)]
    for kind, group in (("halo", [item for item in items if item not in sure]), ("reach", sure)):
        known = [(item, {"id": item.id, "width": -2 * item.uncertainty_m}) for item in group if item.uncertainty_m]
        areas = [row | {"polygon": rings} for item, row in known if is_polygon(item) for rings in band_rings(item)]
        lines = [row | {"path": path, "dash": SOLID} for item, row in known if not is_polygon(item) for path in _courses(item.geometry)]
        color = rgba(layer.color, HALO_OPACITY)
        if areas:
            result.append(_polygons(f"{layer.id}:{kind}", areas, color))
        if lines:
            result.append(path_layer(f"{layer.id}:{kind}-line", lines, color))
    return result


def _is_arrow(layer: Layer, item: Item) -> bool:
    return layer.symbol == ARROW_SYMBOL and item.located == "line"


def _courses(geometry: BaseGeometry) -> list[list[list[float]]]:
    """The paths that an item's outline or line is drawn along."""
    if "Polygon" in geometry.geom_type:
        return [ring for rings in polygon_rings(geometry) for ring in rings]
    return _paths(geometry)


def _catalogue_layer(layer: Layer, items: Sequence[Item], catalogue: Catalogue) -> list[pydeck.Layer]:
    areas = [item for item in items if item.located == "area"]
    lines = [item for item in items if item.located == "line"]
    points = [item for item in items if item.located == "point"]
    hatched = [item for item in areas if catalogue.precisions[item.precision].edge == "hatched"]
    plain = [item for item in areas if item not in hatched]
    result: list[pydeck.Layer] = []
    if layer.id == UNITS_LAYER:
        return result
    for group, is_hatched in ((plain, False), (hatched, True)):
        result.extend(_fill(layer, catalogue.stages[stage], rows, hatched=is_hatched) for stage, rows in _by_stage(group).items())
    if areas and layer.edge:
        result.extend(_edges(layer, areas, catalogue))
    if lines and layer.symbol == ARROW_SYMBOL:
        result.append(_arrows(layer, lines))
    elif lines:
        result.extend(_lines(layer, lines, catalogue))
    if points:
        result.append(_points(layer, points))
    return result


def label_anchors(geometry: BaseGeometry) -> list[list[float]]:
    """Where an item's label may stand, best first: a point inside an area, the middle and quarters of a line."""
    if geometry.geom_type == "Point":
        places = [geometry]
    elif "Line" in geometry.geom_type:
        longest = max(shapely.get_parts(geometry), key=lambda part: part.length)
        places = [longest.interpolate(share, normalized=True) for share in (0.5, 0.25, 0.75, 0.1, 0.9)]
    else:
        largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
        centre = largest.centroid
        places = [centre if largest.contains(centre) else largest.representative_point()]
    return [[round(place.x, DECIMALS), round(place.y, DECIMALS)] for place in places]


def deck_json(layers: Sequence[pydeck.Layer]) -> str:
    """Layers as the JSON text that deck.gl's JSONConverter reads. `map_provider=None` asks no tile server."""
    deck = pydeck.Deck(layers=list(layers), map_provider=None, initial_view_state=None)
    # pydeck's own to_json() indents, which takes ten times as long.
    return json.dumps(deck, default=default_serialize, separators=(",", ":"))
