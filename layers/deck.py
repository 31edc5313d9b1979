"""Items and styles to pydeck layers: what the screen draws.

Layer ids are `<catalogue layer>:<kind>`, so that the browser can switch, filter and fade them without Python.
Coordinates are WGS-84 degrees, longitude first; widths are pixels.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Any

import pydeck
import shapely
from pydeck.bindings.json_tools import default_serialize
from shapely.geometry.base import BaseGeometry

from geo.plan import Item
from layers.arrows import arrow
from layers.strokes import Stroke, plain_strokes, stroke_color, strokes
from layers.style import Catalogue, Layer, Stage, area_opacity, rgba
from layers.symbols import symbol_svg

Record = dict[str, Any]
DECIMALS = 6
POINT_SIZE_PX = 24
HALO_FACTOR = 3.2
HALO_OPACITY = 0.2
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
ATLAS_CELL_PX = 96
ATLAS_COLUMNS = 8


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
    return pydeck.Layer(
        "SolidPolygonLayer",
        data,
        id=f"{layer.id}:{'hatch' if hatched else 'fill'}:{stage.id}",
        get_polygon="polygon",
        get_fill_color=list(rgba(layer.color, opacity)),
        pickable=True,
        parameters=FLAT,
        **hatch,
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
    """Lines: a soft halo where the place is uncertain, then the lines in their stages' dashes, over all of them the layer's form."""
    soft = [item for item in items if catalogue.precisions[item.precision].edge != "crisp"]
    result = []
    if soft:
        halo = drawn_as(Stroke("line", layer.width * HALO_FACTOR))
        data = [{"id": item.id, "path": path} | halo for item in soft for path in _paths(item.geometry)]
        result.append(path_layer(f"{layer.id}:halo", data, rgba(layer.color, HALO_OPACITY)))
    bare = [(item, {"id": item.id, "path": path}) for item in items for path in _paths(item.geometry)]
    parts = _parts(bare, lambda stage: strokes(layer, stage), catalogue)
    return result + [
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
    color = list(rgba(layer.color, ARROW_OPACITY))
    return pydeck.Layer(
        "SolidPolygonLayer", data, id=f"{layer.id}:arrow", get_polygon="polygon", get_fill_color=color, pickable=True, parameters=FLAT
    )


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
    result: list[pydeck.Layer] = []
    for layer in sorted(catalogue.layers, key=lambda layer: layer.z):
        result.extend(_catalogue_layer(layer, grouped.get(layer.id, []), catalogue))
    return result


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


def icon_atlas(items: Iterable[Item], catalogue: Catalogue, *, ground: str) -> Record:
    """Every point symbol in use as one drawing on the paper of ground (light or dark).

    `svg` is its text, `cell` the pixels of a symbol across and down, `cells` the upper left corner of each, by icon key `<layer>:<stage>`.
    """
    paper = str(catalogue.grounds[ground]["halo"])
    used = {(catalogue.layer_of(item), item.stage) for item in items if item.located == "point"}
    pairs = sorted(used, key=lambda pair: (pair[0].id, pair[1]))
    cells = {
        f"{layer.id}:{stage}": [index % ATLAS_COLUMNS * ATLAS_CELL_PX, index // ATLAS_COLUMNS * ATLAS_CELL_PX]
        for index, (layer, stage) in enumerate(pairs)
    }
    symbols = [symbol_svg(layer, catalogue.stages[stage], size_px=ATLAS_CELL_PX, paper=paper, ground=ground) for layer, stage in pairs]
    placed = [f'<g transform="translate({x} {y})">{symbol}</g>' for (x, y), symbol in zip(cells.values(), symbols, strict=True)]
    width, height = ATLAS_COLUMNS * ATLAS_CELL_PX, max(ceil(len(pairs) / ATLAS_COLUMNS), 1) * ATLAS_CELL_PX
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(placed)}</svg>'
    return {"svg": svg, "cell": ATLAS_CELL_PX, "cells": cells}


def swatch_icons(catalogue: Catalogue, *, ground: str) -> dict[str, str]:
    """SVG text of each layer's pictogram by layer id, whatever the stage: the full disc."""
    paper, stage = str(catalogue.grounds[ground]["halo"]), catalogue.stages[SWATCH_STAGE]
    return {layer.id: symbol_svg(layer, stage, paper=paper, ground=ground) for layer in catalogue.layers}


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
