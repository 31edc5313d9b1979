"""The plates under what an answer names, and how far was asked, on paper. EPSG:4547."""

from itertools import groupby

import shapely
from shapely.geometry.base import BaseGeometry

from layers.answer.plates import MarkedAnswer, Plate, plates
from layers.paper.extent import lines_of, metric
from layers.paper.items import outline_of, shape_of
from layers.paper.pen import Line, Pen, stroke

FIRST_ZORDER, STEP, AROUND_ZORDER = 6.0, 0.05, 7.0
"""over the basemap and the borders of units, under all that is drawn of items (layers/paper/items.py)"""
REACH_PT = 40.0
"""so far beyond the map a plate may stand and still reach into it"""
DOT_PT = 0.3
"""shorter lines are not drawn, round ends or not"""
POINT, AREA = 0, 2
"""what shapely.get_dimensions says"""


def draw_marks(pen: Pen, answer: MarkedAnswer) -> None:
    """Draw an answer's marks. Whoever draws the items lets the others recede."""

    def alike(plate: Plate) -> tuple[bool, str, str]:
        return shapely.get_dimensions(plate.thing.geometry) == POINT, plate.mark.id, plate.kind

    for number, (_, group) in enumerate(groupby(plates(answer.things, pen.catalogue), key=alike)):
        _draw(pen, list(group), FIRST_ZORDER + number * STEP)
    values = pen.catalogue.drawing
    look = Line(pen.colors["highlight"], pen.pt(values.around_px), values.reach_dash, round_ends=False)
    around = [pen.extent.clip(shapely.boundary(metric(shape)), margin_pt=REACH_PT) for shape in answer.around]
    stroke(pen.axes, shapely.GeometryCollection(around), look, zorder=AROUND_ZORDER)


def _draw(pen: Pen, group: list[Plate], zorder: float) -> None:
    """The edges or fills of one mark: as many strokes as there are widths."""
    drawn: dict[Line, list[BaseGeometry]] = {}
    for plate in group:
        whole = metric(plate.thing.geometry) if plate.thing.item is None else shape_of(plate.thing.item, pen.catalogue)
        seen = pen.extent.clip(outline_of(whole), margin_pt=REACH_PT)
        area = shapely.get_dimensions(whole) == AREA
        for part in shapely.get_parts(seen):
            point = shapely.get_dimensions(part) == POINT
            look = _spot_look(pen, plate) if point else _look(pen, plate, plate.width_px(area=area))
            drawn.setdefault(look, []).append(_spot(pen, plate, part) if point else part)
    for look, shapes in drawn.items():
        lines = [shapely.LineString(line) for shape in shapes for line in lines_of(shape)]
        stroke(pen.axes, shapely.MultiLineString(lines), look, zorder=zorder)


def _look(pen: Pen, plate: Plate, width_px: float) -> Line:
    dash = tuple(px / width_px for px in plate.dash_px)
    return Line(plate.color(pen.appearance), pen.pt(width_px), dash, round_ends=not dash)


def _spot_look(pen: Pen, plate: Plate) -> Line:
    return _look(pen, plate, plate.mark.edge_px if plate.kind == "edge" else 2 * plate.radius_px)


def _spot(pen: Pen, plate: Plate, point: BaseGeometry) -> BaseGeometry:
    """A ring for an edge; for a fill a line so short that its round ends are a disc."""
    if plate.kind == "edge":
        return point.buffer(pen.metres(plate.radius_px)).boundary
    half = DOT_PT / 2 * pen.extent.metres_per_pt
    return shapely.LineString([(point.x - half, point.y), (point.x + half, point.y)])
