"""What is drawn of the city: layers of a kind and a rank each, in drawing order."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

from geo.city.features import CityFeature
from geo.city.kinds import RANKS
from layers.city.places import STEPS_PER_DEGREE, deltas, stepped
from layers.city.records import CityLayer, CityRow
from layers.screen.triangles import with_triangles
from layers.style.city import CityKind

BORDERED = "subdistrict"
"""drawn by its border, once where two meet, and not where a unit's border runs"""
BESIDE_DEG = 0.0018
"""about 200 m: a subdistrict's border so near a unit's is the same one, otherwise drawn"""
SHORTEST_DEG = 0.001
DOT_DEG = 1 / STEPS_PER_DEGREE
"""a point is a line of a metre with round ends"""


def city_layers(
    features: Sequence[CityFeature], kinds: Mapping[str, CityKind], papers: tuple[str, str], borders: BaseGeometry
) -> list[CityLayer]:
    """Layers of all features that are drawn, what matters most last.

    papers: #rrggbb under them on light and on dark; borders: of units.
    """
    result = []
    for kind in kinds.values():
        for rank in reversed(RANKS) if kind.look else ():
            of_rank = [feature for feature in features if (feature.kind, feature.rank) == (kind.id, rank)]
            rows = [row for feature in of_rank for row in _rows(feature, kind, papers)]
            if of_rank and kind.id == BORDERED:
                rows = [{"path": deltas(stepped(line.coords))} for line in _inner_borders(of_rank, borders)]
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


def _inner_borders(areas: Sequence[CityFeature], borders: BaseGeometry) -> list[shapely.LineString]:
    """Borders between areas, each once: two that meet would turn a dotted line solid."""
    edges = shapely.segmentize(shapely.union_all([feature.geometry.boundary for feature in areas]), BESIDE_DEG)
    legs = [leg for line in shapely.get_parts(edges) for leg in pairwise(line.coords)]
    middles = shapely.points([((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in legs])
    shapely.prepare(borders)
    own = ~shapely.dwithin(borders, middles, BESIDE_DEG)
    merged = shapely.line_merge(shapely.MultiLineString([leg for leg, alone in zip(legs, own, strict=True) if alone]))
    lines = [line for line in shapely.get_parts(merged) if line.length > SHORTEST_DEG]
    return [line.simplify(DOT_DEG) for line in lines]


def mixed(color: str, paper: str, share: float) -> str:
    """A colour with a share of paper in it, both #rrggbb."""
    pairs = [(int(color[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(own + (other - own) * share):02x}" for own, other in pairs)
