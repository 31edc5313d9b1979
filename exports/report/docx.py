"""A report as a Word document: native headings, contents, captions, tables whose heads repeat, maps, numbered pages."""

import io
from itertools import zip_longest
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from exports.context import Context
from exports.progress import Report as Progress
from exports.report.model import Block, Numbers, Paragraph, Picture, Points, Report, Section, Table
from exports.report.office.base import Base, opened
from exports.report.office.given import Template
from exports.report.office.styles import complete_styles
from exports.report.picture import rendered
from exports.report.word import (
    TABLE_LOOK,
    TABLE_NUMBER,
    TABLE_TEXT,
    add_caption,
    add_contents,
    add_field,
    add_table_styles,
    bookmark,
    describe,
    keep_whole,
    level_to_margin,
    printable,
    repeat_header,
    set_language,
    set_typeface,
)
from layers.text import LANGUAGES, text

PAGE_MM, MARGIN_MM = (210, 297), (24, 20)
"""width and height; margins above and below, left and right"""
MAP_PT = 262.0
SIZES_PT = {"Title": 24.0, "Subtitle": 11.0, "Heading 1": 16.0, "Heading 2": 13.0, "Normal": 10.5, "Caption": 9.0}
BULLET = "List Bullet"


class _Writer:
    """A document, and how many captions of each kind it has."""

    def __init__(self, report: Report, context: Context, progress: Progress, base: Base | None) -> None:
        self.report, self.context, self.progress, self.base = report, context, progress, base
        self.document = base.document if base else docx.Document()
        self.colors = context.catalogue.appearances["light"]
        self.tables = self.figures = 0
        self.bullet = ""
        self.maps = sum(isinstance(block, Picture) for section in report.sections for block in section.blocks)

    @property
    def room_pt(self) -> float:
        """Width of a line in points."""
        return self.base.room_pt if self.base else float(Mm(PAGE_MM[0] - 2 * MARGIN_MM[1]).pt)

    def word(self, key: str, **values: object) -> str:
        return text(key, self.report.language, **values)

    def styles(self) -> None:
        """Typefaces and distances of the template's own styles, or what a base lacks; what of a table is ours."""
        if self.base:
            self.bullet = complete_styles(self.document, SIZES_PT)
        else:
            self.our_styles()
        add_table_styles(
            self.document, ink=self.colors["ink"], quiet=self.colors["label_quiet"], line=self.colors["neighbour_line"],
            ours=self.base is None,
        )  # fmt: skip
        set_language(self.document, self.report.language)

    def our_styles(self) -> None:
        """Of python-docx's own template."""
        for name, size_pt in SIZES_PT.items():
            role = "label_quiet" if name in ("Subtitle", "Caption") else "ink"
            set_typeface(
                self.document.styles[name], size_pt, color=self.colors[role], bold=name.startswith(("Title", "Heading"))
            )
        normal = self.document.styles["Normal"].paragraph_format
        normal.space_after, normal.line_spacing = Pt(6), 1.25
        self.document.styles["Heading 1"].paragraph_format.space_before = Pt(20)
        self.document.styles["Heading 1"].paragraph_format.space_after = Pt(6)
        self.document.styles["Heading 2"].paragraph_format.space_after = Pt(4)
        for level in (1, 2):
            style = self.document.styles.add_style(f"TOC {level}", 1)
            style.base_style = self.document.styles["Normal"]
            style.paragraph_format.left_indent = Mm(6 * (level - 1))
            style.paragraph_format.space_after = Pt(2)

    def paper(self) -> None:
        """A4 with the report's title above every page and its number below."""
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
        section.top_margin = section.bottom_margin = Mm(MARGIN_MM[0])
        section.left_margin = section.right_margin = Mm(MARGIN_MM[1])
        for name in ("Header", "Footer"):
            set_typeface(self.document.styles[name], 8.0, color=self.colors["label_quiet"])
        head = section.header.paragraphs[0]
        head.text, head.alignment = printable(self.report.title), WD_ALIGN_PARAGRAPH.RIGHT
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{printable(self.report.about)}\n")
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, between, after = self.word("report.pageOf", page="\x00", pages="\x00").split("\x00")
        foot.add_run(before)
        add_field(foot, "PAGE", "1")
        foot.add_run(between)
        add_field(foot, "NUMPAGES", "1")
        foot.add_run(after)

    def front(self) -> None:
        """Title, what it is of, and the contents."""
        said = self.base.gaps if self.base else frozenset()
        for name, style in (("title", "Title"), ("subtitle", "Subtitle"), ("about", None)):
            if name not in said:
                self.document.add_paragraph(printable(getattr(self.report, name)), style=style)
        paragraph = self.document.add_paragraph()
        paragraph.add_run(self.word("report.toc")).bold = True
        entries = [(section.title, section.level, f"_Toc{number:06}") for number, section in self.numbered()]
        add_contents(self.document, entries)

    def numbered(self) -> list[tuple[int, Section]]:
        """Sections with the numbers of their bookmarks."""
        return list(enumerate(self.report.sections, start=1))

    def section(self, number: int, section: Section) -> None:
        """A heading and its blocks."""
        heading = self.document.add_heading(printable(section.title), section.level)
        heading.paragraph_format.page_break_before = number == 1
        bookmark(heading, number, f"_Toc{number:06}")
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            self.block(block)
            if isinstance(block, Paragraph) and isinstance(after, Table | Picture):
                self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def block(self, block: Block) -> None:
        """A block in the form that Word has for it."""
        if isinstance(block, Paragraph):
            self.document.add_paragraph(printable(block.words))
        elif isinstance(block, Points):
            for line in block.lines:
                self.document.add_paragraph(self.bullet + printable(line), style=BULLET)
        elif isinstance(block, Numbers):
            self.numbers(block)
        elif isinstance(block, Table):
            self.table(block)
        else:
            self.picture(block)

    def numbers(self, block: Numbers) -> None:
        """Key figures in a row: the number large, what it is of under it."""
        table = self._grid(2, len(block.values), [1 / len(block.values)] * len(block.values))
        for column, (label, value) in enumerate(block.values):
            for row, words in enumerate((value, label)):
                paragraph = table.cell(row, column).paragraphs[0]
                paragraph.style, paragraph.alignment = self.document.styles[TABLE_TEXT], WD_ALIGN_PARAGRAPH.CENTER
                run = paragraph.add_run(printable(words))
                if row == 0:
                    run.font.size, run.font.bold = Pt(16), True
        self.document.add_paragraph()

    def _grid(self, rows: int, columns: int, shares: list[float] | tuple[float, ...]) -> Any:
        table = self.document.add_table(rows, columns)
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Pt(self.room_pt * share)
        return table

    def table(self, block: Table) -> None:
        """A table under its caption; its head repeats, no row is cut by a page's end."""
        self.tables += 1
        add_caption(self.document, self.word("report.tableWord"), self.tables, block.caption, keep=True)
        rows = (block.header, *block.rows)
        table = self._grid(len(rows), len(block.header), block.shares)
        table.style = TABLE_LOOK
        look = table._tbl.tblPr.find(docx.oxml.ns.qn("w:tblLook"))
        for name, on in (("firstRow", True), ("lastRow", block.sums), ("firstColumn", False), ("noHBand", True)):
            look.set(docx.oxml.ns.qn(f"w:{name}"), "1" if on else "0")
        look.attrib.pop(docx.oxml.ns.qn("w:val"), None)
        styles = self.document.styles
        for position, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            keep_whole(row)
            if position == 0:
                repeat_header(row)
            for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = Pt(self.room_pt * block.shares[column])
                paragraph = cell.paragraphs[0]
                paragraph.style = styles[TABLE_NUMBER if block.numeric and column else TABLE_TEXT]
                run = paragraph.add_run(printable(words))
                # The table's look says so too, which not every office program follows.
                run.bold = position == 0 or (block.sums and position == len(rows) - 1) or None
        self.document.add_paragraph(printable(block.note))

    def picture(self, block: Picture) -> None:
        """A map, its caption under it."""
        self.figures += 1
        self.progress(
            0.1 + 0.75 * (self.figures - 1) / self.maps,
            self.word("report.progress.map", number=self.figures, count=self.maps),
        )
        image = rendered(block, self.context, width_pt=self.room_pt, map_pt=MAP_PT)
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        if self.base:
            level_to_margin(paragraph)
        shape = paragraph.add_run().add_picture(io.BytesIO(image.content), width=Pt(self.room_pt))
        describe(shape, block.caption)
        add_caption(self.document, self.word("report.figureWord"), self.figures, block.caption, keep=False)


def report_bytes(report: Report, context: Context, progress: Progress, template: Template | None = None) -> bytes:
    """The report as DOCX, in an office's own document where there is one. Raises ExportError for what is none."""
    said = {"title": report.title, "subtitle": report.subtitle, "about": report.about, **report.values}
    base = opened(template, tuple(said)) if template else None
    writer = _Writer(report, context, progress, base)
    properties = writer.document.core_properties
    properties.title, properties.subject = printable(report.title)[:255], printable(report.subtitle)[:255]
    properties.author = " · ".join(text("app.name", language) for language in LANGUAGES)
    properties.comments, properties.keywords = printable(report.about), ""
    writer.styles()
    if base:
        base.fill({name: printable(words) for name, words in said.items()})
    else:
        writer.paper()
    writer.front()
    for number, section in writer.numbered():
        writer.section(number, section)
    if base:
        base.settle()
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()
