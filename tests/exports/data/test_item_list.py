"""The list as a workbook: the items of the page, in its order and groups, with the part inside the district."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from briefing.errors import ExportError
from exports.context import Context
from exports.data.item_list import make_list
from exports.data.make import make_data
from exports.data.ordering import Ordering, name_key
from geo.measure import measure_items
from geo.model import Plan
from geo.query import matching
from layers.view.link import Vocabulary, decode

LINK = "?page=table&theme=transport&stage=promote,study&dist=longgang"


def listed(context: Context, out: Path, link: str) -> openpyxl.Workbook:
    view, dropped = decode(link, Vocabulary(context.plan, context.catalogue))
    assert not dropped
    path = out / "清单.xlsx"
    make_list(replace(context, view=view, language="en" if view.language == "en" else "zh"), out=path)
    return openpyxl.load_workbook(path)


def rows_of(book: openpyxl.Workbook, sheet: int = 0) -> list[dict]:
    table = book.worksheets[sheet]
    header = [cell.value for cell in table[1]]
    rows = [dict(zip(header, row, strict=True)) for row in table.iter_rows(min_row=2, values_only=True)]
    return [row for row in rows if row.get("编号") or row.get("Id")]


def test_the_list_holds_what_the_page_counts_with_the_part_inside(context: Context, plan: Plan, out: Path) -> None:
    rows = rows_of(listed(context, out, LINK))
    view, _ = decode(LINK, Vocabulary(plan, context.catalogue))
    assert [row["编号"] for row in rows] == [item.id for item in matching(plan.items, view.filter)]
    assert len(rows) == 12
    unit = next(unit for unit in plan.units if unit.id == "longgang")
    measures = measure_items(plan.items, [unit])
    for row in rows:
        inside = measures[row["编号"]].inside.get("longgang") if row["编号"] in measures else None
        assert row["龙岗区内 km"] == (None if inside is None else pytest.approx(inside, abs=1e-3))
    assert {row["地图"] for row in rows} == {"图上", "图层关闭"}
    assert sum(row["地图"] == "图层关闭" for row in rows) == 5


def test_sorting_and_grouping_are_the_views(context: Context, out: Path) -> None:
    book = listed(context, out, LINK + "&sort=-size&group=stage")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["推进", "10 项"]
    assert sheet.row_dimensions[3].outlineLevel == 1
    rows = rows_of(book)
    assert [row["分组"] for row in rows] == sorted((row["分组"] for row in rows), key=["推进", "研究"].index)
    lengths = [row["长度 km"] for row in rows if row["分组"] == "推进" and row["长度 km"] is not None]
    assert lengths == sorted(lengths, reverse=True)
    assert all(isinstance(length, float) for length in lengths)


def test_an_item_of_several_districts_stands_in_each_and_the_unplaced_come_last(
    context: Context, plan: Plan, out: Path
) -> None:
    rows = rows_of(listed(context, out, "?page=table&group=district&theme=water"))
    items = [item for item in plan.items if item.theme == "water"]
    assert len(rows) == sum(max(len(item.districts), 1) if item.geometry is not None else 1 for item in items)
    unplaced = [row["编号"] for row in rows if row["分组"] == "未落图项目"]
    assert (
        unplaced
        == [row["编号"] for row in rows[-len(unplaced) :]]
        == [item.id for item in items if item.geometry is None]
    )


def test_the_crossing_table_is_taken_away_with_the_length_inside(context: Context, plan: Plan, out: Path) -> None:
    book = listed(context, out, "?page=districts&unit=longgang&dist=futian&lang=en")
    assert book.sheetnames[:2] == ["What crosses the border", "Items of the district"]
    crossing = rows_of(book)
    assert all(row["Inside Longgang District, km"] or row["Inside Longgang District, km²"] for row in crossing)
    assert all(0 < row["Share %"] < 98 for row in crossing)
    assert {row["Id"] for row in rows_of(book, 1)} == {item.id for item in plan.items if "longgang" in item.districts}


@pytest.mark.parametrize(("kind", "name"), [("xlsx", "龙岗区内 km"), ("csv", "inside_longgang_km")])
def test_tables_of_data_have_the_part_inside_as_well(context: Context, out: Path, kind: str, name: str) -> None:
    view, _ = decode(LINK, Vocabulary(context.plan, context.catalogue))
    path = out / f"plan.{kind}"
    make_data(replace(context, view=view), kind=kind, crs="wgs84", out=path)
    head = openpyxl.load_workbook(path).worksheets[0][1] if kind == "xlsx" else None
    names = [cell.value for cell in head] if head else path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert name in names


def test_an_empty_list_is_a_word_and_no_file(context: Context, out: Path) -> None:
    with pytest.raises(ExportError, match="放宽筛选"):
        listed(context, out, "?page=table&q=没有这样的项目")
    assert not list(out.iterdir())


def test_nothing_in_a_cell_is_run(hostile: Context, out: Path) -> None:
    for link in ("?page=table&group=theme&sort=name", "?page=districts&unit=nanshan"):
        for sheet in listed(hostile, out, link):
            assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_numbers_in_names_are_ordered_by_their_size(context: Context, plan: Plan) -> None:
    lines = [item for item in plan.items if item.category == "城市轨道"]
    order = Ordering(plan, context.catalogue, {}, "zh")
    names = [item.name.partition("·")[2] for item in order.ordered(lines, "name") if "四期调整工程·" in item.name]
    numbers = [int(name.partition("号")[0]) for name in names]
    assert numbers == sorted(numbers)
    assert order.ordered(lines, "-name") == sorted(lines, key=lambda item: name_key(item, "zh"), reverse=True)
