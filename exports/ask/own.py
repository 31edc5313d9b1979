"""Features of one's own files and kept layers, as things to ask about.

A selector names a file, `sites.csv` or `file=sites.csv`, or a layer that is kept, `own=<id>`. `datum` says what the
numbers of a file mean where that is not certain, `pm` how many metres those features may be off that do not say so.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

import pandas as pd
from shapely.geometry.base import BaseGeometry

from briefing.errors import ExportError
from geo.model import Plan
from geo.own.datum import DATUMS, UnknownDatumError, datum_named
from geo.own.layer import UNCERTAINTY, OwnLayer, Placing
from geo.own.placing import placed, readings
from geo.own.proposals import known
from geo.own.reading.files import read_file
from geo.own.reading.raw import RawLayer
from geo.own.remarks import OwnError
from layers.own.shown import OwnLayers

PARAMETERS = {"file", "own", "datum", "pm"}
TITLES = ("name", "title", "名称", "名字", "标题", "项目", "项目名称")
"""fields that a feature is called by, in any case; else the first with words"""
MOST_METRES = 100_000.0


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """One feature of somebody's own."""

    id: str
    title: str
    layer: str
    """title of its layer"""
    geometry: BaseGeometry | None
    """WGS-84, longitude first"""
    uncertainty_m: float
    assumed: bool
    """whether the file does not say how far off it may be"""


def is_own(selector: str) -> bool:
    """Whether a selector names a file or a kept layer, and not a filter of the plan."""
    return bool({"file", "own"} & dict(parse_qsl(selector)).keys()) or _is_file(selector)


def features_of(selector: str, plan: Plan, workspace: OwnLayers) -> list[Feature]:
    """All features of a file or of a workspace's layer. Raises ExportError for what cannot be used, in words."""
    values = {"file": selector} if _is_file(selector) else dict(parse_qsl(selector, keep_blank_values=True))
    if not values.keys() <= PARAMETERS:
        raise ExportError("ask.selector", selector=selector, what=", ".join(sorted(values.keys() - PARAMETERS)))
    assumed_m = _metres(values.get("pm", "0"))
    try:
        if "own" in values:
            return list(_features(workspace.opened(values["own"]), assumed_m))
        return _of_file(Path(values["file"]), values.get("datum"), assumed_m, plan)
    except OwnError as error:
        raise ExportError("ask.own", what=error.breach) from error
    except OSError as error:
        raise ExportError("ask.own", what=f"{selector}: {error.strerror or error}") from error


def _is_file(selector: str) -> bool:
    try:
        return bool(selector) and Path(selector).is_file()
    except (OSError, ValueError):
        return False


def _metres(written: str) -> float:
    try:
        metres = float(written)
    except ValueError:
        metres = math.nan
    if not 0 <= metres <= MOST_METRES:
        raise ExportError("ask.bad", detail=f"pm: 0 – {MOST_METRES:.0f}")
    return metres


def _of_file(path: Path, datum: str | None, assumed_m: float, plan: Plan) -> list[Feature]:
    """The features of all layers of a file, and each row whose place could not be read, without one."""
    features: list[Feature] = []
    for raw in read_file(path, path.name):
        placing = _said(datum, path.name) if datum else _read(raw, plan, path.name)
        made = placed(raw, placing, file=path.name)
        features += _features(made.layer, assumed_m)
        for number in range(1, made.left_out + 1):
            name = f"{made.layer.title} –{number}"
            features.append(Feature(name, name, made.layer.title, None, assumed_m, assumed=True))
    return features


def _said(datum: str, file: str) -> Placing:
    """What somebody says of a file's numbers."""
    try:
        datum_named(datum)
    except UnknownDatumError as error:
        raise ExportError("ask.datum", name=file, best=next(iter(DATUMS)), others=", ".join(DATUMS)) from error
    return Placing(datum, certain=True)


def _read(raw: RawLayer, plan: Plan, file: str) -> Placing:
    """What a file's numbers say of themselves. Raises ExportError where that is not certain: somebody has to say."""
    best, *others = readings(raw, *known(plan), file=file)
    if not best.certain:
        rest = ", ".join(guess.datum for guess in others) or "–"
        raise ExportError("ask.datum", name=file, best=best.datum, others=rest)
    return Placing(best.datum, best.swapped, best.certain, best.offset_m)


def _features(layer: OwnLayer, assumed_m: float) -> Iterator[Feature]:
    table = layer.features
    titles = _titles(layer)
    stated = table[UNCERTAINTY] if layer.states_uncertainty else pd.Series(math.nan, index=table.index)
    for number, (title, shape, metres) in enumerate(zip(titles, table.geometry, stated, strict=True), start=1):
        said = not math.isnan(metres)
        yield Feature(
            id=f"{layer.title} {number}",
            title=title or f"{layer.title} {number}",
            layer=layer.title,
            geometry=shape,
            uncertainty_m=float(metres) if said else assumed_m,
            assumed=not said,
        )


def _titles(layer: OwnLayer) -> list[str]:
    texts = [field.name for field in layer.fields if field.type == "text"]
    named = [name for name in texts if name.strip().casefold() in TITLES] or texts
    return (
        ["" if pd.isna(words) else str(words) for words in layer.features[named[0]]]
        if named
        else [""] * len(layer.features)
    )
