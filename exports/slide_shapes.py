"""Native, editable parts of a slide: text with its East Asian typeface set, lines, areas, pictograms. Sizes in inches and points."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from layers.sheet_symbols import GRID, pictogram_path

TYPEFACE, LATIN_TYPEFACE = "Microsoft YaHei", "Arial"
"""on every Windows and Office; LibreOffice takes the machine's Chinese sans and Liberation Sans in their place"""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""what XML cannot hold"""


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
    hatched: bool = False
    """diagonal lines of the fill's colour on white"""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn."""

    color: str
    """#rrggbb"""
    width_pt: float
    dash: Sequence[float] = ()
    """lengths on and off in line widths, as in the catalogue"""
    opacity: float = 1.0
    arrow: bool = False
    """an arrow's head at the end"""


def rgb(color: str) -> RGBColor:
    """#rrggbb as python-pptx takes it."""
    return RGBColor.from_string(color.lstrip("#").upper())


def printable(words: str) -> str:
    """Words without what XML cannot hold."""
    return UNPRINTABLE.sub("", words)


def write(slide: Any, box: Box, paragraphs: str | Sequence[str], look: Type, *, anchor: str = "top") -> Any:
    """A text box that wraps inside box; returns the shape."""
    shape = slide.shapes.add_textbox(*box.emu)
    fill_frame(shape.text_frame, [paragraphs] if isinstance(paragraphs, str) else paragraphs, look, anchor=anchor)
    return shape


def fill_frame(frame: Any, paragraphs: Iterable[str], look: Type, *, anchor: str = "top") -> None:
    """Words into a text frame (text box, placeholder, table cell, notes), without its margins."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}[anchor]
    for position, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
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
    """The typeface of a run for Latin letters and for Chinese ones (a:ea); without the latter an office takes its own."""
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
    shape = _plain(slide.shapes.add_shape(MSO_SHAPE.OVAL if oval else MSO_SHAPE.RECTANGLE, *box.emu))
    if paint.fill is None:
        shape.fill.background()
    elif paint.hatched:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(paint.fill), RGBColor(255, 255, 255)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(paint.fill)
        if paint.opacity < 1:
            _see_through(shape.fill, paint.opacity)
    if paint.edge is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb, shape.line.width = rgb(paint.edge), Pt(paint.edge_pt)
        _dashed(shape, paint.edge_dash)
    return shape


def straight(slide: Any, start: tuple[float, float], end: tuple[float, float], stroke: Stroke) -> Any:
    """A line between two points in inches."""
    shape = _plain(slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(value) for value in (*start, *end))))
    shape.line.color.rgb, shape.line.width = rgb(stroke.color), Pt(stroke.width_pt)
    if stroke.opacity < 1:
        _see_through(shape.line.fill, stroke.opacity)
    _dashed(shape, stroke.dash)
    if stroke.arrow:
        _child(shape.line._get_or_add_ln(), "a:tailEnd", type="triangle")
    return shape


def _dashed(shape: Any, dash: Sequence[float]) -> None:
    """Dashes of a shape's line, lengths on and off in its widths; python-pptx has no property for lengths of one's own."""
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
    rectangle(slide, box, Paint(color, edge=paper, edge_pt=0.5), oval=True)
    scale = box.width / GRID * 0.55
    left, top = box.left + box.width * 0.225, box.top + box.height * 0.225
    for points in pictogram_path(symbol).to_polygons(closed_only=False):
        places = [(Inches(left + float(x) * scale), Inches(top + float(y) * scale)) for x, y in np.asarray(points)]
        if len(places) > 1:
            builder = slide.shapes.build_freeform(*places[0])
            builder.add_line_segments(places[1:], close=False)
            shape = _plain(builder.convert_to_shape())
            shape.fill.background()
            shape.line.color.rgb, shape.line.width = rgb(paper), Pt(2.0 * scale * 72)
