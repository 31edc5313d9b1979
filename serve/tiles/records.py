"""What the browser hears of basemaps of tiles: web/contract.d.ts has the same types."""

from typing import TypedDict

from layers.tile_rules import TileRule


class PackageRecord(TypedDict):
    """A tile package, or why it cannot be used: then fault is no empty text, and the rest says nothing."""

    id: str
    file: str
    name: str
    fault: str
    credit: str
    url: str
    kind: str
    datum: str
    minZoom: int
    maxZoom: int
    tilePx: int
    bounds: list[float]


class BasemapsDocument(TypedDict):
    """What there is to choose from. tiandituKey is the server's own, empty where it has none."""

    packages: list[PackageRecord]
    folder: str
    tiandituKey: str
    rules: list[TileRule]
    frame: str
