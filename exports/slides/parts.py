"""The parts of a scene's slide beside its map: narrative, key figures, items, scale bar. Native and editable."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.util import Inches

from briefing.resolved import ResolvedBriefing, ResolvedScene
from exports.context import Context
from exports.ledger.states import states_of
from exports.slides.shapes import POINTS_PER_INCH, Box, Paint, Stroke, Type, fill_text, rectangle, straight, write
from geo.model import Item
from layers.paper.fonts import width_pt
from layers.paper.sheet import DrawnMap
from layers.paper.text import shortened
from layers.text import Language, text

SLIDE = Box(0, 0, 13.333, 7.5)
EDGE = 0.45
MAP = Box(EDGE, 1.12, 8.35, 4.72)
LEGEND = Box(EDGE, 5.92, 8.35, 0.92)
TALLY = Box(EDGE, 6.85, 8.35, 0.2)
"""how many items the picture shows of all, and where the rest is"""
SIDE = Box(9.1, 1.12, SLIDE.width - EDGE - 9.1, 5.83)
MAX_ITEMS_IN_TABLE = 12
TABLE_ROW_IN = 0.2
COLUMN_SHARES = (0.46, 0.13, 0.26, 0.15)
BOLD_IS_WIDER = 1.12
"""than the typeface that widths are measured in, whatever bold the machine has"""
ENGLISH_IS_LONGER = 0.84
BAR_LENGTHS_M = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
LONGEST_BAR_IN = 1.8
BAR_ROOM = (0.0, 0.0, 0.27, 0.1)
"""shares of the map that the scale bar needs: no name stands there"""


@dataclass(frozen=True, slots=True)
class Deck:
    """What every slide is made with."""

    presentation: Any
    resolved: ResolvedBriefing
    context: Context

    @property
    def language(self) -> Language:
        """Language of every word on the slides."""
        return self.context.language

    @property
    def colors(self) -> dict[str, Any]:
        """The light appearance's colours by role."""
        return self.context.catalogue.appearances["light"]

    def look(self, size_pt: float, role: str = "ink", **more: Any) -> Type:
        """Type in the colour of a role."""
        return Type(size_pt, self.colors[role], **more)

    def slide(self, layout: int) -> Any:
        """A new slide at the end."""
        return self.presentation.slides.add_slide(self.presentation.slide_layouts[layout])


def has_table(scene: ResolvedScene) -> bool:
    """Whether a scene shows so few items that its slide lists them."""
    return 0 < len(scene.items) <= MAX_ITEMS_IN_TABLE


def draw_side(deck: Deck, slide: Any, scene: ResolvedScene) -> None:
    """Narrative, key figures and, where the scene shows few items, their table."""
    table = has_table(scene)
    size_pt = (14 if table else 18) * (1.0 if deck.language == "zh" else ENGLISH_IS_LONGER)
    height = 1.7 if table else 2.9
    narrative = Box(SIDE.left, SIDE.top, SIDE.width, height)
    write(slide, narrative, scene.narrative(deck.language), deck.look(size_pt, line=1.15)).name = "narrative"
    top = SIDE.top + height + 0.1
    top += _figures(deck, slide, scene, top, size_pt=22 if table else 32) + 0.1
    if table:
        _table(deck, slide, scene.items, Box(SIDE.left, top, SIDE.width, SIDE.top + SIDE.height - top))


def _figures(deck: Deck, slide: Any, scene: ResolvedScene, top: float, *, size_pt: float) -> float:
    """Key figures, three side by side or four in two rows; returns the height used in inches."""
    columns = 3 if len(scene.key_figures) == 3 else 2
    number_in, label_in = size_pt * 1.35 / POINTS_PER_INCH, 0.24
    row_in, width = number_in + label_in + 0.1, SIDE.width / columns
    room_pt = (width - 0.15) * POINTS_PER_INCH
    widest_pt = max((width_pt(value.value, size_pt) * BOLD_IS_WIDER for value in scene.key_figures), default=room_pt)
    look = deck.look(min(size_pt, size_pt * room_pt / widest_pt), bold=True)
    for position, value in enumerate(scene.key_figures):
        left, y = SIDE.left + position % columns * width, top + position // columns * row_in
        number = write(slide, Box(left, y, width - 0.1, number_in), value.value, look, anchor="bottom")
        number.name = f"figure {value.name}"
        label = (value.label or value.label_en) if deck.language == "zh" else (value.label_en or value.label)
        label_pt = min(11.0, 11.0 * room_pt / max(width_pt(label, 11.0), 1.0))
        write(slide, Box(left, y + number_in, width - 0.1, label_in), label, deck.look(label_pt, "label_quiet"))
    return row_in * -(-len(scene.key_figures) // columns)


def _table(deck: Deck, slide: Any, items: Sequence[Item], box: Box) -> None:
    """A native table of items: name, stage, state, precision; a hairline under each row."""
    rows = [
        tuple(text(key, deck.language) for key in ("slides.item", "filter.stage", "slides.state", "slides.precision"))
    ]
    rows += [_row(deck, item) for item in items]
    height = min(TABLE_ROW_IN, box.height / len(rows))
    shape = slide.shapes.add_table(len(rows), len(rows[0]), *Box(box.left, box.top, box.width, height * len(rows)).emu)
    shape.name, table = "items", shape.table
    table.horz_banding = table.first_row = False
    size_pt = min(9.5, height * POINTS_PER_INCH / 1.4)
    for column, share in enumerate(COLUMN_SHARES):
        table.columns[column].width = Inches(box.width * share)
    for position, row in enumerate(rows):
        table.rows[position].height = Inches(height)
        look = deck.look(size_pt, "ink" if position else "label_quiet", bold=not position)
        for column, words in enumerate(row):
            cell = table.cell(position, column)
            cell.fill.background()
            cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = 0
            fitting = shortened(words, size_pt, box.width * COLUMN_SHARES[column] * POINTS_PER_INCH * 0.95)
            fill_text(cell.text_frame, [fitting], look, anchor="middle")
    for position in range(1, len(rows)):
        y = box.top + position * height
        straight(slide, (box.left, y), (box.left + box.width, y), Stroke(deck.colors["neighbour_line"], 0.5))


def _row(deck: Deck, item: Item) -> tuple[str, ...]:
    """Name, stage, state as of which month, precision."""
    language, catalogue = deck.language, deck.context.catalogue
    place = (
        getattr(catalogue.precisions[item.precision], language)
        if item.geometry is not None
        else text("slides.unplaced", language)
    )
    name, stage = item.name if language == "zh" else item.name_en, getattr(catalogue.stages[item.stage], language)
    return name, stage, states_of(deck.context).brief(item), place


def scale_bar(deck: Deck, slide: Any, drawn: DrawnMap) -> None:
    """A bar of a round length, true on the slide, at the bottom left of the map."""
    metres = max(
        (value for value in BAR_LENGTHS_M if value / drawn.metres_per_inch <= LONGEST_BAR_IN), default=BAR_LENGTHS_M[0]
    )
    length, left, y = metres / drawn.metres_per_inch, MAP.left + 0.15, MAP.top + MAP.height - 0.15
    words = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    rectangle(slide, Box(left - 0.07, y - 0.27, length + 0.14, 0.34), Paint(deck.colors["halo"], 0.8))
    write(slide, Box(left, y - 0.25, length, 0.2), words, deck.look(10, "label"))
    straight(slide, (left, y), (left + length, y), Stroke(deck.colors["ink"], 1.75)).name = "scale bar"
    for x in (left, left + length):
        straight(slide, (x, y - 0.06), (x, y), Stroke(deck.colors["ink"], 1.25))
