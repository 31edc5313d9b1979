"""What holds of the rule whatever the events are."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geo.progress.model import EVENTS, STATES, Event
from geo.progress.rule import state_at
from tests.geo.progress.making import event

IDS = [f"a-work.{number}" for number in range(1, 9)]
DATES = [f"{year}{rest}" for year in range(2018, 2027) for rest in ("", "-06", "-06-30")]
SAYS = ["当年开工", "当年建成通车", "推进前期工作", "车站主体施工", "只点名", "2024 年开工、2026 年建成"]
days = st.dates(date(2021, 1, 1), date(2030, 12, 31))


def _event(identifier: str, kinds: tuple[str, ...]) -> st.SearchStrategy[Event]:
    return st.builds(
        lambda kind, on, says, part, confidence, rival, published: event(
            kind, on, says, id=identifier, part=part, confidence=confidence, conflicts_with=rival, published=published
        ),
        st.sampled_from(kinds),
        st.sampled_from(DATES),
        st.sampled_from(SAYS),
        st.sampled_from(["", "", "一期", "二期"]),
        st.sampled_from(["high", "medium", "low"]),
        st.sampled_from(["", "", "", *IDS]),
        st.sampled_from(DATES),
    )


ledgers = st.integers(0, len(IDS)).flatmap(lambda count: st.tuples(*(_event(name, EVENTS) for name in IDS[:count])))
search = _event("a-work.99", ("looked_for",))
announcement = _event("a-work.98", ("announced",))


@given(ledgers, days, days)
def test_a_later_day_never_loses_an_opening(events: tuple[Event, ...], one: date, other: date) -> None:
    early, late = sorted((one, other))
    if state_at(events, early).name == "open":
        assert state_at(events, late).name == "open"


@given(ledgers, days, search)
def test_a_search_changes_no_state_that_rests_on_evidence(events: tuple[Event, ...], day: date, found: Event) -> None:
    before, after = state_at(events, day), state_at([*events, found], day)
    assert after.as_of == before.as_of
    assert (after.name, after.since) == (before.name, before.since) or (before.name, after.name) == (
        "unknown",
        "no_start_found",
    )


@given(ledgers, days, announcement)
def test_an_announcement_makes_nothing_begin(events: tuple[Event, ...], day: date, found: Event) -> None:
    before, after = state_at(events, day).name, state_at([*events, found], day).name
    assert after == before or after in ("planned", "study")


@given(ledgers.flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))), days)
def test_the_order_of_rows_does_not_matter(both: tuple[tuple[Event, ...], list[Event]], day: date) -> None:
    assert state_at(both[0], day) == state_at(both[1], day)


@given(ledgers, days, st.booleans())
def test_every_day_has_a_state(events: tuple[Event, ...], day: date, ongoing: bool) -> None:
    state = state_at(events, day, ongoing=ongoing)
    assert state.name in STATES
    assert state.since is None or state.since.first <= day
    assert all(
        slip.year < day.year or (slip.year == day.year and day == date(day.year, 12, 31)) for slip in state.slips
    )
