"""The items of a page in rows: the columns of the table, and what the table has on demand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exports.context import Context
from exports.data.inside import Column, inside_columns
from exports.data.ordering import SIZE_DECIMALS
from exports.data.table import unit_names
from exports.ledger.states import States
from exports.section import section_words
from exports.words import category_text
from geo.measure import Measure
from geo.model import Item, Unit
from layers.text import text
from layers.view.tally import Tally

HEADS = {
    "name": ("table.name", 30), "category": ("table.category", 18), "stage": ("filter.stage", 8),
    "state": ("states.head", 14), "districts": ("card.districts", 20), "precision": ("filter.precision", 14),
    "uncertainty": ("data.field.uncertainty", 9), "length": ("data.field.length", 11), "area": ("data.field.area", 11),
    "column": ("table.column", 8),
}  # fmt: skip
"""columns of the table: key of the heading, width in characters; km and km² stand apart so that they can be summed"""
MORE_HEADS = {
    "as_of": ("states.head.asOf", 11),
    "confidence": ("states.head.confidence", 9),
    "map": ("list.map", 10),
    "section": ("list.section", 30),
    "clause": ("card.clause", 60),
    "id": ("data.field.id", 24),
}
"""what the table has on demand, or the map beside it shows"""


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """The items of a page, with all that its rows are made of."""

    context: Context
    items: tuple[Item, ...]
    """in plan order"""
    measures: Mapping[str, Measure]
    counted: Tally
    inside: tuple[Unit, ...]
    """units whose part of each item has columns of its own"""
    states: States

    def word(self, key: str, **values: object) -> str:
        """Wording in the language of the list."""
        return text(key, self.context.language, **values)

    def label(self, table: Mapping[str, Any], key: str) -> str:
        """What the catalogue calls one of its entries."""
        return str(getattr(table[key], self.context.language)) if key in table else key

    def place(self, item: Item) -> str:
        """Whether it is on the map, and if not, why."""
        part = "shown" if item in self.counted.shown else "closed" if item in self.counted.closed else "unplaced"
        return self.word(f"list.{part}")

    def size(self, item: Item, located: str) -> float | None:
        """km of a line or km² of an area; None for other kinds."""
        measure = self.measures.get(item.id)
        return round(measure.size, SIZE_DECIMALS) if measure is not None and item.located == located else None

    def part(self, item: Item, unit: Unit) -> float | None:
        """km or km² of an item inside a unit; None where it has none."""
        measure = self.measures.get(item.id)
        size = None if measure is None else measure.inside.get(unit.id)
        return None if size is None else round(size, SIZE_DECIMALS)

    def inside_columns(self, items: Sequence[Item]) -> tuple[Column, ...]:
        """What of items lies in the units that the list is about."""
        return inside_columns(items, self.inside, self.context.language, self.measures)

    def heads(self, items: Sequence[Item]) -> tuple[list[str], list[int]]:
        """Headings and widths of the columns of rows()."""
        own = [(self.word(key), width) for key, width in HEADS.values()]
        inside = [(column.heading, column.width) for column in self.inside_columns(items)]
        more = [(self.word(key), width) for key, width in MORE_HEADS.values()]
        heads = [*own, *inside, *more]
        return [words for words, _ in heads], [width for _, width in heads]

    def rows(self, items: Sequence[Item]) -> list[list[Any]]:
        """A row an item: the table's columns, the parts inside units, then the rest."""
        inside = self.inside_columns(items)
        first = len(HEADS)
        rows = []
        for number, item in enumerate(items):
            cells = self.cells(item)
            rows.append([*cells[:first], *(column.values[number] for column in inside), *cells[first:]])
        return rows

    def cells(self, item: Item) -> list[Any]:
        """A row: the columns of the table, then the rest."""
        language, catalogue, plan = self.context.language, self.context.catalogue, self.context.plan
        several = sum(layer.theme == item.theme for layer in catalogue.layers) > 1
        return [
            item.name if language == "zh" else item.name_en,
            category_text(item.category, catalogue, language) if several else self.label(catalogue.themes, item.theme),
            self.label(catalogue.stages, item.stage),
            self.states.name(item),
            unit_names(item, plan, language) or self.word("table.noDistrict"),
            self.label(catalogue.precisions, item.precision),
            item.uncertainty_m,
            self.size(item, "line"),
            self.size(item, "area"),
            self.word("table.inText")
            if item.plan_column is None
            else self.word("table.inPlanColumn", n=item.plan_column),
            self.states.as_of(item),
            self.states.confidence(item),
            self.place(item),
            section_words(item.section, language),
            item.clause_text,
            item.id,
        ]
