"""A map of a report with its scale bar, its source and its legend: on a page of PDF, or as PNG. Sizes in points."""

import io
from dataclasses import dataclass

from matplotlib.backends.backend_agg import FigureCanvasAgg

from exports.context import Context
from exports.report.model import Picture
from exports.sheet.furniture import Page, new_page, scale_bar
from exports.sheet.layout import Box
from exports.sheet.maps import Apart, draw_apart, draw_maps, scale_words
from geo.model import Plan, Unit
from layers.paper.sheet import DrawnMap, draw_legend
from layers.paper.text import shortened, write
from layers.style.catalogue import Catalogue
from layers.style.legend import LegendEntry, legend_entries
from layers.text import Language, text
from layers.view.colouring import colouring_of
from layers.view.state import View, apart_units, shown_items, shows_city, view_extent

FACTOR = 0.78
"""size of type and symbols against an A3 sheet"""
STRIP_PT = 26.0
"""scale bar and source under the map"""
LEGEND_TYPE_PT, LEGEND_ROW_PT, LEGEND_COLUMNS, LEGEND_GAP_PT = 7.6, 12.0, 3, 6.0
DEGREES_PT = 12.0
"""above the map and at its left, for the degrees along its edge"""
BAR_SHARE = 0.16
APART_ASPECT = 1.25
APART_SHARE, APART_GAP_PT = 0.24, 8.0
"""of the width: the map of a unit that lies beyond the city's extent, beside the city's"""
DPI = 200.0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A map as PNG."""

    content: bytes
    drawn: DrawnMap
    width_pt: float
    height_pt: float


def legend_of(picture: Picture, plan: Plan, catalogue: Catalogue, language: Language) -> list[LegendEntry]:
    """Rows of the legend, of all that have a place wherever the map ends; no column of them ends in a heading."""
    return in_columns(entries_of(picture, plan, catalogue, language), LEGEND_COLUMNS)


def entries_of(picture: Picture, plan: Plan, catalogue: Catalogue, language: Language) -> list[LegendEntry]:
    """The same as one list."""
    items = shown_items(picture.view, plan, catalogue)
    return list(legend_entries(items, catalogue, language, colouring_of(picture.view, plan, catalogue)))


def in_columns(entries: list[LegendEntry], columns: int) -> list[LegendEntry]:
    """Entries filled up with empty rows, so that each column is as long and no heading parts from what it is of."""
    empty, rows = LegendEntry("heading", ""), -(-len(entries) // columns)
    while True:
        filled: list[LegendEntry] = []
        for entry in entries:
            if entry.kind == "heading" and rows > 1 and len(filled) % rows == rows - 1:
                filled.append(empty)
            filled.append(entry)
        if len(filled) <= rows * columns:
            return filled + [empty] * (rows * columns - len(filled))
        rows += 1


def legend_height(entries: list[LegendEntry]) -> float:
    """What a legend takes under the map."""
    return LEGEND_GAP_PT + -(-len(entries) // LEGEND_COLUMNS) * LEGEND_ROW_PT


def draw_picture(page: Page, picture: Picture, plan: Plan, box: Box, *, legend: bool = True) -> DrawnMap:
    """Draw map, strip and legend into a box of a page."""
    entries = legend_of(picture, plan, page.catalogue, page.language) if legend else []
    below = legend_height(entries) if entries else 0.0
    left, low = box.x + DEGREES_PT, box.y + below + STRIP_PT
    map_box = Box(left, low, box.right - left, box.top - DEGREES_PT - low)
    drawn = _maps(page, picture, plan, map_box)
    _strip(page, Box(box.x, box.y + below, box.width, STRIP_PT), drawn)
    if entries:
        axes = page.axes_in(Box(box.x, box.y, box.width, below - LEGEND_GAP_PT))
        draw_legend(axes, entries, page.catalogue, type_pt=LEGEND_TYPE_PT, columns=LEGEND_COLUMNS)
    return drawn


def _maps(page: Page, picture: Picture, plan: Plan, box: Box) -> DrawnMap:
    """The map; of the whole city beside that of the unit that lies apart, where something is drawn there."""
    view = picture.view
    unit = _apart(view, page, plan) if shows_city(view, plan) else None
    if unit is None:
        bounds = view_extent(view, plan) if shows_city(view, plan) else None
        return draw_maps(page, view, plan, box=box, bounds=bounds)[0]
    wide = box.width * (1 - APART_SHARE) - APART_GAP_PT
    drawn, _ = draw_maps(page, view, plan, box=Box(box.x, box.y, wide, box.height), bounds=view_extent(view, plan))
    width = box.width * APART_SHARE
    height = min(box.height, width * APART_ASPECT)
    corner = Box(box.right - width, box.top - height, width, height)
    draw_apart(page, view, plan, Apart(corner, unit, None))
    return drawn


def _apart(view: View, page: Page, plan: Plan) -> Unit | None:
    """The unit that lies apart, where any of the items does."""
    items = shown_items(view, plan, page.catalogue)
    return next((unit for unit in apart_units(plan) if any(unit.id in item.districts for item in items)), None)


def _strip(page: Page, box: Box, drawn: DrawnMap) -> None:
    """Scale bar and scale at the left, source at the right."""
    y = box.y + 8.0
    right = scale_bar(page, drawn.extent, box.x + 4, y, longest_pt=box.width * BAR_SHARE)
    scale = text("sheet.scale", page.language, scale=scale_words(drawn.extent))
    left = right + 30
    small = page.hand(8.5, role="label_quiet")
    write(page.axes, left, y, scale, page.hand(8.5))
    source = text("strip.source", page.language)
    room = box.right - left - 90
    write(
        page.axes,
        box.right,
        y,
        shortened(source, small.size_pt, room),
        page.hand(8.5, role="label_quiet", align="right"),
    )


def rendered(  # noqa: PLR0913 - what, in which words, how large
    picture: Picture, context: Context, *, width_pt: float, map_pt: float,
    legend: bool = True, dpi: float = DPI,
) -> Rendered:  # fmt: skip
    """A map as PNG: map_pt is the height of the map alone."""
    plan, catalogue, language = context.plan, context.catalogue, context.language
    below = legend_height(legend_of(picture, plan, catalogue, language)) if legend else 0.0
    height_pt = map_pt + STRIP_PT + below
    page = new_page(width_pt, height_pt, FACTOR, catalogue, language)
    FigureCanvasAgg(page.figure)
    drawn = draw_picture(page, picture, plan, Box(0.5, 0.0, width_pt - 1.0, height_pt - 0.5), legend=legend)
    content = io.BytesIO()
    page.figure.savefig(content, format="png", dpi=dpi, facecolor=page.figure.get_facecolor())
    return Rendered(content.getvalue(), drawn, width_pt, height_pt)
