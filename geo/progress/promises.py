"""What was promised against what came: announcements that did not come true in their year, and the plan's own verbs."""

from collections.abc import Iterator, Sequence
from datetime import date

from geo.progress.model import BEGUN, DONE, Event, Slip
from geo.progress.words import Goal, goals_of, speaks_of_works

STARTED = ("start", "resumed", "part_open", "open", "complete")
FINISHED = ("open", "complete")
PART_FINISHED = (*FINISHED, "part_open")
KEPT_BY = {"complete": DONE, "start": BEGUN}
"""stage of the plan's verb -> states that keep what it promises"""


def promise_of(stage: str, state: str, *, over: bool) -> str:
    """What became of the promise of a stage's verb, one of PROMISES, in a state; over: whether the plan's years are."""
    if stage not in KEPT_BY:
        return "none"
    if state == "unknown":
        return "unknown"
    if state in KEPT_BY[stage]:
        return "kept"
    return "not_kept" if over else "not_due"


def slips_up_to(believed: Sequence[Event], day: date) -> tuple[Slip, ...]:
    """Announcements whose year is over by the day and which did not come true in it, each goal and year once.

    A part's announcement slips only where later rows prove it: their names for parts differ too much for silence to
    mean anything. believed: the events up to the day that nothing better contradicts, in order.
    """
    found: dict[tuple[str, int, str], Slip] = {}
    for event in believed:
        for goal in goals_of(event):
            if day > _end_of(goal.year) and (_part_slipped if event.part else _whole_slipped)(event, goal, believed):
                slip = Slip(goal.kind, goal.year, event.part, event.id, _came(goal.kind, event.part, believed))
                found.setdefault((goal.kind, goal.year, event.part), slip)
    return tuple(sorted(found.values(), key=lambda slip: (slip.year, slip.goal, slip.part)))


def _came(kind: str, part: str, believed: Sequence[Event]) -> int | None:
    """The year in which the goal of the whole, or of a part, was reached; None also where nobody says when.

    What is first heard of when it opens began at some time before.
    """
    finished: tuple[str, ...] = PART_FINISHED if part else FINISHED
    kinds: tuple[str, ...] = ("start",) if kind == "start" else finished
    if part:
        facts = [event for event in believed if event.part and _same_part(event.part, part)]
    else:
        facts = [event for event in believed if kind == "start" or not event.part]
    return min((event.on.last.year for event in facts if event.event in kinds), default=None)


def _end_of(year: int) -> date:
    return date(year, 12, 31)


def _whole_slipped(announcement: Event, goal: Goal, believed: Sequence[Event]) -> bool:
    """Whether the whole had not begun, or was not done, by the end of the year."""
    kinds = STARTED if goal.kind == "start" else FINISHED
    facts = [event for event in believed if event.event in kinds and (goal.kind == "start" or not event.part)]
    if any(event.on.last <= _end_of(goal.year) for event in facts):
        return False
    if goal.kind == "open" or _again(announcement, goal, believed):
        return True
    # What is first heard of at work, or opening, may have begun in time.
    first_start = min((event.on.last for event in facts if event.event == "start"), default=date.max)
    at_work = [event for event in believed if event.event in PART_FINISHED or speaks_of_works(event)]
    return not any(event.on.last <= first_start for event in at_work)


def _again(announcement: Event, goal: Goal, others: Sequence[Event]) -> bool:
    """Whether the same goal was announced for a later year."""
    return any(
        later.kind == goal.kind and later.year > goal.year
        for event in others
        if event is not announcement
        for later in goals_of(event)
    )


def _part_slipped(announcement: Event, goal: Goal, believed: Sequence[Event]) -> bool:
    """Whether a later row proves that a part was not begun, or done, by the end of the year."""
    kinds = STARTED if goal.kind == "start" else PART_FINISHED
    same = [event for event in believed if event.part and _same_part(event.part, announcement.part)]
    if any(event.event in kinds and event.on.last <= _end_of(goal.year) for event in same):
        return False
    began_later = any(event.event in STARTED and event.on.first > _end_of(goal.year) for event in same)
    return began_later or _again(announcement, goal, same)


def _same_part(one: str, other: str) -> bool:
    return one in other or other in one


def starts_announced(believed: Sequence[Event]) -> tuple[int, ...]:
    """The years for which a start of the whole was announced, up to the year in which it began."""
    began = min((event.on.last.year for event in believed if event.event in STARTED), default=9999)
    return tuple(sorted({year for year in _start_years(believed) if year <= began}))


def _start_years(believed: Sequence[Event]) -> Iterator[int]:
    for event in believed:
        yield from (goal.year for goal in goals_of(event) if goal.kind == "start" and not event.part)
