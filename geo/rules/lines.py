"""The rules a line must keep: its control points lie on it, in order, and bear the uncertainty that it states.

Distances are metres in EPSG:4547; geometry comes in as WGS-84. The evidence names control points, and the lines that
a source shows between them: 控制点3 塘头 113.905,22.6585 ±500m：… and 线段3–17 ±80m：….
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.messages import Both, Breach
from geo.model import Item
from geo.rules.items import FOLD, extent_words

CONTROL_POINT = re.compile(r"^控制点(\d{1,4}) (.+?) (\d{1,3}(?:\.\d+)?),(\d{1,3}(?:\.\d+)?) ±(\d{1,6})m")
STRETCH = re.compile(r"^线段(\d{1,4})[–—-](\d{1,4}) ±(\d{1,6})m")
"""from one control point to another the line follows one that the source shows, so far off"""
INTERPOLATED = "内插"
"""in a control point's name: it was put between its neighbours, so that it says no more than they do"""
SLACK_M = 5.0
STRAY = 1 / 10
"""How far a line may stray between two known points, as a share of the way between them. Measured: a smooth curve
through points 2–8 km apart on the railways under construction round Shenzhen keeps within it in three of four."""
STRAY_BEYOND = 1 / 4
"""the same of what lies beyond the first or the last point, where nothing holds the other end"""
MAX_TURN_DEG = 120.0


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A point that the evidence puts the line through."""

    number: int
    name: str
    lon: float
    lat: float
    uncertainty_m: float

    @property
    def title(self) -> str:
        """Its name with its ±."""
        return f"{self.name} (±{self.uncertainty_m:.0f} m)"


@dataclass(frozen=True, slots=True)
class Placed:
    """A control point where the line passes it."""

    point: ControlPoint
    part: int
    chainage_m: float


@dataclass(frozen=True, slots=True)
class Need:
    """What the stated uncertainty must hold, and why."""

    metres: float
    why: Both


def line_breaches(item: Item) -> Iterator[Breach]:
    """Control points numbered, in order, on the line and bearing its uncertainty; no turn over 120° unless noted."""
    if item.located != "line" or item.geometry is None:
        return
    parts = list(shapely.get_parts(crs.to_metric(item.geometry)))
    points = control_points(item)
    numbers = [point.number for point in points]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        detail = Both(f"编号应为 1…n：{numbers[:12]}", f"numbers must run 1…n: {numbers[:12]}")
        yield Breach(item.file, item.id, "control-points", {"detail": detail})
    placed: list[Placed] = []
    for point in points:
        found = _place(parts, point, placed[-1] if placed else None)
        if isinstance(found, Both):
            yield Breach(item.file, item.id, "control-points", {"detail": found})
        else:
            placed.append(found)
    needs = list(_needs(parts, placed, traced_steps(item)))
    if needs and item.uncertainty_m is not None:
        worst = max(needs, key=lambda need: need.metres)
        if math.ceil(worst.metres) > item.uncertainty_m:
            values = {"value": str(math.ceil(worst.metres)), "detail": worst.why}
            yield Breach(item.file, item.id, "not-borne", values)
    yield from _kinks(item, parts)


def control_points(item: Item) -> list[ControlPoint]:
    """Control points that an item's evidence names, as they stand there."""
    matches = [match for evidence in item.evidence if (match := CONTROL_POINT.match(evidence.says))]
    return [
        ControlPoint(int(match[1]), match[2], float(match[3]), float(match[4]), float(match[5])) for match in matches
    ]


def traced_steps(item: Item) -> dict[int, float]:
    """± in metres of each step between control points n and n + 1 that follows a line which a source shows, by n."""
    matches = [match for evidence in item.evidence if (match := STRETCH.match(evidence.says))]
    return {step: float(match[3]) for match in matches for step in range(int(match[1]), int(match[2]))}


def _place(parts: Sequence[BaseGeometry], point: ControlPoint, last: Placed | None) -> Placed | Both:
    """Where the line passes a point, not before the last one; or what is wrong with it."""
    here = crs.to_metric(shapely.Point(point.lon, point.lat))
    allowed_m = point.uncertainty_m + SLACK_M
    nearest_m = min(part.distance(here) for part in parts)
    if not nearest_m <= allowed_m:  # not a number: beyond the projection
        off = f"{nearest_m:.0f} m > ±{point.uncertainty_m:.0f} m"
        return Both(f"{point.name} 距线 {off}", f"{point.name} off the line {off}")
    first = last.part if last else 0
    for number in range(first, len(parts)):
        start_m = max(last.chainage_m - allowed_m, 0.0) if last and number == first else 0.0
        rest = shapely.ops.substring(parts[number], start_m, parts[number].length)
        if rest.distance(here) <= allowed_m:
            ahead_m = rest.line_locate_point(here) if rest.geom_type == "LineString" else 0.0
            return Placed(point, number, start_m + ahead_m)
    return Both(f"{point.name} 次序不对", f"{point.name} out of order")


def _needs(parts: Sequence[BaseGeometry], placed: Sequence[Placed], traced: dict[int, float]) -> Iterator[Need]:
    """Metres that the uncertainty of a line must hold, by its points, the ways between them and its ends."""
    known = [place for place in placed if INTERPOLATED not in place.point.name]
    for number, part in enumerate(parts):
        here = [place for place in known if place.part == number]
        for place in here:
            if not {place.point.number - 1, place.point.number} <= traced.keys():
                yield Need(place.point.uncertainty_m, Both(f"控制点 {place.point.title}", place.point.title))
        for one, other in pairwise(here):
            yield _between(one, other, traced)
        if here:
            yield _beyond(here[0], here[0].chainage_m)
            yield _beyond(here[-1], part.length - here[-1].chainage_m)


def _between(one: Placed, other: Placed, traced: dict[int, float]) -> Need:
    names = f"{one.point.title} – {other.point.title}"
    steps = range(one.point.number, other.point.number)
    if steps and all(step in traced for step in steps):
        widest_m = max(traced[step] for step in steps)
        return Need(widest_m, Both(f"{names} 所依的线 ±{widest_m:.0f} m", f"{names} follow a line ±{widest_m:.0f} m"))
    gap_m = max(other.chainage_m - one.chainage_m, 0.0)
    metres = (one.point.uncertainty_m + other.point.uncertainty_m) / 2 + gap_m * STRAY
    return Need(metres, Both(f"{names} 相距 {gap_m / 1e3:.1f} km", f"{names} are {gap_m / 1e3:.1f} km apart"))


def _beyond(end: Placed, length_m: float) -> Need:
    beyond_m = max(length_m - end.point.uncertainty_m, 0.0)
    metres = end.point.uncertainty_m + beyond_m * STRAY_BEYOND if beyond_m else 0.0
    far = f"{beyond_m / 1e3:.1f} km"
    return Need(metres, Both(f"{end.point.title} 之外还有 {far}", f"{far} lie beyond {end.point.title}"))


def _kinks(item: Item, parts: Sequence[BaseGeometry]) -> Iterator[Breach]:
    if FOLD in extent_words(item.note):
        return
    for line in parts:
        points = shapely.get_coordinates(line)
        for before, here, after in zip(points, points[1:], points[2:], strict=False):
            first = math.atan2(here[1] - before[1], here[0] - before[0])
            second = math.atan2(after[1] - here[1], after[0] - here[0])
            turn = abs(math.degrees(math.remainder(second - first, math.tau)))
            if turn > MAX_TURN_DEG:
                lon, lat = crs.from_metric(shapely.Point(here)).coords[0]
                values = {"value": f"{lon:.5f}, {lat:.5f}", "detail": f"{turn:.0f}"}
                yield Breach(item.file, item.id, "kink", values)
