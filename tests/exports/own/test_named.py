"""Lists and the final evaluation name the layers that people brought and that are on; no number of theirs moves."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from exports.context import Context
from exports.data.item_list import make_list
from exports.folium_map import make_map
from exports.report.content import report_of
from exports.report.model import Paragraph, Points, Report
from geo.own.store import OwnStore
from geo.query import Filter
from layers.own.shown import OwnLayers
from tests.layers.own.workspace import GONE, two_layers

DAY = date(2026, 11, 29)


@pytest.fixture
def context(context: Context) -> Context:
    """Of the plan one theme: what is named of layers is the same, and a book takes a tenth of the time."""
    return replace(context, view=replace(context.view, filter=Filter(theme=frozenset({"water"}))))


@pytest.fixture
def with_own(context: Context, tmp_path: Path) -> Context:
    kept = two_layers(tmp_path / "own")
    view = replace(context.view, own=(*(layer.id for layer in kept), GONE))
    return replace(context, view=view, workspace=OwnLayers(OwnStore.in_folder(tmp_path / "own")))


def notes(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for row in book.worksheets[-1].iter_rows() for cell in row)


def counted(path: Path) -> int:
    return openpyxl.load_workbook(path).worksheets[0].max_row


def test_a_list_names_them_in_its_notes(with_own: Context, context: Context, tmp_path: Path) -> None:
    for name, each in (("own", with_own), ("plan", context)):
        make_list(each, out=tmp_path / f"{name}.xlsx")
    said = notes(tmp_path / "own.xlsx")
    assert all(word in said for word in ("备选场地", "范围与线", "场地.csv", "GCJ-02", "4 处", GONE))
    assert "自有图层" not in notes(tmp_path / "plan.xlsx")
    assert counted(tmp_path / "own.xlsx") == counted(tmp_path / "plan.xlsx")


def last(report: Report) -> tuple[str, ...]:
    blocks = report.sections[-1].blocks
    return blocks[-1].lines if isinstance(blocks[-1], Points) else ()


def test_the_final_evaluation_names_them_after_its_sources(with_own: Context, context: Context) -> None:
    report, plain = (report_of(each, district=None, theme=None, day=DAY) for each in (with_own, context))
    sites, shapes, gone = last(report)
    assert "备选场地" in sites and "场地.csv" in sites and "范围与线" in shapes and GONE in gone
    head = report.sections[-1].blocks[-2]
    assert isinstance(head, Paragraph) and "不是规划的内容" in head.words
    assert last(plain) == ()
    assert report.sections[-1].blocks[:-2] == plain.sections[-1].blocks
    assert [section.title for section in report.sections] == [section.title for section in plain.sections]


def test_who_may_not_see_them_has_no_word_of_theirs(with_own: Context, tmp_path: Path) -> None:
    closed = replace(with_own, workspace=OwnLayers(None))
    assert all("场地.csv" not in line for line in last(report_of(closed, district=None, theme=None, day=DAY)))
    make_map(closed, out=tmp_path / "map.html")
    assert "场地.csv" not in (tmp_path / "map.html").read_text(encoding="utf-8")
    make_map(with_own, out=tmp_path / "own.html")
    assert "场地.csv" in (tmp_path / "own.html").read_text(encoding="utf-8")
