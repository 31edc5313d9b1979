"""Native tables on slides, as many rows on each as fit. Sizes in inches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from exports.slides.shapes import POINTS_PER_INCH, Box, Type, fill_text
from layers.paper.text import wrapped

TYPEFACE_IS_WIDER = 1.06
"""than the typeface that widths are measured in"""
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""of Office's table styles: none, no grid"""
LINE, CELL_PAD_IN, GAP_IN = 1.3, 0.09, 0.1

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableLook:
    """Where a table's columns stand and what they look like."""

    shares: Sequence[float]
    """widths of the columns, shares of the whole"""
    colors: Mapping[str, Any]
    """of the light appearance, by role"""
    size_pt: float = 10.5
    numbers: bool = False
    """all columns but the first align right"""
    sums: bool = False
    """the last row is bold"""


def lines_of(words: str, size_pt: float, room_in: float) -> list[str]:
    """Words in lines no wider than room."""
    return wrapped(words, size_pt * TYPEFACE_IS_WIDER, room_in * POINTS_PER_INCH)


def row_height(row: Row, width_in: float, look: TableLook) -> float:
    """What a row takes in a table of a width."""
    lines = max(
        len(lines_of(words, look.size_pt, width_in * share - GAP_IN))
        for words, share in zip(row, look.shares, strict=True)
    )
    return lines * look.size_pt * LINE / POINTS_PER_INCH + CELL_PAD_IN


def table_parts(header: Row, rows: Sequence[Row], box: Box, look: TableLook) -> Iterator[list[Row]]:
    """Rows for each slide, as many as fit under the header; none where there are none."""
    room = box.height - row_height(header, box.width, look)
    used, part = 0.0, list[Row]()
    for row in rows:
        height = row_height(row, box.width, look)
        if part and used + height > room:
            yield part
            used, part = 0.0, []
        part.append(row)
        used += height
    if part:
        yield part


def draw_table(slide: Any, rows: Sequence[Row], box: Box, look: TableLook) -> None:
    """A native table from the top of box: heads first, flagged as such; hairlines are the cells' borders."""
    heights = [row_height(row, box.width, look) for row in rows]
    frame = Box(box.left, box.top, box.width, sum(heights))
    shape = slide.shapes.add_table(len(rows), len(look.shares), *frame.emu)
    shape.name, table = "items", shape.table
    plain_table(table)
    for column, share in enumerate(look.shares):
        table.columns[column].width = Inches(box.width * share)
    for position, row in enumerate(rows):
        table.rows[position].height = Inches(heights[position])
        bold = not position or (look.sums and position == len(rows) - 1)
        for column, words in enumerate(row):
            _cell(table.cell(position, column), words, _type(look, position, column, bold=bold))
            _rule(table.cell(position, column), look.colors["neighbour_line"])


def plain_table(table: Any) -> None:
    """No look of a style's own; the first row is the header, for who hears the table read."""
    table.horz_banding, table.first_row = False, True
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE


def _rule(cell: Any, color: str) -> None:
    """A hairline under a cell; borders stand before the fill."""
    solid = f'<a:solidFill><a:srgbClr val="{color.lstrip("#").upper()}"/></a:solidFill>'
    line = f'<a:lnB {nsdecls("a")} w="6350">{solid}</a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _type(look: TableLook, row: int, column: int, *, bold: bool) -> Type:
    color = look.colors["ink" if row else "label_quiet"]
    return Type(look.size_pt, color, bold=bold, align="right" if look.numbers and column else "left")


def _cell(cell: Any, words: str, look: Type) -> None:
    cell.fill.background()
    cell.margin_left = cell.margin_top = cell.margin_bottom = 0
    fill_text(cell.text_frame, words.split("\n"), look)
    cell.vertical_anchor, cell.margin_right = MSO_ANCHOR.MIDDLE, Inches(GAP_IN)
