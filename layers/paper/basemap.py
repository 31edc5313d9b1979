"""The quiet map under the plan on paper: sea, land, neighbours, units, borders. EPSG:4547."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.basemap import load_basemap_shapes
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
    """data/basemap in EPSG:4547; what could not be read is missing, see `geo.basemap.load_basemap_shapes`."""

    land: BaseGeometry
    borders: dict[str, BaseGeometry]
    neighbours: tuple[PlaceName, ...]
    waters: tuple[PlaceName, ...]


@lru_cache(maxsize=4)
def load_basemap(data: Path = DATA) -> Basemap:
    """The basemap, read and projected once."""
    shapes, _ = load_basemap_shapes(data)

    def name(values: dict[str, Any], place: BaseGeometry) -> PlaceName:
        return PlaceName(values["name"], values["name_en"], metric(place), int(values.get("rank", 0)))

    def border(kind: str) -> BaseGeometry:
        drawn = [line for values, line in shapes["borders"] if values["kind"] == kind]
        # Lines that lie on each other are as good as one.
        return metric(shapely.MultiLineString([part for line in drawn for part in shapely.get_parts(line)]))

    borders = {kind: border(kind) for kind, _ in BORDERS}
    neighbours = tuple(name(values, shapely.Point(values["label"])) for values, _ in shapes["neighbours"])
    waters = tuple(name(values, place) for values, place in shapes["labels"])
    land = [area for _, area in shapes["land"]]
    # To join one with nothing takes as long as to read it.
    return Basemap(metric(land[0] if len(land) == 1 else shapely.union_all(land)), borders, neighbours, waters)


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
