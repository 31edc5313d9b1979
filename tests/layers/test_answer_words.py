"""Lengths in answers: what somebody has asked for is exact, what is measured is not."""

import pytest

from layers.answer_words import radius_words
from tests.node import node

RADII = {500.0: "500 m", 999.5: "999.5 m", 1000.0: "1 km", 1250.0: "1.25 km", 5000.0: "5 km", 12345.678: "12.345678 km"}


@pytest.mark.parametrize(("radius_m", "words"), RADII.items())
def test_a_radius_is_told_as_it_was_asked(radius_m: float, words: str) -> None:
    assert radius_words(radius_m) == words


def test_the_browser_tells_radii_alike() -> None:
    code = "const { radiusWords } = await module('ask/words'); return argument.map(radiusWords);"
    assert node(code, list(RADII)) == list(RADII.values())
