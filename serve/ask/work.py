"""Answers, made in a process of their own: a heavy question keeps nobody waiting but who asked it."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from exports.asked import Asked
from serve.jobs import Lane
from serve.own.answers import language_of
from serve.own.work import Documents, finished
from serve.workers import Worker

LONGEST_S = 60.0
KEPT_BYTES = 40_000_000
"""of answers, gzipped"""
LANE = Lane("ask", Worker(longest_s=LONGEST_S))
ANSWERS = Documents(KEPT_BYTES)


async def made(
    request: Request, view: str, *, kind: str, file_name: str = "answer.json", store: Mapping[str, str] | None = None
) -> bytes | Response:
    """An answer to a view's question; one in words where there is none. Whoever leaves stops it.

    store: `Store.told` of where an answer is kept as a layer, which nobody stops.
    """
    options = {"as": kind} if store is None else {"as": kind, "store": store}
    asked = Asked("ask", view, language_of(request), options)
    kept_up = store is not None
    return await finished(request, LANE, asked, file_name=file_name, full="ask.full", kept_up=kept_up)
