"""Point symbols as SVG: a pictogram by kind in a disc filled by stage. The same drawing on screen, in the legend and on paper.

All sizes are in units of the pictograms' grid, 24 across."""

from math import sqrt

from layers.style import Layer, Stage, color_on

SIZE_PX = 44
CENTRE, RADIUS, RING_WIDTH, PAPER_RADIUS = 12, 10, 1.6, 11.5
"""of the disc, its outline, and the paper under it"""
RIM_RADIUS, RIM_WIDTH, INNER_RADIUS = 11.0, 1.5, 8.1
"""of the ring round a disc, and of the disc inside it"""
SQUARE_HALF = 7.2
"""half the side of the square that stands for no stage"""
PICTOGRAM_WIDTH, PICTOGRAM_HALO = 2.6, 6.0
"""of its lines, and of the paper under them on a disc that is filled in part; both are scaled with it"""

# Pictograms on a 24 × 24 grid, drawn for this project, stroke 2, no fill unless said.
PICTOGRAMS = {
    "hub": '<circle cx="12" cy="12" r="3.2"/><path d="M12 3v5.5M12 15.5V21M3 12h5.5M15.5 12H21"/>',
    "plane": '<path d="M12 3v18M12 9.5 4 14M12 9.5l8 4.5M12 18l-3.2 2.4M12 18l3.2 2.4"/>',
    "port": '<circle cx="12" cy="5" r="2"/><path d="M12 7v14M7.5 11h9M4 14c.6 4.4 4 7 8 7s7.400-2.600 8-7"/>',
    "rail": '<path d="M8 3v18M16 3v18M5 7h14M5 12h14M5 17h14"/>',
    "metro": '<path d="M4 19 8 6l4 8 4-8 4 13"/>',
    "road": '<path d="M8 3 5 21M16 3l3 18M12 4v3M12 10.500v3M12 17v3"/>',
    "drop": '<path d="M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z"/>',
    "leaf": '<path d="M5 19C5 9 11 5 20 4c0 9-4 15-13 15M5 21c1-5 4-9 9-11"/>',
    "cloud": '<path d="M7 18h10a4 4 0 0 0 .5-8A6 6 0 0 0 6 9.500 4.300 4.300 0 0 0 7 18z"/>',
    "centre": '<path d="m12 3.500 2.600 5.400 5.900.8-4.300 4.100 1.100 5.900L12 16.900l-5.300 2.800 1.100-5.900L3.500 9.700l5.900-.8z"/>',
    "core": '<circle cx="12" cy="12" r="8.500"/><circle cx="12" cy="12" r="3"/>',
    "flag": '<path d="M6 21V4M6 4.500h12l-3 4 3 4H6"/>',
    "wave": '<path d="M3 10c3-4 6-4 9 0s6 4 9 0M3 16c3-4 6-4 9 0s6 4 9 0"/>',
    "area": '<path d="M4 7 13 4l7 6-3 9-11 1z"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
}

# How much of the disc is filled, from the bottom up.
FILL_SHARE = {"rimmed": 1.0, "full": 1.0, "half": 0.5, "quarter": 0.25, "ring": 0.0, "square": 0.0}
PICTOGRAM_SCALE = {"rimmed": 0.45, "square": 0.44}
USUAL_SCALE = 0.55


def pictogram_scale(stage: Stage) -> float:
    """How large a pictogram is drawn inside the disc or square of a stage."""
    return PICTOGRAM_SCALE.get(stage.fill, USUAL_SCALE)


def symbol_svg(layer: Layer, stage: Stage, *, size_px: int = SIZE_PX, paper: str, ground: str = "light") -> str:
    """One point symbol as a complete SVG text.

    The disc stands for the stage: filled, half, a quarter, or a ring; paper is the colour of the empty part (#rrggbb).
    """
    share, color, scale = FILL_SHARE[stage.fill], color_on(layer, ground), pictogram_scale(stage)
    ink = paper if share == 1.0 else color
    place = f'transform="translate({CENTRE * (1 - scale):.3f} {CENTRE * (1 - scale):.3f}) scale({scale})"'
    pictogram = PICTOGRAMS[layer.symbol]
    halo = f'<g {place} stroke="{paper}" stroke-width="{PICTOGRAM_HALO}">{pictogram}</g>' if 0 < share < 1 else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_px}" height="{size_px}" viewBox="0 0 24 24">'
        f"{disc_svg(stage, color, paper)}"
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{halo}'
        f'<g {place} stroke="{ink}" stroke-width="{PICTOGRAM_WIDTH}">{pictogram}</g></g>'
        "</svg>"
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
    return f'<circle cx="12" cy="12" r="{PAPER_RADIUS}" fill="{paper}"/>{_filled(FILL_SHARE[stage.fill], color)}{outline}'


def _filled(share: float, color: str) -> str:
    """The disc filled up to share of its height; by an outline of its own, as the ids of clips would meet in one page."""
    if not share:
        return ""
    if share == 1.0:
        return f'<circle cx="12" cy="12" r="10" fill="{color}"/>'
    level = CENTRE + RADIUS - 2 * RADIUS * share
    half = sqrt(RADIUS**2 - (level - CENTRE) ** 2)
    outline = f"M{CENTRE - half:.2f} {level:.2f}A{RADIUS} {RADIUS} 0 0 0 {CENTRE + half:.2f} {level:.2f}Z"
    return f'<path d="{outline}" fill="{color}"/>'
