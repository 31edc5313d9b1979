"""What the card says of progress, in words: promise and state, how old it is, what slipped, who says otherwise."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from geo.folder import DATA
from layers.progress.document import make_progress
from tests.conftest import the_plan
from tests.node import node

CALL = """
  const { Store } = await module("state/store");
  const store = new Store(doc, { language: argument.language });
  const { promised, asOf, shortSource, remarks, partWords } = await module("panel/card/standing");
  const { sorted, conflictWords } = await module("panel/card/happened");
  const known = argument.known;
  const { happened, named, searched } = sorted(known, argument.progress);
  return {
    promise: promised(store, store.item(argument.id)), asOf: asOf(store, known),
    source: shortSource(argument.progress.sources[known.as_of_source]),
    remarks: remarks(store, known), parts: partWords(store, known),
    conflicts: happened.map((event) => conflictWords(store, event, argument.progress)).filter(Boolean),
    happened: happened.map(({ id }) => id), named: named.map(({ id }) => id), searched: searched.map(({ id }) => id),
  };
"""


@cache
def progress() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(make_progress(the_plan().items, data=DATA, day=date(2026, 11, 29)))
    return content


def told(item: str, language: str = "zh", **changed: Any) -> Any:
    known = progress()["items"][item] | changed
    return node(CALL, {"id": item, "language": language, "known": known, "progress": progress()}, plan=True)


def test_the_promise_is_the_plan_s_verb_and_in_english_its_stage() -> None:
    assert told("metro-13-2-north")["promise"] == "规划：建成"
    assert told("metro-13-2-north", "en")["promise"] == "Plan: Complete"


def test_it_says_since_when_and_as_of_when() -> None:
    assert told("metro-13-2-north")["asOf"] == "自 2026-06-28 · 截至 2026"
    assert told("water-changlingpi")["asOf"] == "2026-11-29 查找，未见资料"
    assert told("road-eastern-transit", "en", since=None)["asOf"] == "As of 2025"
    assert told("road-eastern-transit")["source"] == "坪山区政府工作报告（2025年）"


def test_it_says_how_often_a_start_was_announced_and_first_for_when() -> None:
    assert told("road-shahedong-north")["remarks"] == ["曾 3 次宣布开工（最早定在 2022 年）"]
    assert told("road-shahedong-north", "en")["remarks"] == ["Start announced 3 times (first for 2022)"]
    assert told("rail-shenshan")["remarks"][0] == "曾宣布 2020 年开工，未按期"
    assert "三期：曾宣布 2022 年开工，未按期" in told("road-outer-ring")["remarks"]


def test_it_counts_the_parts_of_a_parent_and_names_those_of_a_work() -> None:
    adjustment = told("metro-phase-4-adjustment")
    assert adjustment["remarks"][0].endswith("（9/10）") and adjustment["parts"] == ""
    assert told("road-eastern-transit")["parts"].endswith("坪山段 停工")
    many = [{"name": str(number), "state": "open", "since": None} for number in range(7)]
    assert told("road-eastern-transit", "en", parts=many)["parts"].endswith("3: Open; 3 more")


def test_doubts_are_words_and_contradictions_name_the_other_account() -> None:
    eastern, north = told("road-eastern-transit"), told("metro-13-2-north")
    assert eastern["remarks"][-1] == "可信度低 · 说法不一"
    assert north["remarks"][-1] == "说法不一"
    assert north["conflicts"] == ["说法不一：另有 2020-08-18（零散）", "说法不一：另有 2020-12-29（百科）"]


def test_events_searches_and_the_next_plan_stand_apart_and_none_is_lost() -> None:
    for item, known in progress()["items"].items():
        if len(known["events"]) not in (4, 15):
            continue
        found = told(item)
        ids = sorted([*found["happened"], *found["named"], *found["searched"]])
        assert ids == sorted(event["id"] for event in known["events"])
    assert told("water-changlingpi")["searched"] == ["water-changlingpi.1"]
    assert told("water-changlingpi")["named"] == ["water-changlingpi.2"]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.szhome.com/393080.html", "https://news.szhome.com/393080.html"),
        ("www.gd.gov.cn/a?b=1", "https://www.gd.gov.cn/a?b=1"),
        ("github.com/x/深圳市（2023年）.txt", "https://github.com/x/深圳市（2023年）.txt"),
        ("mp.weixin.qq.com（nddaily 2651280037）", None),
        ("（内部记录，见各行所列检索词）", None),
        ("hk01.com/…/60280645", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x.cn/", None),
        ("x.cn/<img src=y>", None),
        ("//host.invalid/x", None),
        ("user@x.cn/", None),
        ("", None),
    ],
)
def test_only_what_a_browser_could_open_becomes_a_link(url: str, address: str | None) -> None:
    assert node('return (await module("panel/card/happened")).addressOf(argument)', url) == address
