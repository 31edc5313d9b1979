"""The blank pages of an atlas, and its lines that lead to other pages. Units: points on A3."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from exports.sheet.furniture import Page, new_page
from exports.sheet.layout import Box, sheet_layout
from exports.sheet.lists.flow import Placed, draw_placed
from geo.model import Unit
from layers.paper.text import write
from layers.style.catalogue import Catalogue
from layers.text import Language, text

PAPER = "A3"
LIST_HEAD_PT = 40.0
"""height of the title over lists"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents or of the index."""

    words: str
    pages: tuple[int, ...]
    """1-based; none for a heading"""
    depth: int = 0
    cells: tuple[str, ...] = ()
    """of each page, the cell of its map; empty where it has none"""


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A part of a page that leads to another page."""

    box: Box
    page: int


def _nothing(number: str) -> tuple[Page, list[PlacedLink]]:
    raise NotImplementedError(number)


@dataclass(slots=True)
class Leaf:
    """A page of the atlas, not yet drawn."""

    title: str
    group: str
    """key of the wording of the bookmark above it; empty for one of the first rank"""
    draw: Callable[[str], tuple[Page, list[PlacedLink]]] = _nothing
    """from the words of its page number"""
    items: frozenset[str] = field(default_factory=frozenset)
    """ids of the items that the index sends here"""
    unit: str = ""
    """id of the unit that it is about"""
    follows: bool = False
    """goes on from the page before: no bookmark of its own"""
    cells: dict[str, str] = field(default_factory=dict)
    """id of an item -> the cell of the map's grid that it lies in, once the map is drawn"""
    rest: Sequence[Placed] = ()
    """parts of districts' tables that go on here"""


def blank(catalogue: Catalogue, language: Language) -> tuple[Page, Box]:
    """An empty page and the part of it inside the margins, above the line of the page number."""
    layout = sheet_layout(PAPER, portrait=False)
    page = new_page(layout.width, layout.height, layout.factor, catalogue, language)
    margin = layout.foot.x
    return page, Box(margin, margin + 18, layout.width - 2 * margin, layout.height - 2 * margin - 18)


def list_room() -> Box:
    """The part of a page that lists may fill, under its title."""
    layout = sheet_layout(PAPER, portrait=False)
    margin = layout.foot.x
    height = layout.height - 2 * margin - 18 - LIST_HEAD_PT
    return Box(margin, margin + 18, layout.width - 2 * margin, height)


def draw_listed(
    title: str, parts: Sequence[Placed], catalogue: Catalogue, language: Language, number: str
) -> Page:  # fmt: skip
    """A page of tables under a title."""
    page, inner = blank(catalogue, language)
    write(page.axes, inner.x, inner.top - 20, title, page.hand(18.0, bold=True))
    draw_placed(page, parts)
    number_page(page, inner, number)
    return page


def number_page(page: Page, inner: Box, number: str) -> None:
    """The page number at the lower right, under a thin line."""
    page.rule(inner.x, inner.right, inner.y - 6)
    write(page.axes, inner.right, inner.y - 18, number, page.hand(8.0, align="right"))
    write(page.axes, inner.x, inner.y - 18, text("strip.source", page.language), page.hand(8.0, role="label_quiet"))


def unit_name(unit: Unit, language: Language) -> str:
    """The unit's name in a language."""
    return unit.name if language == "zh" else unit.name_en
