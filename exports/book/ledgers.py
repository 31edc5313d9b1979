"""The sheets that the items' sheets lead to: evidence of places, events behind the states, sources."""

from collections.abc import Iterable, Sequence

import pandas as pd

from exports.book.workbook import Book, Placed
from exports.ledger.events import COLUMNS, event_heads
from geo.model import Item
from geo.sources import Source
from layers.text import Language, text

SOURCE_WIDTHS = (30, 110, 44, 12, 54)
EVIDENCE = (("data.field.id", 24), ("data.field.name", 42), ("data.field.sources", 28), ("data.field.evidence", 190))
"""columns: key of the heading, width in characters"""
EVENTS_PRINTED = (
    "name", "event_label", "happened", "part", "figure", "says", "publisher", "title", "published", "grade",
    "confidence",
)  # fmt: skip
"""columns of the events that go on paper; in English with the English wording"""
EVENTS_WIDTHS = {
    "name": 38, "part": 20, "figure": 18, "says": 58, "says_en": 76, "publisher": 22, "title": 62, "happened": 10,
    "published": 10, "grade": 10, "confidence": 8,
}  # fmt: skip
"""of which most rows take one line"""


def source_table(book: Book, sources: Iterable[Source], language: Language) -> Placed:
    """A sheet of sources with their licences."""
    heads = [text(f"sourcecolumn.{name}", language) for name in ("id", "title", "licence", "date", "datum")]
    rows = [[source.id, source.title, source.licence, source.date, source.datum] for source in sources]
    sheet = book.add_table(text("data.sheet.sources", language), heads, rows, SOURCE_WIDTHS, small=True)
    return Placed(sheet, _first(row[0] for row in rows))


def add_events(book: Book, events: pd.DataFrame, language: Language) -> Placed | None:
    """A sheet of the events behind the states; none where there are none."""
    if not len(events):
        return None
    names = [column.name for column in COLUMNS]
    printed = ["says_en" if name == "says" and language == "en" else name for name in EVENTS_PRINTED]
    first = ["id", "item", *printed]
    order = [*first, *(name for name in names if name not in first)]
    heads = dict(zip(names, event_heads(language), strict=True))
    widths = {column.name: column.width for column in COLUMNS} | EVENTS_WIDTHS
    sheet = book.add_table(
        text("data.sheet.events", language), [heads[name] for name in order],
        [list(row) for row in events[order].itertuples(index=False)], [widths[name] for name in order],
        printed=(2, len(first) - 1), small=True,
    )  # fmt: skip
    return Placed(sheet, _first(events["item"]))


def add_evidence(book: Book, items: Sequence[Item], language: Language) -> Placed | None:
    """A sheet of what each source says of the items' places; none where no source says anything."""
    rows = [
        [item.id, item.name if language == "zh" else item.name_en, entry.source, entry.says]
        for item in items
        for entry in item.evidence
    ]
    if not rows:
        return None
    heads, widths = [text(key, language) for key, _ in EVIDENCE], [width for _, width in EVIDENCE]
    sheet = book.add_table(text("data.sheet.evidence", language), heads, rows, widths, printed=(1, 3), small=True)
    return Placed(sheet, _first(row[0] for row in rows))


def _first(ids: Iterable[str]) -> dict[str, int]:
    """The first row of each id, under the header."""
    found: dict[str, int] = {}
    for number, each in enumerate(ids, start=1):
        found.setdefault(each, number)
    return found
