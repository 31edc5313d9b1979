"""The ledger as values: events, sources, indicators, and the states that the rule makes of them."""

from dataclasses import dataclass, field, fields
from datetime import date

from geo.progress.dates import PartialDate

EVENTS = (
    "announced", "approved", "start", "part_open", "open", "complete", "suspended", "resumed", "changed", "absorbed",
    "cancelled", "mention", "looked_for",
)  # fmt: skip
FACTS = frozenset(EVENTS) - {"announced", "mention", "looked_for"}
"""what happened; an announcement is an intention, a mention only says that it goes on, a search that nobody found it"""
STATES = (
    "open", "complete", "part_open", "building", "suspended", "ongoing", "approved", "planned", "study", "changed",
    "absorbed", "cancelled", "no_start_found", "unknown",
)  # fmt: skip
DONE = frozenset({"open", "complete"})
BEGUN = DONE | {"part_open", "building", "suspended"}
SETTLED = DONE | {"absorbed", "cancelled"}
"""states that nothing later takes back"""
UNTOLD = frozenset({"no_start_found", "unknown"})
"""states that rest on no evidence"""
PROMISES = ("kept", "not_kept", "not_due", "unknown", "none")
"""what became of the plan's promise: none where its verb promises neither an end nor a beginning, not_due as long as
the plan's years are not over, unknown where nothing is known of the item"""
CONFIDENCES = ("low", "medium", "high")
"""from the worst"""
GRADES = ("scrap", "wiki", "press", "official")
"""from the worst"""
MEASURES = ("value", "mean", "sum", "none")
"""what a target is compared with: the value of the last year, the mean or the sum of all years, or nothing"""


@dataclass(frozen=True, slots=True)
class Event:
    """A row of data/progress/<theme>.csv; its fields are described in data/progress/event.schema.json."""

    id: str
    item: str
    event: str
    on: PartialDate
    """when it happened; of an announcement, when it was made or the year that it was made for"""
    part: str
    """the part of the item that is meant; "" for the whole"""
    figure: str
    says: str
    says_en: str
    source: str
    published: PartialDate
    """when it was said"""
    seen: PartialDate
    grade: str
    confidence: str
    conflicts_with: tuple[str, ...]
    place: str = field(default="", compare=False)
    """file:line"""

    @property
    def certain_from(self) -> date:
        """The first day on which it has certainly happened: no later than it was said, or seen."""
        return max(self.on.first, min(self.on.last, self.published.last, self.seen.last))

    @property
    def number(self) -> int:
        """The number behind the item in the id; 0 where there is none."""
        number = self.id.rpartition(".")[2]
        return int(number) if number.isascii() and number.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Source:
    """A row of data/progress/sources.csv."""

    id: str
    publisher: str
    title: str
    url: str
    published: PartialDate
    licence: str
    grade: str
    place: str = field(default="", compare=False)
    """file:line"""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of data/progress/indicators.csv: one indicator in one year, or over several."""

    id: str
    name: str
    name_en: str
    unit: str
    unit_en: str
    kind: str
    """约束性 | 预期性 of Column 1, 正文 of the running text"""
    basis: str
    target_2025: str
    """as printed: {6.0} is a yearly mean, [28] a sum of five years"""
    target_en: str
    """the same in English; "" where it is figures and signs alone"""
    measure: str
    """one of MEASURES"""
    line: int
    """of data/outline/outline.txt"""
    year: int | None
    """None where no actual value was published"""
    since: int | None
    """first of the years that the value is the mean or sum of; None where it is of one year"""
    actual: str
    source: str
    published: PartialDate
    grade: str
    confidence: str
    says: str
    says_en: str
    place: str = field(default="", compare=False)
    """file:line"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row of data/progress/verdicts.csv: what an official text says of the targets."""

    id: str
    indicators: tuple[str, ...]
    """ids; none where the whole plan is meant"""
    as_of: PartialDate
    says: str
    says_en: str
    source: str
    published: PartialDate
    grade: str
    confidence: str
    place: str = field(default="", compare=False)
    """file:line"""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an item that events name."""

    name: str
    state: str
    since: PartialDate | None


@dataclass(frozen=True, slots=True)
class Slip:
    """An announcement that did not come true in the year that it named."""

    goal: str
    """start | open"""
    year: int
    part: str
    """that the announcement was of; "" for the whole"""
    event: str
    """id of the announcement"""
    came: int | None = None
    """the year in which it came true after all; None where it has not by the day"""


@dataclass(frozen=True, slots=True)
class State:
    """What the events up to a day say of an item. Never printed without `as_of`."""

    name: str = "unknown"
    """one of STATES"""
    since: PartialDate | None = None
    """when it began to be so; None where no event dates it"""
    as_of: PartialDate | None = None
    """publication of the newest evidence; a search in vain is none"""
    confidence: str = ""
    """of the best evidence for the state; "" without any"""
    stale: bool = False
    """whether a state that may change rests on evidence older than STALE_MONTHS"""
    looked_for: PartialDate | None = None
    """when somebody last looked for it in vain"""
    conflicts: tuple[tuple[str, str], ...] = ()
    """ids of events that contradict each other, the one that the rule believes first"""
    slips: tuple[Slip, ...] = ()
    start_announced: tuple[int, ...] = ()
    """the years for which a start was announced before it began, or to this day where it has not"""
    parts: tuple[Part, ...] = ()
    done: int = 0
    """how many of `of` are open or complete"""
    of: int = 0
    """how many items of the plan are parts of this one; 0 where it stands alone"""

    @property
    def slipped(self) -> bool:
        """Whether an announcement did not come true in its year."""
        return bool(self.slips)


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item's state on a day, beside what the plan promised."""

    item: str
    day: date
    state: State
    promise: str
    """one of PROMISES"""

    @property
    def promise_kept(self) -> bool | None:
        """None where the plan's verb promises neither an end nor a beginning, or where nothing is known."""
        return None if self.promise in ("none", "unknown") else self.promise == "kept"


def _columns(kind: type[Event] | type[Source] | type[Indicator] | type[Verdict]) -> tuple[str, ...]:
    return tuple(column.name for column in fields(kind) if column.name != "place")


EVENT_COLUMNS, SOURCE_COLUMNS = _columns(Event), _columns(Source)
INDICATOR_COLUMNS, VERDICT_COLUMNS = _columns(Indicator), _columns(Verdict)
"""in the order of the files"""
