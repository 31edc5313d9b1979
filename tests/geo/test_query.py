"""Filters combine, searches find by word and by pinyin, totals count what has no place."""

import pytest

from geo.model import Plan
from geo.query import FACETS, NO_DISTRICT, Filter, clean_text, finds, matching, spells, syllables_of, totals


def names(plan: Plan, text: str) -> set[str]:
    return {item.name for item in matching(plan.items, Filter(text=text))}


@pytest.mark.parametrize("typed", ["xili", "xl", "xilisn", "XiLi ShuNiu", "西丽枢纽", "hub-xili", "Xili"])
def test_a_hub_is_found_by_name_english_id_and_pinyin(plan: Plan, typed: str) -> None:
    assert "西丽枢纽" in names(plan, typed)


@pytest.mark.parametrize("typed", ["开通", "在建"])
def test_words_of_notes_are_found(plan: Plan, typed: str) -> None:
    noted = {item.id for item in plan.items if typed in item.note}
    assert noted
    assert noted <= {item.id for item in matching(plan.items, Filter(text=typed))}


@pytest.mark.parametrize("typed", ["[.*(", "<script>alert(1)</script>", "😀", "长" * 10_000, "\x00\ud800"])
def test_hostile_searches_find_nothing_and_do_no_harm(plan: Plan, typed: str) -> None:
    assert len(names(plan, typed)) in (0, len({item.name for item in plan.items}))


def test_pinyin_starts_at_a_syllable() -> None:
    assert syllables_of("西丽枢纽") == ("xi", "li", "shu", "niu")
    assert spells(("xi", "li"), "li")
    assert not spells(("xi", "li"), "ili")
    assert not spells(("xi", "li"), "xilia")


OF_ITEMS = [name for name, facet in FACETS.items() if not facet.ledger]
"""those of the ledger: tests/geo/progress/test_standing.py"""


@pytest.mark.parametrize("name", OF_ITEMS)
def test_every_field_filters_by_any_of_its_values(plan: Plan, name: str) -> None:
    value = next(value for item in plan.items for value in FACETS[name].values(item))
    found = matching(plan.items, Filter(**{name: frozenset({value})}))
    assert found == [item for item in plan.items if value in FACETS[name].values(item)]
    assert 0 < len(found) < len(plan.items)


def test_fields_combine(plan: Plan) -> None:
    both = Filter(theme=frozenset({"transport"}), district=frozenset({"futian"}))
    assert matching(plan.items, both) == [
        item for item in plan.items if item.theme == "transport" and "futian" in item.districts
    ]


def test_items_that_name_no_district_are_found_and_counted(plan: Plan) -> None:
    found = matching(plan.items, Filter(district=frozenset({NO_DISTRICT})))
    assert found == [item for item in plan.items if not item.districts]
    assert len(found) == totals(plan.items).by["district"][NO_DISTRICT] > 0
    either = matching(plan.items, Filter(district=frozenset({NO_DISTRICT, "futian"})))
    assert set(found) < set(either)
    assert NO_DISTRICT not in {unit.id for unit in plan.units}


def test_unlocated_items_are_counted(plan: Plan) -> None:
    sums = totals(plan.items)
    assert sums.all == len(plan.items) == sums.placed + sums.unplaced
    assert sums.unplaced == sum(item.geometry is None for item in plan.items) > 0
    assert sum(sums.by["theme"].values()) == sum(sums.by_theme_stage.values()) == len(plan.items)


def test_text_is_cut_at_whole_characters() -> None:
    assert clean_text("长" * 10_000) == "长" * 50
    assert clean_text(" a\nb ") == "a b"


def test_an_empty_filter_lets_everything_through(plan: Plan) -> None:
    assert not Filter()
    assert matching(plan.items, Filter()) == list(plan.items)
    assert all(finds(item, "") for item in plan.items)
