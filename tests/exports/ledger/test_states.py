"""States in the words of products, and the events behind them."""

from dataclasses import replace
from datetime import date

import pytest

from exports.context import Context
from exports.ledger.events import COLUMNS, event_heads, event_table
from exports.ledger.states import references, states_of
from geo.model import Plan


def test_a_state_is_never_told_without_as_of(context: Context, plan: Plan) -> None:
    states = states_of(context, day=date(2026, 11, 30))
    assert states.short(plan.by_id["metro-14"]) == f"已开通（截至 {states.as_of(plan.by_id['metro-14'])}）"
    assert states.brief(plan.by_id["rail-shenjiang"]) == "在建 2026-02"
    assert states.name(plan.by_id["metro-phase-4-adjustment"]) == "部分开通（9/10）"
    assert states.newest(plan.by_id["water-changlingpi"]) == "查于 2026-11-29"
    assert "资料已旧" in states.newest(plan.by_id["metro-10-east"])


def test_nothing_is_told_of_what_nobody_follows(context: Context, plan: Plan) -> None:
    states = states_of(context)
    unit = plan.by_id["futian"]
    assert (states.code(unit), states.name(unit), states.short(unit), states.brief(unit)) == ("", "", "", "")


def test_the_view_s_day_counts_where_none_is_asked_for(context: Context, plan: Plan) -> None:
    then = states_of(replace(context, view=replace(context.view, day=date(2023, 6, 30))))
    assert then.code(plan.by_id["metro-13"]) == "building"
    assert states_of(context).code(plan.by_id["metro-13"]) == "open"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_events_come_whole_with_their_sources(context: Context, plan: Plan, language: str) -> None:
    states = states_of(replace(context, language=language))
    item = plan.by_id["road-shahedong-north"]
    table = event_table([item], states)
    assert list(table) == [column.name for column in COLUMNS]
    assert len(event_heads(states.language)) == len(COLUMNS)
    assert len(table) == len(states.ledger.of(item.id))
    assert table["title"].str.len().min() > 0
    assert table["url"].str.len().min() > 0
    assert (table["item"] == item.id).all()


def test_what_had_not_happened_is_left_out_but_no_search(context: Context, plan: Plan) -> None:
    item = plan.by_id["road-shahedong-north"]
    then = event_table([item], states_of(context, day=date(2021, 12, 31)))
    whole = event_table([item], states_of(context))
    assert len(then) < len(whole)
    assert set(whole[whole["event"] == "looked_for"]["id"]) <= set(then["id"])


def test_an_unknown_source_stands_for_itself(context: Context) -> None:
    found = references(states_of(context).ledger, ["no-such-source", "gwr-sz-2026"])
    assert (found[0].title, found[0].url) == ("no-such-source", "")
    assert found[1].publisher
