"""What a selector stands for: items of the plan by a link's filter, its chosen item or unit, or a file of one's own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

from briefing.errors import ExportError
from exports.ask.drawn import area_of, is_area
from exports.ask.own import features_of, is_own
from exports.context import Context
from geo.analysis.places import Thing
from layers.view.link import PARAMETERS, Vocabulary, decode, encode
from layers.view.state import View, found_items

SHOWN = 80
"""characters of a selector that a message shows"""


def selected(selectors: Sequence[str], context: Context, *, day: date | None) -> list[Thing]:
    """Everything that the selectors stand for, each once, in the order of the plan; "" is the whole plan.

    Raises ExportError where one names what there is not, or nothing.
    """
    words = Vocabulary(context.plan, context.catalogue)
    found: dict[int, Thing] = {}
    for selector in selectors:
        things = _things(selector, context, words, day)
        if not things:
            raise ExportError("ask.nothing", selector=selector[:SHOWN])
        found |= {id(thing): thing for thing in things}
    return list(found.values())


def _things(selector: str, context: Context, words: Vocabulary, day: date | None) -> Sequence[Thing]:
    if is_area(selector):
        return [area_of(selector, context.language)]
    return features_of(selector, context.plan, context.workspace) if is_own(selector) else _items(selector, words, day)


def _items(selector: str, words: Vocabulary, day: date | None) -> list[Thing]:
    """Items that a link chooses, by `sel` or `unit`, else those that its filter finds."""
    view, dropped = decode(selector, words)
    # A filter that nobody knows would be none: the whole plan would answer.
    unknown = [name for name, _ in parse_qsl(selector, keep_blank_values=True) if name not in PARAMETERS]
    if dropped or unknown or (selector and "=" not in selector):
        what = ", ".join([*(f"{part.parameter}={part.value}" for part in dropped), *unknown]) or selector
        raise ExportError("ask.selector", selector=selector[:SHOWN], what=what[:SHOWN])
    chosen = words.plan.by_id.get(view.selection or view.unit or "")
    if chosen is not None:
        return [chosen]
    return list(found_items(replace(view, day=day or view.day), words.plan))


def selector_of(context: Context) -> str:
    """The selector of what a context's view is about: its chosen item, its unit, or what its filter finds."""
    view = context.view
    kept = View(filter=view.filter, day=view.day, selection=view.selection, unit=view.unit)
    return encode(kept, Vocabulary(context.plan, context.catalogue))
