"""Wherever somebody looks inside the city, she sees where she is: five named things within 2 km."""

from collections.abc import Iterator

import shapely

from geo.crs import to_metric
from geo.facts import facts
from geo.model import Plan, Unit
from tests.conftest import the_city

GRID_M, WITHIN_M = 1500, 2000
WANTED, LEAST = 5, 1
MOST_WILD = 0.035
"""share of places with fewer: ridges, a reservoir's far shore and an island, where nobody lives"""


def grid(unit: Unit) -> Iterator[shapely.Point]:
    """Points of a unit, as far apart as GRID_M, in EPSG:4547."""
    area = to_metric(unit.geometry)
    west, south, east, north = map(int, area.bounds)
    places = (shapely.Point(x, y) for x in range(west, east, GRID_M) for y in range(south, north, GRID_M))
    return (place for place in places if area.contains(place))


def test_five_named_things_lie_within_2_km_of_every_place_where_people_live(plan: Plan) -> None:
    tree = shapely.STRtree([to_metric(feature.geometry) for feature in the_city()])
    apart = {each.id for each in facts().apart}
    places = [place for unit in plan.units if unit.id not in apart for place in grid(unit)]
    counts = [len(tree.query(place, "dwithin", WITHIN_M)) for place in places]
    assert min(counts) >= LEAST
    assert sum(count < WANTED for count in counts) <= MOST_WILD * len(counts)
