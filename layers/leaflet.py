"""A view to folium: one file that asks no host, for browsers without WebGL and to hand out on a stick.

It holds every item that the view's filter lets through; layers that the view has off are there to be switched on. folium gets
numbers, colours and names of its own making only: every word is in `_words`, which the finished page holds as data.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import folium
import shapely
from shapely.geometry import mapping

from geo import crs
from geo.ground import load_ground_features
from geo.plan import Item, Plan
from geo.query import matching
from layers.arrows import arrow
from layers.bands import HALO_OPACITY, band, fade
from layers.deck import ARROW_OPACITY, ARROW_SYMBOL, EDGE_OPACITY, HATCH_OPACITY_FACTOR, UNITS_LAYER
from layers.leaflet_page import finished, hatch_ids, hatches_html, page_style, path_options, symbol_image
from layers.leaflet_words import LEAFLET_ZOOM_OFFSET, LayerGroup, PageWords
from layers.strokes import Stroke, plain_strokes, stroke_color, strokes
from layers.style import Catalogue, Layer, area_opacity, color_on
from layers.text import Language, text
from layers.view import Camera, View, frame_bounds, layers_on

SYMBOL_PX = 24
LEAST_EDGE_PX, REACH_OPACITY = 1.0, 0.1
METRES_PER_DEGREE, WINDOW_PX = 110_700.0, 800
"""of latitude, and the height of a usual window: how large a band is when the page opens"""
MIN_ZOOM, MAX_ZOOM = 7, 19
ZOOM_SNAP = 0.25
OUTLINE_DEG = 0.0002
"""how much the outlines of units are simplified"""
DECIMALS = 6
MARGIN_M = 1500.0
PANEL_PX = 260
"""width that the list of layers takes from the right"""

Style = dict[str, Any]


class OfflineMap(folium.Map):
    """A folium map whose scripts and styles are inlined later instead of being linked."""

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []


class Drawing:
    """One view being drawn: what every step needs to know, and the names under which the page finds what was drawn."""

    def __init__(self, view: View, plan: Plan, catalogue: Catalogue, language: Language) -> None:
        self.view, self.plan, self.catalogue, self.language = view, plan, catalogue, language
        self.ground = view.ground or "light"
        self.on = layers_on(view, catalogue)
        self.chosen = plan.by_id.get(view.selection or "")
        found = matching(plan.items, view.filter)
        wanted = found if self.chosen is None or self.chosen in found else [*found, self.chosen]
        passes = self.chosen in found and catalogue.layer_of(self.chosen).id in self.on if self.chosen else True
        self.apart = None if passes else self.chosen
        """a chosen item that the filter or the layers leave out: it is drawn by itself, as on the map"""
        self.items = [item for item in wanted if item.geometry is not None and catalogue.layer_of(item).id != UNITS_LAYER]
        self.numbers = {item.id: number for number, item in enumerate(self.items)}
        """item id -> what stands for the item in the map"""
        self.hatches = hatch_ids(catalogue.layers)
        start = {"location": (view.camera.latitude, view.camera.longitude), "zoom_start": _zoom(view.camera)} if view.camera else {}
        zooms = {"min_zoom": MIN_ZOOM, "max_zoom": MAX_ZOOM, "zoom_snap": ZOOM_SNAP}
        self.map = OfflineMap(tiles=None, zoom_control=True, attribution_control=False, **start, **zooms)
        self.groups: list[LayerGroup] = []
        """what can be switched"""
        self.shapes: list[tuple[str, float]] = []
        """names of what answers a click, and how opaque its symbols are"""

    def opacity(self, layer: Layer) -> float:
        """What the view leaves of a layer's opacity, 0 to 1."""
        return self.view.opacity.get(layer.id, 100) / 100

    def add_geometry(self, target: Any, geometry: Any, style: Style) -> None:
        """A geometry without words that no click meets."""
        folium.GeoJson(_shape(geometry), style_function=lambda _: style, control=False, interactive=False).add_to(target)

    def add_items(self, target: Any, styles: Mapping[str, Style], geometry_of: Callable[[Item], Any], **options: Any) -> str:
        """Items (by id) with a style each as one part of the map; returns its name, empty where there is none."""
        if not styles:
            return ""
        by_number = {self.numbers[key]: style for key, style in styles.items()}
        features = [
            {"type": "Feature", "id": number, "properties": {}, "geometry": _shape(geometry_of(self.items[number]))} for number in by_number
        ]
        content = {"type": "FeatureCollection", "features": features}
        part = folium.GeoJson(content, style_function=lambda feature: by_number[feature["id"]], control=False, **options)
        part.add_to(target)
        return str(part.get_name())


def _shape(geometry: Any) -> dict[str, Any]:
    """Coordinates rounded to what a screen can show."""
    return dict(mapping(shapely.set_precision(geometry, 10**-DECIMALS, mode="pointwise")))


def _zoom(camera: Camera) -> float:
    return camera.zoom + LEAFLET_ZOOM_OFFSET


def _frame(drawing: Drawing) -> list[float]:
    """Corners of what the view frames, with room round it: a chosen point alone has no extent."""
    bounds = frame_bounds(drawing.view, drawing.plan)
    return _corners(bounds if drawing.view.camera else crs.buffer_m(shapely.box(*bounds), MARGIN_M).bounds)


def _directed(layer: Layer, item: Item) -> bool:
    return layer.symbol == ARROW_SYMBOL and item.located == "line"


def _style(drawing: Drawing, layer: Layer, item: Item) -> Style:
    """Lines by stage in width and dash; areas filled, hatched where indicative, edged by stage; arrows filled."""
    stage, color, shown = drawing.catalogue.stages[item.stage], color_on(layer, drawing.ground), drawing.opacity(layer)
    if _directed(layer, item):
        return {"weight": 0, "fillColor": color, "fillOpacity": ARROW_OPACITY * shown}
    if item.located == "line":
        return _line_style(drawing, next(part for part in strokes(layer, stage) if part.part == "line"), layer)
    hatched = drawing.catalogue.precisions[item.precision].edge == "hatched"
    fill = {"fillColor": f"url(#{drawing.hatches[layer.id]})" if hatched else color}
    return {"weight": 0} | fill | {"fillOpacity": area_opacity(layer, stage, HATCH_OPACITY_FACTOR if hatched else 1.0) * shown}


def _line_style(drawing: Drawing, part: Stroke, layer: Layer, opacity: float = 1.0) -> Style:
    return path_options(part, stroke_color(part, layer, drawing.catalogue, drawing.ground), opacity * drawing.opacity(layer))


def _add_strokes(  # noqa: PLR0913 - each option has a name
    drawing: Drawing, target: Any, layer: Layer, drawn: dict[str, tuple[Stroke, ...]], *, parts: Sequence[str], opacity: float = 1.0
) -> None:
    """Of the strokes of items, by their ids, those of some parts, one part over another."""
    for part in parts:
        looks = {key: _line_style(drawing, stroke, layer, opacity) for key, own in drawn.items() for stroke in own if stroke.part == part}
        drawing.add_items(target, looks, _geometry, interactive=False)


def _halo(drawing: Drawing, layer: Layer, item: Item) -> Style:
    """Round what is less than exact, in true metres; as faint as its width asks for where the page opens."""
    south, _, north, _ = _frame(drawing)
    metres_per_px = (north - south) * METRES_PER_DEGREE / WINDOW_PX
    opacity = HALO_OPACITY * fade(2 * (item.uncertainty_m or 0) / metres_per_px) * drawing.opacity(layer)
    return {"weight": 0, "fillColor": color_on(layer, drawing.ground), "fillOpacity": opacity}


def _symbol(drawing: Drawing, layer: Layer, item: Item) -> Style:
    picture = symbol_image(layer, drawing.catalogue.stages[item.stage], drawing.catalogue, ground=drawing.ground, size_px=SYMBOL_PX)
    return {"html": picture, "iconSize": [SYMBOL_PX, SYMBOL_PX], "iconAnchor": [SYMBOL_PX // 2, SYMBOL_PX // 2], "className": "symbol"}


def _add_layer_items(drawing: Drawing, target: Any, layer: Layer, items: Sequence[Item]) -> None:
    """Halos, rims of lines, then lines and areas, then what lies on the lines, edges of areas, then point symbols."""
    stages, precisions = drawing.catalogue.stages, drawing.catalogue.precisions
    lines = [item for item in items if item.located == "line" and not _directed(layer, item)]
    parts = {item.id: strokes(layer, stages[item.stage]) for item in lines}
    vague = [item for item in items if precisions[item.precision].edge != "crisp" and item.uncertainty_m and not _directed(layer, item)]
    drawing.add_items(target, {item.id: _halo(drawing, layer, item) for item in vague}, band, interactive=False)
    _add_strokes(drawing, target, layer, parts, parts=("rim", "gap"))
    main = {item.id: _style(drawing, layer, item) for item in items if item.located != "point"}
    named = [drawing.add_items(target, main, lambda item: arrow(item.geometry) if _directed(layer, item) else item.geometry)]
    _add_strokes(drawing, target, layer, parts, parts=("ticks", "core"))
    edges = {item.id: plain_strokes(max(layer.edge, LEAST_EDGE_PX), stages[item.stage]) for item in items if item.located == "area"}
    _add_strokes(drawing, target, layer, edges, parts=("rim", "gap", "line"), opacity=EDGE_OPACITY)
    symbols = {item.id: _symbol(drawing, layer, item) for item in items if item.located == "point"}
    named.append(drawing.add_items(target, symbols, _geometry, marker=folium.Marker(icon=folium.DivIcon())))
    drawing.shapes += [(name, drawing.opacity(layer)) for name in named if name]


def _geometry(item: Item) -> Any:
    return item.geometry


def _add_ground(drawing: Drawing) -> None:
    features, _ = load_ground_features()
    colors, target = drawing.catalogue.grounds[drawing.ground], drawing.map
    for name in ("land", "neighbours"):
        style = {"fillColor": colors["land"], "fillOpacity": 1, "color": colors["neighbour_line"], "weight": 0.8}
        for feature in features[name]:
            drawing.add_geometry(target, shapely.geometry.shape(feature["geometry"]), style)
    for unit in drawing.plan.units:
        tint = colors["unit_tints"][drawing.catalogue.tint_of(unit.id)]
        style = {"fillColor": tint, "fillOpacity": 1, "color": colors["unit_line"], "weight": 1}
        drawing.add_geometry(target, unit.geometry.simplify(OUTLINE_DEG), style)


def _add_layers(drawing: Drawing) -> None:
    """A group a layer, which can be switched."""
    for layer in sorted(drawing.catalogue.layers, key=lambda layer: layer.z):
        own = [item for item in drawing.items if drawing.catalogue.layer_of(item) is layer and item is not drawing.apart]
        if own:
            group = folium.FeatureGroup(name="", show=layer.id in drawing.on, control=False)
            _add_layer_items(drawing, group, layer, own)
            group.add_to(drawing.map)
            drawing.groups.append(LayerGroup(str(group.get_name()), layer, frozenset(item.located for item in own), len(own)))
    if drawing.apart is not None and drawing.apart.id in drawing.numbers:
        _add_layer_items(drawing, drawing.map, drawing.catalogue.layer_of(drawing.apart), [drawing.apart])


def _add_selection(drawing: Drawing) -> None:
    """The district in view is outlined; the chosen item stands out, in a band as wide as its place is uncertain."""
    chosen = drawing.chosen
    line = {"color": drawing.catalogue.grounds[drawing.ground]["highlight"], "weight": 2.4, "opacity": 0.9, "fill": False}
    for unit in drawing.plan.units:
        if unit.id == drawing.view.unit:
            drawing.add_geometry(drawing.map, unit.geometry.simplify(OUTLINE_DEG), line)
    if chosen is None or chosen.geometry is None:
        return
    reach = band(chosen)
    if reach is not None:
        edge = {"color": line["color"], "weight": 1.2, "dashArray": "4 4", "fillOpacity": REACH_OPACITY}
        drawing.add_geometry(drawing.map, reach, edge)
    if chosen.located != "point":
        drawing.add_geometry(drawing.map, chosen.geometry, line)


def _corners(bounds: Sequence[float]) -> list[float]:
    """South, west, north, east of west, south, east, north, as Leaflet wants it."""
    west, south, east, north = bounds
    return [round(value, DECIMALS) for value in (south, west, north, east)]


def _words(drawing: Drawing, subtitle: str) -> dict[str, Any]:
    """What the page's script reads."""
    away = [unit for unit in drawing.plan.units if unit.id == "shenshan"]
    frames = [(text("leaflet.home", drawing.language), *_frame(drawing))]
    frames += [(unit.name if drawing.language == "zh" else unit.name_en, *_corners(unit.geometry.bounds)) for unit in away]
    words = PageWords(drawing.plan, drawing.catalogue, drawing.ground, drawing.language)
    drawn = {
        "map": drawing.map.get_name(),
        "shapes": drawing.shapes,
        "frames": frames,
        "subtitle": subtitle,
        "chosen": drawing.numbers.get(drawing.chosen.id) if drawing.chosen else None,
    }
    return drawn | words.of(drawing.items, drawing.groups)


def leaflet_html(plan: Plan, catalogue: Catalogue, *, language: Language, subtitle: str = "", view: View | None = None) -> str:
    """One HTML document with a view in it: opens from a stick, asks no host. Layers can be switched; popups quote the clause."""
    drawing = Drawing(view or View(), plan, catalogue, language)
    _add_ground(drawing)
    _add_layers(drawing)
    _add_selection(drawing)
    south, west, north, east = _frame(drawing)
    if drawing.view.camera is None:
        drawing.map.fit_bounds(((south, west), (north, east)), padding_bottom_right=(PANEL_PX, 0))
    return finished(
        str(drawing.map.get_root().render()),
        _words(drawing, subtitle),
        title=text("app.name", language),
        style=page_style(catalogue, drawing.ground),
        drawings=hatches_html(catalogue.layers, drawing.ground),
    )
