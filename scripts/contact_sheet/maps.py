"""Maps of the contact sheets: what a theme or a unit places, drawn in EPSG:4547 (metres), with its names."""

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from shapely import Geometry, Point, box
from shapely.geometry import shape

from geo.anchors import label_anchors
from geo.basemap import load_basemap_features
from geo.crs import to_metric
from geo.model import Item, Plan
from layers.style.bands import fade
from layers.style.catalogue import area_opacity, load_catalogue
from layers.style.drawing import UNITS_LAYER
from layers.style.strokes import PAPER_PARTS, plain_strokes

POINTS_PER_PX, MARGIN, INDICATIVE = 0.72, 0.53, "※"
"""half an extent with its margin; mark of a name whose place is indicative"""
LABEL_PX, WRAP_CHARS, LINE_HEIGHT, LATIN_WIDTH, DOT_PX, WIDTH_FACTOR = 19, 12, 1.25, 0.62, 15, 1.2
REACHES_PX, LEADER_FROM_PX, DIRECTIONS = (0, 6, 18, 34, 54, 78, 106, 140, 180, 230), 18, 16
"""how far a name may stand from its place, tried in turn; from where on a leader line joins them"""
Label = tuple[str, Sequence[Sequence[float]], bool, str, str]
"""text, anchors (EPSG:4547, best first), whether it may cover its anchor, colour, colour of its leader (none: it stays
at the anchor)"""
CATALOGUE = load_catalogue()
COLORS = CATALOGUE.appearances["light"]


def places(label: Label, m_per_px: float) -> Iterator[tuple[Geometry, Geometry | None]]:
    """Boxes where the name may stand, nearest first, each with its leader line if it needs one. EPSG:4547."""
    (_, anchors, on_anchor, _, leader), lines = label, label[0].split("\n")
    half_w = (
        max(sum(LATIN_WIDTH if c.isascii() else 1.0 for c in line) for line in lines) * LABEL_PX / 2 + 3
    ) * m_per_px
    half_h = len(lines) * LABEL_PX * LINE_HEIGHT / 2 * m_per_px
    for reach in REACHES_PX[not on_anchor : None if leader else 1]:
        for x, y in anchors:
            for angle in np.arange(DIRECTIONS if reach else 1) * math.tau / DIRECTIONS:
                place_x = x + math.cos(angle) * (half_w + reach * m_per_px) * (reach > 0)
                place_y = y + math.sin(angle) * (half_h + reach * m_per_px) * (reach > 0)
                place = box(place_x - half_w, place_y - half_h, place_x + half_w, place_y + half_h)
                yield place, shapely.shortest_line(Point(x, y), place) if reach >= LEADER_FROM_PX else None


def write(axes: Axes, labels: Iterable[Label], taken: list[Geometry]) -> int:
    """Writes each name in its first free place and adds it to taken; returns how many fail.

    Its leader, if it needs one, crosses no other.
    """
    lost, obstacles, window, m_per_px = 0, len(taken), box(*axes.viewLim.extents), axes.viewLim.width / axes.bbox.width
    style = {"fontsize": LABEL_PX * POINTS_PER_PX, "linespacing": 1.0, "ha": "center", "va": "center", "zorder": 301}
    style["path_effects"] = [withStroke(linewidth=2.6, foreground=COLORS["halo"])]
    for label in labels:
        free = [
            spot
            for spot in places(label, m_per_px)
            if window.contains(spot[0]) and not shapely.intersects(taken, spot[0]).any()
        ]
        clear = (spot for spot in free if spot[1] is None or not shapely.intersects(taken[obstacles:], spot[1]).any())
        if not free:
            lost += 1
            continue
        place, leader = next(clear, free[0])
        taken.extend([place] if leader is None else [place, leader])
        if leader is not None:
            axes.plot(*np.array(leader.coords).T, color=label[4], lw=1.1, marker="o", markevery=[0], ms=3, zorder=300)
        axes.text(place.centroid.x, place.centroid.y, label[0], color=label[3], **style)
    return lost


def inside(geometry: Geometry, window: Geometry) -> Geometry | None:
    """What window holds of geometry (same CRS), in geometry's own dimension; None where it holds nothing."""
    parts = shapely.get_parts(shapely.intersection(geometry, window))
    kept = parts[shapely.get_dimensions(parts) == shapely.get_dimensions(geometry)]
    merged = shapely.union_all(kept) if kept.size else None
    return shapely.line_merge(merged) if merged is not None and merged.geom_type == "MultiLineString" else merged


def draw(axes: Axes, geometry: Geometry, z: float, width_px: float = 0.0, **style: Any) -> None:
    """Draws what axes show of a line or an area (EPSG:4547), holes left open."""
    west, south, east, north = axes.viewLim.extents
    shown = shapely.clip_by_rect(geometry, 2 * west - east, 2 * south - north, 2 * east - west, 2 * north - south)
    parts = shapely.get_parts(shapely.orient_polygons(shown))
    if len(rings := shapely.get_rings(parts) if "Polygon" in shown.geom_type else parts):
        outline = Outline.make_compound_path(*(Outline(shapely.get_coordinates(ring)) for ring in rings))
        style = {"facecolor": "none", "edgecolor": "none"} | style
        axes.add_patch(PathPatch(outline, zorder=z, linewidth=width_px * POINTS_PER_PX, **style))


def draw_item(axes: Axes, item: Item, geometry: Geometry) -> None:
    """One item (EPSG:4547): hatched where indicative, lined in its stage's dash, a dot for a point."""
    layer, stage, edge = (
        CATALOGUE.layer_of(item),
        CATALOGUE.stages[item.stage],
        CATALOGUE.precisions[item.precision].edge,
    )
    width_px = (layer.edge if item.located == "area" else layer.width) * WIDTH_FACTOR
    if item.located == "point":
        axes.plot(
            *geometry.coords[0], "o", color=layer.color, mec=COLORS["halo"], ms=DOT_PX * POINTS_PER_PX, zorder=200
        )
        return
    if item.located == "line" and edge != "crisp":
        far_m = item.uncertainty_m or 0
        opacity = CATALOGUE.drawing.halo_opacity * fade(2 * far_m * axes.bbox.width / axes.viewLim.width)
        draw(axes, geometry.buffer(far_m), layer.z, facecolor=(layer.color, opacity))
    elif item.located == "area" and edge == "hatched":
        draw(
            axes,
            geometry,
            layer.z,
            edgecolor=(layer.color, area_opacity(layer, stage, CATALOGUE.drawing.hatch_factor)),
            hatch="//",
        )
    elif item.located == "area":
        draw(axes, geometry, layer.z, facecolor=(layer.color, area_opacity(layer, stage)))
    for part in plain_strokes(width_px, stage) if width_px else ():
        color = COLORS["halo"] if part.part in PAPER_PARTS else layer.color
        dash = (0, part.dash) if part.dash else "solid"
        draw(axes, geometry, layer.z, part.width_px, edgecolor=(color, CATALOGUE.drawing.edge_opacity), linestyle=dash)


class Maps:
    """The plan's geometries in EPSG:4547, and maps of them."""

    def __init__(self, plan: Plan) -> None:
        """Raises RuntimeError where data/ breaks its rules."""
        features, breaches = load_basemap_features()
        if plan.breaches or breaches:
            raise RuntimeError(f"data/ breaks {len(plan.breaches) + len(breaches)} rules: run python -m geo.check")
        self.plan = plan
        self.basemap = {name: [to_metric(shape(row["geometry"])) for row in rows] for name, rows in features.items()}
        self.shapes = {item.id: to_metric(item.geometry) for item in plan.items if item.geometry is not None}

    def names(self, items: Iterable[Item], extent: Geometry) -> Iterator[Label]:
        """Names of items in the catalogue's label order, anchored in extent (EPSG:4547)."""
        for item in sorted(items, key=lambda item: CATALOGUE.layer_of(item).rank):
            part = inside(self.shapes[item.id], extent)
            text = item.name.rsplit("·", 1)[-1] + INDICATIVE * (item.precision == "indicative")
            text = "\n".join(textwrap.wrap(text, math.ceil(len(text) / math.ceil(len(text) / WRAP_CHARS))))
            yield (
                text,
                label_anchors(part or self.shapes[item.id]),
                item.located == "area",
                COLORS["label"],
                CATALOGUE.layer_of(item).color,
            )

    def draw(self, axes: Axes, items: Sequence[Item], extent: Geometry, unit: Geometry | None = None) -> int:
        """Draws items in a window round extent; returns how many names found no room.

        Names stand where the items lie in unit, if one is given.
        """
        west, south, east, north = extent.bounds
        half = max((east - west) / axes.bbox.width, (north - south) / axes.bbox.height) * MARGIN
        x, y, half_w, half_h = (west + east) / 2, (south + north) / 2, half * axes.bbox.width, half * axes.bbox.height
        axes.set(
            xlim=(x - half_w, x + half_w), ylim=(y - half_h, y + half_h), xticks=[], yticks=[], facecolor=COLORS["sea"]
        )
        for geometry in self.basemap["land"] + self.basemap["neighbours"]:
            draw(axes, geometry, -9, 1, facecolor=COLORS["land"], edgecolor=COLORS["neighbour_line"])
        for one in self.plan.units:
            draw(axes, self.shapes[one.id], -8, facecolor=COLORS["unit"])
        for border in self.basemap["borders"]:
            draw(axes, border, -7, 1.8, edgecolor=COLORS["city_line"])
        named = [item for item in items if CATALOGUE.layer_of(item).id != UNITS_LAYER]
        for item in named:
            draw_item(axes, item, self.shapes[item.id])
        taken = [self.shapes[item.id].buffer(DOT_PX * half) for item in items if item.located == "point"]
        lost = write(axes, self.names(named, unit or box(*axes.viewLim.extents)), taken)
        write(
            axes,
            (
                (unit.name, label_anchors(self.shapes[unit.id]), True, COLORS["label_quiet"], "")
                for unit in self.plan.units
            ),
            taken,
        )
        return lost
