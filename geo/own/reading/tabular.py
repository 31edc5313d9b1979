"""Tables without geometry of their own: CSV, TSV and workbooks, as text first and typed by column afterwards."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
from numpy.typing import NDArray
from openpyxl.utils.exceptions import InvalidFileException

from geo.own.reading.archive import check_archive
from geo.own.reading.encoding import Encoding, text_of
from geo.own.reading.raw import MOST_FEATURES, Problems, check_count, check_fields, check_values
from geo.own.remarks import OwnError, broken

SEPARATORS = ",\t;|，"
MOST_CELLS = 3_000_000
"""of a workbook: more takes minutes"""
WHOLE = r"^-?(?:0|[1-9]\d{0,14})$"
NUMBER = r"^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$"
CODED = r"^-?0\d|^-?\d{16,}$"
"""a code, such as 0755 or the number of a document: as a number it would lose digits"""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of a file."""

    name: str
    cells: pd.DataFrame
    """typed columns, under the header's names, which may repeat"""
    rows: NDArray[np.int64]
    """number of each row in the file, the header's line being 1"""
    problems: Problems
    encoding: Encoding | None = None
    """see RawLayer.encoding"""


def read_csv(path: Path, file: str, encoding: str = "") -> Table:
    """A CSV or TSV with a header. encoding: id of ENCODINGS. Raises OwnError."""
    content = text_of(path.read_bytes(), file, encoding)
    words = content.text.removeprefix("\ufeff")
    if not words.strip():
        raise OwnError("own-empty", file=file)
    first = words[: words.find("\n") if "\n" in words else len(words)]
    separator = max(SEPARATORS, key=first.count)
    if separator == "，":
        words, separator = words.replace("，", ","), ","
    if words.count('"') % 2:
        _check_quotes(words, separator, file)
    header = next(csv.reader([first.rstrip("\r")], delimiter=separator))
    check_fields(header, file)
    problems = Problems(file)
    bad: list[int] = []

    def refused(row: Any) -> str:
        bad.append(row.number)
        problems.add("own-row-cells", row.number or 0, f"{row.actual_columns} / {row.expected_columns}")
        return "skip"

    names = [f"c{number}" for number in range(len(header))]
    try:
        found = pcsv.read_csv(
            io.BytesIO(words.encode("utf-8", "replace")),
            read_options=pcsv.ReadOptions(column_names=names, skip_rows=1, use_threads=False),
            parse_options=pcsv.ParseOptions(
                delimiter=separator, newlines_in_values='"' in words, invalid_row_handler=refused
            ),
            convert_options=pcsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid as error:
        raise broken(error, file) from error
    if bad:
        _check_quotes(words, separator, file)
    check_count(found.num_rows + len(bad), file)
    check_values(found.num_rows, len(header), file)
    numbers = np.setdiff1d(np.arange(2, found.num_rows + len(bad) + 2), np.array(bad, dtype=int))
    table = _table(file.rpartition(".")[0] or file, found, header, numbers[: found.num_rows], problems)
    return replace(table, encoding=content.encoding)


def _check_quotes(words: str, separator: str, file: str) -> None:
    """Raises OwnError where a quotation mark begins a cell and is never closed.

    Such a cell goes on to the end of the file, whose other rows would be lost without a word.
    """
    cells = re.finditer(rf'(?:^|[{re.escape(separator)}\r\n])"[^"]*(?:""[^"]*)*("?)', words)
    start = next((cell.end() - len(cell[0].lstrip(f"{separator}\r\n")) for cell in cells if not cell[1]), None)
    if start is not None:
        raise OwnError("own-quote", file=file, value=words.count("\n", 0, start) + 1)


def read_workbook(path: Path, file: str) -> list[Table]:
    """Every sheet of a workbook that has a header and a row. Raises OwnError."""
    check_archive(path, file)
    try:
        # As a stream: of a path openpyxl would have it end in .xlsx.
        with path.open("rb") as stream:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            found = [table for sheet in book.worksheets if (table := _sheet(sheet, file)) is not None]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError) as error:
        raise broken(error, file) from error
    if not found:
        raise OwnError("own-no-features", file=file)
    return found


def _sheet(sheet: Any, file: str) -> Table | None:
    header: list[str] = []
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, cells in enumerate(_cells(sheet), start=1):
        if not any(cells):
            continue
        if not header:
            header = cells
            while header and not header[-1]:
                header.pop()
            check_fields(header, file)
            continue
        rows.append((cells + [""] * len(header))[: len(header)])
        numbers.append(number)
        if len(rows) * len(header) > MOST_CELLS or len(rows) > MOST_FEATURES:
            raise OwnError("own-too-many-cells", file=file, detail=f"{MOST_CELLS:,}")
    if not rows:
        return None
    text = pa.table({f"c{number}": [row[number] for row in rows] for number in range(len(header))})
    return _table(sheet.title, text, header, np.array(numbers), Problems(file))


def _cells(sheet: Any) -> Iterator[list[str]]:
    """Rows of cells as text; numbers and days as they would be typed."""
    for row in sheet.iter_rows(values_only=True):
        yield [_typed(value) for value in row]


def _typed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value)


def _table(name: str, text: pa.Table, header: list[str], rows: NDArray[np.int64], problems: Problems) -> Table:
    cells = pd.DataFrame({number: typed(column) for number, column in enumerate(text.columns)}, index=range(len(rows)))
    cells.columns = pd.Index([str(head).strip() for head in header])
    return Table(name, cells, rows, problems)


def typed(values: pa.ChunkedArray) -> "pd.Series[Any]":
    """A column of text as whole numbers, numbers or yes and no where every cell is one; empty cells are none."""
    plain = pc.utf8_trim_whitespace(values)
    filled = plain.filter(pc.not_equal(plain, ""))
    cells = pc.if_else(pc.equal(plain, ""), None, plain)
    if not len(filled):
        return cells.to_pandas()
    if _all(filled, NUMBER) and not pc.any(pc.match_substring_regex(filled, CODED)).as_py():
        if not _all(filled, WHOLE):
            return cells.cast(pa.float64()).to_pandas()
        whole = cells.cast(pa.int64())
        return whole.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get if whole.null_count else None)
    if _all(filled, "^(?i:true|false)$"):
        return pc.equal(pc.utf8_lower(cells), "true").to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get)
    return pc.if_else(pc.equal(plain, ""), None, values).to_pandas()


def _all(values: pa.ChunkedArray, pattern: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(values, pattern)).as_py())
