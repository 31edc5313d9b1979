"""Tables of rows (CSV, UTF-8, a row a line) as anybody may have written them, read strictly.

What is wrong with one row is named with its line and costs that row only. Cells are texts: nothing in them is ever
run or shown as markup, and what a spreadsheet would run is named.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.files.strict import MAX_FLAWS, SHOWN_LENGTH, UNSHOWABLE, RefusedError, clean, decoded, read_bytes, shown
from geo.messages import Both, Breach, Findings

MAX_ROWS = 20_000
"""of one file"""
MAX_LINE = 100_000
"""characters of one row"""
FORMULA = re.compile(r"[=@\t]|[+-](?![\d.]+%?$)")
"""at the beginning of a cell: what a spreadsheet runs"""
MARKUP = re.compile(r"<[A-Za-z/!?][^<>]{0,40}")
LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; every column of the table has a cell, empty where the file has none."""

    line: int
    """in the file, 1 is the heads"""
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the cells of a column must be, as data/progress/*.schema.json has it."""

    allowed: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    shortest: int = 0
    longest: int = MAX_LINE


def rules_of(schema: Mapping[str, Any]) -> dict[str, Rule]:
    """Column -> rule of a JSON schema whose properties are all texts; nothing of a schema that cannot be used."""
    return {
        name: Rule(
            tuple(map(str, field.get("enum", ()))),
            re.compile(field["pattern"]) if "pattern" in field else None,
            int(field.get("minLength", 0)),
            int(field.get("maxLength", MAX_LINE)),
        )
        for name, field in schema.get("properties", {}).items()
    }


def read_rows(path: Path, name: str, columns: Sequence[str], breaches: list[Breach]) -> list[Row]:
    """The rows of a table; name is what its breaches call the file. Never raises: what is wrong goes to breaches."""
    try:
        lines = LINE_END.split(read_bytes(path))
        heads = next(csv.reader([decoded(lines[0])], strict=True), [])
    except (RefusedError, csv.Error) as error:
        refused = error if isinstance(error, RefusedError) else RefusedError("file-unreadable", str(error))
        breaches.append(refused.breach(name))
        return []
    found = list(_head_breaches(name, heads, columns))
    places = {head: place for place, head in reversed(list(enumerate(heads))) if head in columns}
    rows = []
    numbered = [(number, line) for number, line in enumerate(lines[1:], start=2) if line.strip()]
    if len(numbered) > MAX_ROWS:
        found.append(Breach(name, "", "too-many", {"field": Both("行", "rows"), "detail": str(MAX_ROWS)}))
    for number, line in numbered[:MAX_ROWS]:
        cells = _cells(line, Findings(f"{name}:{number}", "", found), len(heads))
        if cells is not None:
            texts = {column: cells[places[column]] if column in places else "" for column in columns}
            rows.append(Row(number, texts))
    breaches.extend(found)
    return rows


def capped(found: Iterable[Breach]) -> Iterator[Breach]:
    """Of each file and code the first MAX_FLAWS breaches, and how many more there are."""
    counts: Counter[tuple[str, str]] = Counter()
    for breach in found:
        key = (breach.file.partition(":")[0], breach.code)
        counts[key] += 1
        if counts[key] <= MAX_FLAWS:
            yield breach
    for (file, _), count in counts.items():
        if count > MAX_FLAWS:
            yield Breach(file, "", "more-breaches", {"value": str(count - MAX_FLAWS)})


def _head_breaches(name: str, heads: list[str], columns: Sequence[str]) -> Iterator[Breach]:
    for column in columns:
        if column not in heads:
            yield Breach(f"{name}:1", "", "column-missing", {"field": column})
    for head, times in list(Counter(heads).items())[:MAX_FLAWS]:
        if head not in columns or times > 1:
            yield Breach(f"{name}:1", "", "column-unknown", {"field": clean(head)[:SHOWN_LENGTH]})


def _cells(line: bytes, found: Findings, count: int) -> list[str] | None:
    """The cells of a line, as many as there are heads; None where it cannot be read."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        found.add("row-not-utf8")
        return None
    if len(text) > MAX_LINE:
        found.add("row-too-long", detail=str(MAX_LINE))
        return None
    try:
        cells = next(csv.reader([text], strict=True), [])
    except csv.Error:
        found.add("row-quotes")
        return None
    if len(cells) != count:
        found.add("row-cells", value=str(len(cells)), detail=str(count))
    if UNSHOWABLE.search(text):
        found.add("unshowable", field=Both("（本行）", "(this row)"))
        cells = [clean(cell) for cell in cells]
    return [*cells, *[""] * (count - len(cells))][:count]


def cell_breaches(row: Row, rules: Mapping[str, Rule], found: Findings) -> set[str]:
    """Names what breaks a rule; returns the columns whose cells are not as they must be."""
    wrong = set()
    for column, text in row.cells.items():
        rule = rules.get(column)
        if rule is not None and (broken := _broken(text, rule)):
            code, detail = broken
            found.add(code, field=column, value=shown(text), detail=detail)
            wrong.add(column)
        elif text and FORMULA.match(text):
            found.add("cell-formula", field=column, value=shown(text[:1]))
        if "<" in text and (markup := MARKUP.search(text)):
            found.add("cell-markup", field=column, value=shown(markup[0]))
    return wrong


def _broken(text: str, rule: Rule) -> tuple[str, str] | None:
    """Code and detail of what a cell breaks."""
    if not text:
        return ("missing-field", "") if rule.shortest or (rule.allowed and "" not in rule.allowed) else None
    if rule.allowed and text not in rule.allowed:
        return "unknown-value", ", ".join(rule.allowed)
    if not rule.shortest <= len(text) <= rule.longest:
        return "bad-value", Both(f"{rule.shortest}–{rule.longest} 字", f"{rule.shortest}–{rule.longest} characters")
    if rule.pattern is not None and not rule.pattern.fullmatch(text):
        return "bad-value", Both(f"应合格式 {rule.pattern.pattern}", f"must have the form {rule.pattern.pattern}")
    return None
