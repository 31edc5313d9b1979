"""A brief in sections, as an evaluation has them: for Word, and in an office's own wording, order and template."""

from collections.abc import Iterable

from exports.brief.content import KNOWN, Brief, values_of
from exports.brief.pptx import COLUMN_SHARES, HEADS, cells
from exports.report.model import Block, Paragraph, Picture, Points, Report, Section, Table, even_shares
from exports.report.office.arranged import Maker, arranged, headed
from exports.report.office.wording import Wording
from layers.own.words import own_words
from layers.text import text


def document_of(brief: Brief, wording: Wording | None) -> Report:
    """The brief in sections, in an office's wording and order or in ours."""
    makers: dict[str, Maker] = {
        "profile": lambda: (_section(brief, "profile", _profile(brief)),),
        "map": lambda: (_section(brief, "map", _map(brief)),),
        "totals": lambda: (_section(brief, "totals", (_totals(brief),)),),
        "items": lambda: (_section(brief, "items", (_items(brief),)),),
    }
    values = values_of(brief)
    report = Report(
        title=brief.title,
        subtitle=brief.subtitle,
        about=" · ".join(text(key, brief.language) for key in ("strip.source", "sheet.indicative")),
        sections=arranged(makers, wording, values, last=KNOWN.last),
        language=brief.language,
        values=values,
    )
    return headed(report, wording, values)


def _section(brief: Brief, part: str, blocks: Iterable[Block]) -> Section:
    return Section(text(KNOWN.parts[part], brief.language), tuple(blocks))


def _profile(brief: Brief) -> Iterable[Block]:
    mark, between = ("：", "；") if brief.language == "zh" else (": ", "; ")
    for heading, phrases in brief.profile():
        yield Paragraph(f"{heading}{mark}{between.join(phrases)}")


def _map(brief: Brief) -> Iterable[Block]:
    yield Picture(text("brief.map", brief.language, title=brief.title), brief.view)
    if lines := own_words(brief.context.own(brief.view), brief.language):
        yield from (Paragraph(text("report.own", brief.language)), Points(tuple(lines)))


def _totals(brief: Brief) -> Table:
    header, rows = brief.matrix()
    said = tuple(tuple(str(value) if value != 0 else "–" for value in row) for row in rows)
    shares = even_shares(len(header), 0.22)
    return Table(text("brief.totals", brief.language), tuple(header), said, shares, numeric=True, sums=True)


def _items(brief: Brief) -> Table:
    rows = tuple(cells(brief, item) for item in brief.items)
    caption = text("brief.table.items", brief.language, count=len(rows))
    return Table(caption, tuple(text(key, brief.language) for key in HEADS), rows, COLUMN_SHARES)
