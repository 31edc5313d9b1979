"""Reads Mapbox vector tiles, version 2: lines and areas of named layers, as web/tiles/mvt.js does. Anybody's bytes.

Raises PackageError("broken") for whatever is none, and unpacks no more than a tile may hold.
"""

import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.tiles.model import PackageError, Tile
from geo.tiles.pictures import GZIP

MOST_UNPACKED = 24_000_000
"""bytes of a tile: a small file may hold gigabytes"""
LINE, AREA = 2, 3
MOVE_TO, LINE_TO, CLOSE = 1, 2, 7
KIND_KEYS = frozenset({b"kind", b"pmap:kind", b"class"})
MOST_SHIFT = 63
MOST_EXTENT = 65_536

Points = NDArray[np.float64]
"""rows of x and y, in shares of the tile's side from its north-west corner"""


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """A line or an area, of one or more paths."""

    area: bool
    kind: str
    """of Protomaps its `kind`, of OpenMapTiles its `class`"""
    paths: tuple[Points, ...]


def unpacked(tile: Tile) -> bytes:
    """A tile's bytes as they are read. Raises PackageError."""
    if not tile.gzipped and not tile.content.startswith(GZIP):
        if len(tile.content) > MOST_UNPACKED:
            raise PackageError("broken")
        return tile.content
    machine = zlib.decompressobj(wbits=31)
    try:
        content = machine.decompress(tile.content, MOST_UNPACKED)
    except zlib.error as error:
        raise PackageError("broken") from error
    if not machine.eof:
        raise PackageError("broken")
    return content


def decoded(content: bytes, wanted: Collection[str]) -> dict[str, list[Feature]]:
    """Name of a layer -> its lines and areas, for the wanted layers. Raises PackageError."""
    found: dict[str, list[Feature]] = {}
    for field, value in _fields(content):
        if field == 3 and isinstance(value, bytes):
            name, features = _layer(value, wanted)
            if features:
                found.setdefault(name, []).extend(features)
    return found


def _number(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(content) or shift > MOST_SHIFT:
            raise PackageError("broken")
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _fields(content: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Number and value of each field; those of fixed length are left out."""
    at = 0
    while at < len(content):
        tag, at = _number(content, at)
        wire = tag & 7
        if wire == 0:
            value, at = _number(content, at)
            yield tag >> 3, value
            continue
        length = {1: 8, 5: 4}.get(wire)
        if wire == 2:
            length, at = _number(content, at)
        if length is None or at + length > len(content):
            raise PackageError("broken")
        if wire == 2:
            yield tag >> 3, content[at : at + length]
        at += length


def _layer(content: bytes, wanted: Collection[str]) -> tuple[str, list[Feature]]:
    name, extent = "", 4096
    keys, values, features = list[bytes](), list[str](), list[bytes]()
    for field, value in _fields(content):
        if isinstance(value, int):
            extent = value if field == 5 else extent
        elif field == 1:
            name = value.decode("utf-8", "replace")
            if name not in wanted:
                return name, []
        elif field == 2:
            features.append(value)
        elif field == 3:
            keys.append(value)
        elif field == 4:
            values.append(_word(value))
    if not 1 <= extent <= MOST_EXTENT:
        raise PackageError("broken")
    kinds = {number for number, key in enumerate(keys) if key in KIND_KEYS}
    read = (_feature(part, kinds, values, extent) for part in features)
    return name, [feature for feature in read if feature is not None]


def _word(content: bytes) -> str:
    return next((value.decode("utf-8", "replace") for field, value in _fields(content)
                 if field == 1 and isinstance(value, bytes)), "")  # fmt: skip


def _feature(content: bytes, kinds: set[int], values: list[str], extent: int) -> Feature | None:
    form, tags, commands = 0, b"", b""
    for field, value in _fields(content):
        if field == 3 and isinstance(value, int):
            form = value
        elif field == 2 and isinstance(value, bytes):
            tags = value
        elif field == 4 and isinstance(value, bytes):
            commands = value
    if form not in (LINE, AREA):
        return None
    pairs = _numbers(tags).tolist()
    named = [value for key, value in zip(pairs[::2], pairs[1::2], strict=False) if key in kinds and value < len(values)]
    paths = tuple(path / extent for path in _paths(_numbers(commands), least=4 if form == AREA else 2))
    return Feature(form == AREA, values[named[-1]] if named else "", paths) if paths else None


def _numbers(content: bytes) -> NDArray[np.int64]:
    """All numbers of a packed field, at once."""
    if not content:
        return np.zeros(0, dtype=np.int64)
    raw = np.frombuffer(content, dtype=np.uint8)
    ends = np.flatnonzero(raw < 0x80)
    if not len(ends) or ends[-1] != len(raw) - 1:
        raise PackageError("broken")
    starts = np.concatenate(([0], ends[:-1] + 1))
    place = np.arange(len(raw)) - np.repeat(starts, ends - starts + 1)
    if place.max() > 4:
        raise PackageError("broken")
    return np.add.reduceat((raw & 0x7F).astype(np.int64) << (7 * place), starts)


def _paths(numbers: NDArray[np.int64], *, least: int) -> Iterator[Points]:
    """The paths of a geometry in units of the tile; those of areas are closed."""
    deltas = (numbers >> 1) ^ -(numbers & 1)
    at, here, points = 0, np.zeros(2), list[Points]()
    closed = False
    while at < len(numbers):
        command, count = int(numbers[at]) & 7, int(numbers[at]) >> 3
        at += 1
        if command == CLOSE:
            closed = True
            continue
        if command not in (MOVE_TO, LINE_TO) or count > (len(numbers) - at) // 2:
            raise PackageError("broken")
        run = here + np.cumsum(deltas[at : at + 2 * count].reshape(-1, 2).astype(np.float64), axis=0)
        at += 2 * count
        if not count:
            continue
        here = run[-1]
        if command == MOVE_TO:
            yield from _path(points, closed, least)
            points, closed = [run[-1:]], False
        elif points:
            points.append(run)
    yield from _path(points, closed, least)


def _path(points: list[Points], closed: bool, least: int) -> Iterator[Points]:
    if points:
        path = np.concatenate([*points, points[0]] if closed or least > 2 else points)
        if len(path) >= least:
            yield path
