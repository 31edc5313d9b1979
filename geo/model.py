"""The plan as values: items, units, and what is wrong with the files they come from."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geo.folder import DATA
from geo.messages import Breach


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
    plan_column: int | None
    """number of the boxed table of the plan that the clause stands in; None in running text"""
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
    data: Path = DATA
    """the folder that it was read from"""

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    def children(self, parent: str) -> tuple[Item, ...]:
        """Items that name parent as theirs, in plan order."""
        return tuple(item for item in self.items if item.parent == parent)
