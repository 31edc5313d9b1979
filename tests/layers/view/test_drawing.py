"""What is drawn by hand, read from a file or a message: as the browser writes it, whole or not at all."""

import json
from typing import Any

import pytest

from layers.style.catalogue import load_catalogue
from layers.view.drawing import DrawingError, DrawnFeature, drawing_record, read_drawing
from tests.node import node

SQUARE = [[114.0, 22.5], [114.05, 22.5], [114.05, 22.55], [114.0, 22.55]]
FEATURES = (
    DrawnFeature("area", "magenta", "过江 <b>", 0, True, tuple((x, y) for x, y in SQUARE)),
    DrawnFeature("arrow", "ink", "", 0, False, ((114.0, 22.5), (114.1, 22.6))),
    DrawnFeature("number", "olive", "口岸", 12, False, ((114.0, 22.5),)),
    DrawnFeature("text", "brown", "text", 0, False, ((114.0, 22.5),)),
)


def test_what_is_written_is_read_the_same_here_and_in_the_browser() -> None:
    record = json.loads(json.dumps(drawing_record(FEATURES)))
    assert read_drawing(record) == FEATURES
    code = """const { readCollection, toGeoJson } = await module('draw/geojson');
      return toGeoJson(readCollection(argument.record, argument.pencils), () => '#000000');"""
    again = node(code, {"record": record, "pencils": list(load_catalogue().pencils)})
    assert read_drawing(again) == FEATURES


def collection(geometry: object = None, **changed: Any) -> dict[str, Any]:
    """One line, something of which is wrong."""
    properties = {"kind": "line", "color": "ink", "text": "", "number": 0, "measured": True} | changed
    geometry = geometry or {"type": "LineString", "coordinates": SQUARE[:2]}
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    return {"type": "FeatureCollection", "plan-map-drawing": 1, "features": [feature]}


def line(*places: object) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": list(places)}


@pytest.mark.parametrize(
    ("raw", "number", "what"),
    [
        (None, 0, "type"), ([], 0, "type"), ({"type": "FeatureCollection"}, 0, "type"),
        (collection() | {"plan-map-drawing": 2}, 0, "type"), (collection() | {"features": {}}, 0, "features"),
        (collection() | {"features": [None]}, 1, "type"),
        (collection() | {"features": collection()["features"] * 501}, 0, "features"),
        (collection(kind="circle"), 1, "kind"), (collection(kind=["line"]), 1, "kind"),
        (collection(color="#ff0000"), 1, "color"), (collection(color=None), 1, "color"),
        (collection(text="x" * 201), 1, "text"), (collection(text="a\nb"), 1, "text"),
        (collection(text="\u202eb"), 1, "text"), (collection(text="\ud800"), 1, "text"),
        (collection(text=" a"), 1, "text"), (collection(number=-1), 1, "number"),
        (collection(number=True), 1, "number"), (collection(measured=1), 1, "measured"),
        (collection(geometry=line(SQUARE[0])), 1, "coordinates"),
        (collection(geometry=line([114, 22.5], [114, "22"])), 1, "coordinates"),
        (collection(geometry=line([114, 22.5], [114, float("nan")])), 1, "coordinates"),
        (collection(geometry=line([114, 22.5], [10**400, 1])), 1, "coordinates"),
        (collection(geometry=line([114, 22.5], [True, 1])), 1, "coordinates"),
        (collection(geometry=line(*SQUARE * 501)), 1, "coordinates"),
        (collection(geometry={"type": "Point", "coordinates": SQUARE[0]}), 1, "geometry"),
        (collection(kind="area", geometry={"type": "Polygon", "coordinates": [SQUARE]}), 1, "geometry"),
        (collection(kind="area", geometry={"type": "Polygon", "coordinates": []}), 1, "coordinates"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place(raw: object, number: int, what: str) -> None:
    with pytest.raises(DrawingError) as caught:
        read_drawing(raw)
    assert (caught.value.number, caught.value.what) == (number, what)
