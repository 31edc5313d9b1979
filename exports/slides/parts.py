"""The parts of a scene's slide beside its map: key figures, scale bar, source, number; rows of its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pptx.util import Emu

from briefing.figures import Value
from briefing.resolved import ResolvedBriefing, ResolvedScene
from exports.context import Context
from exports.ledger.states import states_of
from exports.slides.shapes import (
    POINTS_PER_INCH,
    Box,
    Paint,
    Stroke,
    Type,
    fill_text,
    printable,
    rectangle,
    straight,
    write,
)
from exports.slides.table import Row, lines_of
from exports.slides.template import layouts_of, placeholder_xml, spot
from geo.model import Item
from layers.paper.fonts import width_pt
from layers.paper.sheet import DrawnMap
from layers.text import Language, text

LEAST_PT = 14.0
"""nothing is smaller but the line of sources"""
SOURCE_PT, NUMBER_PT = 8.0, 22.0
MAX_ITEMS_IN_TABLE = 12
BOLD_IS_WIDER = 1.12
"""than the typeface that widths are measured in, whatever bold the machine has"""
LEADING = 1.25
BAR_LENGTHS_M = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
LONGEST_BAR_IN = 1.8
BAR_ROOM = (0.0, 0.0, 0.28, 0.08)
"""shares of the map that the scale bar needs: no name stands there"""


@dataclass(frozen=True, slots=True)
class Deck:
    """What every slide is made with."""

    presentation: Any
    resolved: ResolvedBriefing
    context: Context
    vector: bool = False
    """maps as drawings beside their pictures"""

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

    def slide(self, layout: str, title: str) -> Any:
        """A new slide at the end, of one of our layouts, with a title that no other slide has."""
        slide = self.presentation.slides.add_slide(layouts_of(self.presentation)[layout])
        taken = {each.shapes.title.text for each in self.presentation.slides if each.shapes.title is not None}
        own, number = title, 2
        while own in taken:
            own, number = f"{title} ({number})", number + 1
        words(slide, "title", own)
        return slide

    def box(self, slide: Any, kind: str) -> Box:
        """Where a placeholder stands, in inches: its layout says, ours or the bureau's."""
        return box_of(spot(slide.slide_layout, kind))

    def layout_box(self, layout: str, kind: str) -> Box:
        """Where a placeholder of one of our layouts stands."""
        return box_of(spot(layouts_of(self.presentation)[layout], kind))


def box_of(shape: Any) -> Box:
    """Where a shape stands, in inches."""
    return Box(*(Emu(side).inches for side in (shape.left, shape.top, shape.width, shape.height)))


def words(slide: Any, kind: str, said: str | list[str], *, look: Type | None = None) -> Any:
    """Words into a slide's placeholder, as its layout has them; without words it goes. Returns it, or None."""
    shape, lines = spot(slide, kind), [said] if isinstance(said, str) else said
    if shape is None:
        return None
    if not any(lines):
        shape._element.getparent().remove(shape._element)
        return None
    if look is not None:
        fill_text(shape.text_frame, lines, look, anchor="bottom" if kind == "ftr" else "top")
        return shape
    shape.text_frame.text = "\n".join(printable(line) for line in lines)
    return shape


class Lettered(Protocol):
    """Slides that know how their words look."""

    @property
    def presentation(self) -> Any:
        """Of python-pptx."""
        ...

    def look(self, size_pt: float, role: str = "ink", **more: Any) -> Type:
        """Type in the colour of a role."""
        ...


def foot(deck: Lettered, slide: Any, said: str, *, numbered: bool = True) -> None:
    """The footer and the number of a slide, as placeholders of its layout."""
    tree = slide.shapes._spTree
    for kind in ("ftr", "sldNum") if numbered else ("ftr",):
        held = spot(slide.slide_layout, kind)
        if held is None or not (said or kind == "sldNum"):
            continue
        number = held._element.nvSpPr.nvPr.ph.idx
        inner = "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody>"
        if kind == "sldNum":
            field = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
            shown = len(deck.presentation.slides)
            inner = inner.replace(
                "<a:p/>", f'<a:p><a:fld id="{field}" type="slidenum"><a:rPr/><a:t>{shown}</a:t></a:fld></a:p>'
            )
        tree.append(placeholder_xml(kind, max(shape.shape_id for shape in slide.shapes) + 1, number, inner))
        if kind == "ftr":
            shape = spot(slide, kind)
            words(slide, kind, said, look=deck.look(SOURCE_PT if numbered else LEAST_PT, "label_quiet"))
            shape.name = "source"


def has_table(scene: ResolvedScene) -> bool:
    """Whether a scene shows so few items that they are listed."""
    return 0 < len(scene.items) <= MAX_ITEMS_IN_TABLE


def draw_figures(deck: Deck, slide: Any, figures: Sequence[Value], box: Box) -> float:
    """Key figures side by side, their labels wrapped; returns the height used in inches."""
    if not figures:
        return 0.0
    columns = min(len(figures), 4)
    number_in, width = NUMBER_PT * 1.3 / POINTS_PER_INCH, box.width / columns
    room = width - 0.12
    widest_pt = max(width_pt(value.value, NUMBER_PT) * BOLD_IS_WIDER for value in figures)
    size_pt = max(LEAST_PT, min(NUMBER_PT, NUMBER_PT * room * POINTS_PER_INCH / widest_pt))
    top, height = box.top, 0.0
    for position, value in enumerate(figures):
        if position and position % columns == 0:
            top, height = top + height, 0.0
        left = box.left + position % columns * width
        place, look = Box(left, top, room, number_in), deck.look(size_pt, bold=True)
        number = write(slide, place, value.value, look, anchor="bottom")
        number.name = f"figure {value.name}"
        label = (value.label or value.label_en) if deck.language == "zh" else (value.label_en or value.label)
        label_in = len(lines_of(label, LEAST_PT, room)) * LEAST_PT * LEADING / POINTS_PER_INCH
        write(slide, Box(left, top + number_in, room, label_in), label, deck.look(LEAST_PT, "label_quiet"))
        height = max(height, number_in + label_in)
    return top + height - box.top


def table_heads(deck: Deck) -> Row:
    """Heads of a scene's table."""
    keys = ("slides.item", "filter.stage", "slides.state", "slides.precision")
    return tuple(text(key, deck.language) for key in keys)


def table_row(deck: Deck, item: Item) -> Row:
    """Name, stage, state as of which month, precision."""
    language, catalogue = deck.language, deck.context.catalogue
    place = (
        getattr(catalogue.precisions[item.precision], language)
        if item.geometry is not None
        else text("slides.unplaced", language)
    )
    name, stage = item.name if language == "zh" else item.name_en, getattr(catalogue.stages[item.stage], language)
    return name, stage, states_of(deck.context).brief(item), place


def scale_bar(deck: Deck, slide: Any, box: Box, drawn: DrawnMap) -> None:
    """A bar of a round length, true on the slide, at the bottom left of the map in box."""
    metres = max(
        (value for value in BAR_LENGTHS_M if value / drawn.metres_per_inch <= LONGEST_BAR_IN), default=BAR_LENGTHS_M[0]
    )
    length, left, y = metres / drawn.metres_per_inch, box.left + 0.2, box.top + box.height - 0.2
    said = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    rectangle(slide, Box(left - 0.07, y - 0.34, max(length, 0.6) + 0.14, 0.42), Paint(deck.colors["halo"], 0.8))
    write(slide, Box(left, y - 0.32, max(length, 0.6), 0.26), said, deck.look(LEAST_PT, "label"))
    straight(slide, (left, y), (left + length, y), Stroke(deck.colors["ink"], 1.75)).name = "scale bar"
    for x in (left, left + length):
        straight(slide, (x, y - 0.06), (x, y), Stroke(deck.colors["ink"], 1.25))
