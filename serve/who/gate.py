"""Nothing of the plan leaves the server for whom nobody let in: each request and WebSocket passes here."""

from html import escape
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.store.person import Person
from layers.text import LANGUAGES, Language, text
from serve.who.asking import person_of
from serve.who.choice import Choice, choice

SIGN_IN = "/sign-in"
SIGNING_IN = ("/auth/", "/oauth2callback", SIGN_IN)
FREE = (*SIGNING_IN, "/static/", "/vendor/", "/modules/", "/_stcore/health", "/health/", "/metrics")
"""without what somebody may read: signing in, code, how the server is (its figures have a guard of their own)"""
SIGNING_OUT = "/auth/logout"
WANTED = "plan_map_wanted"
WANTED_S = 600
MOST_WANTED = 3800
"""of a cookie's characters browsers keep some 4,000"""
DENIAL = "websocket.http.response"
NEVER = {"Cache-Control": "no-store"}


class Gate:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, *, base: str = "") -> None:
        """Base: the path that the app is served under."""
        self._app, self._base = app, f"/{base.strip('/')}" if base.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what somebody may have."""
        if scope["type"] not in ("http", "websocket") or self._is_free(scope["path"]):
            # The server's own start and end have no path.
            leaving = scope.get("path", "").removeprefix(self._base) == SIGNING_OUT
            return await self._app(scope, receive, _forgetting(send) if leaving else send)
        person = person_of(scope)
        if not person.may("reader"):
            return await self._refuse(scope, receive, send, person)
        # Where everybody reads, whoever began to sign in and left it is no longer on their way.
        if scope["type"] == "http" and (person.id or not choice().is_open) and self._wanted(scope) is not None:
            return await self._to_wanted(scope)(scope, receive, send)
        await self._app(scope, receive, send if choice().is_open else _private(send))

    def _is_free(self, path: str) -> bool:
        inside = path.removeprefix(self._base)
        return any(inside == free or (free.endswith("/") and inside.startswith(free)) for free in FREE)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, person: Person) -> None:
        answer = _refusal(scope, person, choice(), is_page=scope["path"].rstrip("/") in ("", self._base))
        if scope["type"] == "http" or DENIAL in scope.get("extensions", {}):
            return await answer(scope, receive, send)
        await receive()
        await send({"type": "websocket.close", "code": 1008})

    def _wanted(self, scope: Scope) -> str | None:
        """What somebody had asked for before they signed in, when they come back from there."""
        if scope["path"].rstrip("/") != self._base or scope["query_string"]:
            return None
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(WANTED)
        return None if found is None else unquote(found.value)

    def _to_wanted(self, scope: Scope) -> Response:
        answer = RedirectResponse(f"./?{self._wanted(scope)}", status_code=303, headers=NEVER)
        answer.delete_cookie(WANTED, path=f"{self._base}/")
        return answer


def _forgetting(send: Send) -> Send:
    """The browser of whoever signs out keeps nothing that they had to sign in for."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (b"clear-site-data", b'"cache"')]
        await send(message)

    return sending


def _private(send: Send) -> Send:
    """No store between server and browser keeps for others what somebody had to sign in for."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                (name, value.replace(b"public", b"private") if name.lower() == b"cache-control" else value)
                for name, value in message["headers"]
            ]
        await send(message)

    return sending


def _refusal(scope: Scope, person: Person, chosen: Choice, *, is_page: bool) -> Response:
    """Why, and the way in."""
    key = "who.localOnly" if chosen.is_local else "who.noRole" if person.id else "who.signIn"
    status = 401 if key == "who.signIn" else 403
    said = {language: text(key, language, id=person.id) for language in LANGUAGES}
    if not is_page:
        return PlainTextResponse(" / ".join(said.values()), status_code=status, headers=NEVER)
    answer = HTMLResponse(_page(said, offers=chosen.has_accounts and not person.id), status_code=status, headers=NEVER)
    if chosen.has_accounts:
        _keep_wanted(answer, scope, f"{scope['path'].rstrip('/')}/")
    return answer


def _keep_wanted(answer: Response, scope: Scope, path: str) -> None:
    """Have the browser remember what it asks for, until somebody has signed in."""
    query = quote(scope["query_string"].decode("latin-1"))
    if query and len(query) < MOST_WANTED:
        kept = {"max_age": WANTED_S, "path": path, "httponly": True, "secure": scope["scheme"] == "https"}
        answer.set_cookie(WANTED, query, samesite="lax", **kept)


def _page(said: dict[Language, str], *, offers: bool) -> str:
    names = " · ".join(text("app.name", language) for language in LANGUAGES)
    words = "".join(f'<p lang="{language}">{escape(line)}</p>' for language, line in said.items())
    label = " · ".join(text("who.signInButton", language) for language in LANGUAGES)
    way = f'<p><a href="sign-in">{escape(label)}</a></p>' if offers else ""
    style = (
        "body{font:16px/1.6 'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;margin:15vh auto;max-width:32em;"
        "padding:0 16px;color-scheme:light dark}a{display:inline-block;padding:10px 20px;border-radius:6px;"
        "background:#1d4f73;color:#fff;text-decoration:none}"
    )
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(names)}</title><style>{style}</style><main><h1>{escape(names)}</h1>{words}{way}</main></html>"
    )


async def sign_in(request: Request) -> Response:
    """Where the way to the identity provider begins; Streamlit's own route goes on with it.

    Its query is the view that is to be there afterwards.
    """
    from streamlit.auth_util import encode_provider_token  # noqa: PLC0415 - Authlib comes with it

    if not choice().has_accounts:
        return PlainTextResponse(" / ".join(text("who.noAccounts", language) for language in LANGUAGES), 404, NEVER)
    way = f"auth/login?provider={encode_provider_token('default')}"
    answer = RedirectResponse(way, status_code=303, headers=NEVER)
    _keep_wanted(answer, request.scope, request.url.path.removesuffix(SIGN_IN) + "/")
    return answer
