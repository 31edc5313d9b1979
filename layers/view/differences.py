"""What each of two views shows that the other does not, in words. web/compare/words.js says the same on the screen."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from geo.model import Plan
from layers.style.catalogue import Catalogue
from layers.text import Language, text
from layers.view.facets import facet_values
from layers.view.state import View, layers_on

MOST_NAMED = 3
"""values and layers that are named one by one"""
Pair = tuple[str, str]


class _Words(NamedTuple):
    """In what they are said."""

    plan: Plan
    catalogue: Catalogue
    language: Language

    def listed(self, names: list[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(names)


def differences(one: View, other: View, plan: Plan, catalogue: Catalogue, language: Language) -> list[Pair]:
    """What one view says and what the other does in its place, in order of weight; nothing where they are alike."""
    words = _Words(plan, catalogue, language)
    return [
        *_days(one, other, words),
        *_picked(one, other, words),
        *_texts(one, other, words),
        *_named(one, other, words),
        *_looks(one, other, words),
    ]


def common_filters(one: View, other: View) -> View:
    """One view with the filters alone that both have."""
    kept = {name: getattr(one.filter, name) for name in one.filter.__dataclass_fields__}
    same = {name: value for name, value in kept.items() if value == getattr(other.filter, name)}
    return View(filter=type(one.filter)(**same), day=one.day if one.day == other.day else None)


def _days(one: View, other: View, words: _Words) -> Iterator[Pair]:
    if one.day != other.day:
        today = text("compare.today", words.language, day=date.today().isoformat())
        first, second = (view.day.isoformat() if view.day else today for view in (one, other))
        yield first, second


def _picked(one: View, other: View, words: _Words) -> Iterator[Pair]:
    """A filter's values, by name where they are few."""
    for name, known in facet_values(words.plan, words.catalogue).items():
        picked = [getattr(view.filter, name) for view in (one, other)]
        if picked[0] == picked[1]:
            continue
        heading = text(f"filter.{name}", words.language)
        said = []
        for values in picked:
            labels = [value.label(words.language) for key, value in known.items() if key in values]
            labels += sorted(values - known.keys())
            if not labels:
                said.append(text("compare.all", words.language, filter=heading))
            elif len(labels) > MOST_NAMED:
                said.append(f"{heading} {text('search.count', words.language, count=len(labels))}")
            else:
                said.append(words.listed(labels))
        yield said[0], said[1]


def _texts(one: View, other: View, words: _Words) -> Iterator[Pair]:
    mine, theirs = one.filter.text.strip(), other.filter.text.strip()
    if mine != theirs:
        everything = text("compare.all", words.language, filter=text("search.words", words.language))
        yield mine or everything, theirs or everything


def _named(one: View, other: View, words: _Words) -> Iterator[Pair]:
    """The unit and the item that a view is about."""
    units = {unit.id: unit for unit in words.plan.units}
    for ids, known in (((one.unit, other.unit), units), ((one.selection, other.selection), words.plan.by_id)):
        if ids[0] == ids[1]:
            continue
        found = [known.get(each or "") for each in ids]
        city = text("compare.city", words.language)
        first, second = (
            city if thing is None else thing.name if words.language == "zh" else thing.name_en for thing in found
        )
        yield first, second


def _looks(one: View, other: View, words: _Words) -> Iterator[Pair]:
    """Colours, layers, layers that people brought, basemap."""
    if one.tint != other.tint:
        yield text(f"tint.{one.tint}", words.language), text(f"tint.{other.tint}", words.language)
    on, off = layers_on(one, words.catalogue), layers_on(other, words.catalogue)
    if on != off:
        yield _layers(on - off, words), _layers(off - on, words)
    if one.own != other.own:
        first, second = (text("compare.own", words.language, count=len(view.own)) for view in (one, other))
        yield first, second
    if one.base != other.base:
        yield _basemap(one.base, words.language), _basemap(other.base, words.language)


def _layers(ids: frozenset[str], words: _Words) -> str:
    names = [getattr(layer, words.language) for layer in words.catalogue.layers if layer.id in ids]
    if not names:
        return text("compare.noLayers", words.language)
    key = "compare.layersMore" if len(names) > MOST_NAMED else "compare.layers"
    return text(key, words.language, layers=words.listed(names[:MOST_NAMED]), count=len(names))


def _basemap(base: str, language: Language) -> str:
    known = base in ("city", "none")
    return text("compare.base", language, name=text(f"basemap.{base}", language) if known else base)
