"""Swatches as SVG: for the browser's legends and tables, and for the simple map."""

from collections.abc import Mapping

from layers.style.swatches import Outline, Sign, Swatch
from layers.style.symbols import GRID, disc_svg, symbol_shapes

INK, PAPER = "INK", "PAPER"
"""stand for the colours in a drawing that the browser paints itself"""
PAINTED = {"ink": INK, "paper": PAPER}


def swatch_svg(swatch: Swatch, colors: Mapping[str, str] = PAINTED) -> str:
    """A complete SVG text; colors = role -> colour, see layers.style.swatches.swatch_colors."""
    width, height = f"{swatch.width:g}", f"{swatch.height:g}"
    content = "".join(
        _outline(shape, colors[shape.role]) if isinstance(shape, Outline) else _sign(shape, colors)
        for shape in swatch.shapes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'fill="none" aria-hidden="true">{content}</svg>'
    )


def _outline(shape: Outline, color: str) -> str:
    places = "L".join(f"{x:.4g} {y:.4g}" for x, y in shape.places)
    path = f'<path d="M{places}{"z" if shape.closed else ""}"'
    if shape.stroke is None:
        return f'{path} fill="{color}" fill-opacity="{shape.opacity:.3g}"/>'
    stroke = shape.stroke
    dash = " ".join(f"{length * stroke.width_px:.1f}" for length in stroke.dash)
    offset = f' stroke-dashoffset="{stroke.dash_offset * stroke.width_px:.1f}"' if stroke.first else ""
    dashed = f' stroke-dasharray="{dash}"{offset}' if dash else ""
    ends = ' stroke-linecap="round"' if shape.round_ends else ""
    joints = "" if shape.closed else ' stroke-linejoin="round"'
    faint = f' stroke-opacity="{shape.opacity:.3g}"' if shape.opacity < 1 else ""
    return f'{path} stroke="{color}" stroke-width="{stroke.width_px:.2f}"{dashed}{ends}{joints}{faint}/>'


def _sign(sign: Sign, colors: Mapping[str, str]) -> str:
    left, top, scale = sign.x - sign.size / 2, sign.y - sign.size / 2, sign.size / GRID
    ink, paper = colors["layer" if sign.layer else "ink"], colors["paper"]
    drawn = symbol_shapes(sign.layer.symbol, sign.stage, ink, paper) if sign.layer else disc_svg(sign.stage, ink, paper)
    return f'<g transform="translate({left:g} {top:g}) scale({scale:.4f})">{drawn}</g>'
