"""A view to folium: one file that asks no host, for browsers without WebGL and to hand out on a stick.

It holds every item that the view's filter lets through; layers that the view has off are there to be switched on.
folium gets numbers, colours and names of its own making only: every word is in `_words`, which the finished page holds
as data.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import folium
import shapely

from geo.anchors import label_anchors
from geo.basemap import basemap_features
from geo.model import Item, Plan, Unit
from layers.answer.shown import ShownAnswer
from layers.leaflet.answer import add_marks
from layers.leaflet.drawing import BAND_PANE, BASEMAP_PANE, CHOSEN_PANE, Drawing, Style, corners
from layers.leaflet.own import own_content, own_gaps, own_sources
from layers.leaflet.page import dash_array, finished, hatches_html, page_style
from layers.leaflet.styles import band_fade, part_style
from layers.leaflet.words import LayerGroup, PageWords
from layers.own.shown import NO_LAYERS, OwnShown
from layers.style.bands import band
from layers.style.catalogue import Catalogue, Layer
from layers.style.drawing import BANDS, UNITS_LAYER, casing, parts
from layers.style.legend import layer_entries
from layers.text import Language, text
from layers.view.state import View, apart_units, outlined_units

OUTLINE_DEG = 0.0002
"""how much the outlines of units are simplified"""
PANEL_PX = 260
"""width that the list of layers takes from the right"""
CORNER = 0.5**0.5
"""of a symbol's half: where its shoulder is, to the right and up"""
UNSEEN: Style = {"weight": 0, "fillOpacity": 0}


def _add_parts(drawing: Drawing, target: Any, layer: Layer, items: Sequence[Item]) -> None:
    """The parts of a layer's items, those of a kind and a stroke's part together; what answers a click is named."""
    if layer.id == UNITS_LAYER:
        # The districts are drawn as the basemap: what is switched is whether they answer a click.
        drawing.shapes.append((drawing.add_items(target, {item.id: UNSEEN for item in items}, _outline), 0.0))
        return
    drawn = (part for part in parts(items, drawing.catalogue, drawing.colouring) if part.kind != "reach")
    for (kind, _), together in groupby(drawn, key=lambda part: (part.kind, part.stroke and part.stroke.part)):
        group = list(together)
        places: dict[str, Any] = {part.item.id: part.geometry() for part in group}
        styles = {part.item.id: part_style(drawing, part) for part in group}
        options: dict[str, Any] = {} if group[0].pickable else {"interactive": False}
        if kind == "point":
            options["marker"] = folium.Marker(icon=folium.DivIcon())
        if kind in BANDS:
            options["pane"] = BAND_PANE
        name = drawing.add_items(target, styles, _place_in(places), **options)
        if group[0].pickable:
            drawing.shapes.append((name, drawing.opacity(layer)))


def _place_in(places: Mapping[str, Any]) -> Callable[[Item], Any]:
    return lambda item: places[item.id]


def _outline(unit: Item | Unit) -> Any:
    return shapely.simplify(unit.geometry, OUTLINE_DEG)


def _add_basemap(drawing: Drawing) -> None:
    features = basemap_features()
    colors, target, values = drawing.catalogue.appearances[drawing.appearance], drawing.map, drawing.catalogue.drawing
    for name in ("land", "neighbours"):
        line = {"color": colors["neighbour_line"], "weight": values.neighbour_line_px}
        style = {"fillColor": colors["land"], "fillOpacity": 1} | line
        for feature in features[name]:
            drawing.add_geometry(target, shapely.geometry.shape(feature["geometry"]), style, pane=BASEMAP_PANE)
    for unit in drawing.plan.units:
        line = {"color": colors["unit_line"], "weight": values.unit_line_px}
        style = {"fillColor": colors["unit"], "fillOpacity": 1} | line
        drawing.add_geometry(target, _outline(unit), style, pane=BASEMAP_PANE)


def _add_layers(drawing: Drawing) -> None:
    """A group a layer, which can be switched; it counts all of the layer that the filter finds."""
    for layer in sorted(drawing.catalogue.layers, key=lambda layer: layer.z):
        own = [item for item in drawing.items if drawing.catalogue.layer_of(item) is layer]
        if drawing.left_out:
            own = [item for item in own if item is not drawing.chosen]
        if own:
            group = folium.FeatureGroup(name="", show=layer.id in drawing.on, control=False)
            passing = [item for item in own if item is not drawing.apart]
            _add_parts(drawing, group, layer, passing)
            group.add_to(drawing.map)
            (entry,) = layer_entries(own, drawing.catalogue, drawing.language)
            tinted = drawing.colouring is not None and not drawing.colouring.badges
            entry = replace(entry, quiet=tinted)
            _add_badges(drawing, str(group.get_name()), passing)
            drawing.groups.append(LayerGroup(str(group.get_name()), entry))
    if drawing.apart is not None and drawing.apart.id in drawing.numbers:
        _add_parts(drawing, drawing.map, drawing.catalogue.layer_of(drawing.apart), [drawing.apart])
        _add_badges(drawing, str(drawing.map.get_name()), [drawing.apart])


def _add_badges(drawing: Drawing, target: str, items: Sequence[Item]) -> None:
    """The badges of items' states in a part of the map: at a point's shoulder, else where a name would stand."""
    shoulder_px = drawing.catalogue.drawing.point_px / 2 * CORNER
    for item in items:
        look = drawing.colouring.badge_of(item.id) if drawing.colouring else None
        if look is not None and drawing.catalogue.layer_of(item).id != UNITS_LAYER:
            longitude, latitude = label_anchors(item.geometry)[0]
            off_px = shoulder_px if item.located == "point" else 0.0
            drawing.badges.append((target, latitude, longitude, look.id, off_px))


def _add_selection(drawing: Drawing) -> None:
    """Outlines districts in view as on the map; the chosen item gets a band as wide as its place is uncertain."""
    chosen, values = drawing.chosen, drawing.catalogue.drawing
    color = drawing.catalogue.appearances[drawing.appearance]["highlight"]
    line = {"color": color, "opacity": values.unit_opacity, "fill": False}
    for unit in outlined_units(drawing.view, drawing.plan):
        width_px = values.unit_px if unit.id == drawing.view.unit else values.filter_unit_px
        drawing.add_geometry(drawing.map, _outline(unit), line | {"weight": width_px})
    if chosen is None or chosen.geometry is None:
        return
    reach = band(chosen)
    if reach is not None:
        edge = {
            "color": color, "weight": values.reach_edge_px, "opacity": values.reach_edge_opacity,
            "dashArray": dash_array(values.reach_dash, values.reach_edge_px), "fillColor": color,
            "fillOpacity": values.reach_opacity * band_fade(drawing, chosen),
        }  # fmt: skip
        drawing.add_geometry(drawing.map, reach, edge)
    if chosen.located == "point":
        ring = {"radius": values.ring_radius_px, "weight": values.ring_px, "opacity": values.ring_opacity}
        place = (chosen.geometry.y, chosen.geometry.x)
        folium.CircleMarker(place, color=color, fill=False, interactive=False, **ring).add_to(drawing.map)
    else:
        _add_casing(drawing, chosen)


def _add_casing(drawing: Drawing, chosen: Item) -> None:
    """A chosen line or area's outline over all else, as on the map."""
    colors, cased = (
        drawing.catalogue.appearances[drawing.appearance],
        casing(chosen, drawing.catalogue, drawing.colouring),
    )
    for width_px, role, opacity in cased.lines:
        line = {"color": colors[role], "weight": round(width_px, 2), "opacity": opacity, "fill": False}
        drawing.add_geometry(drawing.map, chosen.geometry, line, pane=CHOSEN_PANE)
    for part in cased.own:
        drawing.add_geometry(drawing.map, part.geometry(), part_style(drawing, part), pane=CHOSEN_PANE)


def _words(drawing: Drawing, subtitle: str, own: OwnShown, answer: ShownAnswer | None) -> dict[str, Any]:
    """What the page's script reads."""
    away = apart_units(drawing.plan)
    extents = [(text("leaflet.home", drawing.language), *drawing.extent())]
    extents += [
        (unit.name if drawing.language == "zh" else unit.name_en, *corners(unit.geometry.bounds)) for unit in away
    ]
    words = PageWords(drawing.plan, drawing.catalogue, drawing.appearance, drawing.language)
    colors = drawing.catalogue.appearances[drawing.appearance]
    drawn = {
        "map": drawing.map.get_name(),
        "shapes": drawing.shapes,
        "extents": extents,
        "opensAt": None if drawing.view.camera else drawing.extent(),
        "subtitle": subtitle,
        "badges": drawing.badges,
        "chosen": drawing.numbers.get(drawing.chosen.id) if drawing.chosen else None,
        "own": own_content(own, words.swatch, rim=colors["halo"], ink=colors["ink"]),
        "sources": own_sources(own, drawing.language),
        "gaps": [*own_gaps(own, drawing.language), *([answer.fault] if answer and answer.fault else [])],
        "rests": [drawing.rest(item) for item in drawing.items],
    }
    return drawn | words.of(drawing.items, drawing.groups, drawing.colouring, answer)


def leaflet_html(  # noqa: PLR0913 - each option has a name
    plan: Plan,
    catalogue: Catalogue,
    *,
    language: Language,
    subtitle: str = "",
    view: View | None = None,
    own: OwnShown = NO_LAYERS,
    answer: ShownAnswer | None = None,
) -> str:
    """One HTML document with a view in it: opens from a stick, asks no host; popups quote the clause.

    own: what the view shows of layers that people brought; they are counted apart from the plan; answer: to what it
    asks.
    """
    answered = answer if answer and not answer.fault else None
    kept = answered.marks.items if answered else None
    drawing = Drawing(view or View(), plan, catalogue, language, kept)
    _add_basemap(drawing)
    if answered:
        add_marks(drawing, answered.marks)
    _add_layers(drawing)
    _add_selection(drawing)
    south, west, north, east = drawing.extent()
    if drawing.view.camera is None:
        drawing.map.fit_bounds(((south, west), (north, east)), padding_bottom_right=(PANEL_PX, 0))
    return finished(
        str(drawing.map.get_root().render()),
        _words(drawing, subtitle, own, answer),
        language=language,
        style=page_style(catalogue, drawing.appearance),
        drawings=hatches_html(catalogue, drawing.appearance),
    )
