"""What a line is drawn of: the stage's rim and dash, and over it the layer's form.

One answer for map, paper, page, slide and legend.

Hue says the theme, dash and rim the stage, the soft edge the precision; the form tells layers apart where no hue is
left, in a grey print.
"""

from dataclasses import dataclass, replace
from math import ceil

from layers.style.catalogue import Catalogue, Layer, Stage, color_on

TICK_ACROSS, TICK_ALONG = 2.9, 0.45
"""length and thickness of a cross tick, in widths of its line"""
TICK_STEP = 5.6
"""least distance of ticks in widths of the line; on dashes each tick stands on the middle of one"""
CORE_SHARE = 0.38
"""width of the pale core of a double line, of the line's"""
RIM_PX, RIM_GAP_PX = 1.0, 1.3
"""width of the thin line along both sides of a line, and of the paper between; pixels, whatever the line's width"""
SAMPLE_PX = 2.8
"""width of the line that shows a stage in a legend"""
PAPER_PARTS = frozenset({"gap", "core", "station-core", "end-core"})
STATION_PX, END_PX, STOP_CORE = 7.6, 11.0, 0.55
"""across the ring that marks a station, and an end of a line; share of it that has the colour of paper"""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One of the lines, drawn one over another, that make a line."""

    part: str
    """rim | gap | line | ticks | core | station | station-core | end | end-core; gap and cores have the colour of
    paper, the others the layer's"""
    width_px: float
    dash: tuple[float, ...] = ()
    """lengths on and off in widths of this stroke; empty for a solid one"""
    first: float = 0.0
    """distance to the first dash, in the same"""

    @property
    def round_ends(self) -> bool:
        """Dashes end round, except those shorter than they are wide: a tick would become a dot."""
        return not self.dash or self.dash[0] >= 1

    @property
    def dash_offset(self) -> float:
        """How far into the dash the stroke begins, in its widths, as SVG and matplotlib ask."""
        return sum(self.dash) - self.first if self.first else 0.0

    def single_dashes(self) -> tuple["Stroke", ...]:
        """The same as strokes whose dash has two lengths at the most: a chain line's dashes, and its dots."""
        period, ahead, result = sum(self.dash), self.first, []
        for on, off in zip(self.dash[::2], self.dash[1::2], strict=True):
            result.append(replace(self, dash=(on, period - on), first=ahead))
            ahead += on + off
        return tuple(result) or (self,)


def strokes(layer: Layer, stage: Stage) -> tuple[Stroke, ...]:
    """The strokes of a line of layer in stage, in the order in which they are drawn."""
    line = Stroke("line", layer.width * stage.width_factor, stage.dash)
    over = {"ticks": _ticks, "cased": _core}.get(layer.form)
    return (*_rim(line, stage), line, *((over(line),) if over else ()))


def plain_strokes(width_px: float, stage: Stage) -> tuple[Stroke, ...]:
    """The strokes of a line of no form, as an area's edge or a legend's sample; width_px before the stage's factor."""
    line = Stroke("line", width_px * stage.width_factor, stage.dash)
    return (*_rim(line, stage), line)


def stop_strokes() -> tuple[Stroke, ...]:
    """The rings at a line's stations and ends: strokes of lines as good as without length, whose ends are round."""
    sizes = (("station", STATION_PX), ("end", END_PX))
    return tuple(
        stroke for part, size in sizes for stroke in (Stroke(part, size), Stroke(f"{part}-core", size * STOP_CORE))
    )


def sample_strokes(stage: Stage, width_px: float = SAMPLE_PX) -> tuple[Stroke, ...]:
    """A legend's short line of a stage: it begins in the middle of a dash, so that a gap is always seen."""
    return tuple(
        replace(part, first=sum(part.dash) - part.dash[0] / 2) if part.dash else part
        for part in plain_strokes(width_px, stage)
    )


def _rim(line: Stroke, stage: Stage) -> tuple[Stroke, ...]:
    """A wide stroke and a paper one over it: what is left beside the line are two thin lines."""
    gap_px = line.width_px + 2 * RIM_GAP_PX
    return (Stroke("rim", gap_px + 2 * RIM_PX), Stroke("gap", gap_px)) if stage.rim else ()


def _ticks(line: Stroke) -> Stroke:
    """Cross ticks as a wide stroke with short dashes: no renderer needs a geometry of its own for them."""
    step, middle = TICK_STEP, TICK_STEP / 2
    if line.dash:
        step = sum(line.dash) * ceil(TICK_STEP / sum(line.dash))
        middle = line.dash[0] / 2
    on, off, first = (length / TICK_ACROSS for length in (TICK_ALONG, step - TICK_ALONG, middle - TICK_ALONG / 2))
    return Stroke("ticks", line.width_px * TICK_ACROSS, (on, off), first)


def _core(line: Stroke) -> Stroke:
    """The same dashes inside the line's: both ends are round, so each dash stays closed."""
    return Stroke("core", line.width_px * CORE_SHARE, tuple(length / CORE_SHARE for length in line.dash))


def stroke_color(stroke: Stroke, layer: Layer, catalogue: Catalogue, appearance: str) -> str:
    """#rrggbb of a stroke in an appearance (light or dark)."""
    return str(catalogue.appearances[appearance]["halo"]) if stroke.part in PAPER_PARTS else color_on(layer, appearance)
