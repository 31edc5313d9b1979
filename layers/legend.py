"""Legend rows of what is drawn, from the same styles, for renderers outside the browser's map."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geo.plan import Item
from layers.style import Catalogue, Layer


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One layer that is drawn."""

    layer: Layer
    count: int
    located: frozenset[str]
    """kinds of geometry drawn: point, line, area"""


def legend_rows(items: Iterable[Item], catalogue: Catalogue) -> list[LegendRow]:
    """A row per layer that draws at least one of items, in the catalogue's order, with counts of drawn items."""
    drawn = [(catalogue.layer_of(item), item) for item in items if item.geometry is not None]
    counts = Counter(layer.id for layer, _ in drawn)
    kinds = {layer.id: frozenset(item.located for owner, item in drawn if owner is layer) for layer in catalogue.layers}
    return [LegendRow(layer, counts[layer.id], kinds[layer.id]) for layer in catalogue.layers if counts[layer.id]]
