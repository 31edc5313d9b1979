"""The names of the city: where each may stand, and how it is found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import shapely
from shapely.geometry.base import BaseGeometry

from geo.city.features import CityFeature
from geo.city.kinds import KINDS
from geo.model import Unit
from geo.query import syllables_of
from layers.city.places import deltas, stepped
from layers.city.records import CityName
from layers.style.city import CityKind

SPACING_DEG = 0.012
"""about 1.2 km along a line from one place for its name to the next"""
MOST_PLACES = 64


def city_names(features: Sequence[CityFeature], units: Sequence[Unit], kinds: Mapping[str, CityKind]) -> list[CityName]:
    """Names of all features, the parts of a line as one."""
    return [_name(group, units, kinds[group[0].kind]) for group in _groups(features)]


def line_numbers(features: Sequence[CityFeature]) -> dict[str, int]:
    """Id of each part of a line -> number of its name among all."""
    groups = enumerate(_groups(features))
    return {feature.id: number for number, group in groups if KINDS[group[0].kind] == ("line",) for feature in group}


def _groups(features: Iterable[CityFeature]) -> Iterator[list[CityFeature]]:
    """Features that share a name: lines are written in parts, any other name twice is two things."""

    def key(feature: CityFeature) -> tuple[str, str]:
        return (feature.kind, feature.name if KINDS[feature.kind] == ("line",) else feature.id)

    for _, group in groupby(sorted(features, key=key), key=key):
        yield sorted(group, key=lambda feature: (feature.rank, -feature.geometry.length))


def _name(group: Sequence[CityFeature], units: Sequence[Unit], kind: CityKind) -> CityName:
    first = group[0]
    places = [place for feature in group for place in _places(feature)][:MOST_PLACES]
    record = CityName(
        kind=first.kind,
        rank=first.rank,
        name=first.name,
        name_en=first.name_en,
        places=deltas(stepped(places)),
        pinyin=" ".join(syllables_of(_in_full(first.name, kind))),
    )
    district = first.district or ("" if KINDS[first.kind] == ("line",) else _unit_at(places[0], units))
    if district in {unit.id for unit in units}:
        record["district"] = district
    if about := first.ref or " ".join(first.lines) or _height(first):
        record["about"] = about
    if first.color:
        record["color"] = first.color
    return record


def _in_full(name: str, kind: CityKind) -> str:
    return name if name.endswith(kind.suffix_zh) else name + kind.suffix_zh


def _height(feature: CityFeature) -> str:
    return f"{feature.elevation_m:.0f}" if feature.kind == "peak" and feature.elevation_m else ""


def _unit_at(place: Sequence[float], units: Sequence[Unit]) -> str:
    point = shapely.Point(place)
    return next((unit.id for unit in units if unit.geometry.intersects(point)), "")


def _places(feature: CityFeature) -> list[tuple[float, float]]:
    """Where a feature's name may stand, best first."""
    if feature.label:
        return [feature.label]
    if "Line" in feature.geometry.geom_type:
        return [place for line in _longest_first(feature.geometry) for place in _along(line)]
    if feature.geometry.geom_type == "Point":
        return [(feature.geometry.x, feature.geometry.y)]
    largest = max(shapely.get_parts(feature.geometry), key=lambda part: part.area)
    inside = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return [(inside.x, inside.y)]


def _longest_first(geometry: BaseGeometry) -> list[shapely.LineString]:
    return sorted(shapely.get_parts(geometry), key=lambda part: part.length, reverse=True)


def _along(line: shapely.LineString) -> Iterator[tuple[float, float]]:
    """Places along a line: the middle, then the middles of its halves, and so on, so that the first lie far apart."""
    parts = 1
    while parts == 1 or line.length / parts > SPACING_DEG:
        for at in range(parts):
            place = line.interpolate((2 * at + 1) / (2 * parts), normalized=True)
            yield place.x, place.y
        parts *= 2
