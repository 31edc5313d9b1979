"""Packages of both formats give what was put into them, whatever else their files hold."""

import gzip
import json
import random
import re
from pathlib import Path

import pytest

from geo.tiles.folder import Folder, package_id
from geo.tiles.mbtiles import MbTiles
from geo.tiles.model import PACKAGE_ID, WORLD, PackageError, plain_words, sound_bounds
from geo.tiles.pictures import picture_of
from geo.tiles.pmtiles import PmTiles
from tests.tilepackages import SHENZHEN, covering, layer_list, mbtiles, picture, pmtiles, vector_tile

PROTOMAPS = layer_list("earth", "water", "roads", "places")
OPENMAPTILES = layer_list("water", "transportation", "place")
PICTURES = {tile: picture(tile) for zoom in (7, 9) for tile in covering(SHENZHEN, zoom)}
VECTOR = {(9, 418, 222): vector_tile({"water": [("lake", "area", [(0, 0), (4096, 0), (4096, 4096)])]})}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_pictures_of_mbtiles(tmp_path: Path, form: str) -> None:
    tiles = {tile: picture(tile, form=form, px=512) for tile in PICTURES}
    package = MbTiles(mbtiles(tmp_path / "a.mbtiles", tiles, {"name": "影像", "bounds": "113.7,22.35,114.75,22.95"}))
    assert package.about.format == {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}[form]
    assert (package.about.min_zoom, package.about.max_zoom, package.about.tile_px) == (7, 9, 512)
    assert package.about.bounds == SHENZHEN
    for (zoom, column, row), content in tiles.items():
        tile = package.tile(zoom, column, row)
        assert tile is not None and tile.content == content
    assert package.tile(9, 0, 0) is None
    package.close()


def test_pictures_of_pmtiles(tmp_path: Path) -> None:
    package = PmTiles(pmtiles(tmp_path / "a.pmtiles", PICTURES, "png", {"name": "A", "attribution": "甲"}))
    assert (package.about.name, package.about.credit, package.about.datum) == ("A", "甲", "wgs84")
    assert package.about.bounds == pytest.approx(SHENZHEN)
    for (zoom, column, row), content in PICTURES.items():
        tile = package.tile(zoom, column, row)
        assert tile is not None and tile.content == content
    assert package.tile(9, 0, 0) is None
    assert package.tile(12, 0, 0) is None
    package.close()


def test_pmtiles_with_directories_below_directories(tmp_path: Path) -> None:
    chance = random.Random(7)
    places = covering((112.5, 22.0, 115.5, 23.5), 15)
    tiles = {tile: chance.randbytes(chance.randint(4, 90)) for tile in places if chance.random() < 0.8}
    tiles |= {(7, 104, 55): picture((7, 104, 55))}
    path = pmtiles(tmp_path / "a.pmtiles", tiles, "png")
    package = PmTiles(path)
    assert package._header["leaf_directory_length"] > 0
    for (zoom, column, row), content in list(tiles.items())[::97]:
        tile = package.tile(zoom, column, row)
        assert tile is not None and tile.content == content
    package.close()


@pytest.mark.parametrize(("layers", "schema"), [(PROTOMAPS, "protomaps"), (OPENMAPTILES, "openmaptiles")])
def test_vector_tiles_of_both(tmp_path: Path, layers: list[object], schema: str) -> None:
    packed = {tile: gzip.compress(content) for tile, content in VECTOR.items()}
    metadata = {"format": "pbf", "json": json.dumps({"vector_layers": layers})}
    packages = (
        MbTiles(mbtiles(tmp_path / "a.mbtiles", packed, metadata)),
        PmTiles(pmtiles(tmp_path / "a.pmtiles", VECTOR, "mvt", {"vector_layers": layers})),
    )
    for package in packages:
        assert (package.about.format, package.about.schema) == ("mvt", schema)
        tile = package.tile(9, 418, 222)
        assert tile is not None and tile.gzipped
        assert gzip.decompress(tile.content) == VECTOR[(9, 418, 222)]
        package.close()


def test_an_offset_datum_is_named_by_file_or_metadata(tmp_path: Path) -> None:
    named = MbTiles(mbtiles(tmp_path / "amap.GCJ-02.mbtiles", PICTURES))
    said = PmTiles(pmtiles(tmp_path / "a.pmtiles", PICTURES, "png", {"datum": "GCJ02"}))
    assert (named.about.datum, said.about.datum) == ("gcj02", "gcj02")


def test_words_of_a_package_are_plain_and_its_numbers_sound() -> None:
    hostile = "<a href='http://host.invalid' onclick='x()'>&copy; A&amp;B</a>\u202e\n<script>1</script>\x00 c"
    assert plain_words(hostile, 80) == "© A&B 1 c"
    assert plain_words("长" * 300, 80) == "长" * 79 + "…"
    assert plain_words(7, 80) == ""
    for wrong in (("a",), (1, 2, 3), (10, 0, 5, 1), ("nan", 0, 1, 1), (0, 0, "inf", 1), ("", "", "", "")):
        assert sound_bounds(wrong) == WORLD
    assert sound_bounds((-500, -90, 500, 90)) == WORLD


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_pictures_tell_their_size_without_being_decoded(form: str) -> None:
    found = picture_of(picture((9, 418, 222), px=300, form=form))
    assert found is not None and (found.width, found.height) == (300, 300)
    claimed = bytearray(picture((9, 418, 222)))
    claimed[16:20] = (90_000).to_bytes(4)
    huge = picture_of(bytes(claimed))
    assert huge is not None and not huge.fits
    assert [picture_of(part) for part in (b"", b"<html>", b"\x89PNG", b"\xff\xd8\xff\xff", b"RIFF0000WEBPVP8X")] == [
        None
    ] * 5


def test_a_folder_notices_what_comes_changes_and_goes(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.entries() == {}
    path = mbtiles(tmp_path / "深圳.mbtiles", PICTURES, {"name": ""})
    (first,) = folder.entries().values()
    assert (first.name, first.fault) == ("深圳", None)
    assert folder.entry(first.id) is first
    assert folder.entries()[first.id].package is first.package
    path.unlink()
    pmtiles(tmp_path / "深圳.mbtiles", PICTURES, "png")
    (second,) = folder.entries().values()
    assert (second.id, second.fault) == (first.id, "foreign")
    assert second.version != first.version
    path.unlink()
    assert folder.entries() == {}
    assert Folder(tmp_path / "nowhere").entries() == {}


@pytest.mark.parametrize(
    "name", ["深圳.mbtiles", "A b&c.pmtiles", "../x.mbtiles", "<b>.mbtiles", "a" * 200 + ".pmtiles"]
)
def test_ids_are_safe_whatever_files_are_called(name: str) -> None:
    assert re.fullmatch(PACKAGE_ID, package_id(name))
    assert package_id(name) != package_id("x" + name)


def test_a_closed_package_says_so(tmp_path: Path) -> None:
    for package in (
        MbTiles(mbtiles(tmp_path / "a.mbtiles", PICTURES)),
        PmTiles(pmtiles(tmp_path / "a.pmtiles", PICTURES, "png")),
    ):
        package.close()
        package.close()
        with pytest.raises(PackageError):
            package.tile(9, 418, 222)
