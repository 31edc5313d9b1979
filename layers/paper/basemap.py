"""The quiet map under the plan on paper: sea, land, neighbours, units, borders. EPSG:4547."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.basemap import BASEMAP_FILES, load_basemap_shapes
from geo.files.packed import Packed, kept_shapes
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
    paths = [data / "basemap" / f"{name}.geojson" for name in BASEMAP_FILES]
    return kept_shapes("basemap", paths, lambda: _moved(data), _basemap, code=[Path(__file__)])


def _basemap(values: Any, shapes: Sequence[BaseGeometry]) -> Basemap:
    land, *rest = shapes
    borders, places = rest[: len(BORDERS)], iter(rest[len(BORDERS) :])
    neighbours, waters = (tuple(PlaceName(zh, en, next(places), rank) for zh, en, rank in names) for names in values)
    return Basemap(land, dict(zip([kind for kind, _ in BORDERS], borders, strict=True)), neighbours, waters)


def _moved(data: Path) -> Packed:
    """Names of neighbours and of waters, and in EPSG:4547 land, borders, and where each name belongs."""
    shapes, _ = load_basemap_shapes(data)

    def border(kind: str) -> BaseGeometry:
        drawn = [line for values, line in shapes["borders"] if values["kind"] == kind]
        # Lines that lie on each other are as good as one.
        return shapely.MultiLineString([part for line in drawn for part in shapely.get_parts(line)])

    land = [area for _, area in shapes["land"]]
    named = (
        [(values, shapely.Point(values["label"])) for values, _ in shapes["neighbours"]],
        shapes["labels"],
    )
    names = [[(values["name"], values["name_en"], int(values.get("rank", 0))) for values, _ in rows] for rows in named]
    # To join one with nothing takes as long as to read it.
    whole = land[0] if len(land) == 1 else shapely.union_all(land)
    drawn = [whole, *(border(kind) for kind, _ in BORDERS), *(place for rows in named for _, place in rows)]
    return names, [metric(shape) for shape in drawn]


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
