"""The legend of a slide as native shapes and text, row by row what the sheet's legend says."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from shapely import LineString
from shapely.ops import substring

from exports.slides.shapes import (
    POINTS_PER_INCH,
    Box,
    Paint,
    Place,
    Stroke,
    Type,
    course,
    disc_part,
    outline,
    pictogram,
    printable,
    rectangle,
    write,
)  # fmt: skip
from exports.slides.table import lines_of
from layers.paper.fonts import width_pt
from layers.paper.text import shortened
from layers.style.catalogue import Catalogue
from layers.style.legend import LegendEntry
from layers.style.swatches import HEIGHT, SAMPLE_WIDTH, WIDE, Outline
from layers.style.symbols import (
    FILL_SHARE,
    GRID,
    INNER_RADIUS,
    RADIUS,
    RIM_RADIUS,
    RIM_WIDTH,
    RING_WIDTH,
    SQUARE_HALF,
)  # fmt: skip

ROW_IN = 0.215
TYPE_PT, LEADING = 10.0, 1.15
GAP_IN, TIGHT_IN, NUMBER_IN = 0.1, 0.06, 0.32
"""between parts of a row; of the number at its end, if that is not longer"""
WIDTH_PX = 0.75
"""points a pixel of the screen's styles"""
PX_IN = WIDTH_PX / POINTS_PER_INCH
SWATCH_IN = SAMPLE_WIDTH * PX_IN
BETWEEN_COUNTS = " | "
"""of two maps beside each other"""


def rows_of(entries: Sequence[LegendEntry], columns: int) -> int:
    """Rows that a legend takes in so many columns."""
    return -(-len(entries) // columns)


def draw_slide_legend(
    slide: Any, box: Box, entries: Sequence[LegendEntry], catalogue: Catalogue, *, columns: int
) -> None:
    """Entries down the columns of box, one group; rows move closer where they would not fit."""
    if not entries:
        return
    before = len(slide.shapes)
    rows = max(rows_of(entries, columns), 1)
    height = min(ROW_IN, box.height / rows)
    width = box.width / columns
    for position, entry in enumerate(entries):
        column, row = divmod(position, rows)
        _row(slide, Box(box.left + column * width, box.top + row * height, width - GAP_IN, height), entry, catalogue)
    _grouped(slide, before, entries)


def legend_columns(
    entries: Sequence[LegendEntry], width: float, columns: int, size_pt: float
) -> list[list[tuple[LegendEntry, float]]]:
    """Entries with the height that each needs, its words wrapped, in so many columns as even as they come; inches."""
    high = [(entry, _entry_height(entry, width / columns, size_pt)) for entry in entries]
    tallest = max(sum(height for _, height in high) / columns, *(height for _, height in high), 0.0)
    while True:
        parts: list[list[tuple[LegendEntry, float]]] = [[]]
        used = 0.0
        for place, (entry, height) in enumerate(high):
            # A heading goes with the first entry under it.
            needed = height + (high[place + 1][1] if entry.kind == "heading" and place + 1 < len(high) else 0.0)
            if parts[-1] and used + needed > tallest + 1e-9:
                parts.append([])
                used = 0.0
            parts[-1].append((entry, height))
            used += height
        if len(parts) <= columns:
            return parts
        tallest += size_pt / POINTS_PER_INCH / 2


def _entry_height(entry: LegendEntry, width: float, size_pt: float) -> float:
    heading = entry.kind == "heading"
    room = width - TIGHT_IN - (0.0 if heading else SWATCH_IN + TIGHT_IN + _number_room(entry, size_pt))
    words = _heading(entry) if heading else entry.words
    return len(lines_of(words, size_pt, room)) * size_pt * LEADING / POINTS_PER_INCH + 0.01


def _heading(entry: LegendEntry) -> str:
    return " ".join(filter(None, (entry.words, _count(entry))))


def _count(entry: LegendEntry) -> str:
    return BETWEEN_COUNTS.join(entry.numbers)


def _number_room(entry: LegendEntry, size_pt: float) -> float:
    return width_pt(_count(entry), size_pt) * 1.1 / POINTS_PER_INCH + TIGHT_IN / 2


def draw_flowing_legend(  # noqa: PLR0913 - each has a name
    slide: Any, box: Box, entries: Sequence[LegendEntry], catalogue: Catalogue, *, columns: int, size_pt: float
) -> None:
    """Entries down columns as legend_columns has them, one group; words wrap, so that none becomes like another."""
    if not entries:
        return
    before, width = len(slide.shapes), box.width / columns
    for number, column in enumerate(legend_columns(entries, box.width, columns, size_pt)):
        top = box.top
        for entry, height in column:
            place = Box(box.left + number * width, top, width - TIGHT_IN, height)
            _flowing_row(slide, place, entry, catalogue, size_pt)
            top += height
    _grouped(slide, before, entries)


def _flowing_row(slide: Any, box: Box, entry: LegendEntry, catalogue: Catalogue, size_pt: float) -> None:
    colors = catalogue.appearances["light"]
    if entry.kind == "heading":
        write(slide, box, _heading(entry), Type(size_pt, colors["label_quiet"], bold=True))
        return
    line, number = size_pt * LEADING / POINTS_PER_INCH, _number_room(entry, size_pt)
    _swatch(slide, Box(box.left, box.top, SWATCH_IN, line), entry, catalogue)
    words = Box(box.left + SWATCH_IN + TIGHT_IN, box.top, box.width - SWATCH_IN - TIGHT_IN - number, box.height)
    write(slide, words, entry.words, Type(size_pt, colors["ink"]))
    count = Type(size_pt, colors["label_quiet"], align="right")
    write(slide, Box(box.left + box.width - number, box.top, number, line), _count(entry), count)


def _grouped(slide: Any, before: int, entries: Sequence[LegendEntry]) -> None:
    """One group, called the legend, of what was drawn since; what it says is its words for who does not see it.

    Grouped at the end: a group that grows measures itself anew with every shape.
    """
    group = slide.shapes.add_group_shape(list(slide.shapes)[before:])
    group.name = "legend"
    said = "; ".join(_heading(entry) for entry in entries)
    group._element.nvGrpSpPr.cNvPr.set("descr", printable(said))


def _row(slide: Any, box: Box, entry: LegendEntry, catalogue: Catalogue) -> None:
    colors = catalogue.appearances["light"]
    if entry.kind == "heading":
        write(slide, box, entry.words, Type(TYPE_PT - 1, colors["label_quiet"], bold=True), anchor="middle")
        return
    _swatch(slide, Box(box.left, box.top, SWATCH_IN, box.height), entry, catalogue)
    digits = width_pt(_count(entry), TYPE_PT) / POINTS_PER_INCH
    left, number = SWATCH_IN + GAP_IN, max(NUMBER_IN, digits + GAP_IN / 2)
    room = box.width - left - number
    words = shortened(entry.words, TYPE_PT, room * POINTS_PER_INCH)
    write(slide, Box(box.left + left, box.top, room, box.height), words, Type(TYPE_PT, colors["ink"]), anchor="middle")
    count = Type(TYPE_PT, colors["label_quiet"], align="right")
    write(slide, Box(box.left + box.width - number, box.top, number, box.height), _count(entry), count, anchor="middle")


def _swatch(slide: Any, box: Box, entry: LegendEntry, catalogue: Catalogue) -> None:
    """The row's swatch as native shapes, in the middle of box; lines are as wide as on the slide's map."""
    swatch = entry.swatch(catalogue, WIDE)
    colors = entry.colors(catalogue, "light")
    middle = box.top + box.height / 2
    for shape in swatch.shapes if swatch else ():
        if isinstance(shape, Outline):
            places = [(box.left + x * PX_IN, middle + (y - HEIGHT / 2) * PX_IN) for x, y in shape.places]
            _outline(slide, places, shape, colors[shape.role])
            continue
        size = shape.size * PX_IN
        left, top = box.left + shape.x * PX_IN - size / 2, middle + (shape.y - HEIGHT / 2) * PX_IN - size / 2
        around = Box(left, top, size, size)
        if shape.layer is not None:
            pictogram(slide, around, shape.layer.symbol, colors["layer"], colors["paper"])
        else:
            _disc(slide, around, shape.stage.fill, colors["ink"], colors["paper"])


def _outline(slide: Any, places: list[Place], shape: Outline, color: str) -> None:
    if shape.stroke is None:
        outline(slide, places, Paint(color, shape.opacity))
        return
    width_pt, dash = shape.stroke.width_px * WIDTH_PX, shape.stroke.dash
    if shape.closed:
        outline(slide, places, Paint(edge=color, edge_pt=width_pt, edge_dash=dash, edge_opacity=shape.opacity))
        return
    if shape.stroke.part == "ticks":
        # A slide's dash has no offset: the line begins where its first dash does.
        first = shape.stroke.first * width_pt / POINTS_PER_INCH
        places = list(substring(LineString(places), first, LineString(places).length).coords)
    course(slide, places, Stroke(color, width_pt, dash, shape.opacity))


def _disc(slide: Any, box: Box, fill: str, ink: str, paper: str) -> None:
    """The disc (or square) that stands for a stage, see layers/style/symbols.py; paper = colour of the empty part."""
    unit, share = box.width / GRID, FILL_SHARE[fill]
    ring = Paint(paper, edge=ink, edge_pt=RING_WIDTH * unit * POINTS_PER_INCH)

    def within(radius: float) -> Box:
        return box.inset((GRID / 2 - radius) * unit)

    if fill == "square":
        rectangle(slide, within(SQUARE_HALF), ring)
        return
    if fill == "rimmed":
        rim = Paint(paper, edge=ink, edge_pt=RIM_WIDTH * unit * POINTS_PER_INCH)
        rectangle(slide, within(RIM_RADIUS), rim, oval=True)
        rectangle(slide, within(INNER_RADIUS), Paint(ink), oval=True)
        return
    rectangle(slide, within(RADIUS), replace(ring, fill=ink if share == 1 else paper), oval=True)
    if 0 < share < 1:
        disc_part(slide, within(RADIUS), share, ink)
