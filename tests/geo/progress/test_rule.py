"""The rule by examples: some events, a day, and what is known of the item on that day."""

from datetime import date

import pytest

from geo.progress.dates import parse_date
from geo.progress.model import Event, State
from geo.progress.rule import state_at
from tests.geo.progress.making import event

TODAY = date(2026, 11, 29)
OPENED = event("open", "2024-06-30")
BEGAN = event("start", "2020", "市政府回顾：开工")
WORKS = event("mention", "2023", "车站主体施工")
PREPARING = event("announced", "2024", "市政府安排推进前期工作")
ANNOUNCED = event("announced", "2023", "市政府安排当年建成通车")
SEARCH = event("looked_for", "2026-11-29", "查：未见开工")
NOT_NAMED = event("looked_for", "2026-11-29", "正文未点名", figure="正文未点名")
LOW_OPEN = event("open", "2024", id="a-work.901", conflicts_with="a-work.902", confidence="low")
LATER_OPEN = event("open", "2025-01-21", id="a-work.902", conflicts_with="a-work.901")
COMPLETE = event("complete", "2024")
CASES: list[tuple[str, list[Event], date, str, str | None]] = [
    ("nothing at all", [], TODAY, "unknown", None),
    ("a search in vain", [SEARCH], TODAY, "no_start_found", None),
    ("a search today tells of the years before", [SEARCH], date(2021, 1, 1), "no_start_found", None),
    ("not named in the next plan", [NOT_NAMED], TODAY, "unknown", None),
    ("an announcement is no fact", [ANNOUNCED], TODAY, "planned", None),
    ("preparation", [ANNOUNCED, PREPARING], TODAY, "study", None),
    ("the newest saying counts", [event("announced", "2022", "推进前期工作"), ANNOUNCED], TODAY, "planned", None),
    ("works without a beginning", [ANNOUNCED, WORKS], TODAY, "ongoing", None),
    ("approved", [event("approved", "2020-08"), ANNOUNCED], TODAY, "approved", "2020-08"),
    (
        "changed before it began",
        [event("approved", "2020-08"), event("changed", "2022-08")],
        TODAY,
        "changed",
        "2022-08",
    ),
    ("begun after it was changed", [event("changed", "2019"), BEGAN], TODAY, "building", "2020"),
    ("begun", [BEGAN, WORKS], TODAY, "building", "2020"),
    ("not yet begun on the day", [BEGAN, OPENED], date(2020, 12, 30), "unknown", None),
    ("begun by the end of the year", [BEGAN, OPENED], date(2020, 12, 31), "building", "2020"),
    ("suspended", [BEGAN, event("suspended", "2021-03")], TODAY, "suspended", "2021-03"),
    ("resumed", [BEGAN, event("suspended", "2021"), event("resumed", "2022")], TODAY, "building", "2020"),
    (
        "said twice to be suspended",
        [BEGAN, event("suspended", "2022"), event("suspended", "2024")],
        TODAY,
        "suspended",
        "2022",
    ),
    (
        "stopped on the day it went on",
        [event("resumed", "2022-05-01"), event("suspended", "2022-05-01")],
        TODAY,
        "suspended",
        "2022-05-01",
    ),
    ("the day before it opened", [BEGAN, OPENED], date(2024, 6, 29), "building", "2020"),
    ("open", [BEGAN, OPENED], date(2024, 6, 30), "open", "2024-06-30"),
    ("open, and said so again", [OPENED, event("open", "2024")], TODAY, "open", "2024-06-30"),
    (
        "open stays open",
        [OPENED, event("suspended", "2025"), event("mention", "2026", published="2026")],
        TODAY,
        "open",
        "2024-06-30",
    ),
    ("complete, not open", [COMPLETE], TODAY, "complete", "2024"),
    ("open after complete", [event("complete", "2024-06-17"), OPENED], TODAY, "open", "2024-06-30"),
    ("absorbed", [BEGAN, event("absorbed", "2022")], TODAY, "absorbed", "2022"),
    ("cancelled", [event("approved", "2020"), event("cancelled", "2022")], TODAY, "cancelled", "2022"),
    ("cancelled and taken up again", [event("cancelled", "2021"), event("start", "2022")], TODAY, "building", "2022"),
    ("one part open", [BEGAN, event("part_open", "2021", part="一期")], TODAY, "part_open", "2021"),
    ("a part complete", [event("complete", "2021", part="一期")], TODAY, "part_open", "2021"),
    (
        "one part open, one suspended",
        [event("open", "2018", part="西段"), event("suspended", "2024", part="东段")],
        TODAY,
        "part_open",
        "2018",
    ),
    (
        "one part begun, one suspended",
        [event("start", "2018", part="西段"), event("suspended", "2024", part="东段")],
        TODAY,
        "building",
        "2018",
    ),
    ("all that was begun is suspended", [event("suspended", "2024", part="东段")], TODAY, "suspended", "2024"),
    ("a part begun", [event("approved", "2019"), event("start", "2021", part="先开段")], TODAY, "building", "2021"),
    (
        "the worse of two openings is not believed",
        [LOW_OPEN, LATER_OPEN, COMPLETE],
        date(2024, 12, 31),
        "complete",
        "2024",
    ),
    ("the better is", [LOW_OPEN, LATER_OPEN, COMPLETE], TODAY, "open", "2025-01-21"),
]


@pytest.mark.parametrize(
    ("events", "day", "name", "since"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_state(events: list[Event], day: date, name: str, since: str | None) -> None:
    state = state_at(events, day)
    assert (state.name, state.since and str(state.since)) == (name, since)
    assert (state.as_of is None) == (name in ("unknown", "no_start_found"))
    assert (state.confidence == "") == (name in ("unknown", "no_start_found"))


@pytest.mark.parametrize("says", ["安排当年开工", "安排当年建成通车", "安排启动建设", "计划 2022 年开工、2024 年竣工"])
def test_an_announcement_never_counts_as_a_fact(says: str) -> None:
    announced = [event("announced", str(year), says) for year in range(2021, 2026)]
    assert state_at(announced, TODAY).name == "planned"
    assert state_at([*announced, BEGAN], TODAY).name == "building"


@pytest.mark.parametrize(
    ("events", "name"),
    [
        ([event("part_open", "2022", part="艺术中心")], "ongoing"),
        ([event("mention", "2022", "只点名", confidence="low")], "ongoing"),
        ([event("announced", "2022")], "planned"),
        ([event("complete", "2022")], "complete"),
        ([event("cancelled", "2022")], "cancelled"),
        ([SEARCH], "no_start_found"),
    ],
)
def test_an_area_that_only_goes_on_never_opens(events: list[Event], name: str) -> None:
    assert state_at(events, TODAY, ongoing=True).name == name


def test_as_of_is_the_newest_publication_and_a_search_is_none() -> None:
    state = state_at([BEGAN, event("announced", "2024", published="2024-02-20"), SEARCH], TODAY)
    assert (str(state.as_of), str(state.looked_for)) == ("2024-02-20", "2026-11-29")


def test_weak_evidence_makes_no_state_look_fresh() -> None:
    weak = event("mention", "2026-01", "施工", confidence="low", published="2026-02")
    assert str(state_at([BEGAN, weak], TODAY).as_of) == "2021"
    assert str(state_at([weak], TODAY, ongoing=True).as_of) == "2026-02"


@pytest.mark.parametrize(
    ("published", "kind", "stale"),
    [("2025-05-28", "start", True), ("2025-05-29", "start", False), ("2025", "start", False), ("2021", "open", False)],
)
def test_what_may_still_change_is_stale_after_18_months(published: str, kind: str, stale: bool) -> None:
    assert state_at([event(kind, "2020", published=published)], TODAY).stale is stale


def test_an_old_search_in_vain_is_stale_too() -> None:
    assert state_at([event("looked_for", "2024-11-29", published="2024", seen="2024-11-29")], TODAY).stale


def test_the_confidence_is_that_of_the_best_evidence_for_the_state() -> None:
    events = [BEGAN, event("open", "2024", confidence="low"), event("open", "2024", confidence="medium")]
    assert state_at(events, TODAY).confidence == "medium"


def test_conflicts_name_the_believed_one_first() -> None:
    assert state_at([LOW_OPEN, LATER_OPEN], TODAY).conflicts == (("a-work.902", "a-work.901"),)
    assert state_at([LOW_OPEN, LATER_OPEN], date(2021, 1, 1)).conflicts == ()


def test_parts_have_states_of_their_own() -> None:
    events = [
        event("part_open", "2018", part="西段"),
        event("resumed", "2021", part="东段"),
        event("suspended", "2024", part="东段"),
    ]
    parts = state_at(events, TODAY).parts
    assert [(part.name, part.state, str(part.since)) for part in parts] == [
        ("西段", "open", "2018"),
        ("东段", "suspended", "2024"),
    ]


def child(name: str, since: str | None = None) -> State:
    return State(name, since=since and parse_date(since), as_of=parse_date("2025"), confidence="high")


@pytest.mark.parametrize(
    ("children", "name", "done", "since"),
    [
        (["open 2022", "open 2024", "complete 2023"], "open", 3, "2024"),
        (["open 2022", "building 2020", "approved 2019"], "part_open", 1, "2022"),
        (["part_open 2023", "building 2020"], "part_open", 0, "2023"),
        (["building 2021", "suspended 2020", "unknown"], "building", 0, "2020"),
        (["suspended 2020", "unknown"], "suspended", 0, "2020"),
        (["approved 2019", "unknown"], "approved", 0, "2018"),
    ],
)
def test_a_parent_is_what_its_children_come_to(children: list[str], name: str, done: int, since: str) -> None:
    states = [child(*words.split()) for words in children]
    state = state_at([event("approved", "2018")], TODAY, children=states)
    assert (state.name, state.done, state.of, str(state.since)) == (name, done, len(children), since)
    assert str(state.as_of) == "2025"


@pytest.mark.parametrize(
    ("children", "name"),
    [
        (["unknown", "unknown"], "unknown"),
        (["no_start_found", "unknown"], "no_start_found"),
        (["planned", "no_start_found"], "planned"),
        (["ongoing", "study"], "ongoing"),
        (["building 2021", "study"], "building"),
    ],
)
def test_a_parent_without_events_is_as_far_as_its_furthest_child(children: list[str], name: str) -> None:
    assert state_at([], TODAY, children=[child(*words.split()) for words in children]).name == name


def test_a_parent_that_is_said_to_be_open_is_not_while_a_child_is_not() -> None:
    assert state_at([OPENED], TODAY, children=[child("open", "2022"), child("building", "2021")]).name == "part_open"


def test_a_single_child_is_a_branch_beside_its_parent() -> None:
    state = state_at([BEGAN], TODAY, children=[child("open", "2023")])
    assert (state.name, state.of) == ("building", 0)
