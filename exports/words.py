"""A view in words: what is selected, for whoever did not see the map."""

from datetime import date

from geo.model import Plan, Unit
from geo.query import FACETS
from layers.style.catalogue import Catalogue
from layers.text import Language, text
from layers.view.facets import facet_values
from layers.view.state import View

MAX_NAMED = 4
"""values of a filter that are named one by one"""


def category_text(category: str, catalogue: Catalogue, language: Language) -> str:
    """A category as printed, or in English where the catalogue has it."""
    return category if language == "zh" else catalogue.category_en.get(category, category)


def official_area(unit: Unit) -> str:
    """A unit's official km² of land; a dash where the data do not say."""
    return "–" if unit.area_km2_official is None else f"{unit.area_km2_official:g}"


def filter_words(view: View, plan: Plan, catalogue: Catalogue, language: Language) -> list[str]:
    """Each filter that holds something back, as `heading: values`."""
    words = []
    for name, known in facet_values(plan, catalogue).items():
        picked = getattr(view.filter, name)
        values = [
            known[key].label(language) if key in known else key
            for key in (*known, *sorted(picked - known.keys()))
            if key in picked
        ]
        if values:
            words.append(
                text(
                    "selection.of", language, heading=text(f"filter.{name}", language), values=_listed(values, language)
                )
            )
    if view.day is not None or any(getattr(view.filter, name) for name, facet in FACETS.items() if facet.ledger):
        words.append(text("time.asOf", language, day=(view.day or date.today()).isoformat()))
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
