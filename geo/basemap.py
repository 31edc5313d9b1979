"""The files of data/basemap, read strictly: sea, land, neighbours, borders, names of waters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.files.features import read_features
from geo.files.fields import NAME_TEXT, Check, Field
from geo.files.shapes import AREAS, LINES, POINTS, USABLE_BOUNDS, as_geojson, usable_geometry
from geo.files.strict import shown
from geo.folder import DATA
from geo.messages import Breach, Findings

BORDER_KINDS = ("neighbour", "district", "city")
LAST_RANK = 9


def _is_place(value: Any) -> bool:
    west, south, east, north = USABLE_BOUNDS
    pair = isinstance(value, list) and len(value) == 2 and all(type(number) in (int, float) for number in value)
    return pair and west <= value[0] <= east and south <= value[1] <= north


def _one_of(values: tuple[str, ...]) -> Check:
    return lambda value: value in values


@dataclass(frozen=True, slots=True)
class Kind:
    """What one file of data/basemap holds."""

    types: tuple[str, ...]
    fields: Mapping[str, Field] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    """fields without which a feature means nothing"""


NAMES = {"name": NAME_TEXT, "name_en": NAME_TEXT}
BASEMAP_FILES = {
    "sea": Kind(AREAS),
    "land": Kind(AREAS),
    "neighbours": Kind(AREAS, NAMES | {"id": NAME_TEXT, "label": Field("[lon, lat]", _is_place, None)}),
    "borders": Kind(LINES, {"kind": Field(" | ".join(BORDER_KINDS), _one_of(BORDER_KINDS), "")}, frozenset({"kind"})),
    "labels": Kind(
        POINTS,
        NAMES | {"rank": Field(f"0…{LAST_RANK}", lambda rank: type(rank) is int and 0 <= rank <= LAST_RANK, LAST_RANK)},
    ),
}
"""name of the file -> what it holds"""


Shape = tuple[dict[str, Any], BaseGeometry]
"""a feature's fields and its geometry, WGS-84"""


def load_basemap_shapes(data: Path = DATA) -> tuple[dict[str, list[Shape]], list[Breach]]:
    """Features of data/basemap by file name, each of the right kind with usable geometry; the rest are breaches."""
    breaches: list[Breach] = []
    shapes = {
        path.stem: _shapes(path, kind, breaches)
        for path, kind in zip(_paths(data), BASEMAP_FILES.values(), strict=True)
    }
    return shapes, breaches


def load_basemap_features(data: Path = DATA) -> tuple[dict[str, list[dict[str, Any]]], list[Breach]]:
    """The same as GeoJSON's features."""
    shapes, breaches = load_basemap_shapes(data)
    features = {
        name: [{"properties": values, "geometry": as_geojson(geometry)} for values, geometry in rows]
        for name, rows in shapes.items()
    }
    return features, breaches


def basemap_features(data: Path = DATA) -> dict[str, list[dict[str, Any]]]:
    """The features alone, read again only when a file has changed. They are everybody's: nobody may change them."""
    return _present(data, tuple(map(_stamp, _paths(data))))


def _paths(data: Path) -> list[Path]:
    return [data / "basemap" / f"{name}.geojson" for name in BASEMAP_FILES]


def _stamp(path: Path) -> tuple[int, int] | None:
    """Time and size of a file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=2)
def _present(data: Path, _stamps: tuple[tuple[int, int] | None, ...]) -> dict[str, list[dict[str, Any]]]:
    return load_basemap_features(data)[0]


def _shapes(path: Path, kind: Kind, breaches: list[Breach]) -> list[Shape]:
    file = f"data/basemap/{path.name}"
    features, foreign = read_features(path, file, breaches)
    if foreign:
        return []
    read = (
        _shape(feature, kind, Findings(file, f"#{position}", breaches))
        for position, feature in enumerate(features, start=1)
    )
    return [found for found in read if found is not None]


def _shape(feature: Any, kind: Kind, found: Findings) -> Shape | None:
    """A feature with its fields and its geometry; None where it cannot be drawn."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        found.add("not-a-feature", value=found.item.lstrip("#"))
        return None
    wrong = {name for name, field in kind.fields.items() if not field.right(properties.get(name))}
    for name in sorted(wrong):
        found.add("bad-value", field=name, value=shown(properties.get(name)), detail=kind.fields[name].kind)
    if feature.get("geometry") is None:
        found.add("bad-geometry", detail="null")
    geometry = usable_geometry(feature.get("geometry"), found, types=kind.types, bounds=USABLE_BOUNDS)
    if geometry is None or wrong & kind.needed:
        return None
    values = {name: field.fallback if name in wrong else properties[name] for name, field in kind.fields.items()}
    return _placed(values, geometry), geometry


def _placed(values: dict[str, Any], geometry: BaseGeometry) -> dict[str, Any]:
    """Values with a place for the label where the file gives none that can be used."""
    if "label" in values and values["label"] is None:
        place = geometry.representative_point()
        return values | {"label": [place.x, place.y]}
    return values
