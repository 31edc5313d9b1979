"""One legend for two maps beside each other: each row once, with how many either map has of it.

Where one map tells of progress by its colours and the other does not, a colour means something else on each: then
each has rows of its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from layers.paper.sheet import DrawnMap
from layers.style.catalogue import Catalogue
from layers.style.legend import LegendEntry, legend_entries
from layers.text import Language, text

NONE = "–"
"""where a map has none of a row"""
Letters = tuple[str, str]


def paired_entries(
    maps: Sequence[DrawnMap], catalogue: Catalogue, language: Language, letters: Letters
) -> tuple[LegendEntry, ...]:
    """Rows for two maps that are called by letters."""
    one, other = (legend_entries(drawn.items, catalogue, language, drawn.colouring) for drawn in maps)
    if _told(maps[0]) != _told(maps[1]):
        return tuple(
            row
            for name, rows in zip(letters, (one, other), strict=True)
            for row in (LegendEntry("heading", text("compare.legend", language, name=name)), *rows)
        )
    return (
        LegendEntry("heading", text("compare.counts", language), counts=letters),
        *_merged(*_dated(one, other, letters)),
    )


def paired_rows(one: Sequence[LegendEntry], other: Sequence[LegendEntry]) -> tuple[LegendEntry, ...]:
    """Rows of either map, such as those of layers that people brought, each once with how many either has of it."""
    return tuple(_merged(one, other))


def _told(drawn: DrawnMap) -> str:
    """What a map's colours tell."""
    return "theme" if drawn.colouring is None else "marks" if drawn.colouring.badges else "progress"


def _dated(
    one: Sequence[LegendEntry], other: Sequence[LegendEntry], letters: Letters
) -> tuple[Sequence[LegendEntry], Sequence[LegendEntry]]:
    """Rows of both, where the states are of two days under the headings of both."""
    heads = [_states_head(rows) for rows in (one, other)]
    if heads[0] is None or heads[1] is None or heads[0].words == heads[1].words:
        return one, other
    both = [replace(head, words=f"{name} {head.words}") for name, head in zip(letters, heads, strict=True) if head]
    first, second = (
        [new for row in rows for new in (both if row is head else [row])]
        for rows, head in zip((one, other), heads, strict=True)
    )
    return first, second


def _states_head(rows: Sequence[LegendEntry]) -> LegendEntry | None:
    """The heading over the states; None where there are none."""
    head = None
    for row in rows:
        if row.state:
            return head
        head = row if row.kind == "heading" else head
    return None


def _merged(one: Sequence[LegendEntry], other: Sequence[LegendEntry]) -> list[LegendEntry]:
    """Rows of both, each once and in their order, with both counts."""
    keys, theirs = [_key(row) for row in one], {_key(row): row for row in other}
    rows, at = list(one), 0
    for row in other:
        if _key(row) in keys:
            at = keys.index(_key(row)) + 1
            continue
        rows.insert(at, replace(row, count=0))
        keys.insert(at, _key(row))
        at += 1
    mine = {_key(row): row for row in one}
    return [
        row if row.kind == "heading" else _paired(row, mine.get(key), theirs.get(key))
        for row, key in zip(rows, keys, strict=True)
    ]  # fmt: skip


def _paired(row: LegendEntry, one: LegendEntry | None, other: LegendEntry | None) -> LegendEntry:
    """A row with what either map has of it: how many, and which kinds of geometry."""
    located = frozenset[str]().union(*(part.located for part in (one, other) if part is not None))
    return replace(row, counts=(_number(one), _number(other)), located=located)


def _key(row: LegendEntry) -> object:
    layer = row.layer.id if row.layer else ""
    return row.kind, layer or row.words, row.quiet, row.badge, row.own and (row.own.words, row.own.color)


def _number(row: LegendEntry | None) -> str:
    return str(row.count) if row is not None and row.count else NONE
