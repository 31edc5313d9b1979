"""Native, editable parts of a slide: text with its East Asian typeface set, lines, areas, pictograms.

Sizes in inches and points.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from geo.files.strict import clean
from layers.paper.symbols import pictogram_path
from layers.style.symbols import GRID, PAPER_RADIUS, PICTOGRAM_WIDTH, RADIUS, RING_WIDTH, USUAL_SCALE

TYPEFACE, LATIN_TYPEFACE = "Microsoft YaHei", "Arial"
"""on every Windows and Office; LibreOffice takes the machine's Chinese sans and Liberation Sans in their place"""
POINTS_PER_INCH = 72
Place = tuple[float, float]
"""from the slide's left and top, in inches"""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a slide in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """As python-pptx takes it."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)

    def inset(self, by: float) -> "Box":
        """The same, smaller on every side."""
        return Box(self.left + by, self.top + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, slots=True)
class Type:
    """How words look."""

    size_pt: float
    color: str
    """#rrggbb"""
    bold: bool = False
    align: str = "left"
    """left | right | center"""
    line: float = 1.0
    """distance of lines in type sizes of the typeface"""


@dataclass(frozen=True, slots=True)
class Paint:
    """How an area is painted; colours as #rrggbb, None for none."""

    fill: str | None = None
    opacity: float = 1.0
    edge: str | None = None
    edge_pt: float = 0.75
    edge_dash: Sequence[float] = ()
    """lengths on and off in widths of the edge; empty for a solid one"""
    edge_opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn."""

    color: str
    """#rrggbb"""
    width_pt: float
    dash: Sequence[float] = ()
    """lengths on and off in line widths, as in the catalogue"""
    opacity: float = 1.0


def rgb(color: str) -> RGBColor:
    """#rrggbb as python-pptx takes it."""
    return RGBColor.from_string(color.lstrip("#").upper())


def printable(words: str) -> str:
    """Words without what XML cannot hold."""
    return clean(words.replace("\r", ""), "")


def write(slide: Any, box: Box, paragraphs: str | Sequence[str], look: Type, *, anchor: str = "top") -> Any:
    """A text box that wraps inside box; returns the shape."""
    shape = slide.shapes.add_textbox(*box.emu)
    fill_text(shape.text_frame, [paragraphs] if isinstance(paragraphs, str) else paragraphs, look, anchor=anchor)
    return shape


def fill_text(text_frame: Any, paragraphs: Iterable[str], look: Type, *, anchor: str = "top") -> None:
    """Words into a text frame (text box, placeholder, table cell, notes), without its margins."""
    text_frame.word_wrap, text_frame.auto_size = True, MSO_AUTO_SIZE.NONE
    text_frame.margin_left = text_frame.margin_right = text_frame.margin_top = text_frame.margin_bottom = 0
    text_frame.vertical_anchor = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}[
        anchor
    ]
    for position, words in enumerate(paragraphs):
        paragraph = text_frame.paragraphs[0] if position == 0 else text_frame.add_paragraph()
        set_words(paragraph, words, look)


def set_words(paragraph: Any, words: str, look: Type) -> None:
    """Replace a paragraph's words, typefaces set for Latin and for East Asian text."""
    paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}[look.align]
    paragraph.line_spacing = look.line
    paragraph.text = printable(words)
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.color.rgb = Pt(look.size_pt), look.bold, rgb(look.color)
        set_typeface(run)


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    """A new last child of an XML element, for what python-pptx has no property for."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(name, value)
    parent.append(element)
    return element


def set_typeface(run: Any) -> None:
    """The typeface of a run, Latin and Chinese (a:ea); without the latter an office program takes its own."""
    run.font.name = LATIN_TYPEFACE
    properties = run._r.get_or_add_rPr()
    for tag in ("a:ea", "a:cs"):
        if properties.find(qn(tag)) is None:
            _child(properties, tag, typeface=TYPEFACE)


def _see_through(fill_or_line: Any, opacity: float) -> None:
    """Make a solid colour see-through; python-pptx has no property for it."""
    color = fill_or_line._xPr.find(qn("a:solidFill"))[0]
    _child(color, "a:alpha", val=str(round(opacity * 100_000)))


def _plain(shape: Any) -> Any:
    """The shape without the template's own look: no shadow, no colours of its theme."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    return shape


def rectangle(slide: Any, box: Box, paint: Paint, *, oval: bool = False) -> Any:
    """A rectangle or oval that fills box."""
    shape = slide.shapes.add_shape(MSO_SHAPE.OVAL if oval else MSO_SHAPE.RECTANGLE, *box.emu)
    return _painted(_plain(shape), paint)


def outline(slide: Any, places: Sequence[Place], paint: Paint) -> Any:
    """An area whose corners are places."""
    return _painted(_freeform(slide, places, closed=True), paint)


def course(slide: Any, places: Sequence[Place], stroke: Stroke) -> Any:
    """A line through places; between two of them a native straight one, since a shape of no height has no scale."""
    if len(places) == 2:
        return straight(slide, places[0], places[1], stroke)
    shape = _freeform(slide, places, closed=False)
    shape.fill.background()
    return _lined(shape, stroke)


def _freeform(slide: Any, places: Sequence[Place], *, closed: bool) -> Any:
    first, *rest = [(Inches(x), Inches(y)) for x, y in places]
    builder = slide.shapes.build_freeform(*first)
    builder.add_line_segments(rest, close=closed)
    return _plain(builder.convert_to_shape())


def _painted(shape: Any, paint: Paint) -> Any:
    if paint.fill is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(paint.fill)
        if paint.opacity < 1:
            _see_through(shape.fill, paint.opacity)
    if paint.edge is None:
        shape.line.fill.background()
        return shape
    return _lined(shape, Stroke(paint.edge, paint.edge_pt, paint.edge_dash, paint.edge_opacity))


def _lined(shape: Any, stroke: Stroke) -> Any:
    shape.line.color.rgb, shape.line.width = rgb(stroke.color), Pt(stroke.width_pt)
    if stroke.opacity < 1:
        _see_through(shape.line.fill, stroke.opacity)
    _dashed(shape, stroke.dash)
    return shape


def straight(slide: Any, start: Place, end: Place, stroke: Stroke) -> Any:
    """A line between two points in inches."""
    shape = _plain(slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(value) for value in (*start, *end))))
    return _lined(shape, stroke)


def _dashed(shape: Any, dash: Sequence[float]) -> None:
    """Dashes of a shape's line, lengths on and off in its widths; python-pptx has no property for them."""
    if dash:
        pattern = _child(shape.line._get_or_add_ln(), "a:custDash")
        for on, off in zip(dash[::2], dash[1::2], strict=True):
            _child(pattern, "a:ds", d=str(round(on * 100_000)), sp=str(round(off * 100_000)))


def disc_part(slide: Any, box: Box, share: float, color: str) -> None:
    """The lower part of a disc, share of its height."""
    shape = _plain(slide.shapes.add_shape(MSO_SHAPE.CHORD, *box.emu))
    half_deg = math.degrees(math.acos(1 - 2 * share))
    for position, angle_deg in enumerate((90 - half_deg, 90 + half_deg)):
        # python-pptx scales adjustments by 100 000, angles are in 60 000ths of a degree, clockwise from the right.
        shape.adjustments[position] = angle_deg * 0.6
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(color)
    shape.line.fill.background()


def pictogram(slide: Any, box: Box, symbol: str, color: str, paper: str) -> None:
    """A point symbol as the map has it: a disc of color, the pictogram in the colour of paper. Native shapes."""
    for radius, shade in ((PAPER_RADIUS, paper), (RADIUS + RING_WIDTH / 2, color)):
        rectangle(slide, box.inset(box.width * (0.5 - radius / GRID)), Paint(shade), oval=True)
    scale, inner = box.width / GRID * USUAL_SCALE, box.inset(box.width * (1 - USUAL_SCALE) / 2)
    for points in pictogram_path(symbol).to_polygons(closed_only=False):
        places = [(inner.left + float(x) * scale, inner.top + float(y) * scale) for x, y in np.asarray(points)]
        if len(places) > 1:
            course(slide, places, Stroke(paper, PICTOGRAM_WIDTH * scale * POINTS_PER_INCH))
