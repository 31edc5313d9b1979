"""Point symbols on paper: the pictograms of layers/symbols.py as vector paths."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.svgLib import SVGPath
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from layers.style import Layer, Stage, color_on
from layers.symbols import FILL_SHARE, PICTOGRAMS

GRID = 24.0
"""the drawing's own units across"""
PAPER_RADIUS, DISC_RADIUS, RING_WIDTH = 11.5, 10.0, 1.6
PICTOGRAM_SCALE, PICTOGRAM_SHIFT = 0.55, 5.4
PICTOGRAM_STROKE, PICTOGRAM_HALO = 2.6 * PICTOGRAM_SCALE, 6.0 * PICTOGRAM_SCALE


class _PathPen(BasePen):
    """Collects what fontTools reads from an SVG as a matplotlib path."""

    def __init__(self) -> None:
        super().__init__(None)
        self.points: list[tuple[float, float]] = []
        self.codes: list[int] = []

    def _add(self, code: int, *points: tuple[float, float]) -> None:
        self.points.extend(points)
        self.codes.extend([code] * len(points))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names
        self._add(int(Path.MOVETO), pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add(int(Path.LINETO), pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802
        self._add(int(Path.CURVE4), pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._add(int(Path.CLOSEPOLY), self.points[-1])


@lru_cache(maxsize=64)
def pictogram_path(symbol: str) -> Path:
    """A pictogram on the 24 × 24 grid, y downwards. Raises KeyError for an unknown one."""
    pen = _PathPen()
    SVGPath.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{PICTOGRAMS[symbol]}</svg>'.encode()).draw(pen)
    return Path(pen.points, pen.codes)


def _disc_below(level: float) -> Path:
    """The part of the disc below a level of the grid (y downwards), as a polygon fine enough for print."""
    circle = Path.circle((GRID / 2, GRID / 2), DISC_RADIUS)
    return circle.clip_to_bbox(Bbox([[0.0, level], [GRID, GRID]]), inside=True) if level > GRID / 2 - DISC_RADIUS else circle


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a symbol stands, and how large it is."""

    axes: Any
    x: float
    y: float
    """its middle, in units of axes"""
    size_pt: float
    """across"""
    unit: float
    """units of axes a point"""
    zorder: float

    def add(self, path: Path, inner: Affine2D | None = None, *, face: str = "none", edge: str = "none", width: float = 0.0) -> None:
        """Draw a path of the grid; width of its edge in the grid's units."""
        pt = self.size_pt / GRID
        place = Affine2D().translate(-GRID / 2, -GRID / 2).scale(self.unit * pt, -self.unit * pt).translate(self.x, self.y)
        self.axes.add_artist(
            PathPatch(
                path,
                transform=(inner + place if inner else place) + self.axes.transData,
                facecolor=face,
                edgecolor=edge,
                linewidth=width * pt,
                capstyle="round",
                joinstyle="round",
                zorder=self.zorder,
            )
        )


def draw_disc(spot: Spot, stage: Stage, color: str, *, paper: str) -> None:
    """The disc that stands for a stage: filled, half, a quarter, or a ring; paper = colour of the empty part."""
    share, centre = FILL_SHARE[stage.fill], (GRID / 2, GRID / 2)
    spot.add(Path.circle(centre, PAPER_RADIUS), face=paper)
    if share:
        spot.add(_disc_below(GRID / 2 + DISC_RADIUS - 2 * DISC_RADIUS * share), face=color)
    spot.add(Path.circle(centre, DISC_RADIUS), edge=color, width=RING_WIDTH)


def draw_symbol(spot: Spot, layer: Layer, stage: Stage, *, paper: str, ground: str = "light") -> None:
    """A layer's pictogram in the disc of a stage."""
    share, color = FILL_SHARE[stage.fill], color_on(layer, ground)
    draw_disc(spot, stage, color, paper=paper)
    inner = Affine2D().scale(PICTOGRAM_SCALE).translate(PICTOGRAM_SHIFT, PICTOGRAM_SHIFT)
    pictogram = pictogram_path(layer.symbol)
    if share not in (0.0, 1.0):
        spot.add(pictogram, inner, edge=paper, width=PICTOGRAM_HALO)
    spot.add(pictogram, inner, edge=paper if share == 1.0 else color, width=PICTOGRAM_STROKE)
