"""Areas are cut into triangles that cover them, and nothing else."""

import gzip
import json
from typing import Any

import pytest
import shapely

from layers.screen.document import bundle
from layers.screen.triangles import AREAS, READY, triangles, with_triangles

HOUSE = [[[0, 0], [4, 0], [4, 3], [2, 5], [0, 3], [0, 0]]]
WITH_A_YARD = [[[0, 0], [6, 0], [6, 6], [0, 6], [0, 0]], [[2, 2], [2, 4], [4, 4], [4, 2], [2, 2]]]
BOW = [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]


def drawn(row: dict[str, Any]) -> list[shapely.Polygon]:
    """The triangles of a row as the browser reads them."""
    points = [point for ring in row["polygon"] for point in ring[:-1]]
    numbers, result, lowest = row["triangles"], [], 0
    for step, middle, highest in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        lowest += step
        result.append(shapely.Polygon([points[lowest], points[lowest + middle], points[lowest + highest]]))
    return result


def covers(row: dict[str, Any]) -> bool:
    whole = shapely.Polygon(row["polygon"][0], row["polygon"][1:])
    parts = drawn(row)
    return sum(shapely.area(parts)) == pytest.approx(whole.area, rel=1e-9) and whole.buffer(1e-9).covers(
        shapely.MultiPoint(shapely.centroid(parts))
    )


@pytest.mark.parametrize(("rings", "count"), [(HOUSE, 3), (WITH_A_YARD, 8)])
def test_an_area_is_covered_and_its_yard_is_not(rings: list[Any], count: int) -> None:
    row = {"polygon": rings, "triangles": triangles(rings)}
    assert len(row["triangles"]) == count * 3
    assert covers(row)


def test_every_area_of_the_map_is_covered() -> None:
    documents = (bundle().plan_document, bundle().basemap_document)
    layers = [layer for document in documents for layer in json.loads(gzip.decompress(document.gzipped))["layers"]]
    areas = [layer for layer in layers if layer["@@type"] in (AREAS, READY)]
    assert len(areas) > 20
    assert [layer["id"] for layer in areas if layer["@@type"] != READY] == []
    assert [(layer["id"], row.get("id")) for layer in areas for row in layer["data"] if not covers(row)] == []


def test_an_area_that_crosses_itself_is_drawn_in_its_parts() -> None:
    layer = {
        "@@type": AREAS,
        "id": "one:fill",
        "data": [{"id": "house", "polygon": HOUSE}, {"id": "bow", "polygon": BOW}],
    }
    rows = with_triangles(layer)["data"]
    assert [row["id"] for row in rows] == ["house", "bow", "bow"]
    assert all(covers(row) for row in rows)
    assert [shapely.Polygon(row["polygon"][0]).area for row in rows[1:]] == [1, 1]


def test_an_area_that_rounding_has_made_a_thread_has_no_triangles() -> None:
    assert triangles([[[0, 0], [1, 0], [1, 0], [0, 0]]]) == []


def test_lines_are_left_as_they_are() -> None:
    lines = {"@@type": "PathLayer", "id": "one:line", "data": [{"path": [[0, 0], [1, 1]]}]}
    assert with_triangles(lines) == lines
