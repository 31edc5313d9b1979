"""What is drawn of the items, part by part and in drawing order: the one decision for screen, paper and Leaflet.

A renderer groups the parts as it likes and draws each; it leaves none out and adds none.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import area_km2
from geo.model import Item
from geo.stops import stops_of
from layers.progress.looks import Colouring, StateLook
from layers.style.arrows import arrow
from layers.style.bands import band, softened
from layers.style.catalogue import Catalogue, Layer, Stage, area_opacity, color_on
from layers.style.strokes import PAPER_PARTS, Stroke, plain_strokes, stop_strokes, stroke_color, strokes

Kind = Literal["halo", "reach", "fill", "hatch", "edge", "line", "arrow", "point"]
BANDS: tuple[Kind, ...] = ("halo", "reach")
STROKE_PARTS = ("rim", "gap", "line", "ticks", "core")
"""of lines and edges, in drawing order"""
STOP_PARTS = ("station", "station-core", "end", "end-core")
"""of the marks on lines, over them; from `DrawingValues.stops_zoom` on"""
ARROW_SYMBOL = "arrow"
"""lines of a layer with this pictogram are arrows"""
DOT_DEG = 1e-5
CASING_LINE_PX = 1.3
"""width of the dark lines along both sides of a chosen line, and of the pale ones along a chosen area's outline"""
UNITS_LAYER = "units"
"""drawn by the basemap, which borders the units"""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is drawn of one item."""

    kind: Kind
    """halo: a band round what is uncertain; reach: the band of what is certain enough, drawn of the chosen item only"""
    item: Item
    layer: Layer
    stage: Stage
    opacity: float
    """0 to 1, before the view's own for the layer"""
    stroke: Stroke | None = None
    """of an edge or a line"""
    pickable: bool = False
    """whether it answers a click"""
    look: StateLook | None = None
    """whose colour it has in the place of its layer's, where the plan is coloured by progress"""
    hatched: bool = False
    """Of a hatch; and of the halo of an indicative line, which only paper hatches: a screen has a card that says it."""
    soft: bool = False
    """of an indicative area, whose corners are rounded"""
    wash: bool = False
    """of an indicative area so large that it lies under all else"""

    @property
    def role(self) -> str:
        """Whose colour it has: the layer's, or paper's."""
        return "paper" if self.stroke is not None and self.stroke.part in PAPER_PARTS else "layer"

    @property
    def is_stop(self) -> bool:
        """Whether it marks stations or ends of a line."""
        return self.stroke is not None and self.stroke.part in STOP_PARTS

    def color(self, catalogue: Catalogue, appearance: str = "light") -> str:
        """#rrggbb in an appearance (light or dark)."""
        if self.look is not None and self.role == "layer":
            return color_on(self.look, appearance)
        if self.stroke is not None:
            return stroke_color(self.stroke, self.layer, catalogue, appearance)
        return color_on(self.layer, appearance)

    def geometry(self) -> BaseGeometry:
        """Where it is drawn, in WGS-84. Of an edge, the area that it goes round."""
        if self.kind in BANDS:
            return band(self.item)
        if self.is_stop:
            return stop_lines(self.item, "end" if self.stroke and self.stroke.part.startswith("end") else "station")
        if self.kind == "arrow":
            return arrow(self.item.geometry)
        return softened(self.item) if self.soft else self.item.geometry


def stop_lines(item: Item, kind: str) -> BaseGeometry:
    """A line's ends or stations as lines of a metre: with round ends they are discs."""
    stops = stops_of(item)
    places = stops.ends if kind == "end" else stops.stations
    return shapely.MultiLineString([((x, y), (x + DOT_DEG, y)) for x, y in places])


@lru_cache(maxsize=1024)
def _size_km2(geometry: BaseGeometry) -> float:
    return area_km2(geometry)


def is_arrow(layer: Layer, item: Item) -> bool:
    """Whether an item shows a direction: it is no place, so no band goes round it."""
    return layer.symbol == ARROW_SYMBOL and item.located == "line"


def parts(items: Iterable[Item], catalogue: Catalogue, colouring: Colouring | None = None) -> list[Part]:
    """The parts of all items that have a place and are not the basemap's.

    First all bands, then indicative areas of half the city, then layer by layer.
    """
    grouped: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.geometry is not None:
            grouped[catalogue.layer_of(item).id].append(item)
    ordered = sorted(catalogue.layers, key=lambda layer: layer.z)
    drawn = [
        _LayerParts(layer, grouped[layer.id], catalogue, colouring)
        for layer in ordered
        if layer.id in grouped and layer.id != UNITS_LAYER
    ]
    # What is uncertain lies under all that is drawn, what is wide and vague under what is small.
    own_parts = [part for own in drawn for part in own.parts()]
    washes = [part for part in own_parts if part.wash]
    rest = [part for part in own_parts if not part.wash]
    return [part for own in drawn for part in own.bands()] + washes + rest


@dataclass(frozen=True, slots=True)
class _LayerParts:
    """The items of one layer, all with a place."""

    layer: Layer
    items: Sequence[Item]
    catalogue: Catalogue
    colouring: Colouring | None

    def bands(self) -> Iterator[Part]:
        """How far off each item may be; of crisp items and arrows it is shown when they are chosen."""
        known = [item for item in self.items if item.uncertainty_m]
        for kind in BANDS:
            for item in known:
                sure = self._edge(item) == "crisp" or is_arrow(self.layer, item)
                if sure == (kind == "reach"):
                    hatched = item.located == "line" and self._edge(item) == "hatched" and not sure
                    yield self._part(kind, item, self.catalogue.drawing.halo_opacity, hatched=hatched)

    def parts(self) -> Iterator[Part]:
        """Areas, their edges, arrows, lines, points."""
        values = self.catalogue.drawing
        areas, lines, points = (
            [item for item in self.items if item.located == kind] for kind in ("area", "line", "point")
        )
        areas.sort(key=lambda item: (self._edge(item) != "hatched", -_size_km2(item.geometry)))
        yield from self._areas(areas)
        if self.layer.edge:
            yield from self._stroked(
                "edge", areas, lambda stage: plain_strokes(self.layer.edge, stage), values.edge_opacity
            )
        for item in lines:
            if is_arrow(self.layer, item):
                yield self._part("arrow", item, values.arrow_opacity, pickable=True)
        courses = [item for item in lines if not is_arrow(self.layer, item)]
        yield from self._stroked("line", courses, lambda stage: strokes(self.layer, stage), 1.0)
        if self.layer.stops:
            yield from self._stops(courses)
        for item in points:
            yield self._part("point", item, 1.0, pickable=True)

    def _edge(self, item: Item) -> str:
        return self.catalogue.precisions[item.precision].edge

    def _stops(self, courses: Sequence[Item]) -> Iterator[Part]:
        for stroke in stop_strokes():
            for item in courses:
                stops = stops_of(item)
                if stops.ends if stroke.part.startswith("end") else stops.stations:
                    yield self._part("line", item, 1.0, stroke=stroke)

    def _vague(self, item: Item) -> dict[str, bool]:
        """What an indicative area is drawn like."""
        soft = item.located == "area" and self._edge(item) == "hatched"
        return {"soft": soft, "wash": soft and _size_km2(item.geometry) >= self.catalogue.drawing.wash_km2}

    def _part(self, kind: Kind, item: Item, opacity: float, **traits: Any) -> Part:
        look = self.colouring.color_of(item.id) if self.colouring else None
        return Part(kind, item, self.layer, self.catalogue.stages[item.stage], opacity, look=look, **traits)

    def _areas(self, areas: Sequence[Item]) -> Iterator[Part]:
        """Hatched areas, then plain ones; those of a stage together, since they are as opaque as each other."""
        factor = self.catalogue.drawing.hatch_factor
        for kind, hatched in (("hatch", True), ("fill", False)):
            by_stage: dict[str, list[Item]] = defaultdict(list)
            for item in areas:
                if (self._edge(item) == "hatched") == hatched:
                    by_stage[item.stage].append(item)
            for stage, group in by_stage.items():
                opacity = area_opacity(self.layer, self.catalogue.stages[stage], factor if hatched else 1.0)
                for item in group:
                    traits = self._vague(item) | {"pickable": True, "hatched": hatched}
                    yield self._part(kind, item, opacity, **traits)  # type: ignore[arg-type]

    def _stroked(
        self, kind: Kind, items: Sequence[Item], strokes_of: Callable[[Stage], tuple[Stroke, ...]], opacity: float
    ) -> Iterator[Part]:
        """Stroke over stroke, so that lines run into one another where they meet: all rims lie under all lines."""
        drawn = {key: strokes_of(stage) for key, stage in self.catalogue.stages.items()}
        for name in STROKE_PARTS:
            for item in items:
                for stroke in drawn[item.stage]:
                    if stroke.part == name:
                        pickable, vague = kind == "line" and name == "line", self._vague(item)
                        share = self.catalogue.drawing.soft_edge_opacity if vague["soft"] else 1.0
                        yield self._part(kind, item, opacity * share, stroke=stroke, pickable=pickable, **vague)


@dataclass(frozen=True, slots=True)
class Casing:
    """What is drawn of a chosen line or area over all else."""

    lines: tuple[tuple[float, str, float], ...]
    """width in pixels, the colour's role and opacity, in drawing order"""
    own: tuple[Part, ...]
    """of a line, once more above them"""


def casing(item: Item, catalogue: Catalogue, colouring: Colouring | None = None) -> Casing:
    """A chosen line lies in a pale band between two dark ones; an area's outline between two pale ones."""
    values = catalogue.drawing
    drawn = parts([item], catalogue, colouring)
    own = tuple(part for part in drawn if part.kind == "line" and not part.is_stop)
    widths = [part.stroke.width_px for part in own if part.stroke and part.stroke.part != "ticks"]
    width_px = max(widths) + 2 * values.casing_px if widths else values.selected_px
    dark = (width_px, "highlight", values.selected_opacity)
    pale = (width_px + (-2 if own else 2) * CASING_LINE_PX, "halo", 1.0)
    return Casing((dark, pale) if own else (pale, dark), own)


def recedes(item: Item, chosen: Item | None, catalogue: Catalogue, kept: Collection[str] | None = None) -> bool:
    """Whether an item is drawn paler since another one is chosen, or since an answer names others: kept, by their ids.

    Nothing recedes behind a district. web/map/rows.js does the same.
    """
    if chosen is None or chosen.geometry is None or catalogue.layer_of(chosen).id == UNITS_LAYER:
        return kept is not None and item.id not in kept
    return chosen is not item
