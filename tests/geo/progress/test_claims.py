"""Which of two events that contradict each other is believed."""

import pytest

from geo.progress.claims import overruled
from tests.geo.progress.making import event

ONE, OTHER = "a-work.801", "a-work.802"


@pytest.mark.parametrize(
    ("one", "other", "beaten"),
    [
        ({"on": "2024", "confidence": "low"}, {"on": "2025"}, {ONE}),
        ({"on": "2024-05", "confidence": "medium"}, {"on": "2025"}, {ONE}),
        ({"on": "2021-09-26"}, {"on": "2022"}, {OTHER}),
        ({"on": "2021-09"}, {"on": "2022-10-01"}, {ONE}),
        ({"on": "2020"}, {"on": "2021"}, set()),
        ({"on": "2024", "kind": "mention"}, {"on": "2023", "confidence": "low"}, set()),
        ({"on": "2024", "kind": "announced"}, {"on": "2023", "confidence": "low"}, set()),
        ({"on": "2024", "kind": "looked_for"}, {"on": "2023", "confidence": "low"}, set()),
    ],
)
def test_the_better_confidence_wins_then_the_finer_date(
    one: dict[str, str], other: dict[str, str], beaten: set[str]
) -> None:
    events = [
        event(fields.pop("kind", "start"), fields.pop("on"), id=name, conflicts_with=rival, **fields)
        for name, rival, fields in ((ONE, OTHER, dict(one)), (OTHER, ONE, dict(other)))
    ]
    assert overruled(events) == beaten


def test_of_three_the_best_stands() -> None:
    names = [f"a-work.81{number}" for number in range(3)]
    events = [
        event("start", "2024", id=name, conflicts_with=" ".join(names), confidence=confidence)
        for name, confidence in zip(names, ("low", "medium", "high"), strict=True)
    ]
    assert overruled(events) == set(names[:2])
