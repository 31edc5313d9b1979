"""How long, how large, and how much of it in which unit: every figure in metres of EPSG:4547, never in degrees."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import to_metric
from geo.model import Item, Unit

LEAST_INSIDE = 0.005
"""km or km² below which an item only touches a unit"""
MEASURED = 2000
"""geometries whose measures are kept"""


@dataclass(frozen=True, slots=True)
class Measure:
    """Size of one item."""

    size: float
    """km of a line, km² of an area"""
    inside: dict[str, float]
    """unit id -> size of the part in that unit, same measure as size"""


def size_of(geometry: BaseGeometry, located: str) -> float:
    """km of a line or km² of an area; geometry in EPSG:4547."""
    return float(geometry.length / 1e3 if located == "line" else geometry.area / 1e6)


def measure_items(items: Iterable[Item], units: Sequence[Unit]) -> dict[str, Measure]:
    """Measures by item id, of lines and areas only."""
    measured = _measuring(tuple((unit.id, unit.geometry) for unit in units))
    return {
        item.id: measured(item.geometry, item.located)
        for item in items
        if item.geometry is not None and item.located in ("line", "area")
    }


# An accepted change moves one item: the others need not be measured again while everybody waits to see it.
@lru_cache(maxsize=2)
def _measuring(units: tuple[tuple[str, BaseGeometry], ...]) -> Callable[[BaseGeometry, str], Measure]:
    """Measures a geometry (WGS-84) located as "line" or "area" within these units."""
    outlines = {unit: to_metric(geometry) for unit, geometry in units}
    for outline in outlines.values():
        shapely.prepare(outline)

    @lru_cache(maxsize=MEASURED)
    def measured(given: BaseGeometry, located: str) -> Measure:
        geometry = to_metric(given)
        inside = {
            unit: size_of(geometry.intersection(outline), located)
            for unit, outline in outlines.items()
            if outline.intersects(geometry)
        }
        kept = {unit: size for unit, size in inside.items() if size >= LEAST_INSIDE}
        return Measure(size_of(geometry, located), kept)

    return measured


def neighbours(units: Sequence[Unit], *, reach_m: float = 60.0) -> dict[str, list[str]]:
    """Units that lie within reach_m of each other (borders were simplified), by id."""
    ids, outlines = [unit.id for unit in units], [to_metric(unit.geometry) for unit in units]
    if not outlines:
        return {}
    # Whether they are near is known long before how far apart they are.
    pairs = shapely.STRtree(outlines).query(outlines, predicate="dwithin", distance=reach_m).T.tolist()
    near = sorted((one, other) for one, other in pairs if one != other)
    return {ids[at]: [ids[other] for one, other in near if one == at] for at in range(len(ids))}
