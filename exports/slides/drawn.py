"""The map of a slide as a picture, and where each map of it stands on the slide."""

from typing import NamedTuple

from exports.context import Context
from exports.sheet import layout
from exports.sheet.picture import Frame, Shown, picture
from exports.slides.parts import BAR_ROOM, LEAST_PT
from exports.slides.shapes import POINTS_PER_INCH, Box
from exports.slides.vector import drawing_of
from layers.paper.extent import Bounds
from layers.paper.sheet import DrawnMap
from layers.view.state import View

DPI = 200.0
LABEL_SCALE = 1.3
"""of names on the map: as large on the slide as other words"""
Drawn = list[tuple[Box, DrawnMap]]
"""each map, and where it stands on the slide"""


class Pictured(NamedTuple):
    """A map for a slide."""

    png: bytes
    svg: bytes
    """empty where only the picture was asked for"""


def slide_picture(  # noqa: PLR0913 - each option has a name
    view: View, bounds: Bounds | None, context: Context, box: Box, *, shown: Shown, vector: bool = False
) -> tuple[Pictured, Drawn]:  # fmt: skip
    """The map of a view, or both of a comparison, as PNG for a box of the slide, and what is on it.

    bounds: in degrees, None for the view's own; vector: as SVG too.
    """
    # What stands over the halves of a comparison is as large as the smallest words of a slide.
    frame = Frame((box.width, box.height), DPI, LABEL_SCALE, LEAST_PT, [BAR_ROOM])
    drawn = picture(view, bounds, context, frame, shown)
    pictured = Pictured(drawn.png(DPI), drawing_of(drawn.figure) if vector else b"")
    return pictured, [(_on_slide(place, drawn.whole, box), each) for place, each in drawn.maps]


def _on_slide(place: layout.Box, whole: layout.Box, box: Box) -> Box:
    """A part of the picture as a part of the slide: inches, from its top."""
    return Box(
        box.left + place.x / POINTS_PER_INCH,
        box.top + (whole.top - place.top) / POINTS_PER_INCH,
        place.width / POINTS_PER_INCH,
        place.height / POINTS_PER_INCH,
    )
