"""A map sheet of any view, A4 to A0: PDF (vector, text selectable), SVG or PNG (300 dpi).

Preview and print are one drawing. What has no room on the front of a PDF is named on its back.
"""

import argparse
import io
from dataclasses import replace
from pathlib import Path

from briefing.drawing import drawing_of_file
from briefing.errors import ExportError
from briefing.files import written_whole
from exports.command import add_own_argument
from exports.context import Context
from exports.notes.kept import WANTED, printed_notes
from exports.notes.pages import draw_note_pages
from exports.place import read_given
from exports.progress import Report
from exports.sheet.compose import Sheet, compose
from exports.sheet.furniture import Page
from exports.sheet.layout import A3_SHORT_PT, PAPERS_MM, scale_of
from exports.sheet.lists.back import draw_back
from exports.sheet.options import SheetOptions, metadata, titled
from exports.sheet.saving import KINDS, PREVIEW_DPI, PRINT_DPI, save
from geo.model import Plan
from layers.own.shown import NO_LAYERS, OwnLayers, OwnShown
from layers.style.catalogue import Catalogue
from layers.text import text
from layers.view.state import View


def make_sheet(  # noqa: PLR0913 - each option has a name
    view: View, plan: Plan, catalogue: Catalogue, *, options: SheetOptions, out: Path, report: Report,
    own: OwnShown = NO_LAYERS, beside: OwnShown = NO_LAYERS, workspace: OwnLayers | None = None,
) -> None:  # fmt: skip
    """Write the sheet of a view to out (.pdf, .svg or .png).

    own, beside: the layers that people brought, of the view and of the one compared with it; workspace: those that it
    may ask about, the present ones by default.

    Raises ExportError where there is nothing to draw, OSError, Cancelled.
    """
    kind = out.suffix.lower().lstrip(".")
    if kind not in KINDS:
        raise ExportError("exports.suffix", name=out.name, wanted=" / ".join(f".{each}" for each in KINDS))
    language = options.language
    if options.notes and kind != "pdf":
        raise ExportError("sheet.notesInPdf")
    report(0.05, text("sheet.progress.draw", language))
    sheet = compose(view, plan, catalogue, options=options, own=own, beside=beside, workspace=workspace)
    options = titled(view, plan, catalogue, options)
    pages = [sheet.page, *(back_of(sheet, options) if kind == "pdf" else [])]
    report(0.6, text("sheet.progress.write", language, name=out.name))
    with written_whole(out) as path:
        save(pages, path, kind=kind, dpi=PRINT_DPI, metadata=metadata(options))
        report(0.98, text("sheet.progress.write", language, name=out.name))


def back_of(sheet: Sheet, options: SheetOptions) -> list[Page]:
    """The pages that name what the front has no room for; none where it has."""
    title = text("sheet.back", options.language, title=options.title)
    back = draw_back(
        title, sheet.unlisted, sheet.unnamed, sheet.closed, catalogue=sheet.page.catalogue, states=sheet.states,
        paper=options.paper, portrait=options.portrait,
    )  # fmt: skip
    notes = draw_note_pages(
        text("sheet.notes", options.language, title=options.title), sheet.notes, sheet.notes_elsewhere,
        catalogue=sheet.page.catalogue, language=options.language, paper=options.paper, portrait=options.portrait,
    )  # fmt: skip
    return [*back, *notes]


def sheet_preview(  # noqa: PLR0913 - each option has a name
    view: View, plan: Plan, catalogue: Catalogue, *, options: SheetOptions, dpi: float = PREVIEW_DPI,
    own: OwnShown = NO_LAYERS, beside: OwnShown = NO_LAYERS, workspace: OwnLayers | None = None,
) -> bytes:  # fmt: skip
    """PNG of the very sheet that make_sheet writes, at a screen's resolution. Raises ExportError."""
    content = io.BytesIO()
    sheet = compose(view, plan, catalogue, options=options, own=own, beside=beside, workspace=workspace)
    said = metadata(titled(view, plan, catalogue, options))
    # Of any paper as large as one of A3.
    dpi *= min(1.0, A3_SHORT_PT / min(sheet.page.width, sheet.page.height))
    save([sheet.page], content, kind="png", dpi=dpi, metadata=said)
    return content.getvalue()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports sheet`."""
    add_own_argument(parser)
    parser.add_argument("--paper", choices=list(PAPERS_MM), default="A3", help="纸张 / paper")
    parser.add_argument("--portrait", action="store_true", help="竖版 / portrait")
    parser.add_argument("--title", default="", help="标题 / title")
    parser.add_argument("--subtitle", default="", help="副标题 / subtitle")
    parser.add_argument("--scale", type=_scale, metavar="N", help="比例尺 1:N / scale 1:N")
    parser.add_argument(
        "--extent", default="", metavar="W,S,E,N|ID",
        help="范围：西,南,东,北（度），city 或分区代号 / extent: degrees, city, or a district's id",
    )  # fmt: skip
    parser.add_argument("--author", default="", help="制图单位 / who makes the map")
    parser.add_argument("--logo", type=Path, metavar="FILE", help="徽标（PNG、JPEG） / a logo")
    parser.add_argument("--map-number", default="", dest="map_number", help="审图号 / map approval number")
    parser.add_argument(
        "--notes", choices=WANTED, default="", help="印批注：未解决或全部（PDF） / notes: open ones or all (PDF)"
    )
    parser.add_argument("--drawing", type=Path, metavar="FILE", help="标绘（GeoJSON） / a drawing over the map")


def _scale(written: str) -> float:
    try:
        return scale_of(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return tuple(f".{kind}" for kind in KINDS)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the sheet that the options ask for."""
    chosen = SheetOptions(
        paper=options.paper, portrait=options.portrait, title=options.title, subtitle=options.subtitle,
        map_number=options.map_number, language=context.language, scale=options.scale, extent=options.extent,
        author=options.author, notes=printed_notes(options.notes, context.plan, context.language),
        logo=read_given(options.logo) if options.logo else b"",
    )  # fmt: skip
    drawing = drawing_of_file(read_given(options.drawing), options.drawing.name) if options.drawing else ()
    view = replace(context.view, drawing=drawing)
    make_sheet(
        view, context.plan, context.catalogue, options=chosen, out=options.out, report=context.report,
        own=context.own(), beside=beside_of(context),
    )  # fmt: skip


def beside_of(context: Context) -> OwnShown:
    """The layers that people brought and that the other view of a comparison shows."""
    return context.own(context.view.compare.view) if context.view.compare else NO_LAYERS
