"""An office's own document: it keeps its look and takes the report, or is refused by name in one line."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from briefing.errors import ExportError
from exports.context import Context
from exports.progress import silent
from exports.report import docx as word
from exports.report.office import given
from exports.report.office.given import Template
from tests.exports.report.office.small import SMALL, zipped


def base(change: Callable[[Any], Any] = lambda document: None) -> Template:
    """An office's document as Word makes it: few styles, its paragraphs indented and at a fixed distance."""
    document = docx.Document()
    for name in ("Title", "Subtitle", "Caption", "List Bullet", "Heading 2"):
        element = document.styles[name].element
        element.getparent().remove(element)
    normal = document.styles["Normal"]
    normal.font.name, normal.paragraph_format.line_spacing = "FangSong", Pt(28)
    normal.element.pPr.get_or_add_ind().set(qn("w:firstLineChars"), "200")
    page = document.sections[0]
    page.page_width, page.left_margin, page.right_margin = Mm(210), Mm(28), Mm(26)
    head = page.header.paragraphs[0]
    head.add_run("某局 {{标")
    head.add_run("题}}")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return Template(out.getvalue(), "office.docx")


def with_marker(document: Any) -> None:
    document.add_paragraph("封面 {{name}}")
    document.add_paragraph(" {{正文}} ")
    document.add_paragraph("附件")


def written(context: Context, template: Template) -> Any:
    return docx.Document(io.BytesIO(word.report_bytes(SMALL, context, silent, template)))


def test_a_document_of_the_office_keeps_its_look_and_takes_the_report(context: Context) -> None:
    document = written(context, base(with_marker))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[0] == "封面 盐田区"
    assert words[-1] == "附件"
    assert not any("{{" in each for each in words)
    assert words.index("一", 5) < words.index("二", 7) < len(words) - 1
    assert document.sections[0].header.paragraphs[0].text == "某局 评估报告"
    assert "评估报告" not in words  # the header has it
    assert abs(document.sections[0].left_margin - Mm(28)) < 1_000
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.paragraph_format.line_spacing) == ("FangSong", Pt(28))
    table = document.tables[1]
    assert abs(sum(cell.width.mm for cell in table.rows[0].cells) - (210 - 28 - 26)) < 1
    cell = table.cell(0, 0).paragraphs[0].style
    assert cell.paragraph_format.line_spacing == 1.0
    assert cell.element.pPr.ind.get(qn("w:firstLineChars")) == "0"
    made = document.styles["Heading 2"].element
    assert made.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"
    assert "·\t甲" in words


def test_without_a_marker_the_body_makes_room_and_headers_stay(context: Context) -> None:
    def two_sections(document: Any) -> None:
        document.add_paragraph("旧文")
        document.add_section()

    document = written(context, base(two_sections))
    assert "旧文" not in [paragraph.text for paragraph in document.paragraphs]
    assert len(document.sections) == 1
    assert document.sections[0].header.paragraphs[0].text == "某局 评估报告"


def in_table(document: Any) -> None:
    document.add_table(1, 1).cell(0, 0).text = "{{content}}"


def narrow(document: Any) -> None:
    document.sections[-1].left_margin = Mm(120)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda document: document.add_paragraph("{{预算}}"), r"\{预算\}.*日期/date"),
        (lambda document: document.add_paragraph("{{name.__class__}}"), r"\{name.__class__\}"),
        (in_table, "独占正文里的一段"),
        (lambda document: document.add_paragraph("见 {{正文}}"), "独占正文里的一段"),
        (lambda document: (with_marker(document), with_marker(document)), "只出现一次"),
        (narrow, "至少留 10 厘米"),
    ],
)
def test_a_document_that_cannot_take_a_report_is_refused(context: Context, change: Any, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        written(context, base(change))


def test_an_archive_that_swells_is_not_unpacked(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given, "MOST_UNPACKED", 100_000)
    template = Template(zipped({"word/document.xml": b"\0" * 100_001}), "office.docx")
    assert len(template.content) < 1_000
    with pytest.raises(ExportError, match="太大"):
        written(context, template)
