"""A tile package of pictures under a map on paper, in the paper's own projection, as sharp as it is printed."""

import io
import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pyproj import Transformer

from geo.crs import METRIC_EPSG, WGS84_EPSG, wgs84_to_gcj02
from geo.tiles.folder import Folder
from geo.tiles.model import Package, PackageError, Tile
from geo.tiles.pictures import picture_of
from layers.paper.extent import EQUATOR_M, POINTS_PER_INCH, Extent
from layers.paper.pen import Pen
from layers.paper.text import Hand, fitted, write

PRINT_DPI = 300
MOST_TILES = 700
"""of one map; more detail than so many hold is not printed"""
MOST_PIXELS = 40_000_000
MESH_PX = 32
"""between points of a mesh so wide the projection is taken for linear"""
STRIP_PX = 128
TILES_ZORDER = 2.5
"""above the units' fills, below the borders"""
CREDIT_ZORDER, CREDIT_PT, CREDIT_GAP_PT = 210.0, 6.5, 4.0

Pixels = NDArray[np.uint8]
"""rows, columns, red green blue opacity"""


@dataclass(frozen=True, slots=True, eq=False)
class PrintedTiles:
    """What lies under a map, and whose it is."""

    picture: Pixels
    credit: str


@cache
def _folder() -> Folder:
    return Folder()


def printed_tiles(
    base: str, extent: Extent, *, dpi: int = PRINT_DPI, folder: Folder | None = None
) -> PrintedTiles | None:
    """The pictures of a package for an extent; None where base is no package of pictures, or it has nothing there."""
    entry = (folder or _folder()).entries().get(base)
    if entry is None or entry.package is None or entry.package.about.format == "mvt":
        return None
    width, height = (
        math.ceil(side / extent.metres_per_pt * dpi / POINTS_PER_INCH)
        for side in (extent.east - extent.west, extent.north - extent.south)
    )
    share = min(1.0, math.sqrt(MOST_PIXELS / (width * height)))
    mosaic = _Mosaic(entry.package, extent, max(round(width * share), 1), max(round(height * share), 1))
    picture = mosaic.picture()
    return PrintedTiles(picture, entry.package.about.credit or entry.name) if picture[..., 3].any() else None


def draw_tiles(pen: Pen, base: str, *, dpi: int = PRINT_DPI) -> bool:
    """Draw a package's pictures between the basemap's areas and its borders, and whose they are into the corner.

    Returns whether there is anything: of other basemaps there is not.
    """
    found = printed_tiles(base, pen.extent, dpi=dpi)
    if found is None:
        return False
    west, south, east, north = pen.extent.bounds
    pen.axes.imshow(
        found.picture, extent=(west, east, south, north), zorder=TILES_ZORDER, interpolation="none", aspect="auto"
    )
    gap = CREDIT_GAP_PT * pen.extent.metres_per_pt
    hand = Hand(CREDIT_PT, pen.colors["ink"], halo=pen.colors["halo"], align="right", zorder=CREDIT_ZORDER)
    words, hand = fitted(found.credit, hand, (east - west) / pen.extent.metres_per_pt - 2 * CREDIT_GAP_PT)
    write(pen.axes, east - gap, south + gap, words, hand)
    return True


class _Mosaic:
    """The tiles of a package that an extent shows, laid out in EPSG:4547."""

    def __init__(self, package: Package, extent: Extent, width: int, height: int) -> None:
        self.package, self.extent, self.width, self.height = package, extent, width, height
        columns = np.linspace(0, width, max(width // MESH_PX, 1) + 1)
        rows = np.linspace(0, height, max(height // MESH_PX, 1) + 1)
        self.mesh = columns, rows, self._world(columns, rows)
        self.zoom = self._zoom()

    def _world(self, columns: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where a mesh of the picture's pixels lies in the package's own datum, in shares of the world's square."""
        extent = self.extent
        east = extent.west + columns / self.width * (extent.east - extent.west)
        north = extent.north - rows / self.height * (extent.north - extent.south)
        grid = np.meshgrid(east, north)
        transformer = Transformer.from_crs(METRIC_EPSG, WGS84_EPSG, always_xy=True)
        lonlat = np.column_stack([np.ravel(part) for part in transformer.transform(*grid)])
        if self.package.about.datum == "gcj02":
            lonlat = wgs84_to_gcj02(lonlat)
        x = lonlat[:, 0] / 360 + 0.5
        y = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(lonlat[:, 1]) / 2)) / (2 * np.pi)
        return np.stack((x, y), axis=-1).reshape(len(rows), len(columns), 2)

    def _zoom(self) -> int:
        """The zoom whose pixels are as fine as the paper's, as far as the package and MOST_TILES allow."""
        about = self.package.about
        _, _, world = self.mesh
        middle = 2 * math.atan(math.exp(math.pi * (1 - 2 * float(world[..., 1].mean())))) - math.pi / 2
        pixel_m = (self.extent.east - self.extent.west) / self.width
        wanted = math.ceil(math.log2(EQUATOR_M * math.cos(middle) / about.tile_px / pixel_m) - 0.3)
        zoom = min(max(wanted, about.min_zoom), about.max_zoom)
        spread = np.ptp(world.reshape(-1, 2), axis=0)
        while zoom > about.min_zoom and float(np.prod(spread * 2**zoom + 1)) > MOST_TILES:
            zoom -= 1
        return zoom

    def picture(self) -> Pixels:
        """All of it; what the package does not have is clear."""
        made = np.zeros((self.height, self.width, 4), dtype=np.uint8)
        columns, rows, world = self.mesh
        across = np.arange(self.width, dtype=np.float64) + 0.5
        side = self.package.about.tile_px * 2**self.zoom
        tiles: dict[tuple[int, int], Pixels | None] = {}
        for top in range(0, self.height, STRIP_PX):
            down = np.arange(top, min(top + STRIP_PX, self.height), dtype=np.float64) + 0.5
            pixels = (_between(world, columns, rows, across, down) * side).astype(np.int64)
            self._fill(made[top : top + len(down)], pixels, tiles)
        return made

    def _fill(self, strip: Pixels, pixels: NDArray[np.int64], tiles: dict[tuple[int, int], Pixels | None]) -> None:
        size = self.package.about.tile_px
        index = pixels // size
        for column, row in np.unique(index.reshape(-1, 2), axis=0).tolist():
            if (column, row) not in tiles:
                tiles[column, row] = self._tile(column, row)
            tile = tiles[column, row]
            if tile is not None:
                here = (index[..., 0] == column) & (index[..., 1] == row)
                within = pixels[here] - (column * size, row * size)
                strip[here] = tile[within[:, 1], within[:, 0]]

    def _tile(self, column: int, row: int) -> Pixels | None:
        side = 2**self.zoom
        if not (0 <= column < side and 0 <= row < side):
            return None
        try:
            return _pixels(self.package.tile(self.zoom, column, row), self.package.about.tile_px)
        except (PackageError, OSError, ValueError, SyntaxError):
            # A damaged tile leaves the basemap under it.
            return None


def _pixels(tile: Tile | None, size: int) -> Pixels | None:
    if tile is None:
        return None
    picture = picture_of(tile.content)
    if picture is None or not picture.fits:
        return None
    with Image.open(io.BytesIO(tile.content)) as image:
        whole = image.convert("RGBA")
    return np.asarray(whole if whole.size == (size, size) else whole.resize((size, size)), dtype=np.uint8)


def _between(
    world: NDArray[np.float64],
    columns: NDArray[np.float64],
    rows: NDArray[np.float64],
    across: NDArray[np.float64],
    down: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The mesh's places at pixels, linear between its points."""
    at_x, at_y = across / columns[1], down / rows[1]
    left = np.minimum(at_x.astype(np.int64), len(columns) - 2)
    above = np.minimum(at_y.astype(np.int64), len(rows) - 2)
    u, v = (at_x - left)[None, :, None], (at_y - above)[:, None, None]
    upper = world[above][:, left] * (1 - u) + world[above][:, left + 1] * u
    lower = world[above + 1][:, left] * (1 - u) + world[above + 1][:, left + 1] * u
    mixed: NDArray[np.float64] = upper * (1 - v) + lower * v
    return mixed
