"""The process of changes is had ready once for all who are about to decide."""

from collections.abc import Iterator

import pytest

from serve.edits import news, work
from serve.jobs import Job, Lane
from serve.workers import Worker
from tests.conftest import PATIENCE_S


@pytest.fixture
def lane(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lane]:
    worker = Worker(prompt=True)
    made = Lane("test", worker)
    monkeypatch.setattr(work, "LANE", made)
    monkeypatch.setattr(work, "_warming", [])
    yield made
    worker.close()


def test_who_is_about_to_decide_finds_the_process_ready(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    put: list[Job] = []
    real = lane.put
    monkeypatch.setattr(lane, "put", lambda job: (put.append(job), real(job)))
    for _ in range(3):
        work.warm()
    assert len(put) == 1 and put[0].wait(PATIENCE_S) and put[0].state == "done", put[0].error
    assert lane.worker.is_alive
    work.warm()
    assert len(put) == 2 and put[1].wait(PATIENCE_S) and put[1].state == "done"


def test_a_process_that_hears_of_a_proposal_is_ready_for_its_acceptance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it is accepted, this one's listeners wait for this one's documents."""
    revisions, warmed = iter([1, 1, 2, 2]), []
    monkeypatch.setattr(news, "proposals_revision", lambda: next(revisions))
    monkeypatch.setattr(news, "warm", lambda: warmed.append(watcher.last["proposals"]))
    watcher = news.Watcher()
    for _ in range(4):
        watcher.last, _ = watcher._look()
    assert warmed == ["1"]
