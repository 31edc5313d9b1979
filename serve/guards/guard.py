"""ASGI middleware before all limits: addresses that are too long, clients that ask too often, figures that are shut.

What each kind of request costs decides its rate. Nothing that a browser may keep for ever is counted.
"""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from serve.figures.setting import may_read
from serve.guards.rates import Buckets, Rate, client_key
from serve.limits import ALWAYS_ANSWERED, DENIAL, Words, refusal

MOST_ADDRESS = 10_000
"""bytes of a path with its query: a link has 8,000 at most (layers.view.link), and the rest of an address is short"""
KEPT_FOR_EVER = re.compile(
    r"/(?:modules|vendor|documents|static|media|_stcore/bidi-components)/.*|/basemaps/[^/]+/[^/]+/\d+/\d+/\d+"
    r"|/(?:briefings|progress)/[0-9a-f]{16}\.json|/favicon\.\w+"
)
MADE_FOR_IT = re.compile(r"/(?:export|fallback|ask)/.*|/own/(?:uploads|layers).*|/_stcore/upload_file/.*")
STREAMLITS_FIGURES = "/_stcore/metrics"
SESSIONS = Rate(at_once=300, a_second=5)
"""all that the server holds may come back at once, after it was started anew"""
MAKING = Rate(at_once=300, a_second=5)
"""answers, lists, uploads: something is made for each; the lanes bound them besides"""
OTHERS = Rate(at_once=1500, a_second=50)
"""a start asks for about ten"""


class Guard:
    """One for the whole server; base is the path below which the app is."""

    def __init__(
        self, app: ASGIApp, *, base: str = "", sessions: Rate = SESSIONS, making: Rate = MAKING, others: Rate = OTHERS
    ) -> None:
        self._app, self._base = app, f"/{base.strip('/')}".rstrip("/")
        self._sessions, self._making, self._others = Buckets(sessions), Buckets(making), Buckets(others)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        path = str(scope["path"])
        path = path.removeprefix(self._base) if path.startswith(f"{self._base}/") else path
        refused = self._refused(scope, path)
        if refused is None:
            return await self._app(scope, receive, send)
        if scope["type"] == "http" or DENIAL in scope.get("extensions", {}):
            return await refusal(scope, refused)(scope, receive, send)
        await receive()
        await send({"type": "websocket.close", "code": 1013})

    def _refused(self, scope: Scope, path: str) -> Words | None:
        if len(scope.get("raw_path") or path.encode()) + len(scope.get("query_string", b"")) > MOST_ADDRESS:
            return Words(414, "limits.addressTooLong", limit=MOST_ADDRESS)
        if path in ALWAYS_ANSWERED:
            return None
        host = scope["client"][0] if scope.get("client") else ""
        if path == STREAMLITS_FIGURES and not may_read(host, Headers(scope=scope)):
            return Words(404, "limits.notHere")
        buckets = self._buckets(scope, path)
        client = client_key(host)
        wait_s = buckets.wait_s(client) if buckets and client else 0
        return Words(429, "limits.tooOften", retry_s=wait_s) if wait_s else None

    def _buckets(self, scope: Scope, path: str) -> Buckets | None:
        if scope["type"] == "websocket":
            return self._sessions
        if KEPT_FOR_EVER.fullmatch(path):
            return None
        return self._making if MADE_FOR_IT.fullmatch(path) else self._others
