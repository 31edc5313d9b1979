"""The plan's numbers: each target beside what was published of it, what follows by rule, and what officials say."""

from collections.abc import Iterator
from decimal import Decimal

from exports.report.model import Block, Paragraph, Section, Table
from exports.report.scope import Scope
from geo.progress.model import Verdict
from geo.progress.targets.rule import Outcome
from layers.progress.counts import IN_COLUMN, column_outcomes, outcomes_by
from layers.progress.indicators import KINDS


def known_outcomes(scope: Scope) -> list[Outcome]:
    """The indicators of the plan's table; none in a report of a part, for they are the whole city's."""
    return column_outcomes(scope.states.ledger, scope.day) if scope.whole else []


def targets(scope: Scope) -> Section:
    """The indicators of the plan column, then those of the running text, then the official verdicts."""
    title = scope.word("report.targets")
    if not scope.whole:
        return Section(title, (Paragraph(scope.word("report.targets.city")),))
    found = outcomes_by(scope.states.ledger, scope.day)
    if not found:
        return Section(title, (Paragraph(scope.word("report.targets.none")),))
    column = [each for each in found if each.rows[0].kind in IN_COLUMN]
    text = [each for each in found if each.rows[0].kind not in IN_COLUMN]
    blocks: list[Block] = [Paragraph(scope.word("report.targets.words"))]
    for key, own in (("report.table.column", column), ("report.table.text", text)):
        if own:
            blocks.append(_table(scope, key, own))
    return Section(title, (*blocks, *_verdicts(scope)))


def _table(scope: Scope, key: str, found: list[Outcome]) -> Table:
    heads = ("report.indicator", "report.target", "report.actual", "report.result", "report.remark", "report.source")
    rows = tuple(_row(scope, each) for each in found)
    caption = scope.word(key, count=len(found), **_results(found))
    return Table(caption, tuple(map(scope.word, heads)), rows, (0.22, 0.12, 0.22, 0.11, 0.23, 0.1))


def _results(found: list[Outcome]) -> dict[str, int]:
    met, missed = (sum(each.result == name for each in found) for name in ("met", "missed"))
    return {"met": met, "missed": missed, "rest": len(found) - met - missed}


def _row(scope: Scope, found: Outcome) -> tuple[str, ...]:
    first, zh = found.rows[0], scope.language == "zh"
    name = scope.word(
        "report.indicator.name", name=first.name if zh else first.name_en, unit=first.unit if zh else first.unit_en,
        kind=scope.word(f"indicators.{KINDS[first.kind]}") if first.kind in IN_COLUMN else "",
    ).strip()  # fmt: skip
    remarks = list(dict.fromkeys(row.says if zh else row.says_en for row in found.rows))
    return (
        name,
        first.target_2025 if zh else first.target_en or first.target_2025,
        _actual(scope, found) or "–",
        _result(scope, found),
        remarks[-1],
        scope.citations.marks(row.source for row in found.rows),
    )


def _actual(scope: Scope, found: Outcome) -> str:
    """Published values by year: 2021: 6.7; 2022: 3.3."""
    values = [f"{f'{row.since}–' if row.since else ''}{row.year}: {row.actual}" for row in found.rows if row.actual]
    return ("；" if scope.language == "zh" else "; ").join(values)


def _result(scope: Scope, found: Outcome) -> str:
    """Met or missed, with the value that was compared where it is not simply the last one published."""
    words = scope.word(f"report.result.{found.result}")
    if found.value is None or not found.reckoned:
        return words
    return f"{words}\n{scope.word('report.reckoned', value=_plain(found.value), first=found.first, last=found.last)}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _verdicts(scope: Scope) -> Iterator[Block]:
    """What officials say of the targets; the reader judges."""
    rows = [row for row in scope.states.ledger.verdicts if row.published.last <= scope.day]
    if rows:
        heads = tuple(map(scope.word, ("states.head.asOf", "report.verdict", "report.meant", "report.source")))
        cells = tuple(_verdict(scope, row) for row in rows)
        yield Table(scope.word("report.table.verdicts"), heads, cells, (0.13, 0.52, 0.25, 0.1))


def _verdict(scope: Scope, row: Verdict) -> tuple[str, ...]:
    zh = scope.language == "zh"
    names = {each.id: each.name if zh else each.name_en for each in scope.states.ledger.indicators}
    meant = scope.listed(names.get(each, each) for each in row.indicators) or scope.word("report.meant.all")
    return str(row.as_of), row.says if zh else row.says_en, meant, scope.citations.marks([row.source])
