"""The ledger of progress: events by item, and the state of any item on any day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.facts import facts
from geo.folder import DATA
from geo.messages import Both, Breach
from geo.model import Item
from geo.progress.model import Event, Indicator, ItemState, Source, State, Verdict
from geo.progress.promises import promise_of
from geo.progress.reading import read_folder
from geo.progress.rule import in_order, state_at

MAX_EVENTS = 1000
"""of one item; of more, the latest count"""


@dataclass(frozen=True, eq=False)
class Ledger:
    """Everything that data/progress says, and what is wrong with its rows."""

    events: tuple[Event, ...]
    """in the order of the files"""
    sources: Mapping[str, Source]
    """by id; of two with one id the first"""
    source_rows: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    verdicts: tuple[Verdict, ...]
    breaches: tuple[Breach, ...]
    _events_of: Mapping[str, tuple[Event, ...]]
    _children: Mapping[str, tuple[str, ...]]
    _stages: Mapping[str, str]
    _ongoing: frozenset[str]

    def of(self, item: str) -> tuple[Event, ...]:
        """The events of an item, the earliest first; none for an item that has none."""
        return self._events_of.get(item, ())

    def state(self, item: str, day: date) -> ItemState:
        """What is known of an item on a day; unknown for an item without events. See `geo.progress.rule`."""
        state = self._state(item, day, frozenset())
        over = day > facts().period[1]
        return ItemState(item, day, state, promise_of(self._stages.get(item, ""), state.name, over=over))

    def parts_of(self, item: str) -> tuple[str, ...]:
        """Ids of the items of the plan that name this one as their parent."""
        return self._children.get(item, ())

    def _state(self, item: str, day: date, above: frozenset[str]) -> State:
        """above: the items whose part this one is; parents that run in a circle end at it."""
        within = above | {item}
        children = [child for child in self.parts_of(item) if child not in within]
        states = [self._state(child, day, within) for child in children]
        return state_at(self.of(item), day, children=states, ongoing=item in self._ongoing)


def load(items: Iterable[Item] = (), *, data: Path = DATA) -> Ledger:
    """The ledger of a data folder. Never raises for bad rows: see Ledger.breaches.

    items: the plan's; they say which items are parts of which, what the plan's verbs promise, and which only go on.
    """
    read = read_folder(data)
    events_of: dict[str, list[Event]] = {}
    for event in read.events:
        events_of.setdefault(event.item, []).append(event)
    known = list(items)
    children: dict[str, list[str]] = {}
    for parent, child in _pairs(known):
        children.setdefault(parent, []).append(child)
    return Ledger(
        read.events,
        {source.id: source for source in reversed(read.sources)},
        read.sources,
        read.indicators,
        read.verdicts,
        (*read.breaches, *_too_many(events_of)),
        {item: tuple(in_order(events))[-MAX_EVENTS:] for item, events in events_of.items()},
        {parent: tuple(found) for parent, found in children.items()},
        {item.id: item.stage for item in known},
        frozenset(item.id for item in known if item.theme in facts().ongoing),
    )


def _too_many(events_of: Mapping[str, list[Event]]) -> Iterator[Breach]:
    for item, events in events_of.items():
        if len(events) > MAX_EVENTS:
            what = {"field": Both("事件", "events"), "detail": str(MAX_EVENTS)}
            yield Breach(events[0].place.partition(":")[0], item, "too-many", what)


def _pairs(items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    return ((item.parent, item.id) for item in items if item.parent is not None)
