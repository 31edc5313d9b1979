"""The city's features in EPSG:4547, read once, and at which zoom of the screen a paper shows how much of them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geo.city.borders import inner_borders
from geo.city.features import CityFeature, load_city
from geo.crs import all_to_metric, to_metric
from geo.folder import DATA
from geo.model import Unit
from layers.style.city import BORDERED


@lru_cache(maxsize=4)
def city_features(data: Path = DATA) -> tuple[CityFeature, ...]:
    """What data/basemap has of the city, geometry and place of the label in EPSG:4547; what cannot be read is missing.

    Whoever looks at the data is told what is wrong with it (`geo.city.features.load_city`); a print is made all the
    same.
    """
    features = _read(data)
    if not features:
        return ()
    labels = iter(all_to_metric([shapely.Point(feature.label) for feature in features if feature.label]))
    return tuple(
        replace(feature, geometry=geometry, label=_place(next(labels)) if feature.label else None)
        for feature, geometry in zip(features, all_to_metric([each.geometry for each in features]), strict=True)
    )


def _place(point: BaseGeometry) -> tuple[float, float]:
    return point.x, point.y


@lru_cache(maxsize=4)
def _read(data: Path) -> tuple[CityFeature, ...]:
    return tuple(load_city(data)[0])


def subdistrict_borders(units: Sequence[Unit]) -> BaseGeometry:
    """Borders between subdistricts inside units, in EPSG:4547."""
    return _borders(tuple(unit.geometry for unit in units))


@lru_cache(maxsize=4)
def _borders(units: tuple[BaseGeometry, ...], data: Path = DATA) -> BaseGeometry:
    around = shapely.union_all([unit.boundary for unit in units])
    areas = [feature.geometry for feature in _read(data) if feature.kind == BORDERED]
    return to_metric(shapely.MultiLineString(inner_borders(areas, around)))
