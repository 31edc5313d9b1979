"""Hypothesis strategies: damage to a data folder, briefings and links as somebody might write them."""

from typing import Any

from hypothesis import strategies as st

from tests.hostile.folder import Edit, Path_
from tests.hostile.follow import CRS, KINDS, Asked

COORDINATES_SHOWN = 3
WORDS = (
    "", " ", "x", "x" * 5000, "\ud800", "中\udfff文", "\x00", "a\x07b", "\uffff", "\u2028", "\u202eabc", "{{7*7}}",
    "{detail}", "{0}", "%s", "</script><script>alert(1)</script>", "![](http://host/x.png)", "=1+1", "@cmd", "a\tb\nc",
    "../../etc/passwd", "futian", "hub-xili", "constructor", "__proto__", "citywide", "point", "line", "area", "policy",
    "structure", "各区发展定位", "第十十篇·第三二章·第一节", "第三篇·第六章·第三节·专栏5",
    "控制点1 a 999999999.5,22.5 ±0m：x", "控制点1 a 113.9,22.5 ±99999999m", "线段1–99999999999 ±1m：x",
    "EPSG:4547", "nan", "1e400",
)  # fmt: skip
NUMBERS = (
    0,
    -1,
    1,
    4,
    4.0,
    5.5,
    True,
    1e-320,
    1e16,
    1e308,
    -1e308,
    10**15,
    10**70,
    float("nan"),
    float("inf"),
    float("-inf"),
)
A, B, C, D = [113.9, 22.5], [114.0, 22.5], [114.0, 22.6], [113.9, 22.6]
GEOMETRIES: tuple[Any, ...] = (
    {"type": "Point", "coordinates": A}, {"type": "Point", "coordinates": [*A, 30.0]},
    {"type": "Point", "coordinates": []}, {"type": "Point", "coordinates": [[A]]},
    {"type": "Point", "coordinates": [22.5, 113.9]}, {"type": "Point", "coordinates": [10**70, 22]},
    {"type": "MultiPoint", "coordinates": [A, B]}, {"type": "LineString", "coordinates": [A]},
    {"type": "LineString", "coordinates": [A, A]}, {"type": "LineString", "coordinates": [A, B, [*C, 5]]},
    {"type": "LineString", "coordinates": [A, [113.9000001, 22.5]]},
    {"type": "LineString", "coordinates": [A, [113.90000001, 22.5], [113.9, 22.50000001]]},
    {"type": "LineString", "coordinates": [A, B, A]},
    {"type": "MultiLineString", "coordinates": [[A, B], [C, D]]},
    {"type": "MultiLineString", "coordinates": [[A, B], []]},
    {"type": "Polygon", "coordinates": [[A, B, C, D, A]]}, {"type": "Polygon", "coordinates": [[A, C, B, D, A]]},
    {"type": "Polygon", "coordinates": [[A, B, C]]}, {"type": "Polygon", "coordinates": [A, B, C, A]},
    {"type": "Polygon", "coordinates": []}, {"type": "Polygon", "coordinates": [[A, B, A]]},
    {"type": "Polygon", "coordinates": [[[*p, 1.0] for p in (A, B, C, A)]]},
    {"type": "Polygon", "coordinates": [[A, [113.9000004, 22.5], [113.9, 22.5000004], A]]},
    {"type": "Polygon", "coordinates": [[[112.5, 21.6], [116.5, 21.6], [116.5, 24.9], [112.5, 24.9], [112.5, 21.6]]]},
    {"type": "Polygon", "coordinates": [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]},
    {"type": "MultiPolygon", "coordinates": [[[A, B, C, A]], [[A, C, D, A]]]},
    {"type": "MultiPolygon", "coordinates": [[]]},
    {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": A}]},
    {"type": "Circle"}, {"type": ["Point"]},
    {"coordinates": A}, {"type": "Feature", "geometry": None},
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    None,
    [],
    {},
    [[]],
    [None],
    [{}],
    {"id": "x"},
    ["a", "a"],
    [["a"]],
    {"a": {"b": [1, None, "c"]}},
    ["futian", "futian"],
)

texts = st.text(max_size=12) | st.sampled_from(WORDS)
leaves = st.sampled_from(NUMBERS) | texts | st.none() | st.booleans() | st.integers() | st.floats()
values = (
    st.sampled_from(OTHERS)
    | st.sampled_from(GEOMETRIES)
    | leaves
    | st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
    )
)
positions = st.lists(st.floats(112, 117) | st.floats(21, 25) | st.floats(), min_size=2, max_size=2)


def nested(levels: int) -> st.SearchStrategy[Any]:
    """Coordinates near the region, or not."""
    found: st.SearchStrategy[Any] = st.tuples(st.floats(113.8, 114.2), st.floats(22.4, 22.8)).map(list) | positions
    for _ in range(levels):
        found = st.lists(found, max_size=5)
    return found


geometries = st.sampled_from(("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon")).flatmap(
    lambda kind: st.fixed_dictionaries(
        {
            "type": st.just(kind),
            "coordinates": nested(
                {"Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}[kind]
            ),
        }
    )
)


def paths(content: Any, path: Path_ = ()) -> list[Path_]:
    """Every place in a JSON value, of long lists of coordinates only the first."""
    found = [path] if path else []
    if isinstance(content, dict):
        for key, part in content.items():
            found += paths(part, (*path, key))
    elif isinstance(content, list):
        coordinates = "coordinates" in path
        for index, part in enumerate(content[:COORDINATES_SHOWN] if coordinates else content):
            found += paths(part, (*path, index))
    return found


def _cut(share: float) -> Any:
    return lambda content: content[: int(len(content) * share)]


def _spliced(share: float, inserted: bytes) -> Any:
    return lambda content: content[: int(len(content) * share)] + inserted + content[int(len(content) * share) :]


DEEP = b"[" * 100_000
WHOLE: tuple[Any, ...] = (
    lambda content: b"\xef\xbb\xbf" + content, lambda content: content.decode(errors="replace").encode("utf-16"),
    lambda _: b"", lambda _: DEEP, lambda _: b"null", lambda _: b"[" * 60 + b"]" * 60,
    lambda content: content.replace(b'"id":', b'"id": "first", "id":'), lambda content: content.replace(b"|", b"||"),
    lambda content: content + b"\n| a | b | c | d | e |\n| ` | | | | |",
)  # fmt: skip
bytes_ = (
    st.floats(0, 1).map(_cut) | st.builds(_spliced, st.floats(0, 1), st.binary(max_size=4)) | st.sampled_from(WHOLE)
)


def edits(files: dict[str, Any]) -> st.SearchStrategy[list[Edit]]:
    """One to four damages to a folder, most of them to one value."""
    places = [
        (name, path) for name, content in files.items() if not isinstance(content, str) for path in paths(content)
    ]
    shapes = [place for place in places if place[1][-1] == "geometry"]
    fields = [place for place in places if "properties" in place[1][:-1] and "coordinates" not in place[1]]

    def put(chosen: list[tuple[str, Path_]], value: st.SearchStrategy[Any]) -> st.SearchStrategy[Edit]:
        actions = st.sampled_from(("put", "put", "put", "delete", "repeat", "insert"))
        return st.builds(lambda place, action, new: Edit(*place, action, new), st.sampled_from(chosen), actions, value)

    whole = st.builds(lambda name, change: Edit(name, None, "bytes", change), st.sampled_from(sorted(files)), bytes_)
    gone = st.builds(
        lambda name, action: Edit(name, None, action),
        st.sampled_from(sorted(files)),
        st.sampled_from(("missing", "folder")),
    )
    one = (
        put(fields, values) | put(places, values) | put(shapes, geometries | st.sampled_from(GEOMETRIES)) | whole | gone
    )
    return st.lists(one, min_size=1, max_size=4)


asked = st.builds(Asked, st.sampled_from(KINDS), st.sampled_from(CRS), st.sampled_from(("zh", "en")))

PARAMETERS = ("page", "lang", "ground", "on", "op", "q", "sel", "unit", "at", "3d", "sort", "group", "brief", "scene",
              "theme", "cat", "stage", "dist", "col", "prec", "kind", "", "embed", "__proto__")  # fmt: skip
LINK_VALUES = ("map", "table", "en", "dark", "-", "tr.wa", "tr50.wa10", "!futian,", "!", "hub-xili", "113.9,22.5,11",
               "113.9,22.5,11,30,-20", "1_1_3.9,22.5,11", "１１３,22,11", "nan,nan,nan", "1e400,22,11", "0x71,22.5,11",
               "-0,0,0", "999", "1", "٣", "%", "%zz", "%ED%A0%80", "+", ",,,,", "." * 500, "overview", "\ud800",
               "a" * 5000)  # fmt: skip
pairs = st.tuples(st.sampled_from(PARAMETERS) | texts, st.sampled_from(LINK_VALUES) | texts)
links = st.lists(pairs, max_size=8).map(lambda found: "&".join(f"{name}={value}" for name, value in found)) | st.text(
    max_size=60
)
