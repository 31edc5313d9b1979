"""The one list of a legend's rows: layers, stages and edges of what is drawn, with counts, for paper, slides, Leaflet.

The browser's legend has the same rows; it counts them itself, as filters change.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from geo.model import Item
from layers.answer.swatches import mark_colors, mark_swatch
from layers.own.looks import OwnLook
from layers.progress.looks import Colouring, StateLook
from layers.style.catalogue import Catalogue, Layer, Stage
from layers.style.drawing import UNITS_LAYER
from layers.style.swatches import (
    EDGE_WIDTH,
    LAYER_WIDTH,
    Swatch,
    drawing_swatch,
    edge_swatch,
    layer_swatch,
    own_swatch,
    stage_swatch,
    state_mark,
    state_swatch,
    swatch_colors,
)
from layers.style.values import Pencil
from layers.text import Language, text

SAMPLED_EDGES = ("soft", "hatched")
"""those that a legend explains"""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A row of the legend: a heading, a state, a layer, a stage, a precision's edge or a class of an own layer."""

    kind: str
    """heading | state | layer | stage | edge | own | drawing | answer"""
    words: str
    count: int | None = None
    """items drawn in this way; None for headings"""
    layer: Layer | None = None
    located: frozenset[str] = frozenset()
    """kinds of geometry that the layer draws: point, line, area"""
    stage: Stage | None = None
    edge: str = ""
    """soft | hatched"""
    state: StateLook | None = None
    badge: bool = False
    """whether the state is told by its badge alone"""
    own: OwnLook | None = None
    """of a layer that somebody brought"""
    pencil: Pencil | None = None
    """of what is drawn by hand"""
    mark: str = ""
    """of an answer: asked | reach | certain | possible"""
    quiet: bool = False
    """of a layer whose colour is not on the map: its swatch tells its form alone"""
    counts: tuple[str, ...] = ()
    """of two maps beside each other, in the place of count; over them stands what the maps are called"""

    @property
    def numbers(self) -> tuple[str, ...]:
        """What stands at the row's end."""
        return self.counts or (() if self.count is None else (str(self.count),))

    def swatch(self, catalogue: Catalogue, width: float | None = None) -> Swatch | None:
        """The row's drawing, a layer's and an edge's as wide as asked for; None for a heading."""
        if self.layer is not None:
            return layer_swatch(self.layer, self.located, catalogue, width or LAYER_WIDTH)
        if self.stage is not None:
            return stage_swatch(self.stage)
        if self.state is not None:
            return state_mark(self.state) if self.badge else state_swatch(self.state, width or LAYER_WIDTH)
        if self.own is not None:
            return own_swatch(self.own, width or LAYER_WIDTH)
        if self.mark or self.pencil is not None:
            made = mark_swatch(self.mark, catalogue, width or LAYER_WIDTH) if self.mark else None
            return made or drawing_swatch(width or LAYER_WIDTH)
        return edge_swatch(self.edge, catalogue.drawing, width or EDGE_WIDTH) if self.edge else None

    def colors(self, catalogue: Catalogue, appearance: str) -> Mapping[str, str]:
        """#rrggbb of each role of the swatch in an appearance (light or dark)."""
        if self.mark:
            return mark_colors(self.mark, catalogue, appearance)
        colors = dict(swatch_colors(catalogue, appearance, self.state or self.own or self.layer or self.pencil))
        return colors | ({"layer": str(catalogue.appearances[appearance]["label_quiet"])} if self.quiet else {})


def kinds_drawn(items: Iterable[Item], catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Layer id -> kinds of geometry (point, line, area) of its items that have a place."""
    drawn = [(catalogue.layer_of(item).id, item.located) for item in items if item.geometry is not None]
    return {layer.id: frozenset(kind for owner, kind in drawn if owner == layer.id) for layer in catalogue.layers}


def layer_entries(items: Iterable[Item], catalogue: Catalogue, language: Language) -> list[LegendEntry]:
    """A row per layer that draws at least one of items, in the catalogue's order."""
    drawn = [item for item in items if item.geometry is not None]
    counts, kinds = Counter(catalogue.layer_of(item).id for item in drawn), kinds_drawn(drawn, catalogue)
    return [
        LegendEntry("layer", getattr(layer, language), counts[layer.id], layer, kinds[layer.id])
        for layer in catalogue.layers
        if counts[layer.id]
    ]


def stage_entries(items: Iterable[Item], catalogue: Catalogue, language: Language) -> list[LegendEntry]:
    """A row per stage of the items that have a place."""
    counts = Counter(item.stage for item in items if item.geometry is not None)
    return [
        LegendEntry("stage", getattr(stage, language), counts[stage.id], stage=stage)
        for stage in catalogue.stages.values()
        if counts[stage.id]
    ]


def edge_entries(items: Iterable[Item], catalogue: Catalogue, language: Language) -> list[LegendEntry]:
    """A row per edge of precision among lines and areas: neither a point nor a unit has an edge."""
    works = [
        item
        for item in items
        if item.geometry is not None and item.located != "point" and catalogue.layer_of(item).id != UNITS_LAYER
    ]
    counts = Counter(catalogue.precisions[item.precision].edge for item in works)
    return [
        LegendEntry("edge", text(f"legend.{edge}", language), counts[edge], edge=edge)
        for edge in SAMPLED_EDGES
        if counts[edge]
    ]


def state_entries(
    items: Iterable[Item], catalogue: Catalogue, language: Language, colouring: Colouring
) -> list[LegendEntry]:
    """A row per state of the items that have a place, under the day that it is of."""
    counts = Counter(colouring.looks[item.id].id for item in items if item.geometry is not None)
    return [
        LegendEntry("heading", text("legend.statesOn", language, day=colouring.day.isoformat())),
        *(
            LegendEntry(
                "state", text(f"state.{look.id}", language), counts[look.id], state=look, badge=colouring.badges
            )
            for look in catalogue.states.values()
            if counts[look.id]
        ),
    ]


def legend_entries(
    items: Iterable[Item], catalogue: Catalogue, language: Language, colouring: Colouring | None = None
) -> tuple[LegendEntry, ...]:
    """Rows for the items drawn: layers, then the stages and edges of precision present, each with its count.

    Coloured by progress, the states come first, and the layers tell their forms alone; badges come after the layers.
    """
    drawn = list(items)
    rows = layer_entries(drawn, catalogue, language)
    if colouring is not None:
        states = state_entries(drawn, catalogue, language, colouring)
        quiet = [LegendEntry("heading", text("panel.layers", language)), *(replace(row, quiet=True) for row in rows)]
        rows = [*rows, *states] if colouring.badges else [*states, *quiet]
    for heading, entries in (("legend.stage", stage_entries), ("legend.precision", edge_entries)):
        group = entries(drawn, catalogue, language)
        rows += [LegendEntry("heading", text(heading, language)), *group] if group else []
    return tuple(rows)


def drawing_entries(pencils: Collection[str], catalogue: Catalogue, language: Language) -> tuple[LegendEntry, ...]:
    """A row for what is drawn by hand, where something is; pencils: the ids of their colours, one for each feature."""
    if not pencils:
        return ()
    pencil = catalogue.pencils.get(next(iter(pencils))) or next(iter(catalogue.pencils.values()))
    return (LegendEntry("drawing", text("draw.of", language), len(pencils), pencil=pencil),)
