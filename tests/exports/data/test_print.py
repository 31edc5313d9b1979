"""The workbook on paper and from sheet to sheet: pages, heads, heights of rows, links, properties."""

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from exports.book.cells import lines_of
from geo.model import Plan
from tests.exports.data.reading import Files

A3_IN = (16.54, 11.69)
CHARACTER_IN = 7 / 96
MOST_PAGES = {"全部": 15, "依据": 27, "事件": 21, "来源": 6}
"""of each sheet that has more than a theme's items"""
LEAST_PT = 7.0
"""of type on paper"""


@pytest.fixture(scope="module")
def book(whole: Files) -> openpyxl.Workbook:
    return openpyxl.load_workbook(whole.path("xlsx"))


def columns(sheet: Worksheet) -> tuple[int, int]:
    """First and last of those that go on paper."""
    area = sheet.print_area or sheet.dimensions
    first, _, last, _ = range_boundaries(area.rpartition("!")[2].replace("$", ""))
    return first, last


def printed(sheet: Worksheet) -> list[str]:
    """Letters of the columns that go on paper."""
    first, last = columns(sheet)
    return [get_column_letter(number) for number in range(first, last + 1)]


def widths(sheet: Worksheet) -> list[float]:
    """Of the columns that go on paper; columns of one width beside one another have one entry in the file."""
    known = [(each.min, each.max, each.width) for each in sheet.column_dimensions.values()]
    first, last = columns(sheet)
    return [next(w for low, high, w in known if low <= number <= high) for number in range(first, last + 1)]


def test_every_sheet_prints_landscape_one_page_wide_with_a_footer(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(1, 0), (None, 0)}
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
        assert "&A" in sheet.oddFooter.left.text
        assert sheet.title == "说明" or sheet.print_title_rows == "$1:$1"


def type_pt(sheet: Worksheet) -> float:
    """Size of type of what stands in the rows."""
    return float(sheet["B2"].font.size)


@pytest.mark.parametrize("name", MOST_PAGES)
def test_all_there_is_takes_few_pages_that_can_be_read(book: openpyxl.Workbook, name: str) -> None:
    sheet = book[name]
    scale = min(1.0, (A3_IN[0] - 0.8) / (sum(widths(sheet)) * CHARACTER_IN))
    assert sheet.page_setup.paperSize == 8
    assert scale * type_pt(sheet) >= LEAST_PT
    height_in = sum(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)) * scale / 72
    assert height_in / (A3_IN[1] - 1.4) <= MOST_PAGES[name]


def test_on_paper_stands_what_readers_know_and_no_code(book: openpyxl.Workbook) -> None:
    sheet = book["全部"]
    heads = [sheet[f"{letter}1"].value for letter in printed(sheet)]
    assert heads[0] == "名称"
    assert {"规划原文", "阶段", "进展", "出处", "分区"} <= set(heads)
    assert not {"坐标依据", "英文名", "编号"} & set(heads)


def test_rows_are_as_high_as_their_words(book: openpyxl.Workbook) -> None:
    for sheet in (book["全部"], book["事件"], book["依据"]):
        share = type_pt(sheet) / 11
        for row in range(2, sheet.max_row + 1):
            words = [sheet[f"{letter}{row}"].value for letter in printed(sheet)]
            # Excel adds the cell's margin to the width of a column.
            cells = [(cell, (width - 0.72) / share) for cell, width in zip(words, widths(sheet), strict=True)]
            lines = max(lines_of(words, width) for words, width in cells if isinstance(words, str))
            assert sheet.row_dimensions[row].height >= min(15 * lines * share, 409)


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [("", 10, 1), ("深圳深圳", 10, 1), ("深圳深圳深", 10, 2), ("a\nb", 10, 2), ("abc " * 10, 21, 3)],
)
def test_chinese_characters_count_double(words: str, width: float, lines: int) -> None:
    assert lines_of(words, width) == lines


def test_items_lead_to_their_evidence_and_events_and_back(book: openpyxl.Workbook, plan: Plan) -> None:
    for sheet in (book["全部"], book["交通"]):
        heads = {cell.value: cell.column for cell in sheet[1]}
        for row in sheet.iter_rows(min_row=2):
            item = plan.by_id[row[0].value]
            to_evidence, to_events = row[heads["坐标依据"] - 1], row[heads["事件"] - 1]
            assert to_evidence.value == (f"{len(item.evidence)} 条" if item.evidence else None)
            for cell, title, column in ((to_evidence, "依据", 0), (to_events, "事件", 1)):
                if cell.value:
                    name, _, address = cell.hyperlink.location.partition("!")
                    assert name == f"'{title}'"
                    number = int(address[1:])
                    assert book[title][number][column].value == item.id
                    assert book[title][number - 1][column].value != item.id
    said = [tuple(cell.value for cell in row) for row in book["依据"].iter_rows(min_row=2)]
    assert [(row[0], row[2], row[3]) for row in said] == [
        (item.id, entry.source, entry.says) for item in plan.items for entry in item.evidence
    ]
    for row in book["依据"].iter_rows(min_row=2):
        back = row[0].hyperlink.location.partition("!")[2]
        assert book["全部"][back].value == row[0].value
        source = row[2].hyperlink.location.partition("!")[2]
        assert book["来源"][source].value == row[2].value


def test_yes_and_no_are_words(book: openpyxl.Workbook, plan: Plan) -> None:
    sheet = book["全部"]
    column = next(cell.column for cell in sheet[1] if cell.value == "推断绘制") - 1
    told = {row[0]: row[column] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert told == {item.id: "是" if item.inferred else "否" for item in plan.items}


def test_the_file_says_what_it_is(book: openpyxl.Workbook) -> None:
    assert book.properties.title == "深圳规划一张图"
    assert "深圳规划一张图" in book.properties.creator
    assert "OpenStreetMap" in book.properties.description
