"""The rules that the rows of data/progress must keep together: `python -m geo.check` names every breach.

A part is named in words that the sources choose (先开段, 一期主体), and is often named once only: whether a part exists
cannot be checked and is not.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from geo.facts import facts
from geo.files.rows import capped
from geo.messages import Breach
from geo.model import Item
from geo.progress.ledger import Ledger
from geo.progress.model import Event, Source
from geo.progress.targets.check import indicator_breaches, too_early, verdict_breaches

EARLIEST = date(2010, 1, 1)
"""nothing of the plan's works is older"""
UNDATED = ("announced", "looked_for")
"""kinds whose `on` may be later than what is cited for them"""
GOES_ON = frozenset({"start", "resumed", "part_open", "open", "complete"})
OPPOSITE = {"suspended": GOES_ON, "absorbed": GOES_ON, "cancelled": GOES_ON}


def ledger_breaches(ledger: Ledger, items: Iterable[Item], *, sources: frozenset[str], today: date) -> Iterator[Breach]:
    """Everything that is wrong with a ledger. sources: ids of data/SOURCES.md."""
    known = list(items)
    yield from ledger.breaches
    yield from capped(_rule_breaches(ledger, {item.id for item in known}, sources | ledger.sources.keys(), today))
    if not ledger.events and not ledger.breaches and facts().followed:
        yield Breach("data/progress", "", "ledger-missing")
        return
    for item in known:
        if item.theme not in facts().followed or ledger.of(item.id):
            continue
        # What consists of other items is told by theirs.
        if ledger.state(item.id, today).state.name == "unknown":
            yield Breach("data/progress", item.id, "event-missing")


def _rule_breaches(ledger: Ledger, items: Container[str], sources: Container[str], today: date) -> Iterator[Breach]:
    by_id: dict[str, Event] = {}
    for event in ledger.events:
        first = by_id.setdefault(event.id, event)
        if first is not event:
            yield Breach(event.place, event.id, "duplicate-id", {"value": first.place})
    for event in ledger.events:
        yield from event_breaches(event, items=items, sources=sources, today=today)
        yield from _conflict_breaches(event, by_id)
    yield from _opposites(ledger.events)
    yield from _sources_breaches(ledger, today)
    yield from indicator_breaches(ledger.indicators, sources)
    yield from verdict_breaches(ledger.verdicts, {row.id for row in ledger.indicators}, sources, today)


def event_breaches(event: Event, *, items: Container[str], sources: Container[str], today: date) -> Iterator[Breach]:
    """What is wrong with one event by itself."""
    if event.item not in items:
        yield Breach(event.place, event.id, "event-unknown-item", {"value": event.item})
    if event.id.rpartition(".")[0] != event.item:
        yield Breach(
            event.place, event.id, "bad-value", {"field": "id", "value": event.id, "detail": f"{event.item}.1, …"}
        )
    if event.source and event.source not in sources:
        yield Breach(event.place, event.id, "event-unknown-source", {"value": event.source})
    for name, day in (("on", event.on), ("published", event.published), ("seen", event.seen)):
        if day.last < EARLIEST or day.first > today:
            yield Breach(
                event.place, event.id, "date-out-of-range",
                {"field": name, "value": str(day), "detail": f"{EARLIEST} – {today}"},
            )  # fmt: skip
    if event.event not in UNDATED and event.on.first > event.published.last:
        yield too_early(event.place, event.id, str(event.on), event.published)
    if event.seen.last < event.published.first:
        values = {"value": str(event.seen), "detail": str(event.published)}
        yield Breach(event.place, event.id, "event-seen-before-published", values)


def _conflict_breaches(event: Event, by_id: Mapping[str, Event]) -> Iterator[Breach]:
    for name in event.conflicts_with:
        rival = by_id.get(name)
        if rival is None or name == event.id:
            yield Breach(event.place, event.id, "conflict-unknown", {"value": name[:60]})
        elif event.id not in rival.conflicts_with:
            yield Breach(event.place, event.id, "conflict-one-sided", {"value": name})


def _opposites(events: Iterable[Event]) -> Iterator[Breach]:
    """Events of one part, on one day, of which one stops what the other carries on."""
    days: dict[tuple[str, str, str], dict[str, Event]] = {}
    for event in events:
        if event.on.days == 1 and (event.event in GOES_ON or event.event in OPPOSITE):
            days.setdefault((event.item, event.part, event.on.text), {}).setdefault(event.event, event)
    for same_day in days.values():
        for one, other in combinations(same_day.values(), 2):
            stops = other.event in OPPOSITE.get(one.event, ()) or one.event in OPPOSITE.get(other.event, ())
            if stops and other.id not in one.conflicts_with:
                values = {"value": one.id, "detail": f"{one.event} ≠ {other.event}"}
                yield Breach(other.place, other.id, "event-opposite", values)


def _sources_breaches(ledger: Ledger, today: date) -> Iterator[Breach]:
    for source in ledger.source_rows:
        if ledger.sources[source.id] is not source:
            yield Breach(source.place, source.id, "duplicate-id", {"value": ledger.sources[source.id].place})
        yield from source_breaches(source, today)


def source_breaches(source: Source, today: date) -> Iterator[Breach]:
    """What is wrong with one source by itself."""
    if source.published.last < EARLIEST or source.published.first > today:
        detail = f"{EARLIEST} – {today}"
        values = {"field": "published", "value": str(source.published), "detail": detail}
        yield Breach(source.place, source.id, "date-out-of-range", values)
