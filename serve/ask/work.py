"""Answers, made in a process of their own: a heavy question keeps nobody waiting but who asked it."""

import asyncio
import threading

from starlette.requests import Request
from starlette.responses import Response

from exports.asked import Asked
from layers.text import text
from serve.jobs import Job, Lane
from serve.own.answers import language_of, words
from serve.own.work import Documents, said
from serve.waiting import LineFullError
from serve.workers import Worker

LOOK_S = 0.02
LONGEST_S = 60.0
KEPT_BYTES = 40_000_000
"""of answers, gzipped"""
LANE = Lane("ask", Worker(longest_s=LONGEST_S))
ANSWERS = Documents(KEPT_BYTES)


async def made(request: Request, view: str, *, kind: str, file_name: str) -> bytes | Response:
    """An answer to a view's question; one in words where there is none. Whoever leaves stops it."""
    gone = threading.Event()
    language = language_of(request)
    session = request.client.host if request.client else ""
    job = Job(
        Asked("ask", view, language, {"as": kind}), file_name=file_name, session=session,
        present=lambda: not gone.is_set(),
    )  # fmt: skip
    try:
        LANE.put(job)
    except LineFullError:
        return words(request, "ask.full", 503, {"Retry-After": "2"})
    while job.active:
        await asyncio.sleep(LOOK_S)
        if not gone.is_set() and await request.is_disconnected():
            gone.set()
            job.cancel()
    if job.state == "done":
        return job.content
    return said(job.error or text("own.stopped", language), 422 if job.error else 503)
