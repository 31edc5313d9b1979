"""Events that contradict each other (`conflicts_with`): which of them the rule believes.

The better confidence wins, then the finer date; where both are alike, both stand. Only a fact gives way, and only to a
fact: an announcement or a mention contradicts without deciding. What gives way is kept and shown.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from geo.progress.model import CONFIDENCES, FACTS, Event


def strength(event: Event) -> tuple[int, int]:
    """The greater, the more an event is believed."""
    return CONFIDENCES.index(event.confidence), event.on.precision


def overruled(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the facts that a better fact contradicts."""
    facts = {event.id: event for event in events if event.event in FACTS}
    return frozenset(
        event.id
        for event in facts.values()
        if any(strength(facts[rival]) > strength(event) for rival in event.conflicts_with if rival in facts)
    )


def conflicts_up_to(events: Sequence[Event], day: date) -> tuple[tuple[str, str], ...]:
    """Ids of events that contradict each other, the stronger first, where one of the two is known of by the day."""
    by_id = {event.id: event for event in events}
    pairs = set()
    for event in events:
        for name in event.conflicts_with:
            rival = by_id.get(name)
            if event.certain_from <= day or (rival is not None and rival.certain_from <= day):
                stronger = rival is None or (strength(event), name) > (strength(rival), event.id)
                pairs.add((event.id, name) if stronger else (name, event.id))
    return tuple(sorted(pairs))
