"""The plan as values: `load_plan()` is the only reader of data/.

A file or an item that breaks a rule never stops the app and is never dropped silently: every breach is in
`Plan.breaches`, and an item whose geometry cannot be used stays in the plan without one, so that totals count it.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.facts import facts, facts_breach
from geo.files.features import plan_files, read_features
from geo.files.fields import ITEM_FIELDS, UNIT_FIELDS, Field, completed
from geo.files.schema import has_passed, is_id, passed, property_breaches, schema_breaches
from geo.files.shapes import AREAS, KIND_OF_TYPE, usable_geometry
from geo.files.strict import clean, shown
from geo.folder import DATA
from geo.messages import Breach, Findings
from geo.model import Evidence, Item, Plan, Unit
from geo.parents import circles

UNITS_FILE = "data/districts.geojson"
SLUG = re.compile(r"[^a-z0-9]+")
MAX_CIRCLE = 8
"""items of a circle of parents that are named"""


def _read_features(path: Path, name: str, breaches: list[Breach]) -> list[Any]:
    """Features of a GeoJSON file; what keeps it from being read goes to breaches."""
    features, foreign = read_features(path, name, breaches)
    return [{**f, "geometry": None} if isinstance(f, dict) else f for f in features] if foreign else features


def _evidence(entries: list[dict[str, str]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(entry["source"], entry["says"]) for entry in entries)


def _clause(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _item(fields: dict[str, Any], geometry: BaseGeometry | None, file: str) -> Item:
    """An item of fields as `geo.files.fields.completed` gives them."""
    lists = {name: tuple(fields[name]) for name in ("aliases", "districts", "same_place_as")}
    rest = {"clause": _clause(fields["clause"]), "evidence": _evidence(fields["evidence"])}
    # Files keep the name that they have had from the first.
    own = {"plan_column" if name == "column" else name: value for name, value in fields.items()}
    return Item(**own | lists | rest, geometry=geometry, file=file)


def _identifier(properties: dict[str, Any], instead: str) -> str:
    """The id that a feature goes by: its own, or another where that one could not stand in a link."""
    identifier = properties.get("id")
    return identifier if isinstance(identifier, str) and is_id(identifier) else instead


def read_items(file: str, features: Sequence[Any], breaches: list[Breach]) -> Iterator[Item]:
    """Items of the features of a plan file; what is wrong with them goes to breaches."""
    stem = SLUG.sub("-", file.rpartition("/")[2].removesuffix(".geojson").lower()).strip("-")[:32]
    check = _Check(features, "plan")
    for position, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            breaches.append(Breach(file, "", "not-a-feature", {"value": str(position)}))
            continue
        identifier = _identifier(properties, f"{stem}-{position}".strip("-"))
        found = Findings(file, identifier, breaches)
        fields = _fields(properties, found, ITEM_FIELDS, check)
        geometry = usable_geometry(feature.get("geometry"), found, bounds=facts().region)
        if geometry is not None and KIND_OF_TYPE[geometry.geom_type] != fields["located"]:
            found.add("located-mismatch", value=fields["located"], detail=str(geometry.geom_type))
            # An item is drawn as what it is located as.
            fields["located"] = KIND_OF_TYPE[geometry.geom_type]
        yield _item(fields, geometry, file)
    check.remember()


class _Check:
    """The schema's check of a file's features: once for the same ones, as it takes longer than all else."""

    def __init__(self, features: Sequence[Any], schema: str) -> None:
        self.schema, self._faults = schema, 0
        self._rows = [feature.get("properties") if isinstance(feature, dict) else None for feature in features]
        self._before = has_passed(self._rows, schema)

    def breaches(self, properties: dict[str, Any], found: Findings) -> list[Breach]:
        """What is wrong with the properties of one of them."""
        if self._before:
            return []
        wrong = property_breaches(properties, file=found.file, item=found.item, schema=self.schema)
        self._faults += len(wrong)
        return wrong

    def remember(self) -> None:
        """All have been checked."""
        if not self._before and not self._faults:
            passed(self._rows, self.schema)


def _fields(properties: dict[str, Any], found: Findings, fields: Mapping[str, Field], check: _Check) -> dict[str, Any]:
    """Every field of an item or a unit, of the right kind; what is wrong goes to found."""
    wrong = check.breaches(properties, found)
    found.breaches.extend(wrong)
    names = {breach.values["field"] for breach in wrong}
    if not is_id(properties.get("id")) and "id" not in names:
        found.add("bad-value", field="id", value=shown(properties.get("id")), detail="a-z0-9-")
    return completed(properties, fields, found, wrong=names)


def _unit(fields: dict[str, Any], geometry: BaseGeometry) -> Unit:
    plain = ("id", "name", "name_en", "kind", "area_km2_official", "area_source", "goal")
    lists = {name: tuple(fields[name]) for name in ("positioning", "key_areas")}
    return Unit(**{name: fields[name] for name in plain} | lists, geometry=geometry)


def _unit_item(fields: dict[str, Any], geometry: BaseGeometry | None) -> Item:
    """A unit as an item of the plan: Column 4's entry itself."""
    shared = ("id", "name", "name_en", "plan_verb", "clause", "section", "uncertainty_m", "evidence", "note")
    kind = facts().unit_item
    fixed = {"theme": kind.theme, "category": kind.category, "stage": kind.stage, "column": kind.plan_column}
    drawn = {"located": "area", "precision": "extent"}
    rest: dict[str, Any] = {
        "aliases": [],
        "districts": [fields["id"]],
        "inferred": False,
        "parent": None,
        "same_place_as": [],
    }
    return _item({name: fields[name] for name in shared} | fixed | drawn | rest, geometry, UNITS_FILE)


def _unit_and_item(feature: dict[str, Any], found: Findings, check: _Check) -> tuple[Unit | None, Item]:
    fields = _fields(feature["properties"], found, UNIT_FIELDS, check)
    geometry = usable_geometry(feature.get("geometry"), found, types=AREAS, bounds=facts().region)
    if feature.get("geometry") is None:
        found.add("bad-geometry", detail="null")
    return (None if geometry is None else _unit(fields, geometry)), _unit_item(fields, geometry)


def read_unit(feature: dict[str, Any], breaches: list[Breach]) -> tuple[Unit | None, Item]:
    """A unit and its item of a feature whose id is one; what is wrong with it goes to breaches."""
    found = Findings(UNITS_FILE, str(feature["properties"]["id"]), breaches)
    return _unit_and_item(feature, found, _Check([feature], "districts"))


def _units(data: Path, breaches: list[Breach]) -> Iterator[tuple[Unit | None, Item]]:
    """Every unit with its item; without a usable outline there is the item only."""
    count = 0
    taken: set[str] = set()
    features = _read_features(data / "districts.geojson", UNITS_FILE, breaches)
    check = _Check(features, "districts")
    for position, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            breaches.append(Breach(UNITS_FILE, "", "not-a-feature", {"value": str(position)}))
            continue
        identifier = _identifier(properties, f"unit-{position}")
        found = Findings(UNITS_FILE, _free(identifier, taken), breaches)
        taken.add(found.item)
        if found.item != identifier:
            breaches.append(Breach(UNITS_FILE, identifier, "duplicate-id", {"value": UNITS_FILE}))
        unit, item = _unit_and_item(feature, found, check)
        count += unit is not None
        yield unit, item
    check.remember()
    expected = facts().units
    if expected is not None and count != expected:
        breaches.append(Breach(UNITS_FILE, "", "units", {"value": str(count), "detail": str(expected)}))


def _free(identifier: str, taken: Container[str]) -> str:
    """identifier, or identifier with the first number from 2 that is not taken."""
    number, found = 2, identifier
    while found in taken:
        found, number = f"{identifier}-{number}", number + 1
    return found


def load_plan(data: Path = DATA) -> Plan:
    """Read data/districts.geojson and data/plan/*.geojson. Never raises for bad data: see Plan.breaches."""
    breaches = [*schema_breaches(), *filter(None, [facts_breach()])]
    pairs = list(_units(data, breaches))
    items = [item for _, item in pairs]
    paths = plan_files(data)
    if not paths:
        breaches.append(Breach("data/plan", "", "file-missing"))
    for path in paths:
        file = f"data/plan/{clean(path.name)}"
        items.extend(read_items(file, _read_features(path, file, breaches), breaches))
    unique = tuple(_unique(items, breaches))
    file_of = {item.id: item.file for item in unique}
    for circle in circles({item.id: item.parent for item in unique}):
        breaches.append(
            Breach(
                file_of[circle[0]],
                circle[0],
                "parent-circle",
                {"detail": " → ".join([*circle[:MAX_CIRCLE], circle[0]])},
            )
        )
    return Plan(unique, tuple(unit for unit, _ in pairs if unit is not None), tuple(breaches), data)


def load_files(paths: Iterable[Path]) -> Plan:
    """Only the items of the plan files named, without units: for checking a file before it is added."""
    breaches: list[Breach] = []
    named = [(path, clean(path.name)) for path in paths]
    items = [item for path, file in named for item in read_items(file, _read_features(path, file, breaches), breaches)]
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
        renamed = _free(item.id, first_file)
        first_file[renamed] = item.file
        yield replace(item, id=renamed)
