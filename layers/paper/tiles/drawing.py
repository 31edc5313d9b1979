"""A basemap of tiles under a map on paper, whose it is, or in words why ours stands in for it."""

import time
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from geo.tiles.address import AddressError
from geo.tiles.fetching import FetchError
from geo.tiles.folder import Folder
from geo.tiles.model import Package
from geo.tiles.online import ONLINE, Online, configured, tianditu, tianditu_server_key
from layers.paper.extent import Extent
from layers.paper.pen import Pen
from layers.paper.text import LINE_HEIGHT, Hand, fitted, wrapped, write
from layers.paper.tiles.mosaic import Mosaic, Pictures, Pixels
from layers.paper.tiles.sources import OnlinePictures, PackagePictures
from layers.paper.tiles.vectors import draw_vectors
from layers.text import text
from layers.view.state import BASEMAPS, NO_BASEMAP

PRINT_DPI = 300
TILES_ZORDER = 2.5
"""above the units' fills, below the borders"""
CREDIT_ZORDER, CREDIT_PT, CREDIT_GAP_PT = 210.0, 6.5, 4.0
MOST_NOTE_LINES = 3
REMEMBERED_S = 60.0
"""a server that does not answer is not asked for the next page of an atlas"""
OWN_WORDS = {
    "network": "tiles.paper.network",
    "slow": "tiles.paper.slow",
    "large": "tiles.paper.large",
}
"""reasons that paper words otherwise than the screen"""

_silent: dict[str, tuple[float, FetchError]] = {}


class TilesMissingError(Exception):
    """A basemap of tiles that cannot be printed: the key of its wording, and what stands in it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """What a choice of a basemap stands for: pictures, or a package of vector tiles."""

    credit: str
    name: str
    address: str = ""
    """of a server"""
    pictures: Pictures | None = None
    vectors: Package | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PrintedTiles:
    """What lies under a map, and whose it is."""

    picture: Pixels
    credit: str


@cache
def _folder() -> Folder:
    return Folder()


def chosen_tiles(base: str, *, folder: Folder | None = None) -> Chosen | None:
    """What base stands for; None where it is no basemap of tiles. Raises TilesMissingError.

    Servers are those that whoever runs the app has named (geo/tiles/online.py), and no others.
    """
    if base in ("city", NO_BASEMAP):
        return None
    if base in BASEMAPS:
        online = _online(base)
        try:
            pictures = OnlinePictures(online)
        except AddressError as error:
            raise TilesMissingError(f"basemap.address.{error.fault}") from error
        return Chosen(pictures.about.credit, base, online.url, pictures=pictures)
    packages = folder or _folder()
    entry = packages.entries().get(base)
    if entry is None:
        raise TilesMissingError("basemap.noPackage", id=base, folder=packages.path.name)
    if entry.package is None:
        raise TilesMissingError(f"tiles.fault.{entry.fault}", file=entry.file)
    credit = entry.package.about.credit or entry.name
    if entry.package.about.format == "mvt":
        return Chosen(credit, entry.name, vectors=entry.package)
    return Chosen(credit, entry.name, pictures=PackagePictures(entry.package))


def _online(base: str) -> Online:
    if base == ONLINE:
        found = configured()
        if found is None:
            raise TilesMissingError("basemap.noOnline")
        return found
    key = tianditu_server_key()
    if not key:
        raise TilesMissingError("tiles.paper.noKey")
    return tianditu(base, key)


def printed_tiles(
    base: str, extent: Extent, *, dpi: float = PRINT_DPI, folder: Folder | None = None
) -> PrintedTiles | None:
    """The pictures under an extent; None where base has no pictures. Raises TilesMissingError."""
    chosen = chosen_tiles(base, folder=folder)
    return None if chosen is None or chosen.pictures is None else _printed(chosen, chosen.pictures, extent, dpi)


def _printed(chosen: Chosen, pictures: Pictures, extent: Extent, dpi: float) -> PrintedTiles:
    until, error = _silent.get(chosen.address, (0.0, None))
    try:
        if error is not None and time.monotonic() < until:
            raise error
        picture = Mosaic(pictures, extent, dpi=dpi).picture()
    except FetchError as failure:
        if failure is not error:
            _silent[chosen.address] = time.monotonic() + REMEMBERED_S, failure
        key = OWN_WORDS.get(failure.reason, f"tiles.failed.{failure.reason}")
        raise TilesMissingError(key, **failure.values) from failure
    if not picture[..., 3].any():
        raise TilesMissingError("basemap.nothingHere", name=chosen.name)
    return PrintedTiles(picture, chosen.credit)


Drawn = Literal["pictures", "shapes", "nothing"]
"""pictures have the city and its names themselves, shapes have no names"""


def draw_tiles(pen: Pen, base: str, *, dpi: float = PRINT_DPI) -> Drawn:
    """Draw what base stands for between the basemap's areas and its borders, and whose it is into the corner.

    Where it should be there and is not, the corner says why, and ours is to be drawn.
    """
    try:
        chosen = chosen_tiles(base)
        if chosen is None:
            return "nothing"
        if chosen.vectors is not None:
            draw_vectors(pen, chosen.vectors, zorder=TILES_ZORDER)
            _credit(pen, chosen.credit)
            return "shapes"
        if chosen.pictures is None:
            return "nothing"
        found = _printed(chosen, chosen.pictures, pen.extent, dpi)
    except TilesMissingError as missing:
        _note(pen, base, missing)
        return "nothing"
    west, south, east, north = pen.extent.bounds
    pen.axes.imshow(
        found.picture, extent=(west, east, south, north), zorder=TILES_ZORDER, interpolation="none", aspect="auto"
    )
    _credit(pen, found.credit)
    return "pictures"


def _hand(pen: Pen) -> tuple[Hand, float]:
    """How the corner is written in, and how wide it is in points."""
    hand = Hand(CREDIT_PT, pen.colors["ink"], halo=pen.colors["halo"], align="right", zorder=CREDIT_ZORDER)
    return hand, (pen.extent.east - pen.extent.west) / pen.extent.metres_per_pt - 2 * CREDIT_GAP_PT


def _credit(pen: Pen, credit: str) -> None:
    hand, room = _hand(pen)
    gap = CREDIT_GAP_PT * pen.extent.metres_per_pt
    words, hand = fitted(credit, hand, room)
    write(pen.axes, pen.extent.east - gap, pen.extent.south + gap, words, hand)


def _note(pen: Pen, base: str, missing: TilesMissingError) -> None:
    """Why it is not there, in a few lines from the corner up."""
    reason = text(missing.key, pen.language, **missing.values)
    key = f"basemap.{base}"
    name = text(key, pen.language) if base in BASEMAPS else base
    words = text("tiles.paper.missing", pen.language, name=name, reason=reason)
    hand, room = _hand(pen)
    hand = replace(hand, color=pen.colors["label_quiet"])
    metre = pen.extent.metres_per_pt
    for number, line in enumerate(reversed(wrapped(words, hand.size_pt, room)[:MOST_NOTE_LINES])):
        up = CREDIT_GAP_PT + number * hand.size_pt * LINE_HEIGHT
        write(pen.axes, pen.extent.east - CREDIT_GAP_PT * metre, pen.extent.south + up * metre, line, hand)
