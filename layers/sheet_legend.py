"""The legend on paper: exactly what is drawn, with counts, from the same styles as the map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from geo.plan import Item
from layers.bands import HALO_OPACITY
from layers.deck import ARROW_OPACITY, ARROW_SYMBOL, SWATCH_STAGE, UNITS_LAYER
from layers.legend import legend_rows
from layers.sheet_frame import PT_PER_PX, axes_size_pt
from layers.sheet_items import HATCH_STEP_PX, hatch_lines
from layers.sheet_pen import Line, fill, line_of, stroke
from layers.sheet_symbols import Spot, draw_disc, draw_symbol
from layers.sheet_text import Hand, baseline_below, fitted, write
from layers.stage_marks import BOX_OPACITY
from layers.strokes import SAMPLE_PX, plain_strokes, sample_color, sample_strokes, stroke_color, strokes
from layers.style import Catalogue, Layer, Stage, color_on
from layers.text import Language, text

SWATCH_WIDTH, SWATCH_GAP = 3.6, 0.5
"""of the column of swatches and the room after it, in row heights"""
ROW_OF_TYPE = 1.65
"""height of a row in type sizes"""
TIGHTEST_ROW_OF_TYPE = 1.4
SMALLEST_TYPE_PT = 5.0
NUMBERS_WIDTH = 2.2
ZORDER, EDGE_PT = 5.0, 1.0
STAGE_LINE_CUT, SAMPLE_EDGE_PX = 2.05, 1.2
"""of a stage's sample: what disc and area take from the line, in row heights, and the width of the area's edge"""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A row of the legend: a heading, a layer, a stage or a precision's edge."""

    kind: str
    """heading | layer | stage | edge"""
    words: str
    count: int | None = None
    """items drawn in this way; None for headings"""
    layer: Layer | None = None
    located: frozenset[str] = frozenset()
    """kinds of geometry that the layer draws"""
    stage: Stage | None = None
    edge: str = ""
    """soft | hatched"""


def legend_entries(items: Iterable[Item], catalogue: Catalogue, language: Language) -> tuple[LegendEntry, ...]:
    """Rows for items, which are those drawn: layers, then the stages and the edges of precision present, each with its count."""
    drawn = [item for item in items if item.geometry is not None]
    works = [item for item in drawn if catalogue.layer_of(item).id != UNITS_LAYER]

    def name(entry: Layer | Stage) -> str:
        return entry.zh if language == "zh" else entry.en

    rows = [LegendEntry("layer", name(row.layer), row.count, row.layer, row.located) for row in legend_rows(drawn, catalogue)]
    stages = [(stage, sum(item.stage == stage.id for item in drawn)) for stage in catalogue.stages.values()]
    stage_rows = [LegendEntry("stage", name(stage), count, stage=stage) for stage, count in stages if count]
    edges = [catalogue.precisions[item.precision].edge for item in works if item.located != "point"]
    edge_rows = [
        LegendEntry("edge", words, edges.count(edge), edge=edge)
        for edge, words in (("soft", text("legend.soft", language)), ("hatched", text("legend.hatched", language)))
        if edge in edges
    ]
    for heading, group in (("legend.stage", stage_rows), ("legend.precision", edge_rows)):
        rows += [LegendEntry("heading", text(heading, language)), *group] if group else []
    return tuple(rows)


def draw_legend(  # noqa: PLR0913 - each option has a name
    axes: Any, entries: Sequence[LegendEntry], catalogue: Catalogue, *, type_pt: float = 8.0, columns: int = 1, ground: str = "light"
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
        _Row(axes, catalogue, ground, x, y, width / columns - gutter, row_pt, type_pt).draw(entry)
    return rows * row_pt


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: where it lies (points, middle of its height) and how large it is."""

    axes: Any
    catalogue: Catalogue
    ground: str
    x: float
    y: float
    width: float
    height: float
    type_pt: float

    @property
    def colors(self) -> dict[str, Any]:
        return self.catalogue.grounds[self.ground]

    def draw(self, entry: LegendEntry) -> None:
        """Swatch, words, count."""
        if entry.kind == "heading":
            hand = Hand(self.type_pt * 0.92, self.colors["label_quiet"])
            write(self.axes, self.x, baseline_below(self.y - self.height * 0.1, self.type_pt), entry.words, hand)
            return
        base, left = baseline_below(self.y, self.type_pt), (SWATCH_WIDTH + SWATCH_GAP) * self.height
        room = self.width - left - NUMBERS_WIDTH * self.type_pt
        write(self.axes, self.x + left, base, *fitted(entry.words, Hand(self.type_pt, self.colors["ink"]), room))
        number = Hand(self.type_pt * 0.95, self.colors["label_quiet"], align="right")
        write(self.axes, self.x + self.width, base, str(entry.count), number)
        if entry.layer is not None:
            self._layer(entry.layer, entry.located)
        elif entry.stage is not None:
            self._stage(entry.stage)
        else:
            self._edge(entry.edge)

    def _box(self) -> shapely.Polygon:
        """The swatch in points."""
        return shapely.box(self.x, self.y - self.height * 0.34, self.x + SWATCH_WIDTH * self.height, self.y + self.height * 0.34)

    def _stroke(self, geometry: Any, color: str, width_px: float, **look: Any) -> None:
        stroke(self.axes, geometry, Line(color, width_px * PT_PER_PX, **({"round_ends": False} | look)), zorder=ZORDER + 1)

    def _layer(self, layer: Layer, located: frozenset[str]) -> None:
        color, box = color_on(layer, self.ground), self._box()
        if layer.id == UNITS_LAYER:
            fill(self.axes, box, self.colors["unit_tints"][1], zorder=ZORDER)
            self._stroke(box, self.colors["unit_line"], 1.0)
            return
        if "area" in located:
            fill(self.axes, box, color, zorder=ZORDER, opacity=layer.opacity)
            self._stroke(box, color, max(layer.edge, 1.0))
        if "line" in located and layer.symbol == ARROW_SYMBOL:
            fill(self.axes, self._arrow(box), color, zorder=ZORDER + 1, opacity=ARROW_OPACITY)
        elif "line" in located:
            for part in strokes(layer, self.catalogue.stages[SWATCH_STAGE]):
                drawn = line_of(part, stroke_color(part, layer, self.catalogue, self.ground), part.width_px * PT_PER_PX)
                stroke(self.axes, self._middle(box), replace(drawn, round_ends=False), zorder=ZORDER + 1)
        if "point" in located:
            middle = box.centroid.x if located == {"point"} else box.bounds[2] - self.height * 0.4
            spot = Spot(self.axes, middle, self.y, self.height * 0.92, 1.0, ZORDER + 2)
            draw_symbol(spot, layer, self.catalogue.stages[SWATCH_STAGE], paper=self.colors["halo"], ground=self.ground)

    def _middle(self, box: shapely.Polygon, *, cut: float = 0.0) -> shapely.LineString:
        return shapely.LineString([(box.bounds[0], self.y), (box.bounds[2] - cut, self.y)])

    def _arrow(self, box: shapely.Polygon) -> shapely.Polygon:
        x0, y0, tip, y1 = box.bounds
        neck, half, y = tip - self.height * 0.7, self.height * 0.13, self.y
        return shapely.Polygon([(x0, y - half), (neck, y - half), (neck, y0), (tip, y), (neck, y1), (neck, y + half), (x0, y + half)])

    def _stage(self, stage: Stage) -> None:
        """A line, a disc and an area, as the stage has them."""
        box, ink = self._box(), self.colors["ink"]
        self._sample(self._middle(box, cut=self.height * STAGE_LINE_CUT), stage, SAMPLE_PX)
        spot = Spot(self.axes, box.bounds[2] - self.height * 1.5, self.y, self.height * 0.74, 1.0, ZORDER)
        draw_disc(spot, stage, ink, paper=self.colors["halo"])
        inset = plain_strokes(SAMPLE_EDGE_PX, stage)[0].width_px * PT_PER_PX / 2
        right, half = box.bounds[2] - inset, self.height * 0.34 - inset
        area = shapely.box(box.bounds[2] - self.height * 0.98 + inset, self.y - half, right, self.y + half)
        fill(self.axes, area, ink, zorder=ZORDER, opacity=min(BOX_OPACITY * stage.area_factor, 1.0))
        self._sample(area, stage, SAMPLE_EDGE_PX)

    def _sample(self, geometry: Any, stage: Stage, width_px: float) -> None:
        for part in sample_strokes(stage, width_px):
            look = line_of(part, sample_color(part, self.catalogue, self.ground), part.width_px * PT_PER_PX)
            stroke(self.axes, geometry, replace(look, round_ends=bool(part.dash)), zorder=ZORDER + 1)

    def _edge(self, edge: str) -> None:
        box, ink = self._box(), self.colors["ink"]
        if edge == "hatched":
            self._stroke(hatch_lines(box, HATCH_STEP_PX * PT_PER_PX * 0.8), ink, 1.1, opacity=0.6)
            self._stroke(box, ink, 0.8)
            return
        self._stroke(self._middle(box), ink, 7.0, opacity=HALO_OPACITY)
        self._stroke(self._middle(box), ink, 2.2)
