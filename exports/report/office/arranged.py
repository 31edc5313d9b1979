"""Sections in an office's order, under its headings, each after its words."""

from calendar import month_name
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from exports.report.model import Paragraph, Report, Section
from exports.report.office.gaps import Values, filled
from exports.report.office.wording import Entry, Wording
from layers.text import Language, text

Maker = Callable[[], Iterable[Section]]


def arranged(makers: Mapping[str, Maker], wording: Wording | None, values: Values, last: str) -> tuple[Section, ...]:
    """The sections of a product; last is made when all others are, and so are the numbers that it lists.

    The others are made in the order in which they stand: sources are numbered as they first occur.
    """
    entries = wording.entries if wording else tuple(map(Entry, makers))
    parts = [entry.part for entry in entries if entry.part]
    made = {part: tuple(makers[part]()) for part in sorted(parts, key=lambda part: part == last)}
    return tuple(
        section for entry in entries for section in _worded(entry, made.get(entry.part, (Section("", ()),)), values)
    )


def _worded(entry: Entry, sections: tuple[Section, ...], values: Values) -> tuple[Section, ...]:
    if not sections:
        return ()
    first, *others = sections
    words = tuple(Paragraph(filled(each, values)) for each in entry.words)
    title = filled(entry.heading, values) if entry.heading else first.title
    return (replace(first, title=title, blocks=(*words, *first.blocks)), *others)


def headed(report: Report, wording: Wording | None, values: Values) -> Report:
    """The report under the office's title."""
    if wording is None:
        return report
    title = filled(wording.title, values) if wording.title else report.title
    subtitle = filled(wording.subtitle, values) if wording.subtitle else report.subtitle
    return replace(report, title=title, subtitle=subtitle)


def date_words(day: date, language: Language) -> str:
    """2025年12月31日, 31 December 2025."""
    month = str(day.month) if language == "zh" else month_name[day.month]
    return text("office.date", language, year=day.year, month=month, day=day.day)
