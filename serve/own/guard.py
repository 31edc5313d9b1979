"""Who may bring and change layers: pages of the app itself; by default on this very machine only.

There are no accounts. On a machine that only its user reaches, that is nobody else's matter; where others reach it,
whoever runs it says so: PLAN_MAP_UPLOADS=on. `off` takes layers away altogether.
"""

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request

SETTING = "PLAN_MAP_UPLOADS"
LOOPBACK_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?")
PROXIED = ("x-forwarded-for", "x-forwarded-host", "forwarded", "via")
SAFE = ("GET", "HEAD")


def refused(request: Request, environment: Mapping[str, str] = os.environ) -> str | None:
    """Key of the words that say why a request is not carried out; None where it may be."""
    if not _open_to(request.client.host if request.client else "", request.headers, environment):
        return "own.notHere"
    return None if request.method in SAFE or _is_own_page(request) else "own.foreign"


def session_may_see(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the person of this Streamlit session may see layers, in products too."""
    # Streamlit gives no address for one of this machine's own.
    client = st.context.ip_address or "127.0.0.1"
    return _open_to(client, {name.lower(): value for name, value in st.context.headers.items()}, environment)


def _open_to(client: str, headers: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    setting = environment.get(SETTING, "").strip().lower()
    return setting == "on" or (setting != "off" and is_local(client, headers))


def is_local(client: str, headers: Mapping[str, str]) -> bool:
    """Whether it was asked on this machine, by its own name, and nobody handed it on.

    A page elsewhere whose name leads to this machine has that name in its Host header.
    """
    try:
        near = ip_address(client).is_loopback
    except ValueError:
        near = False
    host = headers.get("host", "")
    return near and LOOPBACK_HOST.fullmatch(host) is not None and not any(name in headers for name in PROXIED)


def _is_own_page(request: Request) -> bool:
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
