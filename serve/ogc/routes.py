"""The routes of `ogc`: OGC API – Features by pygeoapi, and vector tiles of the whole plan.

pygeoapi is imported when somebody first asks. What it answers is of the plan as it is now, with what was accepted.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from geo.tiles.model import PackageError
from layers.text import LANGUAGES, Language, text
from serve.ogc.work import Collections, collections, package

if TYPE_CHECKING:
    from serve.ogc.service import Service

ROOT = "/ogc"
HOST = re.compile(r"[\w.-]{1,253}(?::\d{1,5})?|\[[0-9a-fA-F:]{2,39}\](?::\d{1,5})?")
AGAIN = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
NEVER = {"Cache-Control": "no-store"}
TILE_KEPT = {"Cache-Control": "private, max-age=31536000, immutable"}
MVT = "application/vnd.mapbox-vector-tile"
UNREAD = ("filter", "filter-lang", "filter-crs", "datetime")
"""parameters of the standards' that are not served: whoever uses one must hear it, not get everything"""
MOST_SERVICES = 8
_services: OrderedDict[tuple[str, str], "Service"] = OrderedDict()
_configuring = Lock()


def language_of(request: Request) -> Language:
    """The address's `lang`, else the client's first of ours, else Chinese."""
    named = request.query_params.get("lang", "")[:2]
    liked = [part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    return next((language for asked in (named, *liked) for language in LANGUAGES if asked == language), "zh")


def _words(key: str, status: int, **values: object) -> Response:
    said = " / ".join(text(key, language, **values) for language in LANGUAGES)
    return PlainTextResponse(said, status_code=status, headers=NEVER)


def root_of(request: Request) -> str | None:
    """Where the client has the service, without a slash at its end; None where it says no host that could be one."""
    if not HOST.fullmatch(request.headers.get("host", "")):
        return None
    path = request.url.path
    return f"{request.url.scheme}://{request.url.netloc}{path[: path.index(ROOT) + len(ROOT)]}"


def _service(found: Collections, root: str) -> "Service":
    from serve.ogc.service import service_of  # noqa: PLC0415 - the map stands before anybody asks

    key = (found.key, root)
    with _configuring:
        service = _services.pop(key, None) or service_of(found, root, root.removesuffix(ROOT.lstrip("/")))
        _services[key] = service
        while len(_services) > MOST_SERVICES:
            _services.popitem(last=False)
    return service


async def _answered(request: Request, named: str, *names: str) -> Response:
    """named: module and function of pygeoapi's, or of serve.ogc.service's."""
    root = root_of(request)
    if root is None:
        return _words("ogc.host", 400)
    if unread := [name for name in UNREAD if name in request.query_params]:
        return _words("ogc.unread", 400, names=", ".join(unread))
    if request.query_params.get("f", "json") != "json":
        return _words("ogc.format", 406)
    found = await collections(request, language_of(request))
    if isinstance(found, Response):
        return found
    about = f"{found.key} {request.url}"
    tag = f'W/"{hashlib.sha256(about.encode()).hexdigest()[:32]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=AGAIN | {"ETag": tag})
    made = await run_in_threadpool(_made, request, found, root, named, *names)
    made.headers.update(AGAIN | {"ETag": tag} if made.status_code == 200 else NEVER)
    return made


def _made(request: Request, found: Collections, root: str, named: str, *names: str) -> Response:
    from importlib import import_module  # noqa: PLC0415

    from serve.ogc.service import answer  # noqa: PLC0415

    module, _, function = named.rpartition(".")
    call: Callable[..., Any] = getattr(import_module(module), function)
    return answer(_service(found, root), request, call, *names)


def _route(path: str, named: str) -> Route:
    async def endpoint(request: Request) -> Response:
        return await _answered(request, named, *(str(name) for name in request.path_params.values()))

    return Route(f"{ROOT}{path}", endpoint)


async def _tilejson(request: Request) -> Response:
    """What a program has to know to draw the tiles, as TileJSON 3."""
    root = root_of(request)
    if root is None:
        return _words("ogc.host", 400)
    found = await package(request, language_of(request))
    if isinstance(found, Response):
        return found
    key, tiles = found
    about = tiles.about
    language = language_of(request)
    return JSONResponse(
        {
            "tilejson": "3.0.0", "scheme": "xyz", "name": text("app.name", language),
            "attribution": text("data.file.source", language),
            "license": text("data.file.licence", language),
            "tiles": [f"{root}/tiles/{{z}}/{{x}}/{{y}}.mvt?lang={language}&v={key}"],
            "minzoom": about.min_zoom, "maxzoom": about.max_zoom, "bounds": list(about.bounds),
            "vector_layers": [{"id": "plan", "fields": {}}],
        },
        headers=AGAIN,
    )  # fmt: skip


async def _tile(request: Request) -> Response:
    """One tile; kept for ever where the address names the state that it is of, else asked about each time."""
    found = await package(request, language_of(request))
    if isinstance(found, Response):
        return found
    key, tiles = found
    zoom, column, row = (int(request.path_params[name]) for name in ("z", "x", "y"))
    about = tiles.about
    if zoom > about.max_zoom or column >= 1 << zoom or row >= 1 << zoom:
        return _words("tiles.range", 400, most=about.max_zoom)
    kept = TILE_KEPT if request.query_params.get("v") == key else AGAIN
    headers = kept | {"ETag": f'"{key}-{zoom}-{column}-{row}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    try:
        tile = await run_in_threadpool(tiles.tile, zoom, column, row)
    except (PackageError, OSError):
        return _words("ogc.tiles", 503)
    if tile is None:
        return Response(status_code=204, headers=headers)
    packed = {"Content-Encoding": "gzip"} if tile.gzipped else {}
    return Response(tile.content, media_type=MVT, headers=headers | packed)


CORE, ITEMS, OWN = "pygeoapi.api", "pygeoapi.api.itemtypes", "serve.ogc.service"
OGC_ROUTES = [
    _route("", f"{CORE}.landing_page"),
    _route("/", f"{CORE}.landing_page"),
    _route("/openapi", f"{OWN}.openapi"),
    _route("/conformance", f"{OWN}.conformance"),
    _route("/collections", f"{CORE}.describe_collections"),
    _route("/collections/{id}", f"{CORE}.describe_collections"),
    _route("/collections/{id}/schema", f"{CORE}.get_collection_schema"),
    _route("/collections/{id}/queryables", f"{ITEMS}.get_collection_queryables"),
    _route("/collections/{id}/items", f"{ITEMS}.get_collection_items"),
    _route("/collections/{id}/items/{item}", f"{ITEMS}.get_collection_item"),
    Route(f"{ROOT}/tiles", _tilejson),
    Route(f"{ROOT}/tiles/{{z:int}}/{{x:int}}/{{y:int}}.mvt", _tile),
]
