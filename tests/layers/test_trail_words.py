"""Values of the trail by the names that they have on the screen."""

import pytest

from geo.model import Plan
from geo.trail.differences import Difference
from layers.trail_words import field_words, value_words


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


def test_the_cells_of_a_new_source_are_called_as_in_the_form() -> None:
    about = Difference(("sources", "1", "about"), None, "WGS-84")
    assert field_words(about, "zh") == "新来源 · 1 · 坐标系与处理"
    assert field_words(about, "en") == "New source · 1 · Datum, what was done"
