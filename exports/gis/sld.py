"""A layer's style as other programs take it: OGC's Styled Layer Descriptor 1.1, as far as that goes.

It knows no bands in metres and no arrows: QGIS has both, by its own file.
"""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from exports.gis.fields import Fields
from exports.gis.labels import FONT
from exports.gis.marks import Mark, Rule, Where
from exports.gis.styled import Label, Styled
from exports.gis.xml import add, written
from layers.style.catalogue import Catalogue
from layers.style.strokes import Stroke

NAMESPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
    "version": "1.1.0",
}
PX_PER_PT = 96 / 72
ARROW_PX = 6.0
PictureOf = Callable[[Mark], str]
"""where a symbol's drawing lies beside the style; nothing where no file can lie there"""


def sld(layer: Styled, catalogue: Catalogue, picture: PictureOf = lambda _mark: "") -> bytes:
    """A layer's style."""
    root = Element("StyledLayerDescriptor", NAMESPACES)
    named = add(root, "NamedLayer")
    add(named, "se:Name", layer.name)
    style = add(named, "UserStyle")
    add(style, "se:Name", layer.title)
    own = add(style, "se:FeatureTypeStyle")
    for rule in layer.rules:
        _rule(own, rule, catalogue, layer.fields, picture)
    for label in layer.labels:
        _names(add(own, "se:Rule"), layer, label, catalogue)
    return written(root)


def _rule(parent: Element, rule: Rule, catalogue: Catalogue, fields: Fields, picture: PictureOf) -> None:
    own = add(parent, "se:Rule")
    add(own, "se:Name", rule.words)
    add(add(own, "se:Description"), "se:Title", rule.words)
    _filter(own, rule.where, fields)
    for mark in rule.marks:
        if mark.kind in ("fill", "hatch"):
            _area(own, mark, catalogue)
        elif mark.kind in ("stroke", "arrow"):
            _line(own, mark)
        elif mark.kind == "symbol":
            _point(own, mark, catalogue, picture(mark))


def _filter(parent: Element, where: Where, fields: Fields) -> None:
    if not where:
        return
    whole = add(parent, "ogc:Filter")
    every = add(whole, "ogc:And") if len(where) > 1 else whole
    for name, values in where:
        any_ = add(every, "ogc:Or") if len(values) > 1 else every
        for value in values:
            _equals(any_, fields.names.get(name, name), value)


def _equals(parent: Element, field: str, value: str) -> None:
    own = add(parent, "ogc:PropertyIsEqualTo")
    add(own, "ogc:PropertyName", field)
    add(own, "ogc:Literal", value)


def _parameters(parent: Element, **values: object) -> None:
    for name, value in values.items():
        add(parent, "se:SvgParameter", str(value), name=name.replace("_", "-"))


def _area(parent: Element, mark: Mark, catalogue: Catalogue) -> None:
    values, opacity = catalogue.drawing, mark.opacity
    if mark.kind == "hatch":
        opacity *= values.hatch_ground
    plain = add(add(parent, "se:PolygonSymbolizer"), "se:Fill")
    _parameters(plain, fill=mark.color, fill_opacity=f"{opacity:.3g}")
    if mark.kind == "hatch":
        graphic = add(add(add(add(parent, "se:PolygonSymbolizer"), "se:Fill"), "se:GraphicFill"), "se:Graphic")
        line = add(graphic, "se:Mark")
        add(line, "se:WellKnownName", "horline")
        width = f"{values.hatch_width_px / 2**0.5:.3g}"
        _parameters(add(line, "se:Stroke"), stroke=mark.color, stroke_opacity=f"{mark.opacity:.3g}", stroke_width=width)
        add(graphic, "se:Size", f"{values.hatch_step_px / 2**0.5:.3g}")
        add(add(graphic, "se:Rotation"), "ogc:Literal", "45")


def _line(parent: Element, mark: Mark) -> None:
    stroke = mark.stroke or Stroke("line", ARROW_PX)
    dash = " ".join(f"{length * stroke.width_px:.3g}" for length in stroke.dash)
    dashes = (
        {"stroke_dasharray": dash, "stroke_dashoffset": f"{stroke.dash_offset * stroke.width_px:.3g}"} if dash else {}
    )
    _parameters(
        add(add(parent, "se:LineSymbolizer"), "se:Stroke"),
        stroke=mark.color,
        stroke_width=f"{stroke.width_px:.3g}",
        stroke_opacity=f"{mark.opacity:.3g}",
        stroke_linejoin="round",
        stroke_linecap="round" if stroke.round_ends and stroke.part not in ("rim", "gap") else "butt",
        **dashes,
    )


def _point(parent: Element, mark: Mark, catalogue: Catalogue, picture: str) -> None:
    """The drawing itself where it lies beside the style, else a disc that is filled as much as the symbol's."""
    graphic = add(add(parent, "se:PointSymbolizer"), "se:Graphic")
    if picture:
        outside = add(graphic, "se:ExternalGraphic")
        add(outside, "se:OnlineResource", xlink__type="simple", xlink__href=picture)
        add(outside, "se:Format", "image/svg+xml")
    disc = add(graphic, "se:Mark")
    add(disc, "se:WellKnownName", "circle")
    _parameters(add(disc, "se:Fill"), fill=mark.color, fill_opacity=f"{mark.filled:.3g}")
    _parameters(add(disc, "se:Stroke"), stroke=mark.color, stroke_width="1.5")
    add(graphic, "se:Size", f"{mark.size_px or catalogue.drawing.point_px:g}")


def _names(parent: Element, layer: Styled, label: Label, catalogue: Catalogue) -> None:
    """Names from the same scale on as on the map."""
    add(parent, "se:Name", "labels")
    _filter(parent, label.where, layer.fields)
    if label.from_scale:
        add(parent, "se:MaxScaleDenominator", str(label.from_scale))
    own = add(parent, "se:TextSymbolizer")
    add(add(own, "se:Label"), "ogc:PropertyName", label.field)
    _parameters(add(own, "se:Font"), font_family=FONT, font_size=f"{label.size_pt * PX_PER_PT:.3g}")
    place = add(own, "se:LabelPlacement")
    if layer.kind == "lines":
        add(place, "se:LinePlacement")
    else:
        beside = add(place, "se:PointPlacement")
        if layer.kind == "points":
            away = add(beside, "se:Displacement")
            add(away, "se:DisplacementX", str(catalogue.drawing.point_px / 2))
            add(away, "se:DisplacementY", str(catalogue.drawing.point_px / 2))
    colors, halo = catalogue.appearances["light"], add(own, "se:Halo")
    add(halo, "se:Radius", "2")
    _parameters(add(halo, "se:Fill"), fill=colors["halo"], fill_opacity="0.9")
    _parameters(add(own, "se:Fill"), fill=colors["label"])
