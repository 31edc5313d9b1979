"""Sheets of items, and the workbook of the data: what goes on paper first, evidence and events behind links."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from exports.book.ledgers import add_events, add_evidence, source_table
from exports.book.workbook import Book, Placed
from exports.data.crs_choice import CrsChoice
from exports.data.dataset import Dataset
from exports.data.in_crs import places
from exports.data.inside import Column
from exports.data.table import FIELDS
from exports.own.leaving import rows_of
from geo.model import Item
from geo.sources import Source
from layers.text import Language, text

PLACE_WIDTH, OWN_WIDTH, LINK_WIDTH = 13, 16, 9
PRINTED = (
    "name", "theme_label", "category_label", "stage_label", "state_label", "state_as_of", "plan_verb", "clause",
    "section", "districts_label", "precision_label", "uncertainty_m", "length_km", "area_km2",
)  # fmt: skip
"""fields that go on paper, beside the id, which does not; in English with the English name"""
PRINTED_WIDTHS = {"clause": 88, "precision_label": 17, "name": 28}
LINKS = {"evidence": "data.field.evidence", "events": "data.sheet.events"}
"""columns that lead to another sheet: name, key of the heading"""


class ItemSheets:
    """The sheets of items of one workbook, and what they lead to."""

    def __init__(self, book: Book, choice: CrsChoice, language: Language, inside: Sequence[Column] = ()) -> None:
        self._book, self._language, self._placed = book, language, list[Placed]()
        own, other = ("name", "name_en") if language == "zh" else ("name_en", "name")
        printed = ["id", *(own if name == "name" else name for name in PRINTED)]
        fields = {field.name: field for field in FIELDS if not field.coded and field.name not in LINKS}
        order = [*printed, other, *(name for name in fields if name not in (*printed, other))]
        heads = {name: text(field.wording, language) for name, field in fields.items()}
        heads |= {column.name: column.heading for column in inside}
        heads |= {axis: text(f"axis.{axis.removesuffix('_m')}", language) for axis in choice.axes}
        widths = {name: field.width for name, field in fields.items()} | PRINTED_WIDTHS
        widths |= {column.name: column.width for column in inside} | dict.fromkeys(choice.axes, PLACE_WIDTH)
        # What lies inside a unit goes on paper with the sizes.
        self._fields = [*printed, *(column.name for column in inside), *order[len(printed) :], *choice.axes]
        self._printed = (1, len(printed) + len(inside) - 1)
        self._heads = [heads[name] for name in self._fields] + [text(key, language) for key in LINKS.values()]
        self._widths = [widths[name] for name in self._fields] + [LINK_WIDTH] * len(LINKS)

    def add(self, name: str, table: pd.DataFrame) -> None:
        """A sheet of items; table: the columns of FIELDS, of the axes and of what lies inside."""
        words = {True: text("data.yes", self._language), False: text("data.no", self._language)}
        told = table[self._fields].assign(inferred=[words.get(value, "") for value in table["inferred"]])
        rows: list[list[Any]] = [[*row, *[""] * len(LINKS)] for row in told.itertuples(index=False)]
        sheet = self._book.add_table(name, self._heads, rows, self._widths, printed=self._printed)
        self._placed.append(Placed(sheet, {key: number for number, key in enumerate(told["id"], start=1)}))

    def lead(self, items: Sequence[Item], events: pd.DataFrame, sources: Sequence[Source]) -> None:
        """Sheets of evidence, events and sources; each item leads to its own there, and they lead back."""
        language, book, first = self._language, self._book, self._placed[0]
        evidence, told = add_evidence(book, items, language), add_events(book, events, language)
        listed = source_table(book, sources, language)
        named = [(item.id, entry.source) for item in items for entry in item.evidence]
        self._links(0, evidence, [key for key, _ in named])
        self._links(1, told, list(events["item"]) if told else [])
        for number, (key, source) in enumerate(named, start=1):
            if evidence is None:
                continue
            book.link(evidence.sheet, number, 0, key, (first.sheet, first.rows[key]))
            if source in listed.rows:
                book.link(evidence.sheet, number, 2, source, (listed.sheet, listed.rows[source]))
        for number, key in enumerate(events["item"] if told else (), start=1):
            if told is not None and key in first.rows:
                book.link(told.sheet, number, 1, key, (first.sheet, first.rows[key]))

    def _links(self, position: int, target: Placed | None, ids: Sequence[str]) -> None:
        """How many rows each item has in the other sheet, leading to the first."""
        if target is None:
            return
        counts = pd.Series(ids).value_counts()
        for placed in self._placed:
            for key, row in placed.rows.items():
                if key in target.rows:
                    words = text("book.entries", self._language, count=counts[key])
                    column = len(self._fields) + position
                    self._book.link(placed.sheet, row, column, words, (target.sheet, target.rows[key]))


def workbook(data: Dataset) -> bytes:
    """All items, a sheet a theme, one a layer that people brought, evidence, events, sources, and notes."""
    language = data.language
    book = Book(language, data.about.title)
    easts, norths = places(data.table, data.choice)
    table = data.table.assign(
        **dict(zip(data.choice.axes, (easts, norths), strict=True)),
        **{column.name: column.values for column in data.inside},
    )
    sheets = ItemSheets(book, data.choice, language, data.inside)
    themes = {getattr(theme, language): table[table["theme"] == key] for key, theme in data.catalogue.themes.items()}
    for name, rows in {text("data.sheet.all", language): table, **themes}.items():
        if len(rows):
            sheets.add(name, rows)
    for layer in data.own:
        header, cells = rows_of(layer)
        book.add_table(layer.title, header, cells, [OWN_WIDTH] * len(header))
    sheets.lead(data.items, data.events, data.sources)
    place = (text("data.note.place", language), text("data.note.place.words", language))
    book.add_notes(text("data.sheet.notes", language), [*data.about.rows(language), place])
    return book.content()
