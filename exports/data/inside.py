"""How much of each line and area lies inside the units that a view is about: columns for tables to take away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.measure import Measure, measure_items
from geo.model import Item, Plan, Unit
from layers.text import Language, text
from layers.view.state import View

DECIMALS = 3
KINDS = {"line": ("km", "inside.length"), "area": ("km2", "inside.area")}
"""kind of geometry -> ending of the column's name, key of its heading"""
WIDTH = 13


@dataclass(frozen=True, slots=True)
class Column:
    """A further column of a table of items."""

    name: str
    """in CSV"""
    heading: str
    """in the workbook"""
    values: tuple[float | None, ...]
    """one an item; None where the item has no such size there"""
    width: int = WIDTH


def units_of(view: View, plan: Plan) -> list[Unit]:
    """The units that a view is about, in the plan's order: its own, and those that it filters by."""
    return [unit for unit in plan.units if unit.id == view.unit or unit.id in view.filter.district]


def inside_columns(
    items: Sequence[Item], units: Sequence[Unit], language: Language, measures: Mapping[str, Measure] | None = None
) -> tuple[Column, ...]:
    """The km of lines and the km² of areas inside each unit, in EPSG:4547; kinds that no item has are left out.

    measures: by item id, of at least these units, where they are known already.
    """
    if not units:
        return ()
    known = measure_items(items, units) if measures is None else measures
    columns = []
    for unit in units:
        for located, (ending, key) in KINDS.items():
            sizes = [
                known[item.id].inside.get(unit.id) if item.id in known and item.located == located else None
                for item in items
            ]
            if any(size is not None for size in sizes):
                heading = text(key, language, name=unit.name if language == "zh" else unit.name_en)
                values = tuple(None if size is None else round(size, DECIMALS) for size in sizes)
                columns.append(Column(f"inside_{unit.id}_{ending}", heading, values))
    return tuple(columns)
