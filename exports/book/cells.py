"""What stands in a cell of a table, and how high the row must be for it."""

import unicodedata
from collections.abc import Iterable
from typing import Any

import pandas as pd

WIDE, NARROW = 2.2, 1.05
"""widths of a Chinese character and of another, in the width of a digit, in which columns are measured"""
TYPE_PT, SMALL_PT = 11.0, 9.0
"""size of type: Excel's own, in which widths of columns are measured, and that of long texts"""
LINE_PT, LEAST_PT, MOST_PT = 16.0, 17.0, 409.0
"""height of a line of TYPE_PT, of the lowest row, and of the highest that Excel has"""


def plain_value(value: Any) -> Any:
    """A cell as files have it: nothing where there is no value, Python's numbers."""
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN is not itself
        return ""
    return value.item() if hasattr(value, "item") else value


def lines_of(words: str, width: float) -> int:
    """Lines that words take in a column of a width in characters."""
    room = max(width - 1, 1.0)
    return sum(1 + int(max(_length(line) - 0.01, 0) / room) for line in words.split("\n"))


def _length(words: str) -> float:
    return sum(WIDE if unicodedata.east_asian_width(sign) in "WFA" else NARROW for sign in words)


def row_height(cells: Iterable[tuple[Any, float]], type_pt: float = TYPE_PT) -> float:
    """Points that a row needs for its cells, each with the width of its column, in type of a size."""
    share = type_pt / TYPE_PT
    lines = max((lines_of(cell, width / share) for cell, width in cells if isinstance(cell, str)), default=1)
    return min(max(lines * LINE_PT * share + 1, LEAST_PT * share), MOST_PT)
