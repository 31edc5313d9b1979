"""The window to servers outside: a page without anything to see, which alone may ask the hosts that its address names.

A basemap that somebody chooses lies on a host that no policy could know when the map's own page was answered. That
page therefore stays closed, and this one, which the map opens as an iframe, fetches tiles of just those hosts and
hands the bytes over (web/tiles/frame.js). It holds nothing else, and only pages of the app may open it.
"""

import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from layers.text import LANGUAGES, text
from serve.headers import POLICY, policy_of
from web.assets import modules_hash

FRAME = "basemaps/window.html"
SCRIPT = "tiles/frame.js"
ORIGIN = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?")
MOST_ORIGINS = 10
"""Tianditu has eight"""


def frame_policy(origins: list[str]) -> str:
    """What the page may do: run its script, and ask those origins."""
    return policy_of(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'"],
            "connect-src": origins,
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
            "frame-ancestors": ["'self'"],
        }
    )


def frame_page(request: Request) -> Response:
    """The page for the hosts that the parameters `at` name; 400 in words where one is none."""
    origins = request.query_params.getlist("at")
    if not 0 < len(origins) <= MOST_ORIGINS or not all(map(ORIGIN.fullmatch, origins)):
        said = " / ".join(text("tiles.address", language) for language in LANGUAGES)
        return PlainTextResponse(said, status_code=400, headers={"Cache-Control": "no-store"})
    script = f"../modules/{modules_hash()}/{SCRIPT}"
    body = f'<!doctype html><meta charset="utf-8"><title>tiles</title><script type="module" src="{script}"></script>'
    headers = {
        POLICY: frame_policy(origins),
        "X-Frame-Options": "SAMEORIGIN",
        # Who lends tiles may want to know for whom: the origin, no more.
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cache-Control": "no-cache",
    }
    return HTMLResponse(body, headers=headers)
