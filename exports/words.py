"""A view in words: what is selected, for whoever did not see the map."""

from collections.abc import Callable

from exports.table import category_text
from geo.plan import Plan, Unit
from geo.query import NO_DISTRICT
from layers.style import Catalogue
from layers.text import Language, text
from layers.view import View

MAX_NAMED = 4
"""values of a filter that are named one by one"""


def official_area(unit: Unit) -> str:
    """A unit's official km² of land; a dash where the data do not say."""
    return "–" if unit.area_km2_official is None else f"{unit.area_km2_official:g}"


def filter_words(view: View, plan: Plan, catalogue: Catalogue, language: Language) -> list[str]:
    """Each filter that holds something back, as `heading: values`."""
    units = {unit.id: unit.name if language == "zh" else unit.name_en for unit in plan.units}
    units[NO_DISTRICT] = text("district.none", language)

    def named(table: dict[str, object]) -> Callable[[str], str]:
        return lambda key: str(getattr(table[key], language)) if key in table else key

    def column(key: str) -> str:
        return text("column.none", language) if key == "null" else text("column.n", language, n=key)

    names: dict[str, Callable[[str], str]] = {
        "theme": named(dict(catalogue.themes)),
        "category": lambda key: category_text(key, catalogue, language),
        "stage": named(dict(catalogue.stages)),
        "district": lambda key: units.get(key, key),
        "column": column,
        "precision": named(dict(catalogue.precisions)),
        "kind": lambda key: text(f"kind.{key}", language),
    }
    orders = {
        "theme": list(catalogue.themes),
        "stage": list(catalogue.stages),
        "district": list(units),
        "precision": list(catalogue.precisions),
    }
    words = []
    for name, word_of in names.items():
        picked = getattr(view.filter, name)
        order = orders.get(name, sorted(picked))
        values = [word_of(key) for key in order if key in picked]
        if values:
            words.append(text("selection.of", language, heading=text(f"filter.{name}", language), values=_listed(values, language)))
    if view.filter.text:
        words.append(text("selection.text", language, words=view.filter.text))
    return words


def selection_words(view: View, plan: Plan, catalogue: Catalogue, language: Language) -> str:
    """Filters in one line; nothing where nothing is filtered."""
    return ("；" if language == "zh" else "; ").join(filter_words(view, plan, catalogue, language))


def _listed(values: list[str], language: Language) -> str:
    mark = "、" if language == "zh" else ", "
    if len(values) <= MAX_NAMED:
        return mark.join(values)
    return text("selection.more", language, first=mark.join(values[: MAX_NAMED - 1]), count=len(values))
