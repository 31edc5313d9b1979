"""Things to ask about, and a strategy that makes many, in metres of EPSG:4547."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.analysis.places import Places

EAST_M, NORTH_M = 510_000.0, 2_490_000.0
"""in the middle of the city"""


@dataclass(frozen=True, eq=False)
class Stone:
    """A thing."""

    id: str
    geometry: BaseGeometry | None
    uncertainty_m: float | None
    precision: str = "site"


def at(shapes: Sequence[BaseGeometry], uncertainty_m: Sequence[float]) -> Places:
    """Places of shapes in metres, counted from the middle of the city."""
    moved = np.empty(len(shapes), dtype=object)
    moved[:] = [shapely.transform(shape, lambda xy: np.add(xy, (EAST_M, NORTH_M))) for shape in shapes]
    stones = tuple(Stone(str(number), None, u) for number, u in enumerate(uncertainty_m))
    return Places(stones, moved, np.array(uncertainty_m, dtype=float))


def shifted(places: Places, shares: Sequence[tuple[float, float]]) -> list[BaseGeometry]:
    """Shapes as they may truly lie: moved by a share of their uncertainty in a direction, each by its own."""
    return [
        shapely.transform(shape, lambda xy, by=u * share, to=angle: np.add(xy, (by * np.cos(to), by * np.sin(to))))
        for shape, u, (share, angle) in zip(places.shapes, places.uncertainty_m, shares, strict=True)
    ]


coordinates = st.integers(0, 2000)
corners = st.tuples(coordinates, coordinates)
points = st.builds(Point, corners)
lines = st.lists(corners, min_size=2, max_size=12, unique=True).map(LineString)
boxes = st.builds(lambda x, y, w, h: box(x, y, x + w, y + h), coordinates, coordinates, *[st.integers(20, 1500)] * 2)
triangles = st.tuples(corners, corners, corners).map(Polygon).filter(lambda area: area.is_valid and area.area > 1000)
holed = st.builds(lambda area: area.difference(area.centroid.buffer(60)), boxes).filter(lambda area: area.area > 1000)
groups = st.lists(corners, min_size=2, max_size=4, unique=True).map(MultiPoint)
areas = st.one_of(boxes, triangles, holed)
shapes = st.one_of(points, lines, areas, groups)
uncertainties = st.one_of(st.just(0.0), st.floats(1.0, 400.0))
shares = st.tuples(st.floats(0, 0.999999), st.floats(0, 6.2832))
"""how much of its uncertainty a thing is off, arithmetic left room, and in which direction"""


@st.composite
def placed(draw: Any, kinds: Any = shapes, *, most: int = 4) -> tuple[Places, list[BaseGeometry]]:
    """A few places, and where they may truly be."""
    drawn = draw(st.lists(st.tuples(kinds, uncertainties, shares), min_size=1, max_size=most))
    places = at([shape for shape, _, _ in drawn], [u for _, u, _ in drawn])
    return places, shifted(places, [share for _, _, share in drawn])
