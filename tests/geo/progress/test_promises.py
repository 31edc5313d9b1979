"""Announcements that did not come true in their year, and the plan's verbs against the states."""

from datetime import date

import pytest

from geo.progress.model import Event
from geo.progress.promises import promise_of
from geo.progress.rule import state_at
from tests.geo.progress.making import event

TODAY = date(2026, 11, 29)


def to_start(year: int, part: str = "") -> Event:
    return event("announced", str(year), "市政府安排当年开工", part=part, published=str(year))


def to_open(year: int, part: str = "") -> Event:
    return event("announced", str(year), "市政府安排当年建成", part=part, published=str(year))


WORKS = event("mention", "2021", "列为在建工程继续推进")
CASES: list[tuple[str, list[Event], list[tuple[str, int]], tuple[int, ...]]] = [
    ("begun in its year", [to_start(2022), event("start", "2022")], [], (2022,)),
    ("three years running", [to_start(2022), to_start(2023), to_start(2024), event("start", "2024")],
     [("start", 2022), ("start", 2023)], (2022, 2023, 2024)),
    ("never begun", [to_start(2023)], [("start", 2023)], (2023,)),
    ("first heard of at work: it may have begun in time", [to_start(2020), WORKS], [], (2020,)),
    ("but not where it was announced again", [to_start(2020), to_start(2022), WORKS], [("start", 2020)], (2020, 2022)),
    ("first heard of when it opened", [to_start(2019), event("open", "2022")], [], (2019,)),
    ("a part that had begun is a beginning", [to_start(2021), event("start", "2021", part="先开段")], [], (2021,)),
    ("opened in its year", [to_open(2024), event("open", "2024-06-30")], [], ()),
    ("complete in its year", [to_open(2024), event("complete", "2024"), event("open", "2025-01-21")], [], ()),
    ("opened a year late", [to_open(2024), event("open", "2025-01-21")], [("open", 2024)], ()),
    ("a part open is not the whole", [to_open(2022), event("part_open", "2022", part="首段")], [("open", 2022)], ()),
    ("a part's announcement without later news", [to_open(2022, "章阁厂")], [], ()),
    ("a part that opened later", [to_open(2022, "章阁厂"), event("part_open", "2024", part="章阁厂（单线）")],
     [("open", 2022)], ()),
    ("a part that was announced again", [to_open(2022, "碧道"), to_open(2023, "干流碧道")], [("open", 2022)], ()),
    ("a part of another name", [to_open(2022, "章阁厂"), event("part_open", "2024", part="沙河厂")], [], ()),
    ("a part in its year", [to_open(2024, "二期"), event("part_open", "2024", part="二期")], [], ()),
]  # fmt: skip


@pytest.mark.parametrize(("events", "slips", "starts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_slipped(events: list[Event], slips: list[tuple[str, int]], starts: tuple[int, ...]) -> None:
    state = state_at(events, TODAY)
    assert [(slip.goal, slip.year) for slip in state.slips] == slips
    assert state.slipped is bool(slips)
    assert state.start_announced == starts


@pytest.mark.parametrize(
    ("events", "came"),
    [
        ([to_start(2022), to_start(2023), event("start", "2024-05")], {2022: 2024, 2023: 2024}),
        ([to_start(2022)], {2022: None}),
        ([to_start(2022), to_start(2023), event("start", "2025", part="先开段")], {2022: 2025, 2023: 2025}),
        # It began at some time before it opened.
        ([to_start(2019), to_start(2020), event("open", "2022")], {2019: None}),
        ([to_open(2022), event("open", "2024-06-30")], {2022: 2024}),
        ([to_open(2022), event("part_open", "2024", part="首段")], {2022: None}),
        ([to_open(2022, "章阁厂"), event("part_open", "2024", part="章阁厂（单线）")], {2022: 2024}),
    ],
)
def test_a_slip_says_when_it_came_true_after_all(events: list[Event], came: dict[int, int | None]) -> None:
    assert {slip.year: slip.came for slip in state_at(events, TODAY).slips} == came


def test_nothing_slips_before_its_year_is_over() -> None:
    assert not state_at([to_open(2026)], TODAY).slipped
    assert not state_at([to_open(2025)], date(2025, 12, 31)).slipped
    assert state_at([to_open(2025)], date(2026, 1, 1)).slipped


def test_the_same_goal_announced_by_two_offices_slips_once() -> None:
    assert len(state_at([to_start(2022), to_start(2022)], TODAY).slips) == 1


def test_an_opening_that_a_better_source_contradicts_keeps_no_promise() -> None:
    claimed = event("open", "2024", id="a-work.701", conflicts_with="a-work.702", confidence="low")
    opened = event("open", "2025-01-21", id="a-work.702", conflicts_with="a-work.701")
    assert state_at([to_open(2024), claimed, opened], TODAY).slipped


@pytest.mark.parametrize(
    ("stage", "state", "promise"),
    [
        ("complete", "open", "kept"), ("complete", "complete", "kept"), ("complete", "part_open", "not_kept"),
        ("complete", "no_start_found", "not_kept"), ("complete", "unknown", "unknown"), ("start", "building", "kept"),
        ("start", "study", "not_kept"), ("promote", "open", "none"), ("policy", "ongoing", "none"),
    ],
)  # fmt: skip
def test_the_plan_s_verb_against_the_state(stage: str, state: str, promise: str) -> None:
    assert promise_of(stage, state, over=True) == promise
    assert promise_of(stage, state, over=False) == {"not_kept": "not_due"}.get(promise, promise)
