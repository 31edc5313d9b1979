"""Tiles of servers: addresses as the browser reads them, and what is asked of a server, how much, and of no other."""

import threading

import pytest

from geo.tiles import fetching
from geo.tiles.address import AddressError, tile_address
from geo.tiles.fetching import Fetcher, FetchError
from geo.tiles.online import Online, configured, tianditu
from tests.node import node
from tests.tileserver import Answer, tile_server

ADDRESSES = [
    "https://a.example/{z}/{x}/{y}.png?k=1", "http://10.0.0.5:8080/{z}/{x}/{-y}.jpg",
    "https://a.example/{z}/{x}/{time}/{y}",
    "https://r0{1-4}.example/a?x={x}&y={y}&z={z}", "https://{s}.example/{z}/{x}/{y}",
    "https://{A-D}.example/{z}/{x}/{y}",
    "https://{switch:m,n}.example/{z}/{x}/{y}", "https://a.example/l/{TileMatrix}/{TileRow}/{TileCol}.png",
    "https://a.example/wmts?layer=vec&tilematrixset=w&tilematrix=1&tilerow=2&tilecol=3&request=GetCapabilities",
    "https://a.example/geo/WMTS/?LAYER=a&TILEMATRIXSET=b&style=x&", "https://a.example/wmts?request=GetCapabilities",
    "https://a.example/wms?service=WMS", "", "https://a.example/tiles.png", "x" * 2000, "file:///etc/{z}/{x}/{y}",
    "javascript:alert(1)//{z}/{x}/{y}", "{z}/{x}/{y}", "data:text/html,{z}{x}{y}", "https://u:p@a.example/{z}/{x}/{y}",
    "https://{9-1}.example/{z}/{x}/{y}", "https://{a-z}.example/{z}/{x}/{y}", "https://a.example:99999/{z}/{x}/{y}",
    "http://[::1]:80/{z}/{x}/{y}", "ftp://a.example/{z}/{x}/{y}",
]  # fmt: skip
TILES = ((10, 837, 446), (0, 0, 0), (3, 6, 3))


def read(address: str) -> list[str] | str:
    try:
        found = tile_address(address)
    except AddressError as error:
        return error.fault
    return [found.of(*tile) for tile in TILES]


def test_an_address_is_read_as_the_browser_reads_it() -> None:
    code = """const { tileAddress } = await module('tiles/address');
      return argument.addresses.map((each) => {
        const read = tileAddress(each);
        return read.fault ?? argument.tiles.map(([z, x, y]) => read.addressOf({ x, y, z }));
      });"""
    expected = node(code, {"addresses": ADDRESSES, "tiles": TILES})
    for address, answer in zip(ADDRESSES, expected, strict=True):
        assert read(address) == answer, address


def test_a_map_service_is_asked_for_the_tiles_square() -> None:
    address = tile_address("https://a.example/wms?layers=dom&bbox=0,0,1,1&width=9&version=1.3.0").of(10, 837, 446)
    parts = dict(part.split("=", 1) for part in address.partition("?")[2].split("&"))
    assert (parts["CRS"], parts["WIDTH"], parts["REQUEST"], parts["layers"]) == ("EPSG:3857", "256", "GetMap", "dom")
    west, south, east, north = map(float, parts["BBOX"].split(","))
    assert east - west == pytest.approx(40075016.685578488 / 1024) == pytest.approx(north - south)


def test_only_what_the_environment_names_is_a_server() -> None:
    assert configured({}) is None and configured({"PLAN_MAP_TILES": "  "}) is None
    found = configured({
        "PLAN_MAP_TILES": "https://a.example/{z}/{x}/{y}?k={key}", "PLAN_MAP_TILES_KEY": "a/b&c",
        "PLAN_MAP_TILES_CREDIT": "<b>甲</b>\n方", "PLAN_MAP_TILES_DATUM": "GCJ-02",
    })  # fmt: skip
    assert found == Online("https://a.example/{z}/{x}/{y}?k=a%2Fb%26c", "甲 方", "gcj02")
    plain, names = tianditu("tianditu-img", "k&y").addresses()
    assert plain.of(10, 837, 446).startswith("https://t3.tianditu.gov.cn/img_w/wmts?") and "cia" in names.of(1, 0, 0)
    assert plain.of(10, 837, 446).endswith("&TILEMATRIX=10&TILEROW=446&TILECOL=837&tk=k%26y")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_a_redirect_is_not_followed() -> None:
    def away(_: str) -> Answer:
        return 302, {"Location": other.url}, b""

    with tile_server(lambda _: (200, {}, b"secret")) as other, tile_server(away) as server:
        with pytest.raises(FetchError) as failure:
            Fetcher().get(server.url)
        assert (failure.value.reason, failure.value.values) == ("status", {"status": 302})
        assert len(server.asked) == 1 and other.asked == []


@pytest.mark.parametrize(
    ("status", "reason"), [(401, "refused"), (403, "refused"), (418, "refused"), (500, "status"), (301, "status")]
)
def test_what_a_server_refuses_has_a_word(status: int, reason: str) -> None:
    with tile_server(lambda _: (status, {}, b"no")) as server, pytest.raises(FetchError) as failure:
        Fetcher().get(server.url)
    assert failure.value.reason == reason


@pytest.mark.parametrize("status", [204, 404, 410])
def test_nothing_there_is_no_failure(status: int) -> None:
    with tile_server(lambda _: (status, {}, b"")) as server:
        assert Fetcher().get(server.url) is None


def test_no_more_is_read_than_a_tile_or_a_map_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_TILE_BYTES", 5000)
    with tile_server(lambda path: (200, {}, b"x" * int(path[1:]))) as server:
        assert Fetcher().get(f"{server.url}/5000") == b"x" * 5000
        with pytest.raises(FetchError, match="large"):
            Fetcher().get(f"{server.url}/5001")
        monkeypatch.setattr(fetching, "MOST_BYTES", 9000)
        fetcher = Fetcher()
        fetcher.get(f"{server.url}/5000")
        with pytest.raises(FetchError, match="large"):
            fetcher.get(f"{server.url}/4001")


def test_a_server_that_hangs_up_or_is_not_there_has_a_word() -> None:
    with tile_server(lambda _: None) as server, pytest.raises(FetchError, match="network"):
        Fetcher().get(server.url)
    with pytest.raises(FetchError, match="network"):
        Fetcher().get(server.url)


def test_a_server_that_is_slow_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.2)
    with tile_server(lambda _: None if never.wait(5) else (200, {}, b"late")) as server:
        with pytest.raises(FetchError, match="slow"):
            Fetcher().get(server.url)
        never.set()
        monkeypatch.setattr(fetching, "MOST_SECONDS", -1.0)
        with pytest.raises(FetchError, match="slow"):
            Fetcher().get(server.url)
        assert len(server.asked) == 1
