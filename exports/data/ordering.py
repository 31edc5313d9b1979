"""The order of the table of items, as web/pages/columns.js has it; tests/browser holds the two together."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.measure import Measure
from geo.model import Item, Plan
from geo.progress.model import STATES
from geo.progress.standing import standings
from geo.query import FACETS, item_pinyin
from layers.style.catalogue import Catalogue
from layers.text import Language
from layers.view.facets import facet_values

SIZE_DECIMALS = 3
LINES_LAST = 1e7
"""more than any area in km²: km and km² are not compared"""
NO_PLAN_COLUMN = 2**53 - 1
PARTS = re.compile(r"\d+|\D+", re.ASCII)

Rank = Callable[[Item], float | None]
NameKey = tuple[tuple[int, int, str], ...]


def name_key(item: Item, language: Language) -> NameKey:
    """By what names are ordered: Chinese by pinyin, English by letters; numbers by size, before letters."""
    if language == "en":
        return tuple(_part(part) for part in PARTS.findall(item.name_en.lower()))
    return tuple(
        _part(part) for syllables in item_pinyin(item)[:1] for syllable in syllables for part in PARTS.findall(syllable)
    )


def _part(part: str) -> tuple[int, int, str]:
    """A run of digits as its size, however long; a run of others as it is, after them."""
    if part[0] in "0123456789":
        digits = part.lstrip("0")
        return 0, len(digits), digits
    return 1, 0, part


@dataclass(frozen=True, slots=True, eq=False)
class Ordering:
    """What the table's order is told by."""

    plan: Plan
    catalogue: Catalogue
    measures: Mapping[str, Measure]
    """by item id"""
    language: Language
    day: date | None = None
    """whose progress counts; None for today"""

    def ranks(self) -> dict[str, Rank]:
        """Column of the table -> the number that items are ordered by; None comes last, whatever the direction."""
        themes, stages, precisions = (
            list(self.catalogue.themes),
            list(self.catalogue.stages),
            list(self.catalogue.precisions),
        )
        categories = list(dict.fromkeys(item.category for item in self.plan.items))
        units = [unit.id for unit in self.plan.units]

        def size(item: Item) -> float | None:
            measure = self.measures.get(item.id)
            return (
                None
                if measure is None
                else round(measure.size, SIZE_DECIMALS) + (LINES_LAST if item.located == "line" else 0)
            )

        return {
            "category": lambda item: _place(themes, item.theme) * 1000 + _place(categories, item.category),
            "stage": lambda item: _place(stages, item.stage),
            "state": self._state,
            "districts": lambda item: (
                _place(units, item.districts[0]) * 100 + len(item.districts) if item.districts else None
            ),
            "precision": lambda item: _place(precisions, item.precision),
            "uncertainty": lambda item: item.uncertainty_m,
            "size": size,
            "column": lambda item: NO_PLAN_COLUMN if item.plan_column is None else item.plan_column,
        }

    def _state(self, item: Item) -> float | None:
        """What is unknown comes last."""
        state = standings(self.plan, self.day)[item.id].state
        return None if state == "unknown" else STATES.index(state)

    def ordered(self, items: Sequence[Item], sort: str | None) -> list[Item]:
        """Items in the order of a view's sort; the plan's own order where there is none, and between equals."""
        if not sort:
            return list(items)
        column, descending = sort.removeprefix("-"), sort.startswith("-")
        if column == "name":
            # Sorting backwards keeps equals in the order given, as sorting does.
            return sorted(items, key=lambda item: name_key(item, self.language), reverse=descending)
        rank, sign = self.ranks()[column], -1 if descending else 1

        def key(item: Item) -> tuple[bool, float]:
            number = rank(item)
            return number is None, 0.0 if number is None else sign * number

        return sorted(items, key=key)

    def groups(self, items: Sequence[Item], grouping: str | None) -> list[tuple[str | None, list[Item]]]:
        """Items by the values of a view's grouping, in the catalogue's order; an item with several is in each.

        Without one all in one.
        """
        if not grouping:
            return [(None, list(items))]
        facet, order = FACETS[grouping], facet_values(self.plan, self.catalogue)[grouping]
        members = {key: [item for item in items if key in facet.values(item)] for key in order}
        return [(key, own) for key, own in members.items() if own]


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1
