"""The measured rows against the map's own targets: what was reached and what was not, by the figures alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.report import OURS, Row
from benchmarks.visits import EVALUATED, FIRST, FIRST_KB, SECOND, SECOND_KB, STARTED, SWITCH

CHART = "st.pydeck_chart, the same basemap"
KEPLER = "kepler.gl"
PLAN_SIZE = "all items of the plan"
ACTS = ("filter → new frame", "filter cleared → new frame")
OWN, BUNDLE = f"{OURS}: modules, style and documents", "deck.gl bundle"
KB_A_MB = 1024


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target, what was measured, and whether that is enough (None: not measured)."""

    target: str
    measured: str
    reached: bool | None


class Measured:
    """Medians by what was measured and by whom."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.medians = {(row.what, row.who): median(row.samples) for row in rows if row.samples}
        self.later = {(row.what, row.who): median(row.later) for row in rows if row.later}
        self.notes = {(row.what, row.who): row.note for row in rows}

    def get(self, what: str, who: str) -> float | None:
        """Median of one row; None where it was not measured."""
        return self.medians.get((what, who))

    def ratio(self, what: str, who: str, base: str = OURS) -> float | None:
        """How many times slower who is than base."""
        mine, theirs = self.get(what, base), self.get(what, who)
        return theirs / mine if mine and theirs is not None else None

    def later_ratio(self, acts: Sequence[str], who: str) -> float | None:
        """The same for some acts together, each with the wait for the next animation frame: up to 16 ms, by chance."""
        mine, theirs = ([self.later.get((act, one)) for act in acts] for one in (OURS, who))
        return sum(filter(None, theirs)) / sum(filter(None, mine)) if None not in (*mine, *theirs) else None

    def later_peers(self, what: str, who: str) -> list[float]:
        """Medians until the next animation frame of all whose name begins so."""
        return [value for (name, other), value in self.later.items() if name == what and other.startswith(who)]


def _faster(measured: Measured, size: str, least: float) -> Verdict:
    ratios = [measured.ratio(f"{act}, {size}", CHART) for act in ACTS]
    target = f"filter and clear ≥ {least:.0f} × faster than st.pydeck_chart, {size}"
    if None in ratios:
        return Verdict(target, "not measured", None)
    numbers = [ratio for ratio in ratios if ratio is not None]
    both = measured.later_ratio([f"{act}, {size}" for act in ACTS], CHART) or 0.0
    statement = (
        f"{_times(numbers)} on the same basemap until the frame is in the GPU's hands; "
        f"{both:.0f} × for both together until the next animation frame"
    )
    return Verdict(target, statement, min(*numbers, both) >= least)


def _times(ratios: Sequence[float]) -> str:
    return " / ".join(f"{ratio:.0f} ×" for ratio in ratios)


def _ahead_of_kepler(measured: Measured, size: str) -> Verdict:
    target = f"ahead of kepler.gl, {size}"
    parts, ahead = [], []
    for act in ACTS:
        what = f"{act}, {size}"
        mine, theirs = measured.later.get((what, OURS)), measured.later_peers(what, KEPLER)
        if mine is None or not theirs:
            return Verdict(target, "not measured", None)
        parts.append(
            f"{act.split(' →')[0]} {mine:.0f} ms against {' and '.join(f'{value:.0f}' for value in theirs)} ms"
        )
        ahead.append(mine < min(theirs))
    return Verdict(target, "; ".join(parts), all(ahead))


def _at_most(target: str, value: float | None, limit: float, unit: str) -> Verdict:
    if value is None:
        return Verdict(target, "not measured", None)
    return Verdict(target, f"{value:.2f} {unit}", value <= limit)


def _visits(measured: Measured) -> Iterator[Verdict]:
    for what in (STARTED, FIRST, SECOND):
        taken, base = measured.get(what, OURS), measured.get(what, EVALUATED)
        if taken is not None and base:
            statement = f"{taken / base:.2f} × ({taken / 1000:.2f} s against {base / 1000:.2f} s)"
            yield Verdict(f"{what} ≤ 1.2 × an empty page and the bundle's evaluation", statement, taken / base <= 1.2)
    again = [measured.get(SECOND_KB, OWN), measured.get(SECOND_KB, BUNDLE)]
    if None not in again:
        kilobytes = sum(value for value in again if value is not None)
        yield Verdict("second visit: 0 bytes of bundle, modules and documents", f"{kilobytes:.1f} kB", kilobytes == 0)
    first, back = measured.get(FIRST, OURS), measured.get(SWITCH, OURS)
    share = back / first if back is not None and first else None
    yield _at_most("page switch and back ≤ 0.4 × of a first visit", share, 0.4, "×")
    for target, who, limit in (("own code and data ≤ 1 MB, gzip", OWN, 1.0), ("bundle ≤ 1.3 MB, gzip", BUNDLE, 1.3)):
        kilobytes_sent = measured.get(FIRST_KB, who)
        yield _at_most(target, kilobytes_sent / KB_A_MB if kilobytes_sent is not None else None, limit, "MB")


def verdicts(rows: Sequence[Row], sizes: Sequence[int]) -> list[Verdict]:
    """All targets that this run could measure."""
    measured = Measured(rows)
    result = [_faster(measured, PLAN_SIZE, 15)]
    if 20_000 in sizes:
        result.append(_faster(measured, "20,000 synthetic points", 50))
    sent = [
        note
        for (what, who), note in measured.notes.items()
        if who == OURS and "WebSocket" in note and what.endswith(PLAN_SIZE)
    ]
    if sent:
        silent = all(note.rstrip().endswith(": 0") for note in sent)
        result.append(
            Verdict("no WebSocket message on a filter or a layer's switch", "0" if silent else "; ".join(sent), silent)
        )
    result += [_ahead_of_kepler(measured, f"{size:,} synthetic points") for size in sizes if size]
    return [*result, *_visits(measured)]


def target_table(rows: Sequence[Row], sizes: Sequence[int]) -> str:
    """The targets as a markdown table."""
    words = {True: "yes", False: "**no**", None: "–"}
    lines = [f"| {entry.target} | {entry.measured} | {words[entry.reached]} |" for entry in verdicts(rows, sizes)]
    return "\n".join(["| target | measured here | reached |", "|---|---|---|", *lines])
