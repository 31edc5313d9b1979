"""Addresses of tiles on a server: XYZ, WMTS and WMS, as web/tiles/address.js reads them; tests hold the two alike."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

MOST_LETTERS = 1000
MOST_HOSTS = 10
EDGE_M = 20037508.342789244
"""half the side of Web Mercator's square"""
WMTS = {
    "SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "STYLE": "default", "FORMAT": "image/png",
    "TILEMATRIX": "{z}", "TILEROW": "{y}", "TILECOL": "{x}",
}  # fmt: skip
WMS = {
    "SERVICE": "WMS", "REQUEST": "GetMap", "VERSION": "1.1.1", "STYLES": "", "FORMAT": "image/png",
    "WIDTH": "256", "HEIGHT": "256", "BBOX": "{bbox}",
}  # fmt: skip
RANGE = re.compile(r"\{(?:([a-z])-([a-z])|([0-9])-([0-9]))\}", re.IGNORECASE)
LISTED = re.compile(r"\{switch:([^{}]+)\}", re.IGNORECASE)
LETTER = re.compile(r"\{s\}", re.IGNORECASE)


class AddressError(Exception):
    """An address that is none of tiles; fault is the end of a wording's key, `basemap.address.<fault>`."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class TileAddress:
    """Where each tile is asked for; several hosts take turns."""

    templates: tuple[str, ...]

    def of(self, zoom: int, column: int, row: int) -> str:
        """The address of a tile counted from the north-west."""
        return _filled(self.templates[(column + row) % len(self.templates)], zoom, column, row)

    @property
    def host(self) -> str:
        """The first host, with its port."""
        return urlsplit(_filled(self.templates[0], 0, 0, 0)).netloc


def tile_address(text: str) -> TileAddress:
    """An address as it was typed. Raises AddressError."""
    typed = text.strip()
    if not typed or len(typed) > MOST_LETTERS or any(ord(letter) < ord(" ") for letter in typed):
        raise AddressError("template")
    templates = _turns(_template(typed))
    if not 0 < len(templates) <= MOST_HOSTS:
        raise AddressError("hosts")
    for each in templates:
        sample = _filled(each, 0, 0, 0)
        try:
            parts = urlsplit(sample)
            _ = parts.port
        except ValueError as error:
            raise AddressError("protocol") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise AddressError("protocol")
        if "@" in parts.netloc:
            raise AddressError("password")
        if "{" in sample or "}" in sample:
            raise AddressError("braces")
    return TileAddress(tuple(templates))


def _filled(template: str, zoom: int, column: int, row: int) -> str:
    side = 2 * EDGE_M / 2**zoom
    west, north = column * side - EDGE_M, EDGE_M - row * side
    values = {"z": zoom, "x": column, "y": row, "-y": 2**zoom - 1 - row}
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", str(value))
    return template.replace("{bbox}", ",".join(f"{edge:.6f}" for edge in (west, north - side, west + side, north)))


def _turns(text: str) -> list[str]:
    """Hosts that take turns: {s}, {a-d}, {1-4}, {switch:a,b,c}."""
    found = RANGE.search(text)
    if found:
        first, last = (ord(end) for end in found.groups() if end)
        return [text.replace(found[0], chr(code), 1) for code in range(first, last + 1)]
    found = LISTED.search(text)
    if found:
        return [text.replace(found[0], part.strip(), 1) for part in found[1].split(",")]
    return [LETTER.sub(letter, text) for letter in "abc"] if LETTER.search(text) else [text]


def _parameter(address: str, name: str) -> str:
    query = address.partition("?")[2]
    return next((value for key, value in parse_qsl(query, keep_blank_values=True) if key.lower() == name), "")


def _template(text: str) -> str:
    """The address with places for z, x, y or bbox. Raises AddressError."""
    for name, place in (("TileMatrix", "{z}"), ("TileRow", "{y}"), ("TileCol", "{x}")):
        text = re.sub(rf"\{{{name}\}}", place, text, flags=re.IGNORECASE)
    if "{z}" in text and "{x}" in text and ("{y}" in text or "{-y}" in text):
        return text
    service = _parameter(text, "service").upper()
    if service == "WMTS" or re.search(r"/wmts(?:[/?]|$)", text, re.IGNORECASE):
        if not (_parameter(text, "layer") and _parameter(text, "tilematrixset")):
            raise AddressError("wmts")
        return _completed(_without(text, "tilematrix|tilerow|tilecol|request"), WMTS)
    if service == "WMS" or "{bbox" in text or re.search(r"/wms(?:[/?]|$)", text, re.IGNORECASE):
        if not _parameter(text, "layers"):
            raise AddressError("wms")
        plain = _without(re.sub(r"\{bbox[^{}]*\}", "{bbox}", text), "width|height|srs|crs|request|bbox")
        system = "CRS" if _parameter(plain, "version").startswith("1.3") else "SRS"
        return _completed(plain, {**WMS, system: "EPSG:3857"})
    raise AddressError("template")


def _without(address: str, names: str) -> str:
    plain = re.sub(rf"([?&])(?:{names})=[^&]*", r"\1", address, flags=re.IGNORECASE)
    return re.sub("&{2,}", "&", plain).replace("?&", "?")


def _completed(address: str, values: dict[str, str]) -> str:
    """An address with those values that it does not name yet."""
    missing = [f"{name}={value}" for name, value in values.items() if not _parameter(address, name.lower())]
    joint = "" if address.endswith(("?", "&")) else "&" if "?" in address else "?"
    return address + (joint + "&".join(missing) if missing else "")
