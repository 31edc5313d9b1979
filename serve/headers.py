"""Headers of every answer: what a page may load, and who may show it in an iframe.

The browser itself refuses a page that asks another host, whatever stands in data, links or files. Streamlit's frontend
needs `blob:` for a component's module, styles inside the page, and a font as `data:`; it needs neither eval nor workers
here.

PLAN_MAP_FRAME_ANCESTORS names who may show the app in an iframe: 'self' (so it is by default), 'none', or origins such
as https://portal.example, separated by spaces.
"""

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMES = "PLAN_MAP_FRAME_ANCESTORS"
POLICY = "Content-Security-Policy"
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FRAME_SOURCE = re.compile(r"'self'|'none'|https?://(?:\*\.)?[\w.-]+(?::\d+)?")
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
LOOPBACK = re.compile(rb"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?")
OPENER = "Cross-Origin-Opener-Policy"
STARTS = {"http.response.start", "websocket.accept", "websocket.http.response.start"}
FAILED = "出错了，详情见服务器的记录 / something went wrong, see the server's log"


class SettingError(ValueError):
    """A setting in the environment cannot be used."""


@cache
def index_html() -> str:
    """Streamlit's own page."""
    spec = find_spec("streamlit")
    folder = Path(spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else "")
    return (folder / "static" / "index.html").read_text(encoding="utf-8")


def frame_ancestors(environment: Mapping[str, str] = os.environ) -> str:
    """Who may show the app in an iframe. Raises SettingError."""
    sources = environment.get(FRAMES, "").split() or ["'self'"]
    wrong = [source for source in sources if not FRAME_SOURCE.fullmatch(source)]
    if wrong:
        what = f"{FRAMES}: {' '.join(wrong)}"
        raise SettingError(
            f"{what}：请写 'self'、'none' 或 https://主机 / {what}: write 'self', 'none' or https://host"
        )
    return " ".join(sources)


def policy_of(rules: Mapping[str, Iterable[str]]) -> str:
    """A policy as the header has it."""
    return "; ".join(" ".join((rule, *sources)) for rule, sources in rules.items())


def page_policy(scripts: Iterable[str] = (), environment: Mapping[str, str] = os.environ) -> str:
    """What a page of the app may do; scripts are the inline scripts that it holds beside Streamlit's own.

    Raises SettingError.
    """
    inline = [_script_hash(script) for script in (*INLINE_SCRIPT.findall(index_html()), *scripts)]
    return policy_of(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'", "blob:", *inline],
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["'self'", "data:", "blob:"],
            "font-src": ["'self'", "data:"],
            "connect-src": ["'self'"],
            "manifest-src": ["'self'"],
            "frame-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": [frame_ancestors(environment)],
        }
    )


def sandboxed_policy(environment: Mapping[str, str] = os.environ) -> str:
    """What a page may do that brings all it needs with it: run, in an origin of its own, and ask nobody.

    Raises SettingError.
    """
    return policy_of(
        {
            "sandbox": ["allow-scripts", "allow-popups"],
            "default-src": ["'none'"],
            "script-src": ["'unsafe-inline'"],
            "style-src": ["'unsafe-inline'"],
            "img-src": ["data:", "blob:"],
            "font-src": ["data:"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": [frame_ancestors(environment)],
        }
    )


def _script_hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def headers(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What each answer has that says nothing else itself. Raises SettingError."""
    old = {"'self'": "SAMEORIGIN", "'none'": "DENY"}.get(frame_ancestors(environment))
    return {
        POLICY: page_policy(environment=environment),
        "X-Content-Type-Options": "nosniff",
        # Nobody outside hears even the address; basemaps of other servers have a window of their own (serve/tiles).
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
        **({"X-Frame-Options": old} if old else {}),
    }


class SecurityHeaders:
    """ASGI middleware: each answer, a WebSocket's handshake and a failure too, gets the headers it lacks."""

    def __init__(self, app: ASGIApp) -> None:
        """Raises SettingError."""
        self.app = app
        self.headers = headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] in STARTS:
                started = True
                self._complete(message, scope)
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            # What answers a failure stands outside all middleware, where no header is added any more.
            if scope["type"] == "http" and not started:
                await PlainTextResponse(FAILED, status_code=500)(scope, receive, with_headers)
            raise

    def _complete(self, message: Message, scope: Scope) -> None:
        present = MutableHeaders(scope=message)
        for name, value in self.headers.items():
            present.setdefault(name, value)
        if _is_trustworthy(scope):
            present.setdefault(OPENER, "same-origin")
        if message.get("status", 200) >= 400:
            present["Cache-Control"] = "no-store"


def _is_trustworthy(scope: Scope) -> bool:
    """Whether a browser takes the origin for a secure one; elsewhere it complains of some headers on every page."""
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    return scope["scheme"] in ("https", "wss") or LOOPBACK.fullmatch(host) is not None
