"""The process of changes is had ready once for all who are about to decide."""

from collections.abc import Iterator

import pytest

from serve.edits import work
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
