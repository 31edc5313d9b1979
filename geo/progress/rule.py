"""The state of an item on a day, as a pure function of its events. docs/progress.md tells it in plain words.

What happened by the day counts whenever it was said, so that a day of the past is judged by all that is known of it
now. Announcements and mentions are no facts; a search in vain is no evidence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from geo.progress.claims import conflicts_up_to, overruled
from geo.progress.dates import PartialDate, months_before
from geo.progress.model import BEGUN, CONFIDENCES, DONE, FACTS, SETTLED, STATES, UNTOLD, Event, Part, State
from geo.progress.promises import slips_up_to, starts_announced
from geo.progress.words import is_search, prepares, speaks_of_works

STALE_MONTHS = 18
BRANCH = 1
"""a single child is a branch beside its parent; two and more are what the parent consists of"""
STOPS = ("suspended", "absorbed", "cancelled")
MOVES = ("start", "part_open", "resumed", *STOPS)


@dataclass(frozen=True, slots=True)
class _Finding:
    """A state, and the events that say so."""

    name: str
    basis: tuple[Event, ...]
    dated: bool = True
    """whether the earliest of them is when it began"""


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by the day on which they have certainly happened; of the same day, what stops comes last."""
    return sorted(
        events, key=lambda event: (event.certain_from, event.on, event.event in STOPS, event.number, event.id)
    )


def state_at(events: Sequence[Event], day: date, *, children: Sequence[State] = (), ongoing: bool = False) -> State:
    """The state that the events of one item, in any order, give for a day.

    children: states of the items that name this one as their parent. ongoing: an area or programme that never opens as
    a whole; whatever happens in it, it is ongoing.
    """
    if not events and not children:
        return State()
    beaten = overruled(events)
    known = in_order(event for event in events if event.certain_from <= day and event.event != "looked_for")
    believed = [event for event in known if event.id not in beaten]
    # Somebody who looks today for a start in vain has looked through the years before as well.
    searches = [event.on for event in events if is_search(event)]
    tracks = {part: _track(facts) for part, facts in _by_part(believed).items()}
    found = _of_facts(tracks, ongoing=ongoing) or _of_words(believed, ongoing=ongoing)
    if found is None:
        found = _Finding("no_start_found" if searches else "unknown", (), dated=False)
    state = State(
        found.name,
        since=min((event.on for event in found.basis), default=None) if found.dated else None,
        as_of=_as_of(known) if found.basis else None,
        confidence=max((event.confidence for event in found.basis), key=CONFIDENCES.index, default=""),
        looked_for=max(searches, default=None),
        conflicts=conflicts_up_to(events, day),
        slips=slips_up_to(believed, day),
        start_announced=starts_announced(believed),
        parts=tuple(_part(name, track) for name, track in tracks.items() if name and track is not None),
    )
    if len(children) > BRANCH:
        state = _of_children(state, children)
    return replace(state, stale=_stale(state, day))


def _as_of(known: Sequence[Event]) -> PartialDate | None:
    """Publication of the newest evidence; what is hardly evidence counts where there is nothing better."""
    better = [event.published for event in known if event.confidence != CONFIDENCES[0]]
    return max(better or (event.published for event in known), default=None)


def _by_part(believed: Iterable[Event]) -> dict[str, list[Event]]:
    """Facts by the part that they are of, in order."""
    parts: dict[str, list[Event]] = {}
    for event in believed:
        if event.event in FACTS:
            parts.setdefault(event.part, []).append(event)
    return parts


def _track(facts: Sequence[Event]) -> _Finding | None:
    """What the facts of one thing, the whole or a part, come to."""
    of_kind = {kind: tuple(event for event in facts if event.event == kind) for kind in FACTS}
    for kind in ("open", "complete"):
        if of_kind[kind]:
            return _Finding(kind, of_kind[kind])
    moves = [event for event in facts if event.event in MOVES]
    if moves and moves[-1].event in STOPS:
        return _Finding(moves[-1].event, _last_run(moves))
    if of_kind["part_open"]:
        return _Finding("part_open", of_kind["part_open"])
    if moves:
        return _Finding("building", (*of_kind["start"], *of_kind["resumed"]))
    changed, approved = of_kind["changed"], of_kind["approved"]
    if changed and (not approved or changed[-1].on > approved[-1].on):
        return _Finding("changed", changed[-1:])
    return _Finding("approved", approved) if approved else None


def _last_run(moves: Sequence[Event]) -> tuple[Event, ...]:
    """The events at the end that all say the same."""
    return tuple(takewhile(lambda event: event.event == moves[-1].event, reversed(moves)))


def _of_facts(tracks: dict[str, _Finding | None], *, ongoing: bool) -> _Finding | None:
    """What the facts of the whole and of its parts come to together."""
    whole = tracks.get("")
    found = [track for track in tracks.values() if track is not None]
    if whole is not None and whole.name in (*DONE, *STOPS):
        return whole
    if ongoing:
        return (
            _Finding("ongoing", tuple(event for each in found for event in each.basis), dated=False) if found else None
        )
    opened = [each for each in found if each.name in (*DONE, "part_open")]
    if opened:
        return _joined("part_open", opened)
    for name in ("building", "suspended"):
        if same := [each for each in found if each.name == name]:
            return _joined(name, same)
    if whole is not None:
        return whole
    approved = [each for each in found if each.name == "approved"]
    return _joined("approved", approved) if approved else None


def _joined(name: str, found: Sequence[_Finding]) -> _Finding:
    return _Finding(name, tuple(event for each in found for event in each.basis))


def _of_words(believed: Sequence[Event], *, ongoing: bool) -> _Finding | None:
    """What mentions and announcements come to where there is no fact: never more than ongoing."""
    mentions = tuple(event for event in believed if event.event == "mention")
    works = mentions if ongoing else tuple(filter(speaks_of_works, mentions))
    if works:
        return _Finding("ongoing", works, dated=False)
    sayings = [event for event in believed if event.event == "announced" or prepares(event.says)]
    sayings = [event for event in sayings if event.event == "announced" or event.confidence != "low"]
    if not sayings:
        return None
    return _Finding("study" if prepares(sayings[-1].says) else "planned", tuple(sayings[-1:]), dated=False)


def _part(name: str, track: _Finding) -> Part:
    state = "open" if track.name == "part_open" else track.name
    return Part(name, state, min(event.on for event in track.basis))


def _of_children(own: State, children: Sequence[State]) -> State:
    """A parent is what its children come to: open when all are, partly open when one is.

    Where none has begun its own events count; without any, it is as far as the furthest of its children.
    """
    done = [child for child in children if child.name in DONE]
    opened = [child for child in children if child.name in (*DONE, "part_open")]
    begun = [child for child in children if child.name in BEGUN]
    counted = replace(
        own, done=len(done), of=len(children), as_of=_newest([own.as_of, *(child.as_of for child in children)])
    )
    if own.name in ("absorbed", "cancelled") or (not begun and own.name not in UNTOLD):
        return counted
    if not begun:
        name = min((child.name for child in children), key=STATES.index)
        same = [child for child in children if child.name == name]
        searched = _newest([own.looked_for, *(child.looked_for for child in children)])
        return replace(counted, name=name, confidence=_worst(same), looked_for=searched)
    confidence = _worst(opened or begun)
    since = [child.since for child in opened or begun if child.since is not None]
    if len(done) == len(children):
        return replace(counted, name="open", since=max(since, default=None), confidence=confidence)
    name = "part_open" if opened else "building" if _any(begun, "building") else "suspended"
    if own.name == name and own.since is not None:
        since.append(own.since)
    return replace(counted, name=name, since=min(since, default=None), confidence=confidence)


def _worst(states: Iterable[State]) -> str:
    return min((state.confidence for state in states if state.confidence), key=CONFIDENCES.index, default="")


def _any(states: Iterable[State], name: str) -> bool:
    return any(state.name == name for state in states)


def _newest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    return max((each for each in dates if each is not None), default=None)


def _stale(state: State, day: date) -> bool:
    """Whether a state that may still change rests on evidence, or on a search, older than STALE_MONTHS."""
    newest = state.as_of or state.looked_for
    return state.name not in SETTLED and newest is not None and newest.last < months_before(day, STALE_MONTHS)
