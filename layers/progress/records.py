"""The document of progress as types: what layers/progress/document.py makes, what web/contract.d.ts tells of it.

Dates are written as the sources give them: 2024, 2024-06 or 2024-06-30.
"""

from typing import NotRequired, TypedDict


class ProgressEvent(TypedDict):
    """A row of the ledger; conflicts: ids of the events that contradict it; counts_from: the day from which on it is
    told, "" for what is told of any day.
    """

    id: str
    event: str
    on: str
    counts_from: str
    part: NotRequired[str]
    figure: NotRequired[str]
    says: str
    says_en: str
    source: str
    published: str
    grade: str
    confidence: str
    conflicts: NotRequired[list[str]]


class ProgressSlip(TypedDict):
    """An announcement that did not come true in its year; goal: start or open; part: "" for the whole; event: its id.

    came: the year in which it came true after all, null where it has not.
    """

    goal: str
    year: int
    part: str
    event: str
    came: int | None


class ProgressPart(TypedDict):
    """A part that events name, and its own state."""

    name: str
    state: str
    since: str | None


class ItemStanding(TypedDict):
    """What is known of an item on a day.

    as_of: publication of the newest evidence; as_of_source: who published it, "" where the item's parts say so. done of
    `of` items that are parts of it are open or complete; `of` is 0 where it has none.
    """

    state: str
    since: str | None
    as_of: str | None
    as_of_source: str
    stale: bool
    confidence: str
    looked_for: str | None
    promise: str
    promise_kept: bool | None
    done: int
    of: int
    parts: list[ProgressPart]
    slips: list[ProgressSlip]
    start_announced: list[int]
    conflicts: list[list[str]]


class ProgressChange(TypedDict):
    """The day from which on an item is told of otherwise, and what is other then: on the first day all of it."""

    day: str
    state: NotRequired[str]
    since: NotRequired[str | None]
    as_of: NotRequired[str | None]
    as_of_source: NotRequired[str]
    stale: NotRequired[bool]
    confidence: NotRequired[str]
    looked_for: NotRequired[str | None]
    promise: NotRequired[str]
    promise_kept: NotRequired[bool | None]
    done: NotRequired[int]
    of: NotRequired[int]
    parts: NotRequired[list[ProgressPart]]
    slips: NotRequired[list[ProgressSlip]]
    start_announced: NotRequired[list[int]]
    conflicts: NotRequired[list[list[str]]]


class ItemProgress(ItemStanding):
    """What is known of an item on the document's day, its events, the newest first, and what was known before."""

    events: list[ProgressEvent]
    changes: list[ProgressChange]


class ProgressSource(TypedDict):
    """Who said it, and where it was read; url: as in the ledger, perhaps no address at all."""

    title: str
    publisher: str
    url: str


class IndicatorValue(TypedDict):
    """What was published of an indicator for a year, or as mean or sum since another; year: null where nothing was."""

    year: int | None
    since: int | None
    actual: str
    says: str
    says_en: str
    source: str
    published: str
    grade: str
    confidence: str


class IndicatorRecord(TypedDict):
    """A target and what became of it by rule (geo/progress/targets/rule.py). number: its place in the list.

    measure: value, mean, sum or none; result: met, missed, unpublished or unjudged. value is of the years first to
    last, reckoned here where `reckoned`; on_side: whether it is on the target's right side; gap: by which share of the
    target; goal: the target as a number; target_en: "" where the printed one needs no words. points: what a
    chart shows, by year, sums added up.
    """

    id: str
    number: int
    name: str
    name_en: str
    unit: str
    unit_en: str
    kind: str
    basis: str
    target: str
    target_en: str
    measure: str
    result: str
    on_side: bool | None
    value: str | None
    first: int | None
    last: int | None
    reckoned: bool
    goal: float | None
    at_most: bool
    gap: float | None
    points: list[tuple[int, float]]
    values: list[IndicatorValue]


class OfficialVerdict(TypedDict):
    """What an official text says of some indicators, or of all where it names none."""

    id: str
    indicators: list[str]
    as_of: str
    says: str
    says_en: str
    source: str
    published: str
    grade: str


class IndicatorsRecord(TypedDict):
    """The plan's targets, and what is said of them."""

    years: list[int]
    results: list[str]
    kinds: list[str]
    indicators: list[IndicatorRecord]
    verdicts: list[OfficialVerdict]


class ProgressDocument(TypedDict):
    """The ledger of progress on a day, by item: only what has events, or parts that have.

    untold: what became of the promise of every other item. next_plans: sources that are plans after this one, which
    name an item or do not. done_states, begun_states: those that tell of an end, and of works at least.
    """

    day: str
    untold: dict[str, str]
    items: dict[str, ItemProgress]
    sources: dict[str, ProgressSource]
    next_plans: list[str]
    done_states: list[str]
    begun_states: list[str]
    targets: IndicatorsRecord
