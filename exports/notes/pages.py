"""The pages behind a sheet that say what its notes say, by number. Points, in type of A3."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.notes.pins import Pinned
from exports.sheet.furniture import Page, new_page
from exports.sheet.layout import paper_pt
from layers.paper.text import LINE_HEIGHT, wrapped, write
from layers.style.catalogue import Catalogue
from layers.text import Language, text

MARGIN_PT, TITLE_PT, TYPE_PT, FOOT_PT, GAP_PT = 28.0, 18.0, 9.5, 8.0, 26.0
COLUMN_PT, NUMBER_PT, INDENT_PT = 330.0, 22.0, 12.0
"""least width of a column, room for numbers, how far answers stand in"""
MOST_PAGES = 40
"""what goes beyond is in the app"""


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    indent: float = 0.0
    role: str = "ink"
    bold: bool = False
    number: int | None = None
    """of the note that begins here"""
    before: float = 0.0
    """room above, in lines"""


@dataclass(frozen=True, slots=True, eq=False)
class _Head:
    """What stands on each page."""

    title: str
    counted: str
    catalogue: Catalogue
    language: Language


@dataclass(frozen=True, slots=True)
class _Paper:
    width: float
    height: float
    columns: int
    column: float
    top: float


def draw_note_pages(  # noqa: PLR0913 - each option has a name
    title: str, pinned: Sequence[Pinned], elsewhere: int, *, catalogue: Catalogue, language: Language, paper: str,
    portrait: bool,
) -> list[Page]:  # fmt: skip
    """The pages; none where there are no notes. elsewhere: how many notes lie on no map of the sheet."""
    if not pinned and not elsewhere:
        return []
    counts = {"count": len(pinned), "open": sum(each.note.is_open for each in pinned), "elsewhere": elsewhere}
    counted = text("sheet.notes.counted" if elsewhere == 0 else "sheet.notes.countedElsewhere", language, **counts)
    sheet, head = _paper(paper, portrait=portrait), _Head(title, counted, catalogue, language)
    pages: list[Page] = []
    column, y = sheet.columns, 0.0
    for line in _lines(pinned, sheet.column - NUMBER_PT, language):
        step = TYPE_PT * LINE_HEIGHT
        if y - step * (1 + line.before) < MARGIN_PT + FOOT_PT * 2:
            column, y = column + 1, sheet.top
            if column >= sheet.columns:
                if len(pages) == MOST_PAGES:
                    _say(pages[-1], sheet, text("sheet.notes.more", language))
                    return pages
                pages.append(_page(head, sheet))
                column = 0
        y -= step * line.before if y < sheet.top else 0.0
        _write(pages[-1], line, MARGIN_PT + column * (sheet.column + GAP_PT), y)
        y -= step
    return pages or [_page(head, sheet)]


def _paper(paper: str, *, portrait: bool) -> _Paper:
    width, height = paper_pt(paper, portrait=portrait)
    inner = width - 2 * MARGIN_PT
    columns = max(1, int((inner + GAP_PT) // (COLUMN_PT + GAP_PT)))
    top = height - MARGIN_PT - TITLE_PT * LINE_HEIGHT - FOOT_PT * LINE_HEIGHT - 22
    return _Paper(width, height, columns, (inner - (columns - 1) * GAP_PT) / columns, top)


def _lines(pinned: Sequence[Pinned], room: float, language: Language) -> Iterator[_Line]:
    for each in pinned:
        note = each.note
        where = note.where or text("sheet.notes.place", language)
        for number, words in enumerate(wrapped(where, TYPE_PT, room, bold=True)):
            first = number == 0
            yield _Line(words, bold=True, number=each.number if first else None, before=0.8 if first else 0.0)
        for words in wrapped(note.head, TYPE_PT, room):
            yield _Line(words, role="label_quiet")
        for words in wrapped(note.text, TYPE_PT, room):
            yield _Line(words)
        for head, said in note.replies:
            for number, words in enumerate(wrapped(head, TYPE_PT, room - INDENT_PT)):
                yield _Line(words, INDENT_PT, "label_quiet", before=0.0 if number else 0.3)
            for words in wrapped(said, TYPE_PT, room - INDENT_PT):
                yield _Line(words, INDENT_PT)


def _page(head: _Head, sheet: _Paper) -> Page:
    page = new_page(sheet.width, sheet.height, 1.0, head.catalogue, head.language)
    hand, room = page.hand(TITLE_PT, bold=True), sheet.width - 2 * MARGIN_PT
    with page.tagged("H1"):
        top = page.paragraph(head.title, MARGIN_PT, sheet.height - MARGIN_PT, hand, room=room, most=1)
    page.rule(MARGIN_PT, sheet.width - MARGIN_PT, top - 2)
    quiet = page.hand(FOOT_PT, role="label_quiet")
    with page.tagged("P"):
        page.paragraph(head.counted, MARGIN_PT, top - 8, quiet, room=room, most=1)
    write(page.axes, MARGIN_PT, MARGIN_PT / 2, text("strip.source", page.language), quiet)
    return page


def _write(page: Page, line: _Line, x: float, top: float) -> None:
    baseline = top - TYPE_PT
    if line.number is not None:
        hand = page.hand(TYPE_PT, role="focus", bold=True, align="right")
        with page.tagged("Lbl"):
            write(page.axes, x + NUMBER_PT - 6, baseline, str(line.number), hand)
    if line.words.strip():
        with page.tagged("P"):
            hand = page.hand(TYPE_PT, role=line.role, bold=line.bold)
            write(page.axes, x + NUMBER_PT + line.indent, baseline, line.words, hand)


def _say(page: Page, sheet: _Paper, words: str) -> None:
    with page.tagged("P"):
        hand = page.hand(FOOT_PT, bold=True, align="right")
        write(page.axes, sheet.width - MARGIN_PT, MARGIN_PT / 2, words, hand)
