"""A district's brief on paper, slides and in a workbook says the same, in whole, whatever reads it."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from briefing.errors import ExportError
from exports.brief.content import brief_of
from exports.brief.make import MEDIA_TYPES, make_brief
from exports.context import Context
from geo.model import Item, Plan


def of_district(plan: Plan, district: str, theme: str | None = None) -> list[Item]:
    return [item for item in plan.items if district in item.districts and theme in (None, item.theme)]


def made(context: Context, out: Path, suffix: str, district: str = "futian", theme: str | None = None) -> Path:
    path = out / f"brief{suffix}"
    make_brief(context, district=district, theme=theme, out=path)
    return path


def slide_words(path: Path) -> tuple[str, list[list[str]]]:
    """All words of a presentation, and the rows of its tables of items."""
    words, rows = [], []
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            if shape.has_table:
                rows += [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
    return "\n".join(words), [row for row in rows if len(row) == 6]


def test_every_district_has_a_brief(context: Context, plan: Plan) -> None:
    for unit in plan.units:
        brief = brief_of(context, district=unit.id)
        assert {item.id for item in brief.items} == {item.id for item in of_district(plan, unit.id)}
        header, rows = brief.matrix()
        assert rows[-1][-2:] == [len(brief.items), sum(item.geometry is None for item in brief.items)]
        assert all(sum(row[1:-2]) == row[-2] for row in rows)
        assert [sum(row[column] for row in rows[:-1]) for column in range(1, len(header))] == rows[-1][1:]


def test_the_pdf_names_every_item_with_clause_and_section(context: Context, plan: Plan, out: Path) -> None:
    reader = pypdf.PdfReader(made(context, out, ".pdf", theme="transport"))
    words = "".join("".join(page.extract_text().split()) for page in reader.pages)
    unit = next(unit for unit in plan.units if unit.id == "futian")
    assert all(phrase in words for phrase in (*unit.positioning, *unit.key_areas))
    for item in of_district(plan, "futian", "transport"):
        assert "".join(item.name.split()) in words
        assert "".join(item.section.split()) in words
    assert all(font["/FontDescriptor"] is not None for page in reader.pages for font in fonts_of(page))
    assert (
        reader.metadata is not None and reader.metadata.title == "福田区 · " + context.catalogue.themes["transport"].zh
    )


def fonts_of(page: pypdf.PageObject) -> list[dict]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def test_the_slides_hold_map_positioning_and_every_item(context: Context, plan: Plan, out: Path) -> None:
    path = made(context, out, ".pptx")
    words, rows = slide_words(path)
    items = of_district(plan, "futian")
    named = {row[0]: row for row in rows}
    assert {item.name for item in items} <= set(named)
    xili = next(item for item in items if item.theme == "transport")
    assert named[xili.name][4:] == [xili.clause_text, xili.section]
    hub = named["岗厦北综合交通枢纽"]
    assert hub[2].startswith("已开通 20")
    assert "中央创新区" in words
    pictures = [shape for shape in Presentation(str(path)).slides[0].shapes if shape.shape_type == 13]
    assert pictures[0].image.content_type == "image/png"


def test_chinese_on_slides_has_its_typeface(context: Context, out: Path) -> None:
    deck = Presentation(str(made(context, out, ".pptx", theme="water", district="longgang")))
    runs = [run for slide in deck.slides for run in slide._element.iter(qn("a:r"))]
    assert runs
    assert all(run.find(qn("a:rPr")).find(qn("a:ea")) is not None for run in runs)


def test_the_workbook_has_totals_items_sources_and_the_map(context: Context, plan: Plan, out: Path) -> None:
    book = openpyxl.load_workbook(made(context, out, ".xlsx"))
    items = of_district(plan, "futian")
    first, totals, table, evidence, events, sources = book.worksheets
    assert {row[0] for row in evidence.iter_rows(min_row=2, values_only=True)} <= {item.id for item in items}
    assert first._images
    assert [row[-2] for row in totals.iter_rows(values_only=True)][-1] == len(items)
    rows = {row[0]: row for row in table.iter_rows(min_row=2, values_only=True)}
    assert set(rows) == {item.id for item in items}
    assert all(item.clause_text in rows[item.id] for item in items)
    assert sources.max_row > 1
    told = {row[1] for row in events.iter_rows(min_row=2, values_only=True)}
    assert told and told <= set(rows)
    assert "ODbL" in " ".join(str(row[1]) for row in first.iter_rows(values_only=True))


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_hostile_words_stay_words(hostile: Context, out: Path, suffix: str) -> None:
    path = made(hostile, out, suffix, district="nanshan")
    if suffix == ".xlsx":
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)
    elif suffix == ".pptx":
        assert any(row[0].startswith("=1+1") for row in slide_words(path)[1])
    elif suffix == ".docx":
        assert any(row.cells[0].text.startswith("=1+1") for row in docx.Document(str(path)).tables[-1].rows)
    else:
        assert "=1+1" in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages[1].extract_text()


def test_english_briefs_are_english(context: Context, out: Path) -> None:
    words, rows = slide_words(made(replace(context, language="en"), out, ".pptx", theme="transport"))
    assert "Futian District" in words
    assert rows[0] == ["Name", "Stage", "State (as of)", "Precision", "The plan's words", "Section"]
    assert all(row[5].startswith("Part ") for row in rows if row[0] != "Name")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"district": "atlantis"}, "futian"),
        ({"district": "futian", "theme": "magic"}, "transport"),
        ({"district": "dapeng", "theme": "metropolitan"}, "大鹏新区"),
    ],
)
def test_what_cannot_be_made_is_said_and_leaves_no_file(
    context: Context, plan: Plan, out: Path, options: dict, words: str
) -> None:
    context = replace(
        context, plan=replace(plan, items=tuple(item for item in plan.items if item.theme != "metropolitan"))
    )
    with pytest.raises(ExportError, match=words):
        make_brief(context, theme=options.get("theme"), district=options["district"], out=out / "a.pdf")
    with pytest.raises(ExportError, match=r"\.pptx"):
        make_brief(context, district="futian", theme=None, out=out / "a.doc")
    assert not list(out.iterdir())
