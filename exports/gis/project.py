"""A project of QGIS that opens a package as the map shows it: groups, order, styles, names. Written without QGIS."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from xml.etree.ElementTree import Element

import shapely
from pyproj import CRS

from exports.data.dataset import Dataset
from exports.gis.printed.items import in_lines
from exports.gis.printed.layout import print_layout
from exports.gis.qml import DOCTYPE, VERSION, style, style_flags
from exports.gis.styled import Styled
from exports.gis.xml import add, written
from geo.crs import METRIC_EPSG, wgs84_to_gcj02
from layers.paper.extent import metric_bounds
from layers.style.catalogue import rgba
from layers.text import Language

GEOMETRIES = {"points": "Point", "lines": "Line", "areas": "Polygon"}
BESIDE, INSIDE = "./", "attachment:"
"""before a package's name: in the folder of the file that has the project, or in the archive of the project"""
LEGEND_NAME = "legend/title-label"
"""what a layer is called in legends, in the place of its name in the tree"""
CHECKED, UNCHECKED = "Qt::Checked", "Qt::Unchecked"


def project(data: Dataset, layers: Sequence[Styled], package: str) -> bytes:
    """The project's XML. layers: the topmost first in the tree; package: BESIDE or INSIDE, and its name."""
    root = Element("qgis", version=VERSION, projectname=data.about.title)
    add(root, "title", data.about.title)
    metric = METRIC_EPSG if data.choice.epsg else None
    _crs(add(root, "projectCrs"), metric, data)
    _tree(root, layers, package, data.language)
    bounds = _bounds(data)
    canvas = add(root, "mapcanvas", name="theMapCanvas", annotationsVisible=1)
    add(canvas, "units", "meters" if metric else "degrees")
    _extent(add(canvas, "extent"), bounds)
    _crs(add(canvas, "destinationsrs"), metric, data)
    own = add(root, "projectlayers")
    for layer in layers:
        _layer(own, layer, data, package)
    _behind(root, data)
    print_layout(root, data, bounds)
    _metadata(add(root, "projectMetadata"), data, data.about.title)
    return written(root, DOCTYPE)


def zipped(document: bytes, name: str, attached: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """A project as QGIS packs it (.qgz). attached: files that it keeps in the archive, by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.qgs", document)
        for file, content in attached.items():
            archive.writestr(file, content)
    return out.getvalue()


def _crs(parent: Element, epsg: int | None, data: Dataset) -> None:
    """Its definition, and its code where it has one."""
    own = add(parent, "spatialrefsys", nativeFormat="Wkt")
    crs = CRS.from_epsg(epsg) if epsg else data.choice.crs()
    add(own, "wkt", crs.to_wkt("WKT2_2019"))
    add(own, "authid", f"EPSG:{epsg}" if epsg else "")
    add(own, "description", crs.name)


def _bounds(data: Dataset) -> Sequence[float]:
    """What a map of the view shows, in the project's coordinates."""
    if data.choice.epsg:
        return metric_bounds(data.frame)
    return shapely.transform(shapely.box(*data.frame), wgs84_to_gcj02).bounds


def _extent(parent: Element, bounds: Sequence[float]) -> None:
    for tag, value in zip(("xmin", "ymin", "xmax", "ymax"), bounds, strict=True):
        add(parent, tag, f"{value:.9g}")


def _source(layer: Styled, package: str) -> str:
    return f"{package}|layername={layer.name}"


def _tree(root: Element, layers: Sequence[Styled], package: str, language: Language) -> None:
    """Headings and layers as in the map's tree; what lies over what is said apart from it."""
    tree = add(root, "layer-tree-group")
    groups: dict[str, Element] = {}
    for layer in layers:
        if layer.group not in groups:
            on = any(other.on for other in layers if other.group == layer.group)
            groups[layer.group] = add(
                tree, "layer-tree-group", name=layer.group, checked=CHECKED if on else UNCHECKED, expanded=1
            )
        node = add(
            groups[layer.group], "layer-tree-layer", id=layer.id, name=layer.words, providerKey="ogr",
            source=_source(layer, package), checked=CHECKED if layer.on else UNCHECKED, expanded=0,
        )  # fmt: skip
        named = add(add(node, "customproperties"), "Option", type="Map")
        add(named, "Option", name=LEGEND_NAME, type="QString", value=in_lines(layer.short, language))
    order = add(tree, "custom-order", enabled=1)
    for layer in sorted(layers, key=lambda layer: layer.depth):
        add(order, "item", layer.id)


def _layer(parent: Element, layer: Styled, data: Dataset, package: str) -> None:
    own = add(
        parent, "maplayer", type="vector", geometry=GEOMETRIES[layer.kind], styleCategories="AllStyleCategories",
        **style_flags(layer),
    )  # fmt: skip
    add(own, "id", layer.id)
    add(own, "datasource", _source(layer, package))
    add(own, "layername", layer.words)
    _crs(add(own, "srs"), data.choice.epsg, data)
    _metadata(add(own, "resourceMetadata"), data, layer.title)
    add(own, "provider", "ogr", encoding="UTF-8")
    style(own, layer, data.catalogue)


def _metadata(parent: Element, data: Dataset, title: str) -> None:
    add(parent, "language", "zho" if data.language == "zh" else "eng")
    add(parent, "type", "dataset")
    add(parent, "title", title)
    add(parent, "abstract", "\n".join(f"{heading}: {words}" for heading, words in data.about.rows(data.language)))
    add(parent, "license", data.about.licence)
    add(parent, "creation", data.about.date)


def _behind(root: Element, data: Dataset) -> None:
    """The land's colour behind all."""
    own = add(root, "properties")
    gui = add(own, "Gui")
    red, green, blue, _ = rgba(data.catalogue.appearances["light"]["land"])
    for name, value in {"Red": red, "Green": green, "Blue": blue}.items():
        add(gui, f"CanvasColor{name}Part", str(value), type="int")
    add(add(own, "Paths"), "Absolute", "false", type="bool")
    # Without this QGIS does not read the project's CRS.
    add(add(own, "SpatialRefSys"), "ProjectionsEnabled", "1", type="int")
