"""A new event into its file: checked first, put where it belongs, written whole or not at all."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from geo.files.rows import Row, cell_breaches, read_rows, rules_of
from geo.files.schema import read_schema
from geo.messages import Breach, Findings
from geo.model import Plan
from geo.progress.check import event_breaches
from geo.progress.dates import parse_date
from geo.progress.ledger import Ledger
from geo.progress.model import EVENT_COLUMNS
from geo.progress.reading import FOLDER, SCHEMAS, event_of


@dataclass(frozen=True, slots=True)
class Desk:
    """What a new row is checked against, and where it goes."""

    plan: Plan
    ledger: Ledger
    sources: frozenset[str]
    """ids of data/SOURCES.md"""
    data: Path
    today: date


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a row: the lines as written, or why nothing was written."""

    place: str
    """file:line of the new row; "" where there is none"""
    lines: tuple[str, ...]
    """the new row, then the rows that it made change"""
    breaches: tuple[Breach, ...]


def add(cells: Mapping[str, str], desk: Desk) -> Added:
    """Write an event of the columns given; the events that it contradicts name it back.

    The id is made. Where they are not given, `seen` is today, `published` and `grade` are the source's.
    """
    item = desk.plan.by_id.get(cells.get("item", ""))
    if item is None:
        found = Breach("data/progress", "", "event-unknown-item", {"value": cells.get("item", "")[:60]})
        return Added("", (), (found,))
    name = f"data/{FOLDER}/{item.theme}.csv"
    path = desk.data / FOLDER / f"{item.theme}.csv"
    # What could not be read would be lost, were the file written anew.
    breaches = [breach for breach in desk.ledger.breaches if breach.file.partition(":")[0] == name]
    rows = read_rows(path, name, EVENT_COLUMNS, breaches) if path.exists() else []
    new, wrong = new_row(cells, rows, desk, place=f"{name}:new")
    breaches += wrong
    rivals = new.cells["conflicts_with"].split()
    here = {row.cells["id"] for row in rows}
    breaches += [
        Breach(name, new.cells["id"], "conflict-unknown", {"value": rival[:60]})
        for rival in rivals
        if rival not in here
    ]
    if breaches:
        return Added("", (), tuple(breaches))
    changed = [_named_back(row, new.cells["id"]) if row.cells["id"] in rivals else row for row in rows]
    at = next((place for place, row in enumerate(changed) if _key(row) > _key(new)), len(changed))
    written = [*changed[:at], new, *changed[at:]]
    _write(path, written)
    partners = tuple(_line(row) for row in changed if row.cells["id"] in rivals)
    return Added(f"{name}:{at + 2}", (_line(new), *partners), ())


def new_row(cells: Mapping[str, str], rows: Sequence[Row], desk: Desk, *, place: str) -> tuple[Row, list[Breach]]:
    """All columns of a new row beside those of its file, and what is wrong with it."""
    new = _completed(cells, rows, desk)
    return new, _wrong(new, place, desk)


def _completed(cells: Mapping[str, str], rows: Sequence[Row], desk: Desk) -> Row:
    """All columns of a row, with what follows from the others."""
    numbers = [row.cells["id"].rpartition(".") for row in rows]
    used = [int(number) for item, _, number in numbers if item == cells["item"] and number.isdecimal()]
    source = desk.ledger.sources.get(cells.get("source", ""))
    made = {"id": f"{cells['item']}.{max(used, default=0) + 1}", "seen": desk.today.isoformat()}
    if source is not None:
        made |= {"published": str(source.published), "grade": source.grade}
    given = {name: text for name, text in cells.items() if text}
    return Row(0, {name: {**made, **given}.get(name, "") for name in EVENT_COLUMNS})


def _wrong(new: Row, place: str, desk: Desk) -> list[Breach]:
    breaches: list[Breach] = []
    found = Findings(place, new.cells["id"], breaches)
    event = event_of(new, found, cell_breaches(new, rules_of(read_schema(SCHEMAS["event"]).content), found))
    if event is not None:
        known = desk.sources | desk.ledger.sources.keys()
        breaches += event_breaches(event, items=desk.plan.by_id, sources=known, today=desk.today)
    return breaches


def _named_back(row: Row, identifier: str) -> Row:
    named = " ".join([*row.cells["conflicts_with"].split(), identifier])
    return replace(row, cells={**row.cells, "conflicts_with": named})


def _key(row: Row) -> tuple[str, object, int]:
    """Rows stand by item, date and number."""
    number = row.cells["id"].rpartition(".")[2]
    return row.cells["item"], parse_date(row.cells["on"]), int(number) if number.isdecimal() else 0


def _line(row: Row) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([row.cells[name] for name in EVENT_COLUMNS])
    return text.getvalue()


def _write(path: Path, rows: list[Row]) -> None:
    """The file as a whole beside the old one, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".csv.new")
    try:
        text = "\n".join([",".join(EVENT_COLUMNS), *map(_line, rows), ""])
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
