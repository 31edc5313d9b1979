"""A table of items on paper: grouped by layer, stage and precision in the map's code, column after column."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.ledger.states import States
from exports.section import section_words
from exports.sheet.furniture import Page
from exports.sheet.layout import Box
from exports.sheet.lists.numbers import draw_disc_number
from geo.model import Item
from layers.paper.symbols import Spot, draw_symbol
from layers.paper.text import Hand, baseline_below, fitted, wrapped, write
from layers.style.catalogue import Catalogue, Layer
from layers.text import Language, text

TYPE_PT = 8.2
LINE, PAD, HEADING_PAD = 1.32, 0.36, 0.22
"""height of a line, of the room around a row, and above a heading, in type sizes"""
TIGHTEST = (1.0, 0.94, 0.88, 0.82)
"""shares of the type's size that are tried before a table goes on elsewhere"""
SYMBOL_WIDTH, STAGE_WIDTH, PRECISION_WIDTH = 15.0, 42.0, 74.0
STATE_WIDTH = {"zh": 76.0, "en": 96.0}
SECTION_WIDTH = {"zh": 112.0, "en": 150.0}
"""of the columns, in points on A3"""
GAP_PT = 3.0
NUMBER_LEFT = 0.72
"""of a number's disc from the table, in type sizes"""
KILOMETRE = 1000
ZORDER = 22.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: an item, or the heading of a layer's items."""

    layer: Layer
    item: Item | None
    lines: tuple[str, ...]
    """the name in lines"""
    drawn: bool = True
    """whether the item is on the page's map; names of others are grey"""
    state: str = ""
    """what became of it, as of which month"""

    def height(self, type_pt: float) -> float:
        """In points."""
        return (len(self.lines) * LINE + PAD + (HEADING_PAD if self.item is None else 0.0)) * type_pt


def name_width(width: float, language: Language) -> float:
    """Room for names in a table of a width, in points."""
    others = SYMBOL_WIDTH + STAGE_WIDTH + STATE_WIDTH[language] + PRECISION_WIDTH + SECTION_WIDTH[language]
    return width - others - GAP_PT


def table_rows(
    items: Iterable[Item], catalogue: Catalogue, states: States, *, room: float, drawn: Collection[str]
) -> Iterator[Row]:
    """Rows of items under their layers' headings, in the catalogue's order; room = width of names in points on A3."""
    listed, language = list(items), states.language
    for layer in catalogue.layers:
        group = [item for item in listed if catalogue.layer_of(item) is layer]
        if group:
            title = layer.zh if language == "zh" else layer.en
            yield Row(layer, None, (f"{title}  {len(group)}",))
        for item in group:
            name = item.name if language == "zh" else item.name_en
            yield Row(layer, item, tuple(wrapped(name, TYPE_PT, room)), item.id in drawn, states.brief(item))


def fitting(rows: Sequence[Row], height: float, type_pt: float) -> int:
    """How many rows, from the first, fit into a height, the column's heads counted; no heading ends it alone."""
    used, count = head_height(type_pt), 0
    for row in rows:
        used += row.height(type_pt)
        if used > height:
            break
        count += 1
    while count and count < len(rows) and rows[count - 1].item is None:
        count -= 1
    return count


def type_that_fits(rows: Sequence[Row], height: float) -> float:
    """The largest type in which all rows fit into a height; the normal one where none does."""
    sizes = [TYPE_PT * share for share in TIGHTEST]
    return next((size for size in sizes if fitting(rows, height, size) == len(rows)), TYPE_PT)


def head_height(type_pt: float) -> float:
    """Height of the line of column heads."""
    return 2.0 * type_pt


def precision_words(item: Item, catalogue: Catalogue, language: Language) -> str:
    """`示意 ±2 km`; only the class where there is no radius."""
    precision = catalogue.precisions[item.precision]
    words = (precision.zh if language == "zh" else precision.en).partition("（")[0].partition(" (")[0]
    if not item.uncertainty_m:
        return words
    far = item.uncertainty_m
    return f"{words} ±{far / KILOMETRE:g} km" if far >= KILOMETRE else f"{words} ±{far} m"


def draw_table(
    page: Page, rows: Sequence[Row], box: Box, *, type_pt: float = TYPE_PT, numbers: Mapping[str, int] | None = None
) -> float:
    """Draw rows from the top of box, which they fit; returns the height where they end.

    numbers: item id -> what stands for it on the map, written left of the table.
    """
    edges, table = _edges(box, page.language), (f"Table/{len(page.tags)}",)
    y = box.top - head_height(type_pt)
    heads = tuple(f"atlas.column.{name}" for name in ("name", "stage", "state", "precision", "section"))
    for x, key in zip(edges, heads, strict=True):
        with page.tagged(*table, "TR/head", f"TH/{key}"):
            write(
                page.axes, x, y + 0.6 * type_pt, text(key, page.language), page.hand(type_pt * 0.9, role="label_quiet")
            )
    page.rule(box.x, box.right, y + 0.15 * type_pt)
    for number, row in enumerate(rows):
        cells = (*table, f"TR/{number}")
        y -= row.height(type_pt)
        if row.item is None:
            with page.tagged(*cells, "TH"):
                write(page.axes, box.x, y + 0.55 * type_pt, row.lines[0], page.hand(type_pt, role="label_quiet"))
        else:
            _item(page, row, edges, y, type_pt=type_pt, cells=cells)
            if numbers and row.item.id in numbers:
                middle = y + row.height(type_pt) - (PAD / 2 + LINE / 2) * type_pt
                place = (box.x - NUMBER_LEFT * type_pt, middle)
                draw_disc_number(page, numbers[row.item.id], row.item, place, size=type_pt)
        page.rule(box.x, box.right, y, role="neighbour_line", width=0.4)
    return y


def _edges(box: Box, language: Language) -> tuple[float, ...]:
    section = box.right - SECTION_WIDTH[language]
    precision = section - PRECISION_WIDTH
    state = precision - STATE_WIDTH[language]
    return box.x + SYMBOL_WIDTH, state - STAGE_WIDTH, state, precision, section


def _item(  # noqa: PLR0913 - each on its own
    page: Page, row: Row, edges: Sequence[float], y: float, *, type_pt: float, cells: Sequence[str]
) -> None:
    catalogue, language, item = page.catalogue, page.language, row.item
    if item is None:
        return
    top = y + row.height(type_pt) - PAD / 2 * type_pt
    hand = page.hand(type_pt, role="ink" if row.drawn else "label_quiet")
    with page.tagged(*cells, "TD/name"):
        for position, line in enumerate(row.lines):
            write(page.axes, edges[0], _base(top, position, hand), line, hand)
    stage = catalogue.stages[item.stage]
    spot = Spot(page.axes, edges[0] - SYMBOL_WIDTH * 0.58, top - LINE / 2 * type_pt, type_pt * 1.3, 1.0, ZORDER)
    draw_symbol(spot, row.layer.symbol, stage, row.layer.color, paper=page.colors["halo"])
    words = (
        stage.zh if language == "zh" else stage.en,
        row.state,
        precision_words(item, catalogue, language),
        section_words(item.section, language),
    )
    quiet = page.hand(type_pt * 0.88, role="label_quiet")
    rooms = (STAGE_WIDTH, STATE_WIDTH[language], PRECISION_WIDTH, SECTION_WIDTH[language])
    for x, part, room in zip(edges[1:], words, rooms, strict=True):
        with page.tagged(*cells, f"TD/{x:.0f}"):
            write(page.axes, x, _base(top, 0, hand), *fitted(part, quiet, room - GAP_PT))


def _base(top: float, position: int, hand: Hand) -> float:
    return baseline_below(top - (position + 0.5) * LINE * hand.size_pt, hand.size_pt)
