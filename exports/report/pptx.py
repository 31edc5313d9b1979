"""A report as slides: native headings, tables and legends; maps at print quality. Sizes in inches."""

import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from exports.context import Context
from exports.progress import Report as Progress
from exports.report.model import Numbers, Paragraph, Picture, Points, Report, Section, Table
from exports.report.office.given import Template
from exports.report.office.stage import Stage, stage_of
from exports.report.picture import STRIP_PT, entries_of, rendered
from exports.slides.legend import draw_slide_legend, rows_of
from exports.slides.shapes import POINTS_PER_INCH, Box, Type, printable, write
from exports.slides.table import TableLook, draw_table, lines_of, table_parts
from exports.slides.themed import follow_theme
from layers.paper.fonts import width_pt
from layers.text import LANGUAGES, text

CAPTION_IN, LEAD_IN, HEAD_IN = 0.26, 0.22, 0.53
"""what stands above a map or a table: its caption, what leads to it, both"""
LEGEND_IN, UNDER_IN = 0.85, 0.05
MAX_LEGEND_ROWS = 4
CAPTION_PT, BODY_PT, NUMBER_PT = 13.0, 14.0, 30.0
TABLE_PT = 10.0
LEAD_PT = (7.5, 11.0)
"""smallest and largest type of the sentence above a map or a table"""
SIZES = (1.15, 1.0, 0.9, 0.8, 0.7)
"""shares of BODY_PT, the largest that fits is taken"""
LINE = 1.35
NUMBERS_IN = 1.2


class _Deck:
    """Slides, one after another."""

    def __init__(self, report: Report, context: Context, progress: Progress, stage: Stage) -> None:
        self.report, self.context, self.progress, self.stage = report, context, progress, stage
        self.presentation = stage.presentation
        self.colors = context.catalogue.appearances["light"]
        self.maps = sum(isinstance(block, Picture) for section in report.sections for block in section.blocks)
        self.drawn = 0
        room = stage.room
        self.left, self.width = room.left, room.width
        self.body = Box(room.left, room.top + HEAD_IN, room.width, room.height - HEAD_IN - UNDER_IN)
        self.map = replace(self.body, height=self.body.height - LEGEND_IN)
        self.legend = Box(room.left, room.top + room.height - LEGEND_IN, room.width, LEGEND_IN)

    def look(self, size_pt: float, role: str = "ink", **more: Any) -> Type:
        """Type in the colour of a role."""
        return Type(size_pt, self.colors[role], **more)

    def slide(self, title: str, caption: str = "", lead: str = "") -> Any:
        """A slide with a title, a caption and what leads to it, what the report is, and the page's number."""
        slide = self.stage.slide(self, title, f"{self.report.title} · {self.report.about}")
        if caption:
            place = Box(self.left, self.stage.room.top, self.width, CAPTION_IN)
            write(slide, place, caption, self.look(CAPTION_PT, "label_quiet"))
        if lead:
            size_pt = max(LEAD_PT[0], min(LEAD_PT[1], self.lead_pt(lead)))
            place = Box(self.left, self.stage.room.top + CAPTION_IN, self.width, LEAD_IN)
            write(slide, place, lead, self.look(size_pt)).name = "lead"
        return slide

    def lead_pt(self, words: str) -> float:
        """The type in which words fill a line."""
        return LEAD_PT[1] * self.width * POINTS_PER_INCH / width_pt(words, LEAD_PT[1])

    def cover(self) -> None:
        """Title, what it is of and what it is not."""
        self.stage.cover(self, self.report.title, [self.report.subtitle, self.report.about])

    def section(self, section: Section) -> None:
        """Figures and sentences on a slide of their own; what leads to a map or a table stands above it.

        A paragraph that leads to figures or sentences stands with them, one that no line holds on a slide before.
        """
        leading = list(takewhile(lambda block: isinstance(block, Paragraph), section.blocks))
        rest = section.blocks[len(leading) :]
        words: list[Numbers | Points] = [block for block in rest if isinstance(block, Numbers | Points)]
        lead = [block.words for block in leading if isinstance(block, Paragraph)]
        if rest and isinstance(rest[0], Numbers | Points):
            words, lead = [*(Points((each,)) for each in lead), *words], []
        if words:
            self.words(section.title, words)
        for block in rest:
            if isinstance(block, Paragraph):
                lead.append(block.words)
            elif isinstance(block, Table | Picture):
                if lead and self.lead_pt(" ".join(lead)) < LEAD_PT[0]:
                    self.words(section.title, [Points((each,)) for each in lead])
                    lead = []
                if isinstance(block, Table):
                    self.table(section.title, block, " ".join([*lead, block.note]).strip())
                else:
                    self.picture(section.title, block, " ".join(lead))
                lead = []
        if lead:
            self.words(section.title, [Points((each,)) for each in lead])

    def words(self, title: str, blocks: Sequence[Numbers | Points]) -> None:
        """Key figures, then sentences, smaller where they are many, on more slides where they are too many."""
        slide, top = self.slide(title), self.body.top
        lines: list[str] = []
        for block in blocks:
            if isinstance(block, Numbers):
                self.numbers(slide, block, top)
                top += NUMBERS_IN
            else:
                lines += [f"· {line}" if len(block.lines) > 1 else line for line in block.lines]
        while lines:
            room = self.body.top + self.body.height - top
            sizes = (BODY_PT * share for share in SIZES)
            size_pt = next((size for size in sizes if self.height(lines, size) <= room), BODY_PT * SIZES[-1])
            fitting = next((n for n in range(len(lines), 1, -1) if self.height(lines[:n], size_pt) <= room), 1)
            place = Box(self.left, top, self.width, room)
            write(slide, place, lines[:fitting], self.look(size_pt, line=1.2)).name = "words"
            lines, top = lines[fitting:], self.body.top
            if lines:
                slide = self.slide(title)

    def height(self, lines: Sequence[str], size_pt: float) -> float:
        """What sentences take on a slide."""
        return sum(len(lines_of(words, size_pt, self.width)) for words in lines) * size_pt * LINE / POINTS_PER_INCH

    def numbers(self, slide: Any, block: Numbers, top: float) -> None:
        """Key figures side by side: the number large, what it is of under it."""
        width = self.width / len(block.values)
        for position, (label, value) in enumerate(block.values):
            left = self.left + position * width
            number = self.look(NUMBER_PT, bold=True)
            write(slide, Box(left, top, width - 0.1, 0.6), value, number, anchor="bottom").name = f"figure {label}"
            write(slide, Box(left, top + 0.62, width - 0.1, 0.4), label, self.look(11, "label_quiet"))

    def table(self, title: str, block: Table, lead: str) -> None:
        """A native table on as many slides as its rows need."""
        look = TableLook(block.shares, self.colors, TABLE_PT, block.numeric)
        first = 1
        for rows in table_parts(block.header, block.rows, self.body, look):
            last = first + len(rows) - 1
            whole = len(rows) == len(block.rows)
            words = (
                block.caption
                if whole
                else self.word("report.part", caption=block.caption, first=first, last=last, count=len(block.rows))
            )
            slide = self.slide(title, words, lead if first == 1 else "")
            ends = block.sums and last == len(block.rows)
            draw_table(slide, [block.header, *rows], self.body, replace(look, sums=ends))
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
        map_pt = self.map.height * POINTS_PER_INCH - STRIP_PT
        image = rendered(block, self.context, width_pt=self.map.width * POINTS_PER_INCH, map_pt=map_pt, legend=False)
        slide = self.slide(title, block.caption, lead)
        shape = slide.shapes.add_picture(io.BytesIO(image.content), *self.map.emu)
        shape._element.nvPicPr.cNvPr.set("descr", printable(block.caption))
        entries = entries_of(block, self.context.plan, catalogue, language)
        columns = max(2, min(5, rows_of(entries, MAX_LEGEND_ROWS)))
        draw_slide_legend(slide, self.legend, entries, catalogue, columns=columns)


def report_bytes(report: Report, context: Context, progress: Progress, template: Template | None = None) -> bytes:
    """The report as PPTX, on an office's own template where there is one. Raises ExportError for what is none."""
    stage = stage_of(template)
    deck = _Deck(report, context, progress, stage)
    deck.cover()
    for section in report.sections:
        deck.section(section)
    if stage.given:
        for slide in stage.presentation.slides:
            follow_theme(slide, report.language, deck.colors)
    properties = stage.presentation.core_properties
    properties.title, properties.subject = printable(report.title)[:255], printable(report.subtitle)[:255]
    properties.author = " · ".join(text("app.name", language) for language in LANGUAGES)
    out = io.BytesIO()
    stage.presentation.save(out)
    return out.getvalue()
