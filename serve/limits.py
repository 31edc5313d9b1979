"""Bounds on what anybody can ask of the server at once: requests, sessions, sizes and waiting, refused in words.

Connections as such are bounded in `serve.connections`, orders of products in `serve.waiting`.
"""

import asyncio
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from layers.text import LANGUAGES, Language, text
from serve.figures.readings import FIGURES, Counts
from serve.guards.memory import LEFT

MOST_REQUESTS = 100
"""answered at the same time; each takes milliseconds"""
MOST_SESSIONS = 300
MOST_BODY_BYTES = 3_000_000
"""a briefing's file (briefing.reading) and what a form adds to it"""
UPLOADS, MOST_UPLOAD_BYTES = "/own/uploads", 200_000_000
"""the one address that takes layers of people's own, which it writes to disk as they come (serve/own)"""
BODY_WAIT_S = 20.0
RETRY_S = 5
HEALTH, LIVE, READY = "/_stcore/health", "/health/live", "/health/ready"
ALWAYS_ANSWERED = (HEALTH, LIVE, READY)
"""whoever watches over the server must be told how it is"""
NEWS = "/news"
"""answers for as long as somebody listens (serve/edits/news.py)"""
DENIAL = "websocket.http.response"
REFUSED = Counts("plan_map_refused", "Requests and sessions that a limit refused", "limit")


class Words:
    """Why something is refused: a status, and the key of the words with their values."""

    def __init__(self, status: int, key: str, *, retry_s: int = RETRY_S, **values: object) -> None:
        self.status, self.key, self.retry_s, self.values = status, key, retry_s, values


class _RefusedError(Exception):
    """A body that is too large, or does not come."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.words = Words(status, key)


class Limits:
    """ASGI middleware; one for the whole server."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        requests: int = MOST_REQUESTS,
        sessions: int = MOST_SESSIONS,
        body_wait_s: float = BODY_WAIT_S,
        base: str = "",
    ) -> None:
        """base: the path below which the app is."""
        self._app, self._requests, self._sessions, self._body_wait_s = app, requests, sessions, body_wait_s
        self._always = {f"/{base.strip('/')}".rstrip("/") + path for path in ALWAYS_ANSWERED}
        self._news = f"/{base.strip('/')}".rstrip("/") + NEWS
        self._at_work = self._connected = self._listening = 0
        FIGURES.gauge("plan_map_sessions", "Sessions that are connected", lambda: self._connected)
        FIGURES.gauge("plan_map_requests_at_work", "Requests that are being answered", lambda: self._at_work)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits."""
        if scope["type"] == "http" and scope["path"] == self._news:
            await self._listener(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._session(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _listener(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Who waits for news is no work: as many may as there may be sessions."""
        if self._listening >= self._sessions:
            return await refusal(scope, Words(503, "limits.busy"))(scope, receive, send)
        self._listening += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._listening -= 1

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._at_work >= self._requests and scope["path"] not in self._always:
            return await refusal(scope, Words(503, "limits.busy"))(scope, receive, send)
        given = Headers(scope=scope).get("content-length", "0")
        uploads = scope["path"].endswith(UPLOADS)
        most = MOST_UPLOAD_BYTES if uploads else MOST_BODY_BYTES
        too_large = "limits.uploadTooLarge" if uploads else "limits.tooLarge"
        if not given.isascii() or not given.isdigit() or int(given) > most:
            return await refusal(scope, Words(413, too_large))(scope, receive, send)
        self._at_work += 1
        answered = False

        async def sending(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(scope, self._bounded(receive, most, too_large), sending)
        except _RefusedError as error:
            if not answered:
                await refusal(scope, error.words)(scope, receive, send)
        finally:
            self._at_work -= 1

    def _bounded(self, receive: Receive, most: int, too_large: str) -> Receive:
        """Receives a body that is small enough and comes in time; what follows the body may take its time.

        too_large: key of the words for one that is not.
        """
        size, whole = 0, False

        async def bounded() -> Message:
            nonlocal size, whole
            if whole:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), self._body_wait_s)
            except TimeoutError as error:
                raise _RefusedError(408, "limits.tooSlow") from error
            size += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if size > most:
                raise _RefusedError(413, too_large)
            return message

        return bounded

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._connected >= self._sessions:
            if DENIAL in scope.get("extensions", {}):
                # The answer to a handshake carries the headers of a 503.
                return await refusal(scope, Words(503, "limits.busy"))(scope, receive, send)
            REFUSED.add("limits.busy")
            await receive()
            return await send({"type": "websocket.close", "code": 1013})
        self._connected += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._connected -= 1
            LEFT.set()


def _language(scope: Scope) -> Language | None:
    """The language that the address names, else the browser's first of ours."""
    named = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    preferred = Headers(scope=scope).get("accept-language", "")[:2]
    return next((language for asked in (named, preferred) for language in LANGUAGES if asked == language), None)


def refusal(scope: Scope, words: Words) -> Response:
    """Why, in the page's language, or in both where it is not known."""
    REFUSED.add(words.key)
    language = _language(scope)
    values = {"seconds": words.retry_s, "most": MOST_UPLOAD_BYTES // 1_000_000, **words.values}
    texts = [text(words.key, name, **values) for name in LANGUAGES if language in (None, name)]
    headers = {"Cache-Control": "no-store", "Connection": "close"}
    if words.status in (408, 429, 503):
        headers["Retry-After"] = str(words.retry_s)
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return PlainTextResponse(" / ".join(texts), status_code=words.status, headers=headers)
    page = "".join(f"<p>{escape(said)}</p>" for said in texts)
    body = (
        f'<!doctype html><meta charset="utf-8"><title>{escape(text("app.name", language or "zh"))}</title>'
        f"<main>{page}</main>"
    )
    return HTMLResponse(body, status_code=words.status, headers=headers)
