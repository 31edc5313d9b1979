"""A workbook that prints: typed cells, heads that stay in sight and repeat, links between its sheets.

No cell is ever run: text that a spreadsheet takes for a formula is neutralised, nothing is written as one, and a link
leads to another sheet only.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from briefing.files import safe_cell, stored
from exports.book.cells import SMALL_PT, TYPE_PT, plain_value, row_height
from layers.style.catalogue import load_catalogue
from layers.text import LANGUAGES, Language, text

SHEET_NAME = 31
"""characters that the name of a sheet holds"""
FORBIDDEN_IN_SHEET_NAME = str.maketrans("[]:*?/\\'", "        ")
ABOUT_WIDTHS = (18, 110)
A3, A4 = 8, 9
"""Excel's numbers of papers"""
WIDEST_ON_A4 = 150
"""characters"""
MARGINS_IN = {"left": 0.4, "right": 0.4, "top": 0.45, "bottom": 0.6}
MOST_IN_PROPERTY = 255


@dataclass(frozen=True, slots=True)
class Placed:
    """A sheet, and where in it something stands."""

    sheet: Worksheet
    rows: dict[str, int] = field(default_factory=dict)
    """id -> number of its first row, from 0"""


@dataclass(frozen=True, slots=True)
class _Styles:
    """Of cells in one size of type."""

    body: Format
    wrapped: Format
    link: Format


class Book:
    """A workbook in memory: a filter over every table, each sheet as wide as a page, landscape."""

    def __init__(self, language: Language, title: str = "") -> None:
        self._language, self._out = language, io.BytesIO()
        # Text stays text: XlsxWriter would else take "=…" for a formula and "http…" for a link.
        options = {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(self._out, options)
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        self._group = self._book.add_format({"bold": True, "top": 1})
        colors = load_catalogue().appearances["light"]
        # A hairline under each row: on paper nothing else leads the eye along it.
        body = {"valign": "top", "bottom": 7, "bottom_color": colors["label_quiet"]}
        link = {"font_color": colors["focus"], "underline": 1}
        self._styles = {
            size: _Styles(
                *(
                    self._book.add_format({**body, "font_size": size, **more})
                    for more in ({}, {"text_wrap": True}, link)
                )
            )
            for size in (TYPE_PT, SMALL_PT)
        }
        self._small: set[str] = set()
        """names of sheets in small type"""
        self._names: set[str] = set()
        app = text("app.name", language)
        self._book.set_properties(
            {
                "title": stored(title or app)[:MOST_IN_PROPERTY],
                "author": " · ".join(text("app.name", each) for each in LANGUAGES),
                "subject": text("slides.plan", language),
                "comments": text("data.file.licence", language)[:MOST_IN_PROPERTY],
            }
        )

    def add_table(  # noqa: PLR0913 - each option has a name
        self, name: str, header: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[int], *,
        heads: Mapping[int, Sequence[Any]] | None = None, printed: tuple[int, int] | None = None,
        small: bool = False,
    ) -> Worksheet:  # fmt: skip
        """A sheet with a header row, frozen, and a filter over it.

        heads: number of a row -> cells of the heading of the group that begins there; the rows of a group fold under
        it. printed: first and last column that go on paper, all by default; their texts wrap.
        small: in small type, for long texts.
        """
        first, last = printed or (0, len(header) - 1)
        sheet = self._sheet(name, widths, sum(widths[first : last + 1]))
        size = SMALL_PT if small else TYPE_PT
        self._small |= {sheet.get_name()} if small else set()
        sheet.write_row(0, 0, [safe_cell(cell) for cell in header], self._head)
        sheet.set_row(0, row_height(zip(header, widths, strict=True)))
        number = 0
        for place, row in enumerate(rows):
            if heads and place in heads:
                number += 1
                sheet.write_row(number, 0, [safe_cell(cell) for cell in heads[place]], self._group)
            number += 1
            for position, value in enumerate(row):
                style = self._styles[size]
                self._write(sheet, number, position, value, style, wrapped=first <= position <= last)
            shown = list(zip(row, widths, strict=True))[first : last + 1]
            sheet.set_row(number, row_height(shown, size), None, {"level": 1} if heads else {})
        if heads:
            sheet.outline_settings(True, False)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(number, 1), len(header) - 1)
        sheet.repeat_rows(0)
        if printed:
            sheet.print_area(0, first, max(number, 1), last)
        return sheet

    def add_notes(
        self, name: str, rows: Sequence[tuple[str, str]], *, picture: tuple[bytes, str] | None = None
    ) -> None:
        """A sheet of headings and wordings; a picture (PNG, and what it shows in words) stands under them."""
        sheet = self._sheet(name, ABOUT_WIDTHS, sum(ABOUT_WIDTHS))
        for number, (heading, words) in enumerate(rows):
            sheet.write_string(number, 0, str(safe_cell(heading)), self._head)
            self._write(sheet, number, 1, words, self._styles[TYPE_PT], wrapped=True)
            sheet.set_row(number, row_height(zip((heading, words), ABOUT_WIDTHS, strict=True)))
        if picture:
            content, described = picture
            sheet.insert_image(
                len(rows) + 1, 0, "map.png", {"image_data": io.BytesIO(content), "description": described}
            )

    def link(self, sheet: Worksheet, row: int, column: int, words: str, target: tuple[Worksheet, int]) -> None:
        """Words in a cell that lead to a row of another sheet."""
        to, number = target
        address = f"internal:'{to.get_name()}'!A{number + 1}"
        style = self._styles[SMALL_PT if sheet.get_name() in self._small else TYPE_PT].link
        sheet.write_url(row, column, address, style, str(safe_cell(words)))

    def content(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return self._out.getvalue()

    def _sheet(self, name: str, widths: Sequence[int], printed_width: int) -> Worksheet:
        """A sheet with its columns that prints landscape, one page wide, with a footer."""
        sheet = self._book.add_worksheet(self._sheet_name(name))
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
        sheet.set_landscape()
        sheet.set_paper(A3 if printed_width > WIDEST_ON_A4 else A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**MARGINS_IN)
        # &A the sheet's name, &P and &N the page and how many there are, &D the day of printing.
        pages = text("book.page", self._language, page="&P", pages="&N")
        sheet.set_footer(f"&L{text('app.name', self._language)} · &A&C{pages}&R&D")
        return sheet

    def _write(  # noqa: PLR0913 - what, where and how
        self, sheet: Worksheet, row: int, column: int, value: Any, styles: "_Styles", *, wrapped: bool
    ) -> None:
        plain = safe_cell(plain_value(value))
        style = styles.wrapped if wrapped else styles.body
        if isinstance(plain, str):
            if plain:
                sheet.write_string(row, column, plain, style)
            elif wrapped:
                sheet.write_blank(row, column, None, style)
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
