"""The legend of a slide as native shapes and text, row by row what the sheet's legend says."""

from collections.abc import Sequence
from typing import Any

from exports.slide_shapes import Box, Paint, Stroke, Type, disc_part, pictogram, rectangle, straight, write
from layers.bands import HALO_OPACITY
from layers.deck import ARROW_SYMBOL, SWATCH_STAGE, UNITS_LAYER
from layers.sheet_legend import LegendEntry
from layers.sheet_symbols import GRID
from layers.sheet_text import shortened
from layers.stage_marks import BOX_OPACITY
from layers.strokes import SAMPLE_PX, plain_strokes, sample_color, stroke_color, strokes
from layers.style import Catalogue, Layer, Stage, color_on
from layers.symbols import FILL_SHARE, INNER_RADIUS, SQUARE_HALF

ROW_IN = 0.215
TYPE_PT = 10.0
SWATCH_IN = 0.62
GAP_IN = 0.1
POINTS_PER_INCH = 72
WIDTH_PX = 0.75
"""points a pixel of the screen's styles"""
SAMPLE_EDGE_PX = 1.0
"""of the area that shows a stage"""


def rows_of(entries: Sequence[LegendEntry], columns: int) -> int:
    """Rows that a legend takes in so many columns."""
    return -(-len(entries) // columns)


def draw_slide_legend(slide: Any, box: Box, entries: Sequence[LegendEntry], catalogue: Catalogue, *, columns: int) -> None:
    """Entries down the columns of box; rows move closer where they would not fit."""
    rows = max(rows_of(entries, columns), 1)
    height = min(ROW_IN, box.height / rows)
    width = box.width / columns
    for position, entry in enumerate(entries):
        column, row = divmod(position, rows)
        _row(slide, Box(box.left + column * width, box.top + row * height, width - GAP_IN, height), entry, catalogue)


def _row(slide: Any, box: Box, entry: LegendEntry, catalogue: Catalogue) -> None:
    colors = catalogue.grounds["light"]
    if entry.kind == "heading":
        write(slide, box, entry.words, Type(TYPE_PT - 1, colors["label_quiet"], bold=True), anchor="middle")
        return
    _swatch(slide, Box(box.left, box.top, SWATCH_IN, box.height), entry, catalogue)
    left, number = SWATCH_IN + GAP_IN, 0.32
    room = box.width - left - number
    words = shortened(entry.words, TYPE_PT, room * POINTS_PER_INCH)
    write(slide, Box(box.left + left, box.top, room, box.height), words, Type(TYPE_PT, colors["ink"]), anchor="middle")
    count = Type(TYPE_PT, colors["label_quiet"], align="right")
    write(slide, Box(box.left + box.width - number, box.top, number, box.height), str(entry.count), count, anchor="middle")


def _swatch(slide: Any, box: Box, entry: LegendEntry, catalogue: Catalogue) -> None:
    ink = catalogue.grounds["light"]["ink"]
    middle = box.top + box.height / 2
    inner = Box(box.left, middle - 0.07, box.width, 0.14)
    start, end = (box.left, middle), (box.left + box.width, middle)
    if entry.layer is not None:
        _layer(slide, inner, entry.layer, entry.located, catalogue)
    elif entry.stage is not None:
        for part in plain_strokes(SAMPLE_PX, entry.stage):
            straight(
                slide, start, (end[0] - 0.36, middle), Stroke(sample_color(part, catalogue, "light"), part.width_px * WIDTH_PX, part.dash)
            )
        _disc(slide, Box(end[0] - 0.31, middle - 0.07, 0.14, 0.14), entry.stage.fill, ink)
        _area(slide, Box(end[0] - 0.14, middle - 0.06, 0.14, 0.12), entry.stage, catalogue)
    elif entry.edge == "hatched":
        rectangle(slide, inner, Paint(ink, edge=ink, hatched=True))
    else:
        straight(slide, start, end, Stroke(ink, 7.0 * WIDTH_PX, opacity=HALO_OPACITY))
        straight(slide, start, end, Stroke(ink, 2.2 * WIDTH_PX))


def _layer(slide: Any, box: Box, layer: Layer, located: frozenset[str], catalogue: Catalogue) -> None:
    colors, color = catalogue.grounds["light"], color_on(layer, "light")
    middle, right = box.top + box.height / 2, box.left + box.width
    if layer.id == UNITS_LAYER:
        rectangle(slide, box, Paint(colors["unit_tints"][1], edge=colors["unit_line"]))
        return
    if "area" in located:
        rectangle(slide, box, Paint(color, layer.opacity, color, max(layer.edge, 1.0) * WIDTH_PX))
    if "line" in located:
        for part in strokes(layer, catalogue.stages[SWATCH_STAGE]):
            width_pt = part.width_px * WIDTH_PX
            # A slide's dash has no offset: the line begins where its first dash does.
            start = box.left + part.first * width_pt / POINTS_PER_INCH
            look = Stroke(stroke_color(part, layer, catalogue, "light"), width_pt, part.dash, arrow=layer.symbol == ARROW_SYMBOL)
            straight(slide, (start, middle), (right, middle), look)
    if "point" in located:
        size = 0.2
        left = box.left + (box.width - size) / 2 if located == {"point"} else right - size
        pictogram(slide, Box(left, middle - size / 2, size, size), layer.symbol, color, colors["halo"])


def _inset(box: Box, by: float) -> Box:
    return Box(box.left + by, box.top + by, box.width - 2 * by, box.height - 2 * by)


def _area(slide: Any, box: Box, stage: Stage, catalogue: Catalogue) -> None:
    """An area of a stage: its fill, and its edge stroke by stroke."""
    ink = catalogue.grounds["light"]["ink"]
    edge = plain_strokes(SAMPLE_EDGE_PX, stage)
    inner = _inset(box, edge[0].width_px * WIDTH_PX / POINTS_PER_INCH / 2)
    rectangle(slide, inner, Paint(ink, min(BOX_OPACITY * stage.area_factor, 1.0)))
    for part in edge:
        look = Paint(edge=sample_color(part, catalogue, "light"), edge_pt=part.width_px * WIDTH_PX, edge_dash=part.dash)
        rectangle(slide, inner, look)


def _disc(slide: Any, box: Box, fill: str, ink: str) -> None:
    """The disc of a stage: full, or a ring with its lower part filled."""
    share = FILL_SHARE[fill]
    if fill == "square":
        rectangle(slide, _inset(box, box.width * (0.5 - SQUARE_HALF / GRID)), Paint(edge=ink, edge_pt=1.0))
        return
    if fill == "rimmed":
        rectangle(slide, box, Paint(edge=ink, edge_pt=0.8), oval=True)
        rectangle(slide, _inset(box, box.width * (0.5 - INNER_RADIUS / GRID)), Paint(ink), oval=True)
        return
    if 0 < share < 1:
        disc_part(slide, box, share, ink)
    rectangle(slide, box, Paint(ink if share == 1 else None, edge=ink, edge_pt=1.0), oval=True)
