"""The features of a GeoJSON file, read strictly."""

from pathlib import Path
from typing import Any

from geo.files.strict import RefusedError, clean, read_json
from geo.messages import Breach

WGS84_NAMES = {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"}
MAX_FEATURES = 5000
"""of one file"""
MAX_SHOWN_CRS = 80


def read_features(path: Path, name: str, breaches: list[Breach]) -> tuple[list[Any], bool]:
    """Features as the file has them, and whether their CRS is a foreign one; what is wrong goes to breaches."""
    try:
        parsed = read_json(path, name)
    except RefusedError as refused:
        breaches.append(refused.breach(name))
        return [], False
    breaches.extend(parsed.flaws)
    content = parsed.value
    if (
        not isinstance(content, dict)
        or content.get("type") != "FeatureCollection"
        or not isinstance(content.get("features"), list)
    ):
        breaches.append(Breach(name, "", "file-not-collection"))
        return [], False
    features = content["features"]
    if len(features) > MAX_FEATURES:
        breaches.append(Breach(name, "", "too-many", {"field": "features", "detail": str(MAX_FEATURES)}))
    crs_name = _crs_name(content.get("crs"))
    foreign = crs_name is not None and crs_name not in WGS84_NAMES
    if foreign:
        breaches.append(Breach(name, "", "foreign-crs", {"value": clean(str(crs_name))[:MAX_SHOWN_CRS]}))
    return features[:MAX_FEATURES], foreign


def _crs_name(member: Any) -> str | None:
    """The name in a `crs` member of GeoJSON 2008; None without one."""
    if not isinstance(member, dict):
        return None if member is None else str(member)
    properties = member.get("properties")
    return str(properties.get("name") if isinstance(properties, dict) else properties)


def plan_files(data: Path) -> list[Path]:
    """The plan files of a data folder by name; none where there is no such folder or it may not be read."""
    try:
        return sorted((data / "plan").glob("*.geojson"))
    except OSError:
        return []
