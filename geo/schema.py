"""The shape of one feature: properties against data/plan.schema.json, geometry against GeoJSON and the region."""

import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from jsonschema import Draft202012Validator, ValidationError
from shapely.geometry import shape

from geo.messages import Breach

SCHEMA_PATH = Path(__file__).resolve().parent.parent / "data" / "plan.schema.json"
REGION_BOUNDS = (112.3, 21.5, 116.6, 24.95)
"""west, south, east, north in degrees: where items may lie (data/ground reaches further)"""
GEOMETRY_TYPES = {"Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}
SHOWN_VALUE_LENGTH = 60


@cache
def schema() -> dict[str, Any]:
    """data/plan.schema.json as a dictionary."""
    content: dict[str, Any] = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    return content


def schema_breach() -> Breach | None:
    """What keeps the schema itself from being read; items are then loaded unchecked."""
    try:
        schema()
    except FileNotFoundError:
        return Breach("data/plan.schema.json", "", "file-missing")
    except (OSError, ValueError) as error:
        return Breach("data/plan.schema.json", "", "file-not-json", {"detail": str(error)[:SHOWN_VALUE_LENGTH]})
    return None


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def allowed(field: str) -> tuple[str, ...]:
    """The values that the schema allows for an enumerated field, in the schema's order."""
    definition = schema()["properties"][field]
    return tuple(definition.get("enum") or definition["items"]["enum"])


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN_VALUE_LENGTH else text[:SHOWN_VALUE_LENGTH] + "…"


def _breach(error: ValidationError, file: str, item: str) -> Iterator[Breach]:
    field = str(error.absolute_path[0]) if error.absolute_path else ""
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        yield from (Breach(file, item, "missing-field", {"field": field or name}) for name in missing)
    elif error.validator == "additionalProperties":
        extra = [name for name in error.instance if name not in error.schema["properties"]]
        yield from (Breach(file, item, "unknown-field", {"field": str(name)[:SHOWN_VALUE_LENGTH]}) for name in extra)
    elif error.validator == "enum":
        values = ", ".join(_shown(value) for value in error.validator_value)
        yield Breach(file, item, "unknown-value", {"field": field, "value": _shown(error.instance), "detail": values})
    else:
        detail = f"{error.validator} {_shown(error.validator_value)}"
        yield Breach(file, item, "bad-value", {"field": field, "value": _shown(error.instance), "detail": detail})


def property_breaches(properties: dict[str, Any], *, file: str, item: str) -> list[Breach]:
    """Breaches of data/plan.schema.json, one per missing, unknown or wrong field."""
    if schema_breach() is not None:
        return []
    found: dict[tuple[str, str], Breach] = {}
    for error in sorted(_validator().iter_errors(properties), key=lambda error: list(map(str, error.absolute_path))):
        for breach in _breach(error, file, item):
            found.setdefault((breach.code, breach.values["field"]), breach)
    return list(found.values())


def _numbers(coordinates: Any) -> Iterator[float]:
    if isinstance(coordinates, (list, tuple)):
        for part in coordinates:
            yield from _numbers(part)
    elif isinstance(coordinates, (int, float)) and not isinstance(coordinates, bool):
        yield float(coordinates)
    else:
        raise TypeError(f"{_shown(coordinates)} is not a number")


def geometry_breach(raw: Any, *, file: str, item: str) -> Breach | None:  # noqa: PLR0911 - one return per rule reads best
    """What keeps a GeoJSON geometry from being used: type, numbers, region (degrees) or validity."""
    if not isinstance(raw, dict) or raw.get("type") not in GEOMETRY_TYPES:
        kind = raw.get("type") if isinstance(raw, dict) else raw
        return Breach(file, item, "bad-geometry", {"detail": f"type {_shown(kind)}"})
    try:
        if not all(math.isfinite(number) for number in _numbers(raw.get("coordinates"))):
            return Breach(file, item, "bad-geometry", {"detail": "NaN or infinity"})
        geometry = shape(raw)
    except (TypeError, ValueError, AttributeError, IndexError, shapely.errors.ShapelyError) as error:
        return Breach(file, item, "bad-geometry", {"detail": str(error)[:SHOWN_VALUE_LENGTH]})
    if geometry.is_empty:
        return Breach(file, item, "bad-geometry", {"detail": "empty"})
    west, south, east, north = geometry.bounds
    if west < REGION_BOUNDS[0] or south < REGION_BOUNDS[1] or east > REGION_BOUNDS[2] or north > REGION_BOUNDS[3]:
        return Breach(file, item, "outside-region", {"value": f"{west:.3f}, {south:.3f}, {east:.3f}, {north:.3f}"})
    if not geometry.is_valid:
        return Breach(file, item, "invalid-geometry", {"detail": shapely.is_valid_reason(geometry)[:SHOWN_VALUE_LENGTH]})
    return None
