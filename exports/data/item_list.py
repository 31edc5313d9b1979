"""The list as a workbook: what the page beside the map shows, in its order, its groups and its columns.

Of the table: every item that matches. Of the district page: what crosses the border with the part inside, then the
district's items.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.book.ledgers import add_events, source_table
from exports.book.workbook import Book
from exports.command import add_own_argument
from exports.context import Context
from exports.data.inside import units_of
from exports.data.listing import Listing
from exports.data.ordering import Ordering
from exports.ledger.events import event_table
from exports.ledger.states import states_of
from exports.sources import about, cited, load_sources
from exports.words import selection_words
from geo.measure import measure_items
from geo.model import Item, Unit
from geo.query import NO_DISTRICT
from layers.own.words import own_words
from layers.style.drawing import UNITS_LAYER
from layers.text import text
from layers.view.state import found_items
from layers.view.tally import tally

SUFFIX = ".xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOUCHES, STAYS = 0.05, 0.98
"""a part below the one share only touches the unit; above the other it does not leave it: as web/pages/profile.js has
them"""
GROUP_WIDTH = 16
DISTRICT_PAGE = "districts"


def make_list(context: Context, *, out: Path) -> None:
    """Write the list of the context's view to out (.xlsx).

    Raises ExportError where nothing matches, OSError, Cancelled.
    """
    unit = next((unit for unit in context.plan.units if unit.id == context.view.unit), None)
    book = Book(context.language)
    if context.view.page == DISTRICT_PAGE and unit is not None:
        listing = _of_district(context, unit)
        _add_crossing(book, listing, unit)
        own = tuple(item for item in listing.items if unit.id in item.districts)
        view = replace(context.view, grouping="theme", sort=None)
        _add_items(
            book, replace(listing, items=own, context=replace(context, view=view)), listing.word("districts.items")
        )
    else:
        listing = _listing(context, found_items(context.view, context.plan))
        _add_items(book, listing, listing.word("nav.table"))
    context.report(0.6, text("data.progress.file", context.language, name=out.name))
    add_events(book, event_table(listing.items, listing.states), context.language)
    source_table(book, cited(listing.items, load_sources()), context.language)
    book.add_notes(listing.word("data.sheet.notes"), _notes(listing))
    content = book.content()
    with written_whole(out) as path:
        path.write_bytes(content)


def _listing(context: Context, items: Sequence[Item]) -> Listing:
    if not items:
        raise ExportError("data.empty")
    context.report(0.1, text("data.progress.table", context.language, count=len(items)))
    measures = measure_items(items, context.plan.units)
    counted = tally(context.view, context.plan, context.catalogue)
    units = tuple(units_of(context.view, context.plan))
    return Listing(context, tuple(items), measures, counted, units, states_of(context))


def _of_district(context: Context, unit: Unit) -> Listing:
    """What the district page lists: the unit's items and what crosses its border, whatever district is filtered by."""
    view = replace(context.view, filter=replace(context.view.filter, district=frozenset()))
    wide = _listing(replace(context, view=view), found_items(view, context.plan))
    crosses = {item.id for item, _ in crossing(wide, unit)}
    items = tuple(item for item in wide.items if unit.id in item.districts or item.id in crosses)
    if not items:
        raise ExportError("data.empty")
    return replace(wide, items=items)


def _notes(listing: Listing) -> list[tuple[str, str]]:
    """What the list holds, and under which licence."""
    context, language = listing.context, listing.context.language
    filters = selection_words(context.view, context.plan, context.catalogue, language) or listing.word("scope.all")
    if context.view.page == DISTRICT_PAGE and len(listing.inside) == 1:
        unit = listing.inside[0]
        held = unit.name if language == "zh" else unit.name_en
    else:
        held = listing.counted.words(language)
    day = listing.states.day
    own = own_words(context.own(), language)
    made = about(selection=held, datum=listing.word("list.measured"), language=language, day=day, own=own)
    title, selection, *rest = made.rows(language)
    return [title, selection, (listing.word("panel.filters"), filters), *rest]


def _add_items(book: Book, listing: Listing, name: str) -> None:
    """A sheet of the items in the view's order: those with a place in its groups, then the others, as shown."""
    if not listing.items:
        return
    context, view = listing.context, listing.context.view
    order = Ordering(context.plan, context.catalogue, listing.measures, context.language, context.view.day)
    rows: list[Item] = []
    labels: list[str] = []
    heads: dict[int, list[Any]] = {}
    in_order = order.ordered(listing.items, view.sort)
    placed = [item for item in in_order if item.geometry is not None]
    parts = [(_group_name(listing, key), own) for key, own in order.groups(placed, view.grouping)]
    unplaced = [item for item in in_order if item.geometry is None]
    for label, own in [*parts, (listing.word("unplaced.title"), unplaced)]:
        if view.grouping and own:
            heads[len(rows)] = [label, listing.word("list.items", count=len(own))]
        rows += own
        labels += [label] * len(own)
    header, widths = listing.heads(rows)
    cells = listing.rows(rows)
    if view.grouping:
        header, widths = [listing.word("table.group"), *header], [GROUP_WIDTH, *widths]
        cells = [[label, *row] for label, row in zip(labels, cells, strict=True)]
    book.add_table(name, header, cells, widths, heads=heads)


def _group_name(listing: Listing, key: str | None) -> str:
    context, grouping = listing.context, listing.context.view.grouping
    if key is None or grouping is None:
        return ""
    if grouping == "district":
        names = {unit.id: unit.name if context.language == "zh" else unit.name_en for unit in context.plan.units}
        return names.get(key, listing.word("district.none") if key == NO_DISTRICT else key)
    return listing.label(context.catalogue.themes if grouping == "theme" else context.catalogue.stages, key)


def crossing(listing: Listing, unit: Unit) -> list[tuple[Item, float]]:
    """Lines and areas in the unit and beyond it, with the part inside in km or km²; lines first, longest first."""
    found = []
    for item in listing.items:
        whole = listing.size(item, item.located)
        inside = listing.part(item, unit)
        if not whole or not inside or listing.context.catalogue.layer_of(item).id == UNITS_LAYER:
            continue
        share = inside / whole
        if share < STAYS and (unit.id in item.districts or share >= TOUCHES):
            found.append((item, inside))
    return sorted(found, key=lambda pair: (pair[0].located != "line", -pair[1]))


def _add_crossing(book: Book, listing: Listing, unit: Unit) -> None:
    """A sheet of what crosses the unit's border, as the page has it; no sheet where nothing does."""
    found = crossing(listing, unit)
    if not found:
        return
    items = [item for item, _ in found]
    inside = listing.inside_columns(items)
    heads = ("data.field.length", "data.field.area", "list.share", "filter.stage", "card.districts", "data.field.id")
    header = [listing.word("table.name"), *(column.heading for column in inside), *map(listing.word, heads)]
    rows = []
    for number, (item, part) in enumerate(found):
        whole = listing.size(item, item.located) or part
        name, _, stage, _, districts, *_ = cells = listing.cells(item)
        sizes = [*(column.values[number] for column in inside), listing.size(item, "line"), listing.size(item, "area")]
        rows.append([name, *sizes, round(100 * part / whole, 1), stage, districts, cells[-1]])
    widths = [30, *(column.width for column in inside), 11, 11, 9, 8, 24, 24]
    book.add_table(listing.word("districts.crossing"), header, rows, widths)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`python -m exports list`: order and groups are the view's."""
    add_own_argument(parser)


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (SUFFIX,)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the file that the options ask for."""
    make_list(context, out=options.out)
