"""Basemaps of servers outside that whoever runs the app has named: the only ones that the app itself asks, for paper.

What a visitor types is asked by the visitor's browser alone (web/tiles); no address of a link, page or file comes here.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from geo.tiles.address import TileAddress, tile_address
from geo.tiles.model import CREDIT_LENGTH, plain_words

ONLINE = "online"
TILES, TILES_KEY = "PLAN_MAP_TILES", "PLAN_MAP_TILES_KEY"
TILES_CREDIT, TILES_DATUM = "PLAN_MAP_TILES_CREDIT", "PLAN_MAP_TILES_DATUM"
TIANDITU = "PLAN_MAP_TIANDITU_KEY"
TIANDITU_OF_SERVER = "PLAN_MAP_TIANDITU_SERVER_KEY"
MAX_TILE_ZOOM = 18
TIANDITU_NAMES = {"vec": "cva", "img": "cia", "ter": "cta"}
"""each map of Tianditu has its names in another layer"""


@dataclass(frozen=True, slots=True)
class Online:
    """Tiles of a server."""

    url: str
    """as the environment names it, its key filled in"""
    credit: str
    datum: str
    over: str = ""
    """address of transparent tiles above them, such as names; they are not missed"""
    max_zoom: int = MAX_TILE_ZOOM

    def addresses(self) -> tuple[TileAddress, ...]:
        """Where the tiles are, and those above them. Raises AddressError."""
        return tuple(tile_address(url) for url in (self.url, self.over) if url)


def configured(environment: Mapping[str, str] = os.environ) -> Online | None:
    """The server's own online basemap: PLAN_MAP_TILES, an address with {z}, {x} and {y}.

    {key} in the address is filled from PLAN_MAP_TILES_KEY; PLAN_MAP_TILES_CREDIT is shown beside the source;
    PLAN_MAP_TILES_DATUM is gcj02 where its tiles are cut in that datum.
    """
    address = environment.get(TILES, "").strip()
    if not address:
        return None
    shifted = environment.get(TILES_DATUM, "").strip().lower().replace("-", "") == "gcj02"
    return Online(
        address.replace("{key}", quote(environment.get(TILES_KEY, ""), safe="")),
        plain_words(environment.get(TILES_CREDIT, ""), CREDIT_LENGTH),
        "gcj02" if shifted else "wgs84",
    )


def tianditu_key(environment: Mapping[str, str] = os.environ) -> str:
    """The key that the browsers of all visitors get; empty where there is none."""
    return environment.get(TIANDITU, "").strip()


def tianditu_server_key(environment: Mapping[str, str] = os.environ) -> str:
    """The key for what is drawn here, which no browser gets: its own, else that of the browsers."""
    return environment.get(TIANDITU_OF_SERVER, "").strip() or tianditu_key(environment)


def tianditu(base: str, key: str) -> Online:
    """A map of Tianditu with its names; base is one of BASEMAPS of layers/view/state.py."""
    kind = base[-3:]

    def address(layer: str) -> str:
        return (
            f"https://t{{0-7}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}"
            f"&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}"
            f"&tk={quote(key, safe='')}"
        )

    return Online(address(kind), "", "wgs84", address(TIANDITU_NAMES[kind]))
