"""Files, outlines, briefings and cameras that once ended in an error, each in a way of its own."""

import json
import re
from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.model import briefing_json
from briefing.reading import read_briefings
from briefing.resolved import resolve, scenes_document, shipped_briefings
from geo.files.strict import MAX_DEPTH, RefusedError, parse_json, read_text
from geo.outline import blocks as reading
from geo.outline import text as outline
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode
from tests.hostile.folder import Edit, damaged, small_folder
from tests.hostile.follow import codes, follow, make

FILES = small_folder()
HUGE = 10**70
TRANSPORT = "plan/transport.geojson"


def test_everything_empty_or_no_folder_at_all(tmp_path: Path) -> None:
    made = follow(tmp_path / "nowhere", tmp_path)
    assert made.plan.items == ()
    assert {breach.file for breach in made.breaches} >= {
        "data/districts.geojson",
        "data/plan",
        "data/SOURCES.md",
        "data/basemap/sea.geojson",
    }


def test_a_file_with_a_byte_order_mark_is_read(folder: Path, tmp_path: Path) -> None:
    with damaged(folder, FILES, [Edit(TRANSPORT, None, "bytes", lambda content: b"\xef\xbb\xbf" + content)]):
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
    scene["figures"] = [
        {"name": "n", "label": "a", "measure": "count", "filter": {"theme": ["\ud800"], "text": "\udc00"}}
    ]
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


def test_a_scene_of_an_empty_plan_fits_the_region(tmp_path: Path) -> None:
    words = Vocabulary(make(tmp_path / "nowhere", load_catalogue()).plan, load_catalogue())
    found = resolve(read_briefings(json.dumps(FILES["scenes.json"]).encode())[0][0], words)
    assert json.dumps(scenes_document([found]), allow_nan=False)


@pytest.mark.parametrize(
    "at", ["1_1_3.9,22.5,11", "１１３.9,22.5,11", "0x71,22.5,11", "nan,22.5,11", "113.9,22.5,infinity", "113.9,22.5"]
)
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
