"""The evaluation as files: native in each format, the same content, refused in words, never half."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from exports.context import Context
from exports.products import main
from exports.progress import Cancelled
from exports.report.content import report_of
from exports.report.make import WRITERS, make_report
from exports.report.model import Picture, Table
from geo.model import Item
from geo.progress.standing import ledger_of
from tests.exports.conftest import whole_plan
from tests.exports.readers import pdf_text

DAY = "2026-11-29"


def made(context: Context, out: Path, suffix: str, district: str | None = "yantian", theme: str | None = None) -> Path:
    path = out / f"report{suffix}"
    make_report(context, district=district, theme=theme, day=DAY, out=path)
    return path


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on Yantian: for tests that only read it."""
    return made(whole_plan(), tmp_path_factory.mktemp("report"), ".pdf")


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for Word."""
    return made(whole_plan(), tmp_path_factory.mktemp("report"), ".docx")


def docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_word_knows_headings_tables_captions_and_pictures(context: Context, word: Path) -> None:
    document = docx.Document(str(word))
    report = report_of(context, district="yantian", theme=None, day=date.fromisoformat(DAY))
    headings = [part for part in document.paragraphs if part.style.name.startswith("Heading")]
    assert [part.text for part in headings] == [section.title for section in report.sections]
    blocks = [block for section in report.sections for block in section.blocks]
    captions = [part.text for part in document.paragraphs if part.style.name == "Caption"]
    expected = [block for block in blocks if isinstance(block, Table | Picture)]
    assert len(captions) == len(expected)
    assert all(block.caption in caption for block, caption in zip(expected, captions, strict=True))
    assert len(document.inline_shapes) == sum(isinstance(block, Picture) for block in blocks)
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    for table in document.tables[1:]:
        assert table.style.name == "Report Table"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_word_numbers_pages_and_lists_contents(word: Path) -> None:
    document = docx.Document(str(word))
    xml = zipfile.ZipFile(word).read("word/document.xml").decode()
    assert 'TOC \\o "1-2"' in xml
    assert "SEQ 表" in xml
    anchors = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors == marks
    foot = document.sections[0].footer._element.xml
    assert "PAGE" in foot
    assert "NUMPAGES" in foot
    assert document.core_properties.language == "zh-CN"
    assert document.core_properties.title == document.paragraphs[0].text
    # Fields begin, part and end, each as often.
    kinds = [found.get(qn("w:fldCharType")) for found in document.element.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_chinese_in_word_has_its_typeface(context: Context, out: Path, language: str, tag: str) -> None:
    document = docx.Document(str(made(replace(context, language=language), out, ".docx", theme="air", district=None)))
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Caption", "Table Text", "Header", "Footer"):
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert not [key for key in fonts.attrib if "Theme" in key]
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == tag


def test_slides_and_pages_name_every_item(context: Context, pdf: Path, out: Path) -> None:
    items = [item for item in context.plan.items if "yantian" in item.districts and ledger_of(context.plan).of(item.id)]
    slides = "".join(pptx_words(made(context, out, ".pptx")).split())
    pages = "".join(pdf_text(pdf).split())
    for item in items:
        name = "".join(item.name.split())
        assert name in slides
        assert name in pages


def pptx_words(path: Path) -> str:
    words = []
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            if shape.has_table:
                words += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(words)


def test_the_pdf_has_bookmarks_on_the_pages_that_its_contents_name(context: Context, pdf: Path) -> None:
    reader = PdfReader(pdf)
    report = report_of(context, district="yantian", theme=None, day=date.fromisoformat(DAY))
    flat = [entry for part in reader.outline for entry in (part if isinstance(part, list) else [part])]
    assert [entry.title for entry in flat] == [section.title for section in report.sections]
    for entry in flat:
        assert entry.title in reader.pages[reader.get_destination_page_number(entry)].extract_text()
    assert f"共 {len(reader.pages)} 页" in reader.pages[-1].extract_text()


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("suffix", WRITERS)
def test_hostile_words_stay_words(hostile: Context, out: Path, suffix: str) -> None:
    item: Item = hostile.plan.items[0]
    long = replace(item, name=item.name + "很长" * 400)
    path = made(replace(hostile, plan=replace(hostile.plan, items=(long,))), out, suffix, district="nanshan")
    words = {".docx": docx_text, ".pptx": pptx_words, ".pdf": pdf_text}[suffix](path)
    assert "=1+1" in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--day", "2026-02-30"], "不是日期"),
        (["--day", "2019-01-01"], "不是日期"),
        (["--day", "2126-01-01"], "不是日期"),
        (["--district", "atlantis"], "atlantis"),
        (["--theme", "structure"], "没有逐项跟踪"),
        (["--view", "?q=没有这样的项目"], "没有逐项跟踪"),
    ],
)
def test_a_failure_is_one_line_and_leaves_nothing(
    arguments: list[str], words: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--out", str(out / "a.docx"), *arguments]) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not list(out.iterdir())


def test_another_ending_is_refused(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--out", str(out / "a.doc")]) == 1
    assert ".docx / .pptx / .pdf" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_cancelled_report_leaves_no_file(context: Context, out: Path, suffix: str) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        made(replace(context, report=stop), out, suffix, theme="transport")
    assert not list(out.iterdir())
