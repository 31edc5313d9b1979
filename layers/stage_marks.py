"""What a stage looks like, in small, as SVG: a line, a disc and an area. One drawing for the map's legend, the tables and the simple map."""

from layers.strokes import PAPER_PARTS, Stroke, plain_strokes, sample_strokes
from layers.style import Stage
from layers.symbols import disc_svg

INK, PAPER = "INK", "PAPER"
"""stand for the colours in a drawing that the browser paints itself"""
HEIGHT = 18
LINE_LENGTH, DISC_PX, BOX_WIDTH, BOX_HEIGHT, GAP = 28.0, 15.0, 19.0, 14.0, 5.0
SAMPLE_WIDTH = 74
BOX_OPACITY = 0.3
"""of a sample's area in a stage that is filled as strongly as its layer says"""
BOX_EDGE_PX = 1.4
MARK_WIDTH = 30


def sample_svg(stage: Stage, ink: str = INK, paper: str = PAPER) -> str:
    """Line, disc and area side by side, as a complete SVG text."""
    disc_left = 1 + LINE_LENGTH + GAP
    parts = (
        _line(stage, 2.0, ink, paper),
        _disc(stage, disc_left, ink, paper),
        _box(stage, disc_left + DISC_PX + GAP, ink, paper),
    )
    return _svg(SAMPLE_WIDTH, "".join(parts))


def mark_svg(stage: Stage, kind: str, ink: str = INK, paper: str = PAPER) -> str:
    """A stage as a point, line or area alone has it, as a complete SVG text."""
    middle = MARK_WIDTH / 2
    drawn = {
        "line": lambda: _line(stage, middle - LINE_LENGTH / 2, ink, paper),
        "area": lambda: _box(stage, middle - BOX_WIDTH / 2, ink, paper),
        "point": lambda: _disc(stage, middle - DISC_PX / 2, ink, paper),
    }
    return _svg(MARK_WIDTH, drawn[kind]())


def _svg(width: int, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}" '
        f'fill="none" aria-hidden="true">{content}</svg>'
    )


def _stroked(path: str, part: Stroke, ink: str, paper: str) -> str:
    dash = " ".join(f"{length * part.width_px:.1f}" for length in part.dash)
    offset = f' stroke-dashoffset="{part.dash_offset * part.width_px:.1f}"' if part.first else ""
    dashed = f' stroke-dasharray="{dash}"{offset} stroke-linecap="round"' if dash else ""
    color = paper if part.part in PAPER_PARTS else ink
    return f'<path d="{path}" stroke="{color}" stroke-width="{part.width_px:.2f}"{dashed}/>'


def _line(stage: Stage, left: float, ink: str, paper: str) -> str:
    path = f"M{left:g} {HEIGHT / 2:g}H{left + LINE_LENGTH - 2:g}"
    return "".join(_stroked(path, part, ink, paper) for part in sample_strokes(stage))


def _disc(stage: Stage, left: float, ink: str, paper: str) -> str:
    return f'<g transform="translate({left:g} {(HEIGHT - DISC_PX) / 2:g}) scale({DISC_PX / 24:.4f})">{disc_svg(stage, ink, paper)}</g>'


def _box(stage: Stage, left: float, ink: str, paper: str) -> str:
    """An area whose outermost line touches the same box whatever the stage."""
    edge = plain_strokes(BOX_EDGE_PX, stage)
    inset = edge[0].width_px / 2
    x, y, wide, high = left + inset, (HEIGHT - BOX_HEIGHT) / 2 + inset, BOX_WIDTH - 2 * inset, BOX_HEIGHT - 2 * inset
    opacity = min(BOX_OPACITY * stage.area_factor, 1.0)
    fill = f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="{ink}" fill-opacity="{opacity:.2f}"/>'
    outline = f"M{x:g} {y:g}h{wide:g}v{high:g}h{-wide:g}z"
    return fill + "".join(_stroked(outline, part, ink, paper) for part in edge)
