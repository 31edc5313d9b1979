"""An answer as a layer of one's own: each thing found, once, with how sure it is of it, how far away and why.

The files of an answer have a row a pair; on the map a thing that several were asked about lies in one place.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pandas as pd

from briefing.errors import ExportError
from briefing.files import stored
from exports.ask.answered import Answered
from exports.ask.files import geojson
from exports.ask.own import Feature
from exports.ask.table import columns_of, record_of
from geo.analysis.answer import Answer, Row
from geo.own.kept import Kept
from geo.own.layer import UNCERTAINTY, OwnLayer, Placing
from geo.own.placing import placed
from geo.own.reading.raw import MB, MOST_FILE_BYTES, Features, Problems, raw_layer
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from layers.own.style import OwnStyle
from layers.text import Language, text

SURE = "sure_label"
NOT_OF_THINGS = ("object", "object_id")
"""columns of a pair that the layer has under other names"""
AREA_OPACITY, MIXED_OPACITY = 0.18, 0.35
"""of areas, several of which may lie on one another with the plan under them; where points have to be seen too"""


def keep_answer(found: Answered, store: OwnStore) -> Kept:
    """Keep what an answer has found on top of the other layers; its original is the answer as GeoJSON.

    Raises ExportError where nothing was found or the layer cannot be kept; then nothing of it is.
    """
    language = found.context.language
    file = f"{text('product.ask', language)}.geojson"
    try:
        layer = answer_layer(found, store, file=file)
        with tempfile.TemporaryDirectory(prefix="plan-ask-") as folder:
            original = Path(folder) / file
            original.write_bytes(_bounded(geojson(found), file))
            return store.add(layer, original, style=_style(layer, language))
    except OwnError as error:
        raise ExportError("own.refused", said=error.breach) from error


def _bounded(content: bytes, file: str) -> bytes:
    """No larger than a file that somebody brings. Raises OwnError."""
    if len(content) > MOST_FILE_BYTES:
        raise OwnError("own-too-large", file=file, value=f"{len(content) / MB:.0f}", detail=MOST_FILE_BYTES // MB)
    return content


def answer_layer(found: Answered, store: OwnStore, *, file: str) -> OwnLayer:
    """What an answer has found, WGS-84, fields called as the workbook's columns in the language of the context.

    A thing's row is that of its surest and then nearest pair; `uncertainty_m` is its own, NaN where nobody says. store:
    where the layers are that were asked about. Raises ExportError where nothing was found; OwnError.
    """
    rows = list(_surest(found.answer, both_ways=found.question.kind == "matrix"))
    if not rows:
        raise ExportError("ask.layer.none")
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [row.object.geometry for row, _ in rows]
    table = pd.DataFrame([_record(found, row, subjects) for row, subjects in rows])
    sure = [_uncertainty(row.object) for row, _ in rows]
    if any(map(np.isfinite, sure)):
        table = table.assign(**{UNCERTAINTY: sure})
    raw = raw_layer(found.title, Features(table, shapes, np.arange(1, len(rows) + 1)), Problems(file))
    return placed(raw, _placing(found, store), file=file).layer


def _surest(answer: Answer, *, both_ways: bool) -> Iterator[tuple[Row, int]]:
    """Of each thing found, in the order of the plan: its surest and nearest row, how many it was found for.

    both_ways: what was asked about is found too, as the two of a pair of the matrix are.
    """
    things = np.concatenate([answer.object, answer.subject]) if both_ways else answer.object
    places = np.tile(np.arange(len(answer)), 2) if both_ways else np.arange(len(answer))
    turned = np.arange(len(things)) >= len(answer)
    distance, about, sure = answer.distance_m[places], answer.plus_minus_m[places], answer.certain[places]
    ranked = np.lexsort((places, about, distance, ~sure, things))
    _, firsts, counts = np.unique(things[ranked], return_index=True, return_counts=True)
    for at, count in zip(ranked[firsts], counts, strict=True):
        row = answer.row(int(places[at]))
        # What lies inside is a part of the object only.
        turn = replace(row, subject=row.object, object=row.subject, inside=None)
        yield (turn if turned[at] else row), int(count)


def _record(found: Answered, row: Row, subjects: int) -> dict[str, Any]:
    """The fields of a thing."""
    language, record = found.context.language, record_of(found, row)
    columns = [column for column in columns_of(found.question.kind) if not column.coded]
    fields = {
        text("ask.column.name", language): record["object"],
        text("ask.column.id", language): record["object_id"],
        **{
            text(column.wording, language): record[column.name]
            for column in columns
            if column.name not in NOT_OF_THINGS
        },
        text("ask.column.subjects", language): subjects,
    }
    return {name: stored(cell) if isinstance(cell, str) else cell for name, cell in fields.items()}


def _uncertainty(thing: Any) -> float:
    """Metres by a thing's own word; NaN where whoever asked had to say."""
    assumed = isinstance(thing, Feature) and thing.assumed
    return float("nan") if assumed or thing.uncertainty_m is None else float(thing.uncertainty_m)


def _placing(found: Answered, store: OwnStore) -> Placing:
    """The plan's places are known; those of one's own no better than the layers that they are of."""
    question = found.question
    asked = question.subjects if question.kind == "matrix" else question.objects
    named = [value for selector in asked for name, value in parse_qsl(selector) if name == "own"]
    unsure = [placing for placing in (store.get(identifier).placing for identifier in named) if not placing.certain]
    offsets = [placing.offset_m for placing in unsure if placing.offset_m is not None]
    return Placing("wgs84", certain=not unsure, offset_m=max(offsets, default=None))


def _style(layer: OwnLayer, language: Language) -> dict[str, Any]:
    """Certain and possible in two colours, the plan in sight under areas."""
    opacity = OwnStyle().opacity
    if "area" in layer.kinds:
        opacity = MIXED_OPACITY if "point" in layer.kinds else AREA_OPACITY
    return OwnStyle(by="category", field=text(f"ask.column.{SURE}", language), opacity=opacity).record()
