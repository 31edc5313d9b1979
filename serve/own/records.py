"""What the browser hears of the layers that are kept."""

from typing import Any

from exports.data.crs_choice import CHOICES
from exports.data.formats import ALL_FORMATS, OWN_FORMATS
from exports.own.taken import taken
from geo.messages.own import datum_words
from geo.own.datum import DATUMS
from geo.own.kept import Kept
from geo.own.reading.encoding import ENCODINGS
from geo.own.reading.kinds import ENDINGS, TEXT_KINDS
from geo.own.store import OwnStore
from layers.own.record import layer_record
from layers.own.style import BYS, SCHEMES, palettes
from layers.text import Language, text
from serve.own.work import DOCUMENTS, document_key

LESS = frozenset({"gpx", "dxf", "shp", "xlsx", "csv"})
"""formats that cannot carry all fields and shapes"""


def kept_record(kept: Kept, language: Language) -> dict[str, Any]:
    """A layer, without its features; its addresses lead from the page."""
    return layer_record(kept, language) | {
        "documentUrl": f"own/layers/{kept.id}/document/{kept.version}",
        "columnsUrl": f"own/layers/{kept.id}/columns/{kept.content_hash}",
    }


def taken_record(store: OwnStore, language: Language, made: bytes) -> dict[str, Any]:
    """What was taken just now, among the others. Its documents are at hand when the browser asks for them next."""
    documents = taken(made)
    kept = [store.get(identifier) for identifier in documents]
    for layer in kept:
        if documents[layer.id]:
            DOCUMENTS.keep(document_key(layer, language), documents[layer.id])
    return {"layers": [kept_record(layer, language) for layer in kept], "list": list_record(store, language)}


def list_record(store: OwnStore, language: Language) -> dict[str, Any]:
    """All layers, the topmost first, the trash, and what there is to choose from."""
    found, damaged = store.listing()
    colors = palettes()
    return {
        "layers": [kept_record(kept, language) for kept in found],
        "damaged": [entry.error.breach.text(language) for entry in damaged],
        "trash": [{"name": name, "title": title} for name, title in store.trash()],
        "datums": [{"id": name, "name": datum_words(name, language)} for name in DATUMS],
        "encodings": [{"id": name, "name": words} for name, (words, _) in ENCODINGS.items()],
        "textEndings": [ending for kind in TEXT_KINDS for ending in ENDINGS[kind]],
        "formats": [
            {
                "id": kind,
                "name": "KMZ" if kind == "kmz" else text(f"format.{kind}", language),
                "carries": text(f"own.carries.{kind if kind in LESS else 'plain'}", language),
                "crs": list(ALL_FORMATS[kind].datums),
            }
            for kind in OWN_FORMATS
        ],
        "crs": [{"id": choice.id, "name": choice.label(language)} for choice in CHOICES.values()],
        "styles": {
            "by": list(BYS),
            "scheme": list(SCHEMES),
            "categories": list(colors.categories),
            "ramps": {name: list(ramp) for name, ramp in colors.ramps.items()},
        },
    }
