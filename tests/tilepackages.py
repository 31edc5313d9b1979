"""Tile packages that tests make themselves: MBTiles and PMTiles, of pictures and of vector tiles, with known marks."""

import gzip
import io
import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Tiles = Mapping[tuple[int, int, int], bytes]
"""zoom, column, row from the north-west -> content"""
TYPES = {"png": TileType.PNG, "jpg": TileType.JPEG, "webp": TileType.WEBP, "mvt": TileType.MVT}
PAPER, MARK = (250, 240, 225), (220, 0, 160)
HALF_PX = 3.5
"""of a mark's side"""
FINER = 8
SHENZHEN = (113.7, 22.35, 114.75, 22.95)
"""west, south, east, north"""


def tile_at(longitude: float, latitude: float, zoom: int) -> tuple[float, float]:
    """Column and row of a place, with the share of the tile after the point."""
    side = 2**zoom
    y = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / math.tau
    return (longitude / 360 + 0.5) * side, y * side


def covering(bounds: Sequence[float], zoom: int) -> Iterable[tuple[int, int, int]]:
    """The tiles of a zoom that cover west, south, east, north."""
    west, south, east, north = bounds
    (left, bottom), (right, top) = tile_at(west, south, zoom), tile_at(east, north, zoom)
    for column in range(int(left), int(right) + 1):
        for row in range(int(top), int(bottom) + 1):
            yield zoom, column, row


def picture(
    tile: tuple[int, int, int],
    marks: Iterable[tuple[float, float]] = (),
    *,
    px: int = 256,
    form: str = "PNG",
) -> bytes:
    """A tile's picture: a square of MARK's colour at each place of marks that lies in it."""
    zoom, column, row = tile
    image = Image.new("RGB", (px, px), PAPER)
    for longitude, latitude in marks:
        x, y = (
            (at - corner) * px for at, corner in zip(tile_at(longitude, latitude, zoom), (column, row), strict=True)
        )
        if min(x, y) > -HALF_PX and max(x, y) < px + HALF_PX:
            # Finer than the picture, so that the mark's middle is where it belongs.
            fine = image.resize((px * FINER, px * FINER))
            sides = [round((at + step) * FINER) - (step > 0) for step in (-HALF_PX, HALF_PX) for at in (x, y)]
            ImageDraw.Draw(fine).rectangle(sides, fill=MARK)
            image = fine.resize((px, px), Image.Resampling.BOX)
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


def mbtiles(path: Path, tiles: Tiles, metadata: Mapping[str, str] | None = None) -> Path:
    """Write an MBTiles file; its rows are counted from the south."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE metadata (name text, value text)")
        file.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
        file.execute("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")
        file.executemany("INSERT INTO metadata VALUES (?, ?)", (metadata or {}).items())
        file.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            [(z, x, (1 << z) - 1 - y, data) for (z, x, y), data in tiles.items()],
        )
        file.commit()
    return path


def pmtiles(
    path: Path,
    tiles: Tiles,
    form: str,
    metadata: Mapping[str, Any] | None = None,
    bounds: Sequence[float] = SHENZHEN,
) -> Path:
    """Write a PMTiles file; vector tiles are packed by gzip."""
    with path.open("wb") as file:
        writer = Writer(file)
        for tile_id, data in sorted((zxy_to_tileid(*tile), data) for tile, data in tiles.items()):
            writer.write_tile(tile_id, gzip.compress(data, mtime=0) if form == "mvt" else data)
        corners = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        header = {name: round(value * 1e7) for name, value in zip(corners, bounds, strict=True)}
        packed = Compression.GZIP if form == "mvt" else Compression.NONE
        writer.finalize({**header, "tile_type": TYPES[form], "tile_compression": packed}, dict(metadata or {}))
    return path


def _number(value: int) -> bytes:
    found = bytearray()
    while value >= 0x80:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def _part(field: int, content: bytes) -> bytes:
    return _number(field << 3 | 2) + _number(len(content)) + content


def _packed(field: int, values: Iterable[int]) -> bytes:
    return _part(field, b"".join(map(_number, values)))


Feature = tuple[str, str, Sequence[tuple[int, int]]]
"""kind, line or area, points in units of the tile"""


def _feature(kind: int, shape: str, points: Sequence[tuple[int, int]]) -> bytes:
    commands, last = [9], (0, 0)
    for position, point in enumerate(points):
        if position == 1:
            commands.append((len(points) - 1) << 3 | 2)
        commands += [(step << 1) ^ (step >> 31) for step in (point[0] - last[0], point[1] - last[1])]
        last = point
    if shape == "area":
        commands.append(15)
    shown = _number(3 << 3) + _number({"point": 1, "line": 2, "area": 3}[shape])
    return _packed(2, (0, kind)) + shown + _packed(4, commands)


def vector_tile(layers: Mapping[str, Sequence[Feature]], *, key: str = "kind") -> bytes:
    """A vector tile: features by layer."""
    tile = b""
    for name, features in layers.items():
        kinds = sorted({kind for kind, _, _ in features})
        layer = _number(15 << 3) + _number(2) + _part(1, name.encode())
        layer += b"".join(_part(2, _feature(kinds.index(kind), shape, points)) for kind, shape, points in features)
        layer += _part(3, key.encode()) + b"".join(_part(4, _part(1, kind.encode())) for kind in kinds)
        tile += _part(3, layer + _number(5 << 3) + _number(4096))
    return tile


def named_tile(layers: Mapping[str, Sequence[tuple[Mapping[str, str], str, Sequence[tuple[int, int]]]]]) -> bytes:
    """A vector tile of features with any words: words by key; point, line or area; points."""
    tile = b""
    for name, features in layers.items():
        keys = sorted({key for words, _, _ in features for key in words})
        values = sorted({value for words, _, _ in features for value in words.values()})
        layer = _number(15 << 3) + _number(2) + _part(1, name.encode())
        for words, shape, points in features:
            tags = [number for key, value in words.items() for number in (keys.index(key), values.index(value))]
            drawn = _feature(0, shape, points)
            layer += _part(2, _packed(2, tags) + drawn[drawn.index(_number(3 << 3)) :])
        layer += b"".join(_part(3, key.encode()) for key in keys)
        layer += b"".join(_part(4, _part(1, value.encode())) for value in values)
        tile += _part(3, layer + _number(5 << 3) + _number(4096))
    return tile


def layer_list(*names: str) -> list[dict[str, Any]]:
    """`vector_layers` of a package's metadata."""
    return [{"id": name, "fields": {}} for name in names]
