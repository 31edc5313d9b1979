"""What a line is drawn of: the stage's dash, and over it the layer's form. One answer for map, paper, page, slide and legend.

Hue says the theme, dash the stage, the soft edge the precision; the form tells layers apart where no hue is left, in a grey print.
"""

from dataclasses import dataclass
from math import ceil

from layers.style import Catalogue, Layer, Stage, color_on

TICK_ACROSS, TICK_ALONG = 2.9, 0.45
"""length and thickness of a cross tick, in widths of its line"""
TICK_STEP = 5.6
"""least distance of ticks in widths of the line; on dashes each tick stands on the middle of one"""
CORE_SHARE = 0.38
"""width of the pale core of a double line, of the line's"""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One of the lines, drawn one over another, that make a line."""

    part: str
    """line | ticks | core; the core has the colour of paper, the others the layer's"""
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


def strokes(layer: Layer, stage: Stage) -> tuple[Stroke, ...]:
    """The strokes of a line of layer in stage, the first the line itself."""
    line = Stroke("line", layer.width * stage.width_factor, stage.dash)
    over = {"ticks": _ticks, "cased": _core}.get(layer.form)
    return (line, over(line)) if over else (line,)


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


def stroke_color(stroke: Stroke, layer: Layer, catalogue: Catalogue, ground: str) -> str:
    """#rrggbb of a stroke on a ground (light or dark)."""
    return str(catalogue.grounds[ground]["halo"]) if stroke.part == "core" else color_on(layer, ground)
