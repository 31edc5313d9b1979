"""GPX 1.1: points as waypoints, lines as tracks. Each has a name and its fields in words; areas it has none."""

import xml.etree.ElementTree as ET

import shapely

from briefing.errors import ExportError
from exports.own.leaving import Leaving, plain_cell
from layers.text import text

NAMESPACE = "http://www.topografix.com/GPX/1/1"
KINDS = {"Point": "wpt", "LineString": "trk"}


def gpx(leaving: Leaving) -> bytes:
    """A layer as receivers of satellites take it. Raises ExportError where it has areas."""
    root = ET.Element("gpx", {"version": "1.1", "creator": "shenzhen-plan-map", "xmlns": NAMESPACE})
    about = ET.SubElement(root, "metadata")
    ET.SubElement(about, "name").text = leaving.title
    ET.SubElement(about, "desc").text = text("own.carries.gpx", leaving.language)
    made: dict[str, list[ET.Element]] = {"wpt": [], "trk": []}
    for row, shape in zip(leaving.fields.to_dict("records"), leaving.table.geometry, strict=True):
        kind = KINDS.get(shape.geom_type.removeprefix("Multi"))
        if kind is None:
            raise ExportError("own.gpx.areas")
        cells = {str(name): plain_cell(value) for name, value in row.items()}
        made[kind] += _waypoints(shape, cells) if kind == "wpt" else [_track(shape, cells)]
    # The schema has waypoints before tracks.
    root.extend(made["wpt"] + made["trk"])
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8")


def _waypoints(shape: shapely.Geometry, cells: dict[str, object]) -> list[ET.Element]:
    """One for each point: GPX has none of several."""
    found = []
    for point in shapely.get_parts(shape):
        found.append(ET.Element("wpt", _place(point.x, point.y)))
        _say(found[-1], cells)
    return found


def _track(shape: shapely.Geometry, cells: dict[str, object]) -> ET.Element:
    track = ET.Element("trk")
    _say(track, cells)
    for line in shapely.get_parts(shape):
        segment = ET.SubElement(track, "trkseg")
        for x, y in shapely.get_coordinates(line):
            ET.SubElement(segment, "trkpt", _place(x, y))
    return track


def _place(x: float, y: float) -> dict[str, str]:
    return {"lat": f"{y:.7f}", "lon": f"{x:.7f}"}


def _say(element: ET.Element, cells: dict[str, object]) -> None:
    """The first text as its name, and all fields in words."""
    known = {name: str(value) for name, value in cells.items() if value is not None}
    name = next((value for value in cells.values() if isinstance(value, str) and value.strip()), None)
    if name:
        ET.SubElement(element, "name").text = name
    if known:
        ET.SubElement(element, "desc").text = "\n".join(f"{name}: {value}" for name, value in known.items())
