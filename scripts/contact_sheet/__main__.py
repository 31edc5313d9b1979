"""Contact sheets for a planner's eye, written to docs/. Run: python -m scripts.contact_sheet

contact-themes.png: a map per theme. contact-districts.png: a map per unit with all items that touch it. items.md: all
items as a table. Maps are drawn in EPSG:4547 (metres). The same data give the same bytes. Needs matplotlib and a
Chinese font.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import shapely
from matplotlib import font_manager, rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from shapely import Geometry

from geo.model import Item, Plan
from geo.plan import load_plan
from geo.rules.items import extent_words
from scripts.contact_sheet.maps import CATALOGUE, COLORS, POINTS_PER_PX, Maps

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "PingFang HK",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
SHEET_PX, GAP_PX, TITLE_PX, DPI, HEADING_PX = 3000, 24, 104, 100, 26
THEME_ASPECT, WIDE_ABOVE_ITEMS, UNIT_ASPECT, UNIT_COLUMNS = 2.1, 30, 0.9, 3
"""width to height of a map; a theme that places more items takes the whole width"""
COVERS_UNIT, LEAST_CERTAIN = 0.7, 10
"""share of a unit above which an area is named under its title, not drawn; rows of the table"""
LOCATED_ZH = {"point": "点", "line": "线", "area": "面", "citywide": "未落图"}
Panel = tuple[float, float, str, Sequence[Item], Geometry, Geometry | None]
"""share of the sheet's width, width to height, heading, items, extent and unit (EPSG:4547)"""


def chinese_font() -> str:
    """Name of an installed Chinese font. Raises RuntimeError where there is none."""
    name = next((name for name in FONTS if name in font_manager.get_font_names()), None)
    if name is None:
        raise RuntimeError(
            f"no Chinese font: apt-get install fonts-noto-cjk (or install one of {', '.join(FONTS)}), then run again"
        )
    return name


def theme_panels(maps: Maps) -> Iterator[Panel]:
    """A map per theme of the whole city, and of what the theme places outside it."""
    city = [maps.shapes[unit.id] for unit in maps.plan.units]
    for theme in CATALOGUE.themes.values():
        items = [item for item in maps.plan.items if item.theme == theme.id]
        placed = [item for item in items if item.id in maps.shapes]
        counts = Counter(item.located for item in items)
        title = f"{theme.zh}  {len(items)}：" + " ".join(
            f"{zh}{counts[key]}" for key, zh in LOCATED_ZH.items() if counts[key]
        )
        outside = [maps.shapes[item.id] for item in placed if not item.districts]
        yield (
            1.0 if len(placed) > WIDE_ABOVE_ITEMS else 0.5,
            THEME_ASPECT,
            title,
            placed,
            shapely.union_all(city + outside),
            None,
        )


def unit_panels(maps: Maps) -> Iterator[Panel]:
    """A map per unit; areas that take most of it are named in the heading."""
    for unit in maps.plan.units:
        whole = maps.shapes[unit.id]
        touching = [
            item
            for item in maps.plan.items
            if unit.id in item.districts and item.id in maps.shapes and item.id != unit.id
        ]
        covering = [
            item for item in touching if maps.shapes[item.id].intersection(whole).area > COVERS_UNIT * whole.area
        ]
        title = f"{unit.name}  {len(touching)}" + (
            "\n覆盖全区：" + "、".join(item.name for item in covering) if covering else ""
        )
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
    lines = (
        [str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in (head, ["---"] * len(head), *rows)
    )
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
    doubtful = sorted((i for i in plan.items if i.geometry and i.districts), key=lambda i: -(i.uncertainty_m or 0))[
        :LEAST_CERTAIN
    ]
    units = {unit.id: unit.name for unit in plan.units}
    parts = [
        "# 项目清单 · All items",
        "Written by `python -m scripts.contact_sheet` from `data/`; not edited by hand. ±: metres.",
    ]
    head = ["主题", *(kind.zh for kind in kinds.values()), "合计"]
    parts += ["## 主题 × 精度 · Theme × precision", table(head, ([*row, sum(row[1:])] for row in grid))]
    doubts = [(f"`{item.id}`", item.name, item.uncertainty_m, doubt(item.note)) for item in doubtful]
    parts += [
        "## 最不确定的十处（市域外不计） · The ten least certain places",
        table(["id", "名称", "±m", "说明"], doubts),
    ]
    for key, theme in CATALOGUE.themes.items():
        rows = []
        for item in (item for item in plan.items if item.theme == key):
            styles = CATALOGUE.stages[item.stage].zh, kinds[item.precision].zh, item.uncertainty_m or "—"
            districts = "、".join(units[unit] for unit in item.districts) or "—"
            sources = "、".join(dict.fromkeys(evidence.source for evidence in item.evidence))
            rows.append((f"`{item.id}`", item.name, item.category, *styles, districts, sources))
        parts += [
            f"## {theme.zh} · {theme.en} ({len(rows)})",
            table(["id", "名称", "类别", "阶段", "精度", "±m", "区", "来源"], rows),
        ]
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
