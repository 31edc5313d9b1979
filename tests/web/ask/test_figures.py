"""The figures of a scene that asks: what is certain and what is possible, in both languages; none without an answer."""

from typing import Any

import pytest

from layers.text import text
from tests.node import node

CODE = 'const { answerFigures } = await module("panel/legends/answer"); return answerFigures({ state: argument, doc });'
RECORD = {"counts": {"certain": 18, "possible": 15, "unmeasured": 1}}


def test_what_is_certain_and_possible_is_said_in_both_languages() -> None:
    found = node(CODE, {"ask": "ask=near", "answer": {"record": RECORD}}, plan=True)
    assert [(each["value"], each["label"], each["label_en"]) for each in found] == [
        (count, text(f"ask.figure.{mark}", "zh"), text(f"ask.figure.{mark}", "en"))
        for count, mark in (("18", "certain"), ("15", "possible"))
    ]


@pytest.mark.parametrize("state", [{"ask": None, "answer": {"record": RECORD}}, {"ask": "ask=near", "answer": None}])
def test_without_a_question_or_an_answer_there_are_none(state: dict[str, Any]) -> None:
    assert node(CODE, state, plan=True) == []
