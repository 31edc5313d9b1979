"""What is drawn of the city: layers of a kind and a rank each, in drawing order."""

from collections.abc import Iterator, Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geo.city.borders import inner_borders
from geo.city.features import CityFeature
from geo.city.kinds import RANKS
from layers.city.names import line_numbers
from layers.city.places import STEPS_PER_DEGREE, deltas, stepped
from layers.city.records import CityLayer, CityRow
from layers.screen.triangles import with_triangles
from layers.style.city import BORDERED, CityKind, mixed

DOT_DEG = 1 / STEPS_PER_DEGREE
"""a point is a line of a metre with round ends"""


def city_layers(
    features: Sequence[CityFeature], kinds: Mapping[str, CityKind], papers: tuple[str, str], borders: BaseGeometry
) -> list[CityLayer]:
    """Layers of all features that are drawn, what matters most last.

    papers: #rrggbb under them on light and on dark; borders: of units.
    """
    result, numbers = [], line_numbers(features)
    for kind in kinds.values():
        for rank in reversed(RANKS) if kind.look else ():
            of_rank = [feature for feature in features if (feature.kind, feature.rank) == (kind.id, rank)]
            rows = [
                CityRow(**row, name=numbers[feature.id]) if feature.id in numbers else row
                for feature in of_rank
                for row in _rows(feature, kind, papers)
            ]
            if of_rank and kind.id == BORDERED:
                areas = [feature.geometry for feature in of_rank]
                rows = [{"path": deltas(stepped(line.coords))} for line in inner_borders(areas, borders)]
            if rows:
                result.append(CityLayer(kind=kind.id, rank=rank, rows=rows))
    return result


def _rows(feature: CityFeature, kind: CityKind, papers: tuple[str, str]) -> Iterator[CityRow]:
    if kind.id == BORDERED or kind.look is None:
        return
    own = kind.look.pale and feature.color
    colors: CityRow = {"colors": [mixed(feature.color, paper, kind.look.pale) for paper in papers]} if own else {}
    for part in shapely.get_parts(feature.geometry):
        if part.geom_type == "Polygon":
            # What is drawn as a point has no area to fill.
            yield from () if kind.look.widths else _areas(part, colors)
        elif part.geom_type == "Point":
            if kind.look.widths:
                yield {"path": deltas(stepped([(part.x, part.y), (part.x + DOT_DEG, part.y)])), **colors}
        elif len(places := stepped(part.coords)) > 1:
            yield {"path": deltas(places), **colors}


def _areas(polygon: shapely.Polygon, colors: CityRow) -> Iterator[CityRow]:
    """An area on the document's grid, in triangles; several where rounding has parted it, none where it is lost."""
    rounded = shapely.set_precision(polygon, DOT_DEG)
    parts = [part for part in shapely.get_parts(rounded) if part.geom_type == "Polygon" and not part.is_empty]
    data = [{"polygon": [_ring(ring) for ring in (part.exterior, *part.interiors)]} for part in parts]
    for row in with_triangles({"@@type": "SolidPolygonLayer", "data": data})["data"]:
        rings = [deltas(stepped(ring)) for ring in row["polygon"]]
        yield {"rings": rings, "triangles": row["triangles"], **colors}


def _ring(ring: shapely.LinearRing) -> list[list[float]]:
    return [[x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE] for x, y in stepped(ring.coords)]
