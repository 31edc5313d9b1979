"""streamlit-folium with a theme filter in Python, as its documentation advises: a fixed map, a changing feature group.

folium links Leaflet from a CDN; here it comes from the installed XStatic package, else the page would be blank offline.
"""

from pathlib import Path
from typing import Any, ClassVar

import folium
import streamlit as st
from shapely.geometry import mapping
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route
from streamlit.runtime.scriptrunner import get_script_run_ctx
from xstatic.pkg import leaflet

from benchmarks.apps import ALL, HEIGHT_PX, THEME
from geo.model import Item
from geo.plan import load_plan
from layers.style.catalogue import load_catalogue

LEAFLET = Path(leaflet.BASE_DIR)
UNITS_LAYER = "units"


class LocalMap(folium.Map):
    """A folium map whose Leaflet comes from this server."""

    default_js: ClassVar[list[tuple[str, str]]] = [("leaflet", "/leaflet/leaflet.js")]
    default_css: ClassVar[list[tuple[str, str]]] = [("leaflet_css", "/leaflet/leaflet.css")]


def _leaflet_file(request: Request) -> FileResponse:
    return FileResponse(LEAFLET / request.path_params["name"])


def _add(group: folium.FeatureGroup, item: Item) -> None:
    layer = load_catalogue().layer_of(item)
    style: dict[str, Any] = {
        "color": layer.color,
        "weight": max(layer.width, 1.0),
        "fillOpacity": layer.opacity if item.located == "area" else 0,
    }
    if item.geometry is not None and item.located == "point":
        folium.CircleMarker(
            (item.geometry.y, item.geometry.x), radius=9, color=layer.color, fill=True, tooltip=item.name
        ).add_to(group)
    else:
        folium.GeoJson(mapping(item.geometry), style_function=lambda _: style, tooltip=item.name).add_to(group)


def filtered_group(theme: str) -> folium.FeatureGroup:
    """The items that the filter lets through."""
    group = folium.FeatureGroup(name="plan")
    catalogue = load_catalogue()
    for item in cached_plan().items:
        if item.geometry is not None and theme in (ALL, item.theme) and catalogue.layer_of(item).id != UNITS_LAYER:
            _add(group, item)
    return group


cached_plan = st.cache_resource(load_plan)
app = st.App(__file__, routes=[Route("/leaflet/{name:path}", _leaflet_file)])

if get_script_run_ctx(suppress_warning=True) is not None:
    from streamlit_folium import (
        st_folium,
    )  # only here: imported before the server runs, its component is never registered

    st.set_page_config(layout="wide")
    chosen = st.radio("theme", [ALL, THEME], horizontal=True)
    base = LocalMap(location=(22.65, 114.12), zoom_start=10, tiles=None)
    st_folium(
        base,
        key="map",
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=filtered_group(chosen),
    )
    st.caption(f"shown {chosen}")
