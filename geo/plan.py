"""The plan as values: `load_plan()` is the only reader of data/.

A file or an item that breaks a rule never stops the app and is never dropped silently: every breach is in
`Plan.breaches`, and an item whose geometry cannot be used stays in the plan without one, so that totals count it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.folder import DATA
from geo.messages import Breach
from geo.schema import geometry_breach, property_breaches, schema_breach

WGS84_NAMES = {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"}
UNIT_COUNT = 11
UNIT_CATEGORY = "各区发展定位"
MAX_SHOWN_NAME = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source says of an item's place."""

    source: str
    """id in data/SOURCES.md"""
    says: str


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One work, area or policy of the plan. Fields are described in data/plan.schema.json."""

    id: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    theme: str
    category: str
    plan_verb: str
    stage: str
    clause: tuple[str, ...]
    """the governing clause as printed; more than one part where a page break cuts it"""
    section: str
    column: int | None
    districts: tuple[str, ...]
    located: str
    precision: str
    uncertainty_m: int | None
    """radius in metres within which the true place lies; None for citywide items"""
    evidence: tuple[Evidence, ...]
    inferred: bool
    parent: str | None
    same_place_as: tuple[str, ...]
    note: str
    geometry: BaseGeometry | None
    """WGS-84, longitude first; None for citywide items and where the file's geometry cannot be used"""
    file: str

    @property
    def clause_text(self) -> str:
        """The clause in one piece."""
        return "".join(self.clause)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One of the 11 units of Column 4, on land."""

    id: str
    name: str
    name_en: str
    kind: str
    """district | new-district | cooperation-zone"""
    area_km2_official: float | None
    """km² of land as an office published it; None where nothing official was found"""
    area_source: str | None
    positioning: tuple[str, ...]
    key_areas: tuple[str, ...]
    goal: str
    geometry: BaseGeometry
    """WGS-84, longitude first"""


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything that data/ says, and everything that is wrong with it."""

    items: tuple[Item, ...]
    units: tuple[Unit, ...]
    breaches: tuple[Breach, ...]

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    def children(self, parent: str) -> tuple[Item, ...]:
        """Items that name parent as theirs, in plan order."""
        return tuple(item for item in self.items if item.parent == parent)


def _read_features(path: Path, name: str, breaches: list[Breach]) -> list[Any]:
    """Features of a GeoJSON file; what keeps it from being read goes to breaches."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        breaches.append(Breach(name, "", "file-missing"))
        return []
    except (OSError, ValueError) as error:
        breaches.append(Breach(name, "", "file-not-json", {"detail": str(error)[:120]}))
        return []
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection" or not isinstance(content.get("features"), list):
        breaches.append(Breach(name, "", "file-not-collection"))
        return []
    crs_member = content.get("crs")
    if crs_member is not None:
        crs_name = str((crs_member.get("properties") or {}).get("name") if isinstance(crs_member, dict) else crs_member)
        if crs_name not in WGS84_NAMES:
            breaches.append(Breach(name, "", "foreign-crs", {"value": crs_name[:80]}))
            return [{**f, "geometry": None} if isinstance(f, dict) else f for f in content["features"]]
    return list(content["features"])


def _item(properties: dict[str, Any], geometry: BaseGeometry | None, file: str) -> Item:
    clause = properties["clause"]
    return Item(
        **{key: properties[key] for key in ("id", "name", "name_en", "theme", "category", "plan_verb", "stage", "section")},
        **{key: properties[key] for key in ("column", "located", "precision", "uncertainty_m", "inferred", "parent", "note")},
        aliases=tuple(properties["aliases"]),
        clause=(clause,) if isinstance(clause, str) else tuple(clause),
        districts=tuple(properties["districts"]),
        evidence=tuple(Evidence(**entry) for entry in properties["evidence"]),
        same_place_as=tuple(properties["same_place_as"]),
        geometry=geometry,
        file=file,
    )


def _usable_geometry(raw: Any, file: str, identifier: str, breaches: list[Breach]) -> BaseGeometry | None:
    if raw is None:
        return None
    breach = geometry_breach(raw, file=file, item=identifier)
    if breach is not None:
        breaches.append(breach)
        return None
    return shape(raw)


def _iter_items(file: str, features: list[Any], breaches: list[Breach]) -> Iterator[Item]:
    for position, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            breaches.append(Breach(file, "", "not-a-feature", {"value": str(position)}))
            continue
        identifier = str(properties.get("id", f"#{position}"))
        found = property_breaches(properties, file=file, item=identifier)
        breaches.extend(found)
        geometry = _usable_geometry(feature.get("geometry"), file, identifier, breaches)
        wrong = {breach.values["field"] for breach in found}
        yield _item(_completed(properties, identifier, wrong), geometry, file)


# What stands in for a field that is missing or of the wrong kind, so that the rest of the item can still be shown.
FALLBACKS: dict[str, Any] = {
    "name": "", "name_en": "", "aliases": [], "theme": "", "category": "", "plan_verb": "", "stage": "policy", "clause": "",
    "section": "", "column": None, "districts": [], "located": "citywide", "precision": "citywide", "uncertainty_m": None,
    "evidence": [], "inferred": False, "parent": None, "same_place_as": [], "note": "",
}  # fmt: skip


def _completed(properties: dict[str, Any], identifier: str, wrong: set[str]) -> dict[str, Any]:
    """Properties with every field of the right kind: missing and wrong ones replaced by their fallback."""
    if not wrong and FALLBACKS.keys() <= properties.keys():
        return properties
    kept = {key: properties[key] for key in FALLBACKS if key in properties and key not in wrong}
    return FALLBACKS | kept | {"id": identifier, "name": str(properties.get("name") or identifier)[:MAX_SHOWN_NAME]}


def _unit(properties: dict[str, Any], geometry: BaseGeometry) -> Unit:
    return Unit(
        **{key: properties[key] for key in ("id", "name", "name_en", "kind", "area_km2_official", "area_source", "goal")},
        positioning=tuple(properties["positioning"]),
        key_areas=tuple(properties["key_areas"]),
        geometry=geometry,
    )


def _unit_item(properties: dict[str, Any], geometry: BaseGeometry) -> Item:
    """A unit as an item of the plan: Column 4's entry itself."""
    shared = {
        key: properties[key] for key in ("id", "name", "name_en", "plan_verb", "clause", "section", "uncertainty_m", "evidence", "note")
    }
    fixed = {"theme": "structure", "category": UNIT_CATEGORY, "stage": "policy", "column": 4, "located": "area", "precision": "extent"}
    rest: dict[str, Any] = {"aliases": [], "districts": [properties["id"]], "inferred": False, "parent": None, "same_place_as": []}
    return _item(shared | fixed | rest, geometry, "data/districts.geojson")


def _units(data: Path, breaches: list[Breach]) -> Iterator[tuple[Unit, Item]]:
    file = "data/districts.geojson"
    features = _read_features(data / "districts.geojson", file, breaches)
    count = 0
    for position, feature in enumerate(features, start=1):
        properties = (feature.get("properties") if isinstance(feature, dict) else None) or {}
        identifier = str(properties.get("id", f"#{position}"))
        geometry = _usable_geometry(feature.get("geometry") if isinstance(feature, dict) else None, file, identifier, breaches)
        try:
            if geometry is None:
                continue
            unit = _unit(properties, geometry)
            item = _unit_item(properties, geometry)
        except (KeyError, TypeError) as error:
            breaches.append(Breach(file, identifier, "missing-field", {"field": str(error).strip("'")}))
            continue
        count += 1
        yield unit, item
    if count != UNIT_COUNT:
        breaches.append(Breach(file, "", "units", {"value": str(count)}))


def load_plan(data: Path = DATA) -> Plan:
    """Read data/districts.geojson and data/plan/*.geojson. Never raises for bad data: see Plan.breaches."""
    unreadable = schema_breach()
    breaches: list[Breach] = [unreadable] if unreadable else []
    pairs = list(_units(data, breaches))
    items = [item for _, item in pairs]
    paths = sorted((data / "plan").glob("*.geojson"))
    if not paths:
        breaches.append(Breach("data/plan", "", "file-missing"))
    for path in paths:
        file = f"data/plan/{path.name}"
        items.extend(_iter_items(file, _read_features(path, file, breaches), breaches))
    return Plan(tuple(_unique(items, breaches)), tuple(unit for unit, _ in pairs), tuple(breaches))


def load_files(paths: Iterable[Path]) -> Plan:
    """Only the items of the plan files named, without units: for checking a file before it is added."""
    breaches: list[Breach] = []
    items = [item for path in paths for item in _iter_items(path.name, _read_features(path, path.name, breaches), breaches)]
    return Plan(tuple(_unique(items, breaches)), (), tuple(breaches))


def _unique(items: list[Item], breaches: list[Breach]) -> Iterator[Item]:
    """Items with ids made unique: a second use is reported and shown under its id with a number."""
    first_file: dict[str, str] = {}
    for item in items:
        if item.id not in first_file:
            first_file[item.id] = item.file
            yield item
            continue
        breaches.append(Breach(item.file, item.id, "duplicate-id", {"value": first_file[item.id]}))
        number = 2
        while f"{item.id}-{number}" in first_file:
            number += 1
        renamed = f"{item.id}-{number}"
        first_file[renamed] = item.file
        yield _renamed(item, renamed)


def _renamed(item: Item, identifier: str) -> Item:
    return Item(**{name: getattr(item, name) for name in Item.__dataclass_fields__} | {"id": identifier})
