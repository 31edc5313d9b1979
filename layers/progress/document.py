"""The ledger of progress as a document for the browser: states on a day, with the events and sources behind them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from geo.facts import facts
from geo.model import Item
from geo.progress import Ledger, load
from geo.progress.model import BEGUN, CONFIDENCES, DONE, GRADES, STATES, Event, ItemState, State
from geo.progress.timeline import timeline
from geo.progress.words import NOT_NAMED
from geo.sources import load_sources
from layers.progress.indicators import indicators_record, sources_of
from layers.progress.records import (
    ItemProgress,
    ItemStanding,
    ProgressChange,
    ProgressDocument,
    ProgressEvent,
    ProgressPart,
    ProgressSlip,
    ProgressSource,
)


def make_progress(items: Iterable[Item], *, data: Path, day: date) -> bytes:
    """The document as JSON. Never raises for a bad ledger: what cannot be read is left out, see `geo.check`."""
    items = list(items)
    content = progress_content(items, load(items, data=data), data=data, day=day)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def progress_content(items: Sequence[Item], ledger: Ledger, *, data: Path, day: date) -> ProgressDocument:
    """What the browser is told, as plain JSON values."""
    first = min(facts().period[0], day)
    times = {item.id: timeline(ledger, item.id, first=first, last=day) for item in items}
    told = {name: found for name, found in times.items() if ledger.of(name) or found[-1].state.name != "unknown"}
    events = [event for name in told for event in ledger.of(name)]
    return {
        "day": day.isoformat(),
        "items": {name: _item(found, ledger.of(name), day) for name, found in told.items()},
        "untold": {name: found[-1].promise for name, found in times.items() if name not in told},
        "sources": _sources(ledger, {event.source for event in events} | sources_of(ledger), data),
        "next_plans": sorted({event.source for event in events if event.figure == NOT_NAMED}),
        "done_states": [name for name in STATES if name in DONE],
        "begun_states": [name for name in STATES if name in BEGUN | {"ongoing"}],
        "targets": indicators_record(ledger),
    }


def _item(found: Sequence[ItemState], events: Sequence[Event], day: date) -> ItemProgress:
    # What has not changed since is as it is on the document's day, but for how old its newest evidence is.
    now = _standing(replace(found[-1], day=day), events)
    before = [(each.day, _standing(each, events)) for each in found]
    told = [_event(event) for event in reversed(events)]
    return {**now, "events": told, "changes": list(_changes(before))}


def _changes(standings: Iterable[tuple[date, ItemStanding]]) -> Iterator[ProgressChange]:
    """Of each day what is other than on the one before."""
    before: Mapping[str, object] = {}
    for day, standing in standings:
        other = {name: value for name, value in standing.items() if name not in before or before[name] != value}
        yield cast(ProgressChange, {"day": day.isoformat(), **other})
        before = standing


def _standing(found: ItemState, events: Sequence[Event]) -> ItemStanding:
    state = found.state
    return {
        "state": state.name,
        "since": _written(state.since),
        "as_of": _written(state.as_of),
        "as_of_source": newest_source(state, events, found.day),
        "stale": state.stale,
        "confidence": state.confidence,
        "looked_for": _written(state.looked_for),
        "promise": found.promise,
        "promise_kept": found.promise_kept,
        "done": state.done,
        "of": state.of,
        "parts": [ProgressPart(name=part.name, state=part.state, since=_written(part.since)) for part in state.parts],
        "slips": [
            ProgressSlip(goal=slip.goal, year=slip.year, part=slip.part, event=slip.event, came=slip.came)
            for slip in state.slips
        ],
        "start_announced": list(state.start_announced),
        "conflicts": [list(pair) for pair in state.conflicts],
    }


def newest_source(state: State, events: Sequence[Event], day: date) -> str:
    """The source whose publication `as_of` is, the best of several; "" where it is that of a part in the plan."""
    newest = [
        event
        for event in events
        if event.published == state.as_of and event.certain_from <= day and event.event != "looked_for"
    ]
    best = max(newest, key=lambda event: (CONFIDENCES.index(event.confidence), GRADES.index(event.grade)), default=None)
    return best.source if best else ""


def _event(event: Event) -> ProgressEvent:
    record: ProgressEvent = {
        "id": event.id,
        "event": event.event,
        "on": str(event.on),
        # A search in vain says the same of the days before it.
        "counts_from": "" if event.event == "looked_for" else event.certain_from.isoformat(),
        "says": event.says,
        "says_en": event.says_en,
        "source": event.source,
        "published": str(event.published),
        "grade": event.grade,
        "confidence": event.confidence,
    }
    if event.part:
        record["part"] = event.part
    if event.figure:
        record["figure"] = event.figure
    if event.conflicts_with:
        record["conflicts"] = list(event.conflicts_with)
    return record


def _sources(ledger: Ledger, named: set[str], data: Path) -> dict[str, ProgressSource]:
    """The sources that events name: the ledger's own, else those of the plan's register."""
    register = load_sources(data)[0]
    found: dict[str, ProgressSource] = {}
    for name in sorted(named):
        if own := ledger.sources.get(name):
            found[name] = {"title": own.title, "publisher": own.publisher, "url": own.url}
        elif other := register.get(name):
            found[name] = {"title": other.title, "publisher": "", "url": ""}
    return found


def _written(moment: object | None) -> str | None:
    return None if moment is None else str(moment)
