"""The map of a view as a picture, as slides and lists of scenes have it: one view, or two beside each other."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from exports.ask.marked import marked
from exports.ask.marks import answers_of, name_asked, subtitle_with
from exports.context import Context
from exports.sheet.compare.halves import HEAD_PT, Look, draw_halves, halves_of
from exports.sheet.furniture import Page
from exports.sheet.layout import Box
from layers.own.shown import ShownLayer
from layers.paper.extent import POINTS_PER_INCH, Bounds
from layers.paper.sheet import DrawnMap, draw_map
from layers.view.state import View

if TYPE_CHECKING:
    from exports.ask.answered import Answered

PAGE_ZORDER = 5.0
DESCRIPTION = "Description"
"""field of a PNG in which it says what it shows (ui/pictures.py reads it)"""


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a picture is, and what is on it."""

    size_in: tuple[float, float]
    dpi: float
    label_scale: float
    """of names, symbols and lines; 1 is for a sheet"""
    head_pt: float
    """type over the halves of a comparison"""
    reserved: Sequence[Bounds] = ()
    """shares of the picture kept free of names"""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What a view shows beside the plan."""

    own: Sequence[ShownLayer] = ()
    """layers that people brought, the topmost first"""
    beside: Sequence[ShownLayer] = ()
    """those of the view that is compared with it"""
    found: "Sequence[Answered]" = ()
    """answers that are marked, each on its map"""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A drawn picture."""

    figure: Figure
    whole: Box
    maps: Sequence[tuple[Box, DrawnMap]]
    """each map and where it stands, in points from the lower left"""

    def png(self, dpi: float, said: str = "") -> bytes:
        """As it stands; said: of what it shows, kept in the file for whoever shows it."""
        content = io.BytesIO()
        metadata = {DESCRIPTION: said} if said else {}
        self.figure.canvas.print_figure(
            content, format="png", dpi=dpi, facecolor=self.figure.get_facecolor(), metadata=metadata
        )
        return content.getvalue()


def picture(view: View, bounds: Bounds | None, context: Context, frame: Frame, shown: Shown) -> Picture:
    """Draw the map of a view, or both of a comparison; bounds: in degrees, None for the view's own."""
    plan, catalogue = context.plan, context.catalogue
    figure = Figure(figsize=frame.size_in, dpi=frame.dpi, facecolor=catalogue.appearances["light"]["unit"])
    FigureCanvasAgg(figure)
    page = _page(figure, context, frame, view)
    whole, answers = Box(0.0, 0.0, page.width, page.height), [marked(found) for found in shown.found]
    if view.compare is None:
        drawn = draw_map(
            page.axes_in(whole), view, plan, catalogue, language=context.language, bounds=bounds,
            label_scale=frame.label_scale, reserved=frame.reserved, own=shown.own,
            answer=answers[0] if answers else None,
        )  # fmt: skip
        maps = [(whole, drawn)]
    else:
        halves = halves_of(view, plan, page, own=shown.own, beside=shown.beside, answers=answers)
        look = Look(degrees=False, round_scale=False, reserved=frame.reserved, label_scale=frame.label_scale)
        maps = draw_halves(page, plan, halves, whole, look)
    for (_, drawn), found in zip(maps, shown.found, strict=False):
        name_asked(page, drawn, found)
    return Picture(figure, whole, maps)


def scene_picture(context: Context, options: Mapping[str, Any]) -> bytes:
    """PNG of a scene for a list of scenes, all that its slide shows, with the counts of its answer.

    options: of ui/pages/briefing_scenes.py.

    Raises ExportError where what it asks cannot be answered.
    """
    view, dpi = context.view, options["dpi"]
    other = view.compare.view if view.compare else None
    shown = Shown(context.own().layers, context.own(other).layers if other else (), answers_of(context))
    scale = options["label_scale"]
    # A hair more, lest a side is cut down to the pixel below.
    size = ((options["width_px"] + 0.01) / dpi, (options["height_px"] + 0.01) / dpi)
    frame = Frame(size, dpi, scale, HEAD_PT * scale)
    said = subtitle_with(shown.found, "")
    return picture(view, options["bounds"], context, frame, shown).png(dpi, said)


def _page(figure: Figure, context: Context, frame: Frame, view: View) -> Page:
    """The picture as a page in points."""
    width, height = (side * POINTS_PER_INCH for side in frame.size_in)
    axes: Any = figure.add_axes((0.0, 0.0, 1.0, 1.0), zorder=PAGE_ZORDER)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    axes.patch.set_visible(False)
    factor = frame.label_scale if view.compare is None else frame.head_pt / HEAD_PT
    return Page(figure, axes, width, height, factor, context.catalogue, context.language)
