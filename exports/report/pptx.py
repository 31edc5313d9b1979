"""A report as slides: native headings, tables and legends; maps at print quality. Sizes in inches."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from exports.context import Context
from exports.progress import Report as Progress
from exports.report.model import Numbers, Paragraph, Picture, Points, Report, Section, Table
from exports.report.picture import STRIP_PT, entries_of, rendered
from exports.slides.legend import draw_slide_legend, rows_of
from exports.slides.shapes import POINTS_PER_INCH, Box, Type, fill_text, printable, write
from exports.slides.table import TableLook, draw_table, lines_of, table_parts
from exports.slides.template import EDGE, SLIDE
from layers.paper.fonts import width_pt
from layers.text import LANGUAGES, text

TITLE_ONLY = 5
"""layout of python-pptx's own template"""
WIDTH = SLIDE.width - 2 * EDGE
BODY = Box(EDGE, 1.35, WIDTH, 5.55)
MAP = Box(EDGE, 1.35, WIDTH, 4.7)
LEGEND = Box(EDGE, 6.1, WIDTH, 0.85)
FOOT_TOP = 7.05
MAX_LEGEND_ROWS = 4
TITLE_PT, CAPTION_PT, BODY_PT, SMALL_PT, NUMBER_PT = 26.0, 13.0, 14.0, 8.5, 30.0
TABLE_PT = 10.0
LEAD_PT = (7.5, 11.0)
"""smallest and largest type of the sentence above a map or a table"""
LINE = 1.35
NUMBERS_IN = 1.2


class _Deck:
    """Slides, one after another."""

    def __init__(self, report: Report, context: Context, progress: Progress) -> None:
        self.report, self.context, self.progress = report, context, progress
        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = Inches(SLIDE.width), Inches(SLIDE.height)
        self.colors = context.catalogue.appearances["light"]
        self.maps = sum(isinstance(block, Picture) for section in report.sections for block in section.blocks)
        self.drawn = 0

    def look(self, size_pt: float, role: str = "ink", **more: Any) -> Type:
        """Type in the colour of a role."""
        return Type(size_pt, self.colors[role], **more)

    def slide(self, title: str, caption: str = "", lead: str = "") -> Any:
        """A slide with a title, a caption and what leads to it, what the report is, and the page's number."""
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Box(EDGE, 0.25, WIDTH, 0.6).emu
        fill_text(shape.text_frame, [title], self.look(TITLE_PT, bold=True), anchor="middle")
        if caption:
            write(slide, Box(EDGE, 0.82, WIDTH, 0.26), caption, self.look(CAPTION_PT, "label_quiet"))
        if lead:
            size_pt = max(
                LEAD_PT[0], min(LEAD_PT[1], LEAD_PT[1] * WIDTH * POINTS_PER_INCH / width_pt(lead, LEAD_PT[1]))
            )
            write(slide, Box(EDGE, 1.07, WIDTH, 0.22), lead, self.look(size_pt)).name = "lead"
        foot = f"{self.report.title} · {self.report.about}"
        write(slide, Box(EDGE, FOOT_TOP, WIDTH - 0.9, 0.25), foot, self.look(SMALL_PT, "label_quiet")).name = "source"
        number = self.look(SMALL_PT, "label_quiet", align="right")
        count = str(len(self.presentation.slides))
        write(slide, Box(SLIDE.width - EDGE - 0.8, FOOT_TOP, 0.8, 0.25), count, number)
        return slide

    def cover(self) -> None:
        """Title, what it is of and what it is not."""
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Box(EDGE, 2.3, WIDTH, 1.2).emu
        fill_text(shape.text_frame, [self.report.title], self.look(40, bold=True), anchor="bottom")
        lines = [self.report.subtitle, self.report.about]
        write(slide, Box(EDGE, 3.7, WIDTH, 1.4), lines, self.look(16, "label_quiet", line=1.3))

    def section(self, section: Section) -> None:
        """Figures and sentences on a slide of their own; what leads to a map or a table stands above it."""
        words = [block for block in section.blocks if isinstance(block, Numbers | Points)]
        if words:
            self.words(section.title, words)
        lead: list[str] = []
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lead.append(block.words)
            elif isinstance(block, Table):
                self.table(section.title, block, " ".join([*lead, block.note]).strip())
                lead = []
            elif isinstance(block, Picture):
                self.picture(section.title, block, " ".join(lead))
                lead = []
        if lead:
            self.words(section.title, [Points(tuple(lead))])

    def words(self, title: str, blocks: Sequence[Numbers | Points]) -> None:
        """Key figures, then sentences, smaller where they are many."""
        slide, top = self.slide(title), BODY.top
        lines: list[str] = []
        for block in blocks:
            if isinstance(block, Numbers):
                self.numbers(slide, block, top)
                top += NUMBERS_IN
            else:
                lines += [f"· {line}" if len(block.lines) > 1 else line for line in block.lines]
        room = BODY.top + BODY.height - top
        sizes = (BODY_PT * share for share in (1.15, 1.0, 0.9, 0.8, 0.7))
        size_pt = next((size for size in sizes if _height(lines, size) <= room), BODY_PT * 0.7)
        write(slide, Box(EDGE, top, WIDTH, room), lines, self.look(size_pt, line=1.2)).name = "words"

    def numbers(self, slide: Any, block: Numbers, top: float) -> None:
        """Key figures side by side: the number large, what it is of under it."""
        width = WIDTH / len(block.values)
        for position, (label, value) in enumerate(block.values):
            left = EDGE + position * width
            number = self.look(NUMBER_PT, bold=True)
            write(slide, Box(left, top, width - 0.1, 0.6), value, number, anchor="bottom").name = f"figure {label}"
            write(slide, Box(left, top + 0.62, width - 0.1, 0.4), label, self.look(11, "label_quiet"))

    def table(self, title: str, block: Table, lead: str) -> None:
        """A native table on as many slides as its rows need."""
        look = TableLook(block.shares, self.colors, TABLE_PT, block.numeric)
        first = 1
        for rows in table_parts(block.header, block.rows, BODY, look):
            last = first + len(rows) - 1
            whole = len(rows) == len(block.rows)
            words = (
                block.caption
                if whole
                else self.word("report.part", caption=block.caption, first=first, last=last, count=len(block.rows))
            )
            slide = self.slide(title, words, lead if first == 1 else "")
            ends = block.sums and last == len(block.rows)
            draw_table(slide, [block.header, *rows], BODY, replace(look, sums=ends))
            first = last + 1

    def word(self, key: str, **values: object) -> str:
        """Wording in the report's language."""
        return text(key, self.report.language, **values)

    def picture(self, title: str, block: Picture, lead: str) -> None:
        """A map with a native legend."""
        self.drawn += 1
        words = self.word("report.progress.map", number=self.drawn, count=self.maps)
        self.progress(0.1 + 0.8 * (self.drawn - 1) / self.maps, words)
        catalogue, language = self.context.catalogue, self.report.language
        map_pt = MAP.height * POINTS_PER_INCH - STRIP_PT
        image = rendered(block, self.context, width_pt=MAP.width * POINTS_PER_INCH, map_pt=map_pt, legend=False)
        slide = self.slide(title, block.caption, lead)
        shape = slide.shapes.add_picture(io.BytesIO(image.content), *MAP.emu)
        shape._element.nvPicPr.cNvPr.set("descr", printable(block.caption))
        entries = entries_of(block, self.context.plan, catalogue, language)
        columns = max(2, min(5, rows_of(entries, MAX_LEGEND_ROWS)))
        draw_slide_legend(slide, LEGEND, entries, catalogue, columns=columns)


def _height(lines: Sequence[str], size_pt: float) -> float:
    """What sentences take on a slide."""
    return sum(len(lines_of(words, size_pt, WIDTH)) for words in lines) * size_pt * LINE / POINTS_PER_INCH


def report_bytes(report: Report, context: Context, progress: Progress) -> bytes:
    """The report as PPTX."""
    deck = _Deck(report, context, progress)
    properties = deck.presentation.core_properties
    properties.title, properties.subject = printable(report.title), printable(report.subtitle)
    properties.author = " · ".join(text("app.name", language) for language in LANGUAGES)
    deck.cover()
    for section in report.sections:
        deck.section(section)
    out = io.BytesIO()
    deck.presentation.save(out)
    return out.getvalue()
