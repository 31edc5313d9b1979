"""A layer's style as QGIS keeps it: symbols, names, headings of fields."""

from xml.etree.ElementTree import Element

from exports.gis.fields import quoted_field
from exports.gis.labels import labeling
from exports.gis.styled import Styled
from exports.gis.symbols import Symbols
from exports.gis.xml import add, written
from layers.style.catalogue import Catalogue

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
VERSION = "3.22.16-Białowieża"
"""of the oldest QGIS that reads what is written here"""


def qml(layer: Styled, catalogue: Catalogue) -> bytes:
    """A layer's style as a file of QGIS."""
    root = Element("qgis", {"version": VERSION, "styleCategories": "AllStyleCategories"} | style_flags(layer))
    style(root, layer, catalogue)
    return written(root, DOCTYPE)


def style_flags(layer: Styled) -> dict[str, str]:
    """What the element that holds a style says of it."""
    return {"labelsEnabled": "1" if layer.labels else "0", "hasScaleBasedVisibilityFlag": "0"}


def style(parent: Element, layer: Styled, catalogue: Catalogue) -> None:
    """Symbols, names and headings of fields, as a QML file and a project have them."""
    Symbols(layer, catalogue).renderer(parent)
    if layer.labels:
        labeling(parent, layer, catalogue)
    for tag, value in {"blendMode": "0", "featureBlendMode": "0", "layerOpacity": "1"}.items():
        add(parent, tag, value)
    aliases = add(parent, "aliases")
    # Field 0 is the file's own number of a row.
    for index, (field, heading) in enumerate(layer.aliases.items(), start=1):
        add(aliases, "alias", index=index, field=field, name=heading)
    if layer.labels:
        add(parent, "previewExpression", quoted_field(layer.labels[0].field))
