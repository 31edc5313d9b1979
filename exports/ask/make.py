"""Answers to questions about where things lie: a table, a layer or a sheet, by the file's name."""

import argparse
import importlib
import json
from datetime import date
from pathlib import Path

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.ask.answered import answered
from exports.ask.selecting import selector_of
from exports.context import Context
from exports.place import check_ending, check_free, check_place
from geo.analysis.question import KINDS, Question, QuestionError
from geo.files.strict import RefusedError, clean, read_json
from layers.text import text

AGAIN = "again"
"""asks a question that was saved"""
WRITERS = {
    ".xlsx": ("exports.ask.files", "workbook"),
    ".csv": ("exports.ask.files", "csv_table"),
    ".geojson": ("exports.ask.files", "geojson"),
    ".gpkg": ("exports.ask.files", "geopackage"),
}
"""suffix -> module and the function in it that makes bytes of an answer; imported when it is asked for"""

PAPER = (".pdf", ".svg", ".png")
"""suffixes of a sheet"""


def make_answer(context: Context, *, question: Question, out: Path) -> None:
    """Ask a question and write the answer to out.

    Raises ExportError where there is nothing to ask about or too much to answer; OSError; Cancelled.
    """
    suffix = out.suffix.lower()
    if suffix not in (*WRITERS, *PAPER):
        raise ExportError("exports.suffix", name=out.name, wanted=" / ".join((*WRITERS, *PAPER)))
    found = answered(question, context)
    context.report(0.6, text("data.progress.file", context.language, name=out.name))
    if suffix in PAPER:
        importlib.import_module("exports.ask.sheet").make_answer_sheet(found, out=out)
        return
    module, name = WRITERS[suffix]
    content = getattr(importlib.import_module(module), name)(found)
    with written_whole(out) as path:
        path.write_bytes(content)


def check_saving(out: Path, *, force: bool) -> None:
    """Raises ExportError where a question cannot be kept there, or must not replace what is."""
    check_place(out)
    check_ending(out, (".json",))
    check_free(out, force=force)


def save_question(question: Question, out: Path) -> None:
    """Write a question to out (.json), to be asked again. Raises OSError."""
    with written_whole(out) as path:
        path.write_text(json.dumps(question.record(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def saved_question(path: Path) -> Question:
    """The question of a file. Raises ExportError where it holds none."""
    try:
        parsed = read_json(path, path.name)
    except RefusedError as error:
        raise ExportError("ask.noQuestion", name=clean(path.name)) from error
    try:
        if parsed.flaws:
            raise QuestionError(str(parsed.flaws[0].values))
        return Question.of_record(parsed.value)
    except QuestionError as error:
        raise ExportError("ask.bad", detail=str(error)) from error


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports ask`."""
    parser.add_argument("kind", choices=[*KINDS, AGAIN], help="问什么；again 为再问存档的问题 / what is asked")
    parser.add_argument(
        "--subjects",
        action="append",
        metavar="LINK|FILE",
        help="问的对象：链接、筛选或文件，可多次；缺省为 --view / asked about: a link, a filter, a file; else --view",
    )
    parser.add_argument(
        "--objects",
        action="append",
        metavar="LINK|FILE",
        help="要找的内容，写法同上；缺省为整个规划 / what is looked for, likewise; the whole plan by default",
    )
    parser.add_argument(
        "--radius",
        type=_radii,
        default=(),
        metavar="M",
        help="半径（米）；分环写作 500,1000 / radius in metres; of rings 500,1000",
    )
    parser.add_argument("--count", type=int, metavar="N", help="最近的几项 / how many nearest")
    parser.add_argument(
        "--day",
        type=date.fromisoformat,
        metavar="DAY",
        help="进展截至之日；缺省为今天 / progress as of; today by default",
    )
    parser.add_argument(
        "--save", type=Path, metavar="FILE", help="把问题存为 .json / keep the question in a .json file"
    )
    parser.add_argument("--question", type=Path, metavar="FILE", help="again 所用的存档 / the saved question for again")


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (*WRITERS, *PAPER)


def run(options: argparse.Namespace, context: Context) -> None:
    """Answer the question that the options ask, or that a file holds."""
    question = _question(options, context)
    if options.save:
        check_saving(options.save, force=options.force)
    make_answer(context, question=question, out=options.out)
    if options.save:
        save_question(question, options.save)


def _question(options: argparse.Namespace, context: Context) -> Question:
    if options.kind == AGAIN:
        if options.question is None:
            raise ExportError("ask.bad", detail="--question FILE")
        return saved_question(options.question)
    try:
        return Question(
            kind=options.kind,
            subjects=tuple(options.subjects or [selector_of(context)]),
            objects=tuple(options.objects or [""]),
            radii_m=options.radius,
            count=options.count,
            day=options.day,
        )
    except QuestionError as error:
        raise ExportError("ask.bad", detail=str(error)) from error


def _radii(written: str) -> tuple[float, ...]:
    return tuple(map(float, written.split(",")))
