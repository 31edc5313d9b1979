"""What a district brief says, whatever paper it goes to: the unit, its items, and how many there are of what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.errors import ExportError
from exports.context import Context
from exports.ledger.states import States, states_of
from exports.report.office.arranged import date_words
from exports.report.office.gaps import OF_BRIEF
from exports.report.office.wording import Known
from exports.words import category_text
from geo.crs import area_km2
from geo.model import Item, Unit
from geo.query import totals
from layers.style.catalogue import Catalogue, Stage, Theme
from layers.text import Language, text
from layers.view.state import View, found_items, layers_on
from layers.view.tally import tally

KNOWN = Known(
    {"profile": "brief.profile", "map": "brief.onMap", "totals": "brief.totals", "items": "brief.allItems"},
    OF_BRIEF,
    opening="office.example.brief",
)
"""what an office's wording may name"""


@dataclass(frozen=True, slots=True, eq=False)
class Brief:
    """A district, perhaps one theme of it, ready to be laid out."""

    unit: Unit
    theme: Theme | None
    view: View
    """what its map shows"""
    items: tuple[Item, ...]
    """all items of the district that the view's filter lets through, those without a place too, in the order of
    layers"""
    context: Context

    @property
    def language(self) -> Language:
        """Language of every word in it."""
        return self.context.language

    @property
    def states(self) -> States:
        """What became of its items by today."""
        return states_of(self.context)

    @property
    def title(self) -> str:
        """Name of the unit, and of the theme where there is one."""
        names = [self.unit.name if self.language == "zh" else self.unit.name_en]
        if self.theme:
            names.append(getattr(self.theme, self.language))
        return " · ".join(names)

    @property
    def subtitle(self) -> str:
        """What this is, and how much of it."""
        placed = sum(item.geometry is not None for item in self.items)
        return text("brief.subtitle", self.language, count=len(self.items), unplaced=len(self.items) - placed)

    def map_words(self, drawn: Iterable[Item]) -> str:
        """How many of its items its map draws, and where the rest is; drawn are those that lie in the map's extent."""
        counted, inside = tally(self.view, self.context.plan, self.context.catalogue), {item.id for item in drawn}
        outside = sum(item.id not in inside for item in counted.shown)
        rest = len(counted.shown) - outside < counted.all
        return counted.words(self.language, outside=outside) + (text("brief.inTable", self.language) if rest else "")

    def profile(self) -> list[tuple[str, Sequence[str]]]:
        """Heading and phrases of the unit in Column 4; the phrases as the plan prints them."""
        drawn = round(area_km2(self.unit.geometry), 1)
        official = self.unit.area_km2_official
        key = "brief.area.none" if official is None else "brief.area.words"
        area = text(key, self.language, official=f"{official:g}" if official else "", drawn=f"{drawn:g}")
        rows: list[tuple[str, Sequence[str]]] = [
            (text("brief.positioning", self.language), self.unit.positioning),
            (text("brief.keyAreas", self.language), self.unit.key_areas),
            (text("brief.goal", self.language), (self.unit.goal,) if self.unit.goal else ()),
            (text("brief.area", self.language), (area,)),
        ]
        return [(heading, phrases) for heading, phrases in rows if phrases]

    def matrix(self) -> tuple[list[str], list[list[str | int]]]:
        """Header and rows of the totals: a theme a row, a stage a column, then sum and without a place; sums last."""
        found, catalogue = totals(self.items), self.context.catalogue
        stages: list[Stage] = [stage for key, stage in catalogue.stages.items() if found.by["stage"][key]]
        header = [text("filter.theme", self.language), *(getattr(stage, self.language) for stage in stages)]
        header += [text("brief.sum", self.language), text("brief.unplaced", self.language)]
        rows: list[list[str | int]] = []
        for key, theme in catalogue.themes.items():
            if found.by["theme"][key]:
                counts = [found.by_theme_stage[key, stage.id] for stage in stages]
                unplaced = sum(item.theme == key and item.geometry is None for item in self.items)
                rows.append([getattr(theme, self.language), *counts, sum(counts), unplaced])
        sums = [found.by["stage"][stage.id] for stage in stages]
        return header, [*rows, [text("brief.sum", self.language), *sums, found.all, found.unplaced]]

    def category(self, item: Item) -> str:
        """An item's category in the brief's language."""
        return category_text(item.category, self.context.catalogue, self.language)

    def name(self, item: Item) -> str:
        """An item's name in the brief's language."""
        return item.name if self.language == "zh" else item.name_en


def values_of(brief: Brief) -> dict[str, str]:
    """What stands in the gaps of an office's own words."""
    language, day = brief.language, brief.states.day
    return {
        "name": brief.title,
        "place": brief.unit.name if language == "zh" else brief.unit.name_en,
        "theme": getattr(brief.theme, language) if brief.theme else text("orders.allThemes", language),
        "day": day.isoformat(),
        "date": date_words(day, language),
        "plan": text("slides.plan", language),
        "count": str(len(brief.items)),
        "unplaced": str(sum(item.geometry is None for item in brief.items)),
    }


def brief_of(context: Context, *, district: str, theme: str | None = None) -> Brief:
    """The brief of a unit, of one theme or of all: every item that the view's filter lets through, on or off.

    Raises ExportError where there is no such unit or theme, or no item.
    """
    catalogue, plan = context.catalogue, context.plan
    unit = next((unit for unit in plan.units if unit.id == district), None)
    if unit is None:
        raise ExportError("brief.noDistrict", name=district, known=", ".join(unit.id for unit in plan.units))
    if theme is not None and theme not in catalogue.themes:
        raise ExportError("brief.noTheme", name=theme, known=", ".join(catalogue.themes))
    conditions = replace(context.view.filter, district=frozenset({district}))
    if theme is not None:
        conditions = replace(conditions, theme=frozenset({theme}))
    view = replace(context.view, filter=conditions, unit=district, selection=None, camera=None)
    rank = {layer.id: position for position, layer in enumerate(catalogue.layers)}
    items = sorted(found_items(view, plan), key=lambda item: rank[catalogue.layer_of(item).id])
    if not items:
        raise ExportError("brief.empty", name=unit.name if context.language == "zh" else unit.name_en)
    return Brief(
        unit, catalogue.themes[theme] if theme else None, _map_view(view, catalogue, theme), tuple(items), context
    )


def _map_view(view: View, catalogue: Catalogue, theme: str | None) -> View:
    """What the map draws: the theme's layers, else the view's; of all, not those that would cover the district."""
    on = layers_on(view, catalogue)
    if theme is not None:
        on = frozenset(layer.id for layer in catalogue.layers if layer.theme == theme)
    elif len(on) == len(catalogue.layers):
        on = layers_on(View(), catalogue)
    return replace(view, layers=on)
