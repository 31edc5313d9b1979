"""What stands around a map on paper: scale bar, north arrow, title, foot. Drawn on a page whose units are points."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import shapely
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from exports.sheet.layout import Box
from geo import crs
from layers.paper.extent import Extent
from layers.paper.letters.words import Align
from layers.paper.marks import END, FIRST, LAST, Mark, Tag, put
from layers.paper.pen import Line, fill, stroke
from layers.paper.text import LINE_HEIGHT, Hand, baseline_below, shortened, wrapped, write
from layers.style.catalogue import Catalogue
from layers.text import Language, text

BAR_STEPS = (1.0, 2.0, 5.0, 10.0)
SCALE_BAR = "scale-bar"
"""gid of the bar's outline: tests measure it"""
PLATE_OPACITY = 0.88
ZORDER = 20.0


@dataclass(frozen=True, slots=True)
class Page:
    """A figure that is a sheet of paper."""

    figure: Figure
    axes: Any
    """covers the page; its units are points"""
    width: float
    height: float
    factor: float
    catalogue: Catalogue
    language: Language
    tags: list[Tag] = field(default_factory=list)
    """what its marked parts are"""
    maps: list[tuple[Box, Extent, str]] = field(default_factory=list)
    """where a map stands, what it shows, what it is called"""

    @contextmanager
    def tagged(self, *path: str, said: str = "", axes: Any = None) -> Iterator[None]:
        """Words that are written on the page meanwhile are of a structure type (Tag.path), or axes are, as they stand.

        said: in the place of a figure.
        """
        target, low, high = (self.axes, ZORDER + 2, ZORDER + 2) if axes is None else (axes, 2 * FIRST, 2 * LAST)
        put(target, [Mark(f"/{path[-1].partition('/')[0]} <</MCID {len(self.tags)}>> BDC".encode(), low)])
        self.tags.append(Tag(path, said))
        yield
        put(target, [Mark(END, high)])

    @property
    def colors(self) -> dict[str, Any]:
        """The paper's colours by role."""
        return self.catalogue.appearances["light"]

    def hand(self, size: float, *, role: str = "ink", bold: bool = False, align: Align = "left") -> Hand:
        """Type of a size on A3, in a colour of the appearance."""
        return Hand(size * self.factor, self.colors[role], bold=bold, align=align, zorder=ZORDER + 2)

    def axes_in(self, box: Box, *, zorder: float = 1.0) -> Any:
        """New axes in a box of the page."""
        return self.figure.add_axes(
            (box.x / self.width, box.y / self.height, box.width / self.width, box.height / self.height), zorder=zorder
        )

    def outline(self, box: Box, *, width: float = 0.8, role: str = "ink") -> None:
        """A thin line around a box."""
        stroke(
            self.axes,
            shapely.box(box.x, box.y, box.right, box.top),
            Line(self.colors[role], width * self.factor),
            zorder=ZORDER,
        )

    def rule(self, x0: float, x1: float, y: float, *, role: str = "unit_line", width: float = 0.6) -> None:
        """A thin horizontal line."""
        stroke(
            self.axes,
            shapely.LineString([(x0, y), (x1, y)]),
            Line(self.colors[role], width * self.factor, round_ends=False),
            zorder=ZORDER,
        )

    def plate(self, box: Box, *, opacity: float = PLATE_OPACITY) -> None:
        """A pale background for what stands on the map."""
        shape = shapely.box(box.x, box.y, box.right, box.top)
        fill(self.axes, shape, self.colors["unit"], zorder=ZORDER - 1, opacity=opacity)

    def paragraph(  # noqa: PLR0913 - place, type and room
        self, words: str, x: float, top: float, hand: Hand, *, room: float, most: int = 99
    ) -> float:
        """Words in so many lines at most, none wider than room, from top down; returns where the next could begin."""
        lines = wrapped(words, hand.size_pt, room, bold=hand.bold)
        for line in (
            [*lines[: most - 1], shortened("".join(lines[most - 1 :]), hand.size_pt, room, bold=hand.bold)]
            if len(lines) > most
            else lines
        ):
            write(self.axes, x, baseline_below(top - hand.size_pt * LINE_HEIGHT / 2, hand.size_pt), line, hand)
            top -= hand.size_pt * LINE_HEIGHT
        return top


def new_page(width: float, height: float, factor: float, catalogue: Catalogue, language: Language) -> Page:
    """An empty sheet of paper; width and height in points."""
    figure = Figure(figsize=(width / 72, height / 72), facecolor=catalogue.appearances["light"]["unit"])
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), zorder=5)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    axes.patch.set_visible(False)
    return Page(figure, axes, width, height, factor, catalogue, language)


def bar_length_m(longest_m: float) -> float:
    """The longest round length in metres that is no longer than longest_m."""
    power = 10 ** math.floor(math.log10(longest_m))
    return power * max(step for step in BAR_STEPS if step * power <= longest_m)


def scale_bar(page: Page, extent: Extent, x: float, y: float, *, longest_pt: float) -> float:
    """A bar in two colours that measures true on the extent's map, its lower left at x, y; returns its right end."""
    length_m = bar_length_m(longest_pt * extent.metres_per_pt)
    length, high = length_m / extent.metres_per_pt, 4.2 * page.factor
    for part in range(4):
        color = page.colors["ink"] if part % 2 == 0 else page.colors["unit"]
        page.axes.add_artist(
            Rectangle((x + part * length / 4, y), length / 4, high, facecolor=color, edgecolor="none", zorder=ZORDER)
        )
    bar = Rectangle(
        (x, y),
        length,
        high,
        facecolor="none",
        edgecolor=page.colors["ink"],
        linewidth=0.7 * page.factor,
        zorder=ZORDER + 1,
    )
    bar.set_gid(SCALE_BAR)
    page.axes.add_artist(bar)
    small = page.hand(8.0, align="center")
    for share in (0.0, 0.5, 1.0):
        value = length_m * share
        words = f"{value / 1000:g}" if length_m >= 2000 else f"{value:g}"
        write(page.axes, x + share * length, y + high + 3.2 * page.factor, words, small)
    unit = "km" if length_m >= 2000 else "m"
    write(page.axes, x + length + 9 * page.factor, y + high + 3.2 * page.factor, unit, page.hand(8.0))
    return x + length


def north_arrow(page: Page, extent: Extent, x: float, y: float) -> None:
    """An arrow to true north at the map's middle, its foot at x, y: turned by the convergence of the meridians."""
    size, turn = 30.0 * page.factor, math.radians(convergence_deg(extent))
    sin, cos = math.sin(turn), math.cos(turn)

    def turned(*points: tuple[float, float]) -> shapely.Polygon:
        return shapely.Polygon(
            [(x + (px * cos - py * sin) * size, y + (px * sin + py * cos) * size) for px, py in points]
        )

    fill(page.axes, turned((0.0, 1.0), (0.28, 0.0), (0.0, 0.2)), page.colors["ink"], zorder=ZORDER + 1)
    half = turned((0.0, 1.0), (-0.28, 0.0), (0.0, 0.2))
    fill(page.axes, half, page.colors["unit"], zorder=ZORDER + 1)
    stroke(page.axes, half, Line(page.colors["ink"], 0.7 * page.factor), zorder=ZORDER + 1)
    write(page.axes, x, y + size * 1.1, text("sheet.north", page.language), page.hand(9.5, bold=True, align="center"))


def convergence_deg(extent: Extent) -> float:
    """Angle in degrees, counter-clockwise, from grid north to true north at the middle of an extent."""
    x, y = (extent.west + extent.east) / 2, (extent.south + extent.north) / 2
    here = crs.from_metric(shapely.Point(x, y))
    ahead = crs.to_metric(shapely.Point(here.x, here.y + 0.05))
    return -math.degrees(math.atan2(ahead.x - x, ahead.y - y))
