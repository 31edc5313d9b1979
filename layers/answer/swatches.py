"""What a legend shows of an answer's marks, in small: the plates as they are drawn, and the outline of a radius."""

from collections.abc import Mapping

from layers.style.catalogue import Catalogue, color_on
from layers.style.strokes import Stroke
from layers.style.swatches import HEIGHT, LAYER_WIDTH, Outline, Swatch, swatch_colors

AROUND = "reach"
"""how far was asked; the other marks are the catalogue's"""
PLATE_HEIGHT = 10.0


def mark_swatch(mark: str, catalogue: Catalogue, width: float = LAYER_WIDTH) -> Swatch:
    """The plate of a mark (asked, certain, possible), or the outline of how far was asked (reach)."""
    left, right, middle = 2.0, width - 2.0, HEIGHT / 2
    if mark == AROUND:
        values = catalogue.drawing
        line = Stroke("line", values.around_px, values.reach_dash)
        return Swatch(width, (Outline(((left, middle), (right, middle)), "ink", line),))
    look = catalogue.marks[mark]
    top, bottom = middle - PLATE_HEIGHT / 2, middle + PLATE_HEIGHT / 2
    box = ((left, top), (right, top), (right, bottom), (left, bottom))
    edge = Stroke("line", look.edge_px, tuple(px / look.edge_px for px in look.dash_px))
    return Swatch(width, (Outline(box, "fill", closed=True), Outline(box, "layer", edge, closed=True)))


def mark_colors(mark: str, catalogue: Catalogue, appearance: str) -> Mapping[str, str]:
    """#rrggbb of each role of a mark's swatch in an appearance (light or dark)."""
    colors = dict(swatch_colors(catalogue, appearance))
    if mark == AROUND:
        return colors | {"ink": catalogue.appearances[appearance]["highlight"]}
    look = catalogue.marks[mark]
    return colors | {"layer": color_on(look, appearance), "fill": look.fill_on(appearance)}
