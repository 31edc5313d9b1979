"""Items and styles to folium: the map for browsers without WebGL, in one file that asks no host.

Leaflet comes from the installed XStatic-leaflet package and is inlined; folium's own CDN links are emptied.
"""

import base64
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import folium
from folium import Element
from shapely.geometry import mapping
from xstatic.pkg import leaflet

from geo.plan import Item, Plan
from layers.ground import load_ground_features
from layers.legend import legend_rows
from layers.style import Catalogue, Layer, label_text
from layers.symbols import symbol_svg

LEAFLET = Path(leaflet.BASE_DIR)
CITY_BOUNDS = ((22.40, 113.72), (22.88, 114.66))
"""south-west and north-east corner, latitude first as Leaflet wants it"""
SYMBOL_PX = 22
IMAGE_URL = re.compile(r"url\((images/[\w.-]+)\)")
STYLE = """
html, body { height: 100%; margin: 0; font: 14px/1.5 'Noto Sans SC','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif; }
.leaflet-container { font: inherit; background: VAR_SEA; }
.place { white-space: nowrap; text-align: center; transform: translate(-50%, -50%); width: max-content; font-weight: 700; font-size: 15px;
  text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff; }
.place.quiet { font-weight: 400; font-size: 12px; opacity: .75; }
.legend { position: absolute; right: 10px; bottom: 24px; z-index: 900; background: #fffffff0; padding: 8px 12px; border-radius: 6px; }
.legend p { margin: 0; display: flex; gap: 8px; align-items: center; }
.legend i { width: 18px; height: 10px; display: inline-block; }
.leaflet-popup-content { max-width: 320px; overflow-wrap: anywhere; }
.leaflet-popup-content blockquote { margin: 6px 0; padding-left: 8px; border-left: 3px solid #999; }
"""

# folium builds popups with jQuery's $(markup)[0] and gives every marker Leaflet's default picture before its own.
SHIM = """
window.$ = (markup) => Object.assign(document.createElement("template"), { innerHTML: markup.trim() }).content.children;
L.Icon.Default.imagePath = "data:,";
"""


class OfflineMap(folium.Map):
    """A folium map whose scripts and styles are inlined later instead of being linked."""

    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []


def _inlined_css() -> str:
    def data_url(match: re.Match[str]) -> str:
        image = (LEAFLET / match[1]).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(image).decode()})"

    return IMAGE_URL.sub(data_url, (LEAFLET / "leaflet.css").read_text(encoding="utf-8"))


def _leaflet_js() -> str:
    code = (LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=.*", "", code)


def popup_html(item: Item, catalogue: Catalogue, language: str) -> str:
    """The item's words as HTML, every value escaped."""
    other = item.name_en if language == "zh" else item.name
    stage, precision = catalogue.stages[item.stage], catalogue.precisions[item.precision]
    facts = [getattr(stage, language), getattr(precision, language)]
    if item.uncertainty_m:
        facts.append(f"±{item.uncertainty_m} m")
    return (
        f"<b>{escape(label_text(item, language))}</b><br><small>{escape(other)}</small>"
        f"<blockquote>{escape(item.clause_text)}</blockquote>"
        f"<small>{escape(item.section)}<br>{escape(' · '.join(facts))}</small>"
    )


def _style(layer: Layer, item: Item, catalogue: Catalogue) -> dict[str, Any]:
    stage = catalogue.stages[item.stage]
    width_px = max(layer.width * stage.width_factor, 1.0)
    fill_opacity = layer.opacity if item.located == "area" else 0.0
    dash = " ".join(f"{length * width_px:.1f}" for length in stage.dash)
    return {"color": layer.color, "weight": width_px, "fillColor": layer.color, "fillOpacity": fill_opacity, "dashArray": dash or None}


def _add_item(group: folium.FeatureGroup, item: Item, layer: Layer, catalogue: Catalogue, language: str) -> None:
    popup = folium.Popup(popup_html(item, catalogue, language), max_width=340)
    tooltip = escape(label_text(item, language))
    if item.geometry is not None and item.located == "point":
        svg = symbol_svg(layer, catalogue.stages[item.stage], size_px=SYMBOL_PX, paper=catalogue.grounds["light"]["halo"])
        icon = folium.DivIcon(html=svg, icon_size=(SYMBOL_PX, SYMBOL_PX), icon_anchor=(SYMBOL_PX // 2, SYMBOL_PX // 2), class_name="symbol")
        folium.Marker((item.geometry.y, item.geometry.x), icon=icon, popup=popup, tooltip=tooltip).add_to(group)
        return
    style = _style(layer, item, catalogue)
    feature = folium.GeoJson(mapping(item.geometry), style_function=lambda _, style=style: style, tooltip=tooltip)
    popup.add_to(feature)
    feature.add_to(group)


def _add_ground(target: folium.Map, plan: Plan, catalogue: Catalogue, language: str) -> None:
    features, _ = load_ground_features()
    colors = catalogue.grounds["light"]
    for name, color in (("land", "land"), ("neighbours", "land")):
        style = {"fillColor": colors[color], "fillOpacity": 1, "color": colors["neighbour_line"], "weight": 0.8}
        for feature in features[name]:
            folium.GeoJson(feature["geometry"], style_function=lambda _, style=style: style, interactive=False, control=False).add_to(
                target
            )
    for unit in plan.units:
        tint = colors["unit_tints"][catalogue.unit_tint[unit.id]]
        style = {"fillColor": tint, "fillOpacity": 1, "color": colors["unit_line"], "weight": 1}
        outline = mapping(unit.geometry.simplify(0.0002))
        folium.GeoJson(outline, style_function=lambda _, style=style: style, interactive=False, control=False).add_to(target)
        place = unit.geometry.representative_point()
        _add_name(target, unit.name if language == "zh" else unit.name_en, place.y, place.x, "place")
    for feature in features["neighbours"]:
        longitude, latitude = feature["properties"]["label"]
        name = feature["properties"]["name" if language == "zh" else "name_en"]
        _add_name(target, name, latitude, longitude, "place quiet")


def _add_name(target: folium.Map, name: str, latitude: float, longitude: float, css: str) -> None:
    icon = folium.DivIcon(html=f'<div class="{css}">{escape(name)}</div>', icon_size=(0, 0), class_name="name")
    folium.Marker((latitude, longitude), icon=icon, control=False).add_to(target)


def _legend_html(items: Sequence[Item], catalogue: Catalogue, language: str, title: str) -> str:
    rows = [f"<b>{escape(title)}</b>"]
    for row in legend_rows(items, catalogue):
        label = escape(getattr(row.layer, language))
        rows.append(f'<p><i style="background:{row.layer.color}"></i>{label}<small>{row.count}</small></p>')
    return f'<div class="legend">{"".join(rows)}</div>'


def leaflet_html(plan: Plan, catalogue: Catalogue, *, language: str, title: str, legend_title: str) -> str:
    """One HTML document with everything in it: opens from a stick, asks no host. Layers can be switched; popups quote the clause."""
    result = OfflineMap(tiles=None, zoom_control=True, attribution_control=False)
    _add_ground(result, plan, catalogue, language)
    items = [item for item in plan.items if item.geometry is not None and catalogue.layer_of(item).id != "units"]
    for layer in sorted(catalogue.layers, key=lambda layer: layer.z):
        own = [item for item in items if catalogue.layer_of(item) is layer]
        if own:
            group = folium.FeatureGroup(name=f"{escape(getattr(layer, language))} ({len(own)})", show=layer.on)
            for item in own:
                _add_item(group, item, layer, catalogue, language)
            group.add_to(result)
    folium.LayerControl(collapsed=False).add_to(result)
    result.fit_bounds(CITY_BOUNDS)
    root = result.get_root()
    style = STYLE.replace("VAR_SEA", catalogue.grounds["light"]["sea"])
    root.header.add_child(
        Element(f"<title>{escape(title)}</title><style>{_inlined_css()}{style}</style><script>{_leaflet_js()}{SHIM}</script>")
    )
    root.html.add_child(Element(_legend_html(items, catalogue, language, legend_title)))
    return str(root.render())
