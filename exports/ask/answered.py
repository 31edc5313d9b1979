"""A question with its answer, and everything that files say of both."""

import json
from dataclasses import dataclass, replace
from datetime import date

from briefing.errors import ExportError
from exports.ask.own import Feature
from exports.ask.selecting import selected
from exports.context import Context
from exports.ledger.states import States, states_of
from exports.sources import About, about, cited, load_sources
from geo.analysis.answer import MOST_ROWS, Answer, TooManyError
from geo.analysis.places import Places, Thing, places
from geo.analysis.question import Question
from geo.model import Item
from geo.sources import Source
from layers.answer_words import counts_words, left_out_words, method_words, title_words
from layers.text import text


@dataclass(frozen=True, eq=False)
class Answered:
    """What was asked in a context, and what came of it."""

    context: Context
    question: Question
    answer: Answer
    states: States

    @property
    def title(self) -> str:
        """What was asked, in words."""
        return title_words(self.question, self._asked_about, self.context.language)

    @property
    def _asked_about(self) -> tuple[Thing, ...]:
        subjects = self.answer.subjects
        return (*subjects.things, *subjects.indicative, *subjects.unplaced)

    @property
    def sides(self) -> tuple[Places, ...]:
        """What was asked about, and what was looked for where that is something else."""
        subjects, objects = self.answer.subjects, self.answer.objects
        return (subjects,) if subjects is objects else (subjects, objects)

    def left_out(self) -> list[tuple[Thing, str]]:
        """Each thing that could not be measured, once, with the key of the reason."""
        found = {
            id(thing): (thing, key)
            for side in self.sides
            for things, key in ((side.indicative, "ask.indicative"), (side.unplaced, "ask.unplaced"))
            for thing in things
        }
        return list(found.values())

    def notes(self) -> list[tuple[str, str]]:
        """Heading and wording of all that a file says of itself."""
        language = self.context.language
        counts, left_out = counts_words(self.answer, language), left_out_words(self.sides, language)
        again = json.dumps(self.question.record(), ensure_ascii=False)
        return [
            (text("ask.about.question", language), self.title),
            (text("ask.about.answer", language), f"{counts}{'。' if language == 'zh' else '. '}{left_out}"),
            (text("ask.about.method", language), method_words(self.question.kind, language)),
            *([(text("ask.about.assumed", language), assumed)] if (assumed := self.assumed()) else []),
            (text("ask.about.again", language), again),
            *self.about.rows(language)[2:],
        ]

    def assumed(self) -> str:
        """How many features of one's own do not say how far off they may be; nothing where all do."""
        count = sum(isinstance(thing, Feature) and thing.assumed for side in self.sides for thing in side.things)
        return text("ask.assumed", self.context.language, count=count) if count else ""

    @property
    def about(self) -> About:
        """Source, licence and datum."""
        language = self.context.language
        datum = text("data.crs.wgs", language)
        return about(selection=self.title, datum=datum, language=language, day=self.states.day)

    def sources(self) -> list[Source]:
        """The sources that the items of the answer cite."""
        things = (*self.answer.subjects.things, *self.answer.objects.things)
        return cited((thing for thing in things if isinstance(thing, Item)), load_sources())


def answered(question: Question, context: Context) -> Answered:
    """Ask. Raises ExportError where there is nothing to ask about, or too much to answer."""
    day = min(question.day or context.view.day or date.today(), date.today())
    context = replace(context, view=replace(context.view, day=day))
    subjects = _subjects(question, context, day)
    same = question.kind == "matrix" or question.objects == question.subjects
    objects = subjects if same else places(selected(question.objects, context, day=day))
    language = context.language
    context.report(0.2, text("ask.progress", language, subjects=len(subjects), objects=len(objects)))
    try:
        answer = question.ask(subjects, objects)
    except TooManyError as error:
        raise ExportError("ask.tooMany", most=MOST_ROWS) from error
    return Answered(context, question, answer, states_of(context, day=day))


def _subjects(question: Question, context: Context, day: date) -> Places:
    """What is asked about; of a matrix without the districts, which hold everything else."""
    things = selected(question.subjects, context, day=day)
    if question.kind == "matrix":
        units = {unit.id for unit in context.plan.units}
        things = [thing for thing in things if thing.id not in units]
    found = places(things)
    if not len(found):
        indicative, unplaced = len(found.indicative), len(found.unplaced)
        raise ExportError("ask.unmeasured", count=len(things), indicative=indicative, unplaced=unplaced)
    return found
