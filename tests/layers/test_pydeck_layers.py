"""The drawn layers as pydeck's: what st.pydeck_chart would take."""

import json

import pydeck

from geo.basemap import load_basemap_features
from geo.model import Plan
from layers.pydeck_layers import pydeck_layers
from layers.screen.basemap import basemap_layers
from layers.screen.deck import item_layers
from layers.style.catalogue import load_catalogue, rgba


def test_pydeck_draws_all_of_them_and_asks_no_host(plan: Plan) -> None:
    catalogue = load_catalogue()
    described = [
        *basemap_layers(load_basemap_features()[0], plan.units, catalogue),
        *item_layers(plan.items, catalogue),
    ]
    deck = pydeck.Deck(layers=pydeck_layers(described), map_provider=None, initial_view_state=None)
    written = json.loads(deck.to_json())["layers"]
    assert [layer["id"] for layer in written] == [layer["id"] for layer in described]
    assert [len(layer["data"]) for layer in written] == [len(layer["data"]) for layer in described]
    kinds = {layer["@@type"]: layer for layer in written}
    assert kinds["PathLayer"]["getPath"] == "@@=path" and kinds["PathLayer"]["widthUnits"] == "pixels"
    assert kinds["IconLayer"]["getIcon"] == "@@=icon"
    units = next(layer for layer in written if layer["id"] == "basemap:units")
    assert units["getFillColor"][:3] == list(rgba(catalogue.appearances["light"]["unit"])[:3])
    assert "http" not in deck.to_json()
