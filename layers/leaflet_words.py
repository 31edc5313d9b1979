"""All words of a Leaflet page, JSON-ready: layers/leaflet_page.js shows them as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.ground import load_ground_features
from geo.plan import Item, Plan
from layers.leaflet_page import SCALE_BAR_PX, keys, layer_swatch
from layers.style import Catalogue, Layer, label_text
from layers.text import Language, text

LEAFLET_ZOOM_OFFSET = 1.0
"""Leaflet counts zoom by tiles of 256 pixels, a View's camera by 512"""


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """A layer that can be switched in the page."""

    name: str
    """in the page's scripts"""
    layer: Layer
    located: frozenset[str]
    """kinds of geometry in it: point, line, area"""
    count: int


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says in one language, on one ground (light or dark)."""

    plan: Plan
    catalogue: Catalogue
    ground: str
    language: Language

    def of(self, items: Sequence[Item], groups: Iterable[LayerGroup]) -> dict[str, Any]:
        """The words of the items drawn, in their order, of the layers, of the places, and of the page itself."""
        used = {item.stage for item in items}
        stages = [stage for stage in self.catalogue.stages.values() if stage.id in used]
        edges = frozenset(self.catalogue.precisions[item.precision].edge for item in items if item.located != "point")
        return {
            "title": text("app.name", self.language),
            "foot": text("strip.source", self.language) + " · " + text("leaflet.hint", self.language),
            "keys": keys(stages, edges, self.catalogue, self.ground, self.language),
            "items": [self._item(item) for item in items],
            "layers": [self._layer(group) for group in groups],
            "places": [*self._units(), *self._neighbours()],
            "scalePx": SCALE_BAR_PX,
            "zoomOffset": LEAFLET_ZOOM_OFFSET,
        }

    def _named(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def _item(self, item: Item) -> dict[str, str]:
        stage, precision = self.catalogue.stages[item.stage], self.catalogue.precisions[item.precision]
        facts = [getattr(stage, self.language), getattr(precision, self.language)]
        if item.uncertainty_m:
            facts.append(f"±{item.uncertainty_m} m")
        return {
            "id": item.id,
            "label": label_text(item, self.language),
            "other": self._named(item.name_en, item.name),
            "clause": item.clause_text,
            "section": item.section,
            "facts": " · ".join(facts),
        }

    def _layer(self, group: LayerGroup) -> dict[str, Any]:
        swatch = layer_swatch(group.layer, group.located, self.catalogue, self.ground)
        return {"group": group.name, "swatch": swatch, "label": getattr(group.layer, self.language), "count": group.count}

    def _units(self) -> Iterable[tuple[str, float, float, str]]:
        for unit in self.plan.units:
            place = unit.geometry.representative_point()
            yield self._named(unit.name, unit.name_en), place.y, place.x, "place"

    def _neighbours(self) -> Iterable[tuple[str, float, float, str]]:
        for feature in load_ground_features()[0]["neighbours"]:
            longitude, latitude = feature["properties"]["label"]
            yield self._named(feature["properties"]["name"], feature["properties"]["name_en"]), latitude, longitude, "place quiet"
