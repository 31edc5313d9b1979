import re

import pytest

from exports.section import section_words
from geo.model import Plan


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("第三篇·第六章·第一节·专栏4", "Part 3, Chapter 6, Section 1, Column 4"),
        ("第七篇·第十六章·第三节·专栏11", "Part 7, Chapter 16, Section 3, Column 11"),
        ("第二十章", "Chapter 20"),
        ("第二十一章", "Chapter 21"),
        ("第十章", "Chapter 10"),
        ("别处", "别处"),
    ],
)
def test_a_section_is_told_in_english(printed: str, english: str) -> None:
    assert section_words(printed, "en") == english
    assert section_words(printed, "zh") == printed


def test_every_section_of_the_plan_is_understood(plan: Plan) -> None:
    for item in plan.items:
        assert not re.search(r"[一-鿿]", section_words(item.section, "en"))
