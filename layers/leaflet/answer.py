"""An answer in a Leaflet page: the plates under what it names, in pixels whatever the zoom, and how far was asked."""

from itertools import groupby
from typing import Any

import folium
import shapely
from shapely.geometry.base import BaseGeometry

from layers.answer.plates import MarkedAnswer, Plate, plates
from layers.leaflet.drawing import ANSWER_PANE, Drawing, Style
from layers.leaflet.page import dash_array
from layers.style.arrows import arrow
from layers.style.bands import softened
from layers.style.drawing import is_arrow

POINT, AREA = 0, 2
"""what shapely.get_dimensions says"""


def add_marks(drawing: Drawing, answer: MarkedAnswer) -> None:
    """Draw an answer's marks, below all that is drawn of items."""

    def alike(plate: Plate) -> tuple[Any, ...]:
        return plate.mark.id, plate.kind, _width(plate), plate.radius_px

    for _, group in groupby(plates(answer.things, drawing.catalogue), key=alike):
        _add(drawing, list(group))
    values = drawing.catalogue.drawing
    line = _line(drawing.catalogue.appearances[drawing.appearance]["highlight"], values.around_px)
    line["dashArray"] = dash_array(values.reach_dash, values.around_px)
    for shape in answer.around:
        drawing.add_geometry(drawing.map, shapely.boundary(shape), line, pane=ANSWER_PANE)


def _add(drawing: Drawing, group: list[Plate]) -> None:
    first, color = group[0], group[0].color(drawing.appearance)
    parts = shapely.get_parts([_outline(drawing, plate) for plate in group])
    parts = shapely.get_parts(parts)
    points = shapely.get_dimensions(parts) == POINT
    dash = " ".join(f"{px:g}" for px in first.dash_px) or None
    if not points.all():
        line = _line(color, _width(first)) | {"dashArray": dash}
        drawing.add_geometry(drawing.map, shapely.GeometryCollection(list(parts[~points])), line, pane=ANSWER_PANE)
    if points.any():
        edge = {"fill": False, "weight": first.mark.edge_px, "dashArray": dash}
        disc = {"fill": True, "fillColor": color, "fillOpacity": 1, "weight": 0, "stroke": False}
        look = {"color": color, "opacity": 1, "pane": ANSWER_PANE, "interactive": False, "lineCap": "butt"}
        marker = folium.CircleMarker(radius=first.radius_px)
        style = look | (edge if first.kind == "edge" else disc)
        drawing.add_geometry(drawing.map, shapely.MultiPoint(list(parts[points])), style, marker=marker)


def _width(plate: Plate) -> float:
    return plate.width_px(area=shapely.get_dimensions(plate.thing.geometry) == AREA)


def _line(color: str, weight: float) -> Style:
    return {"color": color, "weight": round(weight, 2), "opacity": 1, "fill": False, "lineCap": "butt"}


def _outline(drawing: Drawing, plate: Plate) -> BaseGeometry:
    """What of a thing the plate lies under."""
    item, shape = plate.thing.item, plate.thing.geometry
    if item is not None and is_arrow(drawing.catalogue.layer_of(item), item):
        shape = arrow(shape)
    elif item is not None and item.located == "area" and drawing.catalogue.precisions[item.precision].edge == "hatched":
        shape = softened(item)
    return shapely.boundary(shape) if shapely.get_dimensions(shape) == AREA else shape
