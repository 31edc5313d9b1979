"""The documents that the browser loads: the basemap, the plan with layers, styles and wording, the text to read, and
the city under the plan.

All are plain JSON, addressed by the hash of their bytes, so that a second visit transfers nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from geo.anchors import label_anchors
from geo.basemap import load_basemap_features
from geo.crs import place_in_every_datum
from geo.folder import DATA
from geo.measure import Measure, measure_items
from geo.messages import Breach
from geo.model import Item, Plan
from geo.outline.blocks import reading_breaches
from geo.query import item_pinyin
from geo.sources import Source, load_sources
from layers.city.document import city_content
from layers.progress.looks import StateLook, sign_path
from layers.screen.basemap import basemap_layers
from layers.screen.deck import item_layers
from layers.screen.fingerprint import Fingerprint, KeptLast, fingerprint, of_the_city
from layers.screen.icons import icon_atlas, layer_swatches, mark_swatches
from layers.screen.present import present_plan
from layers.screen.reader import reader_content, reader_key, unit_records
from layers.screen.shared_paths import with_shared_paths
from layers.screen.shelf import Document, document
from layers.screen.triangles import with_triangles
from layers.style.catalogue import Catalogue, Stage, label_text, load_catalogue
from layers.style.legend import SAMPLED_EDGES
from layers.style.svg import INK, PAINTED, swatch_svg
from layers.style.swatches import edge_mark, edge_swatch, stage_mark, stage_swatch, state_mark, state_swatch
from layers.text import LANGUAGES, OF_PRODUCTS, OWN_BREACH, WORDING
from layers.view.contract import contract

SIZE_DECIMALS = 3
BUILDING = Lock()


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one state of data/ gives the browser, and what is wrong with it."""

    plan: Plan
    plan_document: Document
    basemap_document: Document
    reader_document: Document
    city_document: Document
    breaches: tuple[Breach, ...]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _layers(layers: Sequence[Any]) -> Any:
    return [with_triangles(layer) for layer in layers]


def _item_record(item: Item, catalogue: Catalogue, measure: Measure | None) -> dict[str, Any]:
    """An item as the browser sees it: its words, its size, and where its label may stand.

    Its geometry is in the layers.
    """
    record = {
        name: getattr(item, name) for name in Item.__dataclass_fields__ if name not in ("geometry", "file", "evidence")
    }
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


def _source_records(plan: Plan, known: Mapping[str, Source]) -> dict[str, dict[str, str]]:
    """Title, licence and date of every source that items and units name.

    Without the register the ids stand for themselves.
    """
    named = {entry.source for item in plan.items for entry in item.evidence} | {
        unit.area_source for unit in plan.units if unit.area_source
    }
    return {
        key: {"title": row.title, "licence": row.licence, "date": row.date}
        for key, row in known.items()
        if key in named
    }


def _stage_record(stage: Stage) -> dict[str, Any]:
    """A stage as the browser sees it, with its drawings for legends and tables."""
    return asdict(stage) | {
        "sample": swatch_svg(stage_swatch(stage)),
        "marks": {kind: swatch_svg(stage_mark(stage, kind)) for kind in ("point", "line", "area")},
    }


def _state_record(look: StateLook) -> dict[str, Any]:
    """A state as the browser sees it, with its drawings, which take the colour of the words."""
    colors = {**PAINTED, "layer": INK}
    drawings = {"swatch": swatch_svg(state_swatch(look), colors), "mark": swatch_svg(state_mark(look), colors)}
    return asdict(look) | drawings | {"path": sign_path(look.sign)}


def _catalogue_record(plan: Plan, catalogue: Catalogue) -> dict[str, Any]:
    """The catalogue as the browser sees it: `CatalogueRecord` of layers/screen/records.py."""
    values = catalogue.drawing
    return {
        "themes": {key: asdict(theme) for key, theme in catalogue.themes.items()},
        "layers": [asdict(layer) | {"labelZoom": catalogue.labels.zoom_of(layer.rank)} for layer in catalogue.layers],
        "stages": {key: _stage_record(stage) for key, stage in catalogue.stages.items()},
        "precisions": {
            key: asdict(precision) | {"mark": swatch_svg(edge_mark(precision.edge, values))}
            for key, precision in catalogue.precisions.items()
        },
        "states": {key: _state_record(look) for key, look in catalogue.states.items()},
        "edges": {edge: swatch_svg(edge_swatch(edge, values)) for edge in SAMPLED_EDGES},
        "appearances": catalogue.appearances,
        "figures": [asdict(figure) for figure in catalogue.figures],
        "drawing": asdict(values),
        "labels": asdict(catalogue.labels),
        "pencils": {key: asdict(pencil) for key, pencil in catalogue.pencils.items()},
        "marks": {key: asdict(mark) for key, mark in catalogue.marks.items()},
        "markSwatches": {appearance: mark_swatches(catalogue, appearance) for appearance in catalogue.appearances},
    }


def _plan_content(plan: Plan, catalogue: Catalogue, sources: Mapping[str, Source]) -> dict[str, Any]:
    items = plan.items
    measures = measure_items(items, plan.units)
    return {
        "items": [_item_record(item, catalogue, measures.get(item.id)) for item in items],
        "layers": with_shared_paths(
            _layers(item_layers([item for item in items if item.geometry is not None], catalogue))
        ),
        "sources": _source_records(plan, sources),
        "swatches": {
            appearance: layer_swatches(items, catalogue, appearance=appearance) for appearance in catalogue.appearances
        },
        "icons": {
            appearance: icon_atlas(items, catalogue, appearance=appearance) for appearance in catalogue.appearances
        },
        "catalogue": _catalogue_record(plan, catalogue),
        "units": unit_records(plan, catalogue.category_en),
        "contract": contract(plan, catalogue),
        "text": {
            language: {key: words for key, words in table.items() if key not in OF_PRODUCTS}
            for language, table in WORDING.items()
        },
    }


def _basemap_content(plan: Plan, catalogue: Catalogue, data: Path) -> tuple[dict[str, Any], list[Breach]]:
    features, breaches = load_basemap_features(data)
    neighbours = [feature["properties"] for feature in features["neighbours"]]
    waters = [feature["properties"] | {"label": feature["geometry"]["coordinates"]} for feature in features["labels"]]
    content = {
        "layers": _layers(basemap_layers(features, plan.units, catalogue)),
        "neighbours": neighbours,
        "waters": waters,
    }
    return content, breaches


@dataclass(frozen=True, slots=True)
class Contents:
    """What the documents are made of."""

    documents: tuple[bytes, bytes, bytes, bytes]
    """plan, basemap, reader, city, as JSON"""
    breaches: tuple[Breach, ...]
    """what is wrong with the data beside the plan's own"""


# An edit of the plan leaves it as it is, and it is half of the work.
CITY = KeptLast[tuple[bytes, bytes, tuple[Breach, ...]]]()
# Where a thing lies, and what became of it, are not in the text.
READER = KeptLast[bytes]()


def _city(plan: Plan, catalogue: Catalogue, data: Path) -> tuple[bytes, bytes, tuple[Breach, ...]]:
    """Basemap and city as JSON, and what is wrong with them."""
    basemap, basemap_breaches = _basemap_content(plan, catalogue, data)
    city, city_breaches = city_content(plan.units, catalogue, data)
    return _json(basemap), _json(city), (*basemap_breaches, *city_breaches)


def make_contents(data: Path, plan: Plan, catalogue: Catalogue) -> Contents:
    """Everything that the browser gets of a drawable plan and its data folder.

    Never raises for bad data: see Contents.breaches.
    """
    basemap_json, city_json, city_breaches = CITY.of(of_the_city(data), lambda: _city(plan, catalogue, data))
    sources, source_breaches = load_sources(data)
    plan_json = _json(_plan_content(plan, catalogue, sources))
    reader_json = READER.of(reader_key(plan.items), lambda: _json(reader_content(plan.items)))
    return Contents(
        (plan_json, basemap_json, reader_json, city_json),
        (*city_breaches, *source_breaches, *reading_breaches(), *filter(None, [OWN_BREACH])),
    )


_compressed = lru_cache(maxsize=3)(document)
"""of what an accepted change leaves as it is: it is not compressed again"""


@lru_cache(maxsize=2)
def _bundle(data: Path, _fingerprint: Fingerprint) -> Bundle:
    plan, undrawable = present_plan(data)
    made = make_contents(data, plan, load_catalogue())
    plan_document, *others = made.documents
    basemap, reader, city = map(_compressed, others)
    return Bundle(plan, document(plan_document), basemap, reader, city, (*plan.breaches, *undrawable, *made.breaches))


def bundle(data: Path = DATA) -> Bundle:
    """The documents for the present state of data/, rebuilt only when a file has changed."""
    # The warm-up and the first visitor must not both do the work.
    with BUILDING:
        return _bundle(data, fingerprint(data))
