"""What an atlas holds, page by page: overview, a sheet a theme, a page a district, lists of what maps do not name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import shapely

from briefing.errors import ExportError
from exports.atlas import district as atlas_district
from exports.atlas import lists as atlas_lists
from exports.atlas.district import DistrictPage
from exports.atlas.grid import cells_of, draw_grid
from exports.atlas.lists import Contents
from exports.atlas.paper import Entry, Leaf, PlacedLink, draw_listed, list_room
from exports.context import Context
from exports.ledger.states import states_of
from exports.sheet.compose import compose
from exports.sheet.furniture import Page
from exports.sheet.lists.flow import Placed, Section, laid_out, section_of
from exports.sheet.maps import corner_of
from exports.sheet.options import SheetOptions
from exports.words import selection_words
from geo.model import Item, Unit
from geo.query import Filter, syllables_of
from layers.paper.extent import Bounds
from layers.style.catalogue import Theme
from layers.text import text
from layers.view.state import View, found_items, units_bounds

BEYOND = 0.5
"""a theme of which more than this share of items reaches beyond the city is shown whole"""
CITY_MARGIN_DEG = 0.05
Draw = Callable[[str], tuple[Page, list[PlacedLink]]]


class Atlas:
    """What an atlas of a context's view holds, page by page."""

    def __init__(self, context: Context, options: SheetOptions) -> None:
        self.context, self.options, self.language = context, options, context.language
        self.plan, self.catalogue = context.plan, context.catalogue
        self.states = states_of(context)
        self.items = tuple(found_items(context.view, context.plan))
        if not self.items:
            raise ExportError("exports.empty")
        self.districts = [unit for unit in self.plan.units if self._has(unit)]
        self.leaves = [*self._sheets(), *self._districts(), *self._unplaced()]
        self.leaves = [self._contents(), *self.leaves, *self._index()]

    def _has(self, unit: Unit) -> bool:
        """Whether a unit has a page of its own."""
        wanted = self.context.view.filter.district
        return (not wanted or unit.id in wanted) and any(unit.id in item.districts for item in self.items)

    def _name(self, entry: Theme | Unit) -> str:
        if isinstance(entry, Theme):
            return entry.zh if self.language == "zh" else entry.en
        return entry.name if self.language == "zh" else entry.name_en

    def _sheet(self, leaf: Leaf, view: View, title: str, bounds: Bounds | None) -> Draw:
        def draw(number: str) -> tuple[Page, list[PlacedLink]]:
            # A theme is no excerpt of what its page is called by.
            whole = self.context.view.filter == Filter()
            subtitle = text("sheet.subtitle", self.language) if whole else ""
            options = replace(self.options, title=title, subtitle=subtitle, filters=not whole)
            own, catalogue = self.context.own(), self.catalogue
            sheet = compose(
                view, self.plan, catalogue, options=options, bounds=bounds, number=number, own=own,
                workspace=self.context.workspace,
            )  # fmt: skip
            draw_grid(sheet.page, sheet.box, clear=corner_of(sheet.page, sheet.box, self.plan) if sheet.apart else None)
            leaf.cells.update(cells_of(sheet.drawn, catalogue))
            return sheet.page, []

        return draw

    def _sheets(self) -> Iterator[Leaf]:
        """Overview and themes; none that would show what another page shows: of one theme, or of one district."""
        conditions = self.context.view.filter
        placed = [item for item in self.items if item.geometry is not None]
        themes = [theme for theme in self.catalogue.themes.values() if any(item.theme == theme.id for item in placed)]
        alone = len(conditions.district) == 1 and bool(self.districts)
        shown = {layer.id for layer in self.catalogue.layers if layer.on}
        if len(themes) > 1 and not alone and any(self.catalogue.layer_of(item).id in shown for item in placed):
            leaf = Leaf(text("atlas.overview", self.language), "")
            overview = View(filter=conditions, language=self.language)
            leaf.draw = self._sheet(leaf, overview, text("app.name", self.language), None)
            yield leaf
        for theme in themes if len(themes) > 1 or not alone else ():
            items = [item for item in placed if item.theme == theme.id]
            layers = frozenset(layer.id for layer in self.catalogue.layers if layer.theme == theme.id)
            # Of the theme alone: what other themes hold is not missing from its sheet.
            view = View(layers=layers, filter=replace(conditions, theme=frozenset({theme.id})), language=self.language)
            title = text("atlas.theme", self.language, name=self._name(theme))
            leaf = Leaf(self._name(theme), "atlas.themes", items=frozenset(item.id for item in items))
            leaf.draw = self._sheet(leaf, view, title, self._beyond(items))
            yield leaf

    def _beyond(self, items: Sequence[Item]) -> Bounds | None:
        """The extent of a theme that lies beyond the city for the greater part; None for the city."""
        placed = [item.geometry for item in items if item.geometry is not None]
        west, south, east, north = units_bounds(self.plan)
        city = shapely.box(
            west - CITY_MARGIN_DEG, south - CITY_MARGIN_DEG, east + CITY_MARGIN_DEG, north + CITY_MARGIN_DEG
        )
        outside = sum(not geometry.within(city) for geometry in placed)
        if outside <= BEYOND * len(placed):
            return None
        west, south, east, north = shapely.total_bounds(placed)
        return west, south, east, north

    def _districts(self) -> Iterator[Leaf]:
        """A page a district, and what its tables have no room for: all districts' together, on pages that follow."""
        conditions, rest = self.context.view.filter, list[Section]()
        layers = frozenset(layer.id for layer in self.catalogue.layers if not layer.citywide)
        for unit in self.districts:
            items = [item for item in self.items if unit.id in item.districts]
            view = View(
                layers=layers, filter=replace(conditions, district=frozenset({unit.id})), unit=unit.id,
                language=self.language,
            )  # fmt: skip
            planned = atlas_district.plan_district(unit, items, view, self.catalogue, self.states)
            leaf = Leaf(self._name(unit), "atlas.districts", items=frozenset(item.id for item in items), unit=unit.id)
            leaf.draw = self._district(leaf, planned)
            yield leaf
            if planned.rest:
                heading = text("atlas.continued", self.language, name=self._name(unit))
                rest.append(Section(heading, planned.rest, planned.numbers))
        title = text("atlas.rest", self.language)
        yield from self._listed(title, laid_out(rest, list_room()), "atlas.districts", rest=True)

    def _district(self, leaf: Leaf, planned: DistrictPage) -> Draw:
        def draw(number: str) -> tuple[Page, list[PlacedLink]]:
            page, drawn, box = atlas_district.draw_district(
                planned, self.context, self.options, number, on=self._page_of_rest(planned)
            )
            draw_grid(page, box)
            leaf.cells.update(cells_of(drawn, self.catalogue))
            return page, []

        return draw

    def _page_of_rest(self, planned: DistrictPage) -> int:
        """Where a district's table goes on; 0 where it does not."""
        return next(
            (
                page
                for page, leaf in enumerate(self.leaves, start=1)
                if any(part.section.numbers is planned.numbers for part in leaf.rest)
            ),
            0,
        )

    def _unplaced(self) -> Iterator[Leaf]:
        """What has no place, by name: maps cannot show it."""
        items = [item for item in self.items if item.geometry is None]
        if not items:
            return
        title, room = text("atlas.unplaced", self.language), list_room()
        heading = text("sheet.back.unplaced", self.language, count=len(items))
        section = section_of(heading, items, room, catalogue=self.catalogue, states=self.states, numbers={})
        yield from self._listed(title, laid_out([section], room), "")

    def _listed(self, title: str, pages: list[list[Placed]], group: str, *, rest: bool = False) -> Iterator[Leaf]:
        """Pages of tables. rest: they go on from pages of districts, which the index names already."""
        for place, parts in enumerate(pages):

            def draw(number: str, parts: Sequence[Placed] = parts) -> tuple[Page, list[PlacedLink]]:
                return draw_listed(title, parts, self.catalogue, self.language, number), []

            ids = frozenset(row.item.id for part in parts for row in part.rows if row.item)
            items = frozenset[str]() if rest else ids
            yield Leaf(title, group, draw, items, follows=place > 0, rest=parts if rest else ())

    def _contents(self) -> Leaf:
        def draw(number: str) -> tuple[Page, list[PlacedLink]]:
            pages = {leaf.unit: page for page, leaf in enumerate(self.leaves, start=1) if leaf.unit}
            contents = Contents(list(self.contents()), self.items, pages, self._said())
            return atlas_lists.draw_contents(contents, self.plan, self.catalogue, self.language, number)

        return Leaf(text("atlas.contents", self.language), "", draw)

    def _said(self) -> list[str]:
        """The filters, and that of two views that are compared the first is printed."""
        view = self.context.view
        filters = selection_words(view, self.plan, self.catalogue, self.language) if view.filter != Filter() else ""
        return [
            *([text("atlas.filters", self.language, filters=filters)] if filters else []),
            *([text("atlas.compared", self.language)] if view.compare else []),
        ]

    def contents(self) -> Iterator[Entry]:
        """Lines of the contents: groups, and the pages that are no continuation."""
        group = ""
        for number, leaf in enumerate(self.leaves, start=1):
            if number == 1 or leaf.follows:
                continue
            if leaf.group and leaf.group != group:
                yield Entry(text(leaf.group, self.language), ())
            group = leaf.group
            yield Entry(leaf.title, (number,), 1 if leaf.group else 0)

    def _index(self) -> Iterator[Leaf]:
        count = len(list(self.index(first=2)))
        held = atlas_lists.index_capacity(self.catalogue, self.language)
        for start in range(0, count, held):

            def draw(number: str, start: int = start) -> tuple[Page, list[PlacedLink]]:
                # Where items lie on the maps is known once these are drawn.
                part = list(self.index(first=1))[start : start + held]
                return atlas_lists.draw_index(part, self.catalogue, self.language, number)

            yield Leaf(text("atlas.index", self.language), "", draw, follows=start > 0)

    def index(self, *, first: int) -> Iterator[Entry]:
        """Items by name with their pages, under their first letters; first = number of the first leaf."""

        def key(item: Item) -> str:
            name = item.name if self.language == "zh" else item.name_en
            return "".join(syllables_of(name)).upper() if self.language == "zh" else name.upper()

        letter = ""
        for item in sorted(self.items, key=lambda item: (key(item), item.id)):
            found = [(number, leaf) for number, leaf in enumerate(self.leaves, start=first) if item.id in leaf.items]
            initial = key(item)[:1] if key(item)[:1].isalpha() else "#"
            if not found:
                continue
            if initial != letter:
                letter = initial
                yield Entry(letter, ())
            pages, cells = tuple(page for page, _ in found), tuple(leaf.cells.get(item.id, "") for _, leaf in found)
            yield Entry(item.name if self.language == "zh" else item.name_en, pages, cells=cells)
