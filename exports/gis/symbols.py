"""Marks as QGIS's symbols: the XML that QML files and projects share."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from exports.gis.fields import Fields, plain, quoted_text
from exports.gis.marks import MM_PER_PX, Mark, Rule, Where
from exports.gis.styled import Styled
from exports.gis.xml import add
from layers.style.arrows import HEAD_LENGTH_M, HEAD_WIDTH_M, SHAFT_WIDTH_M
from layers.style.bands import FADE_POWER, FADE_PX, LEAST_FADE
from layers.style.catalogue import Catalogue, rgba
from layers.style.strokes import Stroke

SYMBOL_TYPES = {"points": "marker", "lines": "line", "areas": "fill"}
METRES = "RenderMetersInMapUnits"
EXPRESSION = 3
"""QGIS's number for a value that an expression gives"""


def color_words(color: str, opacity: float) -> str:
    """#rrggbb and an opacity as QGIS has them."""
    return ",".join(str(part) for part in rgba(color, opacity))


def millimetres(px: float) -> str:
    """Pixels of the screen as QGIS's millimetres."""
    return f"{px * MM_PER_PX:.4g}"


def condition(where: Where, fields: Fields) -> str:
    """An expression that holds for the rows that are meant."""
    return " AND ".join(f"{fields.quoted(name)} IN ({', '.join(map(quoted_text, values))})" for name, values in where)


def options(parent: Element, **values: str) -> None:
    """A symbol layer's settings."""
    own = add(parent, "Option", type="Map")
    for name, value in values.items():
        add(own, "Option", name=name, type="QString", value=value)


def by_expressions(parent: Element, **expressions: str) -> None:
    """Settings that QGIS works out: name -> expression."""
    own = add(add(parent, "data_defined_properties"), "Option", type="Map")
    add(own, "Option", name="name", type="QString", value="")
    properties = add(own, "Option", name="properties", type="Map")
    for name, words in expressions.items():
        entry = add(properties, "Option", name=name, type="Map")
        add(entry, "Option", name="active", type="bool", value="true")
        add(entry, "Option", name="expression", type="QString", value=words)
        add(entry, "Option", name="type", type="int", value=EXPRESSION)
    add(own, "Option", name="type", type="QString", value="collection")


def symbol(parent: Element, name: str, kind: str, opacity: float = 1.0) -> Element:
    """An empty symbol; kind: marker, line or fill."""
    return add(parent, "symbol", name=name, type=kind, alpha=f"{opacity:.4g}", force_rhr=0, clip_to_extent=1)


def layer_of(parent: Element, kind: str) -> Element:
    """An empty layer of a symbol."""
    return add(parent, "layer", class_=kind, enabled=1, locked=0, pass_=0)


@dataclass(frozen=True, slots=True)
class Symbols:
    """Writes the marks of one layer."""

    layer: Styled
    catalogue: Catalogue

    def renderer(self, parent: Element) -> None:
        """A rule for each way that items are drawn."""
        found = self.layer.rules
        own = add(
            parent,
            "renderer-v2",
            type="RuleRenderer",
            forceraster=0,
            enableorderby=0,
            symbollevels=0,
            referencescale=-1,
        )
        tree = add(own, "rules", key="{root}")
        for number, rule in enumerate(found):
            filtered = {"filter": self._filter(rule)} if rule.where else {}
            add(tree, "rule", symbol=number, key=f"{{{self.layer.id}_{number}}}", label=plain(rule.words), **filtered)
        symbols = add(own, "symbols")
        for number, rule in enumerate(found):
            self.marks(symbol(symbols, str(number), SYMBOL_TYPES[self.layer.kind]), rule.marks)

    def _filter(self, rule: Rule) -> str:
        return condition(rule.where, self.layer.fields)

    def marks(self, parent: Element, marks: Iterable[Mark]) -> None:
        """The layers of a symbol, the lowest first."""
        writers: dict[str, Callable[[Element, Mark], None]] = {
            "band": self._band,
            "fill": self._fill,
            "hatch": self._hatch,
            "stroke": self._stroke,
            "arrow": self._arrow,
            "symbol": self._symbol,
        }
        for mark in marks:
            writers[mark.kind](parent, mark)

    def _band(self, parent: Element, mark: Mark) -> None:
        course = "boundary($geometry)" if self.layer.kind == "areas" else "$geometry"
        own = layer_of(parent, "GeometryGenerator")
        options(own, SymbolType="Fill", geometryModifier=self.layer.fields.band(course), units="MapUnit")
        width = f"2 * {self.layer.fields.quoted('uncertainty_m')} / (@map_scale * {MM_PER_PX / 1000:.6g})"
        fade = f"max({LEAST_FADE}, min(1, ({FADE_PX} / max({width}, 0.01)) ^ {FADE_POWER}))"
        red, green, blue, alpha = rgba(mark.color, mark.opacity)
        self._fill(symbol(own, "@band", "fill"), mark, f"color_rgba({red}, {green}, {blue}, {alpha} * {fade})")

    def _fill(self, parent: Element, mark: Mark, expression: str = "") -> None:
        """expression: of its colour, where QGIS works that out."""
        own, color = layer_of(parent, "SimpleFill"), color_words(mark.color, mark.opacity)
        options(own, color=color, style="solid", outline_style="no", joinstyle="round")
        if expression:
            by_expressions(own, fillColor=expression)

    def _hatch(self, parent: Element, mark: Mark) -> None:
        """Lines falling to the right over a paler fill; widths are measured along a row of pixels."""
        values = self.catalogue.drawing
        self._fill(parent, Mark("fill", mark.color, mark.opacity * values.hatch_ground))
        own = layer_of(parent, "LinePatternFill")
        step, width = (millimetres(px / 2**0.5) for px in (values.hatch_step_px, values.hatch_width_px))
        color = color_words(mark.color, mark.opacity)
        units = {"distance_unit": "MM", "line_width_unit": "MM"}
        options(own, angle="-45", color=color, distance=step, line_width=width, **units)
        inner = symbol(own, "@hatch", "line")
        options(
            layer_of(inner, "SimpleLine"), line_color=color, line_width=width, line_width_unit="MM", capstyle="flat"
        )

    def _stroke(self, parent: Element, mark: Mark) -> None:
        stroke = mark.stroke or Stroke("line", 1.0)
        width = stroke.width_px
        dash = ";".join(millimetres(length * width) for length in stroke.dash)
        round_ends = stroke.round_ends and stroke.part not in ("rim", "gap")
        options(
            layer_of(parent, "SimpleLine"),
            line_color=color_words(mark.color, mark.opacity),
            line_width=millimetres(width),
            line_width_unit="MM",
            line_style="solid",
            capstyle="round" if round_ends else "flat",
            joinstyle="round",
            use_custom_dash="1" if dash else "0",
            customdash=dash or "5;2",
            customdash_unit="MM",
            dash_pattern_offset=millimetres(stroke.dash_offset * width) if dash else "0",
            dash_pattern_offset_unit="MM",
        )

    def _arrow(self, parent: Element, mark: Mark) -> None:
        own = layer_of(parent, "ArrowLine")
        sizes = {
            "arrow_width": SHAFT_WIDTH_M,
            "arrow_start_width": SHAFT_WIDTH_M,
            "head_length": HEAD_LENGTH_M,
            "head_thickness": HEAD_WIDTH_M / 2,
        }
        plain = {name: f"{size:g}" for name, size in sizes.items()} | {f"{name}_unit": METRES for name in sizes}
        options(own, is_curved="0", is_repeated="0", head_type="0", arrow_type="0", **plain)
        self._fill(symbol(own, "@arrow", "fill"), mark)

    def _symbol(self, parent: Element, mark: Mark) -> None:
        picture = "base64:" + base64.b64encode(mark.svg.encode()).decode()
        size = millimetres(mark.size_px or self.catalogue.drawing.point_px)
        options(layer_of(parent, "SvgMarker"), name=picture, size=size, size_unit="MM", scale_method="diameter")
