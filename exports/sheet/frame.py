"""What part of the world a sheet shows: what was asked for, else what its filters leave, else what the view fits."""

import shapely
from shapely.geometry.base import BaseGeometry

from briefing.errors import ExportError
from exports.place import SHOWN
from exports.sheet.layout import CITY
from exports.sheet.options import SheetOptions
from geo.facts import facts
from geo.model import Item, Plan
from geo.query import Filter
from layers.paper.extent import METRES_PER_DEGREE, Bounds
from layers.style.catalogue import Catalogue
from layers.style.drawing import UNITS_LAYER
from layers.view.state import View, city_units, shown_items, shows_city, units_bounds

NEARER = 0.7
"""a frame of less than this share of the city's width and height shows what is left by filters alone"""
LEAST_DEG = 1e-4


def frame_of(view: View, plan: Plan, catalogue: Catalogue, options: SheetOptions) -> Bounds | None:
    """West, south, east, north in degrees of what is asked for or left by filters; None for what the view fits.

    Raises ExportError where the extent that is asked for is none.
    """
    if options.extent:
        return _asked(options.extent, plan)
    if not shows_city(view, plan) or view.filter == Filter():
        return None
    return _left(shown_items(view, plan, catalogue), plan, catalogue)


def _asked(extent: str, plan: Plan) -> Bounds | None:
    """`114.0,22.5,114.2,22.6`, or a unit's id; CITY is the whole city, its corner included."""
    unit = next((unit for unit in plan.units if unit.id == extent), None)
    if unit is not None:
        west, south, east, north = unit.geometry.bounds
        return west, south, east, north
    if extent == CITY:
        return None
    try:
        west, south, east, north = (float(part) for part in extent.split(","))
    except ValueError as error:
        raise ExportError("sheet.extent", given=extent[:SHOWN]) from error
    least_west, least_south, most_east, most_north = facts().link
    # What is no number is none of these.
    across, up = least_west <= west < east <= most_east, least_south <= south < north <= most_north
    if not (across and up and east - west > LEAST_DEG and north - south > LEAST_DEG):
        raise ExportError("sheet.extent", given=extent[:SHOWN])
    return west, south, east, north


def _left(items: list[Item], plan: Plan, catalogue: Catalogue) -> Bounds | None:
    """Around the items, as far as they lie in the city; None where that is about the whole of it."""
    city = shapely.box(*units_bounds(plan))
    shapes = [
        _around(item) for item in items if item.geometry is not None and catalogue.layer_of(item).id != UNITS_LAYER
    ]
    inside = [part for shape in shapes if not (part := shape.intersection(city)).is_empty]
    found = inside or shapes
    if not found:
        return None
    west, south, east, north = shapely.total_bounds(found)
    whole = shapely.total_bounds([unit.geometry for unit in city_units(plan)] or [city])
    near = east - west < NEARER * (whole[2] - whole[0]) and north - south < NEARER * (whole[3] - whole[1])
    return (west, south, east, north) if near else None


def _around(item: Item) -> BaseGeometry:
    """An item's box with as much around it as its place is uncertain."""
    reach = (item.uncertainty_m or 0) / METRES_PER_DEGREE
    assert item.geometry is not None
    return shapely.box(*item.geometry.bounds).buffer(reach, join_style="mitre")
