"""Products made for a page in processes of their own: a fair queue, progress with words, cancel, the file to take away.

A job lives in its own session's state, so sessions never see each other's. Who leaves cancels what was ordered. Quick
products and pictures have a lane of their own, so that they never wait for an atlas. Nothing here but `start` and
`panel` touches Streamlit.
"""

import logging
import tempfile
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from exports.asked import Asked
from exports.progress import Cancelled
from layers.text import text
from serve.figures.readings import Counts
from serve.waiting import Line, LineFullError
from serve.workers import Worker, WorkerError

State = Literal["waiting", "running", "done", "failed", "cancelled"]

LOG = logging.getLogger(__name__)
ENDED = Counts("plan_map_jobs_ended", "Products that are over", "lane", "product", "state")
LEFT_S = 5.0
"""a session that is away for longer has left: a broken connection is taken up again sooner"""
UNWANTED_S = 0.5
"""until a job stops that no page waits for any more"""
TURN_S = 0.2
IDLE_S = 300.0
"""a process that has nothing to do for that long ends"""
MAX_BYTES = 200_000_000
KEPT_BYTES = 500_000_000
"""of all finished products of all sessions: the oldest are given up first"""
LONG = frozenset({"atlas", "slides", "kit"})
"""products that take long: all others and the pictures are done in a moment"""


class Job:
    """One product on its way. Written by its lane, read by the page."""

    def __init__(
        self, asked: Asked, *, file_name: str, session: str = "", present: Callable[[], bool] = lambda: True
    ) -> None:
        self.asked, self.file_name, self.session = asked, file_name, session
        self.media_type = "application/octet-stream"
        self.state: State = "waiting"
        self.share, self.what = 0.0, ""
        self.content = b""
        """the finished file"""
        self.error = ""
        """what went wrong, in the language of the job"""
        self.lane: Lane | None = None
        self.present = [present]
        """asked whether who wants it is still there: one for each page that waits for it"""
        self._seen = time.monotonic()
        self._stop, self._ended = threading.Event(), threading.Event()

    @property
    def active(self) -> bool:
        """Whether it is still to come."""
        return self.state in ("waiting", "running")

    @property
    def words(self) -> str:
        """How far it is, in the language of the job: what is being made, or how many come before it."""
        language = self.asked.language
        if self._stop.is_set():
            return text("job.stopping", language)
        ahead = self.lane.line.ahead(self) if self.lane and self.state == "waiting" else None
        if ahead:
            return text("job.ahead", language, count=ahead)
        return self.what or text("job.starting", language)

    def cancel(self) -> None:
        """Stop it; what was written so far is removed."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def wait(self, timeout_s: float) -> bool:
        """Whether it has ended, at the latest after a time."""
        return self._ended.wait(timeout_s)

    def unwanted(self) -> bool:
        """Whether it was told to stop, or nobody is there any more who waits for it."""
        now = time.monotonic()
        waiting = tuple(self.present)
        if any(present() for present in waiting):
            self._seen = now
        return self._stop.is_set() or now - self._seen > (LEFT_S if waiting else UNWANTED_S)

    def report(self, share: float, what: str) -> None:
        """How far it is."""
        self.share, self.what = min(max(share, 0.0), 1.0), what

    def end(self, state: State, *, content: bytes = b"", error: str = "") -> None:
        """It is over."""
        if not self._ended.is_set():
            ENDED.add(self.lane.name if self.lane else "-", self.asked.product, state)
        self.content, self.error, self.state = content, error, state
        self._ended.set()


class Finished:
    """The files of all sessions that wait to be fetched, as long as their sessions keep them and there is room."""

    def __init__(self) -> None:
        self._lock, self._jobs = threading.Lock(), list[weakref.ref[Job]]()

    def keep(self, job: Job) -> None:
        """One more; the oldest make room."""
        with self._lock:
            self._jobs = [kept for kept in (*self._jobs, weakref.ref(job)) if kept() is not None]
            present = [kept for kept in (reference() for reference in self._jobs) if kept is not None]
            held = sum(len(kept.content) for kept in present)
            for oldest in present[:-1]:
                if held > KEPT_BYTES:
                    held -= len(oldest.content)
                    oldest.end("failed", error=text("job.expired", oldest.asked.language))


FINISHED = Finished()


class Lane:
    """Makes jobs one after the other in a process of its own; thread and process begin with the first job."""

    def __init__(self, name: str, worker: Worker, *, idle_s: float = IDLE_S) -> None:
        """idle_s: a process that has nothing to do for that long ends."""
        self.line: Line[Job] = Line()
        self._idle_s = idle_s
        self.worker = worker
        self.name, self._starting = name, threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """Whether jobs are served, or would be: the thread begins with the first."""
        return self._thread is None or self._thread.is_alive()

    def put(self, job: Job) -> None:
        """Queue a job. Raises LineFullError."""
        job.lane = self
        self.line.put(job)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=f"lane-{self.name}", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            job = self.line.take(self._idle_s)
            if job is None:
                self.worker.close()
                continue
            try:
                self._serve(job)
            finally:
                self.line.done(job)

    def _serve(self, job: Job) -> None:
        language = job.asked.language
        if job.unwanted():
            return job.end("cancelled")
        job.state = "running"
        try:
            with tempfile.TemporaryDirectory(prefix="plan-product-", ignore_cleanup_errors=True) as folder:
                path = Path(folder) / job.file_name
                self.worker.make(job.asked, path, report=job.report, stopped=lambda: self._unwanted(job))
                size = path.stat().st_size
                if size > MAX_BYTES:
                    raise WorkerError(text("job.tooLarge", language, size=size_text(size), limit=size_text(MAX_BYTES)))
                content = path.read_bytes()
        except Cancelled:
            job.end("cancelled")
        except TimeoutError:
            job.end("failed", error=text("job.tooLong", language, minutes=max(1, round(self.worker.longest_s / 60))))
        except WorkerError as error:
            job.end("failed", error=str(error) or text("job.died", language))
        except OSError as error:
            job.end("failed", error=text("exports.unwritable", language, detail=error.strerror or str(error)))
        except Exception as error:  # the lane's border: whatever happens, the next job is served
            LOG.exception("making %s failed", job.asked.product)
            job.end("failed", error=text("exports.unexpected", language, detail=f"{type(error).__name__}: {error}"))
        else:
            job.share = 1.0
            job.end("done", content=content)
            FINISHED.keep(job)

    def _unwanted(self, running: Job) -> bool:
        """Whether the running job is to stop; waiting ones that are to stop leave the line on the way."""
        for job in self.line.waiting():
            if job.unwanted() and self.line.remove(job):
                job.end("cancelled")
        return running.unwanted()


QUICK_LANE, LONG_LANE = Lane("quick", Worker()), Lane("long", Worker())


def submit(job: Job) -> Job:
    """Queue a job in its lane; where too many wait already it fails at once, in words."""
    try:
        (LONG_LANE if job.asked.product in LONG else QUICK_LANE).put(job)
    except LineFullError as error:
        job.end("failed", error=text("job.full", job.asked.language, count=error.waiting))
    return job


def size_text(size_bytes: int) -> str:
    """A size as people read it: 12 kB, 3.4 MB."""
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 1e6 else f"{max(size_bytes / 1e3, 1):.0f} kB"
