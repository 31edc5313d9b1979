"""The app with packages that the tests make themselves."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from geo.crs import wgs84_to_gcj02
from tests.browser.conftest import Kept, Visitor, opener
from tests.browser.opened import MapPage
from tests.serving import serve
from tests.tilepackages import SHENZHEN, covering, layer_list, mbtiles, picture, pmtiles, tile_at, vector_tile

PLACE = (114.0553, 22.5431)
"""WGS-84, where each package of pictures has a mark"""
ZOOMS = (11, 14, 17, 19)
"""of the packages' tiles, 256 pixels wide: one more than the map counts"""
AROUND = 6
WATER = [(0, 0), (2048, 0), (2048, 4096), (0, 4096)]
EARTH = [(-64, -64), (4160, -64), (4160, 4160), (-64, 4160)]
SQUARES = {
    "protomaps": {"earth": [("earth", "area", EARTH)], "water": [("ocean", "area", WATER)], "roads": []},
    "openmaptiles": {"water": [("ocean", "area", WATER)], "transportation": []},
}
"""the west half of each tile is water"""


def around(place: tuple[float, float], zoom: int) -> list[tuple[int, int, int]]:
    """The tiles about a place, as many as a window shows."""
    column, row = map(int, tile_at(*place, zoom))
    steps = range(-AROUND, AROUND + 1)
    return [(zoom, column + x, row + y) for x in steps for y in steps]


def shifted(place: tuple[float, float]) -> tuple[float, float]:
    """Where GCJ-02 has a place of WGS-84."""
    longitude, latitude = wgs84_to_gcj02(np.array([place]))[0]
    return float(longitude), float(latitude)


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("basemaps")
    plain, moved = (
        {tile: picture(tile, [place]) for zoom in ZOOMS for tile in around(place, zoom)}
        for place in (PLACE, shifted(PLACE))
    )
    mbtiles(folder / "plain.mbtiles", plain, {"name": "<b>影像</b>", "attribution": "<a href='x'>甲方测绘</a>"})
    mbtiles(folder / "amap.gcj02.mbtiles", moved, {"name": "高德样", "attribution": "乙方"})
    pmtiles(folder / "amap.gcj02.pmtiles", moved, "png", {"name": "高德样二"})
    places = list(covering(SHENZHEN, 10))
    for schema, layers in SQUARES.items():
        squares = dict.fromkeys(places, vector_tile(layers, key="class" if schema == "openmaptiles" else "kind"))
        listed = layer_list(*layers)
        pmtiles(folder / f"{schema}.pmtiles", squares, "mvt", {"vector_layers": listed, "attribution": "© 丙"})
    (folder / "broken.pmtiles").write_bytes(b"PMTiles\x03")
    (folder / "page.mbtiles").write_bytes(b"<html>404</html>")
    return folder


@pytest.fixture(scope="session")
def tiles_url(packages: Path) -> Iterator[str]:
    with serve({**os.environ, "PLAN_MAP_BASEMAPS": str(packages)}) as url:
        yield url


@pytest.fixture
def tiles_at(visitor: Visitor, tiles_url: str) -> Iterator[Callable[..., MapPage]]:
    """Open the map alone at an address of the app with packages."""
    yield from opener(visitor, tiles_url)


@pytest.fixture
def tiles_view(keep: Kept, tiles_url: str) -> Callable[[str], MapPage]:
    """Show what an address of that app names, with all its pixels, in a tab that other tests have used."""
    window = (1024, 640)

    def shown(path: str) -> MapPage:
        return keep("tiles", "/", window, sharp=True, url=tiles_url, shows=(path.partition("?")[2], window))

    return shown
