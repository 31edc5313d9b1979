"""The first pages: what the report says in numbers, and how it comes to say so."""

from collections.abc import Callable, Iterator

from exports.report.model import Numbers, Points, Section, Table, even_shares, matrix_rows
from exports.report.scope import Scope
from geo.model import Item
from geo.progress.model import FACTS, Event
from geo.progress.promises import KEPT_BY
from geo.progress.rule import STALE_MONTHS
from geo.progress.targets.rule import Outcome
from geo.progress.words import NOT_NAMED
from layers.progress.counts import Counts, states_present

LEVELS = ("high", "medium", "low", "")
"""confidences from the best; the last for no evidence"""


def summary(scope: Scope, results: list[Outcome]) -> Section:
    """The numbers, in sentences and as key figures."""
    counts = scope.counts()
    told = Points(tuple(_told(scope, results)))
    return Section(scope.word("report.summary"), (Numbers(_figures(scope, counts)), told))


def _figures(scope: Scope, counts: Counts) -> tuple[tuple[str, str], ...]:
    values = [
        ("items", str(counts.all)),
        ("done", str(counts.group("done"))),
        ("part_open", str(counts.group("part_open"))),
        ("building", str(counts.group("building"))),
        ("kept", f"{counts.kept}/{counts.promised}"),
        ("slipped", str(counts.slipped)),
        ("not_found", str(counts.group("not_found"))),
    ]
    return tuple((scope.word(f"report.figure.{name}"), value) for name, value in values if value != "0/0")


def _told(scope: Scope, results: list[Outcome]) -> Iterator[str]:
    counts = scope.counts()
    yield scope.word("report.sum.scope", name=scope.name, count=counts.all)
    if scope.narrowed:
        yield scope.word("report.sum.filter", filters=scope.narrowed)
    if scope.others:
        yield scope.word("report.sum.others", count=scope.others)
    states = scope.listed(state_count(scope, name, counts.by_state[name]) for name in states_present(counts))
    yield scope.word("report.sum.states", day=scope.day, states=states)
    for stage in KEPT_BY:
        yield from _promise(scope, stage)
    if counts.slipped:
        times = [len(scope.known[item.id].state.slips) for item in scope.items]
        often = sum(count > 1 for count in times)
        yield scope.word("report.sum.slipped", count=counts.slipped, often=often, times=max(times))
    bare = counts.all - counts.supported - counts.weak
    yield scope.word("report.sum.evidence", supported=counts.supported, weak=counts.weak, bare=bare)
    yield scope.word("report.sum.doubt", stale=counts.stale, months=STALE_MONTHS, conflicting=counts.conflicting)
    unnamed = sum(any(map(known_unnamed(scope), scope.states.events(item))) for item in scope.items)
    if unnamed:
        yield scope.word("report.sum.next", count=unnamed)
    if results:
        met, missed = (sum(found.result == name for found in results) for name in ("met", "missed"))
        rest = len(results) - met - missed
        yield scope.word("report.sum.indicators", count=len(results), met=met, missed=missed, rest=rest)


def known_unnamed(scope: Scope) -> Callable[[Event], bool]:
    """Whether an event says, by the report's day, that the next plan does not name the item."""
    return lambda event: event.figure == NOT_NAMED and event.published.last <= scope.day


def state_count(scope: Scope, state: str, count: int) -> str:
    """A state and how many items are in it."""
    return scope.word("report.state.count", state=scope.word(f"state.{state}"), count=count)


def _promise(scope: Scope, stage: str) -> Iterator[str]:
    own = [scope.known[item.id] for item in scope.items if item.stage == stage]
    if own:
        kept = sum(found.promise == "kept" for found in own)
        label = getattr(scope.context.catalogue.stages[stage], scope.language)
        share = round(100 * kept / len(own))
        yield scope.word(f"report.sum.promise.{stage}", stage=label, count=len(own), kept=kept, share=share)


def method(scope: Scope) -> Section:
    """By which rule, from which sources, how sure, as of when."""
    events = [event for item in scope.items for event in scope.states.events(item)]
    sources = len({event.source for event in events})
    points = (
        scope.word("report.how.promise"),
        scope.word("report.how.ledger", events=len(events), sources=sources, **_kinds(events)),
        *(scope.word(f"report.how.{name}") for name in ("facts", "parts", "slips")),
        scope.word("report.how.asOf", day=scope.day, months=STALE_MONTHS),
        *(scope.word(f"report.how.{name}") for name in ("searches", "confidence", "limits")),
    )
    return Section(scope.word("report.method"), (Points(points), confidence_table(scope)))


def _kinds(events: list[Event]) -> dict[str, int]:
    return {
        "facts": sum(event.event in FACTS for event in events),
        "announced": sum(event.event == "announced" for event in events),
        "mentions": sum(event.event == "mention" for event in events),
        "searches": sum(event.event == "looked_for" for event in events),
    }


def confidence_table(scope: Scope) -> Table:
    """A theme a row, a confidence a column."""

    def levels(items: list[Item]) -> list[int]:
        found = [scope.known[item.id].state.confidence for item in items]
        return [found.count(level) for level in LEVELS]

    rows = [(getattr(theme, scope.language), levels(scope.of_theme(theme))) for theme in scope.themes()]
    heads = [scope.word(f"states.{level}" if level else "report.noEvidence") for level in LEVELS]
    header = (scope.word("filter.theme"), *heads, scope.word("report.sum"))
    return Table(
        scope.word("report.table.confidence"), header, matrix_rows(rows, scope.word("report.sum")),
        even_shares(len(header), 0.28), numeric=True, sums=True,
    )  # fmt: skip
