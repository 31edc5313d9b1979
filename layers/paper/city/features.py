"""The city's features in EPSG:4547, read once, and at which zoom of the screen a paper shows how much of them."""

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.city.borders import inner_borders
from geo.city.features import FOLDER, CityFeature, load_city
from geo.crs import all_to_metric, to_metric
from geo.files.packed import Packed, kept_shapes
from geo.folder import DATA
from geo.model import Unit
from layers.style.city import BORDERED

CODE = Path(__file__)
FIELDS = tuple(field.name for field in fields(CityFeature) if field.name != "geometry")


@lru_cache(maxsize=4)
def city_features(data: Path = DATA) -> tuple[CityFeature, ...]:
    """What data/basemap has of the city, geometry and place of the label in EPSG:4547; what cannot be read is missing.

    Whoever looks at the data is told what is wrong with it (`geo.city.features.load_city`); a print is made all the
    same.
    """
    return kept_shapes("city", _files(data), lambda: _moved(_read(data)), _features, code=[CODE])


def _features(values: Any, shapes: Sequence[BaseGeometry]) -> tuple[CityFeature, ...]:
    return tuple(
        CityFeature(geometry=geometry, **_tuples(fields)) for fields, geometry in zip(values, shapes, strict=True)
    )


def _moved(features: Sequence[CityFeature]) -> Packed:
    """Fields of features as JSON has them, and their geometries, in EPSG:4547."""
    labels = iter(all_to_metric([shapely.Point(feature.label) for feature in features if feature.label]))
    values = [
        {name: getattr(feature, name) for name in FIELDS} | {"label": _place(next(labels)) if feature.label else None}
        for feature in features
    ]
    return values, all_to_metric([each.geometry for each in features]) if features else []


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def _place(point: BaseGeometry) -> tuple[float, float]:
    return point.x, point.y


@lru_cache(maxsize=4)
def _read(data: Path) -> tuple[CityFeature, ...]:
    return tuple(load_city(data)[0])


def _files(data: Path) -> list[Path]:
    try:
        return sorted((data / FOLDER).glob("*.geojson"))
    except OSError:
        return []


def subdistrict_borders(units: Sequence[Unit]) -> BaseGeometry:
    """Borders between subdistricts inside units, in EPSG:4547."""
    return _borders(tuple(unit.geometry for unit in units))


@lru_cache(maxsize=4)
def _borders(units: tuple[BaseGeometry, ...], data: Path = DATA) -> BaseGeometry:
    def made() -> Packed:
        around = shapely.union_all([unit.boundary for unit in units])
        areas = [feature.geometry for feature in _read(data) if feature.kind == BORDERED]
        return None, [to_metric(shapely.MultiLineString(inner_borders(areas, around)))]

    outlines = [shapely.to_wkb(unit) for unit in units]
    return kept_shapes("borders", _files(data), made, lambda _, shapes: shapes[0], code=[CODE], also=outlines)
