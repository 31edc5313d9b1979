"""What a Leaflet page says of features that people brought: a name beside each, and what its fields say at a click."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.own.layer import OwnField
from layers.own.shown import ShownLayer

MOST_CELLS = 300_000
"""of all layers in a page: of larger ones a click names title and class alone"""
MOST_LETTERS = 300
"""of a cell: whoever wants the whole text has the layer's file"""


def told(layers: Sequence[ShownLayer]) -> list[dict[str, Any]]:
    """Of each layer the features' names, none without a label field, and the fields with their columns, as text."""
    room, found = MOST_CELLS, []
    for shown in layers:
        label, fields = shown.style.label, shown.layer.fields
        cells = len(fields) * len(shown.layer.features)
        fits = cells <= room
        room -= cells if fits else 0
        names = _column(shown, next(field for field in fields if field.name == label)) if label else None
        columns = [_column(shown, field) for field in fields] if fits else []
        found.append({"names": names, "fields": [field.name for field in fields] if fits else [], "columns": columns})
    return found


def _column(shown: ShownLayer, field: OwnField) -> list[str]:
    """A text a feature, as the card in the app has it; empty where there is none."""
    values = shown.layer.features[field.name]
    if field.type in ("integer", "number", "yesno"):
        numbers = pd.to_numeric(values, errors="coerce").astype("Float64").to_numpy(float, na_value=np.nan)
        if field.type == "yesno":
            return ["" if np.isnan(number) else "✓" if number else "✗" for number in numbers]
        if field.type == "number":
            return ["" if np.isnan(number) else f"{number:.15g}" for number in numbers]
    return [text[:MOST_LETTERS] for text in values.astype("string").fillna("")]
