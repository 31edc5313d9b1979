from collections.abc import Iterator
from itertools import pairwise

import pytest

from geo.model import Item, Plan
from geo.outline.blocks import reading_lines
from layers.screen.marks import Mark, name_pieces, plan_marks


@pytest.fixture(scope="module")
def marks(plan: Plan) -> tuple[Mark, ...]:
    return plan_marks(plan.items)


def read(mark: Mark) -> str:
    return reading_lines()[mark.span.line][mark.span.start : mark.span.end]


def named(marks: tuple[Mark, ...], identifier: str, *, line: int | None = None) -> list[str]:
    return [read(mark) for mark in marks if identifier in mark.names and line in (None, mark.span.line)]


def printed_whole(plan: Plan) -> Iterator[Item]:
    return (item for item in plan.items if item.name in item.clause_text)


def test_marks_stay_in_their_line_and_never_overlap(marks: tuple[Mark, ...]) -> None:
    for mark in marks:
        assert 0 <= mark.span.start < mark.span.end <= len(reading_lines()[mark.span.line])
        assert mark.names or mark.clause
    for before, after in pairwise(marks):
        assert before.span.line < after.span.line or before.span.end <= after.span.start


def test_every_clause_is_marked_from_end_to_end(marks: tuple[Mark, ...], plan: Plan) -> None:
    marked = {
        (mark.span.line, place) for mark in marks if mark.clause for place in range(mark.span.start, mark.span.end)
    }
    assert len(marked) > 3000
    for item in plan.items:
        assert any(item.id in mark.clause for mark in marks), item.id


def test_every_name_that_a_clause_prints_is_marked(marks: tuple[Mark, ...], plan: Plan) -> None:
    for item in printed_whole(plan):
        assert item.name in "".join(named(marks, item.id)), item.id


def test_a_name_inside_a_clause_belongs_to_its_item_and_the_rest_to_the_clause(marks: tuple[Mark, ...]) -> None:
    line = [mark for mark in marks if mark.span.line == 479]
    hetao = next(mark for mark in line if "key-hetao" in mark.names)
    assert read(hetao) == "河套深港科技创新合作区"
    assert "key-xiangmihu" in hetao.clause
    assert next(mark for mark in line if read(mark).startswith("深圳行政")).clause == ("futian",)


@pytest.mark.parametrize(
    ("identifier", "line", "runs"),
    [
        ("hub-qianhai", 536, ["前海", "综合交通枢纽"]),
        ("port-dachanwan-2", 531, ["二期", "工程"]),
        ("port-dachanwan-3", 531, ["三期", "工程"]),
        ("road-jihe-widening", 537, ["机荷"]),
        ("road-huiyan-widening", 537, ["惠盐高速改扩建"]),
        ("road-eastern-transit-link", 537, ["连接线"]),
        ("metro-phase-4-adjustment", 535, ["城市轨道交通", "四期调整", "工程"]),
        ("metro-phase-5", 535, ["五期工程"]),
        ("water-gongming", 1052, ["公明", "水库水土保持工程"]),
        ("str-core-xinan", 496, ["新安"]),
        ("coast-corridor-east", 545, ["“盐田—大鹏—深汕”", "东"]),
        ("eco-qinglinjing-green", 1054, ["清林径", "绿地生态修复工程"]),
        ("luohu", 482, ["罗湖"]),
    ],
)
def test_names_that_the_plan_shortens_or_shares_are_found(
    marks: tuple[Mark, ...], identifier: str, line: int, runs: list[str]
) -> None:
    assert named(marks, identifier, line=line) == runs


def test_a_name_is_marked_in_running_text_too(marks: tuple[Mark, ...]) -> None:
    assert named(marks, "road-shenzhen-zhongshan-link", line=518) == ["深中通道"]
    assert named(marks, "intercity-shenzhu", line=518) == ["伶仃洋通道"]


def test_a_word_too_general_is_marked_in_its_clause_only(marks: tuple[Mark, ...]) -> None:
    assert {mark.span.line for mark in marks if "key-shenshan-centre" in mark.names} == {492}


def test_of_namesakes_the_one_of_the_district_is_meant(marks: tuple[Mark, ...]) -> None:
    assert named(marks, "str-centre-longgang", line=487) == ["深圳城市东部中心"]
    assert named(marks, "str-centre-pingshan", line=489) == ["深圳城市东部中心"]
    assert not named(marks, "str-centre-pingshan", line=487)


def test_an_unprinted_clause_and_strange_names_do_no_harm(plan: Plan) -> None:
    strange = [item for item in plan.items if item.id in ("hub-xili", "hub-dayun", "hub-wuhe")]
    fields = Item.__dataclass_fields__
    clauses = [("没有这句话",), ("",), strange[2].clause]
    names = ["", "长" * 10_000, "[.*(五"]
    items = [
        Item(**{key: getattr(item, key) for key in fields} | {"clause": clause, "name": name, "aliases": ()})
        for item, clause, name in zip(strange, clauses, names, strict=True)
    ]
    assert {mark.clause for mark in plan_marks(items)} == {(strange[2].id,)}
    assert plan_marks([]) == ()


def test_pieces_follow_each_other_and_are_few() -> None:
    assert name_pieces("甲乙", "甲、丙乙") == [(0, 1), (3, 4)]
    assert name_pieces("甲乙", "乙甲") == []
    assert name_pieces("甲乙丙丁", "甲、乙、丙、丁") == []
