"""Answers to what the scenes of a briefing ask: a meeting kit has no server that could measure."""

import gzip
import json
from datetime import date
from typing import Any

from briefing.errors import ExportError
from briefing.resolved import ResolvedBriefing
from exports.ask.answered import answered
from exports.ask.shown import answer_record
from exports.context import Context
from exports.progress import silent
from geo.analysis.question import Question
from layers.text import LANGUAGES, Language
from layers.view.state import View

NAME = "answers"


def answer_parts(resolved: ResolvedBriefing, context: Context) -> dict[str, bytes]:
    """The part of a kit's file with all answers by language, day and question, gzipped; none where nothing is asked."""
    found: dict[str, Any] = {}
    for scene in resolved.scenes:
        if scene.view.ask is not None:
            for language in LANGUAGES:
                found[key_of(scene.view, scene.view.ask, language)] = _told(
                    scene.view, scene.view.ask, context, language
                )
    content = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    return {NAME: gzip.compress(content, 9, mtime=0)} if found else {}


def key_of(view: View, question: Question, language: Language) -> str:
    """As web/ask/answers.js asks for it."""
    day = view.day.isoformat() if view.day and view.day < date.today() else ""
    return f"{language} {day} {question.link()}"


def _told(view: View, question: Question, context: Context, language: Language) -> dict[str, Any] | str:
    """What the map shows of an answer; why there is none, in words."""
    try:
        return answer_record(answered(question, Context(view, context.plan, context.catalogue, language, silent)))
    except ExportError as error:
        return error.message(language)
