import re

import pytest

from geo.model import Plan
from geo.outline.blocks import Span, clause_spans, garbled_lines, reading_blocks, reading_lines
from geo.outline.text import outline_lines


def letters(text: str) -> str:
    return re.sub(r"[\s*:：$_{}➢-]", "", text)


def block_at(line: int) -> str:
    return next(block.text for block in reading_blocks() if line in [entry.number for entry in block.lines])


def test_nothing_after_the_contents_is_lost_or_told_twice() -> None:
    printed = [letters(line) for line in outline_lines()[121:] if line.strip()]
    read = [letters(line.text) for block in reading_blocks()[1:] for line in block.lines]
    assert read == printed


def test_lines_keep_their_numbers_and_come_in_order() -> None:
    numbers = [line.number for block in reading_blocks() for line in block.lines]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (130, "part"),
        (134, "chapter"),
        (138, "section"),
        (477, "plan_column"),
        (479, "entry"),
        (475, "paragraph"),
        (593, "entry"),
        (265, "row"),
    ],
)
def test_kinds_follow_the_print(line: int, kind: str) -> None:
    assert next(block.kind for block in reading_blocks() if block.lines[0].number == line) == kind


def test_a_sentence_cut_by_a_page_is_one_again() -> None:
    assert "大铲湾港区集装箱码头二期和三期工程" in block_at(529)
    assert "推动生态环境共保共治" in block_at(451)


def test_a_paragraph_that_ends_is_not_joined_to_the_next() -> None:
    assert block_at(475) == reading_lines()[475]
    assert not block_at(220).startswith("——在社会主义法治建设")


def test_entries_know_their_bold_name() -> None:
    entry = next(block for block in reading_blocks() if block.lines[0].number == 533)
    assert entry.text[: entry.lead] == "国家铁路："
    assert not [block.text for block in reading_blocks() if "**" in block.text or "$" in block.text]


def test_headings_are_not_broken_as_the_print_breaks_them() -> None:
    assert block_at(290) == "第二篇 新时代推动深圳经济特区改革开放再出发"
    assert block_at(138) == "第一节 深圳经济特区 40 年辉煌成就"


def test_every_clause_stands_where_it_is_printed(plan: Plan) -> None:
    lines = reading_lines()
    for item in plan.items:
        spans = clause_spans(item.clause)
        assert [lines[span.line][span.start : span.end] for span in spans] == list(item.clause), item.id


def test_a_clause_cut_by_a_page_is_found_at_the_cut_only() -> None:
    """高 stands in hundreds of places; it is meant where the next line goes on with the rest."""
    first, second = clause_spans(["高", "标准推进合作区规划建设"])
    assert first == Span(500, len(reading_lines()[500]) - 1, len(reading_lines()[500]))
    assert (second.line, second.start) == (502, 0)


@pytest.mark.parametrize("clause", [(), ("",), ("没有这句话",), ("高", "没有这句话")])
def test_what_is_not_printed_has_no_place(clause: tuple[str, ...]) -> None:
    assert clause_spans(clause) == ()


def test_garbled_lines_are_lines_that_are_read() -> None:
    assert garbled_lines() <= reading_lines().keys()
