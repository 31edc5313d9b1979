"""The pictures of tiles that an extent shows, laid out in the paper's own projection."""

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geo.crs import METRIC_EPSG, WGS84_EPSG, wgs84_to_gcj02
from geo.tiles.model import About
from layers.paper.extent import EQUATOR_M, POINTS_PER_INCH, Extent

MOST_PIXELS = 40_000_000
MESH_PX = 32
"""between points of a mesh so wide the projection is taken for linear"""
STRIP_PX = 128
AT_ONCE = 6
"""tiles that are read or asked for together, as browsers do"""

Pixels = NDArray[np.uint8]
"""rows, columns, red green blue opacity"""


class Pictures(Protocol):
    """Where the pictures of tiles come from."""

    @property
    def about(self) -> About:
        """Datum, zooms and size of the pictures."""

    @property
    def most(self) -> int:
        """How many tiles one map may have; more detail than so many hold is not printed."""

    def picture(self, zoom: int, column: int, row: int) -> Pixels | None:
        """A tile's picture, counted from the north-west, as large as about says; None where there is none."""


class Mosaic:
    """The tiles that an extent shows, laid out in EPSG:4547."""

    def __init__(self, pictures: Pictures, extent: Extent, *, dpi: float) -> None:
        width, height = (
            side / extent.metres_per_pt * dpi / POINTS_PER_INCH
            for side in (extent.east - extent.west, extent.north - extent.south)
        )
        share = min(1.0, math.sqrt(MOST_PIXELS / (math.ceil(width) * math.ceil(height))))
        width, height = (max(round(math.ceil(side) * share), 1) for side in (width, height))
        self.pictures, self.extent, self.width, self.height = pictures, extent, width, height
        columns = np.linspace(0, width, max(width // MESH_PX, 1) + 1)
        rows = np.linspace(0, height, max(height // MESH_PX, 1) + 1)
        self.mesh = columns, rows, self._world(columns, rows)
        self.zoom = self._zoom()

    def _world(self, columns: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where a mesh of the picture's pixels lies in the tiles' own datum, in shares of the world's square."""
        extent = self.extent
        east = extent.west + columns / self.width * (extent.east - extent.west)
        north = extent.north - rows / self.height * (extent.north - extent.south)
        grid = np.meshgrid(east, north)
        transformer = Transformer.from_crs(METRIC_EPSG, WGS84_EPSG, always_xy=True)
        lonlat = np.column_stack([np.ravel(part) for part in transformer.transform(*grid)])
        if self.pictures.about.datum == "gcj02":
            lonlat = wgs84_to_gcj02(lonlat)
        x = lonlat[:, 0] / 360 + 0.5
        y = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(lonlat[:, 1]) / 2)) / (2 * np.pi)
        return np.stack((x, y), axis=-1).reshape(len(rows), len(columns), 2)

    def _zoom(self) -> int:
        """The zoom whose pixels are as fine as the paper's, as far as the source allows."""
        about = self.pictures.about
        _, _, world = self.mesh
        middle = 2 * math.atan(math.exp(math.pi * (1 - 2 * float(world[..., 1].mean())))) - math.pi / 2
        pixel_m = (self.extent.east - self.extent.west) / self.width
        wanted = math.ceil(math.log2(EQUATOR_M * math.cos(middle) / about.tile_px / pixel_m) - 0.3)
        zoom = min(max(wanted, about.min_zoom), about.max_zoom)
        spread = np.ptp(world.reshape(-1, 2), axis=0)
        while zoom > about.min_zoom and float(np.prod(spread * 2**zoom + 1)) > self.pictures.most:
            zoom -= 1
        return zoom

    def picture(self) -> Pixels:
        """All of it; what the source does not have is clear."""
        made = np.zeros((self.height, self.width, 4), dtype=np.uint8)
        columns, rows, world = self.mesh
        across = np.arange(self.width, dtype=np.float64) + 0.5
        side = self.pictures.about.tile_px * 2**self.zoom
        tiles: dict[tuple[int, int], Pixels | None] = {}
        for top in range(0, self.height, STRIP_PX):
            down = np.arange(top, min(top + STRIP_PX, self.height), dtype=np.float64) + 0.5
            pixels = (_between(world, columns, rows, across, down) * side).astype(np.int64)
            self._fill(made[top : top + len(down)], pixels, tiles)
        return made

    def _fill(self, strip: Pixels, pixels: NDArray[np.int64], tiles: dict[tuple[int, int], Pixels | None]) -> None:
        size = self.pictures.about.tile_px
        index = pixels // size
        first = index.reshape(-1, 2).min(axis=0)
        index -= first
        # A number a tile is counted at once; to sort pairs of numbers takes longer than all the rest.
        high = int(index[..., 1].max()) + 1
        numbers = index[..., 0] * high + index[..., 1]
        found = {
            int(number): (int(first[0] + number // high), int(first[1] + number % high))
            for number in np.flatnonzero(np.bincount(numbers.ravel()))
        }
        side = 2**self.zoom
        new = [at for at in found.values() if at not in tiles and min(at) >= 0 and max(at) < side]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            tiles |= zip(new, pool.map(lambda at: self.pictures.picture(self.zoom, *at), new), strict=True)
        for number, (column, row) in found.items():
            tile = tiles.get((column, row))
            if tile is not None:
                here = numbers == number
                within = pixels[here] - (column * size, row * size)
                strip[here] = tile[within[:, 1], within[:, 0]]


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
