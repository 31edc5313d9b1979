"""What styles an office's document lacks, made in its own typeface: whatever it has stays as it is."""

from collections.abc import Mapping
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from exports.report.word import level_to_margin, style_called

BULLET, MARK = "List Bullet", "·\t"
HANGING_MM, STEP_MM = 5, 6
BEFORE_PT = {"Heading 1": 20.0, "Heading 2": 12.0}


def complete_styles(document: Any, sizes_pt: Mapping[str, float]) -> str:
    """Make what is lacking; returns what stands before each point of a list where its style has no bullet."""
    if style_called(document, "Normal") is None:
        document.styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    for name, size_pt in sizes_pt.items():
        style = _made(document, name)
        if style is not None:
            style.font.size, style.font.bold = Pt(size_pt), name.startswith(("Title", "Heading"))
            style.paragraph_format.space_before = Pt(BEFORE_PT.get(name, 0.0))
            style.paragraph_format.space_after = Pt(6)
            if name.startswith("Heading"):
                _set_level(style, int(name.split()[-1]) - 1)
    for level in (1, 2):
        style = _made(document, f"toc {level}")
        if style is not None:
            style.paragraph_format.left_indent = Mm(STEP_MM * (level - 1))
    style = _made(document, BULLET)
    if style is None:
        return ""
    style.paragraph_format.left_indent = Mm(HANGING_MM)
    style.paragraph_format.first_line_indent = Mm(-HANGING_MM)
    style.paragraph_format.tab_stops.add_tab_stop(Mm(HANGING_MM))
    return MARK


def _made(document: Any, name: str) -> Any:
    """A new style after the usual paragraph's; None where the document has it."""
    if style_called(document, name) is not None:
        return None
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style, style.quick_style = document.styles["Normal"], True
    style.hidden, style.unhide_when_used = False, False
    level_to_margin(style)
    return style


def _set_level(style: Any, level: int) -> None:
    """Place a heading in the document's outline, which its contents are made of, and keep it with what follows."""
    style.paragraph_format.keep_with_next = True
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    style._element.get_or_add_pPr().append(outline)
