"""Pictures of tiles out of packages and from servers."""

import hashlib
import io
from threading import Lock

import numpy as np
from PIL import Image

from geo.tiles.fetching import Fetcher, FetchError
from geo.tiles.model import WORLD, About, Package, PackageError
from geo.tiles.online import Online
from geo.tiles.pictures import picture_of
from layers.paper.tiles.mosaic import Pixels

MOST_OF_PACKAGE = 700
MOST_ONLINE = 400
"""an A3 sheet at 300 dpi has about 300; servers are asked for no more"""
ONLINE_PX = 256
TRIES = 2
SAME_LIMIT = 5
"""so many places with one and the same picture: a server that wants a key says so, as if all were well"""
BLANK = 24
"""the most by which the colours of a picture differ that is of one colour, as the open sea's is"""
SAID = 60
"""characters of an answer that is no picture"""


class PackagePictures:
    """The pictures of a package; a damaged one leaves the basemap under it."""

    def __init__(self, package: Package) -> None:
        self.package, self.about, self.most = package, package.about, MOST_OF_PACKAGE

    def picture(self, zoom: int, column: int, row: int) -> Pixels | None:
        """A tile's picture."""
        try:
            tile = self.package.tile(zoom, column, row)
            return None if tile is None else _pixels(tile.content, self.about.tile_px)
        except (PackageError, OSError, ValueError, SyntaxError):
            return None


class OnlinePictures:
    """The pictures of a server; one that does not come at the second try ends all. Raises FetchError, AddressError."""

    def __init__(self, online: Online, fetcher: Fetcher | None = None) -> None:
        self._address, *self._over = online.addresses()
        self._fetcher, self.most = fetcher or Fetcher(), MOST_ONLINE
        self.about = About("", online.credit or self._address.host, "png", 0, online.max_zoom, WORLD, online.datum, "",
                           ONLINE_PX)  # fmt: skip
        self._lock, self._same = Lock(), set[str]()
        self._count = 0

    def picture(self, zoom: int, column: int, row: int) -> Pixels | None:
        """A tile's picture with those above it."""
        content = self._content(self._address.of(zoom, column, row))
        if content is None:
            return None
        made = self._sound(content)
        for address in self._over:
            try:
                above = self._content(address.of(zoom, column, row))
                over = _pixels(above, ONLINE_PX) if above else None
            except (FetchError, OSError, ValueError, SyntaxError):
                # Names that do not come are not missed.
                continue
            if over is not None:
                made = np.asarray(Image.alpha_composite(Image.fromarray(made), Image.fromarray(over)))
        return made

    def _content(self, url: str) -> bytes | None:
        for left in range(TRIES - 1, -1, -1):
            try:
                return self._fetcher.get(url)
            except FetchError as error:
                if not left or error.reason not in ("network", "status"):
                    raise
        return None

    def _sound(self, content: bytes) -> Pixels:
        try:
            made = _pixels(content, ONLINE_PX)
        except (OSError, ValueError, SyntaxError):
            made = None
        if made is None:
            said = "".join(letter for letter in content[:SAID].decode("utf-8", "replace") if letter.isprintable())
            raise FetchError("picture", {"said": said})
        with self._lock:
            self._same.add(hashlib.sha256(content).hexdigest())
            self._count += 1
            suspect = len(self._same) == 1 and self._count >= SAME_LIMIT
        if suspect and int(np.ptp(made.reshape(-1, 4), axis=0).max()) > BLANK:
            raise FetchError("placeholder")
        return made


def _pixels(content: bytes, size: int) -> Pixels | None:
    picture = picture_of(content)
    if picture is None or not picture.fits:
        return None
    with Image.open(io.BytesIO(content)) as image:
        whole = image.convert("RGBA")
    return np.asarray(whole if whole.size == (size, size) else whole.resize((size, size)), dtype=np.uint8)
