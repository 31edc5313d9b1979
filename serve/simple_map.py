"""The map without WebGL: a page of its own for each view, made in the products' process, the last few kept.

No request can keep the server busy: views that show the same are one page, each is made once, one at a time, in turns
by who asks.
"""

import asyncio
import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from exports.asked import Asked
from layers.screen.served import served
from layers.text import LANGUAGES, Language, text
from serve.headers import POLICY, sandboxed_policy
from serve.jobs import Job, submit
from serve.own.guard import refused

if TYPE_CHECKING:
    from layers.view.state import View

KEPT = 24
LOOK_S = 0.05
# The address does not tell one version of the code from the next.
HEADERS = {"Cache-Control": "no-cache", "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
NEVER = {"Cache-Control": "no-store"}
GONE = "已不存在，请刷新页面 / no longer here, reload the page"


class SimpleMaps:
    """The last pages, gzipped, and those that are being made."""

    def __init__(self, kept: int = KEPT) -> None:
        self._most, self._lock = kept, threading.Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._making: dict[str, Job] = {}

    def kept(self, key: str) -> bytes | None:
        """A page that was made before."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def job(self, key: str, asked: Asked, session: str, present: Callable[[], bool]) -> Job:
        """The job that makes a page, one for all who ask for it meanwhile; it goes on while one of them is present."""
        with self._lock:
            job = self._making.get(key)
            if job is not None and job.active and not job.stopping:
                job.present.append(present)
            else:
                job = submit(Job(asked, file_name="map.html", session=session, present=present))
                self._making[key] = job
            return job

    def made(self, key: str, job: Job) -> bytes:
        """Keep the page of a job that is done."""
        page = gzip.compress(job.content, 6, mtime=0)
        with self._lock:
            self._kept[key] = page
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return page

    def forget(self, key: str, job: Job) -> None:
        """A job that has ended is made by nobody any more."""
        with self._lock:
            if self._making.get(key) is job and not job.active:
                del self._making[key]


MAPS = SimpleMaps()


class TooLongError(ValueError):
    """A query longer than links may be; the argument is the limit in characters."""


def canonical(query: str, language: Language, *, own: bool = True) -> str:
    """A link's query as every link that shows the same picture has it: without page, table, briefing and columns.

    own: whether whoever asks may see layers that people brought; they, and what is asked about them, are left out
    otherwise.

    Raises TooLongError.
    """
    # The start page must not wait for what these import.
    from layers.view.link import MAX_QUERY_LENGTH, decode, encode  # noqa: PLC0415
    from layers.view.state import without_lists  # noqa: PLC0415
    from serve.briefings_document import vocabulary  # noqa: PLC0415

    if len(query) > MAX_QUERY_LENGTH:
        raise TooLongError(MAX_QUERY_LENGTH)
    words = vocabulary()
    view, _ = decode("?" + query, words)
    shown = replace(
        without_lists(view), page="map", base="city", towers=False, briefing=None, scene=1, language=language
    )
    return encode(shown if own else _without_own(shown), words)


def _without_own(view: "View") -> "View":
    from layers.view.asking import own_in  # noqa: PLC0415

    return replace(view, own=(), ask=None if own_in(view.ask) else view.ask)


def own_versions(query: str) -> str:
    """What the layers that people brought, and that a query names, are at the moment; empty where it names none."""
    from layers.view.asking import own_in  # noqa: PLC0415
    from layers.view.link import decode  # noqa: PLC0415
    from serve.briefings_document import vocabulary  # noqa: PLC0415

    view = decode("?" + query, vocabulary())[0]
    named = (*view.own, *own_in(view.ask))
    if not named:
        return ""
    from geo.own.remarks import OwnError  # noqa: PLC0415
    from geo.own.store import OwnStore  # noqa: PLC0415

    found, layers = [], OwnStore.present()
    for identifier in named:
        try:
            found.append(layers.get(identifier).version)
        except OwnError as error:
            found.append(error.breach.code)
    return " ".join(found)


async def simple_map(request: Request) -> Response:
    """The page of the view that the address's query says.

    404 for other data, 414 where it is longer than a link may be.
    """
    plan_hash, language = served().plan.hash, request.path_params["language"]
    if language not in LANGUAGES or request.path_params["hash"] != plan_hash:
        return PlainTextResponse(f"{request.url.path}: {GONE}", status_code=404, headers=NEVER)
    try:
        own = refused(request) is None
        query = await run_in_threadpool(canonical, request.url.query, language, own=own)
    except TooLongError as error:
        return PlainTextResponse(text("link.tooLong", language, limit=error.args[0]), status_code=414, headers=NEVER)
    # What became of the items is another thing every day.
    versions = await run_in_threadpool(own_versions, query)
    key = f"{plan_hash} {date.today().isoformat()} {language} {query} {versions}"
    page = MAPS.kept(key)
    if page is None:
        job = await _ended(key, Asked("simple-map", query, language, own=own), request)
        if job.state != "done":
            return PlainTextResponse(
                job.error or text("job.cancelled", language), status_code=503, headers=NEVER | {"Retry-After": "2"}
            )
        page = await run_in_threadpool(MAPS.made, key, job)
    return Response(page, media_type="text/html", headers={**HEADERS, POLICY: sandboxed_policy()})


async def _ended(key: str, asked: Asked, request: Request) -> Job:
    """The job that makes a page, when it is over; it stops when all have left who wait for it."""
    gone = threading.Event()

    def present() -> bool:
        return not gone.is_set()

    job = MAPS.job(key, asked, request.client.host if request.client else "", present)
    try:
        while job.active and not gone.is_set():
            await asyncio.sleep(LOOK_S)
            if await request.is_disconnected():
                gone.set()
    finally:
        job.present.remove(present)
        MAPS.forget(key, job)
    return job
