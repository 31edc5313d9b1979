"""Filter and order of a layer's table, over columns as they come: values 0 for none, NaN for no number."""

from typing import Any

import pytest

from tests.node import node

SIFT = """
  const { sift, ordered, wordsOf, NO_FILTER } = await module("own/sifting");
  const columns = [
    { name: "kind", type: "text", values: ["工业", "Park", "<b>"], numbers: Uint8Array.from([1, 2, 0, 3, 1]) },
    { name: "area", type: "number", numbers: Float64Array.from([5, 10, NaN, 2, 10]) },
    { name: "open", type: "yesno", numbers: Float64Array.from([1, 0, NaN, 1, 0]) },
  ];
"""


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({}, None),
        ({"text": "  "}, None),
        ({"text": "PARK"}, [1]),
        ({"text": "10"}, [1, 4]),
        ({"text": "nowhere"}, []),
        ({"field": "kind", "value": "工业"}, [0, 4]),
        ({"field": "area", "least": 3}, [0, 1, 4]),
        ({"field": "area", "least": 3, "most": 6}, [0]),
        ({"field": "area", "most": 6, "text": "<b"}, [3]),
    ],
)
def test_rows_that_a_filter_lets_through(wish: dict[str, Any], found: list[int] | None) -> None:
    code = SIFT + "const flags = sift(columns, 5, { ...NO_FILTER, ...argument }); return flags && [...flags];"
    flags = node(code, wish)
    assert (flags if flags is None else [row for row, flag in enumerate(flags) if flag]) == found


@pytest.mark.parametrize(
    ("column", "down", "rows"),
    [(None, False, [0, 1, 3, 4]), (1, False, [3, 0, 1, 4]), (1, True, [1, 4, 0, 3]), (0, False, [3, 0, 4, 1])],
)
def test_the_order_of_rows(column: int | None, down: bool, rows: list[int]) -> None:
    code = SIFT + "return [...ordered(columns[argument[0]], 5, Uint8Array.from([1, 1, 0, 1, 1]), argument[1])];"
    found = node(code, [column, down])
    if column == 0:
        # Where a script stands among others is the collator's matter; like stands by like.
        assert sorted(found) == sorted(rows) and abs(found.index(0) - found.index(4)) == 1
    else:
        assert found == rows


def test_what_has_no_value_is_last_either_way() -> None:
    code = SIFT + "return [false, true].map((down) => ordered(columns[1], 5, null, down).at(-1));"
    assert node(code, None) == [2, 2]


def test_words_of_a_cell() -> None:
    code = SIFT + "return columns.map((column) => [0, 1, 2].map((row) => wordsOf(column, row)));"
    assert node(code, None) == [["工业", "Park", ""], ["5", "10", ""], ["✓", "✗", ""]]
