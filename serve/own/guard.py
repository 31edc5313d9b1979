"""Who may see and change layers: pages of the app itself, in the name of somebody who may.

Whoever may edit changes them, whoever has signed in sees them. Where everybody reads, nobody sees any but by
PLAN_MAP_UPLOADS=on, which lets all of them bring and change layers too; `off` takes layers away altogether.
"""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request

from geo.store.person import Person
from serve.who.asking import person_of, session_person

SETTING = "PLAN_MAP_UPLOADS"
SAFE = ("GET", "HEAD")


def refused(request: Request, environment: Mapping[str, str] = os.environ) -> str | None:
    """Key of the words that say why a request is not carried out; None where it may be."""
    changes = request.method not in SAFE
    reason = _reason(person_of(request.scope), changes=changes, environment=environment)
    return reason or ("own.foreign" if changes and not is_own_page(request) else None)


def may_bring(request: Request, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the person who asks may change layers, and bring some."""
    return _reason(person_of(request.scope), changes=True, environment=environment) is None


def session_may_see(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the person of this Streamlit session may see layers, in products too."""
    return _reason(session_person(), changes=False, environment=environment) is None


def _reason(person: Person, *, changes: bool, environment: Mapping[str, str]) -> str | None:
    setting = environment.get(SETTING, "").strip().lower()
    if setting == "off" or not person.may("reader"):
        return "own.notHere"
    if setting == "on":
        return None
    if person.is_anonymous:
        return "own.notHere"
    return "who.readersOnly" if changes and not person.may("editor") else None


def is_own_page(request: Request) -> bool:
    """Whether a page of the app asks, or no page at all: browsers say whose a request is that changes something."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return site is not None or "referer" not in request.headers
    allowed = st.get_option("server.corsAllowedOrigins") or []
    host = request.headers.get("host", "")
    return (bool(host) and urlsplit(origin).netloc == host) or origin in allowed
