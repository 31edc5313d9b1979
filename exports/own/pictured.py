"""What a page says of layers that people brought and its maps show: rows of the legend, their sources, what is gone."""

from collections.abc import Iterable
from functools import reduce

import numpy as np

from layers.own.legend import own_entries
from layers.own.shown import OwnShown, ShownLayer
from layers.own.words import missing_words, source_words
from layers.paper.sheet import DrawnMap
from layers.style.legend import LegendEntry
from layers.text import Language


def own_rows(maps: Iterable[DrawnMap]) -> tuple[LegendEntry, ...]:
    """Rows of the legend for the features in any of a page's maps, each counted once; the topmost layer first."""
    drawn = list(maps)
    return tuple(
        row
        for shown in _layers(drawn)
        for row in own_entries(shown.kept.title, shown.looks_of(_inside(shown, drawn)))
    )  # fmt: skip


def own_notes(own: OwnShown, maps: Iterable[DrawnMap], language: Language) -> list[str]:
    """A line a layer: where it comes from and how sure its places are; then those that could not be shown."""
    drawn = list(maps)
    sources = [
        source_words(shown, language, drawn=int(_inside(shown, drawn).sum())) for shown in own.layers
    ]  # fmt: skip
    return [*sources, *(missing_words(missing, language) for missing in own.missing)]


def shows_own(maps: Iterable[DrawnMap]) -> bool:
    """Whether any feature of these layers is on one of the maps."""
    return any(each.inside.any() for drawn in maps for each in drawn.own)


def _layers(maps: list[DrawnMap]) -> list[ShownLayer]:
    return [each.shown for each in maps[0].own] if maps else []


def _inside(shown: ShownLayer, maps: list[DrawnMap]) -> np.ndarray:
    """Of each feature, whether one of the maps shows some of it."""
    parts = [each.inside for drawn in maps for each in drawn.own if each.shown is shown]
    return reduce(np.logical_or, parts, np.zeros(len(shown.places), dtype=bool))
