"""Products made in the background of a page: progress with words, cancel, the file to take away.

A job lives in its own session's state, so sessions never see each other's. Its thread touches nothing of Streamlit.
"""

import logging
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import streamlit as st

from exports.errors import ExportError
from exports.progress import Cancelled, Report
from layers.text import Language, text

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Work = Callable[[Report, Path], None]
"""makes a product: reports how far it is, writes the file at the path given; runs without Streamlit"""

LOG = logging.getLogger(__name__)
REFRESH_S = 0.5
WAIT_S = 0.1
# One product at a time: two would each take twice as long on a laptop, and matplotlib's settings are the process's.
AT_WORK = threading.Lock()


class Job:
    """One product on its way. Written by its thread, read by the page."""

    def __init__(self, work: Work, *, file_name: str, media_type: str, language: Language) -> None:
        self.file_name, self.media_type, self.language = file_name, media_type, language
        self.state: State = "waiting"
        self.share, self.what = 0.0, text("job.waiting", language)
        self.content = b""
        """the finished file"""
        self.error = ""
        """what went wrong, in the language of the job"""
        self._work, self._stop = work, threading.Event()
        self.thread = threading.Thread(target=self._run, name=f"job-{file_name}", daemon=True)

    @property
    def active(self) -> bool:
        """Whether it is still to come."""
        return self.state in ("waiting", "running")

    def cancel(self) -> None:
        """Stop at the next report; what was written so far is removed."""
        self.what = text("job.stopping", self.language)
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def _report(self, share: float, what: str) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.share, self.what = min(max(share, 0.0), 1.0), what

    def _run(self) -> None:
        try:
            while not AT_WORK.acquire(timeout=WAIT_S):
                self._report(0.0, text("job.waiting", self.language))
            try:
                self._make()
            finally:
                AT_WORK.release()
        except Cancelled:
            self.state = "cancelled"
        except ExportError as error:
            self._fail(error.message(self.language))
        except OSError as error:
            self._fail(text("exports.unwritable", self.language, detail=error.strerror or str(error)))
        except Exception as error:  # the thread's border: nothing else would tell the user
            LOG.exception("making %s failed", self.file_name)
            self._fail(text("exports.unexpected", self.language, detail=f"{type(error).__name__}: {error}"))

    def _make(self) -> None:
        self.state = "running"
        with tempfile.TemporaryDirectory(prefix="plan-product-") as folder:
            path = Path(folder) / self.file_name
            self._work(self._report, path)
            self.content = path.read_bytes()
        self.share, self.state = 1.0, "done"

    def _fail(self, error: str) -> None:
        self.error, self.state = error, "failed"


def start(key: str, work: Work, *, file_name: str, media_type: str, language: Language) -> Job:
    """Begin a product in the background; a former job of the same key in this session is cancelled and forgotten."""
    former = current(key)
    if former is not None:
        former.cancel()
    job = Job(work, file_name=file_name, media_type=media_type, language=language)
    st.session_state[_slot(key)] = job
    job.thread.start()
    return job


def current(key: str) -> Job | None:
    """The job of that key in this session, if any."""
    job: Job | None = st.session_state.get(_slot(key))
    return job


def _slot(key: str) -> str:
    return f"job-of-{key}"


def panel(key: str, language: Language) -> None:
    """Draw a job: its progress and a cancel button, then the download or what went wrong. Draws nothing where there is none."""
    job = current(key)
    if job is None:
        return
    if job.active:
        st.fragment(_progress, run_every=REFRESH_S)(key, language)
    elif job.state == "done":
        label = text("job.download", language, name=job.file_name, size=size_text(len(job.content)))
        st.download_button(label, job.content, job.file_name, job.media_type, key=f"{key}-download", type="primary", on_click="ignore")
    elif job.state == "cancelled":
        st.info(text("job.cancelled", language))
    else:
        st.error(job.error)


def _progress(key: str, language: Language) -> None:
    job = current(key)
    if job is None or not job.active:
        st.rerun()
        return
    bar = st.empty()
    if st.button(text("job.cancel", language), key=f"{key}-cancel", disabled=job.stopping):
        job.cancel()
    bar.progress(job.share, text=job.what)


def size_text(size_bytes: int) -> str:
    """A size as people read it: 12 kB, 3.4 MB."""
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 1e6 else f"{max(size_bytes / 1e3, 1):.0f} kB"
