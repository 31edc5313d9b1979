"""The drawn layers as pydeck's, for notebooks and other pages than the map's own, which takes them as they are.

pydeck.Deck(layers=pydeck_layers(item_layers(plan.items, catalogue)), map_provider=None)
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pydeck

# Later layers cover earlier ones whatever the pitch: the plan is a drawing, not a relief.
FLAT = {"depthCompare": "always"}
PIXELS = '"pixels"'
ACCESSORS: dict[str, dict[str, Any]] = {
    "SolidPolygonLayer": {"get_polygon": "polygon"},
    "PathLayer": {
        "get_path": "path",
        "get_width": "width",
        "width_units": PIXELS,
        "cap_rounded": True,
        "joint_rounded": True,
        "get_dash": "dash",
    },
    "IconLayer": {"get_position": "position", "size_units": PIXELS, "get_icon": "icon", "billboard": True},
}
RENAMED = {"getFillColor": "get_fill_color", "getColor": "get_color", "getSize": "get_size"}


def pydeck_layers(layers: Sequence[Mapping[str, Any]]) -> list[pydeck.Layer]:
    """pydeck layers of what layers.screen.deck.item_layers and layers.screen.basemap.basemap_layers give."""
    return [_layer(layer) for layer in layers]


def _layer(layer: Mapping[str, Any]) -> pydeck.Layer:
    kind = layer["@@type"]
    options = {RENAMED.get(name, name): value for name, value in layer.items() if name not in ("@@type", "data")}
    return pydeck.Layer(kind, layer["data"], parameters=FLAT, **ACCESSORS[kind], **options)
