"""Point symbols on paper: the pictograms of layers/style/symbols.py as vector paths."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.svgLib import SVGPath
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from layers.style.catalogue import Stage
from layers.style.pictograms import PICTOGRAMS
from layers.style.symbols import (
    FILL_SHARE,
    GRID,
    INNER_RADIUS,
    PAPER_RADIUS,
    PICTOGRAM_HALO,
    PICTOGRAM_WIDTH,
    RADIUS,
    RIM_RADIUS,
    RIM_WIDTH,
    RING_WIDTH,
    SQUARE_HALF,
    pictogram_scale,
)


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
    circle = Path.circle((GRID / 2, GRID / 2), RADIUS)
    return (
        circle.clip_to_bbox(Bbox([[0.0, level], [float(GRID), float(GRID)]]), inside=True)
        if level > GRID / 2 - RADIUS
        else circle
    )


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
    opacity: float = 1.0

    def add(
        self, path: Path, inner: Affine2D | None = None, *, face: str = "none", edge: str = "none", width: float = 0.0
    ) -> None:
        """Draw a path of the grid; width of its edge in the grid's units."""
        pt = self.size_pt / GRID
        place = (
            Affine2D().translate(-GRID / 2, -GRID / 2).scale(self.unit * pt, -self.unit * pt).translate(self.x, self.y)
        )
        self.axes.add_artist(
            PathPatch(
                path,
                transform=(inner + place if inner else place) + self.axes.transData,
                facecolor=face,
                edgecolor=edge,
                linewidth=width * pt,
                capstyle="round",
                joinstyle="round",
                alpha=self.opacity,
                zorder=self.zorder,
            )
        )


def draw_disc(spot: Spot, stage: Stage, color: str, *, paper: str) -> None:
    """The disc (or square) that stands for a stage, see layers/style/symbols.py; paper = colour of the empty part."""
    share, centre = FILL_SHARE[stage.fill], (GRID / 2, GRID / 2)
    if stage.fill == "square":
        corners = [
            (GRID / 2 + x * SQUARE_HALF, GRID / 2 + y * SQUARE_HALF)
            for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
        ]
        spot.add(Path(corners, closed=True), face=paper, edge=color, width=RING_WIDTH)
        return
    if stage.fill == "rimmed":
        spot.add(Path.circle(centre, RIM_RADIUS), face=paper, edge=color, width=RIM_WIDTH)
        spot.add(Path.circle(centre, INNER_RADIUS), face=color)
        return
    spot.add(Path.circle(centre, PAPER_RADIUS), face=paper)
    if share:
        spot.add(_disc_below(GRID / 2 + RADIUS - 2 * RADIUS * share), face=color)
    spot.add(Path.circle(centre, RADIUS), edge=color, width=RING_WIDTH)


def draw_symbol(spot: Spot, symbol: str, stage: Stage, color: str, *, paper: str) -> None:
    """A pictogram in the disc of a stage."""
    share = FILL_SHARE[stage.fill]
    draw_disc(spot, stage, color, paper=paper)
    scale = pictogram_scale(stage)
    inner = Affine2D().scale(scale).translate(GRID / 2 * (1 - scale), GRID / 2 * (1 - scale))
    pictogram = pictogram_path(symbol)
    if share not in (0.0, 1.0):
        spot.add(pictogram, inner, edge=paper, width=PICTOGRAM_HALO * scale)
    spot.add(pictogram, inner, edge=paper if share == 1.0 else color, width=PICTOGRAM_WIDTH * scale)
