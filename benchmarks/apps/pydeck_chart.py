"""st.pydeck_chart with a theme filter in Python: the plan's items, or BENCH_POINTS synthetic points.

Each row carries what a reader sees on hover (name, stage, clause), as the component's items do; a chart without it
could not be read. Streamlit's own deck.gl takes no extensions and no icon atlas from elsewhere: dashes and hatches are
left out and point symbols are discs, so it has less to draw than the component.
"""

import os

import pydeck
import streamlit as st

from benchmarks.apps import ALL, HEIGHT_PX, THEME
from benchmarks.points import synthetic_points
from geo.basemap import load_basemap_features
from geo.plan import load_plan
from layers.pydeck_layers import pydeck_layers
from layers.screen.basemap import basemap_layers
from layers.screen.deck import item_layers
from layers.style.catalogue import load_catalogue, rgba

COUNT = int(os.environ.get("BENCH_POINTS", "0"))
BASEMAP = os.environ.get("BENCH_BASEMAP") == "1"
CLAUSE = "推动深中通道、沿江高速二期等项目建设"
TOOLTIP = {"text": "{name}\n{stage}\n{clause}"}
VIEW = pydeck.ViewState(longitude=114.12, latitude=22.65, zoom=9.6)


def _disc(layer: pydeck.Layer) -> pydeck.Layer:
    catalogue = load_catalogue()
    color = next(entry.color for entry in catalogue.layers if entry.id == layer.id.split(":")[0])
    return pydeck.Layer(
        "ScatterplotLayer",
        layer.data,
        id=layer.id,
        get_position="position",
        get_fill_color=list(rgba(color)),
        get_radius=9,
        radius_units='"pixels"',
        pickable=True,
    )


def plan_layers(theme: str) -> list[pydeck.Layer]:
    """The project's own pydeck layers of the items that the filter lets through."""
    items = [item for item in cached_plan().items if item.geometry is not None and theme in (ALL, item.theme)]
    layers = pydeck_layers(item_layers(items, load_catalogue()))
    words = {item.id: {"name": item.name, "stage": item.stage, "clause": item.clause_text} for item in items}
    for layer in layers:
        layer.data = [row | words[row["id"]] for row in layer.data]
    return [_disc(layer) if layer.type == "IconLayer" else layer for layer in layers]


def synthetic_layers(theme: str) -> list[pydeck.Layer]:
    """One ScatterplotLayer of the points of one group, or of all."""
    points = cached_points()
    pairs = zip(points.positions, points.groups, strict=True)
    data = [
        {
            "position": position,
            "id": f"point-{number}",
            "name": f"合成点 {number}",
            "stage": "promote",
            "clause": CLAUSE,
        }
        for number, (position, group) in enumerate(pairs)
        if theme == ALL or group == 0
    ]
    return [
        pydeck.Layer(
            "ScatterplotLayer",
            data,
            id="points",
            get_position="position",
            get_fill_color=[150, 22, 139],
            get_radius=6,
            radius_units='"pixels"',
            pickable=True,
        )
    ]


def basemap() -> list[pydeck.Layer]:
    """The same land, sea and borders as under the component: without a network a chart has no other basemap."""
    plan, features = cached_plan(), load_basemap_features()[0]
    return pydeck_layers(basemap_layers(features, plan.units, load_catalogue()))


cached_plan = st.cache_resource(load_plan)
cached_basemap = st.cache_resource(basemap)
cached_points = st.cache_resource(lambda: synthetic_points(COUNT))

st.set_page_config(layout="wide")
chosen = st.radio("theme", [ALL, THEME], horizontal=True)
layers = [*(cached_basemap() if BASEMAP else []), *(synthetic_layers if COUNT else plan_layers)(chosen)]
deck = pydeck.Deck(layers=layers, initial_view_state=VIEW, map_provider=None, tooltip=TOOLTIP)
st.pydeck_chart(deck, height=HEIGHT_PX, key="chart")
st.caption(f"shown {chosen}")
