"""Features of plan files as they are written: text that is the same, byte for byte, for the same feature."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo.files.features import plan_files
from geo.files.strict import RefusedError, read_json
from geo.store.errors import StoreError

Feature = Mapping[str, Any]
HASH_LENGTH = 16
UNITS = "../districts.geojson"
"""the file of the units, beside the folder of the plan's"""
FIXED = ("id", "theme", "kind", "area_km2_drawn", "positioning", "key_areas", "goal")
"""what nobody changes: names, what is measured, and the words of Column 4"""
MEMBERS = ("type", "coordinates", "source", "says")
"""of geometries and evidence, in the order of the files"""
MAX_BYTES = 500_000
"""of one feature"""


def edited_files(data: Path) -> list[Path]:
    """The files whose features may be changed: those of the plan, then that of the units."""
    return [*plan_files(data), data / "plan" / UNITS]


def feature_text(feature: Feature, *, compact: bool = False) -> str:
    """A feature as plan files have it: a property a line, the geometry on one; compact: all on one, as units are."""
    if compact:
        return json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    properties = json.dumps(feature["properties"], ensure_ascii=False, indent=1, allow_nan=False)
    geometry = json.dumps(feature["geometry"], ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f'{{"type":"Feature","properties":{properties},\n"geometry":{geometry}}}'


def feature_hash(feature: Feature) -> str:
    """Tells one wording or place of a feature from another."""
    return hashlib.sha256(feature_text(feature).encode()).hexdigest()[:HASH_LENGTH]


def file_text(features: Iterable[Feature], *, compact: bool = False) -> str:
    """A plan file; compact: that of the units."""
    lines = [feature_text(feature, compact=compact) for feature in features]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def raw_features(path: Path) -> list[dict[str, Any]]:
    """The features of a plan file, unchanged; those without an id are left out of nothing. Raises RefusedError."""
    content = read_json(path, path.name).value
    features = content.get("features") if isinstance(content, dict) else None
    return [found for found in features or [] if isinstance(found, dict) and isinstance(found.get("properties"), dict)]


def _in_order(value: Any) -> Any:
    """Members in the order of the files: whoever hands them on may have sorted them."""
    if isinstance(value, list):
        return [_in_order(entry) for entry in value]
    if not isinstance(value, Mapping):
        return value
    return {name: value[name] for name in (*MEMBERS, *value) if name in value}


def checked_feature(given: object, before: Feature) -> dict[str, Any]:
    """What somebody has made of a feature, with its properties in the order of the file. Raises StoreError.

    None of FIXED can be changed, nor the outline of a unit, which its neighbours and the basemap share. No property can
    be added: a feature has all that the schema knows. What the values must be is for the rules (`geo.edits.checking`).
    """
    if not isinstance(given, Mapping) or set(given) - {"type", "properties", "geometry"}:
        raise StoreError("edit-no-feature")
    properties, geometry = given.get("properties"), given.get("geometry")
    if not isinstance(properties, Mapping) or not (geometry is None or isinstance(geometry, Mapping)):
        raise StoreError("edit-no-feature")
    known = before["properties"]
    fixed = [name for name in FIXED if properties.get(name) != known.get(name)]
    unknown = sorted(set(properties) - set(known))
    if "theme" not in known and geometry != before["geometry"]:
        fixed.append("geometry")
    if fixed or unknown:
        raise StoreError("edit-fixed-field", value=", ".join([*fixed, *unknown])[:80])
    ordered = {name: properties[name] for name in known if name in properties}
    words = {name: _in_order(value) for name, value in (ordered | dict(properties)).items()}
    # Browsers write 114.0 as 114: the same place is the file's own.
    place = before["geometry"] if geometry == before["geometry"] else _in_order(geometry)
    made = {"type": "Feature", "properties": words, "geometry": place}
    try:
        text = feature_text(made)
    except (ValueError, TypeError, RecursionError) as error:
        raise StoreError("edit-no-feature") from error
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise StoreError("edit-too-large", detail=f"{MAX_BYTES:,}")
    again: dict[str, Any] = json.loads(text)
    return again


def find_feature(data: Path, item: str) -> tuple[str, dict[str, Any]]:
    """Name of the file, from the folder of plan files, and the feature of an item. Raises StoreError where none is."""
    for path in edited_files(data):
        try:
            found = next((each for each in _features_now(path) if each["properties"].get("id") == item), None)
        except RefusedError:
            continue
        if found is not None:
            # It is the caller's own: what is kept stays as it is in the file.
            return os.path.relpath(path, data / "plan").replace(os.sep, "/"), deepcopy(found)
    raise StoreError("edit-no-item", value=item[:80])


def _features_now(path: Path) -> list[dict[str, Any]]:
    """As raw_features, read once as long as the file is the same: what is typed is checked letter by letter."""
    try:
        present = path.stat()
    except OSError:
        return raw_features(path)
    return _read_once(path, present.st_mtime_ns, present.st_size)


@lru_cache(maxsize=32)
def _read_once(path: Path, _changed: int, _size: int) -> list[dict[str, Any]]:
    return raw_features(path)
