"""Products in processes of their own: made, stopped, killed, left; failures in words, sessions kept apart."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from exports.asked import NICENESS, Asked
from serve import jobs
from serve.jobs import Job, Lane, size_text, submit
from serve.workers import Worker
from tests.conftest import PATIENCE_S

PAGE = "from ui import job_panel\njob_panel.panel('test', 'en')\n"
ENDLESS = "steps"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker(module="tests.serve.worker_process", grace_s=PATIENCE_S)
    yield made
    made.close()


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="the system has other priorities")
@pytest.mark.parametrize("prompt", [False, True])
def test_pages_come_first_but_not_where_everybody_waits(prompt: bool) -> None:
    worker = Worker(module="tests.serve.worker_process", grace_s=PATIENCE_S, prompt=prompt)
    try:
        assert put(Lane("test", worker), job_of("words", words="x")).wait(PATIENCE_S)
        assert worker.pid is not None
        own, there = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (0, worker.pid))
        assert there == (own if prompt else own + NICENESS)
    finally:
        worker.close()


def test_a_process_ends_that_had_nothing_to_do_for_as_long_as_its_lane_says() -> None:
    worker = Worker(module="tests.serve.worker_process", grace_s=PATIENCE_S)
    try:
        lane = Lane("test", worker, idle_s=0.2)
        assert put(lane, job_of("words", words="x")).wait(PATIENCE_S)
        until(lambda: not worker.is_alive)
        assert lane.alive
        assert put(lane, job_of("words", words="y")).wait(PATIENCE_S)
    finally:
        worker.close()


@pytest.fixture
def lane(worker: Worker) -> Lane:
    return Lane("test", worker)


def job_of(product: str, *, session: str = "a", present: Callable[[], bool] = lambda: True, **options: Any) -> Job:
    return Job(Asked(product, "", "en", options), file_name="中文.txt", session=session, present=present)


def put(lane: Lane, job: Job) -> Job:
    lane.put(job)
    return job


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def begun(lane: Lane, product: str, **options: Any) -> Job:
    job = put(lane, job_of(product, **options))
    until(lambda: bool(job.what) or not job.active)
    return job


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests make products at the same time: this one looks at its own folder only."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("plan-product-*"))


def test_a_finished_job_holds_its_file_and_leaves_none_behind(lane: Lane) -> None:
    before = folders()
    job = put(lane, job_of("words", words="成果"))
    assert job.wait(PATIENCE_S)
    assert (job.state, job.content.decode()) == ("done", "成果")
    assert folders() <= before


def test_cancel_stops_at_the_next_report_and_the_process_stays_warm(lane: Lane, worker: Worker) -> None:
    before, job = folders(), begun(lane, ENDLESS)
    process = worker.pid
    job.cancel()
    assert job.wait(PATIENCE_S)
    assert (job.state, job.content) == ("cancelled", b"")
    assert put(lane, job_of("words", words="")).wait(PATIENCE_S)
    assert worker.pid == process
    assert folders() <= before


def test_what_does_not_hear_is_killed_with_its_folder_and_the_next_is_served(
    lane: Lane, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_grace_s", 0.2)
    before, job = folders(), begun(lane, "stubborn")
    process = worker.pid
    job.cancel()
    assert job.wait(PATIENCE_S)
    assert job.state == "cancelled"
    assert folders() <= before
    after = put(lane, job_of("words", words="next"))
    assert after.wait(PATIENCE_S)
    assert after.content == b"next"
    assert worker.pid != process


def test_who_leaves_cancels_what_runs_and_what_waits(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEFT_S", 0.3)
    here = [True]
    running = begun(lane, ENDLESS, session="left", present=lambda: here[0])
    waiting = put(lane, job_of("words", session="left too", present=lambda: here[0], words=""))
    staying = put(lane, job_of("words", session="stays", words="served"))
    assert (waiting.words, staying.words) == (
        "1 ahead; this one starts by itself",
        "2 ahead; this one starts by itself",
    )
    here[0] = False
    assert all(job.wait(PATIENCE_S) for job in (running, waiting, staying))
    assert [job.state for job in (running, waiting, staying)] == ["cancelled", "cancelled", "done"]


def test_a_short_absence_cancels_nothing(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEFT_S", PATIENCE_S)
    here = [False]
    job = begun(lane, ENDLESS, present=lambda: here[0])
    assert not job.unwanted()
    here[0] = True
    assert not job.unwanted()
    job.cancel()
    assert job.wait(PATIENCE_S)


def test_a_waiting_job_can_be_cancelled_too(lane: Lane) -> None:
    running = begun(lane, ENDLESS)
    waiting = put(lane, job_of("words", session="b", words=""))
    waiting.cancel()
    assert waiting.words == "Stopping…"
    assert waiting.wait(PATIENCE_S)
    assert (waiting.state, running.state) == ("cancelled", "running")
    running.cancel()
    assert running.wait(PATIENCE_S)


def test_a_process_that_dies_is_said_and_replaced(lane: Lane) -> None:
    before = folders()
    job = put(lane, job_of("dies"))
    assert job.wait(PATIENCE_S)
    assert "broke off unexpectedly" in job.error
    assert put(lane, job_of("words", words="")).wait(PATIENCE_S)
    assert folders() <= before


def test_what_takes_too_long_is_ended_in_words() -> None:
    worker = Worker(module="tests.serve.worker_process", longest_s=0.1)
    job = put(Lane("short", worker), job_of("stubborn"))
    assert job.wait(PATIENCE_S)
    assert "Try a smaller selection" in job.error
    assert worker.pid is None


def test_what_is_too_large_is_not_kept(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MAX_BYTES", 10)
    job = put(lane, job_of("words", words="x" * 11))
    assert job.wait(PATIENCE_S)
    assert (job.state, job.content) == ("failed", b"")
    assert "limit" in job.error


def test_the_oldest_files_make_room_for_new_ones(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT_BYTES", 10)
    monkeypatch.setattr(jobs, "FINISHED", jobs.Finished())
    made = [put(lane, job_of("words", words=words)) for words in ("12345", "1234", "123")]
    assert all(job.wait(PATIENCE_S) for job in made)
    until(lambda: made[0].state == "failed")
    assert ("Make it again" in made[0].error, made[0].content) == (True, b"")
    assert [job.content for job in made[1:]] == [b"1234", b"123"]


@pytest.mark.parametrize(
    ("how", "words"),
    [("refused", "cannot be written"), ("disk", "No space left on device"), ("mistake", "ZeroDivisionError")],
)
def test_failures_become_words(lane: Lane, how: str, words: str) -> None:
    job = put(lane, job_of("fails", how=how))
    assert job.wait(PATIENCE_S)
    assert job.state == "failed"
    assert words in job.error


def test_too_many_orders_are_refused_in_words(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "QUICK_LANE", lane)
    running = begun(lane, ENDLESS)
    accepted = [submit(job_of("words", words="")) for _ in range(9)]
    assert "no more are taken" in accepted[-1].error
    for job in (*accepted, running):
        job.cancel()
    assert all(job.wait(PATIENCE_S) for job in accepted)


def test_quick_products_do_not_wait_for_long_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: dict[str, list[str]] = {"quick": [], "long": []}
    for name, lane in (("quick", jobs.QUICK_LANE), ("long", jobs.LONG_LANE)):
        monkeypatch.setattr(lane, "put", lambda job, name=name: taken[name].append(job.asked.product))
    for product in ("atlas", "slides", "kit", "data", "sheet", "sheet-picture"):
        submit(job_of(product))
    assert taken == {"quick": ["data", "sheet", "sheet-picture"], "long": ["atlas", "slides", "kit"]}


def test_a_page_shows_its_own_sessions_job_only() -> None:
    mine, other = (AppTest.from_string(PAGE, default_timeout=PATIENCE_S) for _ in range(2))
    job = job_of("words")
    job.end("done", content=b"x" * 2000)
    mine.session_state["job-of-test"] = job
    assert [button.label for button in mine.run().get("download_button")] == ["Download 中文.txt (2 kB)"]
    assert not other.run().get("download_button")


def test_a_page_tells_the_place_cancels_its_job_and_says_so(lane: Lane) -> None:
    running = begun(lane, ENDLESS)
    job = put(lane, job_of("words", session="b", words=""))
    page = AppTest.from_string(PAGE, default_timeout=PATIENCE_S)
    page.session_state["job-of-test"] = job
    assert [bar.proto.text for bar in page.run().get("progress")] == ["1 ahead; this one starts by itself"]
    page.button(key="test-cancel").click().run()
    assert job.stopping
    assert job.wait(PATIENCE_S)
    assert [info.value for info in page.run().info] == ["Cancelled; no file was left"]
    running.cancel()
    assert running.wait(PATIENCE_S)


def test_sizes_read_well() -> None:
    assert [size_text(size) for size in (10, 70_400, 3_449_000)] == ["1 kB", "70 kB", "3.4 MB"]
