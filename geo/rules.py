"""The rules an item must keep beyond its schema: words, places and the links between items.

Distances are metres in EPSG:4547; geometry comes in as WGS-84.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.messages import Breach
from geo.outline import line_of
from geo.plan import Item, Unit

OFFSHORE, OUTSIDE, ACROSS, FOLD = "涉海", "市域外", "跨市", "折返"
EXTENT = re.compile(r"(?:^|。)((?:涉海|市域外|跨市|折返)(?:、(?:涉海|市域外|跨市|折返))*)。|【(海上|涉海|市域外|跨市|折返)】")
"""a sentence of a note that says where the item reaches: 跨市、涉海。 Older files write 【跨市】【海上】."""

STAGES_OF_VERB = {
    "完成": {"complete"}, "建成": {"complete"}, "推动完成": {"complete"},
    "加快": {"accelerate", "policy"}, "加快推进": {"accelerate"},
    "推动": {"promote", "policy"}, "推进": {"promote", "study", "policy"}, "重点推进": {"promote"}, "重点打造": {"promote"},
    "聚焦": {"promote", "policy"}, "建设": {"promote", "policy"}, "实施": {"promote", "policy"}, "开展": {"promote"}, "重点建设": {"promote"},
    "全面推动": {"promote"}, "启动": {"start"}, "规划研究": {"study"}, "规划建设": {"study", "policy"}, "规划": {"study"},
}  # fmt: skip
"""The stage that a printed verb stands for; verbs that are not here belong to policies."""

TYPES_OF_LOCATED = {
    "point": {"Point"}, "line": {"LineString", "MultiLineString"}, "area": {"Polygon", "MultiPolygon"}, "citywide": {""},
}  # fmt: skip
UNCERTAINTY_RANGE_M = {
    "exact": (1, 50), "site": (1, 300), "extent": (10, 3000), "alignment": (10, 1000), "indicative": (100, 30000),
}  # fmt: skip
LOCATED_OF_PRECISION = {"extent": {"area"}, "alignment": {"line"}, "citywide": {"citywide"}}

MAX_OUTSIDE_SHARE = 0.02
MAX_SEA_SHARE = 0.05
BORDER_TOLERANCE_M = (50.0, 300.0)
MIN_CROSSING_M = 300.0
MAX_TURN_DEG = 120.0
CONTROL_POINT = re.compile(r"^控制点(\d+) (.+?) (\d+(?:\.\d+)?),(\d+(?:\.\d+)?) ±(\d+)m")
CONTROL_POINT_SLACK_M = 5.0


@dataclass(frozen=True)
class Ground:
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


def word_breaches(item: Item, sources: frozenset[str]) -> Iterator[Breach]:
    """Clause printed, verb in the clause, stage of the verb, sources known."""
    for part in item.clause:
        if line_of(part) is None:
            yield Breach(item.file, item.id, "clause-not-printed", {"value": part[:40]})
    if item.plan_verb and item.plan_verb not in item.clause_text:
        yield Breach(item.file, item.id, "verb-not-in-clause", {"value": item.plan_verb})
    stages = STAGES_OF_VERB.get(item.plan_verb, {"policy"})
    if item.stage not in stages:
        yield Breach(item.file, item.id, "stage-not-of-verb", {"value": item.plan_verb, "detail": " | ".join(sorted(stages))})
    for evidence in item.evidence:
        if evidence.source not in sources:
            yield Breach(item.file, item.id, "unknown-source", {"value": evidence.source})


def precision_breaches(item: Item) -> Iterator[Breach]:
    """located, precision, uncertainty_m and the kind of geometry agree."""
    kind = item.geometry.geom_type if item.geometry is not None else ""
    if kind not in TYPES_OF_LOCATED.get(item.located, {kind}):
        yield Breach(item.file, item.id, "located-mismatch", {"value": item.located, "detail": kind or "null"})
    located = LOCATED_OF_PRECISION.get(item.precision)
    if located and item.located not in located:
        detail = f"located = {' | '.join(sorted(located))}"
        yield Breach(item.file, item.id, "precision-mismatch", {"value": item.precision, "detail": detail})
    if item.precision == "citywide":
        if item.uncertainty_m is not None:
            detail = "uncertainty_m = null"
            yield Breach(item.file, item.id, "precision-mismatch", {"value": item.precision, "detail": detail})
    elif item.precision in UNCERTAINTY_RANGE_M:
        low, high = UNCERTAINTY_RANGE_M[item.precision]
        if item.uncertainty_m is None or not low <= item.uncertainty_m <= high:
            detail = f"{low} ≤ uncertainty_m ≤ {high} ({item.uncertainty_m})"
            yield Breach(item.file, item.id, "precision-mismatch", {"value": item.precision, "detail": detail})


def _size(geometry: BaseGeometry) -> float:
    """Area, length or count: what the share of a geometry is counted in."""
    return float(geometry.area or geometry.length or len(shapely.get_parts(geometry)))


def place_breaches(item: Item, ground: Ground) -> Iterator[Breach]:
    """The geometry lies in its districts, crosses each of them and no other, and not in the sea unless it is marked so."""
    if item.geometry is None:
        return
    geometry = crs.to_metric(item.geometry)
    tolerance_m = min(max(item.uncertainty_m or 0, BORDER_TOLERANCE_M[0]), BORDER_TOLERANCE_M[1])
    inside = {unit: outline.buffer(tolerance_m) for unit, outline in ground.units_m.items() if unit in item.districts}
    for unit, outline in inside.items():
        if not outline.intersects(geometry):
            yield Breach(item.file, item.id, "districts-mismatch", {"detail": f"不经过 / does not reach {unit}"})
    own = shapely.union_all(list(inside.values()))
    for unit, outline in ground.units_m.items():
        if unit not in item.districts:
            foreign = geometry.intersection(outline).difference(own)
            too_long = foreign.length > MIN_CROSSING_M if item.located == "line" else _share(foreign, geometry) > MAX_OUTSIDE_SHARE
            if too_long:
                yield Breach(item.file, item.id, "districts-mismatch", {"detail": f"还经过 / also lies in {unit}"})
    reach = extent_words(item.note)
    elsewhere = bool(reach & {OFFSHORE, OUTSIDE, ACROSS})
    if not elsewhere and _share(geometry.difference(own), geometry) > MAX_OUTSIDE_SHARE:
        percent = f"{_share(geometry.difference(own), geometry) * 100:.0f}%"
        yield Breach(item.file, item.id, "districts-mismatch", {"detail": f"{percent} 在所列分区之外 / outside the units listed"})
    sea_share = _share(geometry.difference(ground.land_m), geometry)
    # Where the land could not be read, nothing can be said of the sea.
    if OFFSHORE not in reach and sea_share > MAX_SEA_SHARE and not ground.land.is_empty:
        yield Breach(item.file, item.id, "in-the-sea", {"value": f"{sea_share * 100:.0f}"})


def extent_words(note: str) -> frozenset[str]:
    """Which of 涉海, 市域外, 跨市 and 折返 a note says in a sentence of its own."""
    words = {word for sentence, tag in EXTENT.findall(note) for word in (sentence or tag).split("、")}
    return frozenset(OFFSHORE if word == "海上" else word for word in words)


def _share(part: BaseGeometry, whole: BaseGeometry) -> float:
    return 0.0 if part.is_empty else _size(part) / _size(whole)


def line_breaches(item: Item) -> Iterator[Breach]:
    """Control points numbered, in order and on the line; no turn over 120° unless noted."""
    if item.located != "line" or item.geometry is None:
        return
    geometry = crs.to_metric(item.geometry)
    matches = [match for evidence in item.evidence if (match := CONTROL_POINT.match(evidence.says))]
    numbers = [int(match[1]) for match in matches]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        yield Breach(item.file, item.id, "control-points", {"detail": f"编号应为 1…n / numbers must run 1…n: {numbers[:12]}"})
    yield from _off_line(item, geometry, matches)
    if FOLD not in extent_words(item.note):
        for part in shapely.get_parts(geometry):
            yield from _kinks(item, part)


def _off_line(item: Item, geometry: BaseGeometry, matches: list[re.Match[str]]) -> Iterator[Breach]:
    parts = list(shapely.get_parts(geometry))
    last: tuple[int, float] = (0, 0.0)
    for match in matches:
        point = crs.to_metric(shapely.Point(float(match[3]), float(match[4])))
        allowed_m = float(match[5]) + CONTROL_POINT_SLACK_M
        distances = [part.distance(point) for part in parts]
        if min(distances) > allowed_m:
            detail = f"{match[2]} 距线 / off the line {min(distances):.0f} m > ±{match[5]} m"
            yield Breach(item.file, item.id, "control-points", {"detail": detail})
            continue
        place = _earliest_place(parts, point, allowed_m, last)
        if place is None:
            yield Breach(item.file, item.id, "control-points", {"detail": f"{match[2]} 次序不对 / out of order"})
            continue
        last = place


def _earliest_place(parts: list[BaseGeometry], point: BaseGeometry, allowed_m: float, last: tuple[int, float]) -> tuple[int, float] | None:
    """Part number and chainage in metres of point, not before last; None where the line has passed it already."""
    for number in range(last[0], len(parts)):
        start_m = max(last[1] - allowed_m, 0.0) if number == last[0] else 0.0
        rest = shapely.ops.substring(parts[number], start_m, parts[number].length)
        if rest.distance(point) <= allowed_m:
            return number, start_m + rest.line_locate_point(point) if rest.geom_type == "LineString" else start_m
    return None


def _kinks(item: Item, line: BaseGeometry) -> Iterator[Breach]:
    points = shapely.get_coordinates(line)
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        first = math.atan2(here[1] - before[1], here[0] - before[0])
        second = math.atan2(after[1] - here[1], after[0] - here[0])
        turn = abs(math.degrees(math.remainder(second - first, math.tau)))
        if turn > MAX_TURN_DEG:
            lon, lat = crs.from_metric(shapely.Point(here)).coords[0]
            yield Breach(item.file, item.id, "kink", {"value": f"{lon:.5f}, {lat:.5f}", "detail": f"{turn:.0f}"})


def link_breaches(items: Sequence[Item]) -> Iterator[Breach]:
    """Parents and same places exist; no two items share one geometry unless they are linked."""
    known = {item.id for item in items}
    first_with: dict[bytes, Item] = {}
    for item in items:
        for field_name, targets in (("parent", (item.parent,) if item.parent else ()), ("same_place_as", item.same_place_as)):
            for target in targets:
                if target not in known:
                    yield Breach(item.file, item.id, "unknown-reference", {"field": field_name, "value": target})
        if item.geometry is None:
            continue
        twin = first_with.setdefault(shapely.to_wkb(shapely.normalize(item.geometry)), item)
        if twin is not item and twin.id not in item.same_place_as and item.id not in twin.same_place_as:
            yield Breach(item.file, item.id, "identical", {"value": twin.id})
