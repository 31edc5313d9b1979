"""Where something that is dragged is dropped, and what the list is then."""

import pytest

from tests.node import node

ORDER = 'const { gapAt, movedTo } = await module("own/order");'


@pytest.mark.parametrize(("y", "gap"), [(0, 0), (10, 0), (11, 1), (29, 1), (31, 2), (500, 3)])
def test_the_gap_is_told_by_the_middles_of_rows(y: int, gap: int) -> None:
    assert node(f"{ORDER} return gapAt([10, 30, 50], argument);", y) == gap


@pytest.mark.parametrize(
    ("entry", "gap", "found"),
    [
        ("a", 0, "abcd"),
        ("a", 1, "abcd"),
        ("a", 2, "bacd"),
        ("a", 4, "bcda"),
        ("d", 0, "dabc"),
        ("d", 3, "abcd"),
        ("c", 1, "acbd"),
        ("b", 3, "acbd"),
    ],
)
def test_an_entry_is_put_into_a_gap(entry: str, gap: int, found: str) -> None:
    code = f"{ORDER} return movedTo(['a', 'b', 'c', 'd'], argument.entry, argument.gap).join('');"
    assert node(code, {"entry": entry, "gap": gap}) == found
