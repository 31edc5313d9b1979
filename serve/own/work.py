"""Work on layers, in a process of its own: whoever reads a large file keeps nobody else waiting."""

import asyncio
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from exports.asked import Asked
from layers.text import Language, text
from serve.jobs import Job, Lane
from serve.own.answers import language_of, words
from serve.waiting import LineFullError
from serve.workers import Worker

if TYPE_CHECKING:
    from geo.own.kept import Kept

LOOK_S = 0.02
LONGEST_S = 180.0
IDLE_S = 1800.0
"""it takes seconds to start, and a page may be open for long before somebody brings a file"""
KEPT_BYTES = 80_000_000
"""of documents, gzipped"""
LANE = Lane("own", Worker(longest_s=LONGEST_S, prompt=True), idle_s=IDLE_S)


class Documents:
    """The last documents."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most, self._lock = most_bytes, threading.Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str) -> bytes | None:
        """One that was made before."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, content: bytes) -> None:
        """One more; the oldest make room."""
        with self._lock:
            self._kept[key] = content
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._most:
                self._kept.popitem(last=False)


DOCUMENTS = Documents()


def document_key(kept: "Kept", language: Language) -> str:
    """Under which the document of a layer is kept: it has the language's words."""
    return f"{kept.id} {kept.version} {language}"


_warmings: list[Job] = []


def warming() -> list[Job]:
    """The job that only warms the process, while it is to come."""
    return [job for job in _warmings if job.active]


def warm(language: Language, *, again: bool = False) -> None:
    """Start the process and have it load what files need, where neither is so: somebody is about to bring one.

    again: one that is warm is not to end for want of work for another IDLE_S.
    """
    if warming() or (LANE.worker.is_alive and not again):
        return
    asked = Asked("own", "", language, {"do": "warm"})
    job = Job(asked, file_name="made", session="warm", present=lambda: True)
    # Where too many wait already, the process is at work.
    with suppress(LineFullError):
        LANE.put(job)
        _warmings[:] = [job]


async def made(request: Request, what: str, **options: Any) -> bytes | Response:
    """What the process makes; an answer in words where it cannot.

    Whoever leaves stops it, but for layers that are being kept: all of a file's are, or none.
    """
    asked = Asked("own", "", language_of(request), {"do": what, **options})
    return await finished(request, LANE, asked, file_name="made", full="own.full", kept_up=what == "accept")


async def finished(  # noqa: PLR0913 - each option has a name
    request: Request, lane: Lane, asked: Asked, *, file_name: str, full: str, kept_up: bool = False
) -> bytes | Response:
    """What a lane makes of a request; an answer in words where it cannot, those of the key full where too many wait.

    Whoever leaves stops it, but for what is kept up.
    """
    session = request.client.host if request.client else ""
    job = Job(asked, file_name=file_name, session=session, present=lambda: True)
    try:
        lane.put(job)
    except LineFullError:
        return words(request, full, 503, {"Retry-After": "2"})
    while job.active:
        await asyncio.sleep(LOOK_S)
        if not (kept_up or job.stopping) and await request.is_disconnected():
            job.cancel()
    if job.state == "done":
        return job.content
    return said(job.error or text("own.stopped", asked.language), 422 if job.error else 503)


def said(message: str, status: int) -> Response:
    """Words that are in the right language already."""
    return Response(message, status_code=status, media_type="text/plain", headers={"Cache-Control": "no-store"})


def json_of(content: bytes) -> Mapping[str, Any]:
    """What the process wrote as JSON."""
    record: Mapping[str, Any] = json.loads(content)
    return record
