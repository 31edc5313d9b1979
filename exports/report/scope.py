"""What a report is of: the city or a district, all themes or one, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from briefing.errors import ExportError
from exports.context import Context
from exports.ledger.states import States, states_of
from exports.words import selection_words
from geo.model import Item, Unit
from geo.progress.model import ItemState
from geo.query import Filter
from layers.progress.counts import Counts, count_states, followed_items
from layers.style.catalogue import Theme
from layers.text import Language, text
from layers.view.state import View, found_items


@dataclass(slots=True)
class Citations:
    """Sources by the number under which the report names them, in the order in which it first does."""

    numbers: dict[str, int] = field(default_factory=dict)

    def marks(self, sources: Iterable[str]) -> str:
        """The numbers of sources, the smallest first: [2] [17]; "" for none."""
        found = {self.numbers.setdefault(source, len(self.numbers) + 1) for source in sources if source}
        return " ".join(f"[{number}]" for number in sorted(found))


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The items of a report, with all that its sections are made of."""

    context: Context
    unit: Unit | None
    theme: Theme | None
    items: tuple[Item, ...]
    """whose progress is followed, in the order of layers"""
    others: int
    """how many more the plan has here that nobody follows"""
    states: States
    known: dict[str, ItemState]
    """by item"""
    conditions: Filter
    """which items it is of, followed or not"""
    citations: Citations = field(default_factory=Citations)

    @property
    def language(self) -> Language:
        """Language of every word in it."""
        return self.context.language

    @property
    def day(self) -> date:
        """The day that states are of."""
        return self.states.day

    @property
    def name(self) -> str:
        """Where and of what: 南山区 · 交通."""
        return self.place if self.theme is None else f"{self.place} · {getattr(self.theme, self.language)}"

    @property
    def place(self) -> str:
        """Where: 南山区."""
        units = [unit for unit in self.context.plan.units if unit.id in self.conditions.district]
        return self.listed(map(self.unit_name, units)) or self.word("report.city")

    @property
    def whole(self) -> bool:
        """Whether it is of all that is followed in the city."""
        return not self.conditions

    @property
    def narrowed(self) -> str:
        """What else the view's filter holds back, in words; "" where nothing."""
        rest = replace(
            self.conditions, district=frozenset(), theme=frozenset() if self.theme else self.conditions.theme
        )
        view = replace(self.context.view, filter=rest)
        return selection_words(view, self.context.plan, self.context.catalogue, self.language)

    def unit_name(self, unit: Unit) -> str:
        """A unit's name in the report's language."""
        return unit.name if self.language == "zh" else unit.name_en

    def item_name(self, item: Item) -> str:
        """An item's name in the report's language."""
        return item.name if self.language == "zh" else item.name_en

    def word(self, key: str, **values: object) -> str:
        """Wording in the report's language."""
        return text(key, self.language, **values)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts of a sentence one after another."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def counts(self, items: Iterable[Item] | None = None) -> Counts:
        """Counts of the states of items, all of the report's where none are given."""
        return count_states(self.known[item.id] for item in (self.items if items is None else items))

    def themes(self) -> list[Theme]:
        """The themes of its items, in the catalogue's order."""
        present = {item.theme for item in self.items}
        return [theme for key, theme in self.context.catalogue.themes.items() if key in present]

    def of_theme(self, theme: Theme) -> list[Item]:
        """Its items of a theme."""
        return [item for item in self.items if item.theme == theme.id]

    def view_of(self, states: frozenset[str] = frozenset(), theme: str | None = None) -> View:
        """What a map shows of its items in these states, all where none are named, and of this theme."""
        layers = frozenset(self.context.catalogue.layer_of(item).id for item in self.items)
        conditions = replace(self.conditions, state=states)
        if theme is not None:
            conditions = replace(conditions, theme=frozenset({theme}))
        return View(
            layers=layers, filter=conditions, unit=self.unit.id if self.unit else None, language=self.language,
            tint="progress", day=self.day,
        )  # fmt: skip


def scope_of(context: Context, *, district: str | None, theme: str | None, day: date) -> Scope:
    """The scope of a report: what the view's filter lets through of a district or the city, of a theme or all.

    Raises ExportError where there is no such unit or theme, or nothing whose progress is followed.
    """
    catalogue, plan = context.catalogue, context.plan
    unit = next((unit for unit in plan.units if unit.id == district), None)
    if district is not None and unit is None:
        raise ExportError("brief.noDistrict", name=district, known=", ".join(unit.id for unit in plan.units))
    if theme is not None and theme not in catalogue.themes:
        raise ExportError("brief.noTheme", name=theme, known=", ".join(catalogue.themes))
    conditions = context.view.filter
    if district is not None:
        conditions = replace(conditions, district=frozenset({district}))
    if theme is not None:
        conditions = replace(conditions, theme=frozenset({theme}))
    found = found_items(replace(context.view, filter=conditions, day=day), plan)
    states = states_of(context, day=day)
    rank = {layer.id: position for position, layer in enumerate(catalogue.layers)}
    items = sorted(followed_items(found, states.ledger), key=lambda item: rank[catalogue.layer_of(item).id])
    chosen = catalogue.themes[theme] if theme else None
    known = {item.id: states.of(item) for item in items}
    scope = Scope(context, unit, chosen, tuple(items), len(found) - len(items), states, known, conditions)
    if not items:
        raise ExportError("report.empty", name=scope.name)
    return scope
