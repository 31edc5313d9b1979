"""PMTiles, version 3: a header, directories of tiles by their place on a Hilbert curve, and the tiles.

The file may be anybody's: every offset is looked at before it is read, directories are unpacked within bounds, and of
a file of any size only what is asked for is read.
"""

import json
import os
import threading
import zlib
from collections import OrderedDict
from pathlib import Path

from pmtiles.tile import (
    Compression,
    Entry,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)

from geo.tiles.model import (
    CREDIT_LENGTH,
    MOST_TILE_BYTES,
    NAME_LENGTH,
    About,
    PackageError,
    Tile,
    datum_of,
    plain_words,
    schema_of,
    sound_bounds,
    sound_zooms,
)
from geo.tiles.pictures import picture_of

HEADER_BYTES = 127
MOST_DEPTH = 4
MOST_DIRECTORY_BYTES = 2_000_000
"""of a directory or the metadata, unpacked"""
KEPT_DIRECTORIES = 64
PICTURES = {TileType.PNG: "png", TileType.JPEG: "jpg", TileType.WEBP: "webp"}


class PmTiles:
    """An open PMTiles file. Raises PackageError."""

    def __init__(self, path: Path, *, of_a_basemap: bool = True) -> None:
        """of_a_basemap: refuse vector tiles whose layers the map would not know."""
        self._lock, self._of_a_basemap = threading.Lock(), of_a_basemap
        self._directories: OrderedDict[tuple[int, int], list[Entry]] = OrderedDict()
        try:
            self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise PackageError("unreadable") from error
        try:
            self._size = os.fstat(self._file).st_size
            self._header = self._read_header()
            self.about = self._read_about(path)
        except BaseException:
            os.close(self._file)
            raise

    def tile(self, zoom: int, column: int, row: int) -> Tile | None:
        """A tile counted from the north-west, None where there is none. Raises PackageError."""
        entry = self._entry(zxy_to_tileid(zoom, column, row))
        if entry is None:
            return None
        content = self._bytes(self._header["tile_data_offset"] + entry.offset, entry.length, MOST_TILE_BYTES)
        return Tile(content, self._header["tile_compression"] == Compression.GZIP)

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1

    def _read_header(self) -> HeaderDict:
        start = self._bytes(0, min(HEADER_BYTES, self._size), HEADER_BYTES)
        if not start:
            raise PackageError("empty")
        try:
            if len(start) < HEADER_BYTES and start.startswith(b"PMTiles"):
                raise PackageError("truncated")
            header = deserialize_header(start)
        except SpecVersionUnsupported as error:
            raise PackageError("version") from error
        except (MagicNumberNotFound, UnicodeDecodeError) as error:
            raise PackageError("foreign") from error
        except (ValueError, IndexError) as error:
            raise PackageError("kind" if start.startswith(b"PMTiles") else "foreign") from error
        if header["tile_data_offset"] + header["tile_data_length"] > self._size:
            raise PackageError("truncated")
        packed = (header["internal_compression"], header["tile_compression"])
        if any(way not in (Compression.NONE, Compression.GZIP, Compression.UNKNOWN) for way in packed):
            raise PackageError("compression")
        return header

    def _read_about(self, path: Path) -> About:
        header = self._header
        if header["tile_type"] not in (TileType.MVT, *PICTURES):
            raise PackageError("kind")
        low, high = sound_zooms(header["min_zoom"], header["max_zoom"])
        said = self._metadata()
        first = self._first_tile()
        picture = None if header["tile_type"] == TileType.MVT else picture_of(first)
        if header["tile_type"] != TileType.MVT and (picture is None or not picture.fits):
            raise PackageError("broken")
        corners = (header[name] / 1e7 for name in ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7"))
        return About(
            name=plain_words(said.get("name"), NAME_LENGTH),
            credit=plain_words(said.get("attribution"), CREDIT_LENGTH),
            format=picture.format if picture else "mvt",
            min_zoom=low,
            max_zoom=high,
            bounds=sound_bounds(corners),
            datum=datum_of(path.name, said.get("datum"), said.get("crs")),
            schema="" if picture or not self._of_a_basemap else schema_of(said.get("vector_layers")),
            tile_px=picture.width if picture else 512,
        )

    def _metadata(self) -> dict[str, object]:
        header = self._header
        if not header["metadata_length"]:
            return {}
        try:
            value = json.loads(self._unpacked(header["metadata_offset"], header["metadata_length"]))
        except (ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}

    def _first_tile(self) -> bytes:
        """The first tile of the package. Raises PackageError where it has none."""
        start, length = self._header["root_offset"], self._header["root_length"]
        for _ in range(MOST_DEPTH):
            entries = self._directory(start, length)
            if not entries:
                break
            if entries[0].run_length:
                start = self._header["tile_data_offset"] + entries[0].offset
                return self._bytes(start, entries[0].length, MOST_TILE_BYTES)
            start, length = self._header["leaf_directory_offset"] + entries[0].offset, entries[0].length
        raise PackageError("empty")

    def _entry(self, tile_id: int) -> Entry | None:
        start, length = self._header["root_offset"], self._header["root_length"]
        for _ in range(MOST_DEPTH):
            entry = find_tile(self._directory(start, length), tile_id)
            if entry is None or entry.run_length:
                return entry
            start, length = self._header["leaf_directory_offset"] + entry.offset, entry.length
        raise PackageError("broken")

    def _directory(self, offset: int, length: int) -> list[Entry]:
        key = (offset, length)
        with self._lock:
            if key in self._directories:
                self._directories.move_to_end(key)
                return self._directories[key]
        entries = directory_of(self._unpacked(offset, length))
        with self._lock:
            self._directories[key] = entries
            while len(self._directories) > KEPT_DIRECTORIES:
                self._directories.popitem(last=False)
        return entries

    def _unpacked(self, offset: int, length: int) -> bytes:
        packed = self._bytes(offset, length, MOST_DIRECTORY_BYTES)
        if self._header["internal_compression"] != Compression.GZIP:
            return packed
        machine = zlib.decompressobj(wbits=31)
        try:
            content = machine.decompress(packed, MOST_DIRECTORY_BYTES)
        except zlib.error as error:
            raise PackageError("broken") from error
        if not machine.eof:
            raise PackageError("broken")
        return content

    def _bytes(self, offset: int, length: int, most: int) -> bytes:
        if length > most:
            raise PackageError("broken")
        if offset + length > self._size:
            raise PackageError("truncated")
        try:
            with self._lock:
                if hasattr(os, "pread"):
                    content = os.pread(self._file, length, offset)
                else:
                    os.lseek(self._file, offset, os.SEEK_SET)
                    content = os.read(self._file, length)
        except OSError as error:
            raise PackageError("unreadable") from error
        if len(content) != length:
            raise PackageError("truncated")
        return content


def directory_of(content: bytes) -> list[Entry]:
    """The entries of a directory, unpacked. Raises PackageError."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            if at >= len(content) or shift > 63:
                raise PackageError("broken")
            byte = content[at]
            at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    count = number()
    # Each entry takes four numbers.
    if count * 4 > len(content):
        raise PackageError("broken")
    entries, last = list[Entry](), 0
    for _ in range(count):
        last += number()
        entries.append(Entry(last, 0, 0, 0))
    for entry in entries:
        entry.run_length = number()
    for entry in entries:
        entry.length = number()
    for position, entry in enumerate(entries):
        offset = number()
        before = entries[position - 1]
        if not offset and not position:
            raise PackageError("broken")
        entry.offset = offset - 1 if offset else before.offset + before.length
    return entries
