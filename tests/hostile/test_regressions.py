"""Every kind of bad data that once ended in an error: the app starts, names file, item and remedy, shows the rest."""

from pathlib import Path
from typing import Any

import pytest

from tests.hostile.folder import Edit, damaged, small_folder
from tests.hostile.follow import Asked, codes, follow

FILES = small_folder()
HUGE = 10**70
TRANSPORT, UNITS = "plan/transport.geojson", "districts.geojson"
FIRST = ("features", 0, "properties")
FIRST_ID = FILES[TRANSPORT]["features"][0]["properties"]["id"]


def put(file: str, *path: str | int, value: Any) -> Edit:
    return Edit(file, path, "put", value)


def raw(file: str, change: Any) -> Edit:
    return Edit(file, None, "bytes", change)


def ring(*corners: list[float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


FIELDS = [
    # TypeError geo/plan.py:138,252, layers/screen/document.py:96, layers/screen/reader.py:114; AttributeError
    # geo/plan.py:210, layers/style/catalogue.py:189
    ("a list for an id", put(TRANSPORT, *FIRST, "id", value=["a"]), "bad-value"),
    ("markup for an id", put(TRANSPORT, *FIRST, "id", value="<b>x</b>"), "bad-value"),
    ("an id that ends in a new line", put(TRANSPORT, *FIRST, "id", value="hub\n"), "bad-value"),
    ("no name", put(TRANSPORT, *FIRST, "name", value=None), "bad-value"),
    ("a number for the English name", put(TRANSPORT, *FIRST, "name_en", value=7), "bad-value"),
    ("evidence without a source", put(TRANSPORT, *FIRST, "evidence", value=[{"says": "x"}]), "missing-field"),
    (
        "sources that are lists",
        put(TRANSPORT, *FIRST, "evidence", value=[{"source": ["a"], "says": "xy"}]),
        "bad-value",
    ),
    ("a parent that is a list", put(TRANSPORT, *FIRST, "parent", value=["hub"]), "bad-value"),
    ("a clause of numbers", put(TRANSPORT, *FIRST, "clause", value=[1, 2]), "bad-value"),
    ("a section that no number has", put(TRANSPORT, *FIRST, "section", value="第十十篇·第三二章·第一节·专栏5"), None),
    ("its own parent", put(TRANSPORT, *FIRST, "parent", value=FIRST_ID), "parent-circle"),
    ("a number of seventy digits", put(TRANSPORT, *FIRST, "uncertainty_m", value=HUGE), "bad-value"),
    ("not a number", put(TRANSPORT, *FIRST, "uncertainty_m", value=float("nan")), "bad-value"),
    ("infinity in a text's place", put(TRANSPORT, *FIRST, "note", value=float("inf")), "bad-value"),
    ("a lone surrogate", put(TRANSPORT, *FIRST, "note", value="\ud800x"), "unshowable"),
    ("a lone surrogate for a field's name", put(TRANSPORT, *FIRST, "\ud800", value=1), "unshowable"),
    ("a control character", put(TRANSPORT, *FIRST, "name", value="a\x00b"), "unshowable"),
    (
        "a hundred thousand aliases",
        put(TRANSPORT, *FIRST, "aliases", value=[str(n) if n % 2 else n for n in range(100_000)]),
        "bad-value",
    ),
    ("located as what it is not", put(TRANSPORT, *FIRST, "located", value="point"), "located-mismatch"),
    ("a stage that nobody knows", put(TRANSPORT, *FIRST, "stage", value={"a": 1}), "unknown-value"),
    ("a unit that has a list for a name", put(UNITS, *FIRST, "name", value=["x"]), "bad-value"),
    ("a unit that nobody knows", put(UNITS, *FIRST, "id", value="atlantis"), "unknown-value"),
    ("a unit whose id is an object", put(UNITS, *FIRST, "id", value={"a": 1}), "unknown-value"),
    ("two units of one id", put(UNITS, "features", 1, "properties", "id", value="nanshan"), "duplicate-id"),
    ("a unit's positioning is a number", put(UNITS, *FIRST, "positioning", value=5), "bad-value"),
    ("a unit's area is infinite", put(UNITS, *FIRST, "area_km2_official", value=float("inf")), "bad-value"),
    ("a unit's area source is a list", put(UNITS, *FIRST, "area_source", value=[]), "bad-value"),
    ("a unit's properties are a text", put(UNITS, "features", 0, "properties", value="x"), "not-a-feature"),
    ("a unit is a number", put(UNITS, "features", 0, value=3), "not-a-feature"),
    ("no units at all", put(UNITS, "features", value=[]), "units"),
    ("a crs that is a text", put(TRANSPORT, "crs", value={"properties": "x"}), "foreign-crs"),
    # KeyError layers/screen/basemap.py:53 and the basemap's other files
    ("a border of no kind", put("basemap/borders.geojson", *FIRST, value={}), "bad-value"),
    ("a neighbour's label is a text", put("basemap/neighbours.geojson", *FIRST, "label", value="x"), "bad-value"),
    ("a neighbour without a name", put("basemap/neighbours.geojson", *FIRST, "name", value=None), "bad-value"),
    ("a water's rank is a text", put("basemap/labels.geojson", *FIRST, "rank", value="1"), "bad-value"),
    ("the sea is null", put("basemap/sea.geojson", "features", 0, "geometry", value=None), "bad-geometry"),
    ("the land is a number", put("basemap/land.geojson", "features", value=4), "file-not-collection"),
    ("the land has no features", put("basemap/land.geojson", "features", value=[]), None),
]

GEOMETRIES = [
    ("heights", {"type": "LineString", "coordinates": [[113.9, 22.5, 9], [114.0, 22.6, 9]]}, "has-height"),
    ("heights here and there", ring([113.9, 22.5, 1.0], [114.0, 22.5], [114.0, 22.6]), "has-height"),
    ("a collection", {"type": "GeometryCollection", "geometries": []}, "bad-geometry"),
    ("a type that is a list", {"type": ["Point"], "coordinates": [1, 2]}, "bad-geometry"),
    ("a number of seventy digits", {"type": "Point", "coordinates": [HUGE, 22.5]}, "bad-geometry"),
    ("one list too many", {"type": "Point", "coordinates": [[[113.9, 22.5]]]}, "bad-geometry"),
    (
        "one list too few",
        {"type": "Polygon", "coordinates": [[113.9, 22.5], [114, 22.5], [114, 22.6], [113.9, 22.5]]},
        "bad-geometry",
    ),
    ("an object for coordinates", {"type": "Point", "coordinates": {"a": 1}}, "bad-geometry"),
    ("true and false", {"type": "Point", "coordinates": [True, False]}, "bad-geometry"),
    ("an empty part", {"type": "MultiPolygon", "coordinates": [[]]}, "bad-geometry"),
    ("smaller than can be drawn", ring([113.9, 22.5], [113.9000001, 22.5], [113.9, 22.5000001]), "bad-geometry"),
    (
        "more points than can be drawn",
        {"type": "LineString", "coordinates": [[113.9 + n / 1e7, 22.5] for n in range(100_001)]},
        "bad-geometry",
    ),
]

WHOLE = [
    ("cut short", raw(TRANSPORT, lambda content: content[:200]), "file-not-json"),
    ("nothing in it", raw(TRANSPORT, lambda _: b""), "file-not-json"),
    ("nested without end", raw(TRANSPORT, lambda _: b"[" * 100_000), "file-too-deep"),
    ("nested too deep", raw(TRANSPORT, lambda _: b"[" * 200 + b"]" * 200), "file-too-deep"),
    ("not UTF-8", raw(TRANSPORT, lambda content: content.decode().encode("utf-16")), "file-not-utf8"),
    ("a whole number too long for Python", raw(TRANSPORT, lambda _: b"9" * 5000), "file-not-collection"),
    ("an id twice", raw(TRANSPORT, lambda content: content.replace(b'"id":', b'"id": "x", "id":')), "duplicate-key"),
    ("a folder", Edit(TRANSPORT, None, "folder"), "file-unreadable"),
    ("units in a folder", Edit(UNITS, None, "folder"), "file-unreadable"),
    ("sources in a folder", Edit("SOURCES.md", None, "folder"), "file-unreadable"),
    ("sources not UTF-8", raw("SOURCES.md", lambda _: b"\xff\xfe|"), "file-not-utf8"),
    ("no sources", Edit("SOURCES.md", None, "missing"), "file-missing"),
    ("the land missing", Edit("basemap/land.geojson", None, "missing"), "file-missing"),
]  # fmt: skip

# What is no object at all is no item either; it is named, and nothing of it can be counted.
LOST = {"no units at all": 2, "a unit is a number": 1, "a unit's properties are a text": 1}


def edit_id(edit: Edit) -> str:
    return next(name for name, case, _ in FIELDS if case is edit)


@pytest.mark.parametrize(("edit", "code"), [case[1:] for case in FIELDS], ids=[case[0] for case in FIELDS])
def test_a_bad_value_is_named_and_the_rest_is_shown(folder: Path, tmp_path: Path, edit: Edit, code: str | None) -> None:
    with damaged(folder, FILES, [edit]):
        made = follow(folder, tmp_path, Asked("xlsx", language="en"))
    assert code is None or code in codes(made)
    assert code is None or f"data/{edit.file}" in codes(made)[code]
    assert len(made.plan.items) == 8 - LOST.get(edit_id(edit), 0)


@pytest.mark.parametrize(("geometry", "code"), [case[1:] for case in GEOMETRIES], ids=[case[0] for case in GEOMETRIES])
def test_a_bad_geometry_is_named_in_every_file_and_its_item_counts(
    folder: Path, tmp_path: Path, geometry: Any, code: str
) -> None:
    files = (TRANSPORT, UNITS, "basemap/land.geojson")
    with damaged(folder, FILES, [put(file, "features", 0, "geometry", value=geometry) for file in files]):
        made = follow(folder, tmp_path)
    # A line is no area, whatever its points.
    refused = [code, *(["bad-geometry"] * 2 if geometry["type"] == "LineString" else [code] * 2)]
    expected = {(f"data/{file}", each) for file, each in zip(files, refused, strict=True)}
    assert expected <= {(breach.file, breach.code) for breach in made.breaches}
    assert len(made.plan.items) == 8


@pytest.mark.parametrize(("edit", "code"), [case[1:] for case in WHOLE], ids=[case[0] for case in WHOLE])
def test_a_bad_file_is_named_with_the_remedy(folder: Path, tmp_path: Path, edit: Edit, code: str) -> None:
    with damaged(folder, FILES, [edit]):
        made = follow(folder, tmp_path)
    assert f"data/{edit.file}" in codes(made)[code]
    assert made.plan.items
