"""The map of a slide as a picture: one view, or two beside each other, and where each stands on the slide."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from exports.ask.marks import draw_answer
from exports.context import Context
from exports.sheet import layout
from exports.sheet.compare.halves import HEAD_PT, Look, draw_halves, halves_of
from exports.sheet.furniture import Page
from exports.slides.parts import BAR_ROOM, LEAST_PT
from exports.slides.shapes import POINTS_PER_INCH, Box
from exports.slides.vector import drawing_of
from layers.own.shown import ShownLayer
from layers.paper.extent import Bounds
from layers.paper.sheet import DrawnMap, draw_map
from layers.view.state import View

if TYPE_CHECKING:
    from exports.ask.answered import Answered

DPI = 200.0
LABEL_SCALE = 1.3
"""of names on the map: as large on the slide as other words"""
PAGE_ZORDER = 5.0
Drawn = list[tuple[Box, DrawnMap]]
"""each map, and where it stands on the slide"""


class Pictured(NamedTuple):
    """A map for a slide."""

    png: bytes
    svg: bytes
    """empty where only the picture was asked for"""


def picture(  # noqa: PLR0913 - each option has a name
    view: View, bounds: Bounds | None, context: Context, box: Box, *, own: Sequence[ShownLayer] = (),
    beside: Sequence[ShownLayer] = (), found: "Sequence[Answered]" = (), vector: bool = False,
) -> tuple[Pictured, Drawn]:  # fmt: skip
    """The map of a view, or both of a comparison, as PNG for a box of the slide, and what is on it.

    bounds: in degrees, None for the view's own. own, beside: layers that people brought, the topmost first, of the view
    and of the other that is compared; found: answers whose marks are drawn, each over its map; vector: as SVG too.
    """
    figure = Figure(figsize=(box.width, box.height), dpi=DPI, facecolor=context.catalogue.appearances["light"]["unit"])
    canvas = FigureCanvasAgg(figure)
    page = _page(figure, context, box, LABEL_SCALE if view.compare is None else LEAST_PT / HEAD_PT)
    whole = layout.Box(0.0, 0.0, page.width, page.height)
    if view.compare is None:
        drawn = draw_map(
            page.axes_in(whole), view, context.plan, context.catalogue, language=context.language, bounds=bounds,
            label_scale=LABEL_SCALE, reserved=[BAR_ROOM], own=own,
        )  # fmt: skip
        maps = [(whole, drawn)]
    else:
        halves = halves_of(view, context.plan, page, own=own, beside=beside)
        look = Look(degrees=False, round_scale=False, reserved=[BAR_ROOM], label_scale=LABEL_SCALE)
        maps = draw_halves(page, context.plan, halves, whole, look)
    for (_, drawn), answer in zip(maps, found, strict=False):
        draw_answer(page, drawn, answer)
    content = io.BytesIO()
    canvas.print_figure(content, dpi=DPI, facecolor=figure.get_facecolor())
    pictured = Pictured(content.getvalue(), drawing_of(figure) if vector else b"")
    return pictured, [(_on_slide(place, whole, box), drawn) for place, drawn in maps]


def _page(figure: Figure, context: Context, box: Box, factor: float) -> Page:
    """The picture as a page in points, whose heads are as large as the smallest words of a slide."""
    width, height = box.width * POINTS_PER_INCH, box.height * POINTS_PER_INCH
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), zorder=PAGE_ZORDER)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    axes.patch.set_visible(False)
    return Page(figure, axes, width, height, factor, context.catalogue, context.language)


def _on_slide(place: layout.Box, whole: layout.Box, box: Box) -> Box:
    """A part of the picture as a part of the slide: inches, from its top."""
    return Box(
        box.left + place.x / POINTS_PER_INCH,
        box.top + (whole.top - place.top) / POINTS_PER_INCH,
        place.width / POINTS_PER_INCH,
        place.height / POINTS_PER_INCH,
    )
