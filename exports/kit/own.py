"""The layers that people brought, in a meeting kit: those of its scenes, packed as the server packs them."""

import base64
import gzip
import json
from typing import Any

from briefing.errors import ExportError
from briefing.resolved import ResolvedBriefing
from exports.context import Context
from layers.own.document import layer_document
from layers.own.record import layer_record
from layers.own.shown import ShownLayer

MAX_OWN_BYTES = 6_000_000
"""of all layers, as they stand in the file"""
NOTHING_TO_CHANGE: dict[str, Any] = {
    "damaged": [], "trash": [], "datums": [], "formats": [], "crs": [],
    "styles": {"by": [], "scheme": [], "categories": [], "ramps": {}},
}  # fmt: skip
"""the rest of what the route own/layers gives"""
PART = "own"
"""name of the list among the kit's parts; a layer's document is called PART, a hyphen and the layer's id"""


def own_parts(resolved: ResolvedBriefing, context: Context) -> dict[str, bytes]:
    """Name -> gzipped part: the list of layers as the route own/layers gives it, then each layer's document.

    Layers that are gone are left out: the scenes say what they were called. Raises ExportError where they are too large
    for a file that is handed on.
    """
    layers = _layers(resolved, context)
    if not layers:
        return {}
    documents: dict[str, bytes] = {}
    size = 0
    for shown in layers:
        content = layer_document(shown.layer, shown.kept, shown.style, context.language)
        documents[f"{PART}-{shown.kept.id}"] = packed = gzip.compress(content, 9, mtime=0)
        size += len(base64.b64encode(packed))
        if size > MAX_OWN_BYTES:
            title, limit = shown.kept.title, MAX_OWN_BYTES // 1_000_000
            raise ExportError("kit.ownTooLarge", title=title, size=size / 1e6, limit=limit)
    records = [layer_record(shown.kept, context.language) for shown in layers]
    listed = json.dumps({"layers": records} | NOTHING_TO_CHANGE, ensure_ascii=False)
    return {PART: gzip.compress(listed.encode(), 9, mtime=0), **documents}


def _layers(resolved: ResolvedBriefing, context: Context) -> list[ShownLayer]:
    """Each layer that one of the scenes shows, once."""
    found: dict[str, ShownLayer] = {}
    for scene in resolved.scenes:
        for shown in context.own(scene.view).layers:
            found.setdefault(shown.kept.id, shown)
    return sorted(found.values(), key=lambda shown: shown.kept.order)
