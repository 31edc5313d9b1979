"""A brief as slides: the map at print quality, everything else native and editable. Sizes in inches."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from exports.brief.content import Brief
from exports.brief.map import brief_entries, brief_picture, own_words
from exports.section import section_words
from exports.sheet.lists.printed_table import precision_words
from exports.slides.legend import draw_slide_legend, rows_of
from exports.slides.shapes import POINTS_PER_INCH, Box, Type, fill_text, printable, write
from exports.slides.table import Row, TableLook, draw_table, lines_of, table_parts
from exports.slides.template import EDGE, SLIDE
from geo.model import Item
from layers.text import text

TITLE_ONLY = 5
"""layout of python-pptx's own template"""
MAP = Box(EDGE, 1.35, 7.6, 4.55)
LEGEND = Box(EDGE, 6.0, 7.6, 0.98)
SIDE = Box(8.35, 1.35, SLIDE.width - EDGE - 8.35, 5.6)
TABLE = Box(EDGE, 1.35, SLIDE.width - 2 * EDGE, 5.55)
FOOT_TOP = 7.05
COLUMN_SHARES = (0.19, 0.06, 0.14, 0.11, 0.34, 0.16)
HEADS = ("brief.name", "filter.stage", "atlas.column.state", "filter.precision", "card.clause", "card.section")
TABLE_PT, HEAD_PT, PHRASE_PT, SMALL_PT = 10.5, 13.0, 12.0, 8.5
LINE, NOTE_LINES = 1.3, 2
MAX_LEGEND_ROWS = 5


def brief_bytes(brief: Brief) -> bytes:
    """The brief as PPTX: map and positioning, totals, then the items with clause and section."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(SLIDE.width), Inches(SLIDE.height)
    presentation.core_properties.title = printable(brief.title)
    presentation.core_properties.author = text("app.name", brief.language)
    _map_slide(presentation, brief)
    _totals_slide(presentation, brief)
    first, look = 1, _table_look(brief, COLUMN_SHARES)
    heads = tuple(text(key, brief.language) for key in HEADS)
    for rows in table_parts(heads, [cells(brief, item) for item in brief.items], TABLE, look):
        last = first + len(rows) - 1
        words = text("brief.items", brief.language, first=first, last=last, count=len(brief.items))
        slide = _slide(presentation, brief, words)
        draw_table(slide, [heads, *rows], TABLE, look)
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
    _own_notes(slide, brief, own_words(brief, drawn))
    picture = slide.shapes.add_picture(io.BytesIO(content), *MAP.emu)
    picture._element.nvPicPr.cNvPr.set("descr", printable(text("brief.map", language, title=brief.title)))
    entries = brief_entries(brief, drawn)
    columns = max(2, min(4, rows_of(entries, MAX_LEGEND_ROWS)))
    draw_slide_legend(slide, LEGEND, entries, brief.context.catalogue, columns=columns)
    top = SIDE.top
    for heading, phrases in brief.profile():
        write(slide, Box(SIDE.left, top, SIDE.width, 0.28), heading, _look(brief, HEAD_PT, bold=True))
        marked = [f"· {phrase}" for phrase in phrases] if len(phrases) > 1 else list(phrases)
        lines = sum(len(lines_of(phrase, PHRASE_PT, SIDE.width)) for phrase in marked)
        height = lines * PHRASE_PT * LINE / POINTS_PER_INCH
        write(slide, Box(SIDE.left, top + 0.28, SIDE.width, height), marked, _look(brief, PHRASE_PT))
        top += 0.28 + height + 0.14


def _own_notes(slide: Any, brief: Brief, notes: Sequence[str]) -> None:
    """A paragraph on each layer that people brought, above the foot at the right."""
    if notes:
        high = len(notes) * NOTE_LINES * SMALL_PT * LINE / POINTS_PER_INCH
        box = Box(SIDE.left, FOOT_TOP - high, SIDE.width, high)
        write(slide, box, notes, _look(brief, SMALL_PT, "label_quiet"), anchor="bottom").name = "own layers"


def _totals_slide(presentation: Any, brief: Brief) -> None:
    slide = _slide(presentation, brief, text("brief.totals", brief.language))
    header, rows = brief.matrix()
    lines = [tuple(header), *(tuple(str(value) if value != 0 else "–" for value in row) for row in rows)]
    first = 0.22
    shares = (first, *[(1 - first) / (len(header) - 1)] * (len(header) - 1))
    draw_table(slide, lines, TABLE, replace(_table_look(brief, shares), numbers=True, sums=True))


def _table_look(brief: Brief, shares: Sequence[float]) -> TableLook:
    return TableLook(shares, brief.context.catalogue.appearances["light"], TABLE_PT)


def cells(brief: Brief, item: Item) -> Row:
    """An item's row under HEADS."""
    catalogue, language = brief.context.catalogue, brief.language
    return (
        brief.name(item),
        getattr(catalogue.stages[item.stage], language),
        brief.states.brief(item),
        precision_words(item, catalogue, language),
        item.clause_text,
        section_words(item.section, language),
    )
