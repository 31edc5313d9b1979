"""What is drawn by hand, what needs no page of it: measures, snapping, steps and their undoing, files."""

import json
from typing import Any

import pytest
from pyproj import Geod

from layers.style.catalogue import load_catalogue
from tests.node import node

PENCILS = list(load_catalogue().pencils)
SQUARE = [[114.0, 22.5], [114.05, 22.5], [114.05, 22.55], [114.0, 22.55]]
WITH_STORAGE = """
  const storage = () => {
    const kept = {};
    const act = {
      room: Infinity,
      getItem: (key) => kept[key] ?? null,
      setItem: (key, value) => { if (value.length > act.room) throw new Error('full'); kept[key] = value; },
      removeItem: (key) => { delete kept[key]; },
    };
    for (const name of Object.keys(act)) {
      const set = (room) => { act[name] = room; };
      Object.defineProperty(kept, name, { get: () => act[name], set, enumerable: false });
    }
    return kept;
  };
  const { Shelf } = await module('draw/shelf');
  const { Drawings } = await module('draw/drawings');
  const window = (kept) => new Drawings(new Shelf(argument, kept), () => 'new', () => {});
  const feature = (id, text = '') =>
    ({ id, kind: 'point', color: argument[0], text, number: 0, measured: false, path: [[114, 22.5]] });
  const add = (drawings, id, text) => drawings.edit([{ before: null, after: feature(id, text) }]);
  const ids = (drawings) => drawings.current.features.map(({ id }) => id).join();
"""


def drawn(kind: str, path: list[list[float]], **properties: Any) -> dict[str, Any]:
    """A feature as the pen makes it."""
    plain = {"id": "f1", "kind": kind, "color": PENCILS[0], "text": "", "number": 0, "measured": True, "path": path}
    return plain | properties


def test_lengths_and_areas_are_those_of_the_ellipsoid() -> None:
    code = """const { lengthM } = await module('draw/features');
      const { geodesicAreaM2 } = await module('map/measure');
      return [lengthM(argument), geodesicAreaM2(argument)];"""
    length, area = node(code, SQUARE)
    geod = Geod(ellps="WGS84")
    west, south = zip(*SQUARE, strict=True)
    assert length == pytest.approx(geod.line_length(west, south), rel=1e-6)
    assert area == pytest.approx(abs(geod.polygon_area_perimeter(west, south)[0]), rel=1e-4)


def test_snapping_takes_a_vertex_before_the_edge_it_is_on_and_nothing_far_off() -> None:
    code = """const { snap } = await module('draw/snap');
      const line = [[0, 0], [100, 0]];
      const at = (place) => snap(place, [1, 1], [line], [[50, 40]]);
      return [at([4, 5]), at([30, 6]), at([30, 20]), at([50, 31]), at([-7, 0]), at([-13, 0])];"""
    vertex, edge, nothing, point, end, beyond = node(code)
    assert vertex == {"place": [0, 0], "kind": "vertex"}
    assert edge == {"place": [30, 0], "kind": "edge"}
    assert nothing is beyond is None
    assert point == {"place": [50, 40], "kind": "vertex"}
    assert end["place"] == [0, 0]


def test_what_may_be_snapped_to_is_shown_and_near() -> None:
    code = """const { targets } = await module('draw/snap');
      const boundsOf = (id) => (id === 'far' ? [9, 9, 10, 10] : [0, 0, 2, 2]);
      const items = ['near', 'hidden', 'far'].map((id) => ({ id, bounds: boundsOf(id) }));
      const geometry = new Map(items.map(({ id }) => [id, { paths: [[[0, 0], [id.length, 2]]], points: [] }]));
      const store = { matching: items, isShown: ({ id }) => id !== 'hidden' };
      const ring = [[0, 0], [1, 0], [1, 1]];
      return targets({ store, renderer: { highlight: { geometry } } }, [argument], [0, 0, 1, 1]).paths;"""
    area = drawn("area", [[0, 0], [1, 0], [1, 1]])
    assert node(code, area) == [[[0, 0], [4, 2]], [[0, 0], [1, 0], [1, 1], [0, 0]]]


def test_words_stand_inside_an_area_whatever_its_form() -> None:
    code = """const { insideOf, isInside } = await module('draw/forms');
      return argument.map((ring) => isInside(insideOf(ring), ring));"""
    u_shape = [[0, 0], [90, 0], [90, 100], [60, 100], [60, 20], [30, 20], [30, 100], [0, 100]]
    assert node(code, [[[0, 0], [10, 0], [10, 10]], u_shape, u_shape[::-1]]) == [True] * 3


def test_steps_are_undone_and_done_again_and_a_new_one_ends_that() -> None:
    code = (
        WITH_STORAGE
        + """const told = [];
      const drawings = window(storage());
      const tell = () => told.push(ids(drawings));
      add(drawings, 'a'); add(drawings, 'b'); tell();
      const before = drawings.feature('a');
      drawings.edit([{ before, after: { ...before, text: 'x' } }]);
      drawings.edit([{ before: drawings.feature('a'), after: null, at: 0 }]); tell();
      drawings.undo(); tell();
      told.push(drawings.feature('a').text);
      drawings.undo(); told.push(drawings.feature('a').text);
      drawings.redo(); told.push(drawings.feature('a').text);
      drawings.redo(); tell();
      drawings.undo(); add(drawings, 'c'); drawings.redo(); tell();
      drawings.rename('named'); drawings.remove(); tell(); told.push(drawings.shelf.all().length);
      drawings.undo(); tell(); told.push(drawings.current.name);
      drawings.undo(); told.push(drawings.current.name);
      return told;"""
    )
    assert node(code, PENCILS) == [
        "a,b", "b", "a,b", "x", "", "x", "b", "a,b,c", "", 0, "a,b,c", "named", "new",
    ]  # fmt: skip


def test_two_windows_lose_nothing_of_each_other() -> None:
    code = (
        WITH_STORAGE
        + """const kept = storage();
      const one = window(kept);
      add(one, 'a');
      const other = window(kept);
      add(one, 'b');
      add(other, 'c');
      one.rename('both');
      one.again(); other.again();
      const after = [ids(one), ids(other), other.current.name];
      one.undo(); one.undo(); other.again();
      return [...after, ids(other)];"""
    )
    assert node(code, PENCILS) == ["a,b,c", "a,b,c", "both", "a,c"]


def test_a_full_storage_leaves_all_as_it_was_and_says_so() -> None:
    code = (
        WITH_STORAGE
        + """const kept = storage();
      const drawings = window(kept);
      add(drawings, 'a');
      kept.room = 400;
      const fault = add(drawings, 'b', '长'.repeat(200));
      return [fault, ids(drawings), ids(window(kept)), drawings.done.length];"""
    )
    assert node(code, PENCILS) == [{"fault": "full"}, "a", "a", 1]


def test_a_drawing_holds_so_much_and_no_more() -> None:
    code = (
        WITH_STORAGE
        + """const drawings = window(storage());
      const { LIMITS } = await module('draw/features');
      const many = Array.from({ length: LIMITS.features + 1 }, (_, at) => ({ before: null, after: feature('f' + at) }));
      const fault = drawings.edit(many);
      return [fault.fault, drawings.current.features.length, drawings.shelf.all().length];"""
    )
    assert node(code, PENCILS) == ["many", 0, 0]


def test_what_others_left_in_the_storage_is_passed_over() -> None:
    code = (
        WITH_STORAGE
        + """const kept = storage();
      for (const [at, junk] of ['', '{', '[]', '{"id":"x"}', 'null', '{"features":[{}]}'].entries())
        kept.setItem('plan-map-drawing:j' + at, junk);
      kept.setItem('plan-map-drawings', '{"current":7}');
      const drawings = window(kept);
      add(drawings, 'a');
      return [drawings.shelf.all().length, kept.getItem('plan-map-drawing:j1')];"""
    )
    assert node(code, PENCILS) == [1, "{"]


WRITE = """const { toGeoJson, readGeoJson } = await module('draw/geojson');
  const written = JSON.stringify(toGeoJson({ name: argument.name, features: argument.features }, () => '#e10c82'));
  return [JSON.parse(written), readGeoJson(written, argument.pencils)];"""
READ = """const { readGeoJson } = await module('draw/geojson');
  return readGeoJson(argument.content, argument.pencils);"""


def test_a_file_is_read_as_it_was_written() -> None:
    features = [
        drawn("area", SQUARE, text="<b>过江</b>"),
        drawn("arrow", SQUARE[:2], measured=False, color=PENCILS[1]),
        drawn("number", SQUARE[:1], number=7),
        drawn("text", SQUARE[:1], text='"x", {y}'),
    ]
    written, read = node(WRITE, {"name": "某标绘", "features": features, "pencils": PENCILS})
    assert written["features"][0]["geometry"]["coordinates"] == [[*SQUARE, SQUARE[0]]]
    properties = written["features"][0]["properties"]
    assert properties["area_m2"] == pytest.approx(28_500_000, rel=0.01)
    assert (properties["text"], properties["stroke"]) == ("<b>过江</b>", "#e10c82")
    assert written["features"][1]["properties"]["length_m"] == pytest.approx(5146, abs=10)
    assert read["name"] == "某标绘"
    assert [feature | {"id": "f1"} for feature in read["features"]] == features


def file_of(**changed: Any) -> dict[str, Any]:
    """A file with one line, some of whose properties are others."""
    properties = {"kind": "line", "color": PENCILS[0], "text": "", "number": 0, "measured": True}
    geometry = changed.pop("geometry", {"type": "LineString", "coordinates": SQUARE[:2]})
    feature = {"type": "Feature", "geometry": geometry, "properties": properties | changed}
    return {"type": "FeatureCollection", "plan-map-drawing": 1, "name": "n", "features": [feature]}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "json"), ("{", "json"), ("null", "json"), ("[1]", "json"), ('{"type":"Feature"}', "json"),
        ("[" * 100_000, "json"),
        (file_of() | {"plan-map-drawing": 2}, "foreign"), (file_of() | {"name": 3}, "foreign"),
        (file_of() | {"features": [None]}, "geometry"), (file_of(kind="circle"), "geometry"),
        (file_of(kind="__proto__"), "geometry"),
        (file_of(color="#ff0000"), "color"), (file_of(text=3), "text"), (file_of(text="x" * 201), "text"),
        (file_of(text="a\nb"), "text"), (file_of(text="\u202eb"), "text"), (file_of(number=1.5), "number"),
        (file_of(number=-1), "number"), (file_of(measured="yes"), "measured"),
        (file_of(geometry={"type": "LineString", "coordinates": [[114, 22.5]]}), "coordinates"),
        (file_of(geometry={"type": "LineString", "coordinates": [[114, 22.5], [114, "22"]]}), "coordinates"),
        (file_of(geometry={"type": "LineString", "coordinates": [[114, 22.5], [500, 22]]}), "coordinates"),
        (file_of(geometry={"type": "LineString", "coordinates": [[114, 22.5], [114, None]]}), "coordinates"),
        (file_of(geometry={"type": "LineString", "coordinates": SQUARE * 501}), "coordinates"),
        (file_of(geometry={"type": "Polygon", "coordinates": [SQUARE]}), "geometry"),
        (file_of(kind="area", geometry={"type": "Polygon", "coordinates": [SQUARE]}), "geometry"),
        (file_of() | {"features": file_of()["features"] * 501}, "many"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_whole(content: Any, fault: str) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    read = node(READ, {"content": text, "pencils": PENCILS})
    assert fault in (read["fault"], read.get("values", {}).get("what"))
    assert "features" not in read
