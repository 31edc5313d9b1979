"""Small orders are not behind large ones, and nobody who orders much keeps the others waiting."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from exports.asked import Asked
from serve import jobs
from serve.jobs import Job, Lane, submit
from serve.waiting import MOST_OF_ONE
from serve.workers import Worker
from tests.conftest import PATIENCE_S

ATLASES = 20


def order(product: str, session: str, **options: Any) -> Job:
    return submit(Job(Asked(product, "", "en", options), file_name="a.txt", session=session, present=lambda: True))


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def lanes(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Lane]]:
    """Both lanes of products with processes that make what a test orders: `steps` takes as long as an atlas."""
    monkeypatch.setattr(jobs, "LONG", frozenset({"steps"}))
    found = {name: Lane(name, Worker(module="tests.serve.worker_process", grace_s=PATIENCE_S)) for name in ("q", "l")}
    monkeypatch.setattr(jobs, "QUICK_LANE", found["q"])
    monkeypatch.setattr(jobs, "LONG_LANE", found["l"])
    yield found
    for lane in found.values():
        for job in lane.line.waiting():
            job.cancel()
        lane.worker.close()


def test_a_small_one_is_not_behind_twenty_atlases(lanes: dict[str, Lane]) -> None:
    atlases = [order("steps", f"visitor-{number}") for number in range(ATLASES)]
    until(lambda: any(job.what for job in atlases))
    small = order("words", "somebody", words="done")
    assert small.wait(PATIENCE_S) and small.content == b"done"
    assert [job.state for job in atlases].count("waiting") == ATLASES - 1
    assert str(ATLASES - 1) in atlases[-1].words
    for job in atlases:
        job.cancel()
    assert all(job.wait(PATIENCE_S) for job in atlases)


def test_who_orders_much_does_not_starve_the_rest(lanes: dict[str, Lane]) -> None:
    """One that runs and eight that wait of one visitor: each other visitor waits for one of these at most."""
    running = order("steps", "greedy")
    until(lambda: bool(running.what))
    greedy = [order("steps", "greedy") for _ in range(MOST_OF_ONE + 3)]
    assert [job.state for job in greedy] == ["waiting"] * MOST_OF_ONE + ["failed"] * 3
    modest = [order("steps", name) for name in ("b", "c")]
    assert lanes["l"].line.waiting()[:3] == [greedy[0], *modest]
    served = running
    for expected in (greedy[0], *modest, greedy[1]):
        served.cancel()
        until(lambda expected=expected: expected.state == "running")  # type: ignore[misc]
        served = expected
    for job in (*greedy, *modest):
        job.cancel()
