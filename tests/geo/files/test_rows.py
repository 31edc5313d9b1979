"""Tables of rows as anybody may have written them: what is wrong costs its own row only, and is named with its line."""

from pathlib import Path

import pytest

from geo.files.rows import MAX_LINE, MAX_ROWS, Row, capped, cell_breaches, read_rows, rules_of
from geo.files.strict import MAX_FLAWS
from geo.messages import Breach, Findings

COLUMNS = ("id", "says")
GOOD = b"id,says\na,one\n"


def read(path: Path, content: bytes) -> tuple[list[tuple[int, list[str]]], dict[str, str]]:
    """Rows, and code -> place of what is wrong."""
    path.write_bytes(content)
    breaches: list[Breach] = []
    rows = read_rows(path, "data/x.csv", COLUMNS, breaches)
    assert all(breach.text("zh") and breach.text("en") for breach in breaches)
    return [(row.line, list(row.cells.values())) for row in rows], {breach.code: breach.file for breach in breaches}


@pytest.mark.parametrize(
    ("content", "rows", "wrong"),
    [
        (GOOD, [(2, ["a", "one"])], {}),
        (b"\xef\xbb\xbf" + GOOD, [(2, ["a", "one"])], {}),
        (GOOD.replace(b"\n", b"\r\n"), [(2, ["a", "one"])], {}),
        (GOOD.replace(b"\n", b"\r"), [(2, ["a", "one"])], {}),
        (b"says,id\none,a\n", [(2, ["a", "one"])], {}),
        (GOOD + b"\n\nb,two\n", [(2, ["a", "one"]), (5, ["b", "two"])], {}),
        (GOOD + b'"b,two\nc,three\n', [(2, ["a", "one"]), (4, ["c", "three"])], {"row-quotes": "data/x.csv:3"}),
        (GOOD + b"b,\xff\nc,three\n", [(2, ["a", "one"]), (4, ["c", "three"])], {"row-not-utf8": "data/x.csv:3"}),
        (GOOD + b"b\n", [(2, ["a", "one"]), (3, ["b", ""])], {"row-cells": "data/x.csv:3"}),
        (GOOD + b"b,two,more\n", [(2, ["a", "one"]), (3, ["b", "two"])], {"row-cells": "data/x.csv:3"}),
        (GOOD + b"b,t\x00o\n", [(2, ["a", "one"]), (3, ["b", "t\ufffdo"])], {"unshowable": "data/x.csv:3"}),
        (b"id,other\na,one\n", [(2, ["a", ""])], {"column-missing": "data/x.csv:1", "column-unknown": "data/x.csv:1"}),
        (b"id,says,says\na,one,two\n", [(2, ["a", "one"])], {"column-unknown": "data/x.csv:1"}),
        (b"", [], {"column-missing": "data/x.csv:1"}),
        (GOOD.decode().encode("utf-16"), [], {"file-not-utf8": "data/x.csv"}),
        (b"\x00\x00", [], {"column-missing": "data/x.csv:1", "column-unknown": "data/x.csv:1"}),
        (b"id,says\na," + b"x" * (MAX_LINE + 1) + b"\nb,two\n", [(3, ["b", "two"])], {"row-too-long": "data/x.csv:2"}),
    ],
)  # fmt: skip
def test_one_bad_row_costs_no_other(tmp_path: Path, content: bytes, rows: list[object], wrong: dict[str, str]) -> None:
    assert read(tmp_path / "x.csv", content) == (rows, wrong)


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    breaches: list[Breach] = []
    assert read_rows(tmp_path, "data/x.csv", COLUMNS, breaches) == []
    assert read_rows(tmp_path / "nowhere.csv", "data/x.csv", COLUMNS, breaches) == []
    assert [breach.code for breach in breaches] == ["file-unreadable", "file-missing"]


def test_a_great_many_rows_are_read_and_more_are_named(tmp_path: Path) -> None:
    rows, wrong = read(tmp_path / "x.csv", b"id,says\n" + b"a,one\n" * (MAX_ROWS + 1))
    assert len(rows) == MAX_ROWS
    assert wrong == {"too-many": "data/x.csv"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("one", None), ("-3.5", None), ("+3%", None), ("", "missing-field"), ("seventeen letters", "bad-value"),
        ("=1+1", "cell-formula"), ("@cmd", "cell-formula"), ("+cmd", "cell-formula"), ("-2+3", "cell-formula"),
        ("<b>x", "cell-markup"), ("a < b", None),
    ],
)  # fmt: skip
def test_a_cell_is_held_against_its_rule(text: str, code: str | None) -> None:
    found = Findings("data/x.csv:2", "a", [])
    rules = rules_of({"properties": {"says": {"type": "string", "minLength": 1, "maxLength": 12}}})
    assert cell_breaches(Row(2, {"says": text}), rules, found) == (
        {"says"} if code in ("missing-field", "bad-value") else set()
    )
    assert [breach.code for breach in found.breaches] == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "code"), [("b", None), ("c", "unknown-value"), ("", "missing-field"), ("B", "unknown-value")]
)
def test_a_cell_has_one_of_the_values_allowed(text: str, code: str | None) -> None:
    found = Findings("data/x.csv:2", "a", [])
    cell_breaches(Row(2, {"kind": text}), rules_of({"properties": {"kind": {"enum": ["a", "b"]}}}), found)
    assert [breach.code for breach in found.breaches] == ([code] if code else [])


def test_of_one_fault_a_hundred_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    found = [Breach(f"data/x.csv:{line}", "", "row-quotes") for line in range(250)] + [
        Breach("data/y.csv:1", "", "row-quotes")
    ]
    kept = list(capped(found))
    assert len(kept) == MAX_FLAWS + 2
    assert kept[-1].text("en").startswith("data/x.csv: 150 more")
