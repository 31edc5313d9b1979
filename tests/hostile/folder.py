"""A small data folder cut out of the real one, and ways to damage it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from geo.folder import DATA

UNITS = ("nanshan", "baoan")
ITEMS_A_FILE = 2
SOURCE_ROWS = 6
OUTLINE_LINES = (0, *range(121, 128), *range(473, 482), *range(526, 532))
COARSE_DEG = 0.05
WINDOW = shapely.box(113.5, 22.2, 114.5, 23.0)

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing done to one file: `value` put at `path` of its JSON, or done to the whole where path is None."""

    file: str
    path: Path_ | None
    action: str
    """put | delete | repeat | insert, or of a whole file: bytes | missing | folder"""
    value: Any = None


def _collection(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _coarse(feature: dict[str, Any]) -> dict[str, Any]:
    """A feature with few coordinates, cut to the window."""
    geometry = shape(feature["geometry"]).intersection(WINDOW).simplify(COARSE_DEG)
    parts = sorted(shapely.get_parts(geometry), key=lambda part: -(part.area or part.length))[:1]
    return feature | {"geometry": json.loads(json.dumps(mapping(parts[0])))}


def _one_of_each(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Few features, of different kinds."""
    kinds = {feature["properties"]["located"]: feature for feature in reversed(features)}
    return list(kinds.values())[:ITEMS_A_FILE]


@cache
def small_folder() -> dict[str, Any]:
    """File name -> JSON value, or text: all that a data folder holds, a handful of items in it."""
    files: dict[str, Any] = {}
    districts = _collection(DATA / "districts.geojson")
    units = [_coarse(feature) for feature in districts["features"] if feature["properties"]["id"] in UNITS]
    files["districts.geojson"] = districts | {"features": units}
    for theme in ("transport", "water", "structure"):
        content = _collection(DATA / "plan" / f"{theme}.geojson")
        files[f"plan/{theme}.geojson"] = content | {"features": _one_of_each(content["features"])}
    for path in sorted((DATA / "basemap").glob("*.geojson")):
        content = _collection(path)
        near = [feature for feature in content["features"] if shape(feature["geometry"]).intersects(WINDOW)]
        kept = [_coarse(feature) for feature in near] if path.stem != "labels" else near
        files[f"basemap/{path.name}"] = content | {"features": kept[:2]}
    scenes = _collection(DATA / "scenes.json")
    briefing = scenes["briefings"][0]
    files["scenes.json"] = {"briefings": [briefing | {"scenes": briefing["scenes"][:1]}]}
    lines = (DATA / "SOURCES.md").read_text(encoding="utf-8").splitlines()
    rows = [number for number, line in enumerate(lines) if line.startswith("|")]
    files |= small_ledger(files["plan/transport.geojson"]["features"])
    files["SOURCES.md"] = "\n".join(lines[: rows[SOURCE_ROWS]])
    return files


def small_ledger(features: list[dict[str, Any]]) -> dict[str, str]:
    """The events of these items, some sources and some indicators, as tables."""
    ids = tuple(feature["properties"]["id"] + "," for feature in features)
    tables = {
        name: (DATA / "progress" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        for name in ("transport", "sources", "indicators")
    }
    events = [line for line in tables["transport"] if line.partition(",")[2].startswith(ids)]
    return {
        "progress/transport.csv": "\n".join([tables["transport"][0], *events, ""]),
        "progress/sources.csv": "\n".join([*tables["sources"][:SOURCE_ROWS], ""]),
        "progress/indicators.csv": "\n".join([*tables["indicators"][:SOURCE_ROWS], ""]),
    }


def small_outline() -> str:
    """A few lines of the outline: the preface, Column 4, some of Column 5."""
    lines = (DATA / "outline" / "outline.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(lines[number] for number in OUTLINE_LINES)


def write_folder(folder: Path, files: dict[str, Any]) -> None:
    """Write every file of a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(content))


def written(content: Any) -> bytes:
    """A file's bytes: texts as they are, all else as JSON; NaN and lone surrogates as JSON writers write them."""
    return content.encode() if isinstance(content, str) else json.dumps(content).encode()


def edited(content: Any, edit: Edit) -> Any:
    """content with an edit made at its path; as it was where the path is gone."""
    copy = json.loads(json.dumps(content))
    holder = copy
    for step in edit.path or ():
        parent, last = holder, step
        try:
            holder = holder[step]
        except KeyError:
            # A field that is new.
            holder = parent[step] = None
        except (IndexError, TypeError):
            return copy
    if not edit.path:
        return edit.value
    # An edit before this one may have put a text, whose letters have places too, where a list was.
    if isinstance(parent, str):
        return copy
    if edit.action == "delete":
        del parent[last]
    elif edit.action == "repeat" and isinstance(parent, list):
        parent.append(holder)
    elif edit.action == "insert" and isinstance(holder, dict):
        holder[str(edit.value)] = edit.value
    elif edit.action == "insert" and isinstance(holder, list):
        holder.insert(0, edit.value)
    else:
        parent[last] = edit.value
    return copy


@contextmanager
def damaged(folder: Path, files: dict[str, Any], edits: list[Edit]) -> Iterator[Path]:
    """The folder with edits made; put right again at the end."""
    changed = {edit.file for edit in edits}
    try:
        for name in sorted(changed):
            _damage(folder / name, files[name], [edit for edit in edits if edit.file == name])
        yield folder
    finally:
        for name in changed:
            path = folder / name
            if path.is_dir():
                shutil.rmtree(path)
            path.write_bytes(written(files[name]))


def _damage(path: Path, content: Any, edits: list[Edit]) -> None:
    for edit in edits:
        if edit.path is not None and not isinstance(content, str):
            content = edited(content, edit)
    path.write_bytes(written(content))
    for edit in edits:
        if edit.action == "bytes":
            path.write_bytes(edit.value(path.read_bytes()))
    if any(edit.action in ("missing", "folder") for edit in edits):
        path.unlink()
    if any(edit.action == "folder" for edit in edits):
        path.mkdir()
