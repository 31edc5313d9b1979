"""The project's own ledger: one test a file of events, and the states that a planner will ask for first."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from geo.files.rows import read_rows
from geo.folder import DATA
from geo.model import Plan
from geo.progress import Ledger, load
from geo.progress.check import event_breaches
from geo.progress.model import EVENT_COLUMNS, UNTOLD, Event
from geo.progress.reading import event_files
from geo.sources import load_sources
from tests.conftest import the_plan

TODAY = date(2026, 11, 29)
WORKS = ("transport", "water", "ecology", "air")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load(the_plan().items)


def order(event: Event) -> tuple[object, ...]:
    return event.item, event.on, event.number


@pytest.mark.parametrize("path", event_files(DATA), ids=lambda path: path.stem)
def test_a_file_of_events_keeps_every_rule(path: Path, ledger: Ledger, plan: Plan) -> None:
    file = f"data/progress/{path.name}"
    events = [event for event in ledger.events if event.place.startswith(file + ":")]
    assert len(events) == len(read_rows(path, file, EVENT_COLUMNS, []))
    assert [one.id for one, next_one in pairwise(events) if order(one) > order(next_one)] == []
    assert [event.id for event in events if plan.by_id[event.item].theme != path.stem] == []
    sources = load_sources(DATA)[0].keys() | ledger.sources.keys()
    known = {"items": plan.by_id, "sources": sources, "today": date.today()}
    assert [breach.text("en") for event in events for breach in event_breaches(event, **known)] == []


def test_it_can_be_read_without_a_breach(ledger: Ledger) -> None:
    assert [breach.text("en") for breach in ledger.breaches] == []


def test_every_work_and_key_area_has_a_state_or_was_looked_for(ledger: Ledger, plan: Plan) -> None:
    works = [item for item in plan.items if item.theme in WORKS]
    states = {item.id: ledger.state(item.id, TODAY).state for item in works}
    known = [state for state in states.values() if state.name not in UNTOLD]
    assert len(works) >= 111
    assert not [name for name, state in states.items() if state.name == "unknown"]
    assert len(known) >= 85
    assert sum(state.confidence in ("high", "medium") for state in known) >= 75
    areas = [ledger.state(item.id, TODAY).state for item in plan.items if item.theme == "key-area"]
    assert len(areas) == 42 and not {state.name for state in areas} & {"open", "part_open", "unknown"}


STATES = [
    ("metro-13-2-north", "open", "2026-06-28"),
    ("road-mawan-tunnel", "open", "2025-01-21"),
    ("road-eastern-transit", "part_open", "2018"),
    ("road-eastern-transit-link", "open", "2023"),
    ("road-shahedong-north", "building", "2024"),
    ("hub-xili", "building", "2024"),
    ("hub-guangmingcheng", "part_open", "2021-12-10"),
    ("intercity-changlong", "changed", "2022-08"),
    ("road-huiyan-widening", "ongoing", None),
    ("rail-guangshen-2", "study", None),
    ("port-dachanwan-3", "no_start_found", None),
    ("metro-phase-4", "open", "2025-12-28"),
    ("metro-phase-5", "building", "2023-06-28"),
]


@pytest.mark.parametrize(("item", "name", "since"), STATES, ids=[case[0] for case in STATES])
def test_states_that_are_known_to_be_so(ledger: Ledger, item: str, name: str, since: str | None) -> None:
    state = ledger.state(item, TODAY).state
    assert (state.name, state.since and str(state.since)) == (name, since)


def test_a_phase_of_the_metro_is_counted_from_its_lines(ledger: Ledger) -> None:
    found = ledger.state("metro-phase-4-adjustment", TODAY)
    assert (found.state.name, found.state.done, found.state.of, found.promise_kept) == ("part_open", 9, 10, False)
    assert ledger.state("metro-phase-4-adjustment", date(2024, 12, 31)).state.done == 4


def test_a_goal_without_events_is_told_by_its_works(ledger: Ledger) -> None:
    assert not ledger.of("water-reservoir-barrier")
    state = ledger.state("water-reservoir-barrier", TODAY).state
    assert (state.name, state.of, str(state.looked_for)) == ("no_start_found", 6, "2026-11-29")


def test_a_tunnel_called_open_too_early_is_not(ledger: Ledger) -> None:
    assert ledger.state("road-mawan-tunnel", date(2024, 12, 31)).state.name == "complete"


def test_a_road_announced_three_years_running_slipped_twice(ledger: Ledger) -> None:
    state = ledger.state("road-shahedong-north", TODAY).state
    assert state.start_announced == (2022, 2023, 2024)
    assert [(slip.goal, slip.year) for slip in state.slips] == [("start", 2022), ("start", 2023)]


def test_a_suspended_part_is_seen(ledger: Ledger) -> None:
    parts = {part.name: part.state for part in ledger.state("road-eastern-transit", TODAY).state.parts}
    assert parts["坪山段"] == "suspended"


def test_promises_of_the_plan_are_compared_with_states(ledger: Ledger, plan: Plan) -> None:
    kept = Counter(ledger.state(item.id, TODAY).promise_kept for item in plan.items if item.stage == "complete")
    assert kept[True] == 17 and kept[None] == 0


def test_an_item_without_events_is_unknown(ledger: Ledger) -> None:
    found = ledger.state("str-strategy", TODAY)
    assert (found.state.name, found.promise_kept, ledger.of("str-strategy")) == ("unknown", None, ())
    assert ledger.state("no-such-item", TODAY).state.name == "unknown"


def test_parents_in_a_circle_end(plan: Plan, tmp_path: Path) -> None:
    one, other = (
        replace(plan.by_id[name], parent=parent)
        for name, parent in (("hub-xili", "hub-dayun"), ("hub-dayun", "hub-xili"))
    )
    assert load([one, other], data=tmp_path).state("hub-xili", TODAY).state.name == "unknown"


def test_column_1_has_all_its_indicators(ledger: Ledger) -> None:
    column = {row.id for row in ledger.indicators if row.kind != "正文"}
    assert column == {f"col1-{number:02}" for number in range(1, 23)}
