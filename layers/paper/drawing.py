"""What is drawn by hand, on paper: the forms of web/draw/paint.js, measured on the ellipsoid."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.patches import FancyBboxPatch
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.crs import to_metric
from layers.paper.extent import Bounds, metric
from layers.paper.fonts import width_pt
from layers.paper.pen import Line, Pen, fill, stroke
from layers.paper.text import Hand, baseline_below, wrapped, write
from layers.style.catalogue import color_on
from layers.view.drawing import LINE_KINDS, PLACE_KINDS, DrawnFeature

FORM_ZORDER, PLATE_ZORDER = 120.0, 195.0
LINE_PX, CASING_PX, HEAD_PX, POINT_PX, NUMBER_PX = 3.0, 2.0, 15.0, 6.5, 12.0
FILL_OPACITY, CASING_OPACITY = 0.16, 0.85
TEXT_PX, MEASURE_PX, DIGIT_PX, LEADING, PAD_PX, WIDEST_PX = 14.0, 12.5, 14.0, 1.3, 6.0, 230.0
EDGE_PX, CORNER_PX = 1.8, 4.0
HEAD_TURN = 0.45
"""radians between an arrow and each of its barbs"""
ORDER = ("area", "line", "arrow", "point", "number", "text")
GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Plate:
    """Words of a feature, and where they stand, in metres."""

    feature: DrawnFeature
    lines: tuple[tuple[str, float], ...]
    """each with the size of its type in points"""
    box: Bounds


def measure_words(feature: DrawnFeature) -> str:
    """Length or area on the ellipsoid, as the browser says it; nothing for what has none."""
    longitudes, latitudes = zip(*feature.path, strict=True)
    if feature.kind in LINE_KINDS:
        metres = GEOD.line_length(longitudes, latitudes)
        return f"{metres / 1000:.{0 if metres >= 100_000 else 2}f} km" if metres >= 1000 else f"{metres:.0f} m"
    if feature.kind != "area":
        return ""
    area = abs(GEOD.polygon_area_perimeter(longitudes, latitudes)[0])
    return f"{area / 1e6:.2f} km²" if area >= 1e6 else f"{area / 1e4:.2f} ha"


def shape_of_feature(feature: DrawnFeature) -> BaseGeometry:
    """In metres, EPSG:4547."""
    if feature.kind == "area":
        return metric(shapely.Polygon(feature.path))
    return to_metric(
        shapely.Point(feature.path[0]) if feature.kind in PLACE_KINDS else shapely.LineString(feature.path)
    )


def draw_drawing(pen: Pen, features: Sequence[DrawnFeature]) -> list[Bounds]:
    """Draw features with their words, of which none covers others'; returns where words and numbers are (metres)."""
    plates: list[Plate] = []
    ordered = sorted(features, key=lambda feature: ORDER.index(feature.kind))
    for step, feature in enumerate(ordered):
        _form(pen, feature, FORM_ZORDER + step / 100)
    for feature in reversed(ordered):
        plate = _plate(pen, feature)
        if plate and not any(_meet(plate.box, other.box) for other in plates):
            plates.append(plate)
        elif feature.kind == "text":
            _disc(pen, feature, POINT_PX / 2, FORM_ZORDER)
    for plate in plates:
        _write(pen, plate)
    marks = [shape_of_feature(feature).buffer(pen.metres(NUMBER_PX)) for feature in ordered if feature.kind == "number"]
    return [*(plate.box for plate in plates), *(mark.bounds for mark in marks)]


def ink_of(pen: Pen, feature: DrawnFeature) -> str:
    pencils = pen.catalogue.pencils
    return color_on(pencils.get(feature.color) or next(iter(pencils.values())), pen.appearance)


def _form(pen: Pen, feature: DrawnFeature, zorder: float) -> None:
    if feature.kind == "text":
        return
    if feature.kind in PLACE_KINDS:
        _disc(pen, feature, POINT_PX if feature.kind == "point" else NUMBER_PX, zorder)
        if feature.kind == "number":
            x, y = shape_of_feature(feature).coords[0]
            size = pen.pt(DIGIT_PX)
            hand = Hand(size, pen.colors["halo"], bold=True, align="center", zorder=zorder)
            write(pen.axes, x, baseline_below(y, size * pen.extent.metres_per_pt), str(feature.number), hand)
        return
    shape = shape_of_feature(feature)
    parts = [shape] if feature.kind != "arrow" else [shape, *_head(pen, shape)]
    if feature.kind == "area":
        fill(pen.axes, shape, ink_of(pen, feature), zorder=zorder, opacity=FILL_OPACITY)
    for color, width_px, opacity in (
        (pen.colors["halo"], LINE_PX + 2 * CASING_PX, CASING_OPACITY),
        (ink_of(pen, feature), LINE_PX, 1.0),
    ):
        for part in parts:
            stroke(pen.axes, part, Line(color, pen.pt(width_px), opacity=opacity), zorder=zorder)


def _disc(pen: Pen, feature: DrawnFeature, radius_px: float, zorder: float) -> None:
    place = shape_of_feature(feature)
    for color, radius in ((pen.colors["halo"], radius_px + CASING_PX), (ink_of(pen, feature), radius_px)):
        fill(pen.axes, place.buffer(pen.metres(radius)), color, zorder=zorder)


def _head(pen: Pen, line: BaseGeometry) -> list[BaseGeometry]:
    """The two barbs of an arrow."""
    places = shapely.get_coordinates(line)
    size = pen.metres(HEAD_PX)
    tip = places[-1]
    far = [place for place in places[::-1] if np.hypot(*(place - tip)) > size / 2]
    if not far:
        return []
    turn = np.arctan2(*(tip - far[0])[::-1])
    barbs = [tip - size * np.array([np.cos(turn + by), np.sin(turn + by)]) for by in (HEAD_TURN, -HEAD_TURN)]
    return [shapely.LineString([barbs[0], tip, barbs[1]])]


def _plate(pen: Pen, feature: DrawnFeature) -> Plate | None:
    text_pt, measure_pt = pen.pt(TEXT_PX), pen.pt(MEASURE_PX)
    lines = [(line, text_pt) for line in wrapped(feature.text, text_pt, pen.pt(WIDEST_PX))] if feature.text else []
    if feature.measured and (words := measure_words(feature)):
        lines.append((words, measure_pt))
    if not lines:
        return None
    scale, pad = pen.extent.metres_per_pt, pen.pt(PAD_PX)
    wide = (max(width_pt(line, size) for line, size in lines) + 2 * pad) * scale
    high = (sum(size * LEADING for _, size in lines) + pad) * scale
    x, y = _anchor(pen, feature, wide, high)
    west, south, east, north = pen.extent.bounds
    if not (west < x + wide / 2 < east and south < y + high / 2 < north):
        return None
    x, y = min(max(x, west), east - wide), min(max(y, south), north - high)
    return Plate(feature, tuple(lines), (x, y, x + wide, y + high))


def _anchor(pen: Pen, feature: DrawnFeature, wide: float, high: float) -> tuple[float, float]:
    """The lower left corner of a plate, in metres."""
    shape = shape_of_feature(feature)
    if feature.kind in ("point", "number"):
        radius = POINT_PX if feature.kind == "point" else NUMBER_PX
        return shape.x + pen.metres(radius + 2 * CASING_PX), shape.y - high / 2
    if feature.kind == "text":
        middle = shape
    elif feature.kind == "area":
        middle = shape.representative_point()
    else:
        middle = shape.interpolate(0.5, normalized=True)
    above = high / 2 + pen.metres(LINE_PX + CASING_PX) if feature.kind in LINE_KINDS else 0.0
    return middle.x - wide / 2, middle.y - high / 2 + above


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _write(pen: Pen, plate: Plate) -> None:
    """Words in their plate."""
    scale, pad = pen.extent.metres_per_pt, pen.pt(PAD_PX)
    west, south, east, north = plate.box
    look = {"facecolor": pen.colors["halo"], "edgecolor": ink_of(pen, plate.feature), "linewidth": pen.pt(EDGE_PX)}
    corner = f"round,pad=0,rounding_size={pen.metres(CORNER_PX)}"
    pen.axes.add_artist(
        FancyBboxPatch((west, south), east - west, north - south, boxstyle=corner, zorder=PLATE_ZORDER, **look)
    )
    top = north - pad / 2 * scale
    for line, size in plate.lines:
        middle = top - size * LEADING / 2 * scale
        role = "label_quiet" if plate.feature.text and size < pen.pt(TEXT_PX) else "ink"
        hand = Hand(size, pen.colors[role], bold=role == "ink", zorder=PLATE_ZORDER)
        write(pen.axes, west + pad * scale, baseline_below(middle, size * scale), line, hand)
        top -= size * LEADING * scale
