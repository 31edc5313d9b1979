"""Swatches (layers/style/swatches.py) on paper, as vectors."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import shapely

from layers.paper.extent import PT_PER_PX
from layers.paper.pen import fill, line_of, stroke
from layers.paper.symbols import Spot, draw_disc, draw_symbol
from layers.style.swatches import Outline, Place, Sign, Swatch

ZORDER, STEP = 5.0, 0.01


def draw_swatch(  # noqa: PLR0913 - each option has a name
    axes: Any, swatch: Swatch, colors: Mapping[str, str], *, x: float, y: float, scale: float,
    pt_per_px: float = PT_PER_PX, zorder: float = ZORDER,
) -> None:  # fmt: skip
    """Draw into axes: x = left end, y = middle, scale = units of the axes (points in a legend) a pixel of the swatch.

    Lines are as wide as on the map whatever the scale: pt_per_px of theirs.
    """
    for position, shape in enumerate(swatch.shapes):
        box = _Box(axes, colors, x, y + swatch.height / 2 * scale, scale, zorder + position * STEP)
        if isinstance(shape, Outline):
            box.outline(shape, pt_per_px)
        else:
            box.sign(shape)


@dataclass(frozen=True, slots=True)
class _Box:
    """Where the upper left corner of a swatch lies."""

    axes: Any
    colors: Mapping[str, str]
    left: float
    top: float
    scale: float
    zorder: float

    def at(self, place: Place) -> Place:
        """Points of a place in the swatch."""
        return self.left + place[0] * self.scale, self.top - place[1] * self.scale

    def outline(self, shape: Outline, pt_per_px: float) -> None:
        places, color = [self.at(place) for place in shape.places], self.colors[shape.role]
        if shape.stroke is None:
            fill(self.axes, shapely.Polygon(places), color, zorder=self.zorder, opacity=shape.opacity)
            return
        if shape.closed:
            # From the middle of a side, so that no corner is left open.
            (x0, y0), (x1, y1), *_ = places
            middle = ((x0 + x1) / 2, (y0 + y1) / 2)
            places = [middle, *places[1:], places[0], middle]
        look = line_of(shape.stroke, color, shape.stroke.width_px * pt_per_px, opacity=shape.opacity)
        line = replace(look, round_ends=shape.round_ends)
        stroke(self.axes, shapely.LineString(places), line, zorder=self.zorder)

    def sign(self, sign: Sign) -> None:
        spot = Spot(self.axes, *self.at((sign.x, sign.y)), sign.size * self.scale, 1.0, self.zorder)
        if sign.layer is not None:
            draw_symbol(spot, sign.layer.symbol, sign.stage, self.colors["layer"], paper=self.colors["paper"])
        else:
            draw_disc(spot, sign.stage, self.colors["ink"], paper=self.colors["paper"])
