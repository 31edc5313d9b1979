"""One view being drawn by folium."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import folium
import shapely
from shapely.geometry import mapping

from geo import crs
from geo.model import Item, Plan
from layers.leaflet.page import hatch_ids
from layers.leaflet.words import LEAFLET_ZOOM_OFFSET, LayerGroup
from layers.style.catalogue import Catalogue, Layer
from layers.style.drawing import recedes
from layers.text import Language
from layers.view.colouring import colouring_of
from layers.view.state import Camera, View, found_items, layers_on, view_extent

MIN_ZOOM, MAX_ZOOM = 7, 19
ZOOM_SNAP = 0.25
BASEMAP_PANE, ANSWER_PANE, BAND_PANE, CHOSEN_PANE = "basemap", "answer", "bands", "chosen"
PANES = {BASEMAP_PANE: 380, ANSWER_PANE: 385, BAND_PANE: 390, CHOSEN_PANE: 410}
"""Leaflet draws by itself at 400: an answer's marks and then bands of all layers lie under all else that is drawn of
items, the chosen over it"""
DECIMALS = 6
MARGIN_M = 1500.0

Style = dict[str, Any]


class OfflineMap(folium.Map):
    """A folium map whose scripts and styles are inlined later instead of being linked."""

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []


class Drawing:
    """One view being drawn: what every step needs to know, and the names under which the page finds what was drawn."""

    def __init__(
        self, view: View, plan: Plan, catalogue: Catalogue, language: Language, kept: frozenset[str] | None = None
    ) -> None:
        """kept: ids of what an answer names, behind which all else recedes."""
        self.kept = kept
        self.view, self.plan, self.catalogue, self.language = view, plan, catalogue, language
        self.appearance = view.appearance or "light"
        self.on = layers_on(view, catalogue)
        self.chosen = plan.by_id.get(view.selection or "")
        found = found_items(view, plan)
        wanted = found if self.chosen is None or self.chosen in found else [*found, self.chosen]
        self.left_out = self.chosen is not None and self.chosen not in found
        """whether the filter leaves the chosen item out"""
        passes = self.chosen is None or (not self.left_out and catalogue.layer_of(self.chosen).id in self.on)
        self.apart = None if passes else self.chosen
        """a chosen item that the filter or the layers leave out: it is drawn by itself, as on the map"""
        self.items = [item for item in wanted if item.geometry is not None]
        self.numbers = {item.id: number for number, item in enumerate(self.items)}
        """item id -> what stands for the item in the map"""
        self.hatches = hatch_ids(catalogue)
        self.colouring = colouring_of(view, plan, catalogue)
        start = (
            {"location": (view.camera.latitude, view.camera.longitude), "zoom_start": _zoom(view.camera)}
            if view.camera
            else {}
        )
        zooms = {"min_zoom": MIN_ZOOM, "max_zoom": MAX_ZOOM, "zoom_snap": ZOOM_SNAP}
        self.map = OfflineMap(tiles=None, zoom_control=True, attribution_control=False, **start, **zooms)
        for name, height in PANES.items():
            folium.map.CustomPane(name, z_index=height).add_to(self.map)
        self.groups: list[LayerGroup] = []
        """what can be switched"""
        self.shapes: list[tuple[str, float]] = []
        """names of what answers a click, and how opaque its symbols are"""
        self.badges: list[tuple[str, float, float, str, float]] = []
        """a name of the part of the map, latitude, longitude, state, pixels to the right and up"""

    def opacity(self, layer: Layer) -> float:
        """What the view leaves of a layer's opacity, 0 to 1."""
        return self.view.opacity.get(layer.id, 100) / 100

    def rest(self, item: Item) -> float:
        """What an item keeps of its opacity beside the chosen one or an answer, 0 to 1."""
        return self.catalogue.drawing.receding if recedes(item, self.chosen, self.catalogue, self.kept) else 1.0

    def extent(self) -> list[float]:
        """Corners of what the view fits, with room round it: a chosen point alone has no width."""
        bounds = view_extent(self.view, self.plan)
        return corners(bounds if self.view.camera else crs.buffer_m(shapely.box(*bounds), MARGIN_M).bounds)

    def add_geometry(self, target: Any, geometry: Any, style: Style, **options: Any) -> None:
        """A geometry without words that no click meets."""
        options |= {"control": False, "interactive": False}
        folium.GeoJson(_shape(geometry), style_function=lambda _: style, **options).add_to(target)

    def add_items(
        self, target: Any, styles: Mapping[str, Style], geometry_of: Callable[[Item], Any], **options: Any
    ) -> str:
        """Items (by id) with a style each as one part of the map; returns its name, empty where there is none."""
        if not styles:
            return ""
        by_number = {self.numbers[key]: style for key, style in styles.items()}
        features = [
            {"type": "Feature", "id": number, "properties": {}, "geometry": _shape(geometry_of(self.items[number]))}
            for number in by_number
        ]
        content = {"type": "FeatureCollection", "features": features}
        part = folium.GeoJson(
            content, style_function=lambda feature: by_number[feature["id"]], control=False, **options
        )
        part.add_to(target)
        return str(part.get_name())


def corners(bounds: Sequence[float]) -> list[float]:
    """South, west, north, east of west, south, east, north, as Leaflet wants it."""
    west, south, east, north = bounds
    return [round(value, DECIMALS) for value in (south, west, north, east)]


def _shape(geometry: Any) -> dict[str, Any]:
    """Coordinates rounded to what a screen can show."""
    return dict(mapping(shapely.set_precision(geometry, 10**-DECIMALS, mode="pointwise")))


def _zoom(camera: Camera) -> float:
    return camera.zoom + LEAFLET_ZOOM_OFFSET
