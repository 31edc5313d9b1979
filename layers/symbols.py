"""Point symbols as SVG: a pictogram by kind in a disc filled by stage. The same drawing on screen, in the legend and on paper."""

from math import sqrt

from layers.style import Layer, Stage, color_on

SIZE_PX = 44
CENTRE, RADIUS = 12, 10
"""of the disc on the pictograms' grid"""

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
FILL_SHARE = {"full": 1.0, "half": 0.5, "quarter": 0.25, "ring": 0.0}


def symbol_svg(layer: Layer, stage: Stage, *, size_px: int = SIZE_PX, paper: str, ground: str = "light") -> str:
    """One point symbol as a complete SVG text.

    The disc stands for the stage: filled, half, a quarter, or a ring; paper is the colour of the empty part (#rrggbb).
    """
    share, color = FILL_SHARE[stage.fill], color_on(layer, ground)
    ink = paper if share == 1.0 else color
    halo = (
        ""
        if share in (0.0, 1.0)
        else f'<g transform="translate(5.400 5.400) scale(.55)" stroke="{paper}" stroke-width="6">{PICTOGRAMS[layer.symbol]}</g>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_px}" height="{size_px}" viewBox="0 0 24 24">'
        f'<circle cx="12" cy="12" r="11.500" fill="{paper}"/>{_filled(share, color)}'
        f'<circle cx="12" cy="12" r="10" fill="none" stroke="{color}" stroke-width="1.600"/>'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{halo}'
        f'<g transform="translate(5.400 5.400) scale(.55)" stroke="{ink}" stroke-width="2.600">{PICTOGRAMS[layer.symbol]}</g></g>'
        "</svg>"
    )


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
