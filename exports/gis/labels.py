"""Names beside what is drawn: the same words, from the same scales on, as on the map."""

from typing import Any
from xml.etree.ElementTree import Element

from exports.gis.styled import Label, Styled
from exports.gis.symbols import color_words, condition
from exports.gis.xml import add
from layers.style.catalogue import Catalogue

FONT = "Microsoft YaHei"
OTHER_FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "WenQuanYi Micro Hei")
"""where the first is not installed"""
HALO_MM, HALO_OPACITY = 0.7, 0.9
PLACEMENTS = {"points": 6, "lines": 3, "areas": 4}
"""QGIS's numbers: about a point, cartographically; curved along a line; level inside an area"""
LINE_FLAGS = 1 | 2 | 4
"""on, above or below the line"""


def labeling(parent: Element, layer: Styled, catalogue: Catalogue) -> None:
    """Names of a layer, from the scales on that the catalogue says for its rank; by rules where rows differ in that."""
    if len(layer.labels) == 1 and not layer.labels[0].where:
        _settings(add(parent, "labeling", type="simple"), layer.kind, layer.labels[0], catalogue)
        return
    rules = add(add(parent, "labeling", type="rule-based"), "rules", key="{labels}")
    for number, label in enumerate(layer.labels):
        scales: dict[str, Any] = {"scalemindenom": 1, "scalemaxdenom": label.from_scale} if label.from_scale else {}
        chosen = condition(label.where, layer.fields)
        own = add(rules, "rule", key=f"{{label_{number}}}", filter=chosen, **scales)
        _settings(own, layer.kind, label, catalogue)


def _settings(parent: Element, kind: str, label: Label, catalogue: Catalogue) -> None:
    colors = catalogue.appearances["light"]
    settings = add(parent, "settings", calloutType="simple")
    style = add(
        settings, "text-style", fieldName=label.expression, isExpression=1, fontFamily=FONT, fontSize=label.size_pt,
        fontSizeUnit="Point", fontWeight=50, textOpacity=1, textColor=color_words(colors["label"], 1.0),
        multilineHeight=1, namedStyle="Regular",
    )  # fmt: skip
    families = add(style, "families")
    for name in OTHER_FONTS:
        add(families, "family", name=name)
    halo = color_words(colors["halo"], 1.0)
    add(
        style, "text-buffer", bufferDraw=1, bufferSize=HALO_MM, bufferSizeUnits="MM", bufferColor=halo,
        bufferOpacity=HALO_OPACITY, bufferJoinStyle=128, bufferNoFill=1,
    )  # fmt: skip
    add(settings, "text-format", multilineAlign=3, wrapChar="", autoWrapLength=0)
    add(
        settings, "placement", placement=PLACEMENTS[kind], placementFlags=LINE_FLAGS, dist=0.6, distUnits="MM",
        priority=label.priority, predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR", offsetType=1,
        maxCurvedCharAngleIn=25, maxCurvedCharAngleOut=-25, centroidWhole=1, centroidInside=1, repeatDistance=0,
        polygonPlacementFlags=2,
    )  # fmt: skip
    scale = label.from_scale or 0
    add(
        settings, "rendering", displayAll=0, drawLabels=1, obstacle=int(kind == "points"), mergeLines=0, labelPerPart=0,
        upsidedownLabels=0, fontLimitPixelSize=0, limitNumLabels=0, zIndex=label.priority,
        scaleVisibility=int(bool(scale)), scaleMin=0, scaleMax=scale,
    )  # fmt: skip
