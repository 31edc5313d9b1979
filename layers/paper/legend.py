"""The legend on paper: the rows of layers/style/legend.py, their swatches drawn as vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layers.paper.extent import axes_size_pt
from layers.paper.fonts import width_pt
from layers.paper.swatches import draw_swatch
from layers.paper.text import Hand, baseline_below, fitted, write
from layers.style.catalogue import Catalogue
from layers.style.legend import LegendEntry
from layers.style.swatches import HEIGHT, SAMPLE_WIDTH, WIDE

SWATCH_WIDTH, SWATCH_GAP = SAMPLE_WIDTH / HEIGHT, 0.4
"""of the column of swatches and the room after it, in row heights"""
SWATCH_BESIDE = 0.8
"""how large swatches are where columns of a legend stand beside one another, which need the room for words"""
ROW_OF_TYPE = 1.65
"""height of a row in type sizes"""
TIGHTEST_ROW_OF_TYPE = 1.4
SMALLEST_TYPE_PT = 5.0
NUMBERS_WIDTH = 2.2
EDGE_PT = 1.0


def legend_height(count: int, *, type_pt: float, columns: int) -> float:
    """How high so many rows are in points, where nothing makes them shrink."""
    return -(-count // columns) * type_pt * ROW_OF_TYPE


def draw_legend(  # noqa: PLR0913 - each option has a name
    axes: Any,
    entries: Sequence[LegendEntry],
    catalogue: Catalogue,
    *,
    type_pt: float = 8.0,
    columns: int = 1,
    appearance: str = "light",
) -> float:
    """Draw entries into axes, whose units become points, from the top left; rows shrink where they would not fit.

    Returns the height used in points.
    """
    width, height = axes_size_pt(axes)
    # The edges of swatches are not cut in half.
    axes.set_xlim(-EDGE_PT, width - EDGE_PT)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    rows = -(-len(entries) // columns)
    row_pt = min(type_pt * ROW_OF_TYPE, height / max(rows, 1))
    type_pt = max(min(type_pt, row_pt / TIGHTEST_ROW_OF_TYPE), SMALLEST_TYPE_PT)
    for position, entry in enumerate(entries):
        column, row = divmod(position, rows)
        x, y = column * width / columns, height - (row + 0.5) * row_pt
        gutter = type_pt if columns > 1 else 0.0
        swatch = row_pt * (SWATCH_BESIDE if columns > 1 else 1.0)
        _Row(axes, catalogue, appearance, x, y, width / columns - gutter, swatch, type_pt).draw(entry)
    return rows * row_pt


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: where it lies (points, middle of its height), how wide it is, how high its swatch and its type are."""

    axes: Any
    catalogue: Catalogue
    appearance: str
    x: float
    y: float
    width: float
    swatch: float
    type_pt: float

    @property
    def colors(self) -> dict[str, Any]:
        return self.catalogue.appearances[self.appearance]

    def draw(self, entry: LegendEntry) -> None:
        """Swatch, words, count."""
        swatch = entry.swatch(self.catalogue, WIDE)
        numbers = self._room_for(entry)
        if swatch is None:
            hand = Hand(self.type_pt * 0.92, self.colors["label_quiet"])
            words, hand = fitted(entry.words, hand, self.width - numbers * bool(entry.numbers))
            write(self.axes, self.x, baseline_below(self.y - self.type_pt * 0.16, self.type_pt), words, hand)
            self._numbers(entry, numbers)
            return
        base, left = baseline_below(self.y, self.type_pt), (SWATCH_WIDTH + SWATCH_GAP) * self.swatch
        room = self.width - left - numbers
        write(self.axes, self.x + left, base, *fitted(entry.words, Hand(self.type_pt, self.colors["ink"]), room))
        self._numbers(entry, numbers)
        colors = entry.colors(self.catalogue, self.appearance)
        draw_swatch(self.axes, swatch, colors, x=self.x, y=self.y, scale=self.swatch / HEIGHT)

    @property
    def _number(self) -> Hand:
        return Hand(self.type_pt * 0.95, self.colors["label_quiet"], align="right")

    def _room_for(self, entry: LegendEntry) -> float:
        """Width of the numbers at the row's end."""
        widest = max((width_pt(number, self._number.size_pt) for number in entry.numbers), default=0.0)
        return max(NUMBERS_WIDTH * self.type_pt, widest + self.type_pt / 2) * max(len(entry.numbers), 1)

    def _numbers(self, entry: LegendEntry, room: float) -> None:
        """How many, at the row's end."""
        base = baseline_below(self.y, self.type_pt)
        for place, number in enumerate(reversed(entry.numbers)):
            write(self.axes, self.x + self.width - place * room / len(entry.numbers), base, number, self._number)
