"""Whether the plan's targets were met, as a pure function of the published numbers. Nothing here is an opinion.

docs/progress.md tells the rule in plain words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from geo.facts import facts
from geo.progress.model import Indicator

RESULTS = ("met", "missed", "unpublished", "unjudged")
ABOUT = Decimal("0.95")
"""a target that is printed as `5 左右` is met from so much of it on"""
TARGET = re.compile(
    r"(?P<open>[\[{]?)(?P<before>≥|≤|超过|低于|不低于|不超过|)"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<after>以上|以下|左右|)[\]}]?"
)
CENT = Decimal("0.01")
"""to which a mean that is reckoned here is rounded"""
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
AT_MOST = frozenset({"≤", "低于", "不超过", "以下"})
STRICT = frozenset({"超过", "低于"})


@dataclass(frozen=True, slots=True)
class Target:
    """A printed target that names a number."""

    number: Decimal
    at_most: bool
    """whether less is better"""
    strict: bool
    """whether the number itself is not enough"""
    about: bool

    def met_by(self, value: Decimal) -> bool:
        """Whether a value is on the right side of the target."""
        if self.at_most:
            return value < self.number if self.strict else value <= self.number
        least = self.number * ABOUT if self.about else self.number
        return value > least if self.strict else value >= least


@dataclass(frozen=True, slots=True)
class Outcome:
    """A target beside what was published of it, and what that comes to."""

    rows: tuple[Indicator, ...]
    """of one indicator, in order of their years"""
    target: Target | None
    """None where no number is printed"""
    result: str
    """one of RESULTS"""
    value: Decimal | None
    """what was compared, or where the last year is not published the newest; None where nothing was published"""
    first: int | None
    last: int | None
    """years that the value is of"""
    reckoned: bool
    """whether the value is a sum or mean that is reckoned here"""
    on_side: bool | None
    """whether the value is on the target's right side; None where nothing can be compared"""


def plan_years() -> tuple[int, ...]:
    """The years of the plan."""
    first, last = facts().period
    return tuple(range(first.year, last.year + 1))


def measures_of(target: str) -> tuple[str, ...]:
    """The measures that a target as printed allows; a target without a number cannot be compared."""
    match = _match(target)
    if match is None:
        return ("none",)
    return {"{": ("mean", "none"), "[": ("sum", "none")}.get(match["open"], ("value", "sum", "none"))


def target_of(text: str) -> Target | None:
    """A target as printed, such as `≥95`, `{6.0}`, `超过 7000`; None where it names no number."""
    match = _match(text)
    if match is None:
        return None
    words = {match["before"], match["after"]}
    return Target(Decimal(match["number"]), bool(words & AT_MOST), bool(words & STRICT), "左右" in words)


def _match(text: str) -> re.Match[str] | None:
    return TARGET.fullmatch(re.sub(r"\s", "", text))


def number_of(row: Indicator) -> Decimal | None:
    """The actual value of a row as a number; None where it is none."""
    return Decimal(row.actual) if NUMBER.fullmatch(row.actual) else None


def outcomes(indicators: Iterable[Indicator]) -> list[Outcome]:
    """Every indicator's outcome, in the order in which they first stand in the file."""
    by_id: dict[str, list[Indicator]] = {}
    for row in indicators:
        by_id.setdefault(row.id, []).append(row)
    return [outcome(rows) for rows in by_id.values()]


def outcome(rows: Sequence[Indicator]) -> Outcome:
    """What the rows of one indicator come to."""
    ordered = tuple(sorted(rows, key=lambda row: (row.year or 0, row.since is not None)))
    target = target_of(ordered[0].target_2025)
    measure = ordered[0].measure if target is not None else "none"
    if target is None or measure == "none":
        return Outcome(ordered, target, "unjudged", None, None, None, reckoned=False, on_side=None)
    found = _compared(ordered, measure)
    if found is None:
        return Outcome(ordered, target, "unpublished", None, None, None, reckoned=False, on_side=None)
    value, first, last, whole, reckoned = found
    on_side = target.met_by(value)
    # A sum that has reached its target before the end does not fall below it again.
    settled = whole or (measure == "sum" and on_side and not target.at_most)
    result = ("met" if on_side else "missed") if settled else "unpublished"
    return Outcome(ordered, target, result, value, first, last, reckoned=reckoned, on_side=on_side)


_Found = tuple[Decimal, int, int, bool, bool]
"""value, first and last year, whether these are all that the target asks for, whether it is reckoned here"""


def _compared(rows: Sequence[Indicator], measure: str) -> _Found | None:
    """What is held against the target."""
    plan = plan_years()
    single = {
        row.year: value
        for row in rows
        if row.year in plan and row.since is None and (value := number_of(row)) is not None
    }
    years = sorted(year for year in single if year is not None)
    if measure == "value":
        return (single[years[-1]], years[-1], years[-1], years[-1] == plan[-1], False) if years else None
    printed = [
        (row.year, value)
        for row in rows
        if row.year in plan and row.since == plan[0] and (value := number_of(row)) is not None
    ]
    if printed:
        last, value = max((year or 0, value) for year, value in printed)
        return value, plan[0], last, last == plan[-1], False
    if not years:
        return None
    total = sum((single[year] for year in years), Decimal(0))
    result = total if measure == "sum" else (total / len(years)).quantize(CENT)
    return result, years[0], years[-1], tuple(years) == plan, True
