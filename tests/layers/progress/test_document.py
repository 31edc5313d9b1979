"""The document of progress says what the ledger says: of every item, on the day, with every event and its source."""

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.folder import DATA
from geo.model import Plan
from geo.progress import Ledger, load
from geo.progress.model import EVENTS, GRADES, STATES
from layers.progress import served as module
from layers.progress.document import make_progress
from layers.progress.served import progress_document
from layers.screen import shelf
from layers.text import WORDING
from tests.conftest import the_plan
from tests.geo.progress.making import write_ledger

DAY = date(2026, 11, 29)
MOST_BYTES = 120_000


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load(the_plan().items)


@pytest.fixture(scope="module")
def made() -> bytes:
    return make_progress(the_plan().items, data=DATA, day=DAY)


@pytest.fixture(scope="module")
def content(made: bytes) -> dict[str, Any]:
    return json.loads(made)


def test_it_is_small_enough_to_be_fetched_beside_the_map(made: bytes) -> None:
    assert len(gzip.compress(made, 6)) <= MOST_BYTES


def test_every_item_with_events_is_in_it_with_all_of_them(content: Any, ledger: Ledger, plan: Plan) -> None:
    told = {name: [event["id"] for event in item["events"]] for name, item in content["items"].items()}
    assert {name: ids for name, ids in told.items() if ids} == {
        item.id: [event.id for event in reversed(ledger.of(item.id))] for item in plan.items if ledger.of(item.id)
    }
    # What has none of its own is told by its parts.
    assert all(content["items"][name]["of"] > 1 for name, ids in told.items() if not ids)
    assert sum(map(len, told.values())) == len(ledger.events)


def test_its_states_and_sums_are_the_ledger_s(content: Any, ledger: Ledger, plan: Plan) -> None:
    states = {item.id: ledger.state(item.id, DAY) for item in plan.items}
    known = {name: found for name, found in states.items() if name in content["items"]}
    assert {found.state.name for name, found in states.items() if name not in known} == {"unknown"}
    for field in ("name", "stale", "confidence", "done", "of"):
        key = "state" if field == "name" else field
        told = Counter(item[key] for item in content["items"].values())
        assert told == Counter(getattr(found.state, field) for found in known.values()), field
    for name, found in known.items():
        item = content["items"][name]
        assert (item["since"] or "", item["as_of"] or "") == tuple(
            str(moment or "") for moment in (found.state.since, found.state.as_of)
        )
        assert item["promise_kept"] == found.promise_kept
        assert [slip["year"] for slip in item["slips"]] == [slip.year for slip in found.state.slips]
        assert [tuple(pair) for pair in item["conflicts"]] == list(found.state.conflicts)


def test_every_event_has_a_source_and_as_of_names_one_of_them(content: Any) -> None:
    targets = content["targets"]
    values = [value for row in targets["indicators"] for value in row["values"]] + targets["verdicts"]
    events = [event for item in content["items"].values() for event in item["events"]]
    assert {each["source"] for each in (*events, *values)} == set(content["sources"])
    for item in content["items"].values():
        published = {event["source"] for event in item["events"] if event["published"] == item["as_of"]}
        assert item["as_of_source"] in (published or {""})
    assert content["items"]["road-eastern-transit"]["as_of_source"].startswith("gwr-")
    assert content["next_plans"] == ["plan15-sz-2026"]


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2023, 6, 30)])
def test_another_day_has_other_states(day: date, ledger: Ledger, plan: Plan) -> None:
    items = json.loads(make_progress(plan.items, data=DATA, day=day))["items"]
    assert {name: item["state"] for name, item in items.items()} == {
        name: ledger.state(name, day).state.name for name in items
    }


def test_its_changes_put_on_one_another_are_the_states_of_each_day(content: Any, ledger: Ledger) -> None:
    for name, item in content["items"].items():
        known: dict[str, Any] = {}
        for change in item["changes"]:
            before, known = dict(known), known | change
            assert known != before | {"day": change["day"]}, name
            found = ledger.state(name, date.fromisoformat(change["day"]))
            assert (known["state"], known["promise"], known["stale"]) == (
                found.state.name, found.promise, found.state.stale
            )  # fmt: skip
            assert (known["since"], known["as_of"]) == tuple(
                str(moment) if moment else None for moment in (found.state.since, found.state.as_of)
            )
        assert {key: value for key, value in known.items() if key not in ("day", "as_of_source")} == {
            key: item[key] for key in known if key not in ("day", "as_of_source")
        }
        assert item["changes"][0]["day"] == "2021-01-01"


def test_every_other_item_is_told_of_by_its_promise_alone(content: Any, ledger: Ledger, plan: Plan) -> None:
    assert set(content["untold"]) == set(plan.by_id) - set(content["items"])
    assert set(content["untold"].values()) <= {"unknown", "none"}
    assert all(ledger.state(name, DAY).promise == promise for name, promise in content["untold"].items())


def test_an_event_counts_from_the_day_on_which_it_has_certainly_happened(content: Any, ledger: Ledger) -> None:
    days = {event["id"]: event["counts_from"] for item in content["items"].values() for event in item["events"]}
    for event in ledger.events:
        assert days[event.id] == ("" if event.event == "looked_for" else event.certain_from.isoformat())


def test_states_kinds_and_grades_have_names_on_the_screen() -> None:
    keys = [f"state.{name}" for name in STATES] + [f"event.{name}" for name in EVENTS]
    keys += [f"grade.{name}" for name in GRADES]
    for words in WORDING.values():
        assert all(words[key] for key in keys)


def test_words_that_try_everything_stay_words(tmp_path: Path) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    item = the_plan().items[0].id
    row = f"{item}.1,{item},start,2024-05,{hostile},=1+1,{hostile},{hostile},constructor,2024-06-01,2026-11-29,odd,odd,"
    write_ledger(tmp_path, row)
    content = json.loads(make_progress(the_plan().items, data=tmp_path, day=DAY))
    [event] = content["items"][item]["events"]
    assert (event["says"], event["part"], event["figure"]) == (hostile, hostile, "=1+1")
    assert (event["grade"], event["confidence"]) == ("scrap", "low")
    assert content["sources"] == {}


def test_a_folder_without_a_ledger_gives_an_empty_document(tmp_path: Path) -> None:
    content = json.loads(make_progress(the_plan().items, data=tmp_path, day=DAY))
    assert (content["items"], content["sources"], content["next_plans"]) == ({}, {}, [])


def test_it_comes_from_the_shelf_on_the_same_day_and_is_made_anew_on_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "SHELF", tmp_path)
    module._made.cache_clear()
    first = progress_document(day=DAY)
    module._made.cache_clear()
    monkeypatch.setattr(module, "_make", lambda _data, day: json.dumps(day.isoformat()).encode())
    assert progress_document(day=DAY) == first
    assert gzip.decompress(progress_document(day=date(2026, 11, 30)).gzipped) == b'"2026-11-30"'
    module._made.cache_clear()
