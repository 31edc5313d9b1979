"""Names along lines on the screen: upright, only where a line is long enough and bends little; lines in the window."""

from itertools import pairwise
from math import cos, degrees, dist, pi, sin
from typing import Any

import pytest

from tests.node import node

Path = list[tuple[float, float]]
RUNS = """
  const { runsAlong } = await module("labels/along");
  const letters = [...argument.words].map((text) => ({ text, wide: argument.wide }));
  return [...runsAlong([argument.path], { letters, size: 13, beside: argument.beside })];
"""


def runs(path: Path, words: str = "观澜河干流", *, beside: float = 0.0, wide: float = 13.0) -> list[dict[str, Any]]:
    return node(RUNS, {"path": path, "words": words, "beside": beside, "wide": wide})


def arc(radius: float, angle: float) -> Path:
    turns = [angle / 180 * pi * at / 40 for at in range(41)]
    return [(300 + radius * sin(turn), 300 - radius * (1 - cos(turn))) for turn in turns]


@pytest.mark.parametrize("end", [(400, 330), (0, 330), (0, 230), (400, 230)])
def test_a_name_reads_from_left_to_right_whichever_way_its_line_runs(end: tuple[float, float]) -> None:
    best, *_ = runs([(200, 280), end])
    assert [each["text"] for each in best["letters"]] == ["观澜河干流"]
    assert abs(degrees(best["letters"][0]["turn"])) < 90


def test_along_a_bend_the_letters_turn_with_it_and_keep_their_distance() -> None:
    best, *_ = runs(arc(180, 60))
    letters = best["letters"]
    assert len(letters) == 5
    assert all(0 < abs(degrees(b["turn"] - a["turn"])) <= 15 for a, b in pairwise(letters))
    assert all(dist((a["x"], a["y"]), (b["x"], b["y"])) == pytest.approx(13, rel=0.05) for a, b in pairwise(letters))


def test_chinese_goes_down_a_steep_line_with_upright_letters_and_latin_turns() -> None:
    best, *_ = runs([(300, 400), (315, 100)], "深莞增城际（示意）")
    assert [each["text"] for each in best["letters"]] == list("深莞增城际︵示意︶")
    assert all(b["y"] > a["y"] for a, b in pairwise(best["letters"]))
    assert all(abs(degrees(each["turn"])) < 15 for each in best["letters"])
    latin, *_ = runs([(300, 400), (315, 100)], "Guanlan", wide=7)
    assert len(latin["letters"]) == 1


@pytest.mark.parametrize(
    "path", [[(0, 0), (60, 0)], [(0, 0), (40, 40), (0, 80), (40, 120), (0, 160)], arc(20, 340), [(5, 5), (5, 5)]]
)
def test_a_line_that_is_short_or_winds_carries_no_name(path: Path) -> None:
    assert runs(path) == []


def test_beside_its_line_a_name_hides_none_of_it() -> None:
    found = runs([(0, 100), (300, 100)], beside=12)
    assert {box["south"] < 100 or box["north"] > 100 for run in found for box in run["boxes"]} == {True}
    assert {run["letters"][0]["y"] < 100 for run in found} == {True, False}


COURSES = """
  const { planeOf, coursesOn } = await module("labels/courses");
  const { toWorld, toLonLat } = await module("base/mercator");
  const scale = 512 * 2 ** 12;
  const [x0, y0] = toWorld([114, 22.6]);
  const project = (place) => { const [x, y] = toWorld(place); return [(x - x0) * scale, (y - y0) * scale]; };
  const [east, south] = toLonLat([x0 + 400 / scale, y0 + 300 / scale]);
  const viewport = { pitch: argument.pitch, project, getBounds: () => [114, south, east, 22.6] };
  const plane = planeOf(viewport, { width: 400, height: 300 });
  return plane && { parts: coursesOn([argument.path], plane), own: argument.path.map(project) };
"""


def test_lines_lie_where_the_map_draws_them_cut_at_its_edges() -> None:
    path = [[113.9, 22.57], [114.02, 22.57], [114.03, 22.56], [114.03, 22.4]]
    found = node(COURSES, {"path": path, "pitch": 0})
    ((start, *middle, end),) = found["parts"]
    assert start[0] == pytest.approx(0, abs=1e-6) and end[1] == pytest.approx(300, abs=1e-6)
    assert middle == [pytest.approx(place, abs=1e-3) for place in found["own"][1:3]]


def test_a_leg_across_the_window_is_seen_and_a_tilted_map_has_none() -> None:
    across = {"path": [[113.9, 22.57], [114.4, 22.57]], "pitch": 0}
    assert len(node(COURSES, across)["parts"]) == 1
    assert node(COURSES, across | {"pitch": 30}) is None
