"""The documents that the browser loads: the ground, the plan with its layers, styles and wording, and the text to read.

All are plain JSON, addressed by the hash of their bytes, so that a second visit transfers nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import shapely

from geo.crs import CGCS2000_EPSG, METRIC_EPSG, WGS84_EPSG, area_km2, reproject, wgs84_to_gcj02
from geo.folder import DATA
from geo.ground import load_ground_features
from geo.measure import Measure, measure_items, neighbours
from geo.messages import Breach
from geo.plan import Item, Plan
from geo.query import item_pinyin
from geo.reading import reading_breaches
from geo.sources import Source, load_sources
from layers.deck import SWATCH_STAGE, deck_json, item_layers, label_anchors
from layers.ground import ground_layers
from layers.icons import icon_atlas, swatch_icons
from layers.link import category_slug
from layers.present import present_plan
from layers.reader import reader_content
from layers.served import Fingerprint, fingerprint
from layers.shared_paths import with_shared_paths
from layers.shelf import Document, document
from layers.stage_marks import mark_svg, sample_svg
from layers.strokes import strokes
from layers.style import Catalogue, Layer, Stage, label_text, load_catalogue
from layers.text import LANGUAGES, WORDING
from layers.triangles import with_triangles

SIZE_DECIMALS = 3
DEGREE_DECIMALS = 6
METRE_DECIMALS = 1
BUILDING = Lock()


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one state of data/ gives the browser, and what is wrong with it."""

    plan: Plan
    plan_document: Document
    ground_document: Document
    reader_document: Document
    breaches: tuple[Breach, ...]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _layers(layers: Sequence[Any]) -> Any:
    return [with_triangles(layer) for layer in json.loads(deck_json(layers))["layers"]]


def _item_record(item: Item, catalogue: Catalogue, measure: Measure | None) -> dict[str, Any]:
    """An item as the browser sees it: its words, its size, and where its label may stand. Its geometry is in the layers."""
    record = {name: getattr(item, name) for name in Item.__dataclass_fields__ if name not in ("geometry", "file", "evidence")}
    record["clause"] = list(item.clause)
    record["evidence"] = [asdict(entry) for entry in item.evidence]
    record["layer"] = catalogue.layer_of(item).id
    record["labels"] = {language: label_text(item, language) for language in LANGUAGES}
    record["pinyin"] = [list(syllables) for syllables in item_pinyin(item)]
    if measure is not None:
        record["size"] = round(measure.size, SIZE_DECIMALS)
        record["inside"] = {unit: round(size, SIZE_DECIMALS) for unit, size in measure.inside.items()}
    if item.geometry is not None:
        record["bounds"] = [round(value, 6) for value in item.geometry.bounds]
        record["anchors"] = label_anchors(item.geometry)
        record["place"] = place_in_every_datum(record["anchors"][0])
    return record


def place_in_every_datum(lonlat: Sequence[float]) -> dict[str, list[float]]:
    """A WGS-84 position, longitude first, in the datums that planners ask for: degrees, or metres east and north in EPSG:4547."""
    point = shapely.Point(lonlat)
    shifted = wgs84_to_gcj02(np.array([lonlat], dtype=float))[0]
    geodetic, metric = (reproject(point, source_epsg=WGS84_EPSG, target_epsg=epsg) for epsg in (CGCS2000_EPSG, METRIC_EPSG))
    return {
        "wgs84": [round(value, DEGREE_DECIMALS) for value in (point.x, point.y)],
        "cgcs2000": [round(value, DEGREE_DECIMALS) for value in (geodetic.x, geodetic.y)],
        "metric": [round(value, METRE_DECIMALS) for value in (metric.x, metric.y)],
        "gcj02": [round(float(value), DEGREE_DECIMALS) for value in shifted],
    }


def _source_records(plan: Plan, known: Mapping[str, Source]) -> dict[str, dict[str, str]]:
    """Title, licence and date of every source that items and units name. Without the register the ids stand for themselves."""
    named = {entry.source for item in plan.items for entry in item.evidence} | {unit.area_source for unit in plan.units if unit.area_source}
    return {key: {"title": row.title, "licence": row.licence, "date": row.date} for key, row in known.items() if key in named}


def _layer_record(layer: Layer, catalogue: Catalogue) -> dict[str, Any]:
    """A layer as the browser sees it, with the strokes that its swatch is drawn of."""
    return asdict(layer) | {"strokes": [asdict(part) for part in strokes(layer, catalogue.stages[SWATCH_STAGE])]}


def _stage_record(stage: Stage) -> dict[str, Any]:
    """A stage as the browser sees it, with its drawings for legends and tables."""
    return asdict(stage) | {"sample": sample_svg(stage), "marks": {kind: mark_svg(stage, kind) for kind in ("point", "line", "area")}}


def _plan_content(plan: Plan, catalogue: Catalogue, sources: Mapping[str, Source]) -> dict[str, Any]:
    items = plan.items
    measures = measure_items(items, plan.units)
    return {
        "items": [_item_record(item, catalogue, measures.get(item.id)) for item in items],
        "layers": with_shared_paths(_layers(item_layers([item for item in items if item.geometry is not None], catalogue))),
        "sources": _source_records(plan, sources),
        "swatches": {ground: swatch_icons(catalogue, ground=ground) for ground in catalogue.grounds},
        "icons": {ground: icon_atlas(items, catalogue, ground=ground) for ground in catalogue.grounds},
        "catalogue": {
            "themes": {key: asdict(theme) for key, theme in catalogue.themes.items()},
            "layers": [_layer_record(layer, catalogue) for layer in catalogue.layers],
            "stages": {key: _stage_record(stage) for key, stage in catalogue.stages.items()},
            "precisions": {key: asdict(precision) for key, precision in catalogue.precisions.items()},
            "grounds": catalogue.grounds,
            "unitTint": {unit.id: catalogue.tint_of(unit.id) for unit in plan.units},
            "categoryEn": catalogue.category_en,
            "categorySlug": {category: category_slug(catalogue, category) for category in dict.fromkeys(item.category for item in items)},
        },
        "units": _unit_records(plan),
        "text": WORDING,
    }


def _unit_records(plan: Plan) -> list[dict[str, Any]]:
    """Units as the district page tells of them; their words are those of Column 4."""
    beside = neighbours(plan.units)
    fields = ("id", "name", "name_en", "kind", "area_km2_official", "area_source", "goal")
    return [
        {name: getattr(unit, name) for name in fields}
        | {"positioning": list(unit.positioning), "keyAreas": list(unit.key_areas), "neighbours": beside[unit.id]}
        | {"area_km2": round(area_km2(unit.geometry), 1)}
        for unit in plan.units
    ]


def _ground_content(plan: Plan, catalogue: Catalogue, data: Path) -> tuple[dict[str, Any], list[Breach]]:
    features, breaches = load_ground_features(data)
    neighbours = [feature["properties"] for feature in features["neighbours"]]
    waters = [feature["properties"] | {"label": feature["geometry"]["coordinates"]} for feature in features["labels"]]
    content = {"layers": _layers(ground_layers(features, plan.units, catalogue)), "neighbours": neighbours, "waters": waters}
    return content, breaches


@dataclass(frozen=True, slots=True)
class Contents:
    """What the documents are made of."""

    documents: tuple[bytes, bytes, bytes]
    """plan, ground, reader, as JSON"""
    breaches: tuple[Breach, ...]
    """what is wrong with the data beside the plan's own"""


def make_contents(data: Path, plan: Plan, catalogue: Catalogue) -> Contents:
    """Everything that the browser gets of a drawable plan and its data folder. Never raises for bad data: see Contents.breaches."""
    ground, ground_breaches = _ground_content(plan, catalogue, data)
    sources, source_breaches = load_sources(data)
    documents = (_json(_plan_content(plan, catalogue, sources)), _json(ground), _json(reader_content(plan.items)))
    return Contents(documents, (*ground_breaches, *source_breaches, *reading_breaches()))


@lru_cache(maxsize=2)
def _bundle(data: Path, _fingerprint: Fingerprint) -> Bundle:
    plan, undrawable = present_plan(data)
    made = make_contents(data, plan, load_catalogue())
    plan_document, ground_document, reader_document = map(document, made.documents)
    return Bundle(plan, plan_document, ground_document, reader_document, (*plan.breaches, *undrawable, *made.breaches))


def bundle(data: Path = DATA) -> Bundle:
    """The documents for the present state of data/, rebuilt only when a file has changed."""
    # The warm-up and the first visitor must not both do the work.
    with BUILDING:
        return _bundle(data, fingerprint(data))
