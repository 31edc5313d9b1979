"""Links: what is written comes back, whatever is given is answered, and no link grows past 1,500 characters."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.own.ids import ID
from geo.progress.targets.rule import RESULTS
from geo.query import Filter
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode, encode
from layers.view.own import without_gone
from layers.view.pages import PAGES
from layers.view.state import (
    APPEARANCES,
    BASEMAPS,
    GROUPINGS,
    MOST_OWN,
    SORTS,
    TARGET_KINDS,
    TARGET_SORTS,
    Camera,
    View,
)
from tests.conftest import the_plan

PLAN = the_plan()
CATALOGUE = load_catalogue()
WORDS = Vocabulary(PLAN, CATALOGUE)
LONGEST_LINK = 1500


def some(values: object) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(list(values)))  # type: ignore[call-overload]


CAMERAS = st.builds(
    Camera,
    longitude=st.floats(112, 117),
    latitude=st.floats(21, 25),
    zoom=st.floats(5, 20),
    pitch=st.floats(0, 80),
    bearing=st.floats(-400, 400),
)
FILTERS = st.builds(
    Filter, **{name: some(known.values()) for name, known in WORDS.values.items()}, text=st.text(max_size=400)
)
VIEWS = st.builds(
    View,
    page=st.sampled_from(PAGES),
    layers=st.none() | some(WORDS.code_of).filter(lambda layers: layers != WORDS.default_layers),
    opacity=st.dictionaries(st.sampled_from(list(WORDS.code_of)), st.integers(2, 19).map(lambda step: step * 5)),
    filter=FILTERS,
    selection=st.none() | st.sampled_from(list(PLAN.by_id)),
    unit=st.none() | st.sampled_from(WORDS.units),
    camera=st.none() | CAMERAS,
    language=st.sampled_from(["zh", "en"]),
    appearance=st.none() | st.sampled_from(APPEARANCES),
    base=st.sampled_from([*BASEMAPS, "pkg-shenzhen-0123abcd"]),
    own=st.lists(st.from_regex(ID, fullmatch=True), unique=True, max_size=MOST_OWN).map(tuple),
    towers=st.booleans(),
    sort=st.none() | st.sampled_from(SORTS),
    grouping=st.none() | st.sampled_from(GROUPINGS),
    target_kind=st.none() | st.sampled_from(TARGET_KINDS),
    target_result=st.none() | st.sampled_from(RESULTS),
    target_sort=st.none() | st.sampled_from(TARGET_SORTS),
)


@settings(max_examples=50)
@given(VIEWS)
def test_a_view_comes_back_from_its_link(view: View) -> None:
    link = encode(view, WORDS)
    assert len(link) <= LONGEST_LINK - len("http://127.0.0.1:8501/?")
    assert decode(link, WORDS) == (view, ())


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_answered(text: str) -> None:
    view, _ = decode(text, WORDS)
    assert decode(encode(view, WORDS), WORDS)[0] == view


PARAMETERS = [
    "page", "lang", "ground", "base", "on", "op", "own", "theme", "cat", "stage", "dist", "col", "prec", "kind", "q",
    "sel", "unit", "at", "3d", "sort", "group", "target", "result", "targetsort", "ask",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from([*PARAMETERS, "brief", "scene"]), st.text(max_size=60)))
def test_any_value_of_a_known_parameter_is_answered(values: dict[str, str]) -> None:
    view, _ = decode(values, WORDS)
    assert decode(encode(view, WORDS), WORDS)[0] == view


def test_a_scene_without_its_briefing_is_dropped_with_a_notice() -> None:
    view, dropped = decode("scene=2", WORDS)
    assert view == View()
    assert [(entry.parameter, entry.value) for entry in dropped] == [("scene", "2")]


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name != "q"])
def test_what_does_not_exist_is_dropped_with_a_notice(name: str) -> None:
    view, dropped = decode(f"{name}={quote('<script>alert(1)</script>')}", WORDS)
    assert view == View()
    assert dropped[0].parameter == name


def test_layers_of_ones_own_keep_their_order_and_those_that_are_gone_are_named() -> None:
    view, dropped = decode("own=0123abcd4567.000000000000.ffffffffffff", WORDS)
    assert (view.own, dropped) == (("own-0123abcd4567", "own-000000000000", "own-ffffffffffff"), ())
    present, gone = without_gone(view, {"own-ffffffffffff", "own-0123abcd4567"})
    assert present.own == ("own-0123abcd4567", "own-ffffffffffff")
    assert [(entry.parameter, entry.value) for entry in gone] == [("own", "000000000000")]


def test_a_view_shows_so_many_layers_of_ones_own_and_no_more() -> None:
    codes = [f"{number:012x}" for number in range(MOST_OWN + 5)]
    view, dropped = decode("own=" + ".".join(codes), WORDS)
    assert view.own == tuple(f"own-{code}" for code in codes[:MOST_OWN])
    assert [entry.value for entry in dropped] == codes[MOST_OWN : MOST_OWN + 3]


def test_a_search_of_ten_thousand_characters_is_cut() -> None:
    view, _ = decode({"q": "长" * 10_000}, WORDS)
    assert 0 < len(view.filter.text) <= 50


def test_the_default_is_an_empty_link() -> None:
    assert encode(View(), WORDS) == ""
    assert encode(View(layers=WORDS.default_layers), WORDS) == ""


def test_names_in_links_are_unique() -> None:
    assert len(WORDS.layer_of_code) == len(CATALOGUE.layers)
    assert all(len(code) == 2 for code in WORDS.layer_of_code)
    assert set(WORDS.values["category"].values()) == {item.category for item in PLAN.items}
