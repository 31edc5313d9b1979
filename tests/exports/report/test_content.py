"""The evaluation's content: every number follows from plan, ledger and day, for whatever part of the city."""

import re
from dataclasses import replace
from datetime import date

import pytest

from briefing.errors import ExportError
from exports.context import Context
from exports.report.content import report_of
from exports.report.model import Numbers, Picture, Points, Report, Section, Table
from geo.model import Plan
from geo.progress.standing import ledger_of
from layers.progress.counts import count_states, followed_items

DAY = date(2026, 11, 29)
SCOPES = [(None, None), ("nanshan", None), (None, "water"), ("shenshan", "transport")]


def made(context: Context, district: str | None = None, theme: str | None = None, day: date = DAY) -> Report:
    return report_of(context, district=district, theme=theme, day=day)


def section(report: Report, title: str) -> Section:
    return next(found for found in report.sections if found.title == title)


def tables(report: Report) -> list[Table]:
    return [block for found in report.sections for block in found.blocks if isinstance(block, Table)]


def works(report: Report) -> list[tuple[str, ...]]:
    return [
        row for table in tables(report) if table.header[0] == "项目" and table.header[3] == "自" for row in table.rows
    ]


@pytest.mark.parametrize(("district", "theme"), SCOPES)
def test_every_item_is_in_one_table_and_all_tables_are_whole(
    context: Context, plan: Plan, district: str | None, theme: str | None
) -> None:
    report = made(context, district, theme)
    items = [
        item
        for item in followed_items(plan.items, ledger_of(plan))
        if district in (None, *item.districts) and theme in (None, item.theme)
    ]
    assert sorted(row[0] for row in works(report)) == sorted(item.name for item in items)
    for table in tables(report):
        assert {len(row) for row in table.rows} == {len(table.header)} == {len(table.shares)}
        assert sum(table.shares) == pytest.approx(1)
        assert all(isinstance(cell, str) for row in table.rows for cell in row)


def test_numbers_are_those_of_the_ledger(context: Context, plan: Plan) -> None:
    ledger = ledger_of(plan)
    counts = count_states(ledger.state(item.id, DAY) for item in followed_items(plan.items, ledger))
    first = section(made(context), "摘要").blocks[0]
    assert isinstance(first, Numbers)
    values = dict(first.values)
    assert values["跟踪项目"] == str(counts.all)
    assert values["已开通或完工"] == str(counts.group("done"))
    assert values["承诺已兑现"] == f"{counts.kept}/{counts.promised}"
    assert values["曾未如期"] == str(counts.slipped)


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2024, 6, 30), DAY])
def test_matrices_add_up_on_any_day(context: Context, day: date) -> None:
    report = made(context, day=day)
    found = [table for table in tables(report) if table.sums]
    assert len(found) >= 3
    for table in found:
        numbers = [[int(cell.replace("–", "0")) for cell in row[1:]] for row in table.rows]
        assert all(sum(row[:-1]) == row[-1] for row in numbers)
        assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]


def test_another_day_tells_another_story(context: Context) -> None:
    early, late = (dict(section(made(context, day=day), "摘要").blocks[0].values) for day in (date(2022, 1, 1), DAY))
    assert int(early["已开通或完工"]) < int(late["已开通或完工"])
    words = section(made(context, day=date(2022, 1, 1)), "摘要").blocks[1]
    assert isinstance(words, Points)
    assert "截至 2022-01-01" in words.lines[2]
    # What the next plan says nobody knew then.
    assert not any("下一个五年规划" in line for line in words.lines)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_source_cited_is_listed_once_in_order(context: Context, language: str) -> None:
    report = made(replace(context, language=language))
    *rest, sources = report.sections
    cells = [
        cell
        for found in rest
        for block in found.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]
    cited = [int(number) for cell in cells for number in re.findall(r"\[(\d+)\]", cell)]
    listed = [row[0] for row in sources.blocks[1].rows]
    assert listed == [f"[{number}]" for number in range(1, len(listed) + 1)]
    assert set(cited) == set(range(1, len(listed) + 1))
    assert cited[0] == 1


def test_what_slipped_names_its_years_and_what_was_looked_for_its_queries(context: Context) -> None:
    report = made(context)
    slipped = {row[0]: row for row in section(report, "未如期").blocks[1].rows}
    assert slipped["沙河东路北延"][1].startswith("开工 2022、2023")
    searched = {row[0]: row for row in section(report, "查而未得").blocks[1].rows}
    assert all(re.match(r"20\d\d.*：", row[3]) or row[3] == "见所含各项" for row in searched.values())


def test_indicators_are_the_city_s_alone(context: Context) -> None:
    city, part = section(made(context), "指标"), section(made(context, "nanshan"), "指标")
    column, text, verdicts = [block for block in city.blocks if isinstance(block, Table)]
    assert len(column.rows) == 22
    assert {row[3].split("\n")[0] for row in (*column.rows, *text.rows)} <= {
        "达到",
        "未达到",
        "数值不足",
        "无法判断",
    }
    assert len(verdicts.rows) == len(ledger_of(context.plan).verdicts)
    assert not [block for block in part.blocks if isinstance(block, Table)]


def test_maps_draw_the_items_of_their_caption(context: Context) -> None:
    report = made(context, "nanshan")
    pictures = [block for found in report.sections for block in found.blocks if isinstance(block, Picture)]
    assert pictures
    assert all(block.view.tint == "progress" and block.view.day == DAY for block in pictures)
    assert all(block.view.unit == "nanshan" for block in pictures)


def test_the_view_s_filter_counts(context: Context) -> None:
    narrow = replace(
        context, view=replace(context.view, filter=replace(context.view.filter, stage=frozenset({"start"})))
    )
    assert len(works(made(narrow))) == 3


@pytest.mark.parametrize(
    ("district", "theme", "words"),
    [("atlantis", None, "atlantis"), (None, "weather", "weather"), (None, "structure", "没有逐项跟踪")],
)
def test_what_cannot_be_reported_is_said(context: Context, district: str | None, theme: str | None, words: str) -> None:
    with pytest.raises(ExportError, match=words):
        made(context, district, theme)


def test_english_is_english(context: Context) -> None:
    report = made(replace(context, language="en"), "nanshan")
    prose = [
        line for found in report.sections for block in found.blocks if isinstance(block, Points) for line in block.lines
    ]
    heads = [cell for table in tables(report) for cell in (*table.header, table.caption)]
    assert not [words for words in (*prose, *heads, report.title) if re.search("[\u4e00-\u9fff]", words)]


def test_english_targets_have_english_units(context: Context) -> None:
    found = [
        row
        for table in tables(made(replace(context, language="en")))
        if table.header[:2] == ("Indicator", "Target")
        for row in table.rows
    ]
    assert len(found) == 45
    assert not [row[:4] for row in found if re.search("[\u3000-\u9fff]", "".join(row[:4]))]
