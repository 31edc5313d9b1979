"""A report's content, computed: every number and table follows from the plan, the ledger and the day."""

from datetime import date

from exports.context import Context
from exports.ledger.states import references
from exports.report.model import Block, Paragraph, Points, Report, Section, Table
from exports.report.office.arranged import Maker, arranged, date_words, headed
from exports.report.office.gaps import OF_REPORT
from exports.report.office.wording import Known, Wording
from exports.report.overall import overall
from exports.report.scope import Scope, scope_of
from exports.report.summary import method, summary
from exports.report.targets import known_outcomes, targets
from exports.report.works import by_theme, conflicts, not_found, slipped
from layers.own.words import own_words

KNOWN = Known(
    {
        "summary": "report.summary", "method": "report.method", "overall": "report.overall", "themes": "report.themes",
        "slipped": "report.slipped", "targets": "report.targets", "conflicts": "report.conflicts",
        "not_found": "report.notFound", "sources": "report.sources",
    },
    OF_REPORT,
    last="sources",
)  # fmt: skip
"""what an office's wording may name"""


def report_of(
    context: Context, *, district: str | None, theme: str | None, day: date, wording: Wording | None = None
) -> Report:
    """The report of the city or a district, of all themes or one, in an office's wording and order or in ours.

    Raises ExportError where it would be empty.
    """
    scope = scope_of(context, district=district, theme=theme, day=day)
    makers: dict[str, Maker] = {
        "summary": lambda: (summary(scope, known_outcomes(scope)),),
        "method": lambda: (method(scope),),
        "overall": lambda: (overall(scope),),
        "themes": lambda: by_theme(scope),
        "slipped": lambda: (slipped(scope),),
        "targets": lambda: (targets(scope),),
        "conflicts": lambda: (conflicts(scope),),
        "not_found": lambda: (not_found(scope),),
        "sources": lambda: (sources(scope),),
    }
    values = values_of(scope)
    report = Report(
        title=scope.word("report.title", name=scope.name),
        subtitle=scope.word("report.subtitle", plan=scope.word("slides.plan"), day=scope.day),
        about=scope.word("report.about"),
        sections=arranged(makers, wording, values, last=KNOWN.last),
        language=scope.language,
        values=values,
    )
    return headed(report, wording, values)


def values_of(scope: Scope) -> dict[str, str]:
    """What stands in the gaps of an office's own words."""
    counts = scope.counts()
    groups = {name: counts.group(name) for name in ("done", "part_open", "building", "not_found")}
    numbers = {"count": counts.all, "others": scope.others, "kept": counts.kept, "promised": counts.promised}
    return {
        "name": scope.name,
        "place": scope.place,
        "theme": getattr(scope.theme, scope.language) if scope.theme else scope.word("orders.allThemes"),
        "day": scope.day.isoformat(),
        "date": date_words(scope.day, scope.language),
        "plan": scope.word("slides.plan"),
        **{name: str(number) for name, number in (numbers | groups | {"slipped": counts.slipped}).items()},
    }


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
