"""The whole plan as collections: one for each layer of the map and kind of geometry, as GeoPackages have them, and one
of the items without a place. JSON: title, description, licence and collections, each with id, title, bounds, fields and
GeoJSON features in WGS-84.
"""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import mapping

from exports.context import Context
from exports.data.crs_choice import CHOICES
from exports.data.dataset import Dataset
from exports.data.make import dataset_of
from exports.gis.fields import headings
from exports.gis.layers import map_layers
from layers.text import text

UNPLACED = "unplaced"
"""id of the collection of items without a place"""


def make_collections(context: Context, out: Path) -> None:
    """Write the collections of the context's plan. Raises OSError."""
    data = dataset_of(context, list(context.plan.items), "geojson", CHOICES["wgs84"], out.name)
    content = json.dumps(collected(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    out.write_text(content, encoding="utf-8")


def collected(data: Dataset) -> dict[str, Any]:
    """The record of a dataset in WGS-84."""
    language, about = data.language, data.about
    collections = [_collection(layer.id, layer.title, layer.group, layer.table, data) for layer in map_layers(data)]
    nowhere = data.table[data.table.geometry.isna()]
    if len(nowhere):
        title = text("ogc.unplaced", language)
        collections.append(_collection(UNPLACED, title, title, nowhere, data))
    return {
        "title": about.title,
        "description": " ".join(words for words in (about.source, about.states) if words),
        "licence": about.licence,
        "collections": collections,
    }


def _collection(identifier: str, title: str, group: str, table: gpd.GeoDataFrame, data: Dataset) -> dict[str, Any]:
    names, places = headings(data.language), list(table.geometry)
    if any(place is not None and place.geom_type.startswith("Multi") for place in places):
        # Programs take a collection to have one kind of geometry.
        places = [None if place is None else _several(place) for place in places]
    rows = table.drop(columns="geometry").astype(object)
    records = rows.where(rows.notna(), None).to_dict("records")
    placed = table.geometry[table.geometry.notna()]
    # What has no place is nowhere in particular within the plan.
    bounds = list(placed.total_bounds if len(placed) else data.frame)
    return {
        "id": identifier,
        "title": title,
        "group": group,
        "bounds": [round(float(edge), 6) for edge in bounds],
        "fields": {
            str(name): {"type": _kind(data.table[name]), "title": names.get(str(name), str(name))}
            for name in rows.columns
        },
        "features": [
            {
                "type": "Feature",
                "id": record["id"],
                "properties": {key: _plain(value) for key, value in record.items()},
                "geometry": None if place is None else mapping(shapely.orient_polygons(place)),
            }
            for record, place in zip(records, places, strict=True)
        ],
    }


def _several(place: Any) -> Any:
    kind = {0: shapely.multipoints, 1: shapely.multilinestrings, 2: shapely.multipolygons}
    return kind[int(shapely.get_dimensions(place))](shapely.get_parts(place))


def _kind(column: pd.Series) -> str:
    """The type of a column's cells, as JSON Schema calls it."""
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column) else "string"


def _plain(value: Any) -> Any:
    """A cell as JSON has it: numpy's numbers as Python's."""
    return value.item() if hasattr(value, "item") else None if value is pd.NA else value
