"""Packed documents in the browser: places, triangles, what lies under the pointer; shapely and the packer say what."""

import base64
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from layers.own.packed import Packed
from tests.node import node

ORIGIN = (114.0, 22.5)
READ = """
  const { unpacked } = await module("own/packed");
  const { shapesOf } = await module("own/drawn/shapes");
  const bytes = Uint8Array.from(atob(argument.content), (letter) => letter.charCodeAt(0));
  const { head, arrays } = unpacked(bytes.buffer);
  const shapes = shapesOf(head, arrays);
"""
SQUARE = shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (1, 3), (3, 3), (3, 1)]])
CROOKED = shapely.Polygon([(0, 0), (6, 0), (6, 5), (4, 5), (4, 2), (2, 2), (2, 5), (0, 5)])
TWO_HOLES = shapely.Polygon(
    [(0, 0), (10, 0), (10, 6), (0, 6)], [[(1, 1), (3, 1), (2, 4)], [(5, 2), (8, 2), (8, 5), (6, 4)]]
)
STAR = shapely.Polygon(
    [(np.cos(a) * r, np.sin(a) * r) for a, r in zip(np.linspace(0, 6.2, 24), [1, 3] * 12, strict=True)]
)


def packed(shapes: list[Any], unit: float = 0.001) -> str:
    """Areas as layers/own/document.py packs them, each feature a row."""
    content = Packed()
    rows, area_starts, ring_starts, places = [], [0], [0], []
    for row, shape in enumerate(shapes):
        for part in shapely.get_parts(shape):
            rows.append(row)
            for ring in shapely.get_rings(part):
                corners = shapely.get_coordinates(ring)
                places.append(corners)
                ring_starts.append(ring_starts[-1] + len(corners))
            area_starts.append(len(ring_starts) - 1)
    content.add("areaRows", np.array(rows, np.uint32))
    content.add("areaStarts", np.array(area_starts, np.uint32))
    content.add("areaPlaces", (np.concatenate(places) * unit).astype(np.float32).ravel())
    content.add("ringStarts", np.array(ring_starts, np.uint32))
    return base64.b64encode(content.content({"origin": list(ORIGIN), "count": len(shapes)})).decode()


def triangles_of(shape: Any) -> NDArray[np.float64]:
    """Corners of the browser's triangles of a shape, in its own numbers."""
    code = READ + "return [Array.from(shapes.areas.indicesAt(0)), Array.from(arrays.areaPlaces)];"
    indices, places = node(code, {"content": packed([shape])})
    return (np.array(places).reshape(-1, 2) / 0.001)[np.array(indices).reshape(-1, 3)]


@pytest.mark.parametrize("shape", [SQUARE, CROOKED, TWO_HOLES, STAR, shapely.union(SQUARE, shapely.box(9, 0, 12, 1))])
@pytest.mark.parametrize("turned", [False, True])
def test_triangles_cover_an_area_and_nothing_else(shape: Any, turned: bool) -> None:
    given = shapely.reverse(shape) if turned else shape
    cut = shapely.polygons(triangles_of(given))
    assert shapely.area(cut).sum() == pytest.approx(shape.area, rel=1e-5)
    assert shapely.union_all(shapely.buffer(cut, 1e-5)).symmetric_difference(shape).area < shape.area * 1e-3
    assert (shapely.area(cut) > 0).all()


def test_thousands_of_odd_areas_are_covered() -> None:
    random = np.random.default_rng(5)
    shapes = []
    for _ in range(300):
        angles = np.sort(random.uniform(0, 2 * np.pi, random.integers(4, 40)))
        reach = random.uniform(0.4, 1, len(angles))
        shape = shapely.Polygon(np.stack([np.cos(angles) * reach, np.sin(angles) * reach], 1)).buffer(0)
        shapes.append(shape.difference(shapely.Point(0.05, 0).buffer(0.08, quad_segs=3)))
    code = READ + "return [Array.from(shapes.areas.indicesAt(0)), Array.from(arrays.areaPlaces)];"
    indices, places = node(code, {"content": packed(shapes)})
    corners = (np.array(places).reshape(-1, 2) / 0.001)[np.array(indices).reshape(-1, 3)]
    assert shapely.area(shapely.polygons(corners)).sum() == pytest.approx(shapely.area(shapes).sum(), rel=1e-3)


def test_a_ring_that_touches_itself_ends() -> None:
    bow = shapely.Polygon([(0, 0), (4, 4), (4, 1), (0, 4)])
    assert 0 < len(triangles_of(bow)) <= 4


def test_places_lie_on_the_plane_where_deck_has_them() -> None:
    content = Packed()
    content.add("pointRows", np.array([0, 1], np.uint32))
    content.add("pointPlaces", np.array([0.0, 0.0, 0.3, -0.1], np.float32))
    code = (
        READ
        + """
      const { toPlane } = await module("base/mercator");
      const wanted = [[114, 22.5], [114.3, 22.4]].map(toPlane);
      const { origin, points } = shapes;
      const { places } = points;
      return wanted.map(([x, y], at) => [origin[0] + places[2 * at] - x, origin[1] + places[2 * at + 1] - y]);
    """
    )
    given = base64.b64encode(content.content({"origin": list(ORIGIN), "count": 2})).decode()
    # 512 / 40,075 km: a centimetre is 1.3e-7 of the plane.
    assert np.abs(node(code, {"content": given})).max() < 2e-7


PICK = (
    READ
    + """
  const { rowAt, boxOf } = await module("own/drawn/pick");
  const { toPlane } = await module("base/mercator");
  const rows = { isShown: (row) => !argument.hidden.includes(row) };
  const layer = { shapes, rows, size: 8 };
  return argument.places.map(([x, y]) => rowAt(layer, toPlane([114 + x * 0.001, 22.5 + y * 0.001]), 1e-7));
"""
)


def test_the_pointer_finds_the_topmost_area_that_is_shown_and_no_hole() -> None:
    given = {"content": packed([SQUARE, shapely.box(3.5, 3.5, 6, 6)]), "places": [(0.5, 2), (2, 2), (3.8, 3.8), (9, 9)]}
    assert node(PICK, {**given, "hidden": []}) == [0, -1, 1, -1]
    assert node(PICK, {**given, "hidden": [1]}) == [0, -1, 0, -1]


def test_outlines_seen_from_afar_have_fewer_segments_and_stay_within_a_pixel() -> None:
    turns = np.linspace(0, 2 * np.pi, 241)[:-1]
    rings = [shapely.Polygon(np.stack([9 * np.cos(turns) + 30 * n, 9 * np.sin(turns)], 1)) for n in range(3)]
    code = (
        READ
        + """
      const { coarser } = await module("own/drawn/coarse");
      const [whole, made] = [shapes.edges, coarser(shapes.edges, argument.unit)];
      return [whole, made].map(({ places, rows }) => [Array.from(places), Array.from(rows)]);
    """
    )
    # A degree is 512 / 360 of the plane.
    unit = 0.001 * 512 / 360
    (whole, owners), (made, kept) = node(code, {"content": packed(rings), "unit": unit})
    assert len(kept) < len(owners) / 3
    segments = np.array(made).reshape(-1, 2, 2)
    for row in range(3):
        ring = shapely.LinearRing(np.array(whole).reshape(-1, 2, 2)[np.array(owners) == row][:, 0])
        own = segments[np.array(kept) == row]
        # Closed as before, and each goes on where the last ended.
        assert (own[1:, 0] == own[:-1, 1]).all() and (own[0, 0] == own[-1, 1]).all()
        assert shapely.hausdorff_distance(ring, shapely.LinearRing(own[:, 0])) < unit


def test_areas_seen_from_afar_have_fewer_triangles_and_none_is_lost() -> None:
    turns = np.linspace(0, 2 * np.pi, 241)[:-1]
    round_one = shapely.Polygon(np.stack([9 * np.cos(turns), 9 * np.sin(turns)], 1))
    tiny = [shapely.affinity.scale(round_one, size, size, origin=(0, 0)) for size in (0.02, 0.05)]
    shapes = [round_one, *(shapely.affinity.translate(shape, 30 * n + 30) for n, shape in enumerate(tiny))]
    # A hole that cannot be seen is none.
    shapes.append(shapely.affinity.translate(round_one.difference(tiny[1]), -40))
    code = READ + "return [Array.from(shapes.areas.indicesAt(argument.unit)), Array.from(arrays.areaPlaces)];"
    indices, places = node(code, {"content": packed(shapes), "unit": 0.001 * 512 / 360})
    triangles = shapely.polygons((np.array(places).reshape(-1, 2) / 0.001)[np.array(indices).reshape(-1, 3)])
    assert len(triangles) < 2 * 80
    covered = [shapely.area(triangles[shapely.intersects(triangles, shape)]).sum() for shape in shapes]
    assert covered[0] == pytest.approx(shapes[0].area, rel=0.05)
    assert covered[3] == pytest.approx(shapes[0].area, rel=0.05)
    assert min(covered) > 0


OUTLINED = (
    READ
    + """
  const { outlined } = await module("own/drawn/outlines");
  const { indices, specks } = outlined(shapes.edges.corners, argument.unit);
  return [Array.from(indices), Array.from(shapes.areas.places), Array.from(specks.places), Array.from(specks.rows)];
"""
)


def test_outlines_of_one_pixel_stay_within_a_pixel_of_each_ring_and_what_is_too_small_is_a_speck() -> None:
    turns = np.linspace(0, 2 * np.pi, 241)[:-1]
    large = shapely.Polygon(np.stack([9 * np.cos(turns), 9 * np.sin(turns)], 1))
    holed = shapely.box(30, 0, 44, 12).difference(shapely.box(34, 3, 40, 9))
    small, long = shapely.box(60, 0, 61, 1), shapely.box(70, 0, 70.1, 9)
    shapes = [large, small, holed, long]
    # A degree is 512 / 360 of the plane.
    unit = 0.001 * 512 / 360
    indices, places, specks, rows = node(OUTLINED, {"content": packed(shapes), "unit": unit})
    corners = np.array(places).reshape(-1, 2)
    lines = shapely.linestrings(corners[np.array(indices).reshape(-1, 2)])
    assert rows == [1]
    assert shapely.LineString(np.array(specks).reshape(2, 2)).length == pytest.approx(unit, rel=0.01)
    whole, _ = node(READ + "return [Array.from(shapes.edges.places), Array.from(shapes.edges.rows)];",
                    {"content": packed([large, holed, long])})  # fmt: skip
    # Both have an origin of the same place.
    wanted = shapely.union_all(shapely.linestrings(np.array(whole).reshape(-1, 2, 2)))
    assert shapely.hausdorff_distance(shapely.union_all(lines), wanted, densify=0.01) < unit
    assert len(lines) < len(whole) / 4 / 3


@pytest.mark.parametrize(
    ("count", "zoom", "size", "ratio", "far"),
    [
        (20_000, 10, 1.5, 1, True), (19_999, 10, 1.5, 1, False), (20_000, 10, 1.5, 2, False),
        (20_000, 10, 3, 1, False), (20_000, 13, 1.5, 1, True), (20_000, 14, 1.5, 1, False),
    ],
)  # fmt: skip
def test_only_many_thin_outlines_seen_from_afar_are_of_one_pixel(
    count: int, zoom: int, size: float, ratio: float, far: bool
) -> None:
    code = """
      const { isFar } = await module("own/drawn/outlines");
      const { shortest } = await module("own/drawn/coarse");
      const unit = shortest(argument.count, 2 ** argument.zoom);
      return isFar({ corners: {}, count: argument.count }, { ...argument, unit });
    """
    assert node(code, {"count": count, "zoom": zoom, "size": size, "ratio": ratio}) is far


def test_edges_of_a_row_are_its_own() -> None:
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1)])
    code = (
        READ
        + """
      const { edges } = shapes;
      return [[0, 1, 2, 3].map((row) => edges.of(row).places.length / 4), edges.of(1).rows.length, edges.count];
    """
    )
    given = {"content": packed([SQUARE, two, SQUARE])}
    assert node(code, given) == [[8, 8, 8, 0], 8, 24]
