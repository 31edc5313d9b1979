"""The lists of an atlas: contents with a key map and a table of totals, and the index of items. Units: points on A3."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exports.atlas.paper import Entry, PlacedLink, blank, number_page, unit_name
from exports.sheet.furniture import Page
from exports.sheet.layout import Box
from geo.model import Item, Plan
from geo.query import totals
from layers.paper.basemap import draw_basemap
from layers.paper.extent import fit_extent, metric
from layers.paper.fonts import width_pt
from layers.paper.names.candidates import Room
from layers.paper.names.labels import Lettering
from layers.paper.pen import Pen
from layers.paper.sheet import prepare
from layers.paper.text import Hand, baseline_below, fitted, write
from layers.style.catalogue import Catalogue
from layers.text import Language, text
from layers.view.state import units_bounds

KEY_MAP_SCALE, ZORDER = 0.56, 50.0
INDEX_COLUMNS, INDEX_TYPE_PT, INDEX_ROW_PT = 4, 7.6, 11.0


@dataclass(frozen=True, slots=True)
class Contents:
    """What the first page tells."""

    entries: Sequence[Entry]
    items: Sequence[Item]
    page_of_unit: Mapping[str, int]
    said: Sequence[str] = ()
    """of what the atlas leaves out, under the title"""


def index_capacity(catalogue: Catalogue, language: Language) -> int:
    """Entries that a page of the index holds."""
    _, inner = blank(catalogue, language)
    return INDEX_COLUMNS * int((inner.height - 48) / INDEX_ROW_PT)


def draw_index(
    entries: Sequence[Entry], catalogue: Catalogue, language: Language, number: str
) -> tuple[Page, list[PlacedLink]]:
    """Names in alphabetical order with the pages that show them."""
    page, inner = blank(catalogue, language)
    write(page.axes, inner.x, inner.top - 20, text("atlas.index", language), page.hand(18.0, bold=True))
    write(
        page.axes, inner.x + 70, inner.top - 20, text("atlas.index.hint", language), page.hand(8.5, role="label_quiet")
    )
    rows, gap = index_capacity(catalogue, language) // INDEX_COLUMNS, 22.0
    width = (inner.width - gap * (INDEX_COLUMNS - 1)) / INDEX_COLUMNS
    links: list[PlacedLink] = []
    for position, entry in enumerate(entries):
        column, row = divmod(position, rows)
        box = Box(inner.x + column * (width + gap), inner.top - 44 - (row + 1) * INDEX_ROW_PT, width, INDEX_ROW_PT)
        links += _index_line(page, entry, box)
    number_page(page, inner, number)
    return page, links


def _index_line(page: Page, entry: Entry, box: Box) -> list[PlacedLink]:
    base = baseline_below(box.y + box.height / 2, INDEX_TYPE_PT)
    if not entry.pages:
        write(page.axes, box.x, base, entry.words, page.hand(INDEX_TYPE_PT * 1.1, role="label_quiet", bold=True))
        page.rule(box.x, box.right, box.y, role="neighbour_line", width=0.4)
        return []
    number, links, x = page.hand(INDEX_TYPE_PT, role="label_quiet", align="right"), [], box.right
    cells = entry.cells or ("",) * len(entry.pages)
    for position, (target, cell) in enumerate(reversed(list(zip(entry.pages, cells, strict=True)))):
        words = " ".join(filter(None, (str(target), cell))) + (", " if position else "")
        write(page.axes, x, base, words, number)
        wide = width_pt(words, INDEX_TYPE_PT)
        links.append(PlacedLink(Box(x - wide, box.y, wide, box.height), target))
        x -= wide
    write(page.axes, box.x, base, *fitted(entry.words, page.hand(INDEX_TYPE_PT), x - box.x - 8))
    return links


def draw_contents(
    contents: Contents, plan: Plan, catalogue: Catalogue, language: Language, number: str
) -> tuple[Page, list[PlacedLink]]:
    """Title, contents, the pages as a list and as a map, and how many items each theme has at each stage."""
    entries, items = contents.entries, contents.items
    page, inner = blank(catalogue, language)
    counted = totals(items)
    write(page.axes, inner.x, inner.top - 40, text("atlas.title", language), page.hand(34.0, bold=True))
    about = text("atlas.about", language, total=counted.all, placed=counted.placed, unplaced=counted.unplaced)
    about = ("；" if language == "zh" else "; ").join((about, *contents.said))
    page.paragraph(about, inner.x, inner.top - 58, page.hand(12.0, role="label_quiet"), room=inner.width)
    page.rule(inner.x, inner.right, inner.top - 92)
    left = Box(inner.x, inner.y, inner.width * 0.46, inner.height - 112)
    links, line = [], min(24.0, (left.height - 30) / max(len(entries), 1))
    write(page.axes, left.x, left.top - 14, text("atlas.contents", language), page.hand(15.0, bold=True))
    for position, entry in enumerate(entries):
        box = Box(left.x + entry.depth * 20, left.top - 34 - (position + 1) * line, left.width - entry.depth * 20, line)
        links += _contents_line(page, entry, box)
    right = Box(inner.x + inner.width * 0.54, left.y, inner.width * 0.46, left.height)
    below = _matrix(page, items, right)
    _key_map(page, plan, contents.page_of_unit, Box(right.x, left.y + 4, right.width, below - left.y - 24))
    number_page(page, inner, number)
    return page, links


def _key_map(page: Page, plan: Plan, page_of_unit: Mapping[str, int], box: Box) -> None:
    """The districts with the numbers of their pages."""
    axes = page.axes_in(box)
    extent = fit_extent(units_bounds(plan), width_pt=box.width, height_pt=box.height)
    prepare(axes, extent)
    pen = Pen(axes, extent, page.catalogue, page.language, scale=KEY_MAP_SCALE)
    draw_basemap(pen, plan)
    lettering = Lettering(pen)
    numbered = [(unit, page_of_unit.get(unit.id, "")) for unit in plan.units]
    names = [
        lettering.candidate("unit", f"{unit_name(unit, page.language)} {number}".strip(), metric(unit.geometry), 1.0)
        for unit, number in numbered
    ]
    for candidate, label in lettering.place(names, Room((), ()), {}):
        lettering.draw(candidate, label, zorder=ZORDER)
    page.outline(box, width=0.5, role="unit_line")


def _contents_line(page: Page, entry: Entry, box: Box) -> list[PlacedLink]:
    hand = page.hand(12.0 if entry.depth == 0 else 11.0, bold=entry.depth == 0)
    base = baseline_below(box.y + box.height / 2, hand.size_pt)
    write(page.axes, box.x, base, entry.words, hand)
    if not entry.pages:
        return []
    number = Hand(hand.size_pt, hand.color, align="right", zorder=hand.zorder)
    write(page.axes, box.right, base, str(entry.pages[0]), number)
    end = box.x + width_pt(entry.words, hand.size_pt, bold=hand.bold) + 8
    page.rule(end, box.right - 26, base + 1, role="neighbour_line", width=0.5)
    return [PlacedLink(box, entry.pages[0])]


def _matrix(page: Page, items: Sequence[Item], box: Box) -> float:
    """A small table: a row a theme, a column a stage, sums at the edges. Returns the height where it ends."""
    catalogue, language, counted = page.catalogue, page.language, totals(items)
    write(page.axes, box.x, box.top - 14, text("atlas.matrix", language), page.hand(15.0, bold=True))
    stages = [stage for stage in catalogue.stages.values() if counted.by["stage"][stage.id]]
    step = (box.width - 130) / (len(stages) + 1)
    edges = [box.x + 130 + (position + 1) * step for position in range(len(stages) + 1)]
    heads = [*(stage.zh if language == "zh" else stage.en for stage in stages), text("atlas.sum", language)]
    y, right, quiet = box.top - 46, page.hand(11.0, align="right"), page.hand(9.5, role="label_quiet", align="right")
    for x, words in zip(edges, heads, strict=True):
        write(page.axes, x, y, words, quiet)
    page.rule(box.x, box.right, y - 6)
    rows = [
        (theme, [counted.by_theme_stage[theme.id, stage.id] for stage in stages]) for theme in catalogue.themes.values()
    ]
    for theme, counts in rows:
        if sum(counts):
            y -= 24
            write(page.axes, box.x, y, theme.zh if language == "zh" else theme.en, page.hand(11.0))
            for x, count in zip(edges, [*counts, sum(counts)], strict=True):
                write(page.axes, x, y, str(count) if count else "–", right)
            page.rule(box.x, box.right, y - 7, role="neighbour_line", width=0.5)
    sums = [sum(counts[position] for _, counts in rows) for position in range(len(stages))]
    write(page.axes, box.x, y - 24, text("atlas.sum", language), page.hand(11.0, bold=True))
    for x, count in zip(edges, [*sums, sum(sums)], strict=True):
        write(page.axes, x, y - 24, str(count), page.hand(11.0, bold=True, align="right"))
    return y - 30
