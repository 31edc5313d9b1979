"""What maps mark of an answer, wherever they are drawn: what was asked about, what is certain, what is possible."""

from typing import TYPE_CHECKING

import numpy as np

from geo.analysis.places import Thing
from geo.crs import from_metric
from geo.model import Item
from layers.answer.plates import MarkedAnswer, Named
from layers.view.state import View, shown_items

if TYPE_CHECKING:
    from exports.ask.answered import Answered


def named(found: "Answered") -> dict[str, list[Thing]]:
    """What was asked about and found, each thing once, by mark; what is certain for one subject is certain.

    Of a matrix both of a pair are found, and nothing is asked about. What was asked about is not marked as found too.
    """
    answer = found.answer
    sides = [(answer.objects, answer.object)]
    if found.question.kind == "matrix":
        sides.append((answer.subjects, answer.subject))
    certain: dict[int, Thing] = {}
    every: dict[int, Thing] = {}
    for places, numbers in sides:
        for number in np.unique(numbers).tolist():
            every[id(places.things[number])] = places.things[number]
        for number in np.unique(numbers[answer.certain]).tolist():
            certain[id(places.things[number])] = places.things[number]
    asked = [] if found.question.kind == "matrix" else list(answer.subjects.things)
    theirs = {id(thing) for thing in asked}
    return {
        "possible": [thing for key, thing in every.items() if key not in certain and key not in theirs],
        "certain": [thing for key, thing in certain.items() if key not in theirs],
        "asked": asked,
    }


def marked(found: "Answered", view: View | None = None) -> MarkedAnswer:
    """An answer as the map of a view marks it, by default of the view that asks."""
    from exports.ask.reach import around  # noqa: PLC0415 - files of any kind; most maps ask nothing

    context = found.context
    shown = {item.id for item in shown_items(view or context.view, context.plan, context.catalogue)}
    things = tuple(
        Named(mark, thing.geometry, thing, thing.id not in shown)
        if isinstance(thing, Item)
        else Named(mark, thing.geometry, alone=True)
        for mark, things in named(found).items()
        for thing in things
    )
    return MarkedAnswer(things, tuple(from_metric(shape) for shape in around(found)))
