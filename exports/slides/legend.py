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
    rectangle,
    write,
)  # fmt: skip
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
TYPE_PT = 10.0
GAP_IN, NUMBER_IN = 0.1, 0.32
"""between parts of a row; of the number at its end, if that is not longer"""
WIDTH_PX = 0.75
"""points a pixel of the screen's styles"""
PX_IN = WIDTH_PX / POINTS_PER_INCH
SWATCH_IN = SAMPLE_WIDTH * PX_IN


def rows_of(entries: Sequence[LegendEntry], columns: int) -> int:
    """Rows that a legend takes in so many columns."""
    return -(-len(entries) // columns)


def draw_slide_legend(
    slide: Any, box: Box, entries: Sequence[LegendEntry], catalogue: Catalogue, *, columns: int
) -> None:
    """Entries down the columns of box; rows move closer where they would not fit."""
    rows = max(rows_of(entries, columns), 1)
    height = min(ROW_IN, box.height / rows)
    width = box.width / columns
    for position, entry in enumerate(entries):
        column, row = divmod(position, rows)
        _row(slide, Box(box.left + column * width, box.top + row * height, width - GAP_IN, height), entry, catalogue)


def _row(slide: Any, box: Box, entry: LegendEntry, catalogue: Catalogue) -> None:
    colors = catalogue.appearances["light"]
    if entry.kind == "heading":
        write(slide, box, entry.words, Type(TYPE_PT - 1, colors["label_quiet"], bold=True), anchor="middle")
        return
    _swatch(slide, Box(box.left, box.top, SWATCH_IN, box.height), entry, catalogue)
    digits = width_pt(str(entry.count), TYPE_PT) / POINTS_PER_INCH
    left, number = SWATCH_IN + GAP_IN, max(NUMBER_IN, digits + GAP_IN / 2)
    room = box.width - left - number
    words = shortened(entry.words, TYPE_PT, room * POINTS_PER_INCH)
    write(slide, Box(box.left + left, box.top, room, box.height), words, Type(TYPE_PT, colors["ink"]), anchor="middle")
    count = Type(TYPE_PT, colors["label_quiet"], align="right")
    write(
        slide, Box(box.left + box.width - number, box.top, number, box.height), str(entry.count), count, anchor="middle"
    )


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
