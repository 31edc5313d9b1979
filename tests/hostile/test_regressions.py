"""Every kind of bad data that once ended in an error: the app starts, names file, item and remedy, shows the rest."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from exports.briefing import briefing_json
from exports.briefing_reading import read_briefings
from exports.errors import ExportError
from exports.scenes import resolve, scenes_document, shipped_briefings
from geo import outline, reading
from geo.strict import MAX_DEPTH, RefusedError, parse_json, read_text
from layers.link import Vocabulary, decode
from layers.style import load_catalogue
from tests.hostile.folder import Edit, damaged, small_folder, write_folder
from tests.hostile.follow import Asked, Made, follow, make

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
    # TypeError geo/plan.py:138,252, layers/document.py:96, layers/reader.py:114; AttributeError geo/plan.py:210, layers/style.py:189
    ("a list for an id", put(TRANSPORT, *FIRST, "id", value=["a"]), "bad-value"),
    ("markup for an id", put(TRANSPORT, *FIRST, "id", value="<b>x</b>"), "bad-value"),
    ("an id that ends in a new line", put(TRANSPORT, *FIRST, "id", value="hub\n"), "bad-value"),
    ("no name", put(TRANSPORT, *FIRST, "name", value=None), "bad-value"),
    ("a number for the English name", put(TRANSPORT, *FIRST, "name_en", value=7), "bad-value"),
    ("evidence without a source", put(TRANSPORT, *FIRST, "evidence", value=[{"says": "x"}]), "missing-field"),
    ("sources that are lists", put(TRANSPORT, *FIRST, "evidence", value=[{"source": ["a"], "says": "xy"}]), "bad-value"),
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
    ("a hundred thousand aliases", put(TRANSPORT, *FIRST, "aliases", value=[str(n) if n % 2 else n for n in range(100_000)]), "bad-value"),
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
    # KeyError layers/ground.py:53 and the ground's other files
    ("a border of no kind", put("ground/borders.geojson", *FIRST, value={}), "bad-value"),
    ("a neighbour's label is a text", put("ground/neighbours.geojson", *FIRST, "label", value="x"), "bad-value"),
    ("a neighbour without a name", put("ground/neighbours.geojson", *FIRST, "name", value=None), "bad-value"),
    ("a water's rank is a text", put("ground/labels.geojson", *FIRST, "rank", value="1"), "bad-value"),
    ("the sea is null", put("ground/sea.geojson", "features", 0, "geometry", value=None), "bad-geometry"),
    ("the land is a number", put("ground/land.geojson", "features", value=4), "file-not-collection"),
    ("the land has no features", put("ground/land.geojson", "features", value=[]), None),
]
GEOMETRIES = [
    ("heights", {"type": "LineString", "coordinates": [[113.9, 22.5, 9], [114.0, 22.6, 9]]}, "has-height"),
    ("heights here and there", ring([113.9, 22.5, 1.0], [114.0, 22.5], [114.0, 22.6]), "has-height"),
    ("a collection", {"type": "GeometryCollection", "geometries": []}, "bad-geometry"),
    ("a type that is a list", {"type": ["Point"], "coordinates": [1, 2]}, "bad-geometry"),
    ("a number of seventy digits", {"type": "Point", "coordinates": [HUGE, 22.5]}, "bad-geometry"),
    ("one list too many", {"type": "Point", "coordinates": [[[113.9, 22.5]]]}, "bad-geometry"),
    ("one list too few", {"type": "Polygon", "coordinates": [[113.9, 22.5], [114, 22.5], [114, 22.6], [113.9, 22.5]]}, "bad-geometry"),
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
    ("the land missing", Edit("ground/land.geojson", None, "missing"), "file-missing"),
]  # fmt: skip


# What is no object at all is no item either; it is named, and nothing of it can be counted.
LOST = {"no units at all": 2, "a unit is a number": 1, "a unit's properties are a text": 1}


def edit_id(edit: Edit) -> str:
    return next(name for name, case, _ in FIELDS if case is edit)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "data"
    write_folder(path, FILES)
    return path


def codes(made: Made) -> dict[str, str]:
    return {breach.code: breach.text("en") for breach in made.breaches}


@pytest.mark.parametrize(("edit", "code"), [case[1:] for case in FIELDS], ids=[case[0] for case in FIELDS])
def test_a_bad_value_is_named_and_the_rest_is_shown(folder: Path, tmp_path: Path, edit: Edit, code: str | None) -> None:
    with damaged(folder, FILES, [edit]):
        made = follow(folder, tmp_path, Asked("xlsx", language="en"))
    assert code is None or code in codes(made)
    assert code is None or f"data/{edit.file}" in codes(made)[code]
    assert len(made.plan.items) == 8 - LOST.get(edit_id(edit), 0)


@pytest.mark.parametrize("file", [TRANSPORT, UNITS, "ground/land.geojson"])
@pytest.mark.parametrize(("geometry", "code"), [case[1:] for case in GEOMETRIES], ids=[case[0] for case in GEOMETRIES])
def test_a_bad_geometry_is_named_and_its_item_counts(folder: Path, tmp_path: Path, file: str, geometry: Any, code: str) -> None:
    with damaged(folder, FILES, [put(file, "features", 0, "geometry", value=geometry)]):
        made = follow(folder, tmp_path)
    refused = "bad-geometry" if geometry["type"] == "LineString" and file != TRANSPORT else code
    assert refused in codes(made)
    assert f"data/{file}" in codes(made)[refused]
    assert len(made.plan.items) == 8


@pytest.mark.parametrize(("edit", "code"), [case[1:] for case in WHOLE], ids=[case[0] for case in WHOLE])
def test_a_bad_file_is_named_with_the_remedy(folder: Path, tmp_path: Path, edit: Edit, code: str) -> None:
    with damaged(folder, FILES, [edit]):
        made = follow(folder, tmp_path)
    assert f"data/{edit.file}" in codes(made)[code]
    assert made.plan.items


def test_everything_empty_or_no_folder_at_all(tmp_path: Path) -> None:
    made = follow(tmp_path / "nowhere", tmp_path)
    assert made.plan.items == ()
    assert {breach.file for breach in made.breaches} >= {
        "data/districts.geojson",
        "data/plan",
        "data/SOURCES.md",
        "data/ground/sea.geojson",
    }


def test_a_file_with_a_byte_order_mark_is_read(folder: Path, tmp_path: Path) -> None:
    with damaged(folder, FILES, [raw(TRANSPORT, lambda content: b"\xef\xbb\xbf" + content)]):
        assert set(codes(follow(folder, tmp_path))) == {"units"}


def test_a_file_that_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RefusedError) as refused:
        read_text(folder / TRANSPORT)
    assert refused.value.code == "file-unreadable"


def test_a_file_name_that_is_not_unicode_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "plan" / "a\udcff.geojson").write_bytes(b"{")
    made = follow(folder, tmp_path)
    assert "data/plan/a�.geojson" in codes(made)["file-not-json"]


@pytest.mark.parametrize("content", ["", "\n \n", "no preface", "**\n- **\n前　言\n- ****", "前　言"])
def test_an_outline_that_is_none(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(outline, "OUTLINE_PATH", path)
    made = follow(folder, tmp_path)
    assert len(made.plan.items) == 8
    assert ("data/outline/outline.txt" in {breach.file for breach in made.breaches}) == (not content.strip())


def test_no_outline_and_no_list_of_garbled_lines(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outline, "OUTLINE_PATH", tmp_path / "nowhere.txt")
    monkeypatch.setattr(reading, "GARBLED_PATH", tmp_path / "nowhere.toml")
    files = {breach.file for breach in follow(folder, tmp_path).breaches}
    assert {"data/outline/outline.txt", "data/outline/garbled.toml"} <= files


@pytest.mark.parametrize("content", ["lines = 3", "lines = ['a']", "lines = [", "", "other = 1"])
def test_a_list_of_garbled_lines_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    path = tmp_path / "garbled.toml"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(reading, "GARBLED_PATH", path)
    assert reading.garbled_lines() == frozenset()
    assert [breach.code for breach in reading.reading_breaches()] == ["file-not-toml"]


def test_a_briefing_with_lone_surrogates_can_be_saved(folder: Path) -> None:
    scenes = json.loads(json.dumps(FILES["scenes.json"]))
    scene = scenes["briefings"][0]["scenes"][0]
    scene["figures"] = [{"name": "n", "label": "a", "measure": "count", "filter": {"theme": ["\ud800"], "text": "\udc00"}}]
    scene["frame"], scene["title"] = ["\ud800"], "中\udfff文"
    read, notices = read_briefings(json.dumps(scenes).encode())
    assert {notice.key for notice in notices} >= {"briefing.unshowable"}
    assert read_briefings(briefing_json(read[0]))[0] == read
    words = Vocabulary(make(folder, load_catalogue()).plan, load_catalogue())
    assert json.dumps(scenes_document([resolve(read[0], words)]), ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize("content", ["{", "[" * 1000, '{"briefings": [{"id": "x", "title": NaN}]}', "\udcff"])
def test_why_the_briefings_that_ship_cannot_be_used_is_said_in_one_language(tmp_path: Path, content: str) -> None:
    (tmp_path / "scenes.json").write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(ExportError) as error:
        shipped_briefings(tmp_path)
    assert "data/scenes.json" in error.value.message("zh")
    assert not re.search("[一-鿿]", error.value.message("en"))


def test_a_scene_of_an_empty_plan_frames_the_region(tmp_path: Path) -> None:
    words = Vocabulary(make(tmp_path / "nowhere", load_catalogue()).plan, load_catalogue())
    found = resolve(read_briefings(json.dumps(FILES["scenes.json"]).encode())[0][0], words)
    assert json.dumps(scenes_document([found]), allow_nan=False)


@pytest.mark.parametrize("at", ["1_1_3.9,22.5,11", "１１３.9,22.5,11", "0x71,22.5,11", "nan,22.5,11", "113.9,22.5,infinity", "113.9,22.5"])
def test_a_camera_that_python_alone_or_javascript_alone_would_read(folder: Path, at: str) -> None:
    words = Vocabulary(make(folder, load_catalogue()).plan, load_catalogue())
    view, dropped = decode({"at": at}, words)
    assert view.camera is None
    assert [entry.parameter for entry in dropped] == ["at"]


def test_numbers_and_depth_at_the_border() -> None:
    parsed = parse_json('{"a": NaN, "b": -Infinity, "c": 1e999, "d": 12345678901234567890, "e": [1, 2.5]}', "x")
    assert [str(parsed.value[name]) for name in "abcd"] == ["NaN", "-Infinity", "1e999", "12345678901234567890"]
    assert parsed.value["e"] == [1, 2.5]
    assert parse_json("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x").value
    with pytest.raises(RefusedError):
        parse_json("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), "x")
