"""The plan's targets for the browser: printed, published, and on which side of the target by rule."""

from collections.abc import Sequence
from decimal import Decimal

from geo.progress import Ledger
from geo.progress.model import Indicator, Verdict
from geo.progress.targets.rule import RESULTS, Outcome, number_of, outcomes, plan_years
from layers.progress.records import IndicatorRecord, IndicatorsRecord, IndicatorValue, OfficialVerdict

KINDS = {"约束性": "binding", "预期性": "expected", "正文": "text"}
"""as the data say it -> as wording and filters do; of Column 1, then of the running text"""
MOST_YEARS = 10


def indicators_record(ledger: Ledger) -> IndicatorsRecord:
    """All targets, those of Column 1 first and in its order, and what official texts say of them."""
    found = [each for each in outcomes(ledger.indicators) if each.rows[0].kind in KINDS]
    found.sort(key=lambda each: (each.rows[0].kind == "正文", each.rows[0].line))
    return {
        "years": _years(found),
        "results": list(RESULTS),
        "kinds": list(dict.fromkeys(KINDS[each.rows[0].kind] for each in found)),
        "indicators": [_indicator(each, number) for number, each in enumerate(found, start=1)],
        "verdicts": [_verdict(each) for each in sorted(ledger.verdicts, key=lambda each: each.published)],
    }


def _years(found: Sequence[Outcome]) -> list[int]:
    """The columns of the list: the plan's years; where these are not known, the newest that anything is of."""
    plan = plan_years()
    if len(plan) <= MOST_YEARS:
        return list(plan)
    return sorted({row.year for each in found for row in each.rows if row.year is not None})[-MOST_YEARS:]


def sources_of(ledger: Ledger) -> set[str]:
    """The sources that indicators and verdicts name."""
    return {row.source for row in ledger.indicators} | {row.source for row in ledger.verdicts}


def _indicator(found: Outcome, number: int) -> IndicatorRecord:
    row, target = found.rows[0], found.target
    return {
        "id": row.id,
        "number": number,
        "name": row.name,
        "name_en": row.name_en,
        "unit": row.unit,
        "unit_en": row.unit_en,
        "kind": KINDS[row.kind],
        "basis": row.basis,
        "target": row.target_2025,
        "target_en": row.target_en,
        "measure": row.measure,
        "result": found.result,
        "on_side": found.on_side,
        "value": None if found.value is None else str(found.value),
        "first": found.first,
        "last": found.last,
        "reckoned": found.reckoned,
        "goal": None if target is None or row.measure == "none" else float(target.number),
        "at_most": target is not None and target.at_most,
        "gap": gap(found),
        "points": points(found.rows),
        "values": [_value(each) for each in found.rows],
    }


def gap(found: Outcome) -> float | None:
    """How far the value is on the right side of the target, as a share of it; negative on the wrong side."""
    if found.value is None or found.target is None or not found.target.number:
        return None
    share = (found.value - found.target.number) / found.target.number
    return round(float(-share if found.target.at_most else share), 4)


def points(rows: Sequence[Indicator]) -> list[tuple[int, float]]:
    """What a chart shows by year: single years as published, of a target that is a sum what they have come to."""
    plan = plan_years()
    single = [(row.year, number_of(row)) for row in rows if row.since is None and row.year in plan]
    total, found = Decimal(0), []
    for year, value in single:
        if year is not None and value is not None:
            total += value
            found.append((year, float(total if rows[0].measure == "sum" else value)))
    return found


def _value(row: Indicator) -> IndicatorValue:
    return {
        "year": row.year,
        "since": row.since,
        "actual": row.actual,
        "says": row.says,
        "says_en": row.says_en,
        "source": row.source,
        "published": str(row.published),
        "grade": row.grade,
        "confidence": row.confidence,
    }


def _verdict(row: Verdict) -> OfficialVerdict:
    return {
        "id": row.id,
        "indicators": list(row.indicators),
        "as_of": str(row.as_of),
        "says": row.says,
        "says_en": row.says_en,
        "source": row.source,
        "published": str(row.published),
        "grade": row.grade,
    }
