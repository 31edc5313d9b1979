"""What is told of a layer that somebody brought, without its features: by the server and in a meeting kit."""

from typing import Any

from geo.messages.own import datum_words
from geo.own.kept import Kept
from layers.text import Language


def layer_record(kept: Kept, language: Language) -> dict[str, Any]:
    """JSON-ready; where its documents are to be had is added by whoever gives them."""
    return {
        "id": kept.id,
        "version": kept.version,
        "title": kept.title,
        "kinds": list(kept.kinds),
        "count": kept.count,
        "extent": list(kept.extent),
        "file": kept.file,
        "datum": kept.placing.datum,
        "datumName": datum_words(kept.placing.datum, language),
        "certain": kept.placing.certain,
        "offsetM": kept.placing.offset_m,
        "leftOut": kept.left_out,
        "made": kept.made,
        "style": dict(kept.style),
        "fields": [{"name": field.name, "type": field.type} for field in kept.fields],
    }
