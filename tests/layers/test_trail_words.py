"""Values of the trail by the names that they have on the screen."""

import pytest

from geo.model import Plan
from geo.trail.differences import Difference
from layers.trail_words import value_words


@pytest.mark.parametrize(
    ("field", "value", "zh", "en"),
    [
        ("role", "admin", "管理员", "Administrator"),
        ("state", "accepted", "已接受", "Accepted"),
        ("state", "resolved", "已解决", "Resolved"),
        ("stage", "accelerate", "加快", "Accelerate"),
        ("districts", "nanshan, futian", "南山区、福田区", "Nanshan District, Futian District"),
        ("role", "emperor", "emperor", "emperor"),
        ("note", "admin", "admin", "admin"),
    ],
)
def test_a_value_has_its_name(plan: Plan, field: str, value: str, zh: str, en: str) -> None:
    difference = Difference((field,), value, None)
    assert value_words(difference, value, plan, "zh") == zh
    assert value_words(difference, value, plan, "en").startswith(en)
    assert value_words(difference, None, plan, "zh") == ""
