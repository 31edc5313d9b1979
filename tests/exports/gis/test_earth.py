"""KML as the OGC's schema has it, and KMZ with the map's own symbols."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.image
import numpy as np
import pytest

from exports.context import Context
from geo.model import Plan
from layers.style.catalogue import load_catalogue, rgba
from tests.exports.data.reading import Files, made

KML = "{http://www.opengis.net/kml/2.2}"
FEATURE = ["name", "visibility", "open", "Snippet", "description", "styleUrl", "Style", "Region", "ExtendedData"]
GEOMETRIES = ["Point", "LineString", "Polygon", "MultiGeometry"]
ORDER = {
    "kml": ["Document"],
    "Document": [*FEATURE, "Folder"],
    "Folder": [*FEATURE, "Placemark"],
    "Placemark": [*FEATURE, "GEOMETRY"],
    "Style": ["IconStyle", "LabelStyle", "LineStyle", "PolyStyle", "BalloonStyle"],
    "IconStyle": ["color", "scale", "Icon"],
    "Icon": ["href"],
    "LabelStyle": ["color", "scale"],
    "LineStyle": ["color", "width"],
    "PolyStyle": ["color", "fill", "outline"],
    "BalloonStyle": ["text"],
    "ExtendedData": ["Data"],
    "Data": ["displayName", "value"],
    "Point": ["coordinates"],
    "LineString": ["tessellate", "coordinates"],
    "Polygon": ["tessellate", "outerBoundaryIs", "innerBoundaryIs"],
    "outerBoundaryIs": ["LinearRing"],
    "innerBoundaryIs": ["LinearRing"],
    "LinearRing": ["coordinates"],
}
"""element -> what may be in it, in the order that ogckml22.xsd of 2008-01-23 asks for; many are left out there too"""
ONCE = {"name", "description", "styleUrl", "ExtendedData", "Snippet", "GEOMETRY", "coordinates", "outerBoundaryIs"}


def tag(element: ElementTree.Element) -> str:
    name = element.tag.removeprefix(KML)
    assert not name.startswith("{")
    return name


def faults(root: ElementTree.Element) -> list[str]:
    """What the schema would not take: elements out of order, twice, or unknown; ids that are no names or none twice."""
    found = []
    for parent in root.iter():
        name = tag(parent)
        children = [tag(child) for child in parent]
        if name == "MultiGeometry":
            found += [f"{name}: {child}" for child in children if child not in GEOMETRIES]
            continue
        named = ["GEOMETRY" if child in GEOMETRIES else child for child in children]
        known = ORDER.get(name, [])
        if [child for child in named if child not in known]:
            found.append(f"{name}: {set(named) - set(known)}")
            continue
        places = [known.index(child) for child in named]
        if places != sorted(places) or any(named.count(child) > 1 for child in ONCE):
            found.append(f"{name}: {named[:8]}")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    used = {element.text.removeprefix("#") for element in root.iter(f"{KML}styleUrl")}
    return [*found, *(f"{each}?" for each in used - set(ids)), *(each for each in ids if ids.count(each) > 1)]


@pytest.fixture(scope="module")
def document(whole: Files) -> ElementTree.Element:
    return ElementTree.parse(whole.path("kml")).getroot()


def test_the_order_of_elements_is_the_schema_s(document: ElementTree.Element) -> None:
    assert faults(document) == []
    # What was wrong once is found: styles after folders, parts of a style in another order.
    broken = ElementTree.fromstring(
        f'<kml xmlns="{KML[1:-1]}"><Document><Folder/><Style id="a"><LineStyle/><IconStyle/></Style></Document></kml>'
    )
    assert len(faults(broken)) == 2


def test_a_balloon_has_headings_in_chinese_and_no_codes(document: ElementTree.Element, plan: Plan) -> None:
    place = next(each for each in document.iter(f"{KML}Placemark") if each.findtext(f"{KML}name") == "西丽枢纽")
    said = place.findtext(f"{KML}description") or ""
    assert "<b>阶段</b>" in said and "<b>规划原文</b>" in said and "阶段代码" not in said and "ODbL" in said
    assert plan.by_id["hub-xili"].clause_text[:20] in said
    names = {each.get("name"): each.findtext(f"{KML}displayName") for each in place.iter(f"{KML}Data")}
    assert names["stage_label"] == "阶段" and all(names.values())


def test_styles_are_the_catalogue_s(document: ElementTree.Element) -> None:
    styles = {each.get("id"): each for each in document.iter(f"{KML}Style")}
    rail = next(entry.color for entry in load_catalogue().layers if entry.id == "transport-rail")
    color = styles["transport_rail_lines_0"].findtext(f"{KML}LineStyle/{KML}color")
    assert color == f"ff{rail[5:7]}{rail[3:5]}{rail[1:3]}"
    units = styles["units_areas_0"]
    assert units.findtext(f"{KML}PolyStyle/{KML}fill") == "0" and units.findtext(f"{KML}PolyStyle/{KML}outline") == "1"


def test_a_kmz_shows_points_by_the_map_s_symbols(whole: Files) -> None:
    with zipfile.ZipFile(whole.path("kmz")) as archive:
        names = archive.namelist()
        root = ElementTree.fromstring(archive.read(names[0]))
        pictures = {name: archive.read(name) for name in names[1:]}
    assert names[0] == "doc.kml" and faults(root) == []
    assert {each.text for each in root.iter(f"{KML}href")} == set(pictures)
    icon = matplotlib.image.imread(io.BytesIO(pictures["files/transport-hub-accelerate.png"]))
    color = next(entry.color for entry in load_catalogue().layers if entry.id == "transport-hub")
    assert icon.shape == (64, 64, 4) and icon[0, 0, 3] == 0
    near = np.abs(icon[..., :3] * 255 - rgba(color)[:3]).max(axis=-1) <= 3
    assert near.mean() > 0.4


def test_hostile_words_stay_words(hostile: Context, out: Path) -> None:
    root = ElementTree.parse(made(replace(hostile, language="en"), out, "kml")).getroot()
    assert faults(root) == []
    said = next(root.iter(f"{KML}Placemark")).findtext(f"{KML}description") or ""
    assert "&lt;script&gt;" in said and "<script>" not in said
