"""The trail to take away: CSV and a workbook, a row a field that is other. No cell is ever run."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from briefing.files import safe_cell
from exports.book.workbook import Book
from exports.context import Context
from geo.model import Plan
from geo.store.model import Entry, TrailOf
from geo.store.people import People
from geo.store.store import Store
from geo.trail.differences import differences
from geo.trail.listing import all_of, local_time, within_days, zone_of
from layers.text import Language, text
from layers.trail_words import action_words, field_words, kind_words, moved_words, title_of, value_words, who_words

Options = Mapping[str, Any]
COLUMNS = ("entry", "at", "who", "what", "kind", "title", "id", "about", "field", "before", "after", "moved", "reason")
WIDTHS = (9, 17, 16, 12, 14, 30, 22, 22, 22, 48, 48, 14, 40)
MOST_ROWS = 200_000
"""of a file; a sheet of Excel holds five times as many"""
WANTED = ("kind", "about", "who")


def make_trail(context: Context, options: Options, out: Path) -> None:
    """Write the part of the trail that is asked for, the newest first. Raises StoreError."""
    store, language = Store.heard(options["store"]), context.language
    header = [text(f"trail.column.{name}", language) for name in COLUMNS]
    rows = list(_rows(context, store, options))
    if len(rows) > MOST_ROWS:
        rows = [*rows[:MOST_ROWS], [text("trail.cut", language, count=MOST_ROWS)]]
    if options["format"] == "xlsx":
        book = Book(language, text("nav.trail", language))
        book.add_table(text("nav.trail", language), header, rows, WIDTHS)
        out.write_bytes(book.content())
        return
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    out.write_bytes(file.getvalue().encode("utf-8-sig"))


def wanted_of(options: Options) -> TrailOf:
    """The part that plain values name. Raises ValueError for a day that is none."""
    named = {name: str(options[name]) for name in WANTED if options.get(name) is not None}
    first, last = (date.fromisoformat(options[name]) if options.get(name) else None for name in ("first", "last"))
    return within_days(TrailOf(**named), first, last, zone_of(options.get("zone")))


def _rows(context: Context, store: Store, options: Options) -> Iterator[list[Any]]:
    language, zone = context.language, zone_of(options.get("zone"))
    names = {person.id: person.name or person.email for person in People(store).listing()}
    for count, entry in enumerate(all_of(store, wanted_of(options))):
        if count > MOST_ROWS:
            return
        said = [local_time(entry.at, zone), who_words(entry.who, names, language), action_words(entry, language)]
        said += [kind_words(entry.kind, language), title_of(entry, context.plan, language), entry.id, entry.about]
        for field, before, after in _fields(entry, context.plan, language):
            yield [entry.entry, *said, field, before, after, moved_words(entry, language), entry.reason]


def _fields(entry: Entry, plan: Plan, language: Language) -> list[tuple[str, str, str]]:
    """Each field that is other; one row also where none is."""
    found = [
        (
            field_words(each, language),
            value_words(each, each.before, plan, language),
            value_words(each, each.after, plan, language),
        )
        for each in differences(entry)
    ]
    return found or [("", "", "")]
