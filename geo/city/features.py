"""The city's files of data/basemap, read strictly: what is wrong is named and left out, the rest is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.basemap import BASEMAP_FILES
from geo.city.fields import NEEDED, OPTIONAL, types_of
from geo.files.features import read_features
from geo.files.shapes import USABLE_BOUNDS, usable_geometry
from geo.files.strict import SHOWN_LENGTH, shown
from geo.folder import DATA
from geo.messages import Breach, Findings

FOLDER = "basemap"
MAX_FILES = 50
MAX_UNKNOWN = 20
"""unknown fields of one feature that are named"""


@dataclass(frozen=True, slots=True)
class CityFeature:
    """One thing of the city that the plan does not speak of: a line, a station, a river, a place name."""

    id: str
    kind: str
    """one of KINDS"""
    name: str
    name_en: str
    rank: int
    """how much it matters among its kind, 1 (the most) to 4"""
    uncertainty_m: int
    sources: tuple[str, ...]
    geometry: BaseGeometry
    """WGS-84 degrees, longitude first"""
    file: str
    ref: str = ""
    """number of a road or line"""
    color: str = ""
    """#rrggbb of a metro line; empty without one"""
    lines: tuple[str, ...] = ()
    """what stops at a station"""
    interchange: bool = False
    elevation_m: float | None = None
    area_m2: float | None = None
    district: str = ""
    """id of a unit; empty where none or several"""
    label: tuple[float, float] | None = None
    """where its name stands, WGS-84"""
    note: str = ""


def load_city(data: Path = DATA) -> tuple[list[CityFeature], list[Breach]]:
    """Features of the city in the order of files and features, and what is wrong with the rest.

    They are in all files of data/basemap but those of geo.basemap. A plan without such files has none, and nothing is
    wrong.
    """
    breaches: list[Breach] = []
    features: dict[str, CityFeature] = {}
    for path in _files(data, breaches):
        for feature in _features(path, breaches):
            if feature.id in features:
                known = features[feature.id].file
                breaches.append(Breach(feature.file, feature.id, "duplicate-id", {"value": known}))
            else:
                features[feature.id] = feature
    return list(features.values()), breaches


def _files(data: Path, breaches: list[Breach]) -> list[Path]:
    try:
        paths = sorted(path for path in (data / FOLDER).glob("*.geojson") if path.stem not in BASEMAP_FILES)
    except OSError:
        return []
    if len(paths) > MAX_FILES:
        values = {"field": "*.geojson", "detail": str(MAX_FILES)}
        breaches.append(Breach(f"data/{FOLDER}", "", "too-many", values))
    return paths[:MAX_FILES]


def _features(path: Path, breaches: list[Breach]) -> Iterator[CityFeature]:
    file = f"data/{FOLDER}/{path.name}"
    rows, foreign = read_features(path, file, breaches)
    for position, row in enumerate([] if foreign else rows, start=1):
        feature = _feature(row, file, position, breaches)
        if feature:
            yield feature


def _feature(row: Any, file: str, position: int, breaches: list[Breach]) -> CityFeature | None:
    """A feature with its fields and its geometry; None where it cannot be shown."""
    properties = row.get("properties") if isinstance(row, dict) else None
    if not isinstance(properties, dict):
        Findings(file, "", breaches).add("not-a-feature", value=str(position))
        return None
    identifier = properties.get("id")
    name = str(identifier) if NEEDED["id"].right(identifier) else f"#{position}"
    found = Findings(file, name, breaches)
    values = _values(properties, found)
    if row.get("geometry") is None:
        found.add("bad-geometry", detail="null")
    geometry = usable_geometry(row.get("geometry"), found, types=types_of(values["kind"]), bounds=USABLE_BOUNDS)
    if geometry is None or None in (values[name] for name in NEEDED):
        return None
    return CityFeature(**values, geometry=geometry, file=file)


def _values(properties: dict[str, Any], found: Findings) -> dict[str, Any]:
    """Every field of the right kind; None for one that is needed and missing or wrong."""
    extra = [name for name in properties if name not in NEEDED and name not in OPTIONAL][:MAX_UNKNOWN]
    for name in extra:
        found.add("unknown-field", field=name[:SHOWN_LENGTH])
    values: dict[str, Any] = {}
    for name, field in (*NEEDED.items(), *OPTIONAL.items()):
        value = properties.get(name, field.fallback)
        right = name in properties and field.right(value)
        if name in properties and not right:
            found.add("bad-value", field=name, value=shown(value), detail=field.kind)
        elif name in NEEDED and name not in properties:
            found.add("missing-field", field=name)
        values[name] = value if right else field.fallback
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def source_breaches(features: Iterable[CityFeature], sources: frozenset[str]) -> Iterator[Breach]:
    """Sources of features that data/SOURCES.md does not have."""
    for feature in features:
        for source in feature.sources:
            if source not in sources:
                yield Breach(feature.file, feature.id, "unknown-source", {"value": source})


def district_breaches(features: Iterable[CityFeature], units: frozenset[str]) -> Iterator[Breach]:
    """Districts of features that the plan does not have."""
    for feature in features:
        if feature.district and feature.district not in units:
            values = {"field": "district", "value": feature.district}
            yield Breach(feature.file, feature.id, "unknown-reference", values)
