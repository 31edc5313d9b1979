"""Vector tiles for paper: kinds and paths as the browser reads them, and a word for whatever is none."""

import gzip
import random

import pytest

from geo.tiles import mvt
from geo.tiles.model import PackageError, Tile
from geo.tiles.mvt import decoded, unpacked
from tests.tilepackages import vector_tile

LAKE = [(0, 0), (4096, 0), (4096, 2048), (0, 2048)]
GOOD = vector_tile({
    "water": [("lake", "area", LAKE), ("river", "line", [(10, 20), (30, 5), (4000, 4096)])],
    "places": [("city", "line", [(0, 0), (1, 1)])],
})  # fmt: skip


@pytest.mark.parametrize("key", ["kind", "pmap:kind", "class"])
def test_kinds_and_paths(key: str) -> None:
    tile = vector_tile({"water": [("lake", "area", LAKE), ("river", "line", [(1024, 0), (0, 2048)])]}, key=key)
    (water,) = decoded(tile, {"water"}).values()
    area, line = water
    assert (area.area, area.kind, line.area, line.kind) == (True, "lake", False, "river")
    assert area.paths[0].tolist() == [[0, 0], [1, 0], [1, 0.5], [0, 0.5], [0, 0]], "closed"
    assert line.paths[0].tolist() == [[0.25, 0], [0, 0.5]]


def test_layers_that_nobody_draws_are_left_out() -> None:
    assert set(decoded(GOOD, {"water", "roads"})) == {"water"}
    assert decoded(GOOD, ()) == {} and decoded(b"", {"water"}) == {}


def test_packed_tiles_are_unpacked_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(GOOD)
    assert unpacked(Tile(packed, True)) == GOOD == unpacked(Tile(GOOD, False))
    for content in (packed[:-9], b"\x1f\x8bnothing"):
        with pytest.raises(PackageError, match="broken"):
            unpacked(Tile(content, True))
    monkeypatch.setattr(mvt, "MOST_UNPACKED", len(GOOD) - 1)
    for tile in (Tile(packed, True), Tile(GOOD, False)):
        with pytest.raises(PackageError, match="broken"):
            unpacked(tile)


def test_a_tile_with_any_wrong_bytes_is_read_or_refused() -> None:
    chance = random.Random(17)
    refused = 0
    for _ in range(1500):
        content = bytearray(GOOD)
        for _ in range(chance.choice((1, 2, 5))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            decoded(bytes(content[: chance.randrange(1, len(content) + 1)]), {"water"})
        except PackageError:
            refused += 1
    assert refused > 300
