"""The atlas: overview, a sheet a theme, a page a district with its items, index.

One PDF, A3, bookmarked, pages numbered.
"""

import argparse
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import shapely
from matplotlib.backends.backend_pdf import PdfPages
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.atlas import district as atlas_district
from exports.atlas import lists as atlas_lists
from exports.atlas.lists import Contents
from exports.atlas.paper import PAPER, Entry, Leaf, PlacedLink
from exports.command import add_own_argument
from exports.context import Context
from exports.ledger.states import states_of
from exports.progress import part_of
from exports.sheet.furniture import Page
from exports.sheet.make import PRINT_DPI, SheetOptions, compose
from exports.sheet.printed_table import Row
from geo.model import Item, Unit
from geo.query import syllables_of
from layers.paper.extent import Bounds
from layers.style.catalogue import Theme
from layers.text import LANGUAGES, Language, text
from layers.view.state import View, found_items, units_bounds

BEYOND = 0.5
"""a theme of which more than this share of items reaches beyond the city is shown whole"""
CITY_MARGIN_DEG = 0.05
DRAWING_SHARE = 0.93
"""of the time, the rest binds the pages"""


class Atlas:
    """What an atlas of a context's view holds, page by page."""

    def __init__(self, context: Context, options: SheetOptions) -> None:
        self.context, self.options, self.language = context, options, context.language
        self.plan, self.catalogue = context.plan, context.catalogue
        self.states = states_of(context)
        self.items = tuple(found_items(context.view, context.plan))
        if not self.items:
            raise ExportError("exports.empty")
        self.leaves = [*self._sheets(), *self._districts()]
        self.leaves = [self._contents(), *self.leaves, *self._index()]

    def _name(self, entry: Theme | Unit) -> str:
        if isinstance(entry, Theme):
            return entry.zh if self.language == "zh" else entry.en
        return entry.name if self.language == "zh" else entry.name_en

    def _sheet(
        self, view: View, title: str, subtitle: str, bounds: Bounds | None
    ) -> Callable[[str], tuple[Page, list[PlacedLink]]]:
        def draw(number: str) -> tuple[Page, list[PlacedLink]]:
            options = replace(self.options, title=title, subtitle=subtitle)
            own, catalogue = self.context.own(), self.catalogue
            return compose(view, self.plan, catalogue, options=options, bounds=bounds, number=number, own=own).page, []

        return draw

    def _sheets(self) -> Iterator[Leaf]:
        """Overview and themes."""
        conditions = self.context.view.filter
        subtitle = text("sheet.subtitle", self.language)
        overview = View(filter=conditions, language=self.language)
        shown = {layer.id for layer in self.catalogue.layers if layer.on}
        if any(item.geometry is not None and self.catalogue.layer_of(item).id in shown for item in self.items):
            title = text("atlas.overview", self.language)
            yield Leaf(title, "", self._sheet(overview, text("app.name", self.language), subtitle, None))
        for theme in self.catalogue.themes.values():
            items = [item for item in self.items if item.theme == theme.id]
            if not any(item.geometry is not None for item in items):
                continue
            layers = frozenset(layer.id for layer in self.catalogue.layers if layer.theme == theme.id)
            # Of the theme alone: what other themes hold is not missing from its sheet.
            view = View(layers=layers, filter=replace(conditions, theme=frozenset({theme.id})), language=self.language)
            title = text("atlas.theme", self.language, name=self._name(theme))
            draw = self._sheet(view, title, subtitle, self._beyond(items))
            yield Leaf(self._name(theme), "atlas.themes", draw, frozenset(item.id for item in items))

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
        conditions = self.context.view.filter
        layers = frozenset(layer.id for layer in self.catalogue.layers if not layer.citywide)
        for unit in self.plan.units:
            items = [item for item in self.items if unit.id in item.districts]
            if not items or (conditions.district and unit.id not in conditions.district):
                continue
            view = View(
                layers=layers,
                filter=replace(conditions, district=frozenset({unit.id})),
                unit=unit.id,
                language=self.language,
            )
            yield from self._district(unit, items, view)

    def _district(self, unit: Unit, items: Sequence[Item], view: View) -> Iterator[Leaf]:
        planned = atlas_district.plan_district(unit, items, view, self.catalogue, self.states)

        def draw(number: str) -> tuple[Page, list[PlacedLink]]:
            return atlas_district.draw_district(planned, self.context, self.options, number)[0], []

        yield Leaf(self._name(unit), "atlas.districts", draw, frozenset(item.id for item in items), unit.id)
        for columns in atlas_district.continuation_pages(planned):

            def go_on(number: str, columns: tuple[tuple[Row, ...], ...] = columns) -> tuple[Page, list[PlacedLink]]:
                return atlas_district.draw_continuation(planned, columns, self.catalogue, self.language, number), []

            yield Leaf(
                text("atlas.continued", self.language, name=self._name(unit)), "atlas.districts", go_on, follows=True
            )

    def _contents(self) -> Leaf:
        def draw(number: str) -> tuple[Page, list[PlacedLink]]:
            pages = {leaf.unit: page for page, leaf in enumerate(self.leaves, start=1) if leaf.unit}
            contents = Contents(list(self.contents()), self.items, pages)
            return atlas_lists.draw_contents(contents, self.plan, self.catalogue, self.language, number)

        return Leaf(text("atlas.contents", self.language), "", draw)

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
        entries = list(self.index(first=2))
        pages = atlas_lists.index_rows(atlas_lists.index_capacity(self.catalogue, self.language), entries)
        for position, part in enumerate(pages):

            def draw(number: str, part: Sequence[Entry] = part) -> tuple[Page, list[PlacedLink]]:
                return atlas_lists.draw_index(part, self.catalogue, self.language, number)

            yield Leaf(text("atlas.index", self.language), "", draw, follows=position > 0)

    def index(self, *, first: int) -> Iterator[Entry]:
        """Items by name with their pages, under their first letters; first = number of the first leaf."""

        def key(item: Item) -> str:
            name = item.name if self.language == "zh" else item.name_en
            return "".join(syllables_of(name)).upper() if self.language == "zh" else name.upper()

        letter = ""
        for item in sorted(self.items, key=lambda item: (key(item), item.id)):
            pages = tuple(number for number, leaf in enumerate(self.leaves, start=first) if item.id in leaf.items)
            initial = key(item)[:1] if key(item)[:1].isalpha() else "#"
            if not pages:
                continue
            if initial != letter:
                letter = initial
                yield Entry(letter, ())
            yield Entry(item.name if self.language == "zh" else item.name_en, pages)


def make_atlas(context: Context, *, options: SheetOptions, out: Path) -> None:
    """Write the atlas of what the context's filter lets through to out (.pdf).

    Raises ExportError where nothing is selected, OSError where it cannot be written, Cancelled; then no file is left.
    """
    if out.suffix.lower() != ".pdf":
        raise ExportError("exports.suffix", name=out.name, wanted=".pdf")
    language = context.language
    atlas = Atlas(context, replace(options, paper=PAPER, portrait=False, language=language))
    report, total = part_of(context.report, 0.0, DRAWING_SHARE), len(atlas.leaves)
    drawn, links = io.BytesIO(), dict[int, list[PlacedLink]]()
    with PdfPages(drawn) as pages:
        for number, leaf in enumerate(atlas.leaves, start=1):
            report((number - 1) / total, text("atlas.progress", language, name=leaf.title, number=number, total=total))
            page, links[number] = leaf.draw(text("atlas.page", language, number=number, total=total))
            pages.savefig(page.figure, facecolor=page.figure.get_facecolor(), dpi=PRINT_DPI)
    context.report(DRAWING_SHARE, text("sheet.progress.write", language, name=out.name))
    writer = PdfWriter(clone_from=PdfReader(drawn))
    bind(writer, atlas.leaves, links, language)
    with written_whole(out) as path:
        writer.write(path)
        context.report(0.99, text("sheet.progress.write", language, name=out.name))


def bind(writer: PdfWriter, leaves: Sequence[Leaf], links: dict[int, list[PlacedLink]], language: Language) -> None:
    """Bookmarks, links, page labels and the file's title."""
    group, parent = "", None
    for number, leaf in enumerate(leaves, start=1):
        for link in links[number]:
            corners = (link.box.x, link.box.y, link.box.right, link.box.top)
            writer.add_annotation(number - 1, Link(rect=corners, target_page_index=link.page - 1, fit=Fit.fit()))
        if leaf.follows:
            continue
        if leaf.group != group:
            group = leaf.group
            parent = writer.add_outline_item(title=text(group, language), page_number=number - 1) if group else None
        writer.add_outline_item(title=leaf.title, page_number=number - 1, parent=parent)
    author = " · ".join(text("app.name", each) for each in LANGUAGES)
    writer.add_metadata({"/Title": text("atlas.title", language), "/Author": author, "/Creator": author})
    writer.page_mode = "/UseOutlines"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports atlas`."""
    add_own_argument(parser)
    parser.add_argument("--map-number", default="", dest="map_number", help="审图号 / map approval number")


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (".pdf",)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the atlas that the options ask for."""
    make_atlas(context, options=SheetOptions(map_number=options.map_number), out=options.out)
