"""The atlas: overview, a sheet a theme, a page a district with its items, index.

One PDF, A3, bookmarked, pages numbered.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.atlas.leaves import Atlas
from exports.atlas.paper import PAPER, Leaf, PlacedLink
from exports.command import add_own_argument
from exports.context import Context
from exports.pdf.bound import opened
from exports.pdf.document import Document, Parts
from exports.progress import part_of
from exports.sheet.options import SheetOptions
from exports.sheet.saving import PRINT_DPI
from layers.text import LANGUAGES, Language, text

DRAWING_SHARE = 0.93
"""of the time, the rest binds the pages"""


def make_atlas(context: Context, *, options: SheetOptions, out: Path) -> None:
    """Write the atlas of what the context's filter lets through to out (.pdf).

    Raises ExportError where nothing is selected, OSError where it cannot be written, Cancelled; then no file is left.
    """
    if out.suffix.lower() != ".pdf":
        raise ExportError("exports.suffix", name=out.name, wanted=".pdf")
    language = context.language
    atlas = Atlas(context, replace(options, paper=PAPER, portrait=False, language=language))
    report, total = part_of(context.report, 0.0, DRAWING_SHARE), len(atlas.leaves)
    links = dict[int, list[PlacedLink]]()
    maker = " · ".join(text("app.name", each) for each in LANGUAGES)
    about = {"Title": text("atlas.title", language), "Author": maker, "Creator": maker}
    with Document(about, language) as pages:
        for number, leaf in enumerate(atlas.leaves, start=1):
            report((number - 1) / total, text("atlas.progress", language, name=leaf.title, number=number, total=total))
            page, links[number] = leaf.draw(text("atlas.page", language, number=number, total=total))
            pages.add(page.figure, Parts(page.tags, page.maps), dpi=PRINT_DPI)
    context.report(DRAWING_SHARE, text("sheet.progress.write", language, name=out.name))
    writer = opened(pages.content)
    bind(writer, atlas.leaves, links, language)
    with written_whole(out) as path:
        writer.write(path)
        context.report(0.99, text("sheet.progress.write", language, name=out.name))


def bind(writer: PdfWriter, leaves: Sequence[Leaf], links: dict[int, list[PlacedLink]], language: Language) -> None:
    """Bookmarks and links."""
    group, parent = "", None
    for number, leaf in enumerate(leaves, start=1):
        for link in links[number]:
            corners = (link.box.x, link.box.y, link.box.right, link.box.top)
            writer.add_annotation(number - 1, Link(rect=corners, target_page_index=link.page - 1, fit=Fit.fit()))
        if leaf.follows:
            continue
        if leaf.group != group:
            group = leaf.group
            parent = writer.add_outline_item(title=text(group, language), page_number=number - 1) if group else None
        writer.add_outline_item(title=leaf.title, page_number=number - 1, parent=parent)
    writer.page_mode = "/UseOutlines"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports atlas`."""
    add_own_argument(parser)
    parser.add_argument("--map-number", default="", dest="map_number", help="审图号 / map approval number")


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (".pdf",)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the atlas that the options ask for."""
    make_atlas(context, options=SheetOptions(map_number=options.map_number), out=options.out)
