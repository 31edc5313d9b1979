"""Point symbols as SVG: a pictogram by kind in a disc filled by stage.

The same drawing on screen, in the legend and on paper.

All sizes are in units of the pictograms' grid, GRID across.
"""

from math import sqrt

from layers.style.catalogue import Layer, Stage
from layers.style.pictograms import PICTOGRAMS

GRID = 24
CENTRE, RADIUS, RING_WIDTH, PAPER_RADIUS = 12, 10, 1.6, 11.5
"""of the disc, its outline, and the paper under it"""
RIM_RADIUS, RIM_WIDTH, INNER_RADIUS = 11.0, 1.5, 8.1
"""of the ring round a disc, and of the disc inside it"""
SQUARE_HALF = 7.2
"""half the side of the square that stands for no stage"""
PICTOGRAM_WIDTH, PICTOGRAM_HALO = 2.6, 6.0
"""of its lines, and of the paper under them on a disc that is filled in part; both are scaled with it"""

# How much of the disc is filled, from the bottom up.
FILL_SHARE = {"rimmed": 1.0, "full": 1.0, "half": 0.5, "quarter": 0.25, "ring": 0.0, "square": 0.0}
PICTOGRAM_SCALE = {"rimmed": 0.45, "square": 0.44}
USUAL_SCALE = 0.55


def pictogram_scale(stage: Stage) -> float:
    """How large a pictogram is drawn inside the disc or square of a stage."""
    return PICTOGRAM_SCALE.get(stage.fill, USUAL_SCALE)


def symbol_svg(layer: Layer, stage: Stage, *, size_px: int, paper: str, color: str) -> str:
    """One point symbol as a complete SVG text; paper is the colour of the empty part, color that of the rest."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_px}" height="{size_px}" viewBox="0 0 {GRID} {GRID}">'
        f"{symbol_shapes(layer.symbol, stage, color, paper)}</svg>"
    )


def symbol_shapes(symbol: str, stage: Stage, color: str, paper: str) -> str:
    """A pictogram in the disc of a stage (filled, half, a quarter, or a ring) on the grid, as the inside of an SVG."""
    share, scale = FILL_SHARE[stage.fill], pictogram_scale(stage)
    ink = paper if share == 1.0 else color
    place = f'transform="translate({CENTRE * (1 - scale):.3f} {CENTRE * (1 - scale):.3f}) scale({scale})"'
    pictogram = PICTOGRAMS[symbol]
    halo = f'<g {place} stroke="{paper}" stroke-width="{PICTOGRAM_HALO}">{pictogram}</g>' if 0 < share < 1 else ""
    return (
        f"{disc_svg(stage, color, paper)}"
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{halo}'
        f'<g {place} stroke="{ink}" stroke-width="{PICTOGRAM_WIDTH}">{pictogram}</g></g>'
    )


def disc_svg(stage: Stage, color: str, paper: str) -> str:
    """The disc (or square) of a stage on the grid, as the inside of an SVG."""
    if stage.fill == "square":
        side, corner = 2 * SQUARE_HALF, CENTRE - SQUARE_HALF
        return (
            f'<rect x="{corner:.1f}" y="{corner:.1f}" width="{side:.1f}" height="{side:.1f}" '
            f'fill="{paper}" stroke="{color}" stroke-width="{RING_WIDTH}"/>'
        )
    if stage.fill == "rimmed":
        ring = f'<circle cx="12" cy="12" r="{RIM_RADIUS}" fill="{paper}" stroke="{color}" stroke-width="{RIM_WIDTH}"/>'
        return f'{ring}<circle cx="12" cy="12" r="{INNER_RADIUS}" fill="{color}"/>'
    outline = f'<circle cx="12" cy="12" r="{RADIUS}" fill="none" stroke="{color}" stroke-width="{RING_WIDTH}"/>'
    return (
        f'<circle cx="12" cy="12" r="{PAPER_RADIUS}" fill="{paper}"/>{_filled(FILL_SHARE[stage.fill], color)}{outline}'
    )


def _filled(share: float, color: str) -> str:
    """The disc filled up to share of its height; by its own outline, as the ids of clips would meet in one page."""
    if not share:
        return ""
    if share == 1.0:
        return f'<circle cx="12" cy="12" r="10" fill="{color}"/>'
    level = CENTRE + RADIUS - 2 * RADIUS * share
    half = sqrt(RADIUS**2 - (level - CENTRE) ** 2)
    outline = f"M{CENTRE - half:.2f} {level:.2f}A{RADIUS} {RADIUS} 0 0 0 {CENTRE + half:.2f} {level:.2f}Z"
    return f'<path d="{outline}" fill="{color}"/>'
