"""GeoJSON geometries of files that anybody may have written: checked number by number before anything is made of them.

Coordinates are WGS-84 degrees, longitude first.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.files.strict import SHOWN_LENGTH, shown
from geo.messages import Both, Findings

POINTS, LINES, AREAS = ("Point",), ("LineString", "MultiLineString"), ("Polygon", "MultiPolygon")
KIND_OF_TYPE = {**dict.fromkeys(POINTS, "point"), **dict.fromkeys(LINES, "line"), **dict.fromkeys(AREAS, "area")}
"""type of geometry -> `Item.located`"""
LEVELS = {"Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""lists around a position"""
USABLE_BOUNDS = (105.0, 15.0, 125.0, 30.0)
"""west, south, east, north in degrees: where anything may lie, as far as EPSG:4547 can hold it"""
MAX_POSITIONS = 100_000
"""of one geometry"""
RESOLUTION_DEG = 1e-6
"""about 0.1 m: what is smaller cannot be drawn"""

Bounds = tuple[float, float, float, float]


FAULTS = {
    "Self-intersection": "自相交", "Ring Self-intersection": "环自相交", "Hole lies outside shell": "洞在外环之外",
    "Holes are nested": "洞相互嵌套", "Nested shells": "外环相互嵌套", "Duplicate Rings": "环重复",
    "Interior is disconnected": "内部不连通", "Too few points in geometry component": "点数不足",
    "Ring not closed": "环未闭合", "Invalid Coordinate": "坐标无效",
}  # fmt: skip
"""GEOS's words for what is wrong with a geometry"""


class _MisdrawnError(ValueError):
    """Coordinates that are no geometry."""


def usable_geometry(
    raw: Any, found: Findings, *, types: tuple[str, ...] = tuple(LEVELS), bounds: Bounds
) -> BaseGeometry | None:
    """A GeoJSON geometry of one of types, without heights; None where it is null or unusable, told in found."""
    if raw is None:
        return None
    kind = raw.get("type") if isinstance(raw, dict) else raw
    if not isinstance(raw, dict) or kind not in types:
        found.add("bad-geometry", detail=Both(f"类型 {shown(kind)}", f"type {shown(kind)}"))
        return None
    try:
        positions = _positions(raw.get("coordinates"), LEVELS[kind])
        high = any(len(position) > 2 for position in positions)
        coordinates = _flat(raw["coordinates"], LEVELS[kind]) if high else raw["coordinates"]
        geometry = shape({"type": kind, "coordinates": _in_arrays(coordinates, LEVELS[kind])})
    except _MisdrawnError as error:
        found.add("bad-geometry", detail=error.args[0])
        return None
    except (TypeError, ValueError, IndexError, shapely.errors.ShapelyError) as error:
        found.add("bad-geometry", detail=Both("坐标不成几何", str(error)[:SHOWN_LENGTH]))
        return None
    fault = _fault(geometry, bounds)
    if fault is not None:
        code, values = fault
        found.add(code, **values)
        return None
    if high:
        found.add("has-height")
    return geometry


def _positions(coordinates: Any, levels: int) -> list[list[float]]:
    """Every position of coordinates. Raises _MisdrawnError where they are not lists of numbers, so many levels deep."""
    # All of a level at once: a plan and its city have a hundred thousand positions.
    found = [coordinates]
    for _ in range(levels):
        if odd := [part for part in found if not isinstance(part, list)]:
            raise _MisdrawnError(f"{shown(odd[0])} ≠ […]")
        found = [part for parts in found for part in parts]
    if len(found) > MAX_POSITIONS:
        raise _MisdrawnError(Both(f"超过 {MAX_POSITIONS} 点", f"more than {MAX_POSITIONS} points"))
    if not found:
        raise _MisdrawnError(Both("空", "empty"))
    if not _are_positions(found):
        odd = next(part for part in found if not _are_positions([part]))
        raise _MisdrawnError(f"{shown(odd)} ≠ [lon, lat]")
    return found


def _are_positions(parts: Sequence[Any]) -> bool:
    """Whether each is a list of two or three numbers: true and false are none."""
    return (
        set(map(type, parts)) == {list}
        and set(map(len, parts)) <= {2, 3}
        and set(map(type, chain.from_iterable(parts))) <= {int, float}
    )


def _flat(coordinates: Any, levels: int) -> Any:
    """Coordinates without heights."""
    return coordinates[:2] if levels == 0 else [_flat(part, levels - 1) for part in coordinates]


def _in_arrays(coordinates: Any, levels: int) -> Any:
    """Coordinates whose lists of positions are arrays: position by position shapely takes ten times as long."""
    if levels <= 1:
        return np.array(coordinates, dtype=float) if levels else coordinates
    return [_in_arrays(part, levels - 1) for part in coordinates]


def _fault(geometry: BaseGeometry, bounds: Bounds) -> tuple[str, dict[str, str]] | None:
    """The code and values of what keeps a geometry from being drawn."""
    if geometry.is_empty:
        return "bad-geometry", {"detail": Both("空", "empty")}
    west, south, east, north = geometry.bounds
    if west < bounds[0] or south < bounds[1] or east > bounds[2] or north > bounds[3]:
        return "outside-region", {"value": f"{west:.3f}, {south:.3f}, {east:.3f}, {north:.3f}"}
    if not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)[:SHOWN_LENGTH]
        fault, bracket, place = reason.partition("[")
        return "invalid-geometry", {"detail": Both(FAULTS.get(fault, "不成几何") + bracket + place, reason)}
    if any(shapely.set_precision(part, RESOLUTION_DEG).is_empty for part in _small(geometry)):
        return "bad-geometry", {"detail": "< 0.1 m"}
    return None


def _small(geometry: BaseGeometry) -> NDArray[np.object_]:
    """Lines and areas of a geometry of which nothing may be left on a grid of RESOLUTION_DEG.

    To move a whole city to the grid takes longer than to read it: what is left of a wide part is plain.
    """
    if "Point" in geometry.geom_type:
        return np.empty(0, dtype=object)
    if geometry.geom_type == "Polygon" and geometry.area > 2 * RESOLUTION_DEG * geometry.length:
        return np.empty(0, dtype=object)
    parts = shapely.get_parts(geometry)
    west, south, east, north = shapely.bounds(parts).T
    long = np.maximum(east - west, north - south) > 2 * RESOLUTION_DEG
    wide = shapely.area(parts) > 2 * RESOLUTION_DEG * shapely.length(parts)
    dimensions = shapely.get_dimensions(parts)
    small: NDArray[np.object_] = parts[~np.where(dimensions == 1, long, wide) & (dimensions > 0)]
    return small


def as_geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """A geometry as GeoJSON writes it."""
    result: dict[str, Any] = mapping(geometry)
    return result
