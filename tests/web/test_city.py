"""The city under the plan in the browser, as far as it needs no page: parts by zoom, names in sight, search."""

import gzip
import json
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from layers.screen.served import served
from tests.node import node

ROWS = """
  const { cityRows, strengthsAt, stepsOf, turnsOf, placesOf } = await module("city/rows");
"""
SEARCH = """
  const { findPlaces } = await module("city/search");
  return argument.words.map((word) => findPlaces(argument.city, word, 6).found.map(({ name, kind }) => [name, kind]));
"""


@cache
def city() -> dict[str, Any]:
    return json.loads(gzip.decompress(served().city.gzipped))


def shown_at(zoom: float) -> set[str]:
    """Kinds of which anything is drawn at a zoom."""
    code = ROWS + (
        "const { parts } = cityRows(argument.city); const on = strengthsAt(parts, argument.zoom);"
        "return [...new Set(parts.filter((_, at) => on[at]).map(({ catalogueId }) => catalogueId))];"
    )
    return set(node(code, {"city": city(), "zoom": zoom}))


def test_at_the_city_s_zoom_only_water_ranges_expressways_and_rail() -> None:
    assert shown_at(9.5) <= {"range", "reservoir", "lake", "river", "expressway", "bridge", "rail-line"}
    assert {"reservoir", "range", "expressway", "rail-line"} <= shown_at(9.6)


def test_more_comes_with_the_zoom() -> None:
    assert "metro-line" not in shown_at(10.5) and "metro-line" in shown_at(11.1)
    assert not {"arterial", "subdistrict"} & shown_at(11.2)
    assert {"arterial", "subdistrict"} <= shown_at(11.6)
    assert "metro-station" not in shown_at(11.9)
    assert {"metro-station", "park"} <= shown_at(12.7)


def test_a_line_is_drawn_in_one_width_at_any_zoom() -> None:
    code = (
        ROWS
        + """
      const looks = Object.values(argument.kinds).map(({ look }) => look).filter(Boolean);
      return looks.flatMap((look) => [1, 2, 3, 4].map((rank) => stepsOf(look, rank)));
    """
    )
    for steps in node(code, city()):
        own = [(step["from"], step["to"]) for step in steps if step["kind"] == "own"]
        assert own and all(low < high for low, high in own)
        assert all(before[1] == after[0] for before, after in pairwise(own))


def test_every_row_has_its_part_and_its_colour() -> None:
    code = (
        ROWS
        + """
      const { parts, owners, rows, colors } = cityRows(argument);
      return [rows.length, owners.length, colors.length, Math.max(...owners) + 1, parts.length, turnsOf(parts).length];
    """
    )
    rows, owners, colors, used, parts, turns = node(code, city())
    assert rows == owners == colors > 1000
    assert used == parts > turns > 10


def test_places_are_read_as_they_were_written() -> None:
    code = ROWS + "return placesOf(argument);"
    assert node(code, [11405790, 2254310, 11, -10]) == [[114.0579, 22.5431], [114.05801, 22.543]]


@pytest.mark.parametrize(
    ("typed", "name", "kind"),
    [
        ("梧桐山", "梧桐山", "peak"),
        ("深南大道", "深南大道", "arterial"),
        ("福田站", "福田", "rail-station"),
        ("科技园", "科技园", "place"),
        ("ftz", "福田", "rail-station"),
        ("wutongshan", "梧桐山", "peak"),
        ("Shennan", "深南大道", "arterial"),
        ("G4", "广深高速", "expressway"),
        ("snd", "深南大道", "arterial"),
        ("futian station", "福田", "metro-station"),
    ],
)
def test_places_are_found(typed: str, name: str, kind: str) -> None:
    (found,) = node(SEARCH, {"city": city(), "words": [typed]})
    assert [name, kind] in found


def test_an_exact_name_comes_first_and_what_matters_more_before_the_rest() -> None:
    exact, nothing, blank = node(SEARCH, {"city": city(), "words": ["福田", "qqqqqq", "  "]})
    assert {name for name, _ in exact[:2]} == {"福田"}
    assert exact[0][1] == "rail-station"
    assert nothing == blank == []


def test_names_in_sight_are_those_of_the_zoom_in_the_window() -> None:
    code = """
      const { CityNames, inSight } = await module("city/names");
      const names = new CityNames(argument, { state: { language: "zh" } });
      const rows = names.rows();
      const window = [114.0, 22.5, 114.1, 22.6];
      const count = (zoom) => inSight(rows, window, zoom).length;
      const inside = inSight(rows, window, 15).every(({ places }) => places.every(([x, y]) =>
        x >= window[0] && x <= window[2] && y >= window[1] && y <= window[3]));
      const sorted = rows.every(({ zoom }, at) => !at || zoom >= rows[at - 1].zoom);
      return [rows.length, count(9), count(12), count(15), inside, sorted];
    """
    total, far, middle, near, inside, sorted_ = node(code, city())
    assert total > 1500 and inside and sorted_
    assert far == 0 < middle < near < total


@pytest.mark.parametrize(("language", "expected"), [("zh", ["某镇", "某路"]), ("en", ["Some Town", "Some Rd"])])
def test_names_of_tiles_come_after_ours_and_never_twice(language: str, expected: list[str]) -> None:
    own = next(name for name in city()["names"] if name["kind"] == "community")
    place = [114.06, 22.54]
    tiles = [
        {"zh": own["name"], "en": own["name_en"], "kind": "place", "place": place},
        {"zh": "某镇", "en": "Some Town", "kind": "place", "place": place},
        {"zh": "某路", "en": "Some Rd", "kind": "arterial", "place": place, "courses": [[place, [114.07, 22.55]]]},
    ]
    code = """
      const { CityNames, inSight } = await module("city/names");
      const store = (tiles) => ({ state: { language: argument.language, tiles } });
      const names = new CityNames(argument.city, store({ names: argument.tiles }));
      const none = [null, { names: [] }].map((tiles) => new CityNames(argument.city, store(tiles)).tileRows());
      return [inSight(names.tileRows(), [113, 22, 115, 23], 9).map(({ text, along }) => [text, along]), none];
    """
    rows, none = node(code, {"city": city(), "language": language, "tiles": tiles})
    assert rows == [[expected[0], False], [expected[1], True]]
    assert none == [[], []]
