"""The rules that the rows of indicators and verdicts must keep; geo/progress/check.py asks them."""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from geo.messages import Breach
from geo.progress.dates import PartialDate
from geo.progress.model import Indicator, Verdict
from geo.progress.targets.rule import measures_of

FIXED = ("name", "name_en", "unit", "unit_en", "kind", "basis", "target_2025", "target_en", "measure", "line")
"""fields of an indicator that are the same in every year"""


def too_early(place: str, identifier: str, on: str, published: PartialDate) -> Breach:
    """What is wrong where a source speaks of what came after it."""
    return Breach(place, identifier, "event-before-it-happened", {"value": on, "detail": str(published)})


def indicator_breaches(indicators: Iterable[Indicator], sources: Container[str]) -> Iterator[Breach]:
    """Everything that is wrong with the rows of indicators. sources: all ids that rows may name."""
    first: dict[str, Indicator] = {}
    spans: set[tuple[str, int | None, int | None]] = set()
    for row in indicators:
        twin = first.setdefault(row.id, row)
        for name in FIXED:
            if getattr(row, name) != getattr(twin, name):
                yield Breach(row.place, row.id, "indicator-differs", {"field": name})
        if twin is row and row.measure not in measures_of(row.target_2025):
            allowed = ", ".join(measures_of(row.target_2025))
            values = {"field": "measure", "value": row.measure, "detail": allowed}
            yield Breach(row.place, row.id, "indicator-measure", values)
        if (row.id, row.since, row.year) in spans:
            yield Breach(row.place, row.id, "indicator-twice", {"value": _years(row)})
        spans.add((row.id, row.since, row.year))
        yield from _row_breaches(row, sources)


def _row_breaches(row: Indicator, sources: Container[str]) -> Iterator[Breach]:
    """What is wrong with one row by itself."""
    if row.source and row.source not in sources:
        yield Breach(row.place, row.id, "event-unknown-source", {"value": row.source})
    if (row.year is None) != (not row.actual):
        yield Breach(row.place, row.id, "missing-field", {"field": "actual" if row.year else "year"})
    if row.since is not None and row.since >= (row.year or 0):
        detail = f"< {row.year}"
        yield Breach(row.place, row.id, "bad-value", {"field": "since", "value": str(row.since), "detail": detail})
    if row.year is not None and row.year > row.published.last.year:
        yield too_early(row.place, row.id, str(row.year), row.published)


def _years(row: Indicator) -> str:
    return f"{row.since}–{row.year}" if row.since else str(row.year or "—")


def verdict_breaches(
    verdicts: Iterable[Verdict], indicators: Container[str], sources: Container[str], today: date
) -> Iterator[Breach]:
    """Everything that is wrong with the rows of verdicts."""
    first: dict[str, Verdict] = {}
    for row in verdicts:
        twin = first.setdefault(row.id, row)
        if twin is not row:
            yield Breach(row.place, row.id, "duplicate-id", {"value": twin.place})
        if row.source and row.source not in sources:
            yield Breach(row.place, row.id, "event-unknown-source", {"value": row.source})
        for name in row.indicators:
            if name not in indicators:
                yield Breach(row.place, row.id, "verdict-unknown-indicator", {"value": name})
        if row.published.first > today:
            values = {"field": "published", "value": str(row.published), "detail": f"– {today}"}
            yield Breach(row.place, row.id, "date-out-of-range", values)
        if row.as_of.first > row.published.last:
            yield too_early(row.place, row.id, str(row.as_of), row.published)
