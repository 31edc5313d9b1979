"""Sizes and opacities that hold for every layer, colours to draw with by hand, and how an answer is marked: the tables
[drawing], [labels], [pencil.…] and [mark.…] of layers/catalogue.toml.

Pixels are the screen's; paper has its own size of a pixel (layers/paper/extent.py). Opacities are 0 to 1.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DrawingValues:
    """How items are drawn beside what their layer, stage and precision say."""

    point_px: int
    """a point symbol, across"""
    edge_opacity: float
    """of areas' outlines"""
    soft_edge_opacity: float
    """of those of indicative areas, which are no boundaries"""
    arrow_opacity: float
    halo_opacity: float
    """of a narrow band round what is uncertain; a wide one fades (layers/style/bands.py)"""
    hatch_factor: float
    """how much more strongly than a plain area a hatched one is filled"""
    hatch_step_px: float
    """from one hatch line to the next, along a row of pixels"""
    hatch_width_px: float
    """of a hatch line, along a row of pixels"""
    hatch_ground: float
    """how much of the hatch's opacity the paper between its lines has, 0 to 1"""
    selected_px: float
    """width of the chosen item's outline"""
    selected_opacity: float
    ring_px: float
    """width of the ring round a chosen point"""
    ring_radius_px: float
    ring_opacity: float
    around_px: float
    """width of the outline of how far a question reaches, dashed as a band's"""
    reach_opacity: float
    """of the chosen item's band, before it fades by its width"""
    reach_edge_px: float
    """width of the band's outline"""
    reach_edge_opacity: float
    reach_dash: tuple[float, ...]
    """lengths on and off of the band's outline, in its widths"""
    receding: float
    """how strongly all else is drawn while an item is chosen, 0 to 1"""
    casing_px: float
    """how far a chosen line's casing reaches beyond it, on either side"""
    quiet_zoom: float
    """below this zoom quiet layers are thin and pale"""
    half_quiet_zoom: float
    """from there to this zoom they are half as thin and pale: a large window's view of the city"""
    quiet_width: float
    """of the width of their lines and edges"""
    quiet_strength: float
    """of their opacity"""
    badge_radius_px: float
    """of the badge of a state of progress"""
    badge_rim_px: float
    """width of the pale ring round it"""
    badge_zoom: float
    """from this zoom on points and what is named have their badges whatever these touch, else where there is room"""
    badge_few: int
    """and before it where no more items than so many are in sight"""
    stops_zoom: float
    """from this zoom on stations and ends of lines are marked"""
    wash_km2: float
    """indicative areas as large as this lie under all others"""
    unit_px: float
    """width of the border of the unit in view"""
    filter_unit_px: float
    """width of the borders of the units that are filtered by"""
    unit_opacity: float
    neighbour_line_px: float
    """width of the borders of neighbouring cities"""
    unit_line_px: float
    city_line_px: float
    city_paper_zooms_earlier: float
    """how many zooms earlier paper draws the things of the city under the plan"""

    def quietness(self, zoom: float) -> float:
        """How thin and pale quiet layers are, 0 to 1. web/map/rows.js does the same."""
        return 1.0 if zoom < self.quiet_zoom else 0.5 if zoom < self.half_quiet_zoom else 0.0

    def quietly(self, share: float, zoom: float) -> float:
        """What a quiet layer keeps at a zoom of a width or an opacity of which it keeps a share when it is quiet."""
        return 1.0 - (1.0 - share) * self.quietness(zoom)


@dataclass(frozen=True, slots=True)
class LabelValues:
    """From which zoom on, and in which order, names appear."""

    zooms: tuple[float, ...]
    """Among many items those of a layer are named from this zoom on, by the layer's rank; the last for any further
    rank. Web Mercator, tiles of 512 pixels."""
    paper_zooms_earlier: float
    """how many zooms earlier on paper, which is finer than a screen and carries more"""
    city_paper_zooms_earlier: float
    """the same for names of the city under the plan"""
    unit_rank: float
    neighbour_rank: float
    water_rank: float
    """before its own rank is added"""

    def zoom_of(self, rank: int, earlier: float = 0.0) -> float:
        """The zoom from which items of a layer of this rank are named."""
        return max(self.zooms[min(rank, len(self.zooms) - 1)] - earlier, 0.0)


@dataclass(frozen=True, slots=True)
class Pencil:
    """A colour that somebody draws with by hand."""

    id: str
    zh: str
    en: str
    color: str
    """#rrggbb, in light and on paper"""
    color_dark: str
    """#rrggbb, in dark"""


@dataclass(frozen=True, slots=True)
class AnswerMark:
    """What lies under things that an answer names: a disc under a point, a band under a line or an area's outline.

    Those of one kind flow into each other: all edges are drawn before all fills (layers/answer/plates.py).
    """

    id: str
    """possible | certain | asked, in drawing order"""
    color: str
    """#rrggbb of the edge, in light and on paper"""
    color_dark: str
    color_fill: str
    color_fill_dark: str
    edge_px: float
    """width of the edge"""
    dash_px: tuple[float, ...]
    """lengths on and off of the edge; empty for a solid one"""
    beside_px: float
    """how far the band reaches beyond a line, on either side"""
    outline_px: float
    """the same along the outline of an area, and of what is not drawn but for its plate"""
    radius_px: float
    """of the disc under a point's symbol"""
    lone_px: float
    """radius of the disc of a point of which nothing else is drawn"""

    def fill_on(self, appearance: str) -> str:
        """#rrggbb of what the edge goes round, in an appearance (light or dark)."""
        return self.color_fill_dark if appearance == "dark" else self.color_fill


def pencils_and_marks(raw: dict[str, Any]) -> tuple[dict[str, Pencil], dict[str, AnswerMark]]:
    """The tables [pencil.…] and [mark.…] of layers/catalogue.toml, in its order.

    Raises KeyError where there are none, TypeError where one lacks a value.
    """
    pencils = {key: Pencil(id=key, **values) for key, values in raw["pencil"].items()}
    dashes = {key: {"dash_px": tuple(values["dash_px"])} for key, values in raw["mark"].items()}
    return pencils, {key: AnswerMark(id=key, **(values | dashes[key])) for key, values in raw["mark"].items()}
