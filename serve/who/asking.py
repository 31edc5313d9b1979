"""Who asks: of a request, of a WebSocket, of a Streamlit session. The same answer for all three.

Streamlit signs the cookie of whoever has signed in; its signature is read here as Streamlit itself reads it, its age by
rules of ours: a sign-in holds for as long as the settings say, until an administrator ends it, and at a process whose
clock is behind the one that signed it.
"""

import json
import logging
import time
from collections.abc import Mapping
from threading import Lock
from typing import Any

import streamlit as st
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from geo.store.person import Person
from serve.who.choice import Choice, choice
from serve.who.local import is_local

LOG = logging.getLogger(__name__)
KNOWN_S = 1.0
"""how long what somebody may do is not looked up again"""
AHEAD_S = 86_400.0
"""by so much the clock that signed may be ahead: two machines differ, or one was set right meanwhile"""
FOUND = "plan_map.person"
THE_USER = Person("", "", "", "admin")
"""of the machine itself"""
ANYBODY = Person("", "", "", "reader", is_anonymous=True)
STRANGER = Person("", "", "", "none", is_anonymous=True)
_known: dict[str, tuple[float, Person]] = {}
_lock = Lock()


def person_of(scope: Scope) -> Person:
    """Who asks, in an ASGI scope."""
    if FOUND not in scope:
        client = (scope.get("client") or ("",))[0]
        scope[FOUND] = _person(client, Headers(scope=scope), choice(), version=scope.get("http_version", ""))
    found: Person = scope[FOUND]
    return found


def person_now(scope: Scope) -> Person:
    """Who asks, by now: an answer that lasts outlives what somebody could do at its begin."""
    return person_of({name: value for name, value in scope.items() if name != FOUND})


def forget_known() -> None:
    """Look everybody up again: a role was given."""
    with _lock:
        _known.clear()


def session_person() -> Person:
    """Who sits before this Streamlit session."""
    # Streamlit gives no address for one of this machine's own.
    client = st.context.ip_address or "127.0.0.1"
    return _person(client, {name.lower(): value for name, value in st.context.headers.items()}, choice())


def _person(client: str, headers: Mapping[str, str], chosen: Choice, *, version: str = "") -> Person:
    if chosen.is_local:
        # A session without a browser, as tests have them, has no headers at all.
        return THE_USER if not headers or is_local(client, headers, version=version) else STRANGER
    claims, signed_at = _claims(headers.get("cookie", ""), chosen) if chosen.has_accounts else (None, 0.0)
    if claims is not None:
        try:
            person = _met(claims, chosen)
        except ValueError:
            LOG.warning("a sign-in without iss and sub")
        else:
            if signed_at > person.signed_out:
                return person
    return ANYBODY if chosen.is_open else STRANGER


def _met(claims: Mapping[str, Any], chosen: Choice) -> Person:
    key, now = json.dumps([claims.get(name) for name in ("iss", "sub", "name", "email")]), time.monotonic()
    with _lock:
        since, person = _known.get(key, (0.0, STRANGER))
        if person is not STRANGER and now - since < KNOWN_S:
            return person
    from geo.store.errors import StoreError  # noqa: PLC0415 - the database comes with it, which one user never needs
    from geo.store.people import People  # noqa: PLC0415
    from geo.store.store import Store  # noqa: PLC0415

    try:
        person = People(Store.present()).met(claims, newcomers=chosen.newcomers)
    except StoreError as error:
        LOG.warning("who somebody is could not be looked up: %s", error.code)
        # Nobody gets more than anybody where the store does not answer.
        return ANYBODY if chosen.is_open else STRANGER
    with _lock:
        if len(_known) > 10_000:
            _known.clear()
        _known[key] = now, person
    return person


def _claims(cookie: str, chosen: Choice) -> tuple[Mapping[str, Any] | None, float]:
    """What the provider said of whoever has signed in, and when; None where nobody has, or the cookie is not ours."""
    cookies = cookie_parser(cookie) if cookie else {}
    if USER_COOKIE_NAME not in cookies:
        return None, 0.0
    signed_at: list[float] = []

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        if not value:
            return None
        content, moment = URLSafeTimedSerializer(get_cookie_secret(), salt=name).loads(
            # Anything may stand in a cookie; what is not Latin-1 was never sent by us.
            value.encode("latin-1", "replace"),
            return_timestamp=True,
        )
        signed_at.append(moment.timestamp())
        return str(content).encode()

    try:
        content = get_cookie_with_chunks(one, USER_COOKIE_NAME)
        claims = json.loads(content) if content else None
    except (BadData, ValueError, TypeError, KeyError):
        return None, 0.0
    if not isinstance(claims, dict) or not claims.get("is_logged_in"):
        return None, 0.0
    if not -AHEAD_S <= time.time() - min(signed_at) <= chosen.signed_in_s:
        return None, 0.0
    # Signed for another address with the same secret.
    return (claims, min(signed_at)) if claims.get("origin") == get_origin_from_redirect_uri() else (None, 0.0)
