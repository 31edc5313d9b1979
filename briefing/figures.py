"""Figures of a scene, computed from the data: counts, km in EPSG:4547, km² in EPSG:4547. None is ever typed.

What is counted is what a filter finds, the figure's own or the view's, whatever layers are on, as in
layers/view/tally.py: `shown` and `closed` alone ask the layers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.model import LEDGER_MEASURES, SIZES, TARGET_MEASURES, Figure, Scene
from briefing.reading import FIGURE_NAME, unknown_values
from geo.crs import area_km2, length_m, to_metric
from geo.model import Item, Unit
from geo.progress import Ledger
from geo.progress.standing import ledger_of
from layers.progress.counts import GROUPS, column_outcomes, count_states, followed_items
from layers.text import text
from layers.view.link import Vocabulary
from layers.view.state import View
from layers.view.tally import Tally, tally

PLACEHOLDER = re.compile(r"\{(" + FIGURE_NAME.pattern + r")\}")
WHOLE_FROM = 100.0
"""from here on sizes are written without decimals"""
MISSING = "–"
COUNTS = ("count", "shown", "closed", "unplaced", "placed")
"""of items: all = shown + closed + unplaced, and placed = shown + closed"""
REST = ("closed", "unplaced")
"""are named where there are any"""


@dataclass(frozen=True, slots=True)
class Value:
    """A computed figure."""

    name: str
    label: str
    label_en: str
    value: str
    """number with its unit of measure, alike in both languages"""
    shown: bool


def scene_values(scene: Scene, view: View, vocabulary: Vocabulary) -> tuple[Value, ...]:
    """The figures of a scene, in order; the automatic ones where it defines none.

    Those are not shown where the view asks something: what the plan counts is not what the scene says. Whoever shows
    the scene knows the answer, and shows how much of it is certain and how much possible.
    """
    if scene.figures is not None:
        return tuple(_value(figure, view, vocabulary) for figure in scene.figures)
    values = [_value(figure, view, vocabulary) for figure in automatic_figures()]
    return tuple(
        replace(value, shown=value.shown and view.ask is None and (value.name not in REST or value.value != "0"))
        for value in values
    )


def automatic_figures() -> tuple[Figure, ...]:
    """What a scene saved from the map says of itself: on the map, of all that the filter finds, where the rest is."""

    def figure(name: str, *, shown: bool = True) -> Figure:
        return Figure(name, text(f"briefing.{name}", "zh"), text(f"briefing.{name}", "en"), name, shown=shown)

    return (figure("shown"), figure("count"), figure("closed"), figure("unplaced"), figure("placed", shown=False))


def _value(figure: Figure, view: View, vocabulary: Vocabulary) -> Value:
    if any(True for _ in unknown_values(figure, vocabulary)):
        return Value(figure.name, figure.label, figure.label_en, MISSING, False)
    counted_view = view if figure.filter is None else replace(view, filter=figure.filter)
    counted = tally(counted_view, vocabulary.plan, vocabulary.catalogue)
    number = _number(figure, counted, view, vocabulary)
    return Value(figure.name, figure.label, figure.label_en, _written(figure.measure, number), figure.shown)


def _number(figure: Figure, counted: Tally, view: View, vocabulary: Vocabulary) -> float:
    measure = figure.measure
    if measure in COUNTS:
        return count(measure, counted)
    if measure in LEDGER_MEASURES or measure in TARGET_MEASURES:
        found = (*counted.shown, *counted.closed, *counted.unplaced)
        day = view.day or date.today()
        return ledger_count(measure, found, ledger_of(vocabulary.plan), day)
    units = [unit for unit in vocabulary.plan.units if figure.unit in (unit.id, None)]
    return measured(measure, counted.placed, units)


def ledger_count(measure: str, items: Sequence[Item], ledger: Ledger, day: date) -> int:
    """One of LEDGER_MEASURES or TARGET_MEASURES on a day, of the items that are followed."""
    if measure in TARGET_MEASURES:
        results = [found.result for found in column_outcomes(ledger, day)]
        met, missed = results.count("met"), results.count("missed")
        by_name = {"targets_met": met, "targets_missed": missed, "targets_open": len(results) - met - missed}
        return by_name.get(measure, len(results))
    states = (ledger.state(item.id, day) for item in followed_items(items, ledger))
    counts = count_states(states)
    if measure in GROUPS:
        return counts.group(measure)
    return counts.all if measure == "followed" else int(getattr(counts, measure))


def count(measure: str, counted: Tally) -> int:
    """One of COUNTS."""
    if measure == "count":
        return counted.all
    return len(
        {"shown": counted.shown, "closed": counted.closed, "unplaced": counted.unplaced, "placed": counted.placed}[
            measure
        ]
    )


def measured(measure: str, items: Sequence[Item], units: Sequence[Unit] = ()) -> float:
    """km of lines | km² of areas | km of lines inside units, of items: those without a place have none."""
    if measure == "area_km2":
        return sum(area_km2(item.geometry) for item in items if item.located == "area")
    lines = [item.geometry for item in items if item.located == "line"]
    if measure == "length_km":
        return sum(length_m(line) for line in lines) / 1e3
    outlines = [to_metric(unit.geometry) for unit in units]
    return sum(to_metric(line).intersection(outline).length for line in lines for outline in outlines) / 1e3


def _written(measure: str, number: float) -> str:
    if measure not in SIZES:
        return f"{number:,.0f}"
    return f"{number:,.{0 if number >= WHOLE_FROM else 1}f} {'km²' if measure == 'area_km2' else 'km'}"


def filled(template: str, values: Mapping[str, str]) -> str:
    """A narrative with its {names} replaced by values; a name that no figure has stays as it is written."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)
