"""The final evaluation of the city, a district or a theme: DOCX, PPTX or PDF by the file's name."""

import argparse
import importlib
from datetime import date
from pathlib import Path

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.command import add_own_argument
from exports.context import Context
from exports.report.content import KNOWN, report_of
from exports.report.office.given import OURS, Office, add_office_arguments, office_of
from geo.facts import facts
from layers.text import text

WRITERS = {".docx": "exports.report.docx", ".pptx": "exports.report.pptx", ".pdf": "exports.report.pdf"}
"""suffix -> module with report_bytes(report, context, progress) -> bytes; each is imported when it is asked for"""
MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".pdf": "application/pdf",
}


def make_report(  # noqa: PLR0913 - what the report is of, and in whose words
    context: Context, *, district: str | None, theme: str | None, day: str | None, out: Path, office: Office = OURS
) -> None:
    """Write the report, of today where no day is given, in an office's wording and template or in ours.

    Raises ExportError for an unknown district, theme or suffix, for what is no day, for wording or a template that
    cannot be used, and where there is nothing to report; OSError; Cancelled.
    """
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        raise ExportError("exports.suffix", name=out.name, wanted=" / ".join(WRITERS))
    template, wording = office.base(out), office.words(context.language, KNOWN)
    report = report_of(context, district=district, theme=theme, day=_day(day), wording=wording)
    context.report(0.1, text("report.progress", context.language, name=report.title))
    more = {"template": template} if template else {}
    content = importlib.import_module(writer).report_bytes(report, context, context.report, **more)
    context.report(0.95, text("data.progress.file", context.language, name=out.name))
    with written_whole(out) as path:
        path.write_bytes(content)


def _day(given: str | None) -> date:
    """A day as it is written; today where none is given."""
    today = date.today()
    if given is None:
        return today
    try:
        day = date.fromisoformat(given)
    except ValueError:
        day = date.min
    first = facts().period[0]
    if not first <= day <= today:
        raise ExportError("report.noDay", value=given[:40], first=first)
    return day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports report`."""
    parser.add_argument(
        "--district",
        metavar="ID",
        help="分区编号，如 nanshan；缺省为全市 / id of a district, such as nanshan; the city by default",
    )
    parser.add_argument(
        "--theme",
        metavar="ID",
        help="主题编号，如 transport；缺省为全部 / id of a theme, such as transport; all by default",
    )
    parser.add_argument(
        "--day",
        metavar="DAY",
        help="进展截至之日，如 2025-12-31；缺省为今天 / progress as of, such as 2025-12-31; today by default",
    )
    add_own_argument(parser)
    add_office_arguments(parser, KNOWN)


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return tuple(WRITERS)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the report that the options ask for."""
    make_report(
        context, district=options.district, theme=options.theme, day=options.day, out=options.out,
        office=office_of(options),
    )  # fmt: skip
