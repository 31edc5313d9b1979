"""An office's own wording, order and template: followed where they can be, else refused by name in one line."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from pptx import Presentation
from pptx.util import Inches

from briefing.errors import ExportError
from exports.brief.content import KNOWN as BRIEF
from exports.brief.content import brief_of
from exports.brief.document import document_of
from exports.context import Context
from exports.products import main
from exports.progress import silent
from exports.report import docx as word
from exports.report import pptx as slides
from exports.report.content import KNOWN, report_of
from exports.report.model import Numbers, Paragraph, Picture, Points, Report, Section, Table
from exports.report.office import given
from exports.report.office.given import Office, Template, heard, told, without_office
from exports.report.office.wording import MOST_HEADING, example, read_wording
from exports.slides.template import own_template, spot

DAY = date(2025, 12, 31)
OWN = """
title = "评估（{地区}）"
[[section]]
heading = "一、前言"
words = ["截至{日期}，{对象}共{count}项。", "依据{规划}。"]
[[section]]
part = "查而未得"
heading = { zh = "二、待查", en = "To be found" }
[[section]]
part = "summary"
words = { zh = "已成{已成}项。", en = "{done} done." }
"""
TABLE = Table("所列各项", ("项目", "数"), (("甲", "1"), ("乙", "2")), (0.7, 0.3))
SMALL = Report(
    "评估报告", "副题", "不是官方评估",
    (
        Section("一", (Paragraph("导语。" * 300), Numbers((("项数", "9"),)), Points(("甲", "乙")))),
        Section("二", (TABLE,)),
    ),
    "zh", {"date": "2025年12月31日", "name": "盐田区"},
)  # fmt: skip
"""without a map, which takes a second"""


def wording(content: str, language: str = "zh", known: Any = KNOWN) -> Any:
    return read_wording(content.encode(), "own.toml", language, known)


def section(words: str) -> str:
    return f"[[section]]\npart = 'summary'\n{words}\n"


def test_sections_stand_in_the_office_s_order_under_its_headings_and_after_its_words(context: Context) -> None:
    report = report_of(context, district="shenshan", theme="transport", day=DAY, wording=wording(OWN))
    assert report.title == "评估（深汕特别合作区）"
    assert [found.title for found in report.sections] == ["一、前言", "二、待查", "摘要", "来源"]
    first, _, told, last = report.sections
    assert first.blocks == (
        Paragraph(f"截至2025年12月31日，深汕特别合作区 · 交通共{report.values['count']}项。"),
        Paragraph(f"依据{report.values['plan']}。"),
    )
    assert told.blocks[0] == Paragraph(f"已成{report.values['done']}项。")
    assert isinstance(told.blocks[1], Numbers)
    assert isinstance(last.blocks[0], Paragraph)


def test_sources_are_numbered_in_the_order_in_which_parts_stand(context: Context) -> None:
    def first_mark(wanted: str) -> str:
        parts = "".join(f"[[section]]\npart = '{part}'\n" for part in wanted.split())
        made = report_of(context, district=None, theme="water", day=date(2026, 11, 29), wording=wording(parts))
        tables = [block for found in made.sections for block in found.blocks if isinstance(block, Table)]
        return next(row[-1] for row in tables[0].rows if row[-1].startswith("["))

    assert first_mark("slipped themes").startswith("[1]")
    assert first_mark("themes slipped").startswith("[1]")


def test_the_printed_example_is_what_is_printed_without_one(context: Context, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", "--wording-example"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for language in ("zh", "en"):
        read = wording(said, language)
        assert [entry.part for entry in read.entries] == [*KNOWN.parts, ""]
    ours = report_of(context, district="shenshan", theme=None, day=DAY)
    theirs = report_of(context, district="shenshan", theme=None, day=DAY, wording=wording(said))
    assert [found.title for found in theirs.sections[:-1]] == [found.title for found in ours.sections]
    assert theirs.sections[1].blocks == ours.sections[1].blocks
    assert wording(example(BRIEF, "brief"), known=BRIEF).entries[0].part == "profile"


@pytest.mark.parametrize(
    "gap",
    [
        "{name.__class__}", "{name[0]}", "{0}", "{}", "{name!r}", "{day:%Y}", "{name:>99999999}", "{__class__}",
        "{ name }", "{name.__init__.__globals__}", "{unplaced}", "{{name}", "{", "}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["heading", "words"])
def test_nothing_but_a_known_name_stands_in_braces(gap: str, place: str) -> None:
    with pytest.raises(ExportError, match=r"日期/date|花括号不成对") as refused:
        wording(section(f"{place} = '{gap}'"))
    assert "own.toml" in refused.value.message("zh") and "\n" not in refused.value.message("zh")


def test_braces_that_are_written_twice_are_braces(context: Context) -> None:
    own = wording("[[section]]\nheading = '''\n{{name}}\n{name}'''\nwords = ''")
    report = report_of(context, district="shenshan", theme=None, day=DAY, wording=own)
    assert report.sections[0].title == "{name} 深汕特别合作区"
    assert report.sections[0].blocks == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", r"没有列出任何部分.*summary"),
        ("no toml", "不是措辞文件"),
        ("a = " + "[" * 3000, "不是措辞文件"),
        ("\x00", "不是措辞文件"),
        ("font = 'x'", "“font”.*title, subtitle, section"),
        (section("style = 'x'"), "“style”.*part, heading, words"),
        ("[[section]]\npart = 'budget'", r"“budget”不认识；可用：summary \(摘要\)"),
        ("[[section]]\npart = 3", "应是文字"),
        (section("heading = 3"), "应是文字"),
        (section("words = [['x']]"), "应是文字"),
        (section("heading = { zh = 'x', fr = 'y' }"), "“fr”.*zh, en"),
        (section("heading = { en = 'x' }"), "没有这种语言"),
        (section("heading = '" + "长" * 10_000 + "'"), f"10000 个字符，至多 {MOST_HEADING}"),
        (section("words = '" + "x" * 2_001 + "'"), "2001 个字符，至多 2000"),
        (section("words = [" + "'x'," * 21 + "]"), "21 个，至多 20"),
        (section("") * 2, "出现了两次"),
        ("[[section]]\nwords = 'x'", "既没有 part 也没有 heading"),
        ("[[section]]\nheading = 'x'\n" * 61, "61 个，至多 60"),
        ("section = 3", "应是文字"),
        ("section = [3]", "应是文字"),
        ("#" * 200_001, "太大"),
    ],
)
def test_what_is_no_wording_is_refused_by_name(content: str, said: str) -> None:
    with pytest.raises(ExportError, match=said) as refused:
        wording(content)
    assert len(refused.value.message("zh")) < 400


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


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x03\x04 broken", zipped({"a.txt": b"x"}), zipped({"[Content_Types].xml": b"<"})]
)
def test_what_is_no_template_is_one_line_and_leaves_nothing(
    content: bytes, suffix: str, context: Context, out: Path
) -> None:
    template = Template(content, f"office{suffix}")
    with pytest.raises(ExportError, match="office") as refused:
        {".docx": word, ".pptx": slides}[suffix].report_bytes(SMALL, context, silent, template)
    assert "\n" not in refused.value.message("zh")


def test_an_archive_that_swells_is_not_unpacked(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given, "MOST_UNPACKED", 100_000)
    template = Template(zipped({"word/document.xml": b"\0" * 100_001}), "office.docx")
    assert len(template.content) < 1_000
    with pytest.raises(ExportError, match="太大"):
        written(context, template)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("a.pdf", ["--template", "t.docx"], "同类"),
        ("a.pptx", ["--template", "t.docx"], "同类"),
        ("a.docx", ["--template", "none.docx"], "none.docx"),
        ("a.docx", ["--wording", "none.toml"], "none.toml"),
        ("a.docx", ["--wording", "t.docx"], "不是措辞文件"),
    ],
)
def test_a_command_says_it_in_one_line(
    name: str, arguments: list[str], said: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [arguments[0], str(out.parent / arguments[1])]
    (out.parent / "t.docx").write_bytes(b"\xff\xfe")
    for product in (["report"], ["brief", "--district", "yantian"]):
        assert main([*product, "--out", str(out / name), *arguments]) == 1
        error = capsys.readouterr().err
        assert said in error and error.count("\n") == 1
    assert not list(out.iterdir())


def bureau(context: Context, change: Callable[[Any], Any] = lambda presentation: None) -> Template:
    presentation = own_template(context.catalogue, "zh")
    change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return Template(out.getvalue(), "bureau.pptx")


def moved(presentation: Any) -> None:
    title = spot(presentation.slide_layouts.get_by_name("表格"), "title")
    title.left, title.top, title.width, title.height = Inches(2), Inches(0.5), Inches(10), Inches(0.7)


def test_slides_stand_on_the_office_s_template(context: Context) -> None:
    made = slides.report_bytes(SMALL, context, silent, bureau(context, moved))
    cover, *others = Presentation(io.BytesIO(made)).slides
    assert cover.slide_layout.name == "封面"
    assert cover.shapes.title.text == SMALL.title
    assert not any(shape.placeholder_format.type == 18 for shape in cover.placeholders)
    assert {slide.slide_layout.name for slide in others} == {"表格"}
    for slide in others:
        assert any(shape.name == "source" for shape in slide.placeholders)
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert shape.left >= Inches(2) - 2
                assert shape.top >= Inches(1.2)
                assert shape.left + shape.width <= Inches(12) + 2
    said = "".join(shape.text_frame.text for slide in others for shape in slide.shapes if shape.has_text_frame)
    assert said.count("导语。") == 300


def low(presentation: Any) -> None:
    title = spot(presentation.slide_layouts.get_by_name("表格"), "title")
    title.top, title.left, title.width, title.height = Inches(5), Inches(1), Inches(10), Inches(1)


def unnamed(presentation: Any) -> None:
    presentation.slide_layouts.get_by_name("表格")._element.cSld.set("name", "Inhalt")


@pytest.mark.parametrize(("change", "said"), [(low, "放不下"), (unnamed, "表格/Table")])
def test_slides_without_room_or_layouts_are_refused(context: Context, change: Any, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        slides.report_bytes(SMALL, context, silent, bureau(context, change))


def test_a_brief_has_its_parts_in_the_office_s_order(context: Context) -> None:
    own = "[[section]]\npart = 'items'\nheading = '全部{count}项'\n[[section]]\npart = '地图'\n"
    brief = brief_of(context, district="yantian")
    report = document_of(brief, wording(own, known=BRIEF))
    items, shown = report.sections
    assert items.title == f"全部{len(brief.items)}项"
    assert isinstance(items.blocks[0], Table)
    assert [row[0] for row in items.blocks[0].rows] == [item.name for item in brief.items]
    assert isinstance(shown.blocks[0], Picture)
    whole = document_of(brief_of(replace(context, language="en"), district="yantian"), None)
    assert [found.title for found in whole.sections] == ["Role and goals", "Map", "Items in total", "Items"]


def test_what_was_uploaded_arrives_as_it_was() -> None:
    office = Office(Template(OWN.encode(), "措辞.toml"), Template(b"\x00\xff", "a.docx"))
    options = {"district": None, **told(office)}
    assert heard(options) == office
    assert without_office(options) == {"district": None}
    assert heard({}) == Office()
