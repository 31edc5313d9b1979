"""What the pages of progress and of indicators count is what the rule in Python finds, on any day."""

import json
import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from typing import Any

import pytest

from geo.folder import DATA
from geo.progress import Ledger, load
from geo.progress.model import BEGUN, DONE
from geo.progress.standing import standings
from geo.query import Filter, matching
from layers.progress.document import make_progress
from tests.conftest import the_plan
from tests.node import node

TODAY = date(2026, 11, 29)
DAYS = ("2022-12-31", "2024-06-30", "2026-11-29")
FACETS = {"stage": "stage", "theme": "theme", "district": "districts"}
CALL = """
  globalThis.requestAnimationFrame = () => {};
  const { Store } = await module("state/store");
  const { Timeline } = await module("progress/timeline");
  const { emptyFilters, withFilters } = await module("state/filters");
  const { crossed, byState, openedBy, slipRows, dayShown } = await module("pages/progress/counts");
  const store = new Store(doc, { language: "zh" });
  store.takeLedger(new Timeline(argument.progress));
  const filters = Object.entries(argument.filters).map(([name, values]) => [name, new Set(values)]);
  store.set({ day: argument.day, filters: withFilters(emptyFilters(doc), Object.fromEntries(filters)) });
  const items = store.matching;
  const plain = (map) => Object.fromEntries([...map].map(([key, row]) => [key, Object.fromEntries(row)]));
  return {
    day: dayShown(store),
    crossed: Object.fromEntries(argument.facets.map((facet) => [facet, plain(crossed(store, items, facet))])),
    totals: Object.fromEntries(byState(store, items)),
    opened: Object.fromEntries([...openedBy(store, items)].map(([year, found]) => [year, found.map(({ id }) => id)])),
    slips: slipRows(store, items).map(({ item, ...row }) => ({ ...row, item: item.id })),
    counts: Object.fromEntries(["promise", "slipped"].map((name) =>
      [name, Object.fromEntries([...store.counts[name]].map(([value, { all }]) => [value, all]))])),
  };
"""


@cache
def progress() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(make_progress(the_plan().items, data=DATA, day=TODAY))
    return content


@cache
def ledger() -> Ledger:
    return load(the_plan().items)


@cache
def told(day: str | None, filters: tuple[tuple[str, str], ...] = ()) -> Any:
    chosen = {name: [value] for name, value in filters}
    given = {"progress": progress(), "day": day, "facets": list(FACETS), "filters": chosen}
    return node(CALL, given, plan=True)


@pytest.mark.parametrize("day", DAYS)
def test_tables_count_what_the_rule_finds(day: str) -> None:
    states = {item.id: ledger().state(item.id, date.fromisoformat(day)).state.name for item in the_plan().items}
    page = told(day)
    assert page["day"] == day
    assert page["totals"] == Counter(states.values())
    for facet, field in FACETS.items():
        expected: dict[str, Counter[str]] = defaultdict(Counter)
        for item in the_plan().items:
            value = getattr(item, field)
            for each in (value or ("none",)) if isinstance(value, tuple) else (value,):
                expected[each][states[item.id]] += 1
        assert page["crossed"][facet] == expected, facet


@pytest.mark.parametrize("day", DAYS)
def test_promises_and_slips_are_the_rule_s(day: str) -> None:
    found = {item.id: ledger().state(item.id, date.fromisoformat(day)) for item in the_plan().items}
    page = told(day)
    assert {name: count for name, count in page["counts"]["promise"].items() if count} == Counter(
        state.promise for state in found.values()
    )
    slipped = [(name, slip) for name, state in found.items() for slip in state.state.slips]
    assert page["counts"]["slipped"].get("yes", 0) == len({name for name, _ in slipped})
    rows = {(row["item"], row["goal"], row["part"]): row for row in page["slips"]}
    assert set(rows) == {(name, slip.goal, slip.part) for name, slip in slipped}
    for (name, goal, part), row in rows.items():
        mine = [slip for item, slip in slipped if (item, slip.goal, slip.part) == (name, goal, part)]
        assert row["years"] == [slip.year for slip in mine]
        begun = found[name].state.name in BEGUN | {"ongoing"}
        if mine[0].came is None and goal == "start" and not part and begun:
            assert row["late"] is None, "works go on, and nobody says since when"
        else:
            assert row["late"] == (mine[0].came or int(day[:4])) - mine[0].year > 0
        event = next(event for event in ledger().of(name) if event.id == mine[0].event)
        assert row["announced"] <= str(event.published)


@pytest.mark.parametrize("day", DAYS)
def test_openings_stand_in_their_years(day: str) -> None:
    expected: dict[str, list[str]] = defaultdict(list)
    for item in the_plan().items:
        state = ledger().state(item.id, date.fromisoformat(day)).state
        if state.name in DONE:
            expected[str(state.since)[:4] if state.since else "undated"].append(item.id)
    assert told(day)["opened"] == expected
    for year, ids in expected.items():
        only = Filter(opened=frozenset({year}))
        found = matching(the_plan().items, only, lambda: standings(the_plan(), date.fromisoformat(day)))
        assert [item.id for item in found] == ids, "the filter finds the same"


def test_a_filter_leaves_what_it_lets_through() -> None:
    page = told(None, (("theme", "transport"), ("state", "open")))
    open_now = [
        item.id
        for item in the_plan().items
        if item.theme == "transport" and ledger().state(item.id, TODAY).state.name == "open"
    ]
    assert page["totals"] == {"open": len(open_now)}
    assert set(page["crossed"]["theme"]) == {"transport"}


def test_a_road_announced_three_years_running_is_one_row() -> None:
    rows = [row for row in told(None)["slips"] if row["item"] == "road-shahedong-north"]
    assert [(row["goal"], row["years"], row["came"], row["late"]) for row in rows] == [("start", [2022, 2023], 2024, 2)]
    # By mid-2024 the works had not begun as far as the sources date it.
    early = [row for row in told("2024-06-30")["slips"] if row["item"] == "road-shahedong-north"]
    assert [(row["years"], row["late"]) for row in early] == [([2022, 2023], 2)]


INDICATORS = """
  const { chosen, countOf, inOrder, ranks, toggled } = await module("pages/indicators/choosing");
  const { plot, strokes } = await module("pages/indicators/chart");
  const { Store } = await module("state/store");
  const { charted, compared, names, targetOf } = await module("pages/indicators/words");
  const { targets } = argument;
  const store = new Store(doc, { language: argument.language });
  const by = Object.fromEntries(targets.indicators.map((each) => [each.id, each]));
  const { indicators, kinds, results } = targets;
  const order = (column, descending) => inOrder(indicators, ranks(targets)[column], descending).map(({ id }) => id);
  return {
    sums: [null, ...kinds].map((kind) => results.map((result) => countOf(indicators, kind, result))),
    binding: chosen(indicators, { kind: "binding", result: null }).length,
    gap: order("gap", false), down: order("gap", true), result: order("result", false),
    toggled: [toggled({ kind: null, result: "met" }, { kind: null, result: "met" }),
              toggled({ kind: null, result: "met" }, { kind: "text", result: "met" })],
    plots: Object.fromEntries(["col1-01", "col1-05", "col1-07", "col1-09", "txt-waste"].map((id) => {
      const drawn = plot(by[id], targets.years);
      return [id, drawn && { ...drawn, strokes: strokes(drawn.spots).length }];
    })),
    words: ["col1-07", "col1-10", "col1-02", "col1-09", "col1-17", "txt-service"].map((id) => compared(store, by[id])),
    targets: indicators.map((each) => targetOf(store, each)), charted: indicators.map((each) => charted(store, each)),
    names: names(store, by["col1-01"]).map(({ lang }) => lang),
  };
"""


@cache
def listed(language: str) -> Any:
    return node(INDICATORS, {"targets": progress()["targets"], "language": language}, plan=True)


def test_sums_of_indicators_add_up() -> None:
    rows = progress()["targets"]["indicators"]
    every, *kinds = listed("zh")["sums"]
    assert sum(every) == len(rows) and [sum(column) for column in zip(*kinds, strict=True)] == every
    assert every == [Counter(row["result"] for row in rows)[name] for name in progress()["targets"]["results"]]
    assert listed("zh")["binding"] == 10
    assert listed("zh")["toggled"] == [{"kind": None, "result": None}, {"kind": "text", "result": "met"}]


def test_what_has_no_distance_comes_last_either_way() -> None:
    gaps = {row["id"]: row["gap"] for row in progress()["targets"]["indicators"]}
    for name in ("gap", "down"):
        known = [gaps[each] for each in listed("zh")[name]]
        cut = known.index(None)
        assert all(gap is None for gap in known[cut:])
        assert known[:cut] == sorted(known[:cut], reverse=name == "down")


def test_charts_stand_within_their_frame_and_leave_gaps() -> None:
    plots = listed("zh")["plots"]
    assert plots["col1-09"] is None
    assert plots["col1-01"]["strokes"] == 4 and plots["col1-01"]["mean"]["y"] > plots["col1-01"]["goal"]
    assert plots["col1-05"]["strokes"] == 0, "2022 is not published"
    assert len(plots["col1-07"]["spots"]) == 1 and plots["col1-07"]["mean"]["from"] < plots["col1-07"]["mean"]["to"]
    for drawn in plots.values():
        for spot in drawn["spots"] if drawn else []:
            assert 0 <= spot["x"] <= 104 and 0 <= spot["y"] <= 34


def test_results_are_told_with_their_years() -> None:
    assert listed("zh")["words"] == [
        "2021—2025 年均 5.5",
        "2021—2024 累计 34.5，按各年数算得",
        "2024 年 20.57，未及目标",
        "未见公布数",
        "没有可比的数",
        "2025 年 77",
    ]
    assert listed("en")["words"][0] == "2021–2025 mean: 5.5"
    assert (listed("zh")["names"], listed("en")["names"]) == (["zh", "en"], ["en", "zh"])


def test_targets_and_units_are_told_in_the_page_s_language() -> None:
    printed = {row["id"]: (row["target"], row["unit"]) for row in progress()["targets"]["indicators"]}
    assert [(each["text"], each["unit"], each["lang"]) for each in listed("zh")["targets"]] == [
        (*each, "zh") for each in printed.values()
    ]
    english = dict(zip(printed, listed("en")["targets"], strict=True))
    assert english["col1-02"] == {"text": "21.5", "unit": "10,000 yuan a head", "lang": "en"}
    assert english["txt-airport-pax"]["text"] == "over 7000"
    said = json.dumps([listed("en")["targets"], listed("en")["charted"]], ensure_ascii=False)
    assert not re.search("[\u3000-\u9fff]", said)
