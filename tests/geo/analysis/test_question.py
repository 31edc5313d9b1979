"""Questions keep their meaning in files and links, and nothing else is taken for one."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geo.analysis.question import KINDS, LONGEST_SELECTOR, Question, QuestionError
from tests.geo.analysis.making import at

NEAR = {"version": 1, "kind": "near", "subjects": ["theme=transport"], "radii_m": [1000]}
words = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40)


@st.composite
def questions(draw: Any) -> Question:
    kind = draw(st.sampled_from(KINDS))
    most = {"near": 1, "rings": 4}.get(kind, 0)
    radii = draw(st.sets(st.integers(1, 500_000), min_size=min(most, 1), max_size=most))
    selectors = st.lists(words, min_size=1, max_size=3).map(tuple)
    return Question(
        kind,
        draw(selectors),
        draw(selectors),
        tuple(map(float, sorted(radii))),
        draw(st.integers(1, 100)) if kind == "nearest" else None,
        draw(st.none() | st.dates(date(2021, 1, 1))),
    )


@given(question=questions())
def test_files_and_links_give_the_same_question_back(question: Question) -> None:
    assert Question.of_record(json.loads(json.dumps(question.record()))) == question
    assert Question.of_link(question.link()) == question
    assert question.link().isascii()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"version": None}, {"kind": "far"}, {"kind": None}, {"subjects": []}, {"subjects": "theme=x"},
        {"subjects": [1]}, {"subjects": ["a\x00"]}, {"subjects": ["a"] * 9},
        {"subjects": ["a" * (LONGEST_SELECTOR + 1)]},
        {"radii_m": []}, {"radii_m": [0]}, {"radii_m": [-1]}, {"radii_m": [float("nan")]}, {"radii_m": [1e9]},
        {"radii_m": [1, 2]}, {"radii_m": ["1"]}, {"radii_m": [True]}, {"radii_m": 5}, {"count": 3}, {"day": "2025-1-1"},
        {"day": 20250101}, {"day": "20250101"}, {"more": 1}, {"kind": "rings", "radii_m": [2, 1]},
        {"kind": "nearest", "radii_m": []}, {"kind": "nearest", "radii_m": [], "count": 0},
        {"kind": "nearest", "radii_m": [], "count": True}, {"kind": "overlap"},
    ],
)  # fmt: skip
def test_anything_else_is_refused(change: dict[str, Any]) -> None:
    assert Question.of_record(NEAR).kind == "near"
    with pytest.raises(QuestionError):
        Question.of_record(NEAR | change)


@pytest.mark.parametrize("record", [None, [], "near", 1, {}])
def test_what_is_no_record_is_refused(record: Any) -> None:
    with pytest.raises(QuestionError):
        Question.of_record(record)


@pytest.mark.parametrize(
    "query", ["", "ask=near&of=a", "ask=near&ask=near&of=a&r=1", "ask=near&of=a&r=x", "ask=near&of=a&r=1&x=1",
              "ask=nearest&of=a&k=1.5", "ask=nearest&of=a&k=", "ask=near&of=a&r=1&day=x"],
)  # fmt: skip
def test_what_is_no_link_is_refused(query: str) -> None:
    with pytest.raises(QuestionError):
        Question.of_link(query)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_answered(kind: str) -> None:
    radii = {"near": (50.0,), "rings": (50.0, 90.0)}.get(kind, ())
    question = Question(kind, ("",), radii_m=radii, count=1 if kind == "nearest" else None)
    two = at([Point(0, 0).buffer(100), Point(0, 0)], [0, 0])
    answer = question.ask(two, two)
    assert (0, 1) in zip(answer.subject.tolist(), answer.object.tolist(), strict=True)
