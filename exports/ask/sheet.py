"""An answer on paper: what it names on a map, certain and possible drawn apart, and its rows listed beside it.

PDF, SVG or PNG, A3. Around what was asked about run the radius or the rings, in dashes; what is certain has a whole
outline, what is possible a dotted one.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.ask.answered import Answered
from exports.ask.reach import within_reach
from exports.sheet.furniture import Page, new_page
from exports.sheet.layout import Box, sheet_layout
from exports.sheet.make import PRINT_DPI, SheetOptions, draw_foot, draw_title, save
from exports.sheet.maps import draw_maps
from geo.analysis.places import AREA, POINT
from geo.model import Item
from layers.answer_words import counts_words, left_out_words, name_of, why
from layers.paper.extent import MARGIN, Bounds, Extent, wgs84_bounds
from layers.paper.pen import Line, stroke
from layers.paper.region import draw_region
from layers.paper.sheet import prepare
from layers.paper.text import LINE_HEIGHT, write
from layers.text import text
from layers.view.state import View

RING_PT = 8.0
"""radius of the ring round a point"""
OVER_MAP = 2.0
"""zorder of the answer's axes, over the map's"""
MOST_NAMED = 40
"""features of one's own that the map names"""
SAMPLE_PT, GAP_PT = 26.0, 8.0
"""width of a sample of a line in the legend, and the gap behind it"""
LOOKS = {
    "asked": Line("highlight", 2.4),
    "reach": Line("highlight", 0.9, (6.0, 4.0), round_ends=False),
    "certain": Line("highlight", 1.3),
    "possible": Line("highlight", 1.5, (0.01, 2.6)),
}
"""what is outlined -> how; the colour is the paper's of that name"""


def make_answer_sheet(found: Answered, *, out: Path) -> None:
    """Write an answer's sheet to out (.pdf, .svg or .png). Raises ExportError where nothing is found; OSError."""
    page, kind = _composed(found), out.suffix.lower().lstrip(".")
    metadata = dict.fromkeys(("Title", "Author", "Creator"), found.title)
    with written_whole(out) as path:
        save(page, path, kind=kind, dpi=PRINT_DPI, metadata=metadata)


def _composed(found: Answered) -> Page:
    if not len(found.answer):
        raise ExportError("ask.counts.none")
    context, layout = found.context, sheet_layout("A3", portrait=False)
    page = new_page(layout.width, layout.height, layout.factor, context.catalogue, context.language)
    layers = frozenset(layer.id for layer in context.catalogue.layers)
    plan = replace(context.plan, items=tuple(thing for thing in _named(found) if isinstance(thing, Item)))
    drawn, _ = draw_maps(page, View(layers=layers, day=found.states.day), plan, box=layout.map, bounds=_bounds(found))
    _draw_answer(page, page.axes_in(layout.map, zorder=OVER_MAP), found, drawn.extent)
    counts = counts_words(found.answer, context.language)
    options = SheetOptions(title=found.title, subtitle=counts, language=context.language)
    under = draw_title(page, layout, options)
    _draw_list(page, replace(layout.legend, height=under - 14 * page.factor - layout.legend.y), found)
    draw_region(page.axes_in(layout.region), drawn.extent, plan, context.catalogue, context.language)
    page.outline(layout.region, width=0.5, role="unit_line")
    draw_foot(page, layout.foot, drawn, options)
    return page


def _named(found: Answered) -> list[Any]:
    """What was asked about and what was found, each once."""
    answer = found.answer
    things = [*answer.subjects.things, *(answer.objects.things[place] for place in sorted(set(answer.object.tolist())))]
    return list({id(thing): thing for thing in things}.values())


def shapes_of(found: Answered) -> Iterator[tuple[str, BaseGeometry]]:
    """What is outlined, and as what, in EPSG:4547; an object that is certain for one subject is certain."""
    answer = found.answer
    for within in within_reach(found):
        yield from (("reach", shape) for shape in within)
    certain = set(answer.object[answer.certain].tolist())
    for place in sorted(set(answer.object.tolist())):
        yield "certain" if place in certain else "possible", answer.objects.shapes[place]
    for shape in answer.subjects.shapes:
        yield "asked", shape


def _bounds(found: Answered) -> Bounds:
    """West, south, east, north in degrees of what was asked about, as far around it as was asked or found."""
    west, south, east, north = map(float, shapely.total_bounds(found.answer.subjects.shapes))
    around = max(found.question.radii_m or found.answer.distance_m)
    around += MARGIN * (max(east - west, north - south) + 2 * around)
    return wgs84_bounds((west - around, south - around, east + around, north + around))


def _draw_answer(page: Page, axes: Any, found: Answered, extent: Extent) -> None:
    prepare(axes, extent)
    axes.patch.set_visible(False)
    ring_m = RING_PT * page.factor * extent.metres_per_pt
    for number, (name, shape) in enumerate(shapes_of(found)):
        # Clipped as lines, so that none runs along the edge of the map.
        stroke(axes, extent.clip(_outline(shape, ring_m)), _look(page, name), zorder=number)
    _name_own(page, axes, found, extent)


def _name_own(page: Page, axes: Any, found: Answered, extent: Extent) -> None:
    """The names of features of one's own that were asked about, beside them, where they are few: the map has none."""
    subjects = zip(found.answer.subjects.things, found.answer.subjects.shapes, strict=True)
    own = [(thing, shape) for thing, shape in subjects if not isinstance(thing, Item)]
    if len(own) > MOST_NAMED:
        return
    hand = replace(page.hand(9.0, bold=True), halo=page.colors["halo"])
    away = (RING_PT + 3.0) * page.factor * extent.metres_per_pt
    for thing, shape in own:
        place = shapely.point_on_surface(shape)
        write(axes, place.x + away, place.y, name_of(thing, page.language), hand)


def _outline(shape: BaseGeometry, ring_m: float) -> BaseGeometry:
    """The rings of an area, a line as it is, a ring round a point."""
    kind = shapely.get_dimensions(shape)
    if kind == POINT:
        return shapely.boundary(shape.buffer(ring_m))
    return shapely.boundary(shape) if kind == AREA else shape


def _look(page: Page, name: str) -> Line:
    look = LOOKS[name]
    return replace(look, color=page.colors[look.color], width_pt=look.width_pt * page.factor)


def _draw_list(page: Page, box: Box, found: Answered) -> None:
    """How lines are meant, what was not measured, and as many rows as there is room for."""
    language, small, quiet = page.language, page.hand(8.5), page.hand(8.5, role="label_quiet")
    line = small.size_pt * LINE_HEIGHT
    top = box.top
    for name in LOOKS:
        if name == "reach" and not found.question.radii_m:
            continue
        top -= line * 1.15
        y = top + small.size_pt * 0.35
        stroke(page.axes, shapely.LineString([(box.x, y), (box.x + SAMPLE_PT, y)]), _look(page, name), zorder=20)
        write(page.axes, box.x + SAMPLE_PT + GAP_PT, top, text(f"ask.mark.{name}", language), small)
    top -= line / 2
    for words in (left_out_words(found.sides, language), found.assumed()):
        top = page.paragraph(words, box.x, top, quiet, room=box.width, most=5) if words else top
    top -= line / 2
    _draw_rows(page, replace(box, height=top - box.y), found)


def _draw_rows(page: Page, box: Box, found: Answered) -> None:
    """The rows, certain ones in bold, and how many more there are than there is room for."""
    language, quiet = page.language, page.hand(8.5, role="label_quiet")
    line, top = quiet.size_pt * LINE_HEIGHT, box.top
    several = len(found.answer.subjects) > 1
    for number, row in enumerate(found.answer.rows()):
        if top - 4 * line < box.y:
            rest = text("ask.sheet.rest", language, count=len(found.answer) - number)
            write(page.axes, box.x, top - line, rest, quiet)
            return
        sure = text("ask.sure.certain" if row.certain else "ask.sure.possible", language)
        pair = f"{name_of(row.subject, language)} – " if several else ""
        head = f"{sure}  {pair}{name_of(row.object, language)}"
        top = page.paragraph(head, box.x, top, page.hand(8.5, bold=row.certain), room=box.width, most=1)
        reason = why(found.question, row, language)
        top = page.paragraph(reason, box.x, top, quiet, room=box.width, most=2) - line * 0.25
