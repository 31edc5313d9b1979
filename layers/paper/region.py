"""The small map that tells where a map lies. EPSG:4547."""

from typing import Any

import shapely

from geo.model import Plan
from layers.paper.basemap import draw_basemap
from layers.paper.extent import Extent, axes_size_pt, fit_extent, metric, wgs84_bounds
from layers.paper.fonts import use_fonts
from layers.paper.names.candidates import Room
from layers.paper.names.labels import Lettering
from layers.paper.pen import Line, Pen, fill, stroke
from layers.paper.sheet import LABEL_ZORDER, SELECTION_ZORDER, prepare
from layers.style.catalogue import Catalogue
from layers.text import Language

REGION_SCALE, REGION_OPACITY, REGION_LINE_PT, SMALL_EXTENT = 0.68, 0.05, 1.4, 0.2
"""of lines and letters, the extent's fill and line, and the share of the region below which it is kept free"""


def draw_region(axes: Any, shown: Extent, plan: Plan, catalogue: Catalogue, language: Language) -> Extent:
    """Draw where a map lies: the whole region, quiet, with a line around what the map shows.

    Returns the region's extent.
    """
    use_fonts()
    width_pt, height_pt = axes_size_pt(axes)
    everything = shapely.total_bounds([*(metric(unit.geometry) for unit in plan.units), shapely.box(*shown.bounds)])
    region = fit_extent(wgs84_bounds(tuple(everything)), width_pt=width_pt, height_pt=height_pt)
    prepare(axes, region)
    pen = Pen(axes, region, catalogue, language, scale=REGION_SCALE)
    draw_basemap(pen, plan)
    color, box = pen.colors["highlight"], shapely.box(*shown.bounds)
    fill(axes, box, color, zorder=SELECTION_ZORDER, opacity=REGION_OPACITY)
    stroke(axes, box, Line(color, REGION_LINE_PT, round_ends=False), zorder=SELECTION_ZORDER)
    lettering = Lettering(pen)
    kept = [shown.bounds] if box.area < SMALL_EXTENT * shapely.box(*region.bounds).area else []
    for candidate, label in lettering.place(
        (name for name in lettering.basemap(plan) if name.kind == "neighbour"), Room((), kept), {}
    ):
        lettering.draw(candidate, label, zorder=LABEL_ZORDER)
    return region
