"""What the app serves besides its pages: deck.gl from the installed pydeck wheel, the map's modules, the documents.

Everything is gzipped once and addressed by hash, so the browser may keep it for ever.
"""

import gzip
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from threading import Event, Thread

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from layers.screen.served import recent_document, served
from layers.screen.shelf import Document
from serve.ask.routes import ASK_ROUTES
from serve.edits.news import NEWS_ROUTES
from serve.edits.routes import EDIT_ROUTES
from serve.list_download import list_workbook
from serve.notes.routes import NOTE_ROUTES
from serve.ogc.routes import OGC_ROUTES
from serve.own.routes import OWN_ROUTES
from serve.simple_map import simple_map
from serve.tiles.routes import TILE_ROUTES
from serve.trail.routes import TRAIL_ROUTES
from serve.who.gate import sign_in
from web.assets import BundleError, deck_bundle, modules

SHORT_TURN_S = 0.0005
FOREVER = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
}
# What is not there today may be tomorrow, after an upgrade or a rollback; what leads elsewhere may lead somewhere else.
NEVER = {"Cache-Control": "no-store"}

WARM = Event()
"""set when the warm-up has ended"""


def _gzipped(content: bytes, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers=FOREVER)


def _missing(name: str) -> Response:
    return PlainTextResponse(
        f"{name}: 已不存在，请刷新页面 / no longer here, reload the page", status_code=404, headers=NEVER
    )


def _vendor(request: Request) -> Response:
    deck = deck_bundle()
    name = request.path_params["name"]
    return _gzipped(deck.gzipped, "text/javascript") if name == f"deck-{deck.hash}.js" else _missing(name)


@lru_cache(maxsize=256)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


# Not in a thread of its own: dozens of modules are asked for at once, and each change of threads waits for the warm-up.
async def _module(request: Request) -> Response:
    present, name = modules(), request.path_params["name"]
    # Another version's modules are not answered with this one's: the two would mix, and be kept for ever.
    if request.path_params["hash"] != present.hash or name not in present.files:
        return _missing(name)
    return _gzipped(_compressed(present.files[name]), "text/css" if name.endswith(".css") else "text/javascript")


def _document(request: Request) -> Response:
    name = request.path_params["name"]
    served()
    # A browser that has not heard yet of a change gets what it was promised.
    found = recent_document(name.removesuffix(".json"))
    return _missing(name) if found is None else _gzipped(found.gzipped, "application/json")


def _briefings(request: Request) -> Response:
    from serve.briefings_document import briefings_document  # noqa: PLC0415 - the map stands before these are needed

    present = briefings_document()
    if request.path_params["name"] != f"{present.hash}.json":
        # The map has started before they were known, or somebody has saved since: it gets what there is now.
        return RedirectResponse(f"{present.hash}.json", headers=NEVER)
    return _gzipped(present.gzipped, "application/json")


def _make_progress() -> Document:
    from layers.progress.served import progress_document  # noqa: PLC0415 - the map stands before it is needed

    return progress_document()


def _progress(request: Request) -> Response:
    present = _make_progress()
    if request.path_params["name"] != f"{present.hash}.json":
        # The map has started before it was known, or it is another day since.
        return RedirectResponse(f"{present.hash}.json", headers=NEVER)
    return _gzipped(present.gzipped, "application/json")


def warm_up() -> None:
    """Make what the first visitor will ask for while the browser is still loading the page, in a thread of its own."""
    Thread(target=_make_all, name="warm-up", daemon=True).start()


def _make_all() -> None:
    # Python threads take turns: with short ones the pages that are asked for meanwhile are not kept waiting.
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SHORT_TURN_S)
    # A wheel that does not fit is reported by the page that needs it.
    with suppress(BundleError):
        deck_bundle()
    served()
    sys.setswitchinterval(usual)
    WARM.set()
    # Nobody waits for it: the first card asks for it.
    _make_progress()


ROUTES = [
    Route("/vendor/{name}", _vendor),
    Route("/modules/{hash}/{name:path}", _module),
    Route("/documents/{name}", _document),
    Route("/briefings/{name}", _briefings),
    Route("/progress/{name}", _progress),
    Route("/fallback/{hash}/{language}", simple_map),
    Route("/export/list.xlsx", list_workbook),
    Route("/sign-in", sign_in),
    *TILE_ROUTES,
    *OWN_ROUTES,
    *ASK_ROUTES,
    *EDIT_ROUTES,
    *NEWS_ROUTES,
    *OGC_ROUTES,
    *NOTE_ROUTES,
    *TRAIL_ROUTES,
]


def under(base: str, routes: Sequence[Route]) -> list[Route]:
    """The routes below a base path, as --server.baseUrlPath gives it, with or without slashes round it."""
    base = base.strip("/")
    if not base:
        return list(routes)

    def to_start(request: Request) -> Response:
        return RedirectResponse(
            f"{base.rpartition('/')[2]}/" + (f"?{query}" if (query := request.url.query) else ""), headers=NEVER
        )

    # Streamlit mounts itself at the same path: what is ours stands before it, route by route.
    own = (Route(f"/{base}{route.path}", route.endpoint, methods=list(route.methods or ["GET"])) for route in routes)
    return [Route(f"/{base}", to_start), *own]
