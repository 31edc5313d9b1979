"""A report as PDF on A4: selectable text, vector maps, bookmarks, numbered pages. Sizes in points."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from exports.context import Context
from exports.pdf.bound import opened
from exports.pdf.document import Document, Parts
from exports.progress import Report as Progress
from exports.report.flow import Leaf, Piece, pages_of_marks, paginate
from exports.report.model import Block, Numbers, Paragraph, Picture, Points, Report, Section, Table
from exports.report.picture import STRIP_PT, draw_picture, legend_height, legend_of
from exports.sheet.furniture import Page, new_page
from exports.sheet.layout import Box, paper_pt
from geo.model import Plan
from layers.paper.text import LINE_HEIGHT, baseline_below, shortened, wrapped, write
from layers.style.catalogue import Catalogue
from layers.text import LANGUAGES, Language, text

MARGIN, MAP_PT = 50.0, 262.0
TITLE_PT, SUBTITLE_PT, BODY_PT, TABLE_PT, CAPTION_PT, SMALL_PT = 24.0, 11.0, 9.6, 7.6, 8.6, 7.2
HEADING_PT = {1: 15.0, 2: 12.0}
NUMBER_PT = 19.0
CELL_GAP, ROW_PAD = 5.0, 4.0
LEAST_ROWS = 3
"""of a table, never parted from its head"""
MOST_LINES = 60
"""of a row; a longer one goes on in a row of its own"""
CONTENTS_LINE = 16.0
DRAWING_SHARE = 0.9
"""of the time, the rest binds the pages"""


@dataclass(frozen=True, slots=True)
class _Paper:
    """What the pieces are made for."""

    plan: Plan
    catalogue: Catalogue
    language: Language
    left: float
    room: float
    """width of a line"""

    def word(self, key: str, **values: object) -> str:
        return text(key, self.language, **values)


def _lines(  # noqa: PLR0913 - words and how they look
    paper: _Paper, words: str, size: float, *, role: str = "ink", bold: bool = False, mark: str = "", tag: str = "P"
) -> Piece:
    """A paragraph; mark stands before its first line."""
    indent, step = size * 1.1 if mark else 0.0, size * LINE_HEIGHT * 1.08
    lines = wrapped(words, size, paper.room - indent, bold=bold)

    def draw(page: Page, top: float) -> None:
        hand = page.hand(size, role=role, bold=bold)
        with page.tagged(tag):
            for number, line in enumerate(lines):
                base = baseline_below(top - (number + 0.5) * step, size)
                write(page.axes, paper.left, base, mark if number == 0 else "", hand)
                write(page.axes, paper.left + indent, base, line, hand)

    return Piece(len(lines) * step + size * 0.45, draw)


def _heading(paper: _Paper, section: Section, number: int) -> Piece:
    size, above = HEADING_PT[section.level], HEADING_PT[section.level] * 0.9
    lines = wrapped(section.title, size, paper.room, bold=True)

    def draw(page: Page, top: float) -> None:
        hand = page.hand(size, bold=True)
        with page.tagged(f"H{section.level + 1}"):
            for position, line in enumerate(lines):
                base = baseline_below(top - above - (position + 0.5) * size * LINE_HEIGHT, size)
                write(page.axes, paper.left, base, line, hand)

    height = above + len(lines) * size * LINE_HEIGHT + size * 0.5
    return Piece(height, draw, keep=True, mark=number, breaks=number == 1)


def _caption(paper: _Paper, words: str, *, keep: bool) -> Piece:
    return replace(_lines(paper, words, CAPTION_PT, role="label_quiet", bold=keep), keep=keep)


def _numbers(paper: _Paper, block: Numbers) -> Piece:
    width = paper.room / max(len(block.values), 1)

    def draw(page: Page, top: float) -> None:
        for position, (label, value) in enumerate(block.values):
            x, small = paper.left + position * width, page.hand(SMALL_PT, role="label_quiet")
            with page.tagged("P"):
                write(page.axes, x, baseline_below(top - 16, NUMBER_PT), value, page.hand(NUMBER_PT, bold=True))
                page.paragraph(label, x, top - 30, small, room=width - 4, most=2)

    return Piece(60.0, draw)


def _rows(paper: _Paper, block: Table) -> Iterator[Piece]:
    """The head of a table, then its rows; each row brings the head to a page that it begins."""
    widths = [share * paper.room for share in block.shares]
    head = replace(_row(paper, block, block.header, widths, role="label_quiet", bold=True), keep=True)
    yield head
    for number, row in enumerate(block.rows):
        last = number == len(block.rows) - 1
        for part in _cut(row, widths):
            piece = _row(paper, block, part, widths, bold=block.sums and last)
            yield replace(piece, heads=(head,), keep=number < LEAST_ROWS - 1 and not last)
    yield Piece(12.0, lambda page, top: None)


def _cut(row: Sequence[str], widths: Sequence[float]) -> Iterator[tuple[str, ...]]:
    """A row in parts that are no higher than a page."""
    cells = [wrapped(words, TABLE_PT, width - CELL_GAP) for words, width in zip(row, widths, strict=True)]
    for start in range(0, max(map(len, cells)), MOST_LINES):
        yield tuple("\n".join(lines[start : start + MOST_LINES]) for lines in cells)


def _row(  # noqa: PLR0913 - what, where and how
    paper: _Paper, block: Table, row: Sequence[str], widths: Sequence[float], *, role: str = "ink", bold: bool = False
) -> Piece:
    cells = [wrapped(words, TABLE_PT, width - CELL_GAP, bold=bold) for words, width in zip(row, widths, strict=True)]
    step, height = TABLE_PT * LINE_HEIGHT, max(map(len, cells)) * TABLE_PT * LINE_HEIGHT + ROW_PAD

    def draw(page: Page, top: float) -> None:
        x, path, cell = paper.left, (f"Table/{id(block)}", f"TR/{top}"), "TH" if row is block.header else "TD"
        for column, (lines, width) in enumerate(zip(cells, widths, strict=True)):
            right = block.numeric and column > 0
            hand = page.hand(TABLE_PT, role=role, bold=bold, align="right" if right else "left")
            with page.tagged(*path, f"{cell}/{column}"):
                for number, line in enumerate(lines):
                    base = baseline_below(top - ROW_PAD / 2 - (number + 0.5) * step, TABLE_PT)
                    write(page.axes, x + (width - CELL_GAP if right else 0.0), base, line, hand)
            x += width
        strong = role != "ink" or bold
        page.rule(paper.left, paper.left + paper.room, top - height, role="unit_line" if strong else "neighbour_line")

    return Piece(height, draw)


def _picture(paper: _Paper, block: Picture) -> Piece:
    height = MAP_PT + STRIP_PT + legend_height(legend_of(block, paper.plan, paper.catalogue, paper.language))

    def draw(page: Page, top: float) -> None:
        draw_picture(page, block, paper.plan, Box(paper.left, top - height, paper.room, height))

    return Piece(height + 4.0, draw, keep=True)


def _pieces(paper: _Paper, report: Report) -> Iterator[Piece]:
    """All of the report after its first page."""
    tables = figures = 0
    for number, section in enumerate(report.sections, start=1):
        yield _heading(paper, section, number)
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            tables, figures = tables + isinstance(block, Table), figures + isinstance(block, Picture)
            parts = _block(paper, block, tables, figures)
            leads = isinstance(block, Paragraph) and isinstance(after, Table | Picture)
            yield from (replace(part, keep=True) for part in parts) if leads else parts


def _block(paper: _Paper, block: Block, tables: int, figures: int) -> Iterator[Piece]:
    if isinstance(block, Paragraph):
        yield _lines(paper, block.words, BODY_PT)
    elif isinstance(block, Points):
        yield from (_lines(paper, line, BODY_PT, mark="·") for line in block.lines)
    elif isinstance(block, Numbers):
        yield _numbers(paper, block)
    elif isinstance(block, Table):
        yield _caption(paper, f"{paper.word('report.tableWord')} {tables}  {block.caption}", keep=True)
        yield from _rows(paper, block)
        if block.note:
            yield _lines(paper, block.note, BODY_PT)
    else:
        yield _picture(paper, block)
        yield _caption(paper, f"{paper.word('report.figureWord')} {figures}  {block.caption}", keep=False)


def _front(paper: _Paper, report: Report, pages: dict[int, int]) -> Iterator[Piece]:
    """Title, what the report is of, and the contents, whose page numbers are known when it is drawn."""
    yield _lines(paper, report.title, TITLE_PT, bold=True, tag="H1")
    yield _lines(paper, report.subtitle, SUBTITLE_PT, role="label_quiet")
    yield _lines(paper, report.about, BODY_PT)
    yield Piece(20.0, lambda page, top: None)
    yield _lines(paper, paper.word("report.toc"), HEADING_PT[2], bold=True, tag="H2")
    for number, section in enumerate(report.sections, start=1):
        yield _contents_line(paper, section, number, pages)


def _contents_line(paper: _Paper, section: Section, number: int, pages: dict[int, int]) -> Piece:
    def draw(page: Page, top: float) -> None:
        base, indent = baseline_below(top - CONTENTS_LINE / 2, BODY_PT), 14.0 * (section.level - 1)
        hand = page.hand(BODY_PT, bold=section.level == 1)
        words = shortened(section.title, BODY_PT, paper.room - indent - 40, bold=hand.bold)
        with page.tagged("TOC", f"TOCI/{number}"):
            write(page.axes, paper.left + indent, base, words, hand)
            last = replace(hand, bold=False, align="right")
            write(page.axes, paper.left + paper.room, base, str(pages.get(number, "")), last)

    return Piece(CONTENTS_LINE, draw)


def _drawn(paper: _Paper, report: Report, leaf: Leaf, number: str) -> Page:
    """A page with its head and foot."""
    width, height = paper_pt("A4", portrait=True)
    page = new_page(width, height, 1.0, paper.catalogue, paper.language)
    quiet, right = page.hand(SMALL_PT, role="label_quiet"), paper.left + paper.room
    small = replace(quiet, align="right")
    write(page.axes, right, height - MARGIN + 10, shortened(report.title, SMALL_PT, paper.room), small)
    write(page.axes, right, MARGIN - 20, number, small)
    write(page.axes, paper.left, MARGIN - 20, shortened(report.about, SMALL_PT, paper.room - 60), quiet)
    page.rule(paper.left, right, MARGIN - 8, role="neighbour_line")
    for used, piece in leaf.pieces:
        piece.draw(page, height - MARGIN - used)
    return page


def report_bytes(report: Report, context: Context, progress: Progress) -> bytes:
    """The report as PDF."""
    width, height = paper_pt("A4", portrait=True)
    paper = _Paper(context.plan, context.catalogue, report.language, MARGIN, width - 2 * MARGIN)
    pages: dict[int, int] = {}
    leaves = paginate([*_front(paper, report, pages), *_pieces(paper, report)], height - 2 * MARGIN)
    pages |= pages_of_marks(leaves)
    author = " · ".join(text("app.name", language) for language in LANGUAGES)
    about = {"Title": report.title, "Subject": report.subtitle, "Author": author, "Creator": author}
    with Document(about, report.language) as document:
        for number, leaf in enumerate(leaves, start=1):
            words, share = paper.word("report.pageOf", page=number, pages=len(leaves)), number / len(leaves)
            progress(0.1 + DRAWING_SHARE * 0.9 * share, words)
            page = _drawn(paper, report, leaf, words)
            document.add(page.figure, Parts(page.tags, page.maps))
    return _bound(document.content, report, pages)


def _bound(drawn: io.BytesIO, report: Report, pages: dict[int, int]) -> bytes:
    """The same with bookmarks."""
    writer, parent = opened(drawn), None
    for number, section in enumerate(report.sections, start=1):
        above = parent if section.level > 1 else None
        entry = writer.add_outline_item(title=section.title, page_number=pages[number] - 1, parent=above)
        parent = entry if section.level == 1 else parent
    writer.page_mode = "/UseOutlines"
    writer.write(out := io.BytesIO())
    return out.getvalue()
