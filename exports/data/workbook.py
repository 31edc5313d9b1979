"""CSV and XLSX.

No cell is ever run: text that a spreadsheet takes for a formula is neutralised, and nothing is written as one.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import shapely
import xlsxwriter
from shapely.geometry.base import BaseGeometry
from xlsxwriter.worksheet import Worksheet

from briefing.files import CELL_LENGTH, CUT, safe_cell
from exports.data.crs_choice import CrsChoice
from exports.data.dataset import Dataset
from exports.data.in_crs import places
from exports.data.table import FIELDS
from exports.ledger.events import COLUMNS, event_heads
from exports.own.leaving import rows_of
from geo.sources import Source
from layers.text import Language, text

SHEET_NAME = 31
"""characters that the name of a sheet holds"""
FORBIDDEN_IN_SHEET_NAME = str.maketrans("[]:*?/\\'", "        ")
PLACE_WIDTH, OWN_WIDTH = 13, 16
LEAST_SIMPLIFIED_M, MOST_SIMPLIFIED_M = 0.5, 1000.0
METRES_PER_DEGREE = 111_320.0
"""of latitude, and more than of longitude: what is simplified by degrees is never further off"""
ABOUT_WIDTHS = (18, 110)
SOURCE_WIDTHS = (26, 80, 26, 14, 40)


def csv_table(data: Dataset) -> bytes:
    """A row an item: the fields, a place on it, its geometry as WKT, and what licence it is under.

    UTF-8 with BOM, for Excel's sake.
    """
    easts, norths = places(data.table, data.choice)
    shapes = [("", "") if geometry is None else fitting_wkt(geometry, data.choice) for geometry in data.table.geometry]
    names = [field.name for field in FIELDS]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [
            *names,
            *(column.name for column in data.inside),
            *data.choice.axes,
            "wkt",
            "wkt_simplified_m",
            "datum",
            "source",
            "licence",
        ]
    )
    constant = [data.about.datum, data.about.source, data.about.licence]
    table = data.table[names].assign(**{column.name: column.values for column in data.inside})
    for row, east, north, shape in zip(table.itertuples(index=False), easts, norths, shapes, strict=True):
        writer.writerow([*(safe_cell(_plain(value)) for value in row), _plain(east), _plain(north), *shape, *constant])
    return out.getvalue().encode("utf-8-sig")


def fitting_wkt(geometry: BaseGeometry, choice: CrsChoice) -> tuple[str, float | str]:
    """A geometry as WKT no longer than a cell holds, and how many metres off the truth it was simplified for that.

    Whole geometry has nothing there. Where even a kilometre is not enough, a word says where to find it.
    """
    words = shapely.to_wkt(geometry, rounding_precision=choice.decimals)
    simplified_m = 0.0
    while len(words) > CELL_LENGTH:
        simplified_m = simplified_m * 2 or LEAST_SIMPLIFIED_M
        if simplified_m > MOST_SIMPLIFIED_M:
            return CUT.strip(" …"), ""
        tolerance = simplified_m if choice.metric else simplified_m / METRES_PER_DEGREE
        words = shapely.to_wkt(geometry.simplify(tolerance), rounding_precision=choice.decimals)
    return words, simplified_m or ""


def _plain(value: Any) -> Any:
    """A cell as files have it: nothing where there is no value, Python's numbers."""
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN is not itself
        return ""
    return value.item() if hasattr(value, "item") else value


class Book:
    """A workbook in memory: typed cells, a header that stays in sight, filters over every table."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        # Text stays text: XlsxWriter would else take "=…" for a formula and "http…" for a link.
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "in_memory": True,
        }
        self._book = xlsxwriter.Workbook(self._out, options)
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        self._group = self._book.add_format({"bold": True, "top": 1})
        self._body = self._book.add_format({"valign": "top"})
        self._wrapped = self._book.add_format({"valign": "top", "text_wrap": True})
        self._names: set[str] = set()

    def add_table(
        self, name: str, header: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[int], *,
        heads: Mapping[int, Sequence[Any]] | None = None,
    ) -> None:  # fmt: skip
        """A sheet with a header row, frozen, and a filter over it. Wide columns wrap.

        heads: number of a row -> cells of the heading of the group that begins there; the rows of a group fold under
        it.
        """
        sheet = self._book.add_worksheet(self._sheet_name(name))
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
        sheet.write_row(0, 0, [safe_cell(cell) for cell in header], self._head)
        number = 0
        for place, row in enumerate(rows):
            if heads and place in heads:
                number += 1
                sheet.write_row(number, 0, [safe_cell(cell) for cell in heads[place]], self._group)
            number += 1
            for position, value in enumerate(row):
                self._write(sheet, number, position, value, wrapped=widths[position] >= 40)
            if heads:
                sheet.set_row(number, None, None, {"level": 1})
        if heads:
            sheet.outline_settings(True, False)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(number, 1), len(header) - 1)

    def add_notes(
        self, name: str, rows: Sequence[tuple[str, str]], *, picture: tuple[bytes, str] | None = None
    ) -> None:
        """A sheet of headings and wordings; a picture (PNG, and what it shows in words) stands under them."""
        sheet = self._book.add_worksheet(self._sheet_name(name))
        for position, width in enumerate(ABOUT_WIDTHS):
            sheet.set_column(position, position, width)
        for number, (heading, words) in enumerate(rows):
            sheet.write_string(number, 0, str(safe_cell(heading)), self._head)
            self._write(sheet, number, 1, words, wrapped=True)
        if picture:
            content, described = picture
            sheet.insert_image(
                len(rows) + 1, 0, "map.png", {"image_data": io.BytesIO(content), "description": described}
            )

    def content(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return self._out.getvalue()

    def _write(self, sheet: Worksheet, row: int, column: int, value: Any, *, wrapped: bool) -> None:
        plain = safe_cell(_plain(value))
        style = self._wrapped if wrapped else self._body
        if isinstance(plain, str):
            if plain:
                sheet.write_string(row, column, plain, style)
        else:
            sheet.write(row, column, plain, style)

    def _sheet_name(self, name: str) -> str:
        """A name that Excel takes, used once."""
        base = " ".join(name.translate(FORBIDDEN_IN_SHEET_NAME).split())[:SHEET_NAME] or "-"
        found, number = base, 2
        while found.casefold() in self._names:
            found = f"{base[: SHEET_NAME - 4]} {number}"
            number += 1
        self._names.add(found.casefold())
        return found


def item_columns(choice: CrsChoice, language: Language) -> tuple[list[str], list[str], list[int]]:
    """Columns of a sheet of items: their names in the table, their headings, their widths in characters."""
    fields = [field for field in FIELDS if not field.coded]
    heads = [text(field.wording, language) for field in fields]
    heads += [text(f"axis.{axis.removesuffix('_m')}", language) for axis in choice.axes]
    return (
        [*(field.name for field in fields), *choice.axes],
        heads,
        [*(field.width for field in fields), PLACE_WIDTH, PLACE_WIDTH],
    )


def source_table(book: Book, sources: Iterable[Source], language: Language) -> None:
    """A sheet of sources with their licences."""
    heads = [text(f"sourcecolumn.{name}", language) for name in ("id", "title", "licence", "date", "datum")]
    rows = [[source.id, source.title, source.licence, source.date, source.datum] for source in sources]
    book.add_table(text("data.sheet.sources", language), heads, rows, SOURCE_WIDTHS)


def add_events(book: Book, events: pd.DataFrame, language: Language) -> None:
    """A sheet of the events behind the states; none where there are none."""
    if len(events):
        rows = [list(row) for row in events.itertuples(index=False)]
        widths = [column.width for column in COLUMNS]
        book.add_table(text("data.sheet.events", language), event_heads(language), rows, widths)


def workbook(data: Dataset) -> bytes:
    """All items, a sheet a theme, one a layer that people brought, events, sources, and notes on licence and datum."""
    book, language = Book(), data.language
    easts, norths = places(data.table, data.choice)
    table = data.table.assign(
        **dict(zip(data.choice.axes, (easts, norths), strict=True)),
        **{column.name: column.values for column in data.inside},
    )
    fields, heads, widths = item_columns(data.choice, language)
    fields += [column.name for column in data.inside]
    heads += [column.heading for column in data.inside]
    widths += [column.width for column in data.inside]
    themes = {getattr(theme, language): table[table["theme"] == key] for key, theme in data.catalogue.themes.items()}
    for name, rows in {text("data.sheet.all", language): table, **themes}.items():
        if len(rows):
            book.add_table(name, heads, [list(row) for row in rows[fields].itertuples(index=False)], widths)
    for layer in data.own:
        header, cells = rows_of(layer)
        book.add_table(layer.title, header, cells, [OWN_WIDTH] * len(header))
    add_events(book, data.events, language)
    source_table(book, data.sources, language)
    place = (text("data.note.place", language), text("data.note.place.words", language))
    book.add_notes(text("data.sheet.notes", language), [*data.about.rows(language), place])
    return book.content()
