"""Contact sheets for a planner's eye, written to docs/. Run: python -m scripts.contact_sheet

contact-themes.png: a map per theme. contact-districts.png: a map per unit with all items that touch it. items.md: all items as a table.
Maps are drawn in EPSG:4547 (metres). The same data give the same bytes. Needs matplotlib and a Chinese font.
"""

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from matplotlib import font_manager, rcParams
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from PIL import Image
from shapely import Geometry, Point, box
from shapely.geometry import shape

from geo.crs import to_metric
from geo.ground import load_ground_features
from geo.plan import Item, Plan, load_plan
from geo.rules import extent_words
from layers.bands import HALO_OPACITY, fade
from layers.deck import EDGE_OPACITY, HATCH_OPACITY_FACTOR, UNITS_LAYER, label_anchors
from layers.strokes import PAPER_PARTS, plain_strokes
from layers.style import area_opacity, load_catalogue

DOCS = Path(__file__).resolve().parent.parent / "docs"
FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "PingFang HK", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei")
SHEET_PX, GAP_PX, TITLE_PX, DPI, POINTS_PER_PX = 3000, 24, 104, 100, 0.72
THEME_ASPECT, WIDE_ABOVE_ITEMS, UNIT_ASPECT, UNIT_COLUMNS, MARGIN = 2.1, 30, 0.9, 3, 0.53
"""width to height of a map; a theme that places more items takes the whole width; half an extent with its margin"""
LABEL_PX, HEADING_PX, WRAP_CHARS, LINE_HEIGHT, LATIN_WIDTH, DOT_PX, WIDTH_FACTOR = 19, 26, 12, 1.25, 0.62, 15, 1.2
REACHES_PX, LEADER_FROM_PX, DIRECTIONS = (0, 6, 18, 34, 54, 78, 106, 140, 180, 230), 18, 16
"""how far a name may stand from its place, tried in turn; from where on a leader line joins them"""
COVERS_UNIT, LEAST_CERTAIN, INDICATIVE = 0.7, 10, "※"
"""share of a unit above which an area is named under its title, not drawn; rows of the table; mark of a name"""
LOCATED_ZH = {"point": "点", "line": "线", "area": "面", "citywide": "未落图"}
Panel = tuple[float, float, str, Sequence[Item], Geometry, Geometry | None]
"""share of the sheet's width, width to height, heading, items, extent and unit (EPSG:4547)"""
Label = tuple[str, Sequence[Sequence[float]], bool, str, str]
"""text, anchors (EPSG:4547, best first), whether it may cover its anchor, colour, colour of its leader (none: it stays at the anchor)"""
CATALOGUE = load_catalogue()
COLORS = CATALOGUE.grounds["light"]


def chinese_font() -> str:
    """Name of an installed Chinese font. Raises RuntimeError where there is none."""
    name = next((name for name in FONTS if name in font_manager.get_font_names()), None)
    if name is None:
        raise RuntimeError(f"no Chinese font: apt-get install fonts-noto-cjk (or install one of {', '.join(FONTS)}), then run again")
    return name


def places(label: Label, m_per_px: float) -> Iterator[tuple[Geometry, Geometry | None]]:
    """Boxes where the name may stand, nearest first, each with its leader line if it needs one. EPSG:4547."""
    (_, anchors, on_anchor, _, leader), lines = label, label[0].split("\n")
    half_w = (max(sum(LATIN_WIDTH if c.isascii() else 1.0 for c in line) for line in lines) * LABEL_PX / 2 + 3) * m_per_px
    half_h = len(lines) * LABEL_PX * LINE_HEIGHT / 2 * m_per_px
    for reach in REACHES_PX[not on_anchor : None if leader else 1]:
        for x, y in anchors:
            for angle in np.arange(DIRECTIONS if reach else 1) * math.tau / DIRECTIONS:
                place_x = x + math.cos(angle) * (half_w + reach * m_per_px) * (reach > 0)
                place_y = y + math.sin(angle) * (half_h + reach * m_per_px) * (reach > 0)
                place = box(place_x - half_w, place_y - half_h, place_x + half_w, place_y + half_h)
                yield place, shapely.shortest_line(Point(x, y), place) if reach >= LEADER_FROM_PX else None


def write(axes: Axes, labels: Iterable[Label], taken: list[Geometry]) -> int:
    """Writes each name in its first free place, if it can with a leader that crosses no other, and adds it to taken; returns how many fail."""
    lost, obstacles, window, m_per_px = 0, len(taken), box(*axes.viewLim.extents), axes.viewLim.width / axes.bbox.width
    style = {"fontsize": LABEL_PX * POINTS_PER_PX, "linespacing": 1.0, "ha": "center", "va": "center", "zorder": 301}
    style["path_effects"] = [withStroke(linewidth=2.6, foreground=COLORS["halo"])]
    for label in labels:
        free = [spot for spot in places(label, m_per_px) if window.contains(spot[0]) and not shapely.intersects(taken, spot[0]).any()]
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
    layer, stage, edge = CATALOGUE.layer_of(item), CATALOGUE.stages[item.stage], CATALOGUE.precisions[item.precision].edge
    width_px = (layer.edge if item.located == "area" else layer.width) * WIDTH_FACTOR
    if item.located == "point":
        axes.plot(*geometry.coords[0], "o", color=layer.color, mec=COLORS["halo"], ms=DOT_PX * POINTS_PER_PX, zorder=200)
        return
    if item.located == "line" and edge != "crisp":
        far_m = item.uncertainty_m or 0
        opacity = HALO_OPACITY * fade(2 * far_m * axes.bbox.width / axes.viewLim.width)
        draw(axes, geometry.buffer(far_m), layer.z, facecolor=(layer.color, opacity))
    elif item.located == "area" and edge == "hatched":
        draw(axes, geometry, layer.z, edgecolor=(layer.color, area_opacity(layer, stage, HATCH_OPACITY_FACTOR)), hatch="//")
    elif item.located == "area":
        draw(axes, geometry, layer.z, facecolor=(layer.color, area_opacity(layer, stage)))
    for part in plain_strokes(width_px, stage) if width_px else ():
        color = COLORS["halo"] if part.part in PAPER_PARTS else layer.color
        dash = (0, part.dash) if part.dash else "solid"
        draw(axes, geometry, layer.z, part.width_px, edgecolor=(color, EDGE_OPACITY), linestyle=dash)


class Maps:
    """The plan's geometries in EPSG:4547, and maps of them."""

    def __init__(self, plan: Plan) -> None:
        """Raises RuntimeError where data/ breaks its rules."""
        features, breaches = load_ground_features()
        if plan.breaches or breaches:
            raise RuntimeError(f"data/ breaks {len(plan.breaches) + len(breaches)} rules: run python -m geo.check")
        self.plan = plan
        self.ground = {name: [to_metric(shape(row["geometry"])) for row in rows] for name, rows in features.items()}
        self.shapes = {item.id: to_metric(item.geometry) for item in plan.items if item.geometry is not None}

    def names(self, items: Iterable[Item], extent: Geometry) -> Iterator[Label]:
        """Names of items in the catalogue's label order, anchored in extent (EPSG:4547)."""
        for item in sorted(items, key=lambda item: CATALOGUE.layer_of(item).rank):
            part = inside(self.shapes[item.id], extent)
            text = item.name.rsplit("·", 1)[-1] + INDICATIVE * (item.precision == "indicative")
            text = "\n".join(textwrap.wrap(text, math.ceil(len(text) / math.ceil(len(text) / WRAP_CHARS))))
            yield text, label_anchors(part or self.shapes[item.id]), item.located == "area", COLORS["label"], CATALOGUE.layer_of(item).color

    def draw(self, axes: Axes, items: Sequence[Item], extent: Geometry, unit: Geometry | None = None) -> int:
        """Draws items in a window round extent, names where they lie in unit if one is given; returns how many names found no room."""
        west, south, east, north = extent.bounds
        half = max((east - west) / axes.bbox.width, (north - south) / axes.bbox.height) * MARGIN
        x, y, half_w, half_h = (west + east) / 2, (south + north) / 2, half * axes.bbox.width, half * axes.bbox.height
        axes.set(xlim=(x - half_w, x + half_w), ylim=(y - half_h, y + half_h), xticks=[], yticks=[], facecolor=COLORS["sea"])
        for geometry in self.ground["land"] + self.ground["neighbours"]:
            draw(axes, geometry, -9, 1, facecolor=COLORS["land"], edgecolor=COLORS["neighbour_line"])
        for unit_id, tint in CATALOGUE.unit_tint.items():
            draw(axes, self.shapes[unit_id], -8, facecolor=COLORS["unit_tints"][tint])
        for border in self.ground["borders"]:
            draw(axes, border, -7, 1.8, edgecolor=COLORS["city_line"])
        named = [item for item in items if CATALOGUE.layer_of(item).id != UNITS_LAYER]
        for item in named:
            draw_item(axes, item, self.shapes[item.id])
        taken = [self.shapes[item.id].buffer(DOT_PX * half) for item in items if item.located == "point"]
        lost = write(axes, self.names(named, unit or box(*axes.viewLim.extents)), taken)
        write(axes, ((unit.name, label_anchors(self.shapes[unit.id]), True, COLORS["label_quiet"], "") for unit in self.plan.units), taken)
        return lost


def theme_panels(maps: Maps) -> Iterator[Panel]:
    """A map per theme of the whole city, and of what the theme places outside it."""
    city = [maps.shapes[unit.id] for unit in maps.plan.units]
    for theme in CATALOGUE.themes.values():
        items = [item for item in maps.plan.items if item.theme == theme.id]
        placed = [item for item in items if item.id in maps.shapes]
        counts = Counter(item.located for item in items)
        title = f"{theme.zh}  {len(items)}：" + " ".join(f"{zh}{counts[key]}" for key, zh in LOCATED_ZH.items() if counts[key])
        outside = [maps.shapes[item.id] for item in placed if not item.districts]
        yield 1.0 if len(placed) > WIDE_ABOVE_ITEMS else 0.5, THEME_ASPECT, title, placed, shapely.union_all(city + outside), None


def unit_panels(maps: Maps) -> Iterator[Panel]:
    """A map per unit; areas that take most of it are named in the heading."""
    for unit in maps.plan.units:
        whole = maps.shapes[unit.id]
        touching = [item for item in maps.plan.items if unit.id in item.districts and item.id in maps.shapes and item.id != unit.id]
        covering = [item for item in touching if maps.shapes[item.id].intersection(whole).area > COVERS_UNIT * whole.area]
        title = f"{unit.name}  {len(touching)}" + ("\n覆盖全区：" + "、".join(item.name for item in covering) if covering else "")
        yield 1 / UNIT_COLUMNS, UNIT_ASPECT, title, [item for item in touching if item not in covering], whole, whole


def write_sheet(name: str, panels: Iterable[Panel], maps: Maps) -> None:
    """Lays panels out in rows and saves docs/name with 256 colours. Prints how many names found no room."""
    placed, left, top, bottom = [], 0.0, 0.0, 0.0
    for panel in panels:
        width = SHEET_PX * panel[0] - GAP_PX
        left, top = (0.0, bottom) if left + width > SHEET_PX else (left, top)
        bottom = top + TITLE_PX + width / panel[1]
        placed.append((panel, left + GAP_PX / 2, width, bottom))
        left += width + GAP_PX
    sheet_px = bottom + GAP_PX
    figure = Figure(figsize=(SHEET_PX / DPI, sheet_px / DPI), dpi=DPI, facecolor=COLORS["halo"])
    for (_, aspect, title, items, extent, unit), left, width, bottom in placed:
        axes = figure.add_axes((left / SHEET_PX, 1 - bottom / sheet_px, width / SHEET_PX, width / aspect / sheet_px))
        axes.set_title(title, loc="left", fontsize=HEADING_PX * POINTS_PER_PX, color=COLORS["ink"])
        print(f"{name}: {title.splitlines()[0]}: {maps.draw(axes, items, extent, unit)} names found no room")
    (canvas := FigureCanvasAgg(figure)).draw()
    Image.fromarray(np.asarray(canvas.buffer_rgba())[:, :, :3]).save(DOCS / name, optimize=True)


def table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """A markdown table; pipes in cells are escaped."""
    lines = ([str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in (head, ["---"] * len(head), *rows))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def doubt(note: str) -> str:
    """The first sentence of a note that is neither the state of affairs nor where the item reaches."""
    sentences = [f"{part}。" for part in note.split("。") if part]
    return next((one for one in sentences if not one.startswith("现状：") and not extent_words(one)), note)


def items_markdown(plan: Plan) -> str:
    """Totals, the least certain places inside the city and all items in plan order by theme."""
    kinds, counts = CATALOGUE.precisions, Counter((item.theme, item.precision) for item in plan.items)
    grid = [[theme.zh, *(counts[key, kind] for kind in kinds)] for key, theme in CATALOGUE.themes.items()]
    grid.append(["合计", *(sum(column) for column in zip(*(row[1:] for row in grid), strict=True))])
    doubtful = sorted((i for i in plan.items if i.geometry and i.districts), key=lambda i: -(i.uncertainty_m or 0))[:LEAST_CERTAIN]
    units = {unit.id: unit.name for unit in plan.units}
    parts = ["# 项目清单 · All items", "Written by `python -m scripts.contact_sheet` from `data/`; not edited by hand. ±: metres."]
    head = ["主题", *(kind.zh for kind in kinds.values()), "合计"]
    parts += ["## 主题 × 精度 · Theme × precision", table(head, ([*row, sum(row[1:])] for row in grid))]
    doubts = [(f"`{item.id}`", item.name, item.uncertainty_m, doubt(item.note)) for item in doubtful]
    parts += ["## 最不确定的十处（市域外不计） · The ten least certain places", table(["id", "名称", "±m", "说明"], doubts)]
    for key, theme in CATALOGUE.themes.items():
        rows = []
        for item in (item for item in plan.items if item.theme == key):
            styles = CATALOGUE.stages[item.stage].zh, kinds[item.precision].zh, item.uncertainty_m or "—"
            districts = "、".join(units[unit] for unit in item.districts) or "—"
            sources = "、".join(dict.fromkeys(evidence.source for evidence in item.evidence))
            rows.append((f"`{item.id}`", item.name, item.category, *styles, districts, sources))
        parts += [f"## {theme.zh} · {theme.en} ({len(rows)})", table(["id", "名称", "类别", "阶段", "精度", "±m", "区", "来源"], rows)]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Writes the three files."""
    rcParams["font.family"], rcParams["hatch.linewidth"] = chinese_font(), 1.2
    maps = Maps(load_plan())
    write_sheet("contact-themes.png", theme_panels(maps), maps)
    write_sheet("contact-districts.png", unit_panels(maps), maps)
    (DOCS / "items.md").write_text(items_markdown(maps.plan), encoding="utf-8")


if __name__ == "__main__":
    main()
