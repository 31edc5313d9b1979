"""Briefing files: read back as written; hostile and corrupt ones refused with a reason in both languages."""

import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import ExportError
from briefing.model import Briefing, Figure, Scene, briefing_json, free_id
from briefing.reading import MAX_FILE_BYTES, MAX_SCENES, checked, read_briefings
from briefing.resolved import shipped_briefings
from geo.model import Plan
from geo.query import Filter
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary

THREE = Briefing("b", "乙", "B", (Scene("one", "一"), Scene("two", "二"), Scene("three", "三")))


def content(**changes: object) -> dict:
    scene = {"id": "a", "title": "甲", "view": "on=ta"} | changes
    return {"briefings": [{"id": "b", "title": "乙", "title_en": "", "scenes": [scene]}]}


def read(raw: object) -> tuple[Briefing, ...]:
    return read_briefings(json.dumps(raw, ensure_ascii=False).encode())[0]


def refusal(raw: object) -> str:
    with pytest.raises(ExportError) as caught:
        read(raw)
    assert caught.value.message("zh") != caught.value.message("en")
    return caught.value.key


@pytest.mark.parametrize("briefing", shipped_briefings(), ids=lambda briefing: briefing.id)
def test_a_briefing_is_read_back_as_it_was_written(briefing: Briefing) -> None:
    assert read_briefings(briefing_json(briefing)) == ((briefing,), ())


# What stands for characters that could not be read says nothing by itself, and is dropped.
TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), exclude_characters="\ufffd"), max_size=60
).map(str.strip)
IDS = st.text(string.ascii_lowercase, min_size=4, max_size=12)
FILTERS = st.builds(Filter, theme=st.frozensets(TEXTS, max_size=3), text=TEXTS)
FIGURES = st.builds(
    Figure,
    IDS,
    TEXTS,
    TEXTS,
    st.sampled_from(["count", "length_km"]),
    st.none() | FILTERS,
    st.none() | IDS,
    st.booleans(),
)
SCENES = st.builds(
    Scene,
    IDS,
    TEXTS.filter(bool),
    *[TEXTS] * 6,
    figures=st.none() | st.lists(FIGURES, max_size=3, unique_by=lambda figure: figure.name).map(tuple),
    fitted=st.lists(TEXTS, max_size=3).map(tuple),
)
BRIEFINGS = st.builds(
    Briefing, IDS, TEXTS.filter(bool), TEXTS, st.lists(SCENES, max_size=4, unique_by=lambda scene: scene.id).map(tuple)
)


@settings(max_examples=60, deadline=None)
@given(BRIEFINGS)
def test_any_briefing_survives_its_file(briefing: Briefing) -> None:
    assert read_briefings(briefing_json(briefing)) == ((briefing,), ())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "title", "scenes", "view", "x"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(JSON, JSON.map(lambda inner: {"briefings": inner}), JSON.map(lambda inner: {"briefings": [inner]})))
def test_any_json_is_read_or_refused_in_words(raw: object) -> None:
    try:
        read_briefings(json.dumps(raw).encode())
    except ExportError as error:
        assert error.message("zh") and error.message("en")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    with pytest.raises(ExportError):
        read_briefings(raw)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": 5}, "briefing.wrongType"),
        ({"title": ""}, "briefing.noTitle"),
        ({"title": "长" * 10_000}, "briefing.tooLong"),
        ({"view": ["on=ta"]}, "briefing.wrongType"),
        ({"frame": "hub-xili"}, "briefing.wrongType"),
        ({"frame": [{}]}, "briefing.wrongType"),
        ({"figures": 3}, "briefing.wrongType"),
        ({"figures": [{"name": "__class__", "measure": "count"}]}, "briefing.badFigureName"),
        ({"figures": [{"name": "a", "measure": "import os"}]}, "briefing.wrongType"),
        ({"figures": [{"name": "a", "measure": "count", "filter": {"theme": "water"}}]}, "briefing.wrongType"),
        ({"figures": [{"name": "a", "measure": "count"}] * 2}, "briefing.twice"),
        ({"figures": [{"name": "a", "measure": "count"}] * 100}, "briefing.tooMany"),
    ],
)
def test_wrong_fields_are_refused(changes: dict, key: str) -> None:
    assert refusal(content(**changes)) == key


@pytest.mark.parametrize(
    "identifier", ["../../etc/passwd", "a/b", "a\\b", "..", "", "con", "A", "a b", "a\u0000", "é", "x" * 65, None, 7]
)
def test_path_tricks_in_names_are_refused(identifier: object) -> None:
    assert refusal(content(id=identifier)) == "briefing.badId"
    assert refusal({"briefings": [{"id": identifier, "title": "乙", "scenes": []}]}) == "briefing.badId"


def test_ten_thousand_scenes_are_refused() -> None:
    scenes = [{"id": f"s{number}", "title": "x"} for number in range(10_000)]
    assert refusal({"briefings": [{"id": "b", "title": "乙", "scenes": scenes}]}) == "briefing.tooMany"
    assert len(read({"briefings": [{"id": "b", "title": "乙", "scenes": scenes[:MAX_SCENES]}]})[0].scenes) == MAX_SCENES


def test_a_file_that_is_too_large_or_too_deep_is_refused() -> None:
    with pytest.raises(ExportError, match="MB"):
        read_briefings(b" " * (MAX_FILE_BYTES + 1))
    with pytest.raises(ExportError, match="JSON"):
        read_briefings(b"[" * 500_000)


def test_a_script_in_a_title_stays_text_and_unprintable_signs_go() -> None:
    hostile = "<script>alert(1)</script>"
    assert read(content(title=hostile))[0].scenes[0].title == hostile
    assert read_briefings(json.dumps(content(title="a\u0007b\ud800c\u2028")).encode())[0][0].scenes[0].title == "abc"
    assert read_briefings(json.dumps(content(title="a\rb\r\nc\u2029d")).encode())[0][0].scenes[0].title == "a\nb\nc\nd"


def test_unknown_fields_are_named_and_left_out() -> None:
    raw = content(onclick="x") | {"<b>": 1}
    briefings, notices = read_briefings(json.dumps(raw).encode())
    assert briefings[0].scenes[0] == Scene("a", "甲", view="on=ta")
    assert [notice.values["where"] for notice in notices] == ["briefings[0].scenes[0].onclick", ".<b>"]


def test_an_id_used_twice_is_refused() -> None:
    scene = {"id": "a", "title": "甲"}
    assert refusal({"briefings": [{"id": "b", "title": "乙", "scenes": [scene, scene]}]}) == "briefing.twice"


@settings(max_examples=100, deadline=None)
@given(view=st.text(max_size=300))
def test_any_view_is_checked_without_an_exception(plan: Plan, view: str) -> None:
    briefing = Briefing("b", "乙", "", (Scene("a", "甲", view=view),))
    once, _ = checked(briefing, Vocabulary(plan, load_catalogue()))
    assert checked(once, Vocabulary(plan, load_catalogue())) == (once, ())


def test_scenes_are_moved_duplicated_and_taken_out() -> None:
    assert [scene.id for scene in THREE.moved(0, 1).scenes] == ["two", "one", "three"]
    assert [scene.id for scene in THREE.moved(0, -5).scenes] == ["one", "two", "three"]
    assert [scene.id for scene in THREE.duplicated(1).scenes] == ["one", "two", "two-2", "three"]
    assert [scene.id for scene in THREE.without(2).scenes] == ["one", "two"]
    assert THREE.with_scene(0, title="壹").scenes[0].title == "壹"


def test_a_free_id_is_found() -> None:
    assert free_id("a", set()) == "a"
    assert free_id("a", {"a", "a-2"}) == "a-3"
