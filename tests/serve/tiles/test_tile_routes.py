"""Tiles of packages are served from the folder and from nowhere else; whatever is asked has an answer in words."""

import asyncio
import gzip
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.tiles.folder import Entry, Folder
from geo.tiles.model import PackageError
from geo.tiles.online import tianditu_key, tianditu_server_key
from layers.tile_rules import tile_rules
from serve.headers import POLICY
from serve.tiles import routes
from tests.conftest import PATIENCE_S
from tests.tilepackages import SHENZHEN, covering, layer_list, mbtiles, picture, pmtiles, vector_tile

PICTURES = {tile: picture(tile) for tile in covering(SHENZHEN, 9)}
WATER = vector_tile({"water": [("lake", "area", [(0, 0), (4096, 0), (4096, 4096)])]})
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    mbtiles(tmp_path / "影像.mbtiles", PICTURES, {"name": f"影像{HOSTILE}", "attribution": "<a href='//x'>甲方</a>"})
    layers = layer_list("earth", "water", "roads")
    pmtiles(tmp_path / "v.pmtiles", {(9, 418, 222): WATER}, "mvt", {"vector_layers": layers})
    (tmp_path / "broken.pmtiles").write_bytes(b"PMTiles\x03")
    made = Folder(tmp_path)
    monkeypatch.setattr(routes, "PACKAGES", made)
    return made


@pytest.fixture
def client(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(routes, "DOOR", routes.Door())
    with TestClient(Starlette(routes=routes.TILE_ROUTES)) as client:
        yield client


def packages(client: TestClient) -> dict[str, dict[str, object]]:
    return {row["file"]: row for row in client.get("/basemaps/list.json").json()["packages"]}


def address(client: TestClient, file: str, tile: object = "9/418/222") -> str:
    url = str(packages(client)[file]["url"])
    return "/" + url.replace("{z}/{x}/{y}", str(tile))


def test_the_list_has_packages_faults_and_how_vector_tiles_are_drawn(client: TestClient) -> None:
    answer = client.get("/basemaps/list.json")
    assert answer.headers["cache-control"] == "no-store"
    found = packages(client)
    assert found["broken.pmtiles"]["fault"] == "truncated"
    assert (found["影像.mbtiles"]["name"], found["影像.mbtiles"]["credit"]) == ("影像 alert(1)", "甲方")
    assert (found["影像.mbtiles"]["kind"], found["v.pmtiles"]["kind"]) == ("raster", "vector")
    assert [rule["id"] for rule in answer.json()["rules"]] == [rule.id for rule in tile_rules()]


def test_the_key_of_the_server_is_told_and_nothing_else_of_its_environment(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/basemaps/list.json").json()["tiandituKey"] == ""
    # The key for what the server draws itself is not for browsers.
    monkeypatch.setenv("PLAN_MAP_TIANDITU_SERVER_KEY", "of-the-server")
    assert "of-the-server" not in client.get("/basemaps/list.json").text
    monkeypatch.setenv("PLAN_MAP_TIANDITU_KEY", " abc ")
    assert client.get("/basemaps/list.json").json()["tiandituKey"] == "abc"


def test_a_key_that_is_bound_to_the_site_hears_for_which_site_tiles_are(client: TestClient) -> None:
    """Tianditu looks at the Referer: without one it refuses a key with a list of domains."""
    window = client.get("/basemaps/window.html?at=https://t0.tianditu.gov.cn")
    assert window.headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_what_the_server_draws_takes_its_own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_MAP_TIANDITU_KEY", "browsers")
    assert tianditu_server_key() == "browsers"
    monkeypatch.setenv("PLAN_MAP_TIANDITU_SERVER_KEY", " of-the-server ")
    assert (tianditu_server_key(), tianditu_key()) == ("of-the-server", "browsers")


def test_a_picture_comes_as_it_is_and_may_be_kept(client: TestClient) -> None:
    answer = client.get(address(client, "影像.mbtiles"))
    assert answer.content == PICTURES[(9, 418, 222)]
    assert answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"]
    again = client.get(address(client, "影像.mbtiles"), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address(client, "影像.mbtiles", "9/0/0")).status_code == 204


def test_a_vector_tile_passes_packed(client: TestClient) -> None:
    answer = client.get(address(client, "v.pmtiles"))
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == WATER


@pytest.mark.parametrize("tile", ["9/512/0", "9/0/512", "25/0/0", "999999999999/0/0", "9/418/99999999999999999999"])
def test_tiles_that_there_cannot_be(client: TestClient, tile: str) -> None:
    answer = client.get(address(client, "影像.mbtiles", tile))
    assert answer.status_code == 400
    assert "0–24" in answer.text and answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("tile", ["-1/0/0", "9/418/x", "9/418", "../../../etc/passwd", "9/418/222/1"])
def test_addresses_that_lead_elsewhere(client: TestClient, tile: str) -> None:
    assert client.get(address(client, "影像.mbtiles", tile)).status_code == 404


@pytest.mark.parametrize("name", ["..", "%2e%2e", "..%2f..%2fetc", "影像.mbtiles", "pkg--00000000", "pkg-x-0000000g"])
def test_packages_that_there_are_not(client: TestClient, name: str) -> None:
    answer = client.get(f"/basemaps/{name}/000000000000/9/418/222")
    assert answer.status_code == 404


def test_another_version_and_a_broken_package(client: TestClient, folder: Folder) -> None:
    entry = next(entry for entry in folder.entries().values() if entry.file == "影像.mbtiles")
    assert client.get(f"/basemaps/{entry.id}/000000000000/9/418/222").status_code == 404
    answer = client.get(address(client, "broken.pmtiles"))
    assert answer.status_code == 422
    assert "重新复制" in answer.text and "Copy it again" in answer.text


def test_a_tile_that_is_no_picture_or_unpacks_to_gigabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(bytes(80_000_000))
    vector = {"format": "pbf", "json": '{"vector_layers": [{"id": "water"}, {"id": "transportation"}]}'}
    mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): gzip.compress(WATER), (1, 0, 0): bomb}, vector)
    mbtiles(tmp_path / "b.mbtiles", PICTURES | {(9, 0, 0): b"<html>"})
    for entry, tile in zip(Folder(tmp_path).entries().values(), ((1, 0, 0), (9, 0, 0)), strict=True):
        with pytest.raises(PackageError, match="broken"):
            routes.sound_tile(entry, *tile)


def test_a_flood_is_answered_in_words_and_few_read_at_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, most, go, lock = 0, 0, threading.Event(), threading.Lock()

    def slow(entry: Entry, zoom: int, column: int, row: int) -> None:
        nonlocal reading, most
        with lock:
            reading += 1
            most = max(most, reading)
        go.wait(PATIENCE_S)
        with lock:
            reading -= 1

    monkeypatch.setattr(routes, "sound_tile", slow)
    (entry,) = [entry for entry in folder.entries().values() if entry.file == "v.pmtiles"]

    async def flood() -> bool:
        door = routes.Door(reading=2, waiting=3)
        tasks = [asyncio.create_task(door.tile(entry, 0, 0, 0)) for _ in range(5)]
        while not door.full:
            await asyncio.sleep(0)
        full = door.full
        go.set()
        await asyncio.gather(*tasks)
        return full and not door.full

    assert asyncio.run(flood())
    assert most <= 2


def test_a_full_door_says_when_to_come_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "DOOR", routes.Door(reading=0, waiting=0))
    answer = client.get(address(client, "影像.mbtiles"))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "稍候" in answer.text


def test_the_window_may_ask_the_hosts_of_its_address_and_nobody_else(client: TestClient) -> None:
    answer = client.get("/basemaps/window.html?at=https://t0.example:8443&at=http://a.example")
    rules = answer.headers[POLICY].split("; ")
    assert "connect-src https://t0.example:8443 http://a.example" in rules
    assert {"default-src 'none'", "frame-ancestors 'self'", "script-src 'self'"} <= set(rules)
    assert "/start/" not in answer.text and "tiles/frame.js" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "", "at=", "at=*", "at=https:", "at='self'", "at=https://a.example;script-src *", "at=https://a b",
        "at=https://a.example/path", "at=data:", "at=https://*.example", "at=ftp://a.example",
        "at=https://u:p@a.example",
        "&".join(f"at=https://h{number}.example" for number in range(11)),
    ],
)  # fmt: skip
def test_a_window_to_what_is_no_host_is_not_opened(client: TestClient, query: str) -> None:
    answer = client.get(f"/basemaps/window.html?{query}")
    assert answer.status_code == 400
    assert POLICY not in answer.headers
