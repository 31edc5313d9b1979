"""The map of a view in one HTML file that opens from a stick with no network."""

import argparse
from pathlib import Path

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.ask.marks import shown_answer
from exports.command import add_own_argument
from exports.context import Context
from exports.words import selection_words
from layers.text import text
from layers.view.state import shown_items
from layers.view.tally import tally

SUFFIX = ".html"


def make_map(context: Context, *, out: Path) -> None:
    """Write the view as one HTML file.

    Raises ExportError where nothing of it is shown, OSError where it cannot be written.
    """
    from layers.leaflet.elements import leaflet_html  # noqa: PLC0415 - folium takes 0.8 s to import

    language = context.language
    if not shown_items(context.view, context.plan, context.catalogue):
        raise ExportError("exports.empty")
    context.report(0.1, text("map.progress", language))
    counted = tally(context.view, context.plan, context.catalogue)
    mark = "；" if language == "zh" else "; "
    said = (selection_words(context.view, context.plan, context.catalogue, language), counted.words(language))
    subtitle = mark.join(words for words in said if words)
    page = leaflet_html(
        context.plan, context.catalogue, language=language, subtitle=subtitle, view=context.view, own=context.own(),
        answer=shown_answer(context),
    )  # fmt: skip
    context.report(0.9, text("data.progress.file", language, name=out.name))
    with written_whole(out) as path:
        path.write_bytes(page.encode())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports map`."""
    add_own_argument(parser)


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (SUFFIX, ".htm")


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the file that the options ask for."""
    make_map(context, out=options.out)
