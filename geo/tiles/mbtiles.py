"""MBTiles: an SQLite file with a table or view `tiles`, its rows counted from the south.

The file may be anybody's: it is opened for reading only, no statement runs longer than a moment, and none may do
anything but read.
"""

import json
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

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
from geo.tiles.pictures import GZIP, picture_of

MOST_SECONDS = 2.0
STEPS = 10_000
"""of SQLite's machine between two looks at the clock"""
MAGIC = b"SQLite format 3\x00"
READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
MOST_ENTRIES = 200
"""of the table `metadata`"""


def _only_reading(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_FUNCTION and second in ("load_extension", "readfile", "writefile", "randomblob"):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in READING else sqlite3.SQLITE_DENY


def _words(content: bytes) -> str:
    """A text of the file: UTF-8 as it should be, or what Chinese programs write instead."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


class MbTiles:
    """An open MBTiles file. Raises PackageError."""

    def __init__(self, path: Path) -> None:
        self._lock, self._until = threading.Lock(), 0.0
        try:
            with path.open("rb") as file:
                if file.read(len(MAGIC)) != MAGIC:
                    raise PackageError("foreign")
            # Immutable: no lock file beside it, and a folder that may not be written will do.
            self._file = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as error:
            raise PackageError("unreadable") from error
        try:
            self._file.text_factory = _words
            self._file.execute("PRAGMA trusted_schema = OFF")
            self._file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TILE_BYTES)
            self._file.set_authorizer(_only_reading)
            self._file.set_progress_handler(lambda: int(time.monotonic() > self._until), STEPS)
            self.about = self._read_about(path)
        except BaseException:
            self._file.close()
            raise

    def tile(self, zoom: int, column: int, row: int) -> Tile | None:
        """A tile counted from the north-west, None where there is none. Raises PackageError."""
        found = self._rows(TILE, zoom, column, (1 << zoom) - 1 - row)
        if not found:
            return None
        (content,) = found[0]
        if not isinstance(content, bytes) or not content:
            return None
        return Tile(content, content.startswith(GZIP))

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._file.close()

    def _rows(self, statement: str, *values: int) -> list[tuple[object, ...]]:
        with self._lock:
            self._until = time.monotonic() + MOST_SECONDS
            try:
                with closing(self._file.execute(statement, values)) as rows:
                    return rows.fetchmany(MOST_ENTRIES)
            except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
                raise PackageError("broken") from error

    def _read_about(self, path: Path) -> About:
        said = {str(key): value for key, value in self._rows("SELECT name, value FROM metadata")}
        sample = self._rows("SELECT tile_data, zoom_level FROM tiles LIMIT 1")
        if not sample or not isinstance(sample[0][0], bytes):
            raise PackageError("empty")
        content = sample[0][0]
        picture = picture_of(content)
        if picture is None and not content.startswith(GZIP) and said.get("format") != "pbf":
            raise PackageError("kind")
        if picture is not None and not picture.fits:
            raise PackageError("broken")
        zooms = [said.get("minzoom"), said.get("maxzoom")]
        if not all(zooms):
            zooms = list(self._rows("SELECT min(zoom_level), max(zoom_level) FROM tiles")[0])
        low, high = sound_zooms(*zooms)
        return About(
            name=plain_words(said.get("name"), NAME_LENGTH),
            credit=plain_words(said.get("attribution"), CREDIT_LENGTH),
            format=picture.format if picture else "mvt",
            min_zoom=low,
            max_zoom=high,
            bounds=sound_bounds(str(said.get("bounds", "")).split(",")),
            datum=datum_of(path.name, said.get("datum"), said.get("crs")),
            schema="" if picture else schema_of(_vector_layers(said.get("json"))),
            tile_px=picture.width if picture else 512,
        )


def _vector_layers(text: object) -> object:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
    return value.get("vector_layers") if isinstance(value, dict) else None
