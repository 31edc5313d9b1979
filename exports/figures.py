"""Figures of a scene, computed from the data: counts, km in EPSG:4547, km² in EPSG:4547. None is ever typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exports.briefing import Figure, Scene
from exports.briefing_reading import FIGURE_NAME, unknown_values
from geo.crs import area_km2, length_m, to_metric
from geo.plan import Item, Unit
from geo.query import matching
from layers.link import Vocabulary
from layers.text import text
from layers.view import View, shown_items

PLACEHOLDER = re.compile(r"\{(" + FIGURE_NAME.pattern + r")\}")
WHOLE_FROM = 100.0
"""from here on sizes are written without decimals"""
MISSING = "–"
AUTOMATIC = ("count", "placed", "unplaced")


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
    """The figures of a scene, in order; the automatic ones where it defines none."""
    drawn = shown_items(view, vocabulary.plan, vocabulary.catalogue)
    figures = automatic_figures() if scene.figures is None else scene.figures
    return tuple(_value(figure, drawn, vocabulary) for figure in figures)


def automatic_figures() -> tuple[Figure, ...]:
    """What a scene saved from the map says of itself: matching items, those on the map, those not on it."""
    return tuple(Figure(name, text(f"briefing.{name}", "zh"), text(f"briefing.{name}", "en"), name) for name in AUTOMATIC)


def _value(figure: Figure, drawn: Sequence[Item], vocabulary: Vocabulary) -> Value:
    if any(True for _ in unknown_values(figure, vocabulary)):
        return Value(figure.name, figure.label, figure.label_en, MISSING, False)
    items = drawn if figure.filter is None else matching(vocabulary.plan.items, figure.filter)
    units = [unit for unit in vocabulary.plan.units if figure.unit in (unit.id, None)]
    return Value(figure.name, figure.label, figure.label_en, _written(figure.measure, measured(figure.measure, items, units)), figure.shown)


def measured(measure: str, items: Sequence[Item], units: Sequence[Unit] = ()) -> float:
    """items | on the map | not on it | km of lines | km² of areas | km of lines inside units (all units where a figure names none)."""
    placed = [item for item in items if item.geometry is not None]
    if measure == "count":
        return len(items)
    if measure == "placed":
        return len(placed)
    if measure == "unplaced":
        return len(items) - len(placed)
    if measure == "area_km2":
        return sum(area_km2(item.geometry) for item in placed if item.located == "area")
    lines = [item.geometry for item in placed if item.located == "line"]
    if measure == "length_km":
        return sum(length_m(line) for line in lines) / 1e3
    outlines = [to_metric(unit.geometry) for unit in units]
    return sum(to_metric(line).intersection(outline).length for line in lines for outline in outlines) / 1e3


def _written(measure: str, number: float) -> str:
    if measure in AUTOMATIC:
        return f"{number:,.0f}"
    return f"{number:,.{0 if number >= WHOLE_FROM else 1}f} {'km²' if measure == 'area_km2' else 'km'}"


def filled(template: str, values: Mapping[str, str]) -> str:
    """A narrative with its {names} replaced by values; a name that no figure has stays as it is written."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)
