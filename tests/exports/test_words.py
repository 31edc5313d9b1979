"""A view in words names what it is filtered by, also what names no district."""

import pytest

from exports.words import selection_words
from geo.model import Plan
from geo.query import NO_DISTRICT, Filter
from layers.style.catalogue import load_catalogue
from layers.view.state import View


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "分区：福田区、未指明分区"), ("en", "District: Futian District, No district named")]
)
def test_no_district_is_said_in_words(plan: Plan, language: str, words: str) -> None:
    view = View(filter=Filter(district=frozenset({NO_DISTRICT, "futian"})))
    assert selection_words(view, plan, load_catalogue(), language) == words
