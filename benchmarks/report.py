"""Measured rows to markdown: ratios first, then medians and ranges."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

OURS = "this map"


@dataclass(frozen=True, slots=True)
class Row:
    """One contestant in one measurement; without samples it says why."""

    what: str
    who: str
    samples: tuple[float, ...] = ()
    note: str = ""
    unit: str = "ms"
    later: tuple[float, ...] = ()
    """the same samples until the animation frame after them, where that was measured"""


def _number(value: float) -> str:
    return (
        f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 or value == 0 else f"{value:.2g}"
    )


def _ratio(row: Row, reference: Row | None) -> str:
    if reference is None or not row.samples:
        return "–"
    base = median(reference.samples)
    return f"**{median(row.samples) / base:.2f}**" if base else "–"


def _line(row: Row, reference: Row | None) -> str:
    if not row.samples:
        return f"| – | not measured | – | {row.who} | {row.note} |"
    span = f"{_number(min(row.samples))}–{_number(max(row.samples))}"
    return f"| {_ratio(row, reference)} | {_number(median(row.samples))} {row.unit} | {span} | {row.who} | {row.note} |"


def table(rows: Sequence[Row], reference: str = OURS) -> str:
    """A table a measurement, the first of its rows by reference being 1.00."""
    parts = []
    for what in dict.fromkeys(row.what for row in rows):
        group = [row for row in rows if row.what == what]
        base = next((row for row in group if row.who.startswith(reference) and row.samples), None)
        head = f"**{what}**\n\n| ratio | median | min–max | what was measured | note |\n|---:|---:|---:|---|---|"
        parts.append("\n".join([head, *(_line(row, base) for row in group)]))
    return "\n\n".join(parts)
