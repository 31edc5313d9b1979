"""The rules an item must keep beyond its schema: words, places and the links between items.

Distances are metres in EPSG:4547; geometry comes in as WGS-84.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.messages import Both, Breach
from geo.model import Item, Unit
from geo.outline.text import line_of

OFFSHORE, OUTSIDE, ACROSS, FOLD = "涉海", "市域外", "跨市", "折返"
EXTENT = re.compile(
    r"(?:^|。)((?:涉海|市域外|跨市|折返)(?:、(?:涉海|市域外|跨市|折返))*)。|【(海上|涉海|市域外|跨市|折返)】"
)
"""a sentence of a note that says where the item reaches: 跨市、涉海。 Older files write 【跨市】【海上】."""

STAGES_OF_VERB = {
    "完成": {"complete"}, "建成": {"complete"}, "推动完成": {"complete"},
    "加快": {"accelerate", "policy"}, "加快推进": {"accelerate"},
    "推动": {"promote", "start", "policy"}, "推进": {"promote", "study", "policy"}, "重点推进": {"promote"},
    "重点打造": {"promote"}, "聚焦": {"promote", "policy"}, "建设": {"promote", "policy"},
    "实施": {"promote", "policy"}, "开展": {"promote"}, "重点建设": {"promote"}, "全面推动": {"promote"},
    "启动": {"start"}, "规划研究": {"study"}, "规划建设": {"study", "promote", "policy"}, "规划": {"study", "promote"},
}  # fmt: skip
"""The stage that a printed verb stands for; verbs that are not here belong to policies."""

TYPES_OF_LOCATED = {
    "point": {"Point"}, "line": {"LineString", "MultiLineString"}, "area": {"Polygon", "MultiPolygon"},
    "citywide": {""},
}  # fmt: skip
UNCERTAINTY_RANGE_M = {
    "exact": (1, 50), "site": (1, 300), "extent": (10, 3000), "alignment": (10, 1000), "indicative": (100, 30000),
}  # fmt: skip
LOCATED_OF_PRECISION = {"extent": {"area"}, "alignment": {"line"}, "citywide": {"citywide"}}

MAX_OUTSIDE_SHARE = 0.02
MAX_SEA_SHARE = 0.05
BORDER_TOLERANCE_M = (50.0, 300.0)
MIN_CROSSING_M = 300.0


@dataclass(frozen=True)
class Boundaries:
    """What items are held against: units and land, WGS-84 in, EPSG:4547 inside."""

    units: Sequence[Unit]
    land: BaseGeometry
    land_m: BaseGeometry = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "land_m", crs.to_metric(self.land).buffer(BORDER_TOLERANCE_M[0]))
        shapely.prepare(self.land_m)

    @cached_property
    def units_m(self) -> dict[str, BaseGeometry]:
        """Units in EPSG:4547 by id."""
        return {unit.id: crs.to_metric(unit.geometry) for unit in self.units}

    @cached_property
    def _widened(self) -> dict[tuple[str, float], BaseGeometry]:
        return {}

    def widened_m(self, unit: str, by_m: float) -> BaseGeometry:
        """A unit with so many metres of its surroundings, made once."""
        made = self._widened.get((unit, by_m))
        if made is None:
            made = self._widened[unit, by_m] = self.units_m[unit].buffer(by_m)
        return made


def _breach(item: Item, code: str, **values: str) -> Breach:
    return Breach(item.file, item.id, code, values)


def word_breaches(item: Item, sources: frozenset[str]) -> Iterator[Breach]:
    """Clause printed, verb in the clause, stage of the verb, sources known."""
    for part in item.clause:
        if line_of(part) is None:
            yield _breach(item, "clause-not-printed", value=part[:40])
    if item.plan_verb and item.plan_verb not in item.clause_text:
        yield _breach(item, "verb-not-in-clause", value=item.plan_verb)
    stages = STAGES_OF_VERB.get(item.plan_verb, {"policy"})
    if item.stage not in stages:
        yield _breach(item, "stage-not-of-verb", value=item.plan_verb, detail=" | ".join(sorted(stages)))
    for evidence in item.evidence:
        if evidence.source not in sources:
            yield _breach(item, "unknown-source", value=evidence.source)


def precision_breaches(item: Item) -> Iterator[Breach]:
    """located, precision, uncertainty_m and the kind of geometry agree."""
    kind = item.geometry.geom_type if item.geometry is not None else ""
    if kind not in TYPES_OF_LOCATED.get(item.located, {kind}):
        yield _breach(item, "located-mismatch", value=item.located, detail=kind or "null")
    located = LOCATED_OF_PRECISION.get(item.precision)
    if located and item.located not in located:
        detail = f"located = {' | '.join(sorted(located))}"
        yield _breach(item, "precision-mismatch", value=item.precision, detail=detail)
    if item.precision == "citywide":
        if item.uncertainty_m is not None:
            detail = "uncertainty_m = null"
            yield _breach(item, "precision-mismatch", value=item.precision, detail=detail)
    elif item.precision in UNCERTAINTY_RANGE_M:
        low, high = UNCERTAINTY_RANGE_M[item.precision]
        if item.uncertainty_m is None or not low <= item.uncertainty_m <= high:
            detail = f"{low} ≤ uncertainty_m ≤ {high} ({item.uncertainty_m})"
            yield _breach(item, "precision-mismatch", value=item.precision, detail=detail)


def _size(geometry: BaseGeometry) -> float:
    """Area, length or count: what the share of a geometry is counted in."""
    return float(geometry.area or geometry.length or len(shapely.get_parts(geometry)))


def place_breaches(item: Item, boundaries: Boundaries) -> Iterator[Breach]:
    """The geometry lies in its districts, crosses each of them and no other, and no sea unless it is marked so."""
    if item.geometry is None:
        return
    geometry = crs.to_metric(item.geometry)
    reach = extent_words(item.note)
    tolerance_m = min(max(item.uncertainty_m or 0, BORDER_TOLERANCE_M[0]), BORDER_TOLERANCE_M[1])
    inside = {unit: boundaries.widened_m(unit, tolerance_m) for unit in boundaries.units_m if unit in item.districts}
    # Units are land: what lies at sea belongs to the unit that it may touch, so far as its place is known.
    nearby_m = max(tolerance_m, float(item.uncertainty_m or 0)) if OFFSHORE in reach else tolerance_m
    for unit in inside:
        if boundaries.units_m[unit].distance(geometry) > nearby_m:
            yield _breach(item, "districts-mismatch", detail=Both(f"不经过 {unit}", f"does not reach {unit}"))
    own = shapely.union_all(list(inside.values()))
    for unit, outline in boundaries.units_m.items():
        if unit not in item.districts and outline.intersects(geometry):
            foreign = geometry.intersection(outline).difference(own)
            too_long = (
                foreign.length > MIN_CROSSING_M
                if item.located == "line"
                else _share(foreign, geometry) > MAX_OUTSIDE_SHARE
            )
            if too_long:
                yield _breach(item, "districts-mismatch", detail=Both(f"还经过 {unit}", f"also lies in {unit}"))
    elsewhere = bool(reach & {OFFSHORE, OUTSIDE, ACROSS})
    if not elsewhere and _share(geometry.difference(own), geometry) > MAX_OUTSIDE_SHARE:
        percent = f"{_share(geometry.difference(own), geometry) * 100:.0f}%"
        yield _breach(
            item, "districts-mismatch", detail=Both(f"{percent} 在所列分区之外", f"{percent} outside the units listed")
        )
    sea_share = _share(geometry.difference(boundaries.land_m), geometry)
    # Where the land could not be read, nothing can be said of the sea.
    if OFFSHORE not in reach and sea_share > MAX_SEA_SHARE and not boundaries.land.is_empty:
        yield _breach(item, "in-the-sea", value=f"{sea_share * 100:.0f}")


def extent_words(note: str) -> frozenset[str]:
    """Which of 涉海, 市域外, 跨市 and 折返 a note says in a sentence of its own."""
    words = {word for sentence, tag in EXTENT.findall(note) for word in (sentence or tag).split("、")}
    return frozenset(OFFSHORE if word == "海上" else word for word in words)


def _share(part: BaseGeometry, whole: BaseGeometry) -> float:
    return 0.0 if part.is_empty else _size(part) / _size(whole)


def link_breaches(items: Sequence[Item]) -> Iterator[Breach]:
    """Parents and same places exist; no two items share one geometry unless they are linked."""
    known = {item.id for item in items}
    first_with: dict[bytes, Item] = {}
    for item in items:
        for field_name, targets in (
            ("parent", (item.parent,) if item.parent else ()),
            ("same_place_as", item.same_place_as),
        ):
            for target in targets:
                if target not in known:
                    yield _breach(item, "unknown-reference", field=field_name, value=target)
        if item.geometry is None:
            continue
        twin = first_with.setdefault(shapely.to_wkb(shapely.normalize(item.geometry)), item)
        if twin is not item and twin.id not in item.same_place_as and item.id not in twin.same_place_as:
            yield _breach(item, "identical", value=twin.id)
