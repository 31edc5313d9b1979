"""Turns go round the sessions, one job of each at a time, and everybody's place is known."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serve.waiting import Line, LineFullError


@dataclass(frozen=True)
class Job:
    session: str
    number: int


def line_of(sessions: str, **limits: int) -> Line[Job]:
    line = Line[Job](**limits)
    for number, session in enumerate(sessions):
        line.put(Job(session, number))
    return line


def served(line: Line[Job]) -> list[Job]:
    order = []
    while (job := line.take(0)) is not None:
        order.append(job)
        line.done(job)
    return order


def test_sessions_take_turns() -> None:
    assert [job.number for job in served(line_of("aaabbc"))] == [0, 3, 5, 1, 4, 2]


def test_who_was_just_served_comes_after_the_others() -> None:
    line = line_of("ab")
    first = line.take(0)
    assert first == Job("a", 0)
    line.put(Job("a", 2))
    line.done(first)
    assert [job.session for job in served(line)] == ["b", "a"]


def test_a_session_runs_one_job_at_a_time() -> None:
    line = line_of("aa")
    first = line.take(0)
    assert first and line.take(0) is None
    line.done(first)
    assert line.take(0) == Job("a", 1)


@given(st.text("abcd", min_size=1, max_size=30))
def test_the_place_told_is_the_place_had(sessions: str) -> None:
    line = line_of(sessions, most_of_one=30)
    told = {job: line.ahead(job) for job in line.waiting()}
    assert [told[job] for job in served(line)] == list(range(len(sessions)))


def test_what_runs_counts_as_ahead_and_what_does_not_wait_has_no_place() -> None:
    line = line_of("ab")
    first = line.take(0)
    assert first is not None
    assert line.ahead(Job("b", 1)) is None, "another job, though equal"
    assert line.ahead(line.waiting()[0]) == 1
    assert line.ahead(first) is None


def test_a_job_that_leaves_frees_its_place() -> None:
    line = line_of("aab")
    first, last = line.waiting()[0], line.waiting()[1]
    assert line.remove(first)
    assert not line.remove(first)
    assert line.ahead(last) == 1
    assert [job.number for job in served(line)] == [1, 2]


def test_line_and_session_are_bounded() -> None:
    line = line_of("aab", most=3, most_of_one=2)
    for session in "ac":
        with pytest.raises(LineFullError, match="3 jobs"):
            line.put(Job(session, 9))
    with pytest.raises(LineFullError):
        line_of("aaa", most=9, most_of_one=2)


def test_nobody_waits_for_an_empty_line() -> None:
    assert Line[Job]().take(0) is None
