"""The quiet map under the plan on paper: sea, land, neighbours, units, borders. EPSG:4547."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.basemap import load_basemap_features
from geo.folder import DATA
from geo.model import Plan
from layers.paper.extent import metric
from layers.paper.pen import Line, Pen, fill, stroke

BORDERS = (("neighbour", "neighbour_line"), ("district", "unit_line"), ("city", "city_line"))
"""kind of border, its colour's role; its width is the catalogue's `<role>_px`"""
DETAIL_PT = 0.3
"""turns of outlines smaller than this are not drawn"""
REACH_PT = 6.0


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of the basemap."""

    zh: str
    en: str
    place: BaseGeometry
    """point, EPSG:4547"""
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class Basemap:
    """data/basemap in EPSG:4547; what could not be read is missing, see `geo.basemap.load_basemap_features`."""

    land: BaseGeometry
    borders: dict[str, BaseGeometry]
    neighbours: tuple[PlaceName, ...]
    waters: tuple[PlaceName, ...]


@lru_cache(maxsize=4)
def load_basemap(data: Path = DATA) -> Basemap:
    """The basemap, read and projected once."""
    features, _ = load_basemap_features(data)

    def together(rows: Iterable[dict[str, Any]]) -> BaseGeometry:
        return metric(shapely.unary_union([shape(row["geometry"]) for row in rows]))

    def name(row: dict[str, Any], place: BaseGeometry) -> PlaceName:
        return PlaceName(
            row["properties"]["name"],
            row["properties"]["name_en"],
            metric(place),
            int(row["properties"].get("rank", 0)),
        )

    kinds = {kind for kind, _ in BORDERS}
    borders = {
        kind: together(row for row in features["borders"] if row["properties"]["kind"] == kind) for kind in kinds
    }
    neighbours = tuple(name(row, shapely.Point(row["properties"]["label"])) for row in features["neighbours"])
    waters = tuple(name(row, shape(row["geometry"])) for row in features["labels"])
    return Basemap(together(features["land"]), borders, neighbours, waters)


def draw_basemap(pen: Pen, plan: Plan) -> None:
    """Sea, land, units and borders inside the pen's extent."""
    axes, colors, content = pen.axes, pen.colors, load_basemap()

    def seen(geometry: BaseGeometry) -> BaseGeometry:
        return pen.extent.clip(geometry, margin_pt=REACH_PT).simplify(DETAIL_PT * pen.extent.metres_per_pt)

    axes.set_facecolor(colors["sea"])
    fill(axes, seen(content.land), colors["land"], zorder=1)
    for unit in plan.units:
        fill(axes, seen(metric(unit.geometry)), colors["unit"], zorder=2)
    for position, (kind, role) in enumerate(BORDERS):
        width_pt = pen.pt(getattr(pen.catalogue.drawing, f"{role}_px"))
        stroke(axes, seen(content.borders[kind]), Line(colors[role], width_pt), zorder=3 + position / 10)
