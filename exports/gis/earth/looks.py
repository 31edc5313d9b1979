"""Marks as KML can have them: one line, one fill, one picture; no dashes, no hatches, no bands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from exports.gis.layers import MapLayer
from exports.gis.marks import Mark, Rule, rules
from exports.gis.xml import add
from geo.model import Item
from layers.style.catalogue import Catalogue, Layer, Stage, color_on
from layers.style.drawing import UNITS_LAYER

ICON_SCALE, LABEL_SCALE = 0.7, 0.8
"""of viewers' usual picture and letters"""
ARROW_PX = 4.0
BALLOON = "<h3>$[name]</h3>$[description]"
"""what viewers put into a balloon: no fields that nobody asked for, no links"""
WHITE = "ffffffff"
IconOf = Callable[[Layer, Stage], str]
"""where the picture of a symbol lies; nothing where none can"""


@dataclass(frozen=True, slots=True)
class Look:
    """A style of the document."""

    id: str
    layer: Layer
    rule: Rule
    stage: Stage | None
    """None for what has no picture"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a style draws."""

    id: str
    marks: tuple[Mark, ...]
    color: str
    """aabbggrr of a point without a picture"""
    picture: str = ""
    """where that of a point lies"""


def looks_of(layers: list[MapLayer], catalogue: Catalogue) -> tuple[list[Look], dict[str, str]]:
    """The styles that a document needs, and item -> id of its style."""
    found: list[Look] = []
    named: dict[str, str] = {}
    for layer in layers:
        for number, rule in enumerate(rules(layer, catalogue)):
            look = Look(f"{layer.id}_{number}", layer.layer, rule, _stage(layer, rule, catalogue))
            found.append(look)
            named |= {item.id: look.id for item in layer.items if _meant(item, rule)}
    return found, named


def _stage(layer: MapLayer, rule: Rule, catalogue: Catalogue) -> Stage | None:
    stages = dict(rule.where).get("stage", ())
    return catalogue.stages[stages[0]] if layer.kind == "points" and stages else None


def _meant(item: Item, rule: Rule) -> bool:
    return all(getattr(item, field) in values for field, values in rule.where)


def kml_color(color: str, opacity: float) -> str:
    """#rrggbb as KML writes it: aabbggrr."""
    return f"{round(opacity * 255):02x}{color[5:7]}{color[3:5]}{color[1:3]}"


def write_look(document: Element, look: Look, catalogue: Catalogue, icon: IconOf) -> None:
    """The Style of a look."""
    picture = icon(look.layer, look.stage) if look.stage else ""
    color = kml_color(color_on(look.layer, "light"), 1.0)
    # Units are the basemap's: in a viewer with pictures from the air their paper would hide all.
    shown = (mark for mark in look.rule.marks if look.layer.id != UNITS_LAYER or mark.kind != "fill")
    write_style(document, Drawn(look.id, tuple(shown), color, picture), catalogue)


def write_style(document: Element, drawn: Drawn, catalogue: Catalogue) -> None:
    """A Style, its parts in the order that the schema asks for."""
    marks, picture = drawn.marks, drawn.picture
    style = add(document, "Style", id=drawn.id)
    icon = add(style, "IconStyle")
    add(icon, "color", WHITE if picture else drawn.color)
    add(icon, "scale", f"{ICON_SCALE:g}")
    if picture:
        add(add(icon, "Icon"), "href", picture)
    add(add(style, "LabelStyle"), "scale", f"{LABEL_SCALE:g}")
    lines = list(_lines(marks))
    if lines:
        own = add(style, "LineStyle")
        add(own, "color", kml_color(lines[-1][0].color, lines[-1][0].opacity))
        add(own, "width", f"{lines[-1][1]:g}")
    own = add(style, "PolyStyle")
    fill = next((mark for mark in marks if mark.kind in ("fill", "hatch")), None)
    if fill is not None:
        add(own, "color", kml_color(fill.color, fill.opacity * _share(fill, catalogue)))
    add(own, "fill", str(int(fill is not None)))
    add(own, "outline", str(int(bool(lines))))
    balloon = add(style, "BalloonStyle")
    add(balloon, "text", BALLOON)


def _lines(marks: tuple[Mark, ...]) -> Iterator[tuple[Mark, float]]:
    """Lines in the layer's own colour with their widths."""
    for mark in marks:
        if mark.kind == "arrow":
            yield mark, ARROW_PX
        elif mark.stroke is not None and mark.stroke.part == "line":
            yield mark, mark.stroke.width_px


def _share(mark: Mark, catalogue: Catalogue) -> float:
    """How much of an area a hatch covers, as a plain fill."""
    values = catalogue.drawing
    if mark.kind != "hatch":
        return 1.0
    return values.hatch_ground + (1 - values.hatch_ground) * values.hatch_width_px / values.hatch_step_px
