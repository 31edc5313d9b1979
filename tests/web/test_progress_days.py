"""The browser looks up what Python has computed: the same states on every day, the same filters, in a frame's time."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from geo.folder import DATA
from geo.model import Plan
from geo.progress.standing import standings
from layers.progress.document import make_progress
from layers.style.catalogue import load_catalogue, rgba
from layers.view.link import Vocabulary, decode
from layers.view.state import found_items
from tests.conftest import the_plan
from tests.node import node

DAYS = ("2021-01-01", "2021-12-31", "2022-02-28", "2023-06-30", "2024-12-31", "2026-01-01", None)
LINKS = (
    "promise=not-kept", "slip=yes", "state=!open,unknown&day=2024-06-30", "state=building&day=2021-06-30",
    "promise=not-due&day=2023-01-01&theme=transport", "state=open,part-open&slip=no&q=地铁", "promise=unknown",
)  # fmt: skip
WITH_LEDGER = """
  globalThis.requestAnimationFrame = () => {};
  const [{ Store }, { Timeline }] = await Promise.all(["state/store", "progress/timeline"].map(module));
  const store = new Store(doc, {});
  const ledger = new Timeline(argument.progress);
"""


@cache
def progress() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(make_progress(the_plan().items, data=DATA, day=date.today()))
    return content


def run(code: str, **given: Any) -> Any:
    return node(WITH_LEDGER + code, {"progress": progress(), **given}, plan=True)


def test_every_item_stands_on_every_day_as_in_python(plan: Plan) -> None:
    found = run(
        """
        const onDay = (day) => Object.fromEntries(doc.items.map(({ id }) => [id, ledger.standing(id, day)]));
        return argument.days.map(onDay);
        """,
        days=DAYS,
    )
    for day, told in zip(DAYS, found, strict=True):
        ruled = standings(plan, date.fromisoformat(day) if day else None)
        assert told == {name: standing._asdict() for name, standing in ruled.items()}, day


def test_a_filter_lets_the_same_items_through_as_in_python_and_none_back_before_the_ledger_has_come(plan: Plan) -> None:
    found = run(
        """
        const { decodeView } = await module("state/view");
        return argument.links.map((link) => {
          const other = new Store(doc, {});
          other.set(decodeView(doc, link).state);
          const before = other.matching.length;
          other.takeLedger(ledger);
          return { before, ids: other.matching.map(({ id }) => id), counts: other.counts.state.size };
        });
        """,
        links=LINKS,
    )
    words = Vocabulary(plan, load_catalogue())
    for link, told in zip(LINKS, found, strict=True):
        assert told["ids"] == [item.id for item in found_items(decode(link, words)[0], plan)], link
        assert told["before"] >= len(told["ids"]) and told["counts"] > 1
    assert found[0]["before"] == len(plan.items)


def test_the_card_has_the_events_of_the_day_and_what_was_known_then() -> None:
    told = run(
        "return argument.days.map((day) => ledger.told('road-shahedong-north', day));",
        days=["2022-12-31", "2024-06-30", None],
    )
    early, later, now = told
    assert (early["state"], early["slips"], early["start_announced"]) == ("planned", [], [2022])
    assert (later["state"], [slip["year"] for slip in later["slips"]]) == ("study", [2022, 2023])
    assert now["state"] == "building" and now == progress()["items"]["road-shahedong-north"]
    for day, known in (("2022-12-31", early), ("2024-06-30", later)):
        assert known["events"] == [event for event in now["events"] if event["counts_from"] <= day]
    assert 0 < len(early["events"]) < len(later["events"]) < len(now["events"])


def test_a_panel_offers_what_any_day_has() -> None:
    ever, then = run(
        """
        const { presentValues } = await module("state/values");
        const before = presentValues(store, "state");
        store.takeLedger(ledger);
        store.set({ day: "2021-01-01" });
        const now = new Set([...store.standings.values()].map(({ state }) => state));
        if (before.length) throw new Error("too early");
        return [presentValues(store, "state"), [...now]];
        """
    )
    assert set(then) < set(ever) and {"open", "building", "planned"} <= set(ever)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("2023-06-30", True), ("2024-02-29", True), ("2023-02-29", False), ("2023-6-30", False), ("2023-13-01", False),
        ("0000-01-01", False), ("٢٠٢٣-01-01", False), ("2023-06-30 ", False), ("", False),
    ],
)  # fmt: skip
def test_a_day_is_one_of_the_calendar(text: str, valid: bool) -> None:
    assert node('const { isDay } = await module("progress/days"); return isDay(argument);', text) is valid


def test_the_time_bar_stops_at_the_end_of_each_month_and_today() -> None:
    code = 'const { monthEnds } = await module("progress/days"); return argument.map((pair) => monthEnds(...pair));'
    years, same, none = node(
        code, [["2021-01-01", "2026-11-29"], ["2021-01-01", "2021-01-31"], ["2021-05-01", "2021-01-31"]]
    )
    assert len(years) == 71 and years[:2] == ["2021-01-31", "2021-02-28"] and years[-2:] == ["2026-10-31", "2026-11-29"]
    assert same == ["2021-01-31"] and none == ["2021-01-31"]


def test_every_row_of_an_item_takes_the_colour_of_its_state_but_paper(plan: Plan) -> None:
    """What the GPU reads: four bytes a row; none where the plan is coloured by theme."""
    found = run(
        """
        const names = ["progress/colouring", "gpu/merge", "map/rows", "gpu/visibility"];
        const [colouring, merging, listing, visibility] = await Promise.all(names.map(module));
        const plan = merging.merge(doc.layers);
        const rows = new visibility.RowVisibility();
        const lists = listing.planRows(plan, store.numberOf);
        rows.take(lists);
        rows.tint(colouring.itemTints(store), merging.PAPER_KINDS);
        const plain = [rows.tinted, rows.tints.bytes.length];
        store.takeLedger(ledger);
        store.set({ tint: "progress", day: "2023-06-30" });
        rows.tint(colouring.itemTints(store), merging.PAPER_KINDS);
        const started = performance.now();
        store.set({ day: "2024-06-30" });
        rows.tint(colouring.itemTints(store), merging.PAPER_KINDS);
        const spent = performance.now() - started;
        const wrong = [];
        let at = 0;
        for (const { owners, parts, items } of lists)
          for (let row = 0; row < owners.length; row += 1, at += 1) {
            const { id } = doc.items[items[row]];
            const [red, green, blue, counts] = rows.tints.bytes.subarray(4 * at, 4 * at + 4);
            const paper = merging.PAPER_KINDS.has(parts[owners[row]].kind);
            const wanted = argument.colors[ledger.standing(id, "2024-06-30").state];
            if (counts !== (paper ? 0 : 255) || String([red, green, blue]) !== String(wanted)) wrong.push(id);
          }
        return { plain, tinted: rows.tinted, wrong, rows: at, spent };
        """,
        colors={state: rgba(look.color)[:3] for state, look in load_catalogue().states.items()},
    )
    assert found["plain"] == [False, 4] and found["tinted"]
    assert found["rows"] > 500 and found["wrong"] == []
    # Of a frame of 16 ms on a machine that does nothing else; a busy one may take longer.
    assert found["spent"] < 100
