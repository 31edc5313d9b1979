"""How far was asked: the area within the radius, or each ring, around what is drawn of the things asked about."""

from itertools import pairwise

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from exports.ask.answered import Answered
from geo.crs import METRIC_EPSG, WGS84_EPSG
from layers.answer_words import name_of

QUARTER = 64
"""segments of a quarter of a circle: on paper none is seen"""


def around(found: Answered, *, quad_segs: int = QUARTER) -> list[BaseGeometry]:
    """Of all things asked about together all within each radius, the smallest first, EPSG:4547: as maps draw it.

    Each on its own they would be a tangle that nobody reads.
    """
    radii = found.question.radii_m
    whole = shapely.union_all(found.answer.subjects.shapes) if radii else None
    return [shapely.buffer(whole, radius, quad_segs=quad_segs) for radius in radii]


def reach_shapes(found: Answered) -> list[BaseGeometry]:
    """The rings of each thing asked about, from the inside out, EPSG:4547; none where no radius was asked for."""
    shapes = []
    for subject in found.answer.subjects.shapes:
        within = [shapely.buffer(subject, radius, quad_segs=QUARTER) for radius in found.question.radii_m]
        shapes += within[:1] + [shapely.difference(outer, inner) for inner, outer in pairwise(within)]
    return shapes


def reaches(found: Answered) -> gpd.GeoDataFrame | None:
    """A row for each ring of each thing asked about, EPSG:4326; None where no radius was asked for."""
    radii, language = (0.0, *found.question.radii_m), found.context.language
    rows = [
        {"subject": name_of(thing, language), "subject_id": thing.id, "from_m": start, "to_m": end}
        for thing in found.answer.subjects.things
        for start, end in pairwise(radii)
    ]
    return gpd.GeoDataFrame(rows, geometry=reach_shapes(found), crs=METRIC_EPSG).to_crs(WGS84_EPSG) if rows else None
