"""Where a line stops: the stations among the control points that its evidence names, and its ends."""

import re
from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.ops import nearest_points

from geo.crs import from_metric, to_metric
from geo.model import Item
from geo.rules.lines import control_points

STATION = re.compile(r"^[^（(]*(?<!公交)(?<!收费)站(?:[（(](?!疑|经过|既有)[^）)]*[）)])?$")
"""a control point's name; a bus stop beside the line, and a station that the line may pass, are none"""
ROAD_END = re.compile(r"起点|终点|立交|互通|口岸")
"""the same of a road's, at its ends"""
END_M = 400.0
"""a control point so near an end of the line is its end"""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stops:
    """WGS-84, longitude first."""

    ends: tuple[Place, ...] = ()
    """where the line begins and ends, not where the map's region cuts it"""
    stations: tuple[Place, ...] = ()
    """between them"""


@lru_cache(maxsize=1024)
def stops_of(item: Item) -> Stops:
    """Ends and stations of a placed line, on its course; none of an item that is no line."""
    if item.located != "line" or item.geometry is None:
        return Stops()
    course = to_metric(item.geometry)
    tips = [shapely.Point(end) for part in shapely.get_parts(course) for end in (part.coords[0], part.coords[-1])]
    ends: list[Place] = []
    stations: list[Place] = []
    for point in control_points(item):
        is_station = STATION.match(point.name) is not None
        here = nearest_points(course, to_metric(shapely.Point(point.lon, point.lat)))[0]
        tip = min(tips, key=here.distance)
        is_end = here.distance(tip) < END_M
        if is_end and (is_station or ROAD_END.search(point.name)):
            ends.append(_degrees(tip))
        elif is_station:
            stations.append(_degrees(here))
    return Stops(tuple(dict.fromkeys(ends)), tuple(stations))


def _degrees(point: shapely.Point) -> Place:
    place = from_metric(point)
    return place.x, place.y
