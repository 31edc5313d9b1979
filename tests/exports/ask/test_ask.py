"""Answers as files: each format read back by another reader, certain and possible apart, nothing lost, nothing run."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pyogrio
import pypdf
import pytest
from shapely.geometry import shape

from briefing.errors import ExportError
from exports.ask.answered import answered
from exports.ask.files import csv_table, workbook
from exports.ask.make import WRITERS
from exports.ask.marked import marked
from exports.ask.selecting import selected
from exports.ask.sheet import make_answer_sheet
from exports.context import Context
from exports.products import main
from exports.progress import silent
from geo.analysis.question import KINDS, Question
from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.view.state import View

HUB = "sel=hub-xili"
OPTIONS = {"near": ["--radius", "1000"], "nearest": ["--count", "3"], "rings": ["--radius", "500,2000"]}
SUBJECTS = {"contains": "unit=nanshan", "within": "unit=nanshan", "matrix": "theme=transport,key-area&dist=nanshan"}


def ask(kind: str, out: Path, *options: str) -> int:
    view = f"?{SUBJECTS.get(kind, HUB)}"
    return main(["ask", kind, "--view", view, *OPTIONS.get(kind, []), "--out", str(out), *options])


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_answers_in_every_format_alike(kind: str, out: Path, plan: Plan) -> None:
    for suffix in WRITERS:
        assert ask(kind, out / f"a{suffix}") == 0
    rows = csv_rows((out / "a.csv").read_bytes())
    assert rows
    found = [(row["subject_id"], row["object_id"], row["sure"]) for row in rows]
    assert {sure for _, _, sure in found} <= {"certain", "possible"}
    assert all(plan.by_id[other].precision not in ("indicative", "citywide") for _, other, _ in found)

    content = json.loads((out / "a.geojson").read_text(encoding="utf-8"))
    features = content["features"]
    assert [tuple(f["properties"][name] for name in ("subject_id", "object_id", "sure")) for f in features] == found
    for feature in features[:20]:
        item = plan.by_id[feature["properties"]["object_id"]]
        assert shape(feature["geometry"]).hausdorff_distance(item.geometry) < 1e-6
    assert Question.of_record(content["about"]["question"]).kind == kind

    book = openpyxl.load_workbook(out / "a.xlsx", read_only=True)
    sheet = book["答案"]
    assert sum(1 for _ in sheet.iter_rows()) == len(found) + 1
    assert ("未量算" in book.sheetnames) == bool(content["not_measured"])

    layers = dict(pyogrio.list_layers(out / "a.gpkg"))
    placed = [gpd.read_file(out / "a.gpkg", layer=name) for name in ("points", "lines", "areas") if name in layers]
    assert sum(map(len, placed)) == len(found)
    assert {"about", "sources"} <= set(layers)
    assert any(name.startswith("asked_") for name in layers)
    assert ("reach_areas" in layers) == (kind in ("near", "rings"))


def test_what_could_not_be_measured_is_in_every_answer(out: Path, plan: Plan) -> None:
    assert ask("near", out / "a.geojson") == 0
    content = json.loads((out / "a.geojson").read_text(encoding="utf-8"))
    left_out = {entry["id"] for entry in content["not_measured"]}
    assert left_out == {item.id for item in plan.items if item.precision in ("indicative", "citywide")}
    said = dict(content["about"]["notes"])["答案"]
    counts = [sum(item.precision == precision for item in plan.items) for precision in ("indicative", "citywide")]
    assert f"示意 {counts[0]} 项" in said
    assert f"未注明误差 {counts[1]} 项" in said


def test_the_sentence_of_a_row_says_how_sure_it_is(context: Context) -> None:
    for language, words in (
        ("zh", ("仍在 1 km 以内", "1 km 的界线在其间")),
        ("en", ("still within", "lies between")),
    ):
        found = answered(Question("near", (HUB,), radii_m=(1000.0,)), replace(context, language=language))
        rows = csv_rows(csv_table(found))
        assert {row["sure"] for row in rows} == {"certain", "possible"}
        for row in rows:
            assert words[row["sure"] == "possible"] in row["why"]
            assert (float(row["most_m"]) <= 1000) == (row["sure"] == "certain")


def test_a_summary_counts_by_theme_stage_and_state(context: Context) -> None:
    found = answered(Question("within", ("unit=nanshan", "unit=futian")), context)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(found)))["汇总"]
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert head[:4] == ["范围", "主题", "阶段", "现状"]
    assert {row[0] for row in rows} == {"南山区", "福田区"}
    assert sum(row[4] for row in rows) == found.answer.counts[0]
    assert sum(row[5] for row in rows) == found.answer.counts[1]
    assert all(row[6] <= row[7] <= row[8] and row[9] <= row[10] <= row[11] for row in rows)


def test_a_matrix_is_the_same_both_ways_and_leaves_districts_out(context: Context) -> None:
    found = answered(Question("matrix", ("",)), context)
    units = {unit.id for unit in context.plan.units}
    assert not {thing.id for thing in found.answer.subjects.things} & units
    head, *rows = openpyxl.load_workbook(io.BytesIO(workbook(found)))["主题两两相交"].iter_rows(values_only=True)
    cells = {(row[0], other): cell for row in rows for other, cell in zip(head[1:], row[1:], strict=True)}
    assert len(cells) > 4
    assert all(cells[one, other] == cells[other, one] for one, other in cells)


def test_a_saved_question_is_asked_again(out: Path, context: Context) -> None:
    assert ask("near", out / "a.csv", "--save", str(out / "q.json"), "--objects", "theme=transport") == 0
    assert main(["ask", "again", "--question", str(out / "q.json"), "--out", str(out / "b.csv")]) == 0
    assert (out / "a.csv").read_bytes() == (out / "b.csv").read_bytes()
    themes = {row["theme"] for row in csv_rows((out / "a.csv").read_bytes())}
    assert themes == {context.catalogue.themes["transport"].zh}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("near a.txt", ".xlsx"),
        ("near a.csv --objects theme=nothing", "theme=nothing"),
        ("near a.csv --objects no-filter", "no-filter"),
        ("near a.csv --objects q=没有这样的项目", "放宽筛选"),
        ("near a.csv --subjects prec=indicative", "不能量算"),
        ("near a.csv --radius=-5", "radii_m"),
        ("overlap a.csv --radius 5", "radii_m"),
        ("near a.csv --save q.txt", ".json"),
        ("near no/folder/a.csv", "文件夹"),
    ],
)
def test_what_cannot_be_answered_says_why(
    asked: str, words: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, name, *options = asked.split()
    assert ask(kind, out / name, *options) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not list(out.iterdir())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 1}', '{"version": 1, "version": 1}', "\x00", '"near"'])
def test_what_is_no_saved_question_is_refused(content: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "q.json").write_text(content, encoding="utf-8")
    assert main(["ask", "again", "--question", str(out / "q.json"), "--out", str(out / "b.csv")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (out / "b.csv").exists()


def test_cells_that_a_spreadsheet_would_run_are_text(hostile: Context, tmp_path: Path) -> None:
    item = hostile.plan.items[0]
    twin: Any = replace(item, id="twin")
    context = replace(hostile, plan=replace(hostile.plan, items=(item, twin)))
    found = answered(Question("near", ("q=1%2B1",), radii_m=(1000.0,)), context)
    assert len(found.answer) == 2
    assert all(row["subject"].startswith("'=1+1") for row in csv_rows(csv_table(found)))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(found)))["答案"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(("suffix", "starts"), [(".pdf", b"%PDF"), (".svg", b"<?xml"), (".png", b"\x89PNG")])
def test_a_sheet_draws_certain_and_possible_apart(suffix: str, starts: bytes, context: Context, out: Path) -> None:
    found = answered(Question("near", (HUB,), radii_m=(3000.0,)), context)
    marks = marked(found)
    assert len(marks.around) == 1
    assert Counter(thing.mark for thing in marks.things) == {
        "asked": 1,
        "certain": found.answer.counts[0],
        "possible": found.answer.counts[1],
    }
    make_answer_sheet(found, out=out / f"a{suffix}")
    content = (out / f"a{suffix}").read_bytes()
    assert content.startswith(starts)
    if suffix == ".pdf":
        words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        assert "西丽枢纽：3 km 以内" in words
        assert "3 km 的界线在其间" in words


def test_a_sheet_of_nothing_is_refused(context: Context, out: Path) -> None:
    found = answered(Question("near", (HUB,), ("unit=dapeng",), radii_m=(10.0,)), context)
    with pytest.raises(ExportError):
        make_answer_sheet(found, out=out / "a.pdf")
    assert not list(out.iterdir())


def test_a_filter_that_nobody_knows_is_refused_and_does_not_mean_the_whole_plan(plan: Plan) -> None:
    context = Context(View(), plan, load_catalogue(), "zh", silent)
    with pytest.raises(ExportError) as refused:
        selected(("category=交通枢纽",), context, day=None)
    assert "category" in refused.value.message("zh")
    assert len(selected(("cat=transport-hubs",), context, day=None)) < len(plan.items)
    assert len(selected(("",), context, day=None)) == len(plan.items)
