"""A package of vector tiles on paper: its lines and areas as shapes, by the rules of the screen ([[tile]])."""

import math
from collections.abc import Iterable, Iterator

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from numpy.typing import NDArray
from pyproj import Transformer

from geo.crs import METRIC_EPSG, WGS84_EPSG, gcj02_to_wgs84
from geo.tiles.model import MOST_ZOOM, Package, PackageError
from geo.tiles.mvt import Feature, decoded, unpacked
from layers.paper.extent import wgs84_bounds
from layers.paper.pen import Pen
from layers.tile_rules import TileRule, tile_rules

MOST_TILES = 150
MOST_BYTES = 80_000_000
"""of all tiles of a map, unpacked; what comes after them is left out"""
SEAM_PT = 0.15
"""drawn along areas in their own colour: nothing shows between two tiles"""
RULE_STEP = 0.001
"""of the drawing order, from one rule to the next"""

Layers = dict[str, list[Feature]]
Tiles = list[tuple[int, int, Layers]]
"""column, row, and what is there"""


def draw_vectors(pen: Pen, package: Package, *, zorder: float) -> bool:
    """Draw what a package has for an extent. Returns whether there is anything; a damaged tile leaves the basemap."""
    zoom, places = _places(pen, package)
    rules = tile_rules()
    wanted = {layer for rule in rules for layer in rule.layers}
    tiles: Tiles = []
    left = MOST_BYTES
    for column, row in places:
        content = _content(package, zoom, column, row)
        left -= len(content)
        if content and left > 0 and (layers := _layers(content, wanted)):
            tiles.append((column, row, layers))
    if not tiles:
        return False
    placer = _Placer(zoom, package.about.datum)
    for number, rule in enumerate(rules):
        if rule.layers and pen.zoom + 0.5 >= rule.min_zoom:
            _draw(pen, rule, tiles, placer, zorder=zorder + number * RULE_STEP)
    return True


def _places(pen: Pen, package: Package) -> tuple[int, list[tuple[int, int]]]:
    """The zoom that is as general as the paper's, and the tiles that its extent shows."""
    about = package.about
    west, south, east, north = wgs84_bounds(pen.extent.bounds)
    zoom = min(max(round(pen.zoom), about.min_zoom, 0), about.max_zoom, MOST_ZOOM)
    # Half a kilometre of GCJ-02 moves a window less than a tile: the ones around it are looked at too.
    margin = 0.01 if about.datum == "gcj02" else 0.0
    while True:
        left, top = _tile(west - margin, north + margin, zoom)
        right, bottom = _tile(east + margin, south - margin, zoom)
        if (right - left + 1) * (bottom - top + 1) <= MOST_TILES or zoom <= about.min_zoom:
            break
        zoom -= 1
    places = [(column, row) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return zoom, places[:MOST_TILES]


def _tile(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    side = 2**zoom
    y = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)
    column, row = (min(max(math.floor(at * side), 0), side - 1) for at in (lon / 360 + 0.5, y))
    return column, row


def _content(package: Package, zoom: int, column: int, row: int) -> bytes:
    """A tile's bytes; none where there is none, or a damaged one."""
    try:
        tile = package.tile(zoom, column, row)
        return unpacked(tile) if tile else b""
    except PackageError:
        return b""


def _layers(content: bytes, wanted: set[str]) -> Layers:
    try:
        return decoded(content, wanted)
    except PackageError:
        return {}


class _Placer:
    """Puts shares of a tile's side where the paper's projection has them."""

    def __init__(self, zoom: int, datum: str) -> None:
        self.side, self.datum = 2.0**zoom, datum
        self._transformer = Transformer.from_crs(WGS84_EPSG, METRIC_EPSG, always_xy=True)

    def metres(self, points: NDArray[np.float64], column: int, row: int) -> NDArray[np.float64]:
        """Points of a tile in EPSG:4547."""
        x, y = (points[:, 0] + column) / self.side, (points[:, 1] + row) / self.side
        lonlat = np.column_stack(((x - 0.5) * 360, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))))
        if self.datum == "gcj02":
            lonlat = gcj02_to_wgs84(lonlat)
        return np.column_stack(self._transformer.transform(lonlat[:, 0], lonlat[:, 1]))


def _drawn(rule: TileRule, tiles: Tiles, placer: _Placer) -> Iterator[NDArray[np.float64]]:
    """Every path that a rule draws, in metres."""
    area, kinds = rule.shape == "area", set(rule.kinds)
    for column, row, layers in tiles:
        paths = [
            path
            for name in rule.layers
            for feature in layers.get(name, ())
            if feature.area == area and (not kinds or feature.kind in kinds)
            for path in feature.paths
        ]
        if paths:
            placed = placer.metres(np.concatenate(paths), column, row)
            yield from np.split(placed, np.cumsum([len(path) for path in paths])[:-1])


def _draw(pen: Pen, rule: TileRule, tiles: Tiles, placer: _Placer, *, zorder: float) -> None:
    color = rule.color_dark if pen.appearance == "dark" else rule.color
    paths = list(_drawn(rule, tiles, placer))
    if not paths:
        return
    if rule.shape == "area":
        patch = PathPatch(_rings(paths), facecolor=color, edgecolor=color, linewidth=SEAM_PT, zorder=zorder)
        pen.axes.add_artist(patch)
        return
    width = pen.pt(float(np.interp(pen.zoom, rule.zooms, rule.widths)))
    dash = tuple(pen.pt(length) / width for length in rule.dash)
    lines = LineCollection(
        paths, colors=[color], linewidths=width, linestyles=[(0, dash)] if dash else "solid", capstyle="butt",
        joinstyle="round", zorder=zorder, snap=False,
    )  # fmt: skip
    pen.axes.add_artist(lines)


def _rings(paths: Iterable[NDArray[np.float64]]) -> Outline:
    """Areas as one path: rings turn one way, holes the other."""
    rings = list(paths)
    codes = [np.full(len(ring), Outline.LINETO, dtype=np.uint8) for ring in rings]
    for code in codes:
        code[0], code[-1] = Outline.MOVETO, Outline.CLOSEPOLY
    return Outline(np.concatenate(rings), np.concatenate(codes))
