"""What recedes and what stands out on the map, as far as it needs no page: bytes of the texture, order of a click."""

from typing import Any

import pytest

from tests.node import node

ROWS = """
  const { planLevel, planStrengths, standingOut } = await module("map/rows");
  const { RowVisibility, QUIET } = await module("gpu/visibility");
"""
VALUES = {"quiet_zoom": 10, "half_quiet_zoom": 10.7, "stops_zoom": 11}
PARTS = [
    {"catalogueId": "rail", "kind": "line", "traits": 0},
    {"catalogueId": "road", "kind": "line", "traits": 4},
    {"catalogueId": "rail", "kind": "station", "traits": 2},
    {"catalogueId": "rail", "kind": "reach", "traits": 2},
]


@pytest.mark.parametrize(
    ("zoom", "expected"),
    [(9.5, [255, 153, 0, 0]), (10.2, [255, 204, 0, 0]), (10.8, [255, 255, 0, 0]), (11.0, [255, 255, 255, 0])],
)
def test_quiet_layers_are_pale_in_sight_of_the_city_and_stops_come_with_the_zoom(
    zoom: float, expected: list[int]
) -> None:
    code = (
        ROWS
        + """
      const state = { layers: new Set(["rail", "road"]), opacity: {} };
      return [...planStrengths(argument.parts, state, planLevel(argument.values, argument.zoom), 0.6)];
    """
    )
    assert node(code, {"parts": PARTS, "values": VALUES, "zoom": zoom}) == expected


def test_all_but_the_chosen_recede_and_what_is_hidden_stays_so() -> None:
    code = (
        ROWS
        + """
      const rows = new RowVisibility();
      const parts = [{ traits: 0 }];
      rows.take([{ owners: [0], parts, items: null }, { owners: [0, 0, 0], parts, items: [0, 1, 2] }]);
      rows.write([1, 1, 0], [[255], [200]], argument);
      return [...rows.bytes.slice(0, 4)];
    """
    )
    assert node(code, None) == [255, 200, 200, 0]
    assert node(code, {"kept": [0, 1, 0], "rest": 0.5}) == [255, 100, 200, 0]


def chosen(selection: str | None) -> Any:
    code = (
        ROWS
        + """
      const store = {
        byId: new Map(doc.items.map((item) => [item.id, item])),
        numberOf: new Map(doc.items.map((item, number) => [item.id, number])),
        doc,
      };
      const found = standingOut(store, { selection: argument });
      return found && { ...found, id: doc.items[found.kept.indexOf(1)].id };
    """
    )
    return node(code, selection, plan=True)


def test_nothing_recedes_behind_a_district_or_what_has_no_place() -> None:
    assert chosen(None) is None and chosen("futian") is None and chosen("str-strategy") is None
    assert chosen("hub-xili")["id"] == "hub-xili"
    assert 0 < chosen("hub-xili")["rest"] < 1


def test_a_click_lists_small_before_large() -> None:
    code = """
      const { smallFirst } = await module("map/pointer");
      const store = { byId: new Map(doc.items.map((item) => [item.id, item])) };
      return smallFirst(argument, store);
    """
    ids = ["str-core", "key-central-park", "str-middle", "road-huanggang-expressway", "hub-gangxiabei"]
    known = node("return doc.items.map(({ id }) => id);", plan=True)
    ids = [name for name in ids if name in known]
    found = node(code, ids, plan=True)
    areas = [name for name in found if name in ("str-core", "key-central-park", "str-middle")]
    assert areas == ["key-central-park", "str-middle", "str-core"]
    assert found[: -len(areas)] == [name for name in ids if name not in areas]
