"""Answers for the page 询问: what a View asks, as the map shows it, as a file or a layer, in the products' process."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.errors import ExportError
from exports.ask.answered import answered
from exports.ask.layer import keep_answer
from exports.ask.make import make_answer
from exports.ask.shown import write_answer
from exports.context import Context
from geo.analysis.question import Question
from geo.own.store import OwnStore
from geo.store.store import Store

SHOWN = "shown"
"""the record that the map draws; else a suffix of a file, as .xlsx"""
LAYER = "layer"
"""a layer of one's own in the store that options["store"] tells; its id is what is answered"""


def make_asked(context: Context, options: Mapping[str, Any], out: Path) -> None:
    """Answer the view's question; options["as"]: SHOWN, LAYER or a suffix. Raises ExportError, OSError, Cancelled."""
    question = asked_of(context)
    if options["as"] == SHOWN:
        write_answer(answered(question, context), out)
    elif options["as"] == LAYER:
        kept = keep_answer(answered(question, context), OwnStore(Store.heard(options["store"])))
        out.write_text(json.dumps({"ids": [kept.id]}), encoding="utf-8")
    else:
        make_answer(context, question=question, out=out)


def asked_of(context: Context) -> Question:
    """The question of a view. A link names no files (layers/view/asking.py). Raises ExportError where it has none."""
    if context.view.ask is None:
        raise ExportError("ask.none")
    return context.view.ask
