"""New sources: an id of their own, whatever they say it is."""

from datetime import date

import pytest

from geo.progress.bringing import LICENCE, new_source

TODAY = date(2026, 12, 1)
SOURCE = {
    "title": "封顶",
    "publisher": "深圳发布",
    "url": "https://example.org/1",
    "published": "2024-06",
    "grade": "press",
}
OTHER = {**SOURCE, "id": "hub-2024", "title": "开工", "licence": LICENCE}


@pytest.mark.parametrize(
    ("given", "taken", "made"),
    [
        ({}, {}, "hub-2024"),
        ({}, {"hub-2024": {}}, "hub-2024-2"),
        ({}, {"hub-2024": OTHER, "hub-2024-2": {}}, "hub-2024-3"),
        ({"title": "开工"}, {"hub-2024": OTHER}, "hub-2024"),
        ({"id": "mine"}, {"mine": {}}, "mine-2"),
        ({"id": "mine"}, {}, "mine"),
    ],
)
def test_an_id_is_free_or_that_of_the_same_source(
    given: dict[str, str], taken: dict[str, dict[str, str]], made: str
) -> None:
    row, breaches = new_source(SOURCE | given, taken, item="hub", today=TODAY)
    assert (row["id"], row["licence"], breaches) == (made, LICENCE, [])


@pytest.mark.parametrize("wrong", [{"id": "../../x"}, {"id": "a" * 70}, {"published": "2027"}, {"published": "soon"}])
def test_what_breaks_a_rule_is_named(wrong: dict[str, str]) -> None:
    _, breaches = new_source(SOURCE | wrong, {}, item="hub", today=TODAY)
    assert {breach.values["field"] for breach in breaches} == set(wrong)
