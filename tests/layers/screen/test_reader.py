import json

import pytest

from geo.model import Plan
from geo.outline.blocks import garbled_lines
from layers.screen.reader import reader_content


@pytest.fixture(scope="module")
def content(plan: Plan) -> dict:
    return json.loads(json.dumps(reader_content(plan.items), ensure_ascii=False))


@pytest.fixture(scope="module")
def texts(content: dict) -> dict[int, str]:
    return {line: text for block in content["blocks"] for line, text in block["lines"]}


def test_each_item_leads_to_its_clause(content: dict, texts: dict[int, str], plan: Plan) -> None:
    for item in plan.items:
        assert (
            "".join(texts[line][start:end] for line, start, end in content["places"][item.id]["clause"])
            == item.clause_text
        )


def test_marks_point_to_items_that_exist(content: dict, texts: dict[int, str], plan: Plan) -> None:
    assert {name for names in content["sets"] for name in names} == plan.by_id.keys()
    for line, marks in content["marks"].items():
        assert all(0 <= start < end <= len(texts[int(line)]) for start, end, *_ in marks)
        assert all(place < len(content["sets"]) for _, _, *places in marks for place in places)


def test_blocks_know_their_section(content: dict) -> None:
    block = next(block for block in content["blocks"] if block["lines"][0][0] == 529)
    section = content["sections"][block["section"]]
    assert (section["number"], section["title"]) == ("第三节", "打造国际性综合交通枢纽")
    assert content["blocks"][0]["section"] == 0


def test_chapters_are_counted_through_and_sections_anew(content: dict) -> None:
    headings = {section["line"]: section for section in content["sections"]}
    assert (headings[469]["level"], headings[469]["ordinal"]) == (2, 6)
    assert (headings[473]["level"], headings[473]["ordinal"]) == (3, 1)
    assert headings[122]["number"] == ""
    assert len(content["sections"]) == 11 + 19 + 79


def test_jumps_lead_to_what_holds_items_and_count_them_all(content: dict, plan: Plan) -> None:
    jumps = {jump["line"]: jump for jump in content["jumps"]}
    assert {line: jump["plan_column"] for line, jump in jumps.items() if "plan_column" in jump} == {
        477: 4,
        526: 5,
        1050: 11,
    }
    assert (jumps[473]["chapter"], jumps[473]["section"]) == (6, 1)
    assert sum(jump["count"] for jump in content["jumps"]) == len(plan.items)


def test_garbled_passages_are_flagged(content: dict) -> None:
    flagged = {line for block in content["blocks"] if block.get("garbled") for line, _ in block["lines"]}
    assert garbled_lines() <= flagged
    assert 528 not in flagged
