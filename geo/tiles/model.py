"""What a tile package is, whatever file holds it."""

import html
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from geo.files.strict import one_line

MOST_ZOOM = 24
MOST_TILE_BYTES = 8_000_000
"""of one tile as it stands in a package"""
WORLD = (-180.0, -85.0511, 180.0, 85.0511)
"""west, south, east, north in degrees: as far as Web Mercator reaches"""
NAME_LENGTH, CREDIT_LENGTH = 80, 200
"""characters of a package's name and attribution that are shown"""
PACKAGE_ID = r"pkg-[a-z0-9]{0,24}-[0-9a-f]{8}"
"""what ids of packages look like: they stand in links and addresses, whatever the file is called"""
DATUMS = ("wgs84", "gcj02")
"""in which a package's tiles are cut"""
TAG = re.compile(r"<[^<>]{0,2000}>")
OFFSET_NAME = re.compile(r"gcj-?02", re.IGNORECASE)
SCHEMAS = {
    "protomaps": frozenset({"earth", "roads"}),
    "openmaptiles": frozenset({"transportation", "water"}),
}
"""name of a vector schema -> layers that only it has"""

Bounds = tuple[float, float, float, float]


Fault = Literal[
    "broken", "compression", "empty", "foreign", "kind", "outside", "schema", "truncated", "unreadable", "version"
]
"""why a package cannot be used: its word is `tiles.fault.<fault>` of layers/wording"""


class PackageError(Exception):
    """A package that cannot be used."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile as it stands in a package."""

    content: bytes
    gzipped: bool


@dataclass(frozen=True, slots=True)
class About:
    """What a package says of itself, cleaned: its words are plain text on one line, its numbers within bounds."""

    name: str
    """as it says; empty where it says nothing"""
    credit: str
    format: str
    """png | jpg | webp | mvt"""
    min_zoom: int
    max_zoom: int
    bounds: Bounds
    """west, south, east, north in degrees of its own datum"""
    datum: str
    """one of DATUMS"""
    schema: str
    """of vector tiles one of SCHEMAS, of pictures empty"""
    tile_px: int
    """how wide a tile's picture is; of vector tiles 512"""


class Package(Protocol):
    """An open package."""

    @property
    def about(self) -> About:
        """What it says of itself."""

    def tile(self, zoom: int, column: int, row: int) -> Tile | None:
        """A tile counted from the north-west, None where the package has none. Raises PackageError."""

    def close(self) -> None:
        """Give the file back."""


def plain_words(value: object, most: int) -> str:
    """A text that somebody wrote into a package, perhaps with markup, as words on one line."""
    if not isinstance(value, str):
        return ""
    words = one_line(html.unescape(TAG.sub(" ", value[: most * 20])))
    return words if len(words) <= most else words[: most - 1] + "…"


def sound_bounds(values: Iterable[object]) -> Bounds:
    """West, south, east, north where they are such; the world otherwise."""
    try:
        west, south, east, north = (float(str(value)) for value in values)
    except ValueError:
        return WORLD
    if not all(map(math.isfinite, (west, south, east, north))):
        return WORLD
    west, south = max(west, WORLD[0]), max(south, WORLD[1])
    east, north = min(east, WORLD[2]), min(north, WORLD[3])
    return (west, south, east, north) if west < east and south < north else WORLD


def sound_zooms(least: object, most: object) -> tuple[int, int]:
    """The least and the most zoom of a package within 0 to MOST_ZOOM. Raises PackageError where they are none."""
    try:
        low, high = int(str(least)), int(str(most))
    except ValueError as error:
        raise PackageError("broken") from error
    if not 0 <= low <= high <= MOST_ZOOM:
        raise PackageError("broken")
    return low, high


def datum_of(file_name: str, *claims: object) -> str:
    """The datum of a package: GCJ-02 where its file's name or its metadata say so."""
    claimed = any(isinstance(claim, str) and OFFSET_NAME.search(claim[:NAME_LENGTH]) for claim in claims)
    return "gcj02" if claimed or OFFSET_NAME.search(file_name) else "wgs84"


def schema_of(layers: object) -> str:
    """The schema of vector tiles by their metadata's `vector_layers`. Raises PackageError where it is none of ours."""
    rows = layers if isinstance(layers, list) else []
    names = {row.get("id") for row in rows[:500] if isinstance(row, dict) and isinstance(row.get("id"), str)}
    found = next((schema for schema, needed in SCHEMAS.items() if needed <= names), None)
    if found is None:
        raise PackageError("schema")
    return found
