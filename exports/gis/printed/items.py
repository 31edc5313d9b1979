"""What may stand on a page of QGIS, as its layouts have it: a map, words, a legend, a scale bar. Millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any
from xml.etree.ElementTree import Element

from exports.gis.fields import plain
from exports.gis.labels import FONT
from exports.gis.xml import add
from layers.style.catalogue import rgba
from layers.text import Language

WRAP = "|"
"""where words of a legend go on in another line"""
LEGEND_LETTERS = {"zh": 15, "en": 25}
"""in a line"""
PAGE, MAP, WORDS, LEGEND, BAR = "65638", "65639", "65641", "65642", "65646"
"""QGIS's numbers"""
BOLD, PLAIN = 75, 50
TOP, MIDDLE, BOTTOM = "32", "128", "64"
LEFT = "1"


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of the page, from the top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Letters:
    """How words are set."""

    size_pt: float
    color: str
    """#rrggbb"""
    bold: bool = False
    down: str = MIDDLE
    """where they stand in their box: TOP, MIDDLE or BOTTOM"""


def item(parent: Element, kind: str, name: str, place: Place, **values: Any) -> Element:
    """Something on the page; name stands for it, and is its id."""
    where = f"{place.x:g},{place.y:g},mm"
    more: dict[str, Any] = {"frame": "false", "background": "false", "zValue": 1, **values}
    return add(
        parent, "LayoutItem", type=kind, id=name, uuid=f"{{{name}}}", templateUuid=f"{{{name}}}", opacity=1,
        visibility=1, position=where, positionOnPage=where, size=f"{place.width:g},{place.height:g},mm",
        referencePoint=0, itemRotation=0, blendMode=0, excludeFromExports=0, positionLock="false",
        **more,
    )  # fmt: skip


def color(parent: Element, tag: str, value: str) -> None:
    """A colour as layouts have it. value: #rrggbb."""
    red, green, blue, alpha = rgba(value)
    add(parent, tag, red=red, green=green, blue=blue, alpha=alpha)


def page(parent: Element, width: float, height: float) -> None:
    """White paper."""
    own = add(parent, "PageCollection")
    sheet = item(own, PAGE, "page", Place(0, 0, width, height), background="true")
    symbol = add(sheet, "symbol", type="fill", name="", alpha=1, clip_to_extent=1, force_rhr=0)
    options = add(add(symbol, "layer", class_="SimpleFill", enabled=1, locked=0, pass_=0), "Option", type="Map")
    for name, value in {"color": "255,255,255,255", "style": "solid", "outline_style": "no"}.items():
        add(options, "Option", name=name, type="QString", value=value)


def map_frame(parent: Element, place: Place, bounds: Sequence[float], *, land: str, frame: str) -> None:
    """A map of the project's layers. bounds: west, south, east, north in the project's coordinates."""
    own = item(
        parent, MAP, "map", place, frame="true", background="true", outlineWidthM="0.3,mm", followPreset="false",
        keepLayerSet="false", keepLayerStyles="false", mapRotation=0, drawCanvasItems="true",
    )  # fmt: skip
    color(own, "FrameColor", frame)
    color(own, "BackgroundColor", land)
    west, south, east, north = (f"{value:.9g}" for value in bounds)
    add(own, "Extent", xmin=west, ymin=south, xmax=east, ymax=north)


def words(parent: Element, name: str, place: Place, said: str, letters: Letters) -> None:
    """Words in a box; what QGIS would take for an expression in them is meant by whoever writes them here."""
    own = item(
        parent, WORDS, name, place, labelText=said, htmlState=0, halign=LEFT, valign=letters.down, marginX=0, marginY=0
    )
    _font(own, "LabelFont", letters)
    color(own, "FontColor", letters.color)


def in_lines(said: str, language: Language) -> str:
    """Words of a legend in lines that its columns have room for."""
    return WRAP.join(wrap(plain(said).replace(WRAP, "/"), LEGEND_LETTERS[language]))


def legend(parent: Element, place: Place, letters: Letters, *, columns: int) -> None:
    """What the map shows, under the headings of the project's tree."""
    own = item(
        parent, LEGEND, "legend", place, map_uuid="{map}", legendFilterByMap=1, resizeToContents=0,
        columnCount=columns, splitLayer=1, equalColumnWidth=0, columnSpace=7, boxSpace=0, symbolWidth=6,
        symbolHeight=3, lineSpacing=0.6, fontColor=letters.color, title="", wrapChar=WRAP,
    )  # fmt: skip
    own = add(own, "styles")
    for name, larger, above in (("title", 2.0, 0.0), ("group", 1.5, 2.4), ("subgroup", 0.5, 1.3)):
        _style(own, name, Letters(letters.size_pt + larger, letters.color, bold=True), above)
    _style(own, "symbol", letters, 0.8)
    _style(own, "symbolLabel", letters, 0.4, marginLeft=1.5)


def _style(parent: Element, name: str, letters: Letters, above: float, **margins: Any) -> None:
    own = add(parent, "style", name=name, alignment=1, indent=0, marginTop=above, **margins)
    _font(own, "styleFont", letters)


def scale_bar(parent: Element, place: Place, step_km: float, letters: Letters, paper: str) -> None:
    """Three steps, the second the colour of the paper: #rrggbb."""
    own = item(
        parent, BAR, "scale", place, style="Single Box", mapUuid="{map}", unitType="km", unitLabel="km",
        numMapUnitsPerScaleBarUnit=1, numUnitsPerSegment=f"{step_km:g}", numSegments=3, numSegmentsLeft=0,
        segmentSizeMode=0, height=1.6, labelBarSpace=1, boxContentSpace=0, outlineWidth=0.2, alignment=0,
        labelHorizontalPlacement=0, labelVerticalPlacement=0,
    )  # fmt: skip
    add(
        own, "text-style", fontFamily=FONT, fontSize=letters.size_pt, fontSizeUnit="Point", fontWeight=PLAIN,
        textColor=",".join(map(str, rgba(letters.color))), textOpacity=1, multilineHeight=1,
    )  # fmt: skip
    color(own, "fillColor", letters.color)
    color(own, "fillColor2", paper)
    color(own, "strokeColor", letters.color)


def _font(parent: Element, tag: str, letters: Letters) -> None:
    weight = BOLD if letters.bold else PLAIN
    add(parent, tag, description=f"{FONT},{letters.size_pt:g},-1,5,{weight},0,0,0,0,0", style="")
