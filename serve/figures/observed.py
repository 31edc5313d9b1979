"""ASGI middleware that counts and writes down what is asked: what was asked for, how it ended and how long it took.

Only there where figures or a log as JSON are wanted. The answer says the request's id, so that somebody who reports a
fault can name it.
"""

import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.log.lines import REQUEST
from serve.figures.requests import method_of, route_of
from serve.figures.scrape import Measured
from serve.limits import ALWAYS_ANSWERED
from serve.log.setting import ACCESS

ID_HEADER = "x-request-id"
GIVEN_ID = re.compile(r"[0-9a-f]{16,64}")
"""a proxy's, so that both logs name the same; anything else might be words"""
SWITCHED, BROKEN_OFF = 101, 499
"""nginx's number for whoever left before the answer"""


class Observed:
    """One for the whole server."""

    def __init__(self, app: ASGIApp, *, base: str = "", measured: Measured | None = None) -> None:
        self._app, self._measured = app, measured
        self._base = f"/{base.strip('/')}".rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, and keep count."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        given = Headers(scope=scope).get(ID_HEADER, "")
        token = REQUEST.set(given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex)
        begun, status = time.perf_counter(), BROKEN_OFF
        session = scope["type"] == "websocket"

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "websocket.accept":
                status = SWITCHED
                self._count(scope, status, None)
            elif message["type"].endswith("response.start"):
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = REQUEST.get()
            elif message["type"] == "websocket.close" and status == BROKEN_OFF:
                status = 403  # what the other side is answered who is closed before it was let in
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:
            status = 500 if status == BROKEN_OFF else status
            raise
        finally:
            took_s = time.perf_counter() - begun
            if not (session and status == SWITCHED):
                self._count(scope, status, None if session else took_s)
            self._write(scope, status, took_s)
            REQUEST.reset(token)

    def _count(self, scope: Scope, status: int, took_s: float | None) -> None:
        if self._measured is not None:
            self._measured.answered(route_of(scope, self._base), method_of(scope), status, took_s)

    def _write(self, scope: Scope, status: int, took_s: float) -> None:
        route = route_of(scope, self._base)
        # Whoever watches asks every few seconds; that all was well need not be written down each time.
        if route not in ALWAYS_ANSWERED or status >= 400:
            said = {"route": route, "method": method_of(scope), "status": status, "duration_ms": round(took_s * 1000)}
            ACCESS.info("session" if scope["type"] == "websocket" else "request", extra=said)
