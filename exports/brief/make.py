"""A brief of one district, of any theme or of all: PDF, DOCX, PPTX or XLSX by the file's name."""

import argparse
import importlib
from pathlib import Path

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.brief.content import KNOWN, Brief, brief_of
from exports.command import add_own_argument
from exports.context import Context
from exports.report.make import MEDIA_TYPES as REPORT_TYPES
from exports.report.make import WRITERS as REPORT_WRITERS
from exports.report.office.given import OURS, Office, add_office_arguments, office_of
from layers.text import text

WRITERS = {".pdf": "exports.brief.pdf", ".pptx": "exports.brief.pptx", ".xlsx": "exports.brief.xlsx"}
"""suffix -> module with brief_bytes(brief) -> bytes; each is imported when it is asked for"""
DOCX = ".docx"
MEDIA_TYPES = {
    ".pdf": REPORT_TYPES[".pdf"],
    DOCX: REPORT_TYPES[DOCX],
    ".pptx": REPORT_TYPES[".pptx"],
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def make_brief(context: Context, *, district: str, theme: str | None, out: Path, office: Office = OURS) -> None:
    """Write the brief, in an office's wording and template or in ours.

    Raises ExportError for an unknown district, theme or suffix, for wording or a template that cannot be used, and
    where there is no item; OSError; Cancelled.
    """
    suffix = out.suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise ExportError("exports.suffix", name=out.name, wanted=" / ".join(MEDIA_TYPES))
    brief = brief_of(context, district=district, theme=theme)
    context.report(0.1, text("brief.progress", context.language, title=brief.title))
    if suffix == DOCX or office.wording or office.template:
        content = _in_sections(brief, office, out)
    else:
        content = importlib.import_module(WRITERS[suffix]).brief_bytes(brief)
    context.report(0.9, text("data.progress.file", context.language, name=out.name))
    with written_whole(out) as path:
        path.write_bytes(content)


def _in_sections(brief: Brief, office: Office, out: Path) -> bytes:
    """A brief as an evaluation is written. Raises ExportError."""
    from exports.brief.document import document_of  # noqa: PLC0415 - takes what slides take

    template, writer, language = office.base(out), REPORT_WRITERS.get(out.suffix.lower()), brief.language
    if writer is None:
        raise ExportError("office.workbook", name=out.name, wanted=" / ".join(REPORT_WRITERS))
    report = document_of(brief, office.words(language, KNOWN))
    more = {"template": template} if template else {}
    written: bytes = importlib.import_module(writer).report_bytes(report, brief.context, brief.context.report, **more)
    return written


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
    add_office_arguments(parser, KNOWN)


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return tuple(MEDIA_TYPES)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the brief that the options ask for."""
    make_brief(context, district=options.district, theme=options.theme, out=options.out, office=office_of(options))
