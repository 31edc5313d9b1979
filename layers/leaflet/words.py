"""All words of a Leaflet page, JSON-ready, with the legend's drawings: layers/leaflet/page.js shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.basemap import basemap_features
from geo.model import Item, Plan
from layers.answer.shown import ShownAnswer
from layers.leaflet.page import FAR_CLASS, NEAR_CLASS, SCALE_BAR_PX
from layers.progress.looks import Colouring
from layers.style.catalogue import Catalogue, label_text
from layers.style.legend import LegendEntry, edge_entries, stage_entries, state_entries
from layers.style.svg import swatch_svg
from layers.style.swatches import state_badge, swatch_colors
from layers.text import Language, text

LEAFLET_ZOOM_OFFSET = 1.0
"""Leaflet counts zoom by tiles of 256 pixels, a View's camera by 512"""
NEAREST_ZOOM = 99.0
PANES = {"own": 610, "names": 620}
"""what the page's script draws over all that folium draws (symbols of points at 600): own layers, names"""


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """A layer that can be switched in the page."""

    name: str
    """in the page's scripts"""
    entry: LegendEntry
    """its row of the legend"""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says in one language and one appearance (light or dark)."""

    plan: Plan
    catalogue: Catalogue
    appearance: str
    language: Language

    def of(
        self,
        items: Sequence[Item],
        groups: Iterable[LayerGroup],
        colouring: Colouring | None = None,
        answer: ShownAnswer | None = None,
    ) -> dict[str, Any]:
        """The words of the items drawn, in their order, of the layers, of the places, and of the page itself."""
        values = self.catalogue.drawing
        keys = [entry for made in (stage_entries, edge_entries) for entry in made(items, self.catalogue, self.language)]
        if colouring is not None:
            keys = [*state_entries(items, self.catalogue, self.language, colouring), *keys]
        return {
            "title": text("app.name", self.language),
            "foot": text("strip.source", self.language) + " · " + text("leaflet.hint", self.language),
            "layersTitle": text("panel.layers", self.language),
            "legendTitle": text("legend.title", self.language),
            "zoomTitles": [text("map.zoomIn", self.language), text("map.zoomOut", self.language)],
            "signs": self._signs() if colouring is not None else {},
            "keys": [(self.swatch(entry), entry.words) for entry in keys],
            "asked": answer.title if answer else "",
            "marks": [(self.swatch(entry), entry.words, entry.count) for entry in (answer.entries if answer else ())],
            "items": [self._item(item) for item in items],
            "layers": [self._layer(group) for group in groups],
            "places": [*self._units(), *self._neighbours()],
            "panes": PANES,
            "scalePx": SCALE_BAR_PX,
            "zoomOffset": LEAFLET_ZOOM_OFFSET,
            "byZoom": {
                FAR_CLASS: [0.0, values.quiet_zoom],
                NEAR_CLASS: [values.stops_zoom, NEAREST_ZOOM],
            },
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
        entry = group.entry
        return {"group": group.name, "swatch": self.swatch(entry), "label": entry.words, "count": entry.count}

    def swatch(self, entry: LegendEntry) -> str:
        """The drawing of a row of the legend as SVG; empty for a heading."""
        swatch = entry.swatch(self.catalogue)
        return swatch_svg(swatch, entry.colors(self.catalogue, self.appearance)) if swatch else ""

    def _signs(self) -> dict[str, str]:
        """The badge of every state."""
        values = self.catalogue.drawing
        return {
            look.id: swatch_svg(state_badge(look, values), swatch_colors(self.catalogue, self.appearance, look))
            for look in self.catalogue.states.values()
        }

    def _units(self) -> Iterable[tuple[str, float, float, str]]:
        for unit in self.plan.units:
            place = unit.geometry.representative_point()
            yield self._named(unit.name, unit.name_en), place.y, place.x, "place"

    def _neighbours(self) -> Iterable[tuple[str, float, float, str]]:
        for feature in basemap_features()["neighbours"]:
            longitude, latitude = feature["properties"]["label"]
            yield (
                self._named(feature["properties"]["name"], feature["properties"]["name_en"]),
                latitude,
                longitude,
                "place quiet",
            )
