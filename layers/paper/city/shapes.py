"""What is drawn of the city on paper: kind by kind, what matters most last, over the borders and under the plan."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geo.city.features import CityFeature
from geo.city.kinds import RANKS
from geo.model import Plan
from layers.paper.city.features import city_features, subdistrict_borders
from layers.paper.extent import polygons_of
from layers.paper.pen import Line, Pen, fill, stroke
from layers.style.city import BORDERED, CityKind, CityLook, mixed

ZORDER = 3.6
"""over the land and its borders, under the border of the unit that a view is about"""
DETAIL_PT = 0.35
"""turns smaller than this are not drawn"""
REACH_PT = 6.0
SMALLEST_PT2 = 1.5
"""areas smaller than this are not drawn"""


def draw_city(pen: Pen, plan: Plan) -> None:
    """All of the city that the scale has room for, inside the pen's extent."""
    zoom, features = city_zoom(pen), _by_kind(city_features())
    for kind in pen.catalogue.city.values():
        for rank in reversed(RANKS):
            group = features.get((kind.id, rank), ())
            if kind.look and group and zoom >= kind.look.min_zoom[rank - 1]:
                _draw(pen, kind, kind.look, group, plan)


def city_zoom(pen: Pen) -> float:
    """The screen's zoom whose city a paper shows: paper is finer and carries a little more."""
    return pen.zoom + pen.catalogue.drawing.city_paper_zooms_earlier


def _by_kind(features: Iterable[CityFeature]) -> Mapping[tuple[str, int], list[CityFeature]]:
    found: dict[tuple[str, int], list[CityFeature]] = defaultdict(list)
    for feature in features:
        found[feature.kind, feature.rank].append(feature)
    return found


def _draw(pen: Pen, kind: CityKind, look: CityLook, group: Sequence[CityFeature], plan: Plan) -> None:
    plain = look.color_dark if pen.appearance == "dark" else look.color
    if kind.id == BORDERED:
        _lines(pen, look, plain, [subdistrict_borders(plan.units)])
        return
    for color, features in _by_color(pen, look, group, plain).items():
        shapes = list(_seen(pen, features))
        if not look.widths:
            fill(pen.axes, shapely.GeometryCollection(shapes), color, zorder=ZORDER, opacity=look.opacity)
            continue
        _lines(pen, look, color, [shape for shape in shapes if "Line" in shape.geom_type])
        _dots(pen, look, color, [shape for shape in shapes if shape.geom_type == "Point"])


def _by_color(pen: Pen, look: CityLook, group: Iterable[CityFeature], plain: str) -> Mapping[str, list[CityFeature]]:
    """Features by what they are drawn in: a line's own colour made pale, else the kind's."""
    found: dict[str, list[CityFeature]] = defaultdict(list)
    for feature in group:
        own = look.pale and feature.color
        found[mixed(feature.color, pen.colors["unit"], look.pale) if own else plain].append(feature)
    return found


def _seen(pen: Pen, features: Iterable[CityFeature]) -> Iterator[BaseGeometry]:
    """The parts inside the extent, without turns and areas that are too small to be seen."""
    metre = pen.extent.metres_per_pt
    for feature in features:
        clipped = pen.extent.clip(feature.geometry, margin_pt=REACH_PT)
        # What a line loses to itself is not seen; an area must not.
        whole = bool(polygons_of(clipped))
        point = clipped.geom_type == "Point"
        plain = clipped if point else clipped.simplify(DETAIL_PT * metre, preserve_topology=whole)
        for part in shapely.get_parts(plain):
            if not part.is_empty and not (polygons_of(part) and part.area < SMALLEST_PT2 * metre**2):
                yield part


def _lines(pen: Pen, look: CityLook, color: str, shapes: Sequence[BaseGeometry]) -> None:
    if not shapes:
        return
    zoom, lines = city_zoom(pen), pen.extent.clip(shapely.GeometryCollection(shapes), margin_pt=REACH_PT)
    width_pt = pen.pt(look.width_at(zoom))
    stroke(pen.axes, lines, Line(color, width_pt, look.dash, opacity=look.opacity), zorder=ZORDER)
    if look.has_core(zoom):
        core = Line(pen.colors["unit"], width_pt * look.core, look.core_dash, round_ends=False)
        stroke(pen.axes, lines, core, zorder=ZORDER)


def _dots(pen: Pen, look: CityLook, color: str, points: Sequence[BaseGeometry]) -> None:
    if not points:
        return
    zoom, places = city_zoom(pen), shapely.MultiPoint(points)
    radius = pen.metres(look.width_at(zoom)) / 2
    fill(pen.axes, places.buffer(radius), color, zorder=ZORDER, opacity=look.opacity)
    if look.has_core(zoom):
        fill(pen.axes, places.buffer(radius * look.core), pen.colors["unit"], zorder=ZORDER)
