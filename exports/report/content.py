"""A report's content, computed: every number and table follows from the plan, the ledger and the day."""

from datetime import date

from exports.context import Context
from exports.ledger.states import references
from exports.report.model import Block, Paragraph, Points, Report, Section, Table
from exports.report.overall import overall
from exports.report.scope import Scope, scope_of
from exports.report.summary import method, summary
from exports.report.targets import known_outcomes, targets
from exports.report.works import by_theme, conflicts, not_found, slipped
from layers.own.words import own_words


def report_of(context: Context, *, district: str | None, theme: str | None, day: date) -> Report:
    """The report of the city or a district, of all themes or one. Raises ExportError where it would be empty."""
    scope = scope_of(context, district=district, theme=theme, day=day)
    sections = (
        summary(scope, known_outcomes(scope)),
        method(scope),
        overall(scope),
        *by_theme(scope),
        slipped(scope),
        targets(scope),
        conflicts(scope),
        not_found(scope),
    )
    return Report(
        title=scope.word("report.title", name=scope.name),
        subtitle=scope.word("report.subtitle", plan=scope.word("slides.plan"), day=scope.day),
        about=scope.word("report.about"),
        sections=(*sections, sources(scope)),
        language=scope.language,
    )


def sources(scope: Scope) -> Section:
    """Every source named, by its number: made last."""
    cited = references(scope.states.ledger, scope.citations.numbers)
    rows = tuple(
        (f"[{number}]", "\n".join(filter(None, (found.publisher, found.title))), found.published, found.url or "–")
        for number, found in enumerate(cited, start=1)
    )
    title, words = scope.word("report.sources"), Paragraph(scope.word("report.sources.words", count=len(rows)))
    if not rows:
        return Section(title, (words, *_own(scope)))
    header = tuple(map(scope.word, ("report.number", "report.published.by", "states.head.date", "report.address")))
    table = Table(scope.word("report.table.sources"), header, rows, (0.07, 0.4, 0.12, 0.41))
    return Section(title, (words, table, *_own(scope)))


def _own(scope: Scope) -> tuple[Block, ...]:
    """Layers that people brought and that the view shows: named, in no number of the report."""
    lines = own_words(scope.context.own(), scope.language)
    return (Paragraph(scope.word("report.own")), Points(tuple(lines))) if lines else ()
