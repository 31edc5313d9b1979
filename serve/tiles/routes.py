"""The routes of basemaps: the list of what there is, and the tiles of packages, out of the folder and nothing else.

Tiles are addressed by package and version, so that the browser may keep them for ever. Few are read at once: a flood
of them is answered in words, and what else the server does goes on.
"""

import asyncio
from dataclasses import asdict
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from geo.tiles.folder import Entry, Folder
from geo.tiles.model import MOST_ZOOM, PackageError, Tile
from geo.tiles.mvt import unpacked
from geo.tiles.online import tianditu_key
from geo.tiles.pictures import picture_of
from layers.text import LANGUAGES, text
from layers.tile_rules import tile_rules
from serve.tiles.frame import FRAME, frame_page
from serve.tiles.records import BasemapsDocument, PackageRecord

MOST_READ = 6
"""tiles that are read at the same time"""
MOST_WAITING = 60
"""that wait for it; Limits lets a hundred requests in altogether"""
RETRY_S = 1
SURE_BYTES = 24_000
"""of a packed tile: gzip makes no more than a thousandfold"""
MEDIA = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "mvt": "application/vnd.mapbox-vector-tile"}
NEVER = {"Cache-Control": "no-store"}
KEPT = {"Cache-Control": "private, max-age=31536000, immutable"}


class Door:
    """Lets few read at once and some wait."""

    def __init__(self, reading: int = MOST_READ, waiting: int = MOST_WAITING) -> None:
        self._places, self._most, self._here = asyncio.Semaphore(reading), reading + waiting, 0

    @property
    def full(self) -> bool:
        """Whether nobody more may wait."""
        return self._here >= self._most

    async def tile(self, entry: Entry, zoom: int, column: int, row: int) -> Tile | None:
        """A tile of a package, after those who wait already. Raises PackageError."""
        self._here += 1
        try:
            async with self._places:
                return await run_in_threadpool(sound_tile, entry, zoom, column, row)
        finally:
            self._here -= 1


PACKAGES = Folder()
DOOR = Door()


def _words(key: str, status: int, **values: object) -> Response:
    said = " / ".join(text(key, language, **values) for language in LANGUAGES)
    return PlainTextResponse(said, status_code=status, headers=NEVER)


def sound_tile(entry: Entry, zoom: int, column: int, row: int) -> Tile | None:
    """A tile that is what its package says. Raises PackageError."""
    package = entry.package
    if package is None:
        raise PackageError(entry.fault or "broken")
    tile = package.tile(zoom, column, row)
    if tile is None:
        return None
    if package.about.format == "mvt":
        if tile.gzipped and len(tile.content) > SURE_BYTES:
            unpacked(tile)
        return tile
    picture = picture_of(tile.content)
    if picture is None or not picture.fits:
        raise PackageError("broken")
    return tile


async def _tile(request: Request) -> Response:
    path = request.path_params
    entry = PACKAGES.entry(path["id"]) or (await run_in_threadpool(PACKAGES.entries)).get(path["id"])
    if entry is None or entry.version != path["version"]:
        return _words("tiles.gone", 404)
    zoom, column, row = path["z"], path["x"], path["y"]
    if zoom > MOST_ZOOM or column >= 1 << zoom or row >= 1 << zoom:
        return _words("tiles.range", 400, most=MOST_ZOOM)
    tag = {"ETag": f'"{entry.version}-{zoom}-{column}-{row}"'}
    if request.headers.get("if-none-match") == tag["ETag"]:
        return Response(status_code=304, headers=KEPT | tag)
    if DOOR.full:
        busy = _words("tiles.busy", 503)
        busy.headers["Retry-After"] = str(RETRY_S)
        return busy
    try:
        tile = await DOOR.tile(entry, zoom, column, row)
    except PackageError as error:
        return _words(f"tiles.fault.{error.fault}", 422, file=entry.file)
    return _found(entry, tile, tag)


def _found(entry: Entry, tile: Tile | None, tag: dict[str, str]) -> Response:
    """A tile as an answer; none is an answer too."""
    if tile is None or entry.about is None:
        return Response(status_code=204, headers=KEPT | tag)
    packed = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"} if tile.gzipped else {}
    return Response(tile.content, media_type=MEDIA[entry.about.format], headers=KEPT | packed | tag)


def package_record(entry: Entry) -> PackageRecord:
    """A package as the browser sees it; its address leads from the page."""
    about = entry.about
    return PackageRecord(
        id=entry.id,
        file=entry.file,
        name=entry.name,
        fault=entry.fault or "",
        credit=about.credit if about else "",
        url=f"basemaps/{quote(entry.id)}/{entry.version}/{{z}}/{{x}}/{{y}}",
        kind="" if about is None else "vector" if about.format == "mvt" else "raster",
        datum=about.datum if about else "",
        minZoom=about.min_zoom if about else 0,
        maxZoom=about.max_zoom if about else 0,
        tilePx=about.tile_px if about else 0,
        bounds=list(about.bounds) if about else [],
    )


def basemaps_document() -> BasemapsDocument:
    """What there is to choose from now."""
    return BasemapsDocument(
        packages=[package_record(entry) for entry in PACKAGES.entries().values()],
        folder=PACKAGES.path.name,
        tiandituKey=tianditu_key(),
        rules=list(tile_rules()),
        frame=FRAME,
    )


def _list(_: Request) -> Response:
    return JSONResponse(basemaps_document() | {"rules": [asdict(rule) for rule in tile_rules()]}, headers=NEVER)


TILE_ROUTES = [
    Route("/basemaps/list.json", _list),
    Route(f"/{FRAME}", frame_page),
    Route("/basemaps/{id}/{version}/{z:int}/{x:int}/{y:int}", _tile),
]
