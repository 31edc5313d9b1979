"""A session's products on a page: begun, shown on their way, offered when done."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from exports.asked import Asked
from layers.text import Language, text
from serve.jobs import Job, size_text, submit
from serve.own.guard import session_may_see
from ui.plain import plain, said

REFRESH_S = 1.0


def session_id() -> str:
    """Of the session that this run is for; empty where there is none."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def presence() -> Callable[[], bool]:
    """Tells from any thread whether this session's page is still open: a closed tab ends its connection at once."""
    session = session_id()
    if not session or not runtime.exists():
        return lambda: True
    present = runtime.get_instance()
    return lambda: bool(present.is_active_session(session))


def permitted(asked: Asked) -> Asked:
    """What is asked for, without layers that this session's person may not see."""
    return replace(asked, own=session_may_see())


def start(key: str, asked: Asked, *, file_name: str, media_type: str) -> Job:
    """Begin a product in the background; a former job of the same key in this session is cancelled and forgotten."""
    former = current(key)
    if former is not None:
        former.cancel()
    job = Job(permitted(asked), file_name=file_name, session=session_id(), present=presence())
    job.media_type = media_type
    st.session_state[_slot(key)] = job
    return submit(job)


def current(key: str) -> Job | None:
    """The job of that key in this session, if any."""
    job: Job | None = st.session_state.get(_slot(key))
    return job


def _slot(key: str) -> str:
    return f"job-of-{key}"


def panel(key: str, language: Language) -> None:
    """Draw a job: its progress and a cancel button, then the download or what went wrong.

    Draws nothing where there is none.
    """
    job = current(key)
    if job is None:
        return
    if job.active:
        st.fragment(_progress, run_every=REFRESH_S)(key, language)
    elif job.state == "done":
        label = said("job.download", language, name=job.file_name, size=size_text(len(job.content)))
        st.download_button(
            label, job.content, job.file_name, job.media_type, key=f"{key}-download", type="primary", on_click="ignore"
        )
    elif job.state == "cancelled":
        st.info(text("job.cancelled", language))
    else:
        st.error(plain(job.error))


def _progress(key: str, language: Language) -> None:
    job = current(key)
    if job is None or not job.active:
        st.rerun()
        return
    bar = st.empty()
    if st.button(text("job.cancel", language), key=f"{key}-cancel", disabled=job.stopping):
        job.cancel()
    bar.progress(job.share, text=plain(job.words))
