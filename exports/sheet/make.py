"""A map sheet of any view: A4 or A3, PDF (vector, text selectable) or PNG (300 dpi).

Preview and print are one drawing.
"""

import argparse
import datetime
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.drawing import drawing_of_file
from briefing.errors import ExportError
from briefing.files import written_whole
from exports.ask.answered import Answered
from exports.ask.marks import OVER_MAP, draw_answer, draw_marks_legend, subtitle_with, view_answer
from exports.command import add_own_argument
from exports.context import Context
from exports.ledger.states import States
from exports.own.pictured import own_notes, own_rows, shows_own
from exports.place import read_given
from exports.progress import Report
from exports.sheet.furniture import Page, new_page, scale_bar
from exports.sheet.layout import PAPERS_MM, Box, Layout, sheet_layout
from exports.sheet.legend import draw_sheet_legend
from exports.sheet.maps import draw_maps, scale_words
from geo.model import Item, Plan
from geo.progress.standing import ledger_of
from geo.query import clean_text
from layers.own.shown import NO_LAYERS, OwnShown
from layers.paper.extent import Bounds
from layers.paper.fonts import width_pt
from layers.paper.region import draw_region
from layers.paper.sheet import DrawnMap
from layers.paper.text import shortened, write
from layers.style.catalogue import Catalogue
from layers.text import LANGUAGES, Language, text
from layers.view.state import View, shown_items
from layers.view.tally import tally

PRINT_DPI, PREVIEW_DPI = 300, 96
TITLE_PT = (25.0, 19.0, 15.0)
"""sizes on A3, the largest that fits into a line; the smallest takes two"""


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What a user chooses for a sheet."""

    paper: str = "A3"
    """of PAPERS_MM"""
    portrait: bool = False
    title: str = ""
    """empty: the app's name, or the unit's"""
    subtitle: str = ""
    map_number: str = ""
    """审图号; shown as to be filled in while empty"""
    language: Language = "zh"
    date: datetime.date | None = None
    """None for today"""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A drawn sheet and what it shows."""

    page: Page
    drawn: DrawnMap
    apart: DrawnMap | None
    """the map in the corner, where there is one"""
    items: tuple[Item, ...]
    """drawn in either map: the legend counts these"""
    listed: int
    """how many of the numbers on the maps the list explains"""
    region: Any
    """axes of the inset"""


def compose(  # noqa: PLR0913 - each option has a name
    view: View, plan: Plan, catalogue: Catalogue, *, options: SheetOptions, bounds: Bounds | None = None,
    number: str = "", own: OwnShown = NO_LAYERS,
) -> Sheet:  # fmt: skip
    """Draw the sheet of a view; bounds (WGS-84 degrees) replaces what it fits; number is the page's, of an atlas.

    own: the layers that people brought and that the view shows.

    Raises ExportError where nothing of it can be drawn.
    """
    layout = sheet_layout(options.paper, portrait=options.portrait)
    page = new_page(layout.width, layout.height, layout.factor, catalogue, options.language)
    shown = shown_items(view, plan, catalogue)
    if not shown and not own.layers:
        raise ExportError("exports.empty")
    found = view_answer(view, plan, catalogue, options.language)
    drawn, apart = draw_maps(page, view, plan, box=layout.map, bounds=bounds, numbered=True, own=own.layers)
    if found:
        draw_answer(page, page.axes_in(layout.map, zorder=OVER_MAP), found, drawn.extent)
    maps = [part for part in (drawn, apart) if part]
    inside = {item.id for part in maps for item in part.items}
    items = tuple(item for item in shown if item.id in inside)
    if not items and not shows_own(maps):
        raise ExportError("sheet.nothing", count=len(shown))
    options = _titled(view, plan, options, found)
    under = draw_title(page, layout, options)
    legend = (
        layout.legend if options.portrait else replace(layout.legend, height=under - 14 * page.factor - layout.legend.y)
    )
    if found:
        legend = replace(legend, height=draw_marks_legend(page, legend, found) - 8 * page.factor - legend.y)
    numbered = [entry for part in maps for entry in part.numbers]
    listed = draw_sheet_legend(
        page,
        replace(layout, legend=legend),
        items,
        tally(view, plan, catalogue),
        drawn=drawn,
        own=(own_rows(maps), own_notes(own, maps, options.language)),
        numbered=numbered,
        states=States(ledger_of(plan), view.day or datetime.date.today(), options.language),
    )
    region = page.axes_in(layout.region)
    draw_region(region, drawn.extent, plan, catalogue, options.language)
    page.outline(layout.region, width=0.5, role="unit_line")
    caption = page.hand(8.0, role="label_quiet")
    write(page.axes, layout.region.x, layout.region.top + 4 * page.factor, text("sheet.region", page.language), caption)
    draw_foot(page, layout.foot, drawn, options, number=number)
    return Sheet(page, drawn, apart, items, listed, region)


def _titled(view: View, plan: Plan, options: SheetOptions, found: Answered | None = None) -> SheetOptions:
    """Options with a title and a subtitle of the view's own where the user gave none."""
    unit = next((unit for unit in plan.units if unit.id == view.unit), None)
    name = "" if unit is None else unit.name if options.language == "zh" else unit.name_en
    title = text("sheet.title.unit", options.language, name=name) if name else text("app.name", options.language)
    return replace(
        options,
        title=clean_text(options.title) or title,
        subtitle=clean_text(options.subtitle) or subtitle_with(found, text("sheet.subtitle", options.language)),
        map_number=clean_text(options.map_number),
    )


def draw_title(page: Page, layout: Layout, options: SheetOptions) -> float:
    """Write title and subtitle; returns the height of the line under them."""
    box = layout.title
    fits = (size for size in TITLE_PT if width_pt(options.title, size * page.factor, bold=True) <= box.width)
    big = page.hand(next(fits, TITLE_PT[-1]), bold=True)
    top = page.paragraph(options.title, box.x, box.top, big, room=box.width, most=2)
    top = page.paragraph(
        options.subtitle, box.x, top - 4 * page.factor, page.hand(11.0, role="label_quiet"), room=box.width, most=2
    )
    under = top - 6 * page.factor
    page.rule(box.x, box.right, under)
    return under


def draw_foot(page: Page, box: Box, drawn: DrawnMap, options: SheetOptions, *, number: str = "") -> None:
    """Scale bar, scale, projection, source, date, 审图号 and page number under the map."""
    language, unit = page.language, page.factor
    right = scale_bar(page, drawn.extent, box.x + 4 * unit, box.y + 17 * unit, longest_pt=box.width * 0.16)
    scale = text("sheet.scale", language, scale=scale_words(drawn.extent))
    write(page.axes, box.x + 4 * unit, box.y + 3 * unit, scale, page.hand(8.5))
    x = max(right + 34 * unit, box.x + box.width * 0.2)
    date = (options.date or datetime.date.today()).isoformat()
    approval = options.map_number or text("sheet.mapNumber.empty", language)
    small, quiet = page.hand(8.0), page.hand(8.0, role="label_quiet")
    ends = (text("sheet.mapNumber", language, number=approval), text("sheet.date", language, date=date), number)
    words = (text("sheet.projection", language), text("strip.source", language), text("sheet.indicative", language))
    for position, (line, end) in enumerate(zip(words, ends, strict=True)):
        y = box.y + (25 - position * 11.5) * unit
        write(page.axes, box.right, y, end, replace(small, align="right"))
        room = box.right - x - width_pt(end, small.size_pt) - 8 * unit
        write(page.axes, x, y, shortened(line, quiet.size_pt, room), quiet)


def _metadata(options: SheetOptions) -> dict[str, str]:
    author = " · ".join(text("app.name", language) for language in LANGUAGES)
    return {"Title": options.title, "Author": author, "Subject": options.subtitle, "Creator": author}


def save(page: Page, target: Path | io.BytesIO, *, kind: str, dpi: float, metadata: dict[str, str]) -> None:
    """Write a page as pdf, svg or png."""
    if kind == "png":
        # A whole number of pixels: paper sizes are no multiple of a pixel.
        size = [round(side / 72 * dpi) for side in (page.width, page.height)]
        page.figure.set_size_inches((size[0] + 0.01) / dpi, (size[1] + 0.01) / dpi)
    known = {"png": ("Title", "Author"), "svg": ("Title", "Creator")}.get(kind, metadata)
    metadata = {name: words for name, words in metadata.items() if name in known}
    page.figure.savefig(target, format=kind, dpi=dpi, facecolor=page.figure.get_facecolor(), metadata=metadata)


def make_sheet(  # noqa: PLR0913 - each option has a name
    view: View, plan: Plan, catalogue: Catalogue, *, options: SheetOptions, out: Path, report: Report,
    own: OwnShown = NO_LAYERS,
) -> None:  # fmt: skip
    """Write the sheet of a view to out (.pdf or .png).

    Raises ExportError where there is nothing to draw, OSError, Cancelled.
    """
    kind = out.suffix.lower().lstrip(".")
    if kind not in ("pdf", "png"):
        raise ExportError("exports.suffix", name=out.name, wanted=".pdf / .png")
    language = options.language
    report(0.05, text("sheet.progress.draw", language))
    sheet = compose(view, plan, catalogue, options=options, own=own)
    report(0.6, text("sheet.progress.write", language, name=out.name))
    with written_whole(out) as path:
        save(sheet.page, path, kind=kind, dpi=PRINT_DPI, metadata=_metadata(_titled(view, plan, options)))
        report(0.98, text("sheet.progress.write", language, name=out.name))


def sheet_preview(  # noqa: PLR0913 - each option has a name
    view: View, plan: Plan, catalogue: Catalogue, *, options: SheetOptions, dpi: float = PREVIEW_DPI,
    own: OwnShown = NO_LAYERS,
) -> bytes:  # fmt: skip
    """PNG of the very sheet that make_sheet writes, at a screen's resolution. Raises ExportError."""
    content = io.BytesIO()
    sheet = compose(view, plan, catalogue, options=options, own=own)
    save(sheet.page, content, kind="png", dpi=dpi, metadata=_metadata(_titled(view, plan, options)))
    return content.getvalue()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports sheet`."""
    add_own_argument(parser)
    parser.add_argument("--paper", choices=list(PAPERS_MM), default="A3", help="纸张 / paper")
    parser.add_argument("--portrait", action="store_true", help="竖版 / portrait")
    parser.add_argument("--title", default="", help="标题 / title")
    parser.add_argument("--subtitle", default="", help="副标题 / subtitle")
    parser.add_argument("--map-number", default="", dest="map_number", help="审图号 / map approval number")
    parser.add_argument("--drawing", type=Path, metavar="FILE", help="标绘（GeoJSON） / a drawing over the map")


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (".pdf", ".png")


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the sheet that the options ask for."""
    chosen = SheetOptions(
        paper=options.paper, portrait=options.portrait, title=options.title, subtitle=options.subtitle,
        map_number=options.map_number, language=context.language,
    )  # fmt: skip
    drawing = drawing_of_file(read_given(options.drawing), options.drawing.name) if options.drawing else ()
    view, own = replace(context.view, drawing=drawing), context.own()
    make_sheet(view, context.plan, context.catalogue, options=chosen, out=options.out, report=context.report, own=own)
