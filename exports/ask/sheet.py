"""An answer on paper: what it names on a map, certain and possible drawn apart, and its rows listed beside it.

PDF, SVG or PNG, A3. Around all that was asked about runs the radius or each ring, in dashes; what is certain lies on a
filled plate, what is possible on an empty one with a dashed edge.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.ask.answered import Answered
from exports.ask.marked import marked
from exports.ask.marks import draw_marks_legend, name_asked
from exports.sheet.furniture import Page, new_page
from exports.sheet.layout import Box, sheet_layout
from exports.sheet.maps import draw_maps
from exports.sheet.margins import draw_foot, draw_title
from exports.sheet.options import SheetOptions, metadata
from exports.sheet.saving import PRINT_DPI, save
from geo.model import Item
from layers.answer_words import counts_words, left_out_words, name_of, why
from layers.paper.extent import MARGIN, Bounds, wgs84_bounds
from layers.paper.region import draw_region
from layers.paper.text import LINE_HEIGHT, write
from layers.text import text
from layers.view.state import View


def make_answer_sheet(found: Answered, *, out: Path) -> None:
    """Write an answer's sheet to out (.pdf, .svg or .png). Raises ExportError where nothing is found; OSError."""
    page, kind = _composed(found), out.suffix.lower().lstrip(".")
    with written_whole(out) as path:
        save([page], path, kind=kind, dpi=PRINT_DPI, metadata=metadata(_options(found)))


def _options(found: Answered) -> SheetOptions:
    language = found.context.language
    return SheetOptions(title=found.title, subtitle=counts_words(found.answer, language), language=language)


def _composed(found: Answered) -> Page:
    if not len(found.answer):
        raise ExportError("ask.counts.none")
    context, layout = found.context, sheet_layout("A3", portrait=False)
    page = new_page(layout.width, layout.height, layout.factor, context.catalogue, context.language)
    layers = frozenset(layer.id for layer in context.catalogue.layers)
    plan = replace(context.plan, items=tuple(thing for thing in _named(found) if isinstance(thing, Item)))
    view = View(layers=layers, day=found.states.day)
    drawn, _ = draw_maps(page, view, plan, box=layout.map, bounds=_bounds(found), answer=marked(found, view))
    name_asked(page, drawn, found)
    options = _options(found)
    under = draw_title(page, layout, options)
    _draw_list(page, replace(layout.legend, height=under - 14 * page.factor - layout.legend.y), found)
    draw_region(page.axes_in(layout.region), drawn.extent, plan, context.catalogue, context.language)
    page.outline(layout.region, width=0.5, role="unit_line")
    draw_foot(page, layout.foot, [drawn], options)
    return page


def _named(found: Answered) -> list[Any]:
    """What was asked about and what was found, each once."""
    answer = found.answer
    things = [*answer.subjects.things, *(answer.objects.things[place] for place in sorted(set(answer.object.tolist())))]
    return list({id(thing): thing for thing in things}.values())


def _bounds(found: Answered) -> Bounds:
    """West, south, east, north in degrees of what was asked about, as far around it as was asked or found."""
    west, south, east, north = map(float, shapely.total_bounds(found.answer.subjects.shapes))
    around = max(found.question.radii_m or found.answer.distance_m)
    around += MARGIN * (max(east - west, north - south) + 2 * around)
    return wgs84_bounds((west - around, south - around, east + around, north + around))


def _draw_list(page: Page, box: Box, found: Answered) -> None:
    """How lines are meant, what was not measured, and as many rows as there is room for."""
    language, small, quiet = page.language, page.hand(8.5), page.hand(8.5, role="label_quiet")
    line = small.size_pt * LINE_HEIGHT
    top = draw_marks_legend(page, box, [found])
    top -= line / 2
    for words in filter(None, (left_out_words(found.sides, language), found.assumed())):
        with page.tagged("P"):
            top = page.paragraph(words, box.x, top, quiet, room=box.width, most=5)
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
            with page.tagged("P"):
                write(page.axes, box.x, top - line, rest, quiet)
            return
        sure = text("ask.sure.certain" if row.certain else "ask.sure.possible", language)
        pair = f"{name_of(row.subject, language)} – " if several else ""
        head = f"{sure}  {pair}{name_of(row.object, language)}"
        cells = ("Table", f"TR/{number}")
        with page.tagged(*cells, "TH"):
            top = page.paragraph(head, box.x, top, page.hand(8.5, bold=row.certain), room=box.width, most=1)
        reason = why(found.question, row, language)
        with page.tagged(*cells, "TD"):
            top = page.paragraph(reason, box.x, top, quiet, room=box.width, most=2) - line * 0.25
