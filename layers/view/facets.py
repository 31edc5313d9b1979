"""The values of every filter field for one plan: which there are, in which order, and what they are called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geo.facts import facts
from geo.model import Plan
from geo.progress.model import PROMISES, STATES
from geo.query import FACETS, NO_DISTRICT, Facet
from layers.style.catalogue import Catalogue
from layers.text import LANGUAGES, TABLE, Language, text

LOCATED = ("point", "line", "area", "citywide")
SLIPPED = ("yes", "no")
YEARS_BEFORE, YEARS_AFTER = 5, 10
"""of the plan, in which what it names may have opened"""
SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter field."""

    id: str
    """as Facet.values gives it"""
    slug: str
    """as links name it"""
    zh: str
    en: str

    def label(self, language: Language) -> str:
        """What it is called."""
        return self.zh if language == "zh" else self.en


def category_slug(catalogue: Catalogue, category: str) -> str:
    """A category as links name it."""
    return SLUG.sub("-", catalogue.category_en.get(category, category).lower()).strip("-") or category


def facet_values(plan: Plan, catalogue: Catalogue) -> dict[str, dict[str, Value]]:
    """Name of a facet -> id of a value -> the value, in the order of filters, links and lists."""
    known = {
        "theme": _named(catalogue.themes.values()),
        "category": _categories(plan, catalogue),
        "stage": _named(catalogue.stages.values()),
        "state": [_value(state, *_words(f"state.{state}")) for state in STATES],
        "promise": [_value(promise, *_words(f"promise.{promise}")) for promise in PROMISES],
        "slipped": [_value(answer, *_words(f"slipped.{answer}")) for answer in SLIPPED],
        "opened": _years_of_opening(),
        "district": [*_units(plan), Value(NO_DISTRICT, NO_DISTRICT, *_words("district.none"))],
        "plan_column": _plan_columns(plan),
        "precision": _named(catalogue.precisions.values()),
        "kind": [Value(kind, kind, *_words(f"kind.{kind}")) for kind in LOCATED],
    }
    return {
        name: {value.id: value for value in known.get(name) or _present(plan, facet)} for name, facet in FACETS.items()
    }


def _words(key: str, **values: object) -> tuple[str, str]:
    zh, en = (text(key, language, **values) for language in LANGUAGES)
    return zh, en


def _value(name: str, zh: str, en: str) -> Value:
    return Value(name, name.replace("_", "-"), zh, en)


def _years_of_opening() -> list[Value]:
    """Years from before the plan's until well after them; which of them anything opened in, the ledger says."""
    first, last = facts().period
    years = range(first.year - YEARS_BEFORE, last.year + YEARS_AFTER + 1)
    rest = [_value(name, *_words(f"opened.{name}")) for name in ("undated", "none")]
    return [*(Value(str(year), str(year), str(year), str(year)) for year in years), *rest]


def _named(entries: Iterable[object]) -> list[Value]:
    return [Value(entry.id, entry.id, entry.zh, entry.en) for entry in entries]  # type: ignore[attr-defined]


def _units(plan: Plan) -> list[Value]:
    return [Value(unit.id, unit.id, unit.name, unit.name_en) for unit in plan.units]


def _categories(plan: Plan, catalogue: Catalogue) -> list[Value]:
    """Those of one theme stand together."""
    themes = list(catalogue.themes)
    theme_of = {item.category: themes.index(item.theme) if item.theme in themes else len(themes) for item in plan.items}
    english = catalogue.category_en
    ordered = sorted(theme_of, key=lambda category: theme_of[category])
    return [
        Value(category, category_slug(catalogue, category), category, english.get(category, category))
        for category in ordered
    ]


def _plan_columns(plan: Plan) -> list[Value]:
    numbers = sorted({item.plan_column for item in plan.items if item.plan_column is not None})
    return [Value(str(n), str(n), *_words("plan.column", n=n)) for n in numbers] + [
        Value("null", "null", *_words("plan.runningText"))
    ]


def _present(plan: Plan, facet: Facet) -> list[Value]:
    """The values that items have, in plan order; their word in layers/wording/ (`<facet>.<value>`), else as such."""
    values = dict.fromkeys(value for item in plan.items for value in facet.values(item))
    return [
        Value(
            value, SLUG.sub("-", value.lower()).strip("-") or value, *TABLE.get(f"{facet.name}.{value}", (value, value))
        )
        for value in values
    ]
