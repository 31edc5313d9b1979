"""The quiet map under the plan on paper: sea, land, neighbours, units, borders. EPSG:4547."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.folder import DATA
from geo.ground import load_ground_features
from geo.plan import Plan
from layers.sheet_frame import metric
from layers.sheet_pen import Line, Pen, fill, stroke

BORDERS = (("neighbour", "neighbour_line", 0.8), ("district", "unit_line", 1.0), ("city", "city_line", 1.6))
"""kind of border, its colour's role, its width in pixels"""
DETAIL_PT = 0.3
"""turns of outlines smaller than this are not drawn"""
REACH_PT = 6.0


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of the ground."""

    zh: str
    en: str
    place: BaseGeometry
    """point, EPSG:4547"""
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """data/ground in EPSG:4547; what could not be read is missing, see `geo.ground.load_ground_features`."""

    land: BaseGeometry
    borders: dict[str, BaseGeometry]
    neighbours: tuple[PlaceName, ...]
    waters: tuple[PlaceName, ...]


@lru_cache(maxsize=4)
def load_ground(data: Path = DATA) -> Ground:
    """The ground, read and projected once."""
    features, _ = load_ground_features(data)

    def together(rows: Iterable[dict[str, Any]]) -> BaseGeometry:
        return metric(shapely.unary_union([shape(row["geometry"]) for row in rows]))

    def name(row: dict[str, Any], place: BaseGeometry) -> PlaceName:
        return PlaceName(row["properties"]["name"], row["properties"]["name_en"], metric(place), int(row["properties"].get("rank", 0)))

    kinds = {kind for kind, _, _ in BORDERS}
    borders = {kind: together(row for row in features["borders"] if row["properties"]["kind"] == kind) for kind in kinds}
    neighbours = tuple(name(row, shapely.Point(row["properties"]["label"])) for row in features["neighbours"])
    waters = tuple(name(row, shape(row["geometry"])) for row in features["labels"])
    return Ground(together(features["land"]), borders, neighbours, waters)


def draw_ground(pen: Pen, plan: Plan) -> None:
    """Sea, land, units and borders inside the pen's frame."""
    axes, colors, content = pen.axes, pen.colors, load_ground()

    def seen(geometry: BaseGeometry) -> BaseGeometry:
        return pen.frame.clip(geometry, margin_pt=REACH_PT).simplify(DETAIL_PT * pen.frame.metres_per_pt)

    axes.set_facecolor(colors["sea"])
    fill(axes, seen(content.land), colors["land"], zorder=1)
    for unit in plan.units:
        fill(axes, seen(metric(unit.geometry)), colors["unit_tints"][pen.catalogue.tint_of(unit.id)], zorder=2)
    for position, (kind, role, width_px) in enumerate(BORDERS):
        stroke(axes, seen(content.borders[kind]), Line(colors[role], pen.pt(width_px)), zorder=3 + position / 10)
