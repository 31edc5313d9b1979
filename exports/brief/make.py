"""A brief of one district, of any theme or of all: PDF, PPTX or XLSX by the file's name."""

import argparse
import importlib
from pathlib import Path

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.brief.content import brief_of
from exports.command import add_own_argument
from exports.context import Context
from layers.text import text

WRITERS = {".pdf": "exports.brief.pdf", ".pptx": "exports.brief.pptx", ".xlsx": "exports.brief.xlsx"}
"""suffix -> module with brief_bytes(brief) -> bytes; each is imported when it is asked for"""
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def make_brief(context: Context, *, district: str, theme: str | None, out: Path) -> None:
    """Write the brief.

    Raises ExportError for an unknown district, theme or suffix and where there is no item; OSError; Cancelled.
    """
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        raise ExportError("exports.suffix", name=out.name, wanted=" / ".join(WRITERS))
    brief = brief_of(context, district=district, theme=theme)
    context.report(0.1, text("brief.progress", context.language, title=brief.title))
    content = importlib.import_module(writer).brief_bytes(brief)
    context.report(0.9, text("data.progress.file", context.language, name=out.name))
    with written_whole(out) as path:
        path.write_bytes(content)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports brief`."""
    add_own_argument(parser)
    parser.add_argument(
        "--district", required=True, metavar="ID", help="分区编号，如 futian / id of the district, such as futian"
    )
    parser.add_argument(
        "--theme",
        metavar="ID",
        help="主题编号，如 transport；缺省为全部 / id of a theme, such as transport; all by default",
    )


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return tuple(WRITERS)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the brief that the options ask for."""
    make_brief(context, district=options.district, theme=options.theme, out=options.out)
