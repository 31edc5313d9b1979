"""Products in the background: progress, cancel, words for failures, and no session sees another's."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from exports.errors import ExportError
from exports.progress import Report
from ui.jobs import AT_WORK, Job, size_text

PATIENCE_S = 20
PAGE = "from ui import jobs\njobs.panel('test', 'en')\n"


def finished(work: Callable[[Report, Path], object]) -> Job:
    job = Job(work, file_name="中文.txt", media_type="text/plain", language="en")
    job.thread.start()
    job.thread.join(PATIENCE_S)
    return job


def test_a_finished_job_holds_its_file_and_leaves_none_behind() -> None:
    places: list[Path] = []

    def work(report: Report, path: Path) -> None:
        report(0.5, "half")
        path.write_text("成果", encoding="utf-8")
        places.append(path)

    job = finished(work)
    assert (job.state, job.content.decode()) == ("done", "成果")
    assert not places[0].parent.exists()


def test_cancel_stops_at_the_next_report() -> None:
    begun, cancelled = Event(), Event()

    def work(report: Report, path: Path) -> None:
        begun.set()
        cancelled.wait(PATIENCE_S)
        report(0.6, "more")
        path.write_text("never", encoding="utf-8")

    job = Job(work, file_name="a.txt", media_type="text/plain", language="zh")
    job.thread.start()
    assert begun.wait(PATIENCE_S)
    job.cancel()
    cancelled.set()
    job.thread.join(PATIENCE_S)
    assert (job.state, job.content) == ("cancelled", b"")


def test_a_waiting_job_can_be_cancelled_too() -> None:
    job = Job(lambda report, path: None, file_name="a.txt", media_type="text/plain", language="zh")
    with AT_WORK:
        job.thread.start()
        job.cancel()
        job.thread.join(PATIENCE_S)
    assert job.state == "cancelled"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ExportError("exports.unwritable", detail="d"), "cannot be written"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (ZeroDivisionError("by zero"), "ZeroDivisionError"),
    ],
)
def test_failures_become_words(error: Exception, words: str) -> None:
    def work(report: Report, path: Path) -> None:
        raise error

    job = finished(work)
    assert job.state == "failed"
    assert words in job.error


def test_a_page_shows_its_own_sessions_job_only() -> None:
    mine, other = AppTest.from_string(PAGE), AppTest.from_string(PAGE)
    mine.session_state["job-of-test"] = finished(lambda report, path: path.write_bytes(b"x" * 2000))
    assert [button.label for button in mine.run().get("download_button")] == ["Download 中文.txt (2 kB)"]
    assert not other.run().get("download_button")


def test_a_page_cancels_its_job_and_says_so() -> None:
    begun, asked = Event(), Event()

    def work(report: Report, path: Path) -> None:
        begun.set()
        asked.wait(PATIENCE_S)
        report(0.6, "more")

    job = Job(work, file_name="a.txt", media_type="text/plain", language="en")
    job.thread.start()
    assert begun.wait(PATIENCE_S)
    page = AppTest.from_string(PAGE)
    page.session_state["job-of-test"] = job
    page.run().button(key="test-cancel").click().run()
    assert job.what == "Stopping…"
    asked.set()
    job.thread.join(PATIENCE_S)
    assert [info.value for info in page.run().info] == ["Cancelled; no file was left"]


def test_sizes_read_well() -> None:
    assert [size_text(size) for size in (10, 70_400, 3_449_000)] == ["1 kB", "70 kB", "3.4 MB"]
