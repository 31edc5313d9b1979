"""How a layer looks that was taken just now, and with what it is drawn."""

from typing import Any

import pytest

from tests.node import node

TWO = ["#111111", "#222222"]


@pytest.mark.parametrize(
    ("kinds", "count", "before", "style"),
    [
        (["point"], 10, 0, {"color": "#111111"}),
        (["point"], 2000, 1, {"color": "#222222", "size": 5}),
        (["point"], 100_000, 2, {"color": "#111111", "size": 3}),
        (["area"], 100_000, 3, {"color": "#222222", "opacity": 0.45}),
        (["line"], 100_000, 0, {"color": "#111111"}),
    ],
)
def test_a_layer_has_a_colour_of_its_own_and_leaves_the_plan_in_sight(
    kinds: list[str], count: int, before: int, style: dict[str, Any]
) -> None:
    code = """
      const { dressed } = await module("own/brought/choices");
      return dressed({ kinds: argument.kinds, count: argument.count }, argument.palette, argument.before);
    """
    assert node(code, {"kinds": kinds, "count": count, "palette": TWO, "before": before}) == style


@pytest.mark.parametrize(
    ("count", "size", "scale", "kind"),
    [(19_999, 3, 1, "points"), (20_000, 3, 1, "dots"), (20_000, 8, 1, "dots"), (20_000, 8, 2, "points")],
)
def test_many_small_points_are_dots_of_one_corner_each(count: int, size: float, scale: float, kind: str) -> None:
    code = """
      const { ownLayers } = await module("own/drawn/layers");
      const rows = (length) => ({ rows: { length } });
      const shapes = { points: rows(argument.count), areas: rows(0), edges: rows(0), lines: rows(0), origin: [0, 0] };
      const own = {
        store: {
          state: { own: ["own-1"], appearance: "a" },
          doc: { catalogue: { appearances: { a: { halo: "#ffffff" } } } },
        },
        loaded: new Map([["own-1", { shapes, rows: {}, head: { style: { opacity: 1 } }, size: argument.size }]]),
        chosen: null,
        preview: null,
      };
      class Marks { constructor(props) { Object.assign(this, props); } }
      return ownLayers(own, Marks, argument.scale).map(({ kind }) => kind);
    """
    assert node(code, {"count": count, "size": size, "scale": scale}) == [kind]


@pytest.mark.parametrize(("chosen", "parts"), [(-1, ["areas", "edges"]), (3, ["areas", "edges", "chosen"])])
def test_the_edges_of_the_chosen_one_are_drawn_again_for_themselves(chosen: int, parts: list[str]) -> None:
    code = """
      const { ownLayers } = await module("own/drawn/layers");
      const rows = (length) => ({ rows: { length } });
      const edges = { ...rows(9), count: 9, of: (row) => ({ rows: { length: row } }) };
      const shapes = { points: rows(0), areas: rows(9), edges, lines: rows(0), origin: [0, 0] };
      const own = {
        store: {
          state: { own: ["own-1"], appearance: "a" },
          doc: { catalogue: { appearances: { a: { halo: "#ffffff" } } } },
        },
        loaded: new Map([["own-1", { shapes, rows: {}, head: { style: { opacity: 1 } }, size: 6 }]]),
        chosen: argument.chosen < 0 ? null : { id: "own-1", row: argument.chosen },
        preview: null,
      };
      class Marks { constructor(props) { Object.assign(this, props); } }
      return ownLayers(own, Marks, 1).map(({ id }) => id.split(":").at(-1));
    """
    assert node(code, {"chosen": chosen}) == parts
