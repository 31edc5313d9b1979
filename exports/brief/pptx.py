"""A brief as slides: the map at print quality, everything else native and editable. Sizes in inches."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from exports.brief.content import Brief
from exports.brief.map import brief_picture
from exports.section import section_words
from exports.sheet.printed_table import precision_words
from exports.slides.legend import draw_slide_legend, rows_of
from exports.slides.parts import EDGE, SLIDE
from exports.slides.shapes import POINTS_PER_INCH, Box, Stroke, Type, fill_text, printable, straight, write
from geo.model import Item
from layers.paper.text import wrapped
from layers.style.legend import legend_entries
from layers.text import text

TITLE_ONLY = 5
"""layout of python-pptx's own template"""
MAP = Box(EDGE, 1.35, 7.6, 4.55)
LEGEND = Box(EDGE, 6.0, 7.6, 0.98)
SIDE = Box(8.35, 1.35, SLIDE.width - EDGE - 8.35, 5.6)
TABLE = Box(EDGE, 1.35, SLIDE.width - 2 * EDGE, 5.55)
FOOT_TOP = 7.05
COLUMN_SHARES = (0.21, 0.07, 0.12, 0.4, 0.2)
HEADS = ("brief.name", "filter.stage", "filter.precision", "card.clause", "card.section")
TABLE_PT, HEAD_PT, PHRASE_PT, SMALL_PT = 10.5, 13.0, 12.0, 8.5
TYPEFACE_IS_WIDER = 1.06
"""than the typeface that widths are measured in"""
LINE, CELL_PAD_IN = 1.3, 0.09
MAX_LEGEND_ROWS = 5

Row = tuple[str, ...]


def brief_bytes(brief: Brief) -> bytes:
    """The brief as PPTX: map and positioning, totals, then the items with clause and section."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(SLIDE.width), Inches(SLIDE.height)
    presentation.core_properties.title = printable(brief.title)
    presentation.core_properties.author = text("app.name", brief.language)
    _map_slide(presentation, brief)
    _totals_slide(presentation, brief)
    first = 1
    for rows in _table_parts(brief):
        last = first + len(rows) - 1
        words = text("brief.items", brief.language, first=first, last=last, count=len(brief.items))
        slide = _slide(presentation, brief, words)
        _table(slide, brief, [tuple(text(key, brief.language) for key in HEADS), *rows], TABLE, COLUMN_SHARES)
        first = last + 1
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def _look(brief: Brief, size_pt: float, role: str = "ink", **more: Any) -> Type:
    return Type(size_pt, brief.context.catalogue.appearances["light"][role], **more)


def _slide(presentation: Any, brief: Brief, subtitle: str) -> Any:
    """A slide with the brief's title, a line under it, source and page number."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Box(EDGE, 0.25, SLIDE.width - 2 * EDGE, 0.6).emu
    fill_text(shape.text_frame, [brief.title], _look(brief, 28, bold=True), anchor="middle")
    write(slide, Box(EDGE, 0.88, SLIDE.width - 2 * EDGE, 0.3), subtitle, _look(brief, HEAD_PT, "label_quiet"))
    source = [text(key, brief.language) for key in ("strip.source", "sheet.indicative")]
    write(slide, Box(EDGE, FOOT_TOP, 11.4, 0.35), source, _look(brief, SMALL_PT, "label_quiet")).name = "source"
    number = str(len(presentation.slides))
    write(
        slide,
        Box(SLIDE.width - EDGE - 0.8, FOOT_TOP, 0.8, 0.25),
        number,
        _look(brief, SMALL_PT, "label_quiet", align="right"),
    )
    return slide


def _map_slide(presentation: Any, brief: Brief) -> None:
    content, drawn = brief_picture(brief, width_pt=MAP.width * POINTS_PER_INCH, height_pt=MAP.height * POINTS_PER_INCH)
    language = brief.language
    mark = "；" if language == "zh" else "; "
    slide = _slide(presentation, brief, mark.join((brief.subtitle, brief.map_words(drawn.items))))
    picture = slide.shapes.add_picture(io.BytesIO(content), *MAP.emu)
    picture._element.nvPicPr.cNvPr.set("descr", printable(text("brief.map", language, title=brief.title)))
    entries = legend_entries(drawn.items, brief.context.catalogue, language, drawn.colouring)
    columns = max(2, min(4, rows_of(entries, MAX_LEGEND_ROWS)))
    draw_slide_legend(slide, LEGEND, entries, brief.context.catalogue, columns=columns)
    top = SIDE.top
    for heading, phrases in brief.profile():
        write(slide, Box(SIDE.left, top, SIDE.width, 0.28), heading, _look(brief, HEAD_PT, bold=True))
        marked = [f"· {phrase}" for phrase in phrases] if len(phrases) > 1 else list(phrases)
        lines = sum(len(_wrapped(phrase, PHRASE_PT, SIDE.width)) for phrase in marked)
        height = lines * PHRASE_PT * LINE / POINTS_PER_INCH
        write(slide, Box(SIDE.left, top + 0.28, SIDE.width, height), marked, _look(brief, PHRASE_PT))
        top += 0.28 + height + 0.14


def _totals_slide(presentation: Any, brief: Brief) -> None:
    slide = _slide(presentation, brief, text("brief.totals", brief.language))
    header, rows = brief.matrix()
    cells = [tuple(header), *(tuple(str(value) if value != 0 else "–" for value in row) for row in rows)]
    first = 0.22
    shares = (first, *[(1 - first) / (len(header) - 1)] * (len(header) - 1))
    _table(slide, brief, cells, TABLE, shares, numbers=True)


def _wrapped(words: str, size_pt: float, room_in: float) -> list[str]:
    return wrapped(words, size_pt * TYPEFACE_IS_WIDER, room_in * POINTS_PER_INCH)


def _cells(brief: Brief, item: Item) -> Row:
    catalogue, language = brief.context.catalogue, brief.language
    return (
        brief.name(item),
        getattr(catalogue.stages[item.stage], language),
        precision_words(item, catalogue, language),
        item.clause_text,
        section_words(item.section, language),
    )


def _height_in(row: Row, box: Box, shares: Sequence[float]) -> float:
    lines = max(
        len(_wrapped(words, TABLE_PT, box.width * share - 0.1)) for words, share in zip(row, shares, strict=True)
    )
    return lines * TABLE_PT * LINE / POINTS_PER_INCH + CELL_PAD_IN


def _table_parts(brief: Brief) -> Iterator[list[Row]]:
    """Rows for each slide, as many as fit."""
    used, rows = 0.0, list[Row]()
    for item in brief.items:
        row = _cells(brief, item)
        height = _height_in(row, TABLE, COLUMN_SHARES)
        if rows and used + height > TABLE.height - 0.35:
            yield rows
            used, rows = 0.0, []
        rows.append(row)
        used += height
    yield rows


def _table(  # noqa: PLR0913 - where, what and how
    slide: Any, brief: Brief, rows: Sequence[Row], box: Box, shares: Sequence[float], *, numbers: bool = False
) -> None:
    """A native table: heads first, a hairline under each row; numbers, all but the first column, align right."""
    heights = [_height_in(row, box, shares) for row in rows]
    shape = slide.shapes.add_table(len(rows), len(shares), *Box(box.left, box.top, box.width, sum(heights)).emu)
    shape.name, table, y = "items", shape.table, box.top
    table.horz_banding = table.first_row = False
    for column, share in enumerate(shares):
        table.columns[column].width = Inches(box.width * share)
    for position, row in enumerate(rows):
        table.rows[position].height = Inches(heights[position])
        for column, words in enumerate(row):
            cell = table.cell(position, column)
            cell.fill.background()
            cell.margin_left = cell.margin_top = cell.margin_bottom = 0
            align = "right" if numbers and column else "left"
            bold = not position or (numbers and position == len(rows) - 1)
            look = _look(brief, TABLE_PT, "ink" if position else "label_quiet", bold=bold, align=align)
            fill_text(cell.text_frame, [words], look)
            cell.vertical_anchor, cell.margin_right = MSO_ANCHOR.MIDDLE, Inches(0.1)
        y += heights[position]
        straight(
            slide,
            (box.left, y),
            (box.left + box.width, y),
            Stroke(brief.context.catalogue.appearances["light"]["neighbour_line"], 0.5),
        )
