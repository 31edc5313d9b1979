"""How many of the items that a filter finds are on the map, where the rest is: one count for every medium.

The browser counts the same in web/state/tally.js; tests/browser holds the two against each other.
"""

from collections import Counter
from dataclasses import dataclass

from geo.model import Item, Plan
from layers.style.catalogue import Catalogue, Layer
from layers.text import Language, text
from layers.view.state import View, found_items, layers_on


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The items that a view's filter finds, each in one of three parts."""

    shown: tuple[Item, ...]
    """on the map: they have a place and their layer is on"""
    closed: tuple[Item, ...]
    """they have a place, but their layer is off"""
    unplaced: tuple[Item, ...]
    """they have no place"""
    added: Item | None
    """the chosen item, where a picture draws it for that reason only"""

    @property
    def placed(self) -> tuple[Item, ...]:
        """Those that have a place, whatever layers are on."""
        return (*self.shown, *self.closed)

    @property
    def all(self) -> int:
        """How many the filter finds: always shown + closed + unplaced."""
        return len(self.shown) + len(self.closed) + len(self.unplaced)

    def words(self, language: Language, *, outside: int = 0) -> str:
        """On the map of all, then the rest by name; outside: how many of shown lie beyond the picture's extent."""
        parts = [text("tally.shown", language, shown=len(self.shown) - outside, all=self.all)]
        rest = {"outside": outside, "closed": len(self.closed), "unplaced": len(self.unplaced)}
        parts += [text(f"tally.{name}", language, count=count) for name, count in rest.items() if count]
        if self.added is not None:
            parts.append(
                text("tally.added", language, name=self.added.name if language == "zh" else self.added.name_en)
            )
        return ("；" if language == "zh" else "; ").join(parts)

    def closed_layers(self, catalogue: Catalogue) -> dict[str, int]:
        """Layer id -> how many of the items found are not drawn because it is off, in the catalogue's order."""
        counts = Counter(catalogue.layer_of(item).id for item in self.closed)
        return {layer.id: counts[layer.id] for layer in catalogue.layers if counts[layer.id]}

    def closed_words(self, catalogue: Catalogue, language: Language) -> str:
        """The layers that are off with what they hold back; nothing where there are none."""
        held = self.closed_layers(catalogue)
        layers: list[Layer] = [layer for layer in catalogue.layers if layer.id in held]
        names = [text("tally.layer", language, name=getattr(layer, language), count=held[layer.id]) for layer in layers]
        return text("tally.closedLayers", language, names=_listed(names, language)) if names else ""

    def unplaced_words(self, language: Language) -> str:
        """The items without a place by name; nothing where there are none."""
        names = [item.name if language == "zh" else item.name_en for item in self.unplaced]
        return text("tally.unplacedNames", language, names=_listed(names, language)) if names else ""


def tally(view: View, plan: Plan, catalogue: Catalogue) -> Tally:
    """The count of a view."""
    on = layers_on(view, catalogue)
    found = found_items(view, plan)
    placed = [item for item in found if item.geometry is not None]
    shown = tuple(item for item in placed if catalogue.layer_of(item).id in on)
    chosen = plan.by_id.get(view.selection or "")
    added = chosen if chosen is not None and chosen.geometry is not None and chosen not in shown else None
    closed = tuple(item for item in placed if catalogue.layer_of(item).id not in on)
    return Tally(shown, closed, tuple(item for item in found if item.geometry is None), added)


def _listed(names: list[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(names)
