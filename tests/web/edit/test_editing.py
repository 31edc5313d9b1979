"""Editing the plan, what needs no page of it: places and their parts, differences of words, drafts of several."""

from typing import Any

import pytest

from geo.edits.feature import raw_features
from geo.files.features import plan_files
from geo.folder import DATA
from tests.node import node

HOLED = {
    "type": "MultiPolygon",
    "coordinates": [
        [
            [[114.0, 22.5], [114.2, 22.5], [114.2, 22.7], [114.0, 22.7], [114.0, 22.5]],
            [[114.05, 22.55], [114.05, 22.6], [114.1, 22.6], [114.05, 22.55]],
        ],
        [[[114.3, 22.5], [114.4, 22.5], [114.4, 22.6], [114.3, 22.5]]],
    ],
}


def test_every_place_of_the_plan_comes_back_from_the_pen_as_it_was() -> None:
    geometries = [feature["geometry"] for path in plan_files(DATA) for feature in raw_features(path)]
    code = """const { partsOf, placeOf } = await module('edit/places');
      return argument.map((geometry) => placeOf(partsOf(geometry, 'ink'), geometry));"""
    assert len(geometries) > 200
    assert node(code, [*geometries, HOLED]) == [*geometries, HOLED]


def test_one_vertex_moves_and_all_other_parts_stay() -> None:
    code = """const { partsOf, placeOf } = await module('edit/places');
      const parts = partsOf(argument, 'ink');
      const moved = parts.map((part) => part.id === 'p1r0'
        ? { ...part, path: part.path.with(1, [114.41234567, 22.5]) } : part);
      return placeOf(moved, argument);"""
    found = node(code, HOLED)
    assert found["coordinates"][0] == HOLED["coordinates"][0]  # type: ignore[index]
    assert found["coordinates"][1] == [[[114.3, 22.5], [114.412346, 22.5], [114.4, 22.6], [114.3, 22.5]]]


def test_rings_that_are_drawn_run_as_files_have_them_and_a_last_part_is_a_single_place() -> None:
    code = """const { placeOf } = await module('edit/places');
      const part = (id, kind, path) => ({ id, kind, color: 'ink', text: '', number: 0, measured: false, path });
      const clockwise = [[114, 22], [114, 23], [115, 23]];
      return [placeOf([part('a', 'area', clockwise)], null), placeOf([part('a', 'point', [[114, 22]])], null),
        placeOf([part('a', 'line', clockwise), part('b', 'line', clockwise)], null).type, placeOf([], null)];"""
    area, point, several, none = node(code)
    assert area == {"type": "Polygon", "coordinates": [[[114, 22], [115, 23], [114, 23], [114, 22]]]}
    assert point == {"type": "Point", "coordinates": [114, 22]}
    assert (several, none) == ("MultiLineString", None)


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("推动西丽枢纽建设", "加快西丽枢纽建设", ["推动"], ["加快"]),
        ("Line 12 opens", "Line 13 opens", ["12"], ["13"]),
        ("", "甲", [], ["甲"]),
        ("same", "same", [], []),
        ("<b>x</b>", "<i>x</i>", ["b", "b"], ["i", "i"]),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, gone: list[str], new: list[str]) -> None:
    code = """const { differences } = await module('edit/decide/differences');
      return differences(...argument);"""
    found = node(code, [before, after])
    marked = {side: [run["text"] for run in found[side] if run["changed"]] for side in ("before", "after")}
    assert marked == {"before": gone, "after": new}
    assert ["".join(run["text"] for run in found[side]) for side in ("before", "after")] == [before, after]


def test_two_long_texts_are_told_apart_without_waiting() -> None:
    code = """const { differences } = await module('edit/decide/differences');
      const [one, other] = ['甲', '乙'].map((sign) => `头${sign.repeat(4000)}尾`);
      return differences(one, other).before.map(({ text, changed }) => [text.length, changed]);"""
    assert node(code) == [[1, False], [4000, True], [1, False]]


def feature(**properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"id": "x", "name": "甲", "note": "", **properties}, "geometry": None}


def test_what_others_have_changed_meanwhile_is_kept_beside_ones_own() -> None:
    code = """const { rebased } = await module('edit/draft');
      return rebased({ before: argument[0], feature: argument[1] }, argument[2]);"""
    before, mine, theirs = feature(), feature(note="我的"), feature(name="乙")
    found = node(code, [before, mine, theirs])
    assert found == {"feature": feature(note="我的", name="乙"), "theirs": ["name"], "both": []}
    found = node(code, [before, mine, feature(note="他们的")])
    assert (found["both"], found["feature"]["properties"]["note"]) == (["note"], "我的")
    assert node(code, [before, mine, feature(note="我的")])["both"] == [], "the same words are no conflict"


def test_a_rule_stands_beside_the_field_it_concerns_and_others_on_top() -> None:
    code = """const { byField } = await module('edit/draft');
      return [...byField(argument, ['stage', 'evidence'])];"""
    told = [("stage", "a"), ("evidence[0].says", "b"), ("parent", "c"), ("", "d"), ("stage", "a")]
    found = node(code, [{"field": field, "words": words} for field, words in told])
    assert dict(found) == {"stage": ["a"], "evidence": ["b"], "": ["c", "d"]}


def test_the_last_answer_of_the_rules_wins() -> None:
    code = """const { Checker } = await module('edit/checker');
      const answers = [];
      const told = [];
      const checker = new Checker((signal) => new Promise((resolve) => answers.push(resolve)),
        (verdict, breaches) => told.push([verdict, breaches.length]));
      checker.now();
      checker.now();
      answers[1]({ breaches: [] });
      answers[0]({ breaches: [{ field: '', words: 'late' }] });
      await new Promise(setImmediate);
      return told.filter(([verdict]) => verdict !== 'checking');"""
    assert node(code) == [["good", 0]]


def test_new_sources_go_with_the_evidence_that_names_them() -> None:
    code = """const { newSource, broughtIn, missingOf, broughtBreaches } = await module('edit/fields/brought');
      const one = newSource([], '事实引用'), other = newSource([one, { id: '+7' }], '');
      const draft = { feature: { properties: { evidence: [{ source: '+1' }, { source: 'osm-parks' }] } },
        sources: [one, other] };
      const breach = (field) => ({ field, words: field });
      const { found, rest } = broughtBreaches(
        ['sources/+1/title', 'sources/+1/url', 'sources/+1/', 'sources/+8/url', 'evidence'].map(breach), [one]);
      return [one, other.id, broughtIn(draft).map(({ id }) => id), broughtIn({ feature: draft.feature }),
        missingOf([{ ...one, title: '甲', date: '2024' }]), missingOf([]), [...found.keys()],
        rest.map(({ field }) => field)];"""
    assert node(code) == [
        {"id": "+1", "licence": "事实引用"},
        "+8",
        ["+1"],
        [],
        ["publisher", "about"],
        [],
        # What is empty is no fault yet; what names no cell of a source that is shown is said on top.
        ["+1/url"],
        ["sources/+1/", "evidence"],
    ]
