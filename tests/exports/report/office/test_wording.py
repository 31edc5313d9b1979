"""An office's own wording and order: followed where they can be, else refused by name in one line."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.errors import ExportError
from exports.brief.content import KNOWN as BRIEF
from exports.brief.content import brief_of
from exports.brief.document import document_of
from exports.context import Context
from exports.products import main
from exports.report.content import KNOWN, report_of
from exports.report.model import Numbers, Paragraph, Picture, Table
from exports.report.office.wording import MOST_HEADING, example
from tests.exports.report.office.small import DAY, OWN, wording


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
