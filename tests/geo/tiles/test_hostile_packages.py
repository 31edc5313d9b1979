"""Whatever lies in the folder, it gets a word and a remedy: no exception, no long wait, nothing from outside."""

import gzip
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from geo.tiles.folder import Folder
from geo.tiles.model import PackageError
from geo.tiles.pmtiles import PmTiles, directory_of
from tests.tilepackages import SHENZHEN, covering, layer_list, mbtiles, picture, pmtiles, vector_tile

PICTURES = {tile: picture(tile) for tile in covering(SHENZHEN, 9)}
MOST_SECONDS = 8.0


def fault(folder: Path) -> str | None:
    """Of the one package in a folder."""
    started = time.monotonic()
    (entry,) = Folder(folder).entries().values()
    assert time.monotonic() - started < MOST_SECONDS
    assert entry.package is None or not entry.fault
    return entry.fault


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pmtiles", b"", "empty"),
        ("a.mbtiles", b"", "empty"),
        ("a.pmtiles", b"<html>404</html>" * 20, "foreign"),
        ("a.mbtiles", b"<html>404</html>" * 20, "foreign"),
        ("a.mbtiles", b"SQLite format 3\x00" + bytes(4000), "broken"),
        ("a.pmtiles", b"PMTiles\x03", "truncated"),
        ("a.pmtiles", b"PMTiles\x02" + bytes(200), "version"),
        ("a.pmtiles", b"PMTiles\x03" + b"\xff" * 200, "kind"),
        ("a.pmtiles", b"PMTiles\x03" + bytes(200), "kind"),
    ],
)
def test_what_is_no_package(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert fault(tmp_path) == expected


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_cut_short(tmp_path: Path, share: float) -> None:
    for path in (mbtiles(tmp_path / "a.mbtiles", PICTURES), pmtiles(tmp_path / "b.pmtiles", PICTURES, "png")):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
    for entry in Folder(tmp_path).entries().values():
        if entry.package is None:
            assert entry.fault in ("truncated", "broken", "empty", "foreign")
            continue
        # SQLite reads what there is; what is not there is named when it is asked for.
        for tile in PICTURES:
            try:
                entry.package.tile(*tile)
            except PackageError as error:
                assert error.fault in ("truncated", "broken")


def test_every_byte_of_a_header_may_be_wrong(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "a.pmtiles", PICTURES, "png")
    good = path.read_bytes()
    for at in range(127):
        for value in (0, 0x7F, 0xFF):
            path.write_bytes(good[:at] + bytes([value]) + good[at + 1 :])
            try:
                package = PmTiles(path)
                package.tile(9, 418, 222)
                package.close()
            except PackageError:
                pass


def test_without_tiles(tmp_path: Path) -> None:
    mbtiles(tmp_path / "a.mbtiles", {})
    assert fault(tmp_path) == "empty"


def test_other_tables(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.mbtiles")) as file:
        file.execute("CREATE TABLE plan (id)")
    assert fault(tmp_path) == "broken"


def test_a_view_without_end_is_stopped(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.mbtiles")) as file:
        file.execute("CREATE TABLE metadata (name, value)")
        file.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i AS zoom_level, i AS tile_column, i AS tile_row, zeroblob(3) AS tile_data FROM n WHERE i < 0"
        )
    assert fault(tmp_path) == "broken"


def test_a_gigabyte_that_a_view_claims_is_not_made(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.mbtiles")) as file:
        file.execute("CREATE TABLE metadata (name, value)")
        file.execute(
            "CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, "
            "zeroblob(900000000) AS tile_data"
        )
    assert fault(tmp_path) == "broken"


def test_kinds_that_nobody_draws(tmp_path: Path) -> None:
    mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): b"GIF89a....."}, {"format": "gif"})
    assert fault(tmp_path) == "kind"


def test_vector_tiles_of_an_unknown_schema(tmp_path: Path) -> None:
    tile = vector_tile({"lots": [("a", "area", [(0, 0), (9, 0), (9, 9)])]})
    pmtiles(tmp_path / "a.pmtiles", {(0, 0, 0): tile}, "mvt", {"vector_layers": layer_list("lots")})
    assert fault(tmp_path) == "schema"


@pytest.mark.parametrize(
    "listed", ['{"vector_layers": 7}', "[]", "{", "[" * 100_000, '{"vector_layers": [{"id": {}}]}']
)
def test_metadata_that_is_none(tmp_path: Path, listed: str) -> None:
    tile = gzip.compress(vector_tile({}) + b" ")
    mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): tile}, {"format": "pbf", "json": listed})
    assert fault(tmp_path) == "schema"


@pytest.mark.parametrize(
    ("low", "high"), [("-1", "9"), ("9", "7"), ("x", "9"), ("0", "99999999999999999999"), ("1e3", "2")]
)
def test_zooms_that_are_none(tmp_path: Path, low: str, high: str) -> None:
    mbtiles(tmp_path / "a.mbtiles", PICTURES, {"minzoom": low, "maxzoom": high})
    assert fault(tmp_path) == "broken"


def test_directories_that_claim_too_much() -> None:
    for content in (b"", b"\xff" * 20, b"\xff\xff\xff\xff\x0f", b"\x02\x01", b"\x01\x00\x01\x01\x00"):
        with pytest.raises(PackageError):
            directory_of(content)


def test_a_directory_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "a.pmtiles", PICTURES, "png")
    content = bytearray(path.read_bytes())
    bomb = gzip.compress(bytes(60_000_000))
    content[8:24] = len(content).to_bytes(8, "little") + len(bomb).to_bytes(8, "little")
    path.write_bytes(bytes(content) + bomb)
    assert fault(tmp_path) == "broken"


def test_a_circle_of_directories_ends(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "a.pmtiles", PICTURES, "png")
    content = bytearray(path.read_bytes())
    # One entry without a run: a directory below, which is the same one.
    circle = gzip.compress(b"\x01\x00\x00\x1e\x01", mtime=0)
    circle += bytes(30 - len(circle)) if len(circle) < 30 else b""
    content[8:24] = len(content).to_bytes(8, "little") + len(circle).to_bytes(8, "little")
    content[40:56] = len(content).to_bytes(8, "little") + len(circle).to_bytes(8, "little")
    path.write_bytes(bytes(content) + circle)
    assert fault(tmp_path) in ("broken", "empty", "truncated")


def test_ten_gigabytes_are_not_read(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "a.pmtiles", PICTURES, "png")
    os.truncate(path, 10_000_000_000)
    assert fault(tmp_path) is None
    path.unlink()
    mbtiles(tmp_path / "b.mbtiles", PICTURES)
    os.truncate(tmp_path / "b.mbtiles", 10_000_000_000)
    assert fault(tmp_path) is None


def test_links_lead_nowhere_outside(tmp_path: Path) -> None:
    inside, outside = tmp_path / "basemaps", tmp_path / "elsewhere"
    inside.mkdir()
    outside.mkdir()
    mbtiles(outside / "secret.mbtiles", PICTURES)
    (inside / "a.mbtiles").symlink_to(outside / "secret.mbtiles")
    assert fault(inside) == "outside"
    (inside / "a.mbtiles").unlink()
    (inside / "b.mbtiles").symlink_to(inside / "nothing")
    assert fault(inside) == "unreadable"


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.mbtiles").mkdir()
    assert fault(tmp_path) == "unreadable"
    (tmp_path / "a.mbtiles").rmdir()
    os.mkfifo(tmp_path / "b.pmtiles")
    assert fault(tmp_path) == "unreadable"


def test_names_are_words_and_other_files_are_left_alone(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>\u202e.mbtiles"
    mbtiles(tmp_path / name, PICTURES)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "._a.mbtiles").write_text("x")
    (entry,) = Folder(tmp_path).entries().values()
    assert "<" not in entry.file and "\u202e" not in entry.file
    assert entry.name


@pytest.mark.parametrize(
    ("content", "expected"), [("深圳影像".encode("gb18030"), "深圳影像"), (b"\xff\xfe\xfa map", "��� map")]
)
def test_words_in_another_encoding_leave_the_package_as_it_is(tmp_path: Path, content: bytes, expected: str) -> None:
    path = mbtiles(tmp_path / "a.mbtiles", PICTURES)
    with closing(sqlite3.connect(path)) as file:
        file.execute("INSERT INTO metadata VALUES ('name', CAST(? AS TEXT))", (content,))
        file.commit()
    (entry,) = Folder(tmp_path).entries().values()
    assert entry.package is not None
    assert entry.name == expected
    assert entry.package.tile(*next(iter(PICTURES))) is not None
