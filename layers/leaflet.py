"""A view to folium: one file that asks no host, for browsers without WebGL and to hand out on a stick.

It holds every item that the view's filter lets through; layers that the view has off are there to be switched on.
"""

import json
from collections.abc import Sequence
from typing import Any, ClassVar

import folium
import shapely
from folium import Element
from shapely.geometry import mapping

from geo import crs
from geo.plan import Item, Plan
from geo.query import matching
from layers.arrows import arrow
from layers.deck import ARROW_OPACITY, ARROW_SYMBOL, EDGE_OPACITY, HALO_FACTOR, HALO_OPACITY, HATCH_OPACITY_FACTOR, UNITS_LAYER
from layers.ground import load_ground_features
from layers.leaflet_page import (
    SHIM,
    Furniture,
    dash_array,
    hatch_id,
    hatches_html,
    html_text,
    inlined_css,
    keys_html,
    layer_swatch,
    leaflet_js,
    page_style,
    path_options,
    symbol_image,
)
from layers.legend import legend_rows
from layers.strokes import Stroke, stroke_color, strokes
from layers.style import Catalogue, Layer, color_on, label_text
from layers.text import Language, text
from layers.view import Camera, View, frame_bounds, layers_on

SYMBOL_PX = 22
MIN_ZOOM, MAX_ZOOM = 7, 18
ZOOM_SNAP = 0.25
LEAFLET_ZOOM_OFFSET = 1.0
"""Leaflet counts zoom by tiles of 256 pixels, a View's camera by 512"""
OUTLINE_DEG = 0.0002
"""how much the outlines of units are simplified"""
DECIMALS = 6
MARGIN_M = 1500.0
PANEL_PX = 260
"""width that the list of layers takes from the right"""


class OfflineMap(folium.Map):
    """A folium map whose scripts and styles are inlined later instead of being linked."""

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []


def popup_html(item: Item, catalogue: Catalogue, language: str) -> str:
    """The item's words as HTML, every value escaped."""
    other = item.name_en if language == "zh" else item.name
    stage, precision = catalogue.stages[item.stage], catalogue.precisions[item.precision]
    facts = [getattr(stage, language), getattr(precision, language)]
    if item.uncertainty_m:
        facts.append(f"±{item.uncertainty_m} m")
    return (
        f"<b>{html_text(label_text(item, language))}</b><br><small>{html_text(other)}</small>"
        f"<blockquote>{html_text(item.clause_text)}</blockquote>"
        f"<small>{html_text(item.section)}<br>{html_text(' · '.join(facts))}</small>"
    )


class Drawing:
    """One view being drawn: what every step needs to know."""

    def __init__(self, view: View, plan: Plan, catalogue: Catalogue, language: Language) -> None:
        self.view, self.plan, self.catalogue, self.language = view, plan, catalogue, language
        self.ground = view.ground or "light"
        self.on = layers_on(view, catalogue)
        self.chosen = plan.by_id.get(view.selection or "")
        found = matching(plan.items, view.filter)
        wanted = found if self.chosen is None or self.chosen in found else [*found, self.chosen]
        self.items = [item for item in wanted if item.geometry is not None and catalogue.layer_of(item).id != UNITS_LAYER]
        start = {"location": (view.camera.latitude, view.camera.longitude), "zoom_start": _zoom(view.camera)} if view.camera else {}
        zooms = {"min_zoom": MIN_ZOOM, "max_zoom": MAX_ZOOM, "zoom_snap": ZOOM_SNAP}
        self.map = OfflineMap(tiles=None, zoom_control=True, attribution_control=False, **start, **zooms)
        self.chosen_name = ""
        """of the chosen item's layer in the page's script"""

    def color(self, layer: Layer) -> str:
        """Of a layer on the view's ground."""
        return color_on(layer, self.ground)

    def opacity(self, layer: Layer) -> float:
        """What the view leaves of a layer's opacity, 0 to 1."""
        return self.view.opacity.get(layer.id, 100) / 100

    def add_shape(self, target: Any, geometry: Any, style: dict[str, Any], **options: Any) -> folium.GeoJson:
        """A geometry with a style, coordinates rounded to what a screen can show."""
        shape = mapping(shapely.set_precision(geometry, 10**-DECIMALS, mode="pointwise"))
        feature = folium.GeoJson(shape, style_function=lambda _: style, control=False, **options)
        feature.add_to(target)
        return feature


def _zoom(camera: Camera) -> float:
    return camera.zoom + LEAFLET_ZOOM_OFFSET


def _frame(drawing: Drawing) -> list[float]:
    """Corners of what the view frames, with room round it: a chosen point alone has no extent."""
    bounds = frame_bounds(drawing.view, drawing.plan)
    return _corners(bounds if drawing.view.camera else crs.buffer_m(shapely.box(*bounds), MARGIN_M).bounds)


def _style(drawing: Drawing, layer: Layer, item: Item) -> dict[str, Any]:
    """Lines by stage in width and dash; areas filled, hatched where indicative, edged by stage; arrows filled."""
    stage, color, shown = drawing.catalogue.stages[item.stage], drawing.color(layer), drawing.opacity(layer)
    if layer.symbol == ARROW_SYMBOL and item.located == "line":
        return {"weight": 0, "fillColor": color, "fillOpacity": ARROW_OPACITY * shown}
    if item.located == "line":
        return _line_style(drawing, strokes(layer, stage)[0], layer)
    width_px = max(layer.edge * stage.width_factor, 1.0)
    line = {"color": color, "weight": width_px, "dashArray": dash_array(stage.dash, width_px)}
    hatched = drawing.catalogue.precisions[item.precision].edge == "hatched"
    fill = {"fillColor": f"url(#{hatch_id(layer)})" if hatched else color}
    fill_opacity = min(layer.opacity * (HATCH_OPACITY_FACTOR if hatched else 1.0), 1.0)
    return line | fill | {"opacity": EDGE_OPACITY * shown, "fillOpacity": fill_opacity * shown}


def _line_style(drawing: Drawing, part: Stroke, layer: Layer) -> dict[str, Any]:
    return path_options(part, stroke_color(part, layer, drawing.catalogue, drawing.ground), drawing.opacity(layer))


def _add_item(drawing: Drawing, group: folium.FeatureGroup, item: Item, layer: Layer) -> None:
    popup = folium.Popup(popup_html(item, drawing.catalogue, drawing.language), max_width=340)
    tooltip = html_text(label_text(item, drawing.language))
    stage = drawing.catalogue.stages[item.stage]
    feature: Any
    if item.geometry is not None and item.located == "point":
        picture = symbol_image(layer, stage, drawing.catalogue, ground=drawing.ground, size_px=SYMBOL_PX)
        icon = folium.DivIcon(
            html=picture, icon_size=(SYMBOL_PX, SYMBOL_PX), icon_anchor=(SYMBOL_PX // 2, SYMBOL_PX // 2), class_name="symbol"
        )
        feature = folium.Marker(
            (item.geometry.y, item.geometry.x), icon=icon, popup=popup, tooltip=tooltip, opacity=drawing.opacity(layer)
        ).add_to(group)
    else:
        style = _style(drawing, layer, item)
        directed = layer.symbol == ARROW_SYMBOL and item.located == "line"
        if item.located == "line" and not directed and drawing.catalogue.precisions[item.precision].edge != "crisp":
            halo = {"color": style["color"], "weight": layer.width * HALO_FACTOR, "opacity": HALO_OPACITY * drawing.opacity(layer)}
            drawing.add_shape(group, item.geometry, halo, interactive=False)
        feature = drawing.add_shape(group, arrow(item.geometry) if directed else item.geometry, style, tooltip=tooltip)
        for part in strokes(layer, stage)[1:] if item.located == "line" and not directed else ():
            drawing.add_shape(group, item.geometry, _line_style(drawing, part, layer), interactive=False)
        popup.add_to(feature)
    if item is drawing.chosen:
        drawing.chosen_name = feature.get_name()


def _add_ground(drawing: Drawing) -> None:
    features, _ = load_ground_features()
    colors, target = drawing.catalogue.grounds[drawing.ground], drawing.map
    language = drawing.language
    for name in ("land", "neighbours"):
        style = {"fillColor": colors["land"], "fillOpacity": 1, "color": colors["neighbour_line"], "weight": 0.8}
        for feature in features[name]:
            drawing.add_shape(target, shapely.geometry.shape(feature["geometry"]), style, interactive=False)
    for unit in drawing.plan.units:
        tint = colors["unit_tints"][drawing.catalogue.unit_tint[unit.id]]
        style = {"fillColor": tint, "fillOpacity": 1, "color": colors["unit_line"], "weight": 1}
        drawing.add_shape(target, unit.geometry.simplify(OUTLINE_DEG), style, interactive=False)
        place = unit.geometry.representative_point()
        _add_name(target, unit.name if language == "zh" else unit.name_en, place.y, place.x, "place")
    for feature in features["neighbours"]:
        longitude, latitude = feature["properties"]["label"]
        name = feature["properties"]["name" if language == "zh" else "name_en"]
        _add_name(target, name, latitude, longitude, "place quiet")


def _add_name(target: folium.Map, name: str, latitude: float, longitude: float, css: str) -> None:
    icon = folium.DivIcon(html=f'<div class="{css}">{html_text(name)}</div>', icon_size=(0, 0), class_name="name")
    folium.Marker((latitude, longitude), icon=icon, control=False, interactive=False, keyboard=False).add_to(target)


def _add_layers(drawing: Drawing) -> None:
    """A switch a layer with its swatch and count: the control is the legend of what is on."""
    rows = {row.layer.id: row for row in legend_rows(drawing.items, drawing.catalogue)}
    for layer in sorted(drawing.catalogue.layers, key=lambda layer: layer.z):
        row = rows.get(layer.id)
        if row is None:
            continue
        label = html_text(getattr(layer, drawing.language))
        swatch = layer_swatch(layer, row.located, drawing.catalogue, drawing.ground)
        chosen = drawing.chosen is not None and drawing.catalogue.layer_of(drawing.chosen) is layer
        show = layer.id in drawing.on or chosen
        group = folium.FeatureGroup(name=f"<span>{swatch}<span>{label} <small>{row.count}</small></span></span>", show=show)
        for item in drawing.items:
            if drawing.catalogue.layer_of(item) is layer:
                _add_item(drawing, group, item, layer)
        group.add_to(drawing.map)
    if rows:
        folium.LayerControl(collapsed=False).add_to(drawing.map)


def _add_selection(drawing: Drawing) -> None:
    """The chosen item stands out, with a ring as wide as its place is uncertain."""
    chosen = drawing.chosen
    if chosen is None or chosen.geometry is None:
        return
    color = drawing.catalogue.grounds[drawing.ground]["highlight"]
    if chosen.located == "point" and chosen.uncertainty_m:
        place = (chosen.geometry.y, chosen.geometry.x)
        folium.Circle(place, radius=chosen.uncertainty_m, color=color, weight=1.2, dash_array="4 4", fill=False).add_to(drawing.map)
    elif chosen.located != "point":
        drawing.add_shape(drawing.map, chosen.geometry, {"color": color, "weight": 2.4, "opacity": 0.9, "fill": False}, interactive=False)


def _furniture(drawing: Drawing, subtitle: str) -> Furniture:
    catalogue, language = drawing.catalogue, drawing.language
    stages = [stage for stage in catalogue.stages.values() if any(item.stage == stage.id for item in drawing.items)]
    edges = frozenset(catalogue.precisions[item.precision].edge for item in drawing.items if item.located != "point")
    frames = [[text("leaflet.home", language), *_frame(drawing)]]
    away = [unit for unit in drawing.plan.units if unit.id == "shenshan"]
    frames += [[unit.name if language == "zh" else unit.name_en, *_corners(unit.geometry.bounds)] for unit in away]
    small = f"<br><small>{html_text(subtitle)}</small>" if subtitle else ""
    words = {
        "head": f"<b>{html_text(text('app.name', language))}</b>{small}",
        "keys": keys_html(stages, edges, catalogue, drawing.ground, language),
        "foot": "<small>" + html_text(text("strip.source", language) + " · " + text("leaflet.hint", language)) + "</small>",
        "frames": frames,
    }
    after = f"{drawing.chosen_name}.openPopup();" if drawing.chosen_name else ""
    return Furniture(drawing.map.get_name(), {name: _script(value) for name, value in words.items()}, after=after)


def _script(value: Any) -> str:
    """A value as it may stand in a script of the page."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _corners(bounds: Sequence[float]) -> list[float]:
    """South, west, north, east of west, south, east, north, as Leaflet wants it."""
    west, south, east, north = bounds
    return [round(value, DECIMALS) for value in (south, west, north, east)]


def leaflet_html(plan: Plan, catalogue: Catalogue, *, language: Language, subtitle: str = "", view: View | None = None) -> str:
    """One HTML document with a view in it: opens from a stick, asks no host. Layers can be switched; popups quote the clause."""
    drawing = Drawing(view or View(), plan, catalogue, language)
    _add_ground(drawing)
    _add_layers(drawing)
    _add_selection(drawing)
    south, west, north, east = _frame(drawing)
    if drawing.view.camera is None:
        drawing.map.fit_bounds(((south, west), (north, east)), padding_bottom_right=(PANEL_PX, 0))
    drawing.map.add_child(_furniture(drawing, subtitle))
    root = drawing.map.get_root()
    title = html_text(text("app.name", language))
    style = f"<style>{inlined_css()}{page_style(catalogue, drawing.ground)}</style>"
    root.header.add_child(Element(f"<title>{title}</title>{style}<script>{leaflet_js()}{SHIM}</script>"))
    root.html.add_child(Element(hatches_html(catalogue.layers, drawing.ground)))
    return str(root.render())
