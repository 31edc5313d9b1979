"""Rows of the ledger as anybody may have written them: the good ones are kept, every other is named with its line."""

from pathlib import Path

import jsonschema
import pytest

from geo.files.rows import read_rows
from geo.files.schema import read_schema
from geo.folder import DATA
from geo.progress.ledger import MAX_EVENTS, load
from geo.progress.model import (
    CONFIDENCES,
    EVENT_COLUMNS,
    EVENTS,
    GRADES,
    INDICATOR_COLUMNS,
    MEASURES,
    SOURCE_COLUMNS,
    VERDICT_COLUMNS,
)
from geo.progress.reading import SCHEMAS, read_folder
from tests.geo.progress.making import GOOD_ROW, write_ledger

CELLS = dict(zip(EVENT_COLUMNS, GOOD_ROW.split(","), strict=True))


def row(**cells: str) -> str:
    return ",".join({**CELLS, "id": "a-work.2", **cells}.values())


HOSTILE = [
    ("an event that nobody knows", row(event="opened"), "unknown-value", False),
    ("no event", row(event=""), "missing-field", False),
    ("no item", row(item=""), "missing-field", False),
    ("an item that is no id", row(item="<b>x</b>"), "bad-value", False),
    ("open without a date", row(event="open", on=""), "date-missing", False),
    ("a month that is none", row(on="2024-13"), "bad-date", False),
    ("a day that is none", row(on="2023-02-29"), "bad-date", False),
    ("a date in words", row(on="去年"), "bad-value", False),
    ("no day of publication", row(published=""), "date-missing", False),
    ("no day on which it was seen", row(seen=""), "date-missing", True),
    ("no source", row(source=""), "missing-field", True),
    ("a grade that nobody knows", row(grade="rumour"), "unknown-value", True),
    ("a confidence that nobody knows", row(confidence="sure"), "unknown-value", True),
    ("an id that is none", row(id="A work"), "bad-value", True),
    ("no id", row(id=""), "missing-field", True),
    ("a long cell", row(says="长" * 5000), "bad-value", True),
    ("nothing said", row(says=""), "missing-field", True),
    ("a formula", row(says="=HYPERLINK(1)"), "cell-formula", True),
    ("markup", row(says="<script>alert(1)</script>"), "cell-markup", True),
    ("NUL", row(says="a\x00b"), "unshowable", True),
    ("too few cells", "a-work.2,a-work,start,2024", "row-cells", False),
    ("too many cells", row() + ",,", "row-cells", True),
    ("a quotation mark that is not closed", row(says='"工程'), "row-quotes", False),
]


@pytest.mark.parametrize(("bad", "code", "kept"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_row_is_named_with_its_line_and_costs_no_other(
    tmp_path: Path, bad: str, code: str, kept: bool
) -> None:
    write_ledger(tmp_path, GOOD_ROW, bad, GOOD_ROW.replace("a-work.1", "a-work.3"))
    read = read_folder(tmp_path)
    assert [event.id for event in read.events if event.id in ("a-work.1", "a-work.3")] == ["a-work.1", "a-work.3"]
    assert len(read.events) == 2 + kept
    named = {breach.code: breach for breach in read.breaches}
    assert named[code].file == "data/progress/transport.csv:3"
    assert named[code].text("zh") != named[code].text("en")


def test_what_is_not_known_counts_as_the_worst(tmp_path: Path) -> None:
    write_ledger(tmp_path, row(grade="rumour", confidence="sure"))
    (event,) = read_folder(tmp_path).events
    assert (event.grade, event.confidence) == (GRADES[0], CONFIDENCES[0])


def test_ten_thousand_rows_are_all_kept(tmp_path: Path) -> None:
    write_ledger(tmp_path, *(row(id=f"a-work.{number}") for number in range(1, 10_001)))
    ledger = load(data=tmp_path)
    assert len(ledger.events) == 10_000
    assert len(ledger.of("a-work")) == MAX_EVENTS
    assert [breach.code for breach in ledger.breaches] == ["too-many"]


def test_a_table_without_a_column_is_named(tmp_path: Path) -> None:
    write_ledger(tmp_path, "a-work.1,a-work,start,2024", heads="id,item,event,on")
    read = read_folder(tmp_path)
    assert {"column-missing"} <= {breach.code for breach in read.breaches}
    assert read.events == ()


def test_without_a_folder_there_is_an_empty_ledger(tmp_path: Path) -> None:
    ledger = load(data=tmp_path / "nowhere")
    assert (ledger.events, ledger.indicators, ledger.breaches) == ((), (), ())


@pytest.mark.parametrize("name", ["sources.csv", "indicators.csv"])
def test_a_missing_table_is_named(tmp_path: Path, name: str) -> None:
    write_ledger(tmp_path, GOOD_ROW)
    (tmp_path / "progress" / name).unlink()
    assert [breach.text("en").split(":")[0] for breach in read_folder(tmp_path).breaches] == [f"data/progress/{name}"]


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("event", EVENT_COLUMNS),
        ("source", SOURCE_COLUMNS),
        ("indicator", INDICATOR_COLUMNS),
        ("verdict", VERDICT_COLUMNS),
    ],
)
def test_schemas_have_the_columns_and_values_that_the_code_knows(kind: str, columns: tuple[str, ...]) -> None:
    schema = read_schema(SCHEMAS[kind])
    assert schema.breach is None
    properties = schema.content["properties"]
    assert tuple(properties) == tuple(schema.content["required"]) == columns
    known = {"event": EVENTS, "grade": GRADES, "confidence": CONFIDENCES, "measure": MEASURES}
    for name in properties.keys() & known.keys():
        assert sorted(properties[name]["enum"]) == sorted(known[name])


@pytest.mark.parametrize("path", sorted((DATA / "progress").glob("*.csv")), ids=lambda path: path.stem)
def test_the_schema_says_the_same_of_the_project_s_rows(path: Path) -> None:
    kind = {"sources": "source", "indicators": "indicator", "verdicts": "verdict"}.get(path.stem, "event")
    schema = read_schema(SCHEMAS[kind]).content
    validator = jsonschema.Draft202012Validator(schema)
    rows = read_rows(path, path.name, tuple(schema["properties"]), [])
    assert rows
    optional = {
        name for name, field in schema["properties"].items() if "pattern" in field and not field.get("minLength")
    }
    for line in rows:
        cells = {name: text for name, text in line.cells.items() if text or name not in optional}
        assert not [error.message for error in validator.iter_errors(cells) if error.validator != "required"], line.line
