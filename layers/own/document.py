"""A layer that somebody brought as the browser gets it: places and classes first, columns when they are asked for."""

from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.own.kept import Kept
from geo.own.layer import OwnField, OwnLayer
from layers.own.classes import classes
from layers.own.packed import Packed, codes_of
from layers.own.style import OwnStyle
from layers.text import Language

EXACT = 2.0**53
"""greatest whole number that float64 holds with all numbers below it; larger ones are sent as text"""
POINT, LINE, AREA = (0, 4), (1, 5), (3, 6)
"""numbers of shapely's types of geometry, single and several"""


def layer_document(layer: OwnLayer, kept: Kept, style: OwnStyle, language: Language) -> bytes:
    """Places, classes and labels of a layer.

    Places are degrees (WGS-84, longitude first) less `origin`, as float32: within 0.01 m for a layer of the city's
    size, within 0.1 m for one of China's. `pointRows`, `lineRows` and `areaRows` say whose they are; a line's places
    begin at `lineStarts`, a ring's at `ringStarts`, an area's rings at `areaStarts`, each with the end as last number.
    """
    packed = Packed()
    west, south, east, north = kept.extent
    origin = ((west + east) / 2, (south + north) / 2)
    shapes = np.asarray(layer.features.geometry)
    for kind, types in (("point", POINT), ("line", LINE), ("area", AREA)):
        _add_kind(packed, kind, shapes, types, origin)
    looks, places = classes(layer, style, language)
    packed.add("classes", places)
    head: dict[str, Any] = {
        "id": kept.id,
        "title": kept.title,
        "version": kept.version,
        "count": kept.count,
        "extent": list(kept.extent),
        "origin": list(origin),
        "style": asdict(style),
        "classes": [{"words": look.words, "color": look.color, "count": look.count} for look in looks],
    }
    if style.label:
        head["labels"] = _add_column(packed, "labels", layer.features[style.label].astype("string"))
    return packed.content(head)


def _add_kind(
    packed: Packed, kind: str, shapes: NDArray[np.object_], types: tuple[int, int], origin: tuple[float, float]
) -> None:
    """The places of all features of a kind; nothing where there are none."""
    rows = np.flatnonzero(np.isin(shapely.get_type_id(shapes), types))
    if not len(rows):
        return
    parts, owners = _parts(shapes[rows], types)
    packed.add(f"{kind}Rows", rows[owners].astype(np.uint32))
    if kind == "area":
        parts, areas = shapely.get_rings(parts, return_index=True)
        packed.add("areaStarts", _starts(areas, owners.size))
    coordinates, lines = shapely.get_coordinates(parts, return_index=True)
    packed.add(f"{kind}Places", (coordinates - origin).astype(np.float32).ravel())
    if kind != "point":
        packed.add("ringStarts" if kind == "area" else "lineStarts", _starts(lines, parts.size))


def _parts(shapes: NDArray[np.object_], types: tuple[int, int]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """The single geometries that shapes are made of, and whose each is."""
    if (shapely.get_type_id(shapes) == types[0]).all():
        return shapes, np.arange(len(shapes))
    parts, owners = shapely.get_parts(shapes, return_index=True)
    return parts, owners


def _starts(owners: NDArray[np.int64], count: int) -> NDArray[np.uint32]:
    """Where the members of each of count owners begin, and where the last ones end; owners are sorted."""
    return np.searchsorted(owners, np.arange(count + 1)).astype(np.uint32)


def columns_document(layer: OwnLayer) -> bytes:
    """The fields of a layer: numbers as float64 with NaN for none, texts as a list of values and a number a row.

    Of texts 0 stands for none, and n for the n-th value.
    """
    packed = Packed()
    columns = [
        _field(packed, f"column{number}", field, layer.features[field.name])
        for number, field in enumerate(layer.fields)
    ]
    return packed.content({"id": layer.id, "hash": layer.content_hash, "columns": columns})


def _field(packed: Packed, name: str, field: OwnField, values: "pd.Series[Any]") -> dict[str, Any]:
    about = {"name": field.name, "type": field.type, "array": name}
    if field.type in ("integer", "number", "yesno"):
        numbers = pd.to_numeric(values, errors="coerce").astype("Float64").to_numpy(float, na_value=np.nan)
        if field.type != "integer" or np.nanmax(np.abs(numbers), initial=0) <= EXACT:
            packed.add(name, numbers)
            return about
        about["type"] = "text"
    return about | _add_column(packed, name, values.astype("string"))


def _add_column(packed: Packed, name: str, values: "pd.Series[str]") -> dict[str, Any]:
    codes, known = pd.factorize(values, sort=False)
    packed.add(name, (codes + 1).astype(codes_of(len(known) + 1)))
    return {"values": [str(value) for value in known]}
