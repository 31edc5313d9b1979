"""Dates as sources give them: a year, a month or a day.

Order is by the last day meant, and at the same last day the vaguer date comes later: 2024-12-31 < 2024-12 < 2024 <
2025-01-01. So what is only known to have happened in 2024 counts from the day on which it has certainly happened.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, month or year; `str()` gives it as written."""

    last: date
    """the last day meant"""
    days: int
    """how many days may be meant: 1, 28–31, 365 or 366"""
    text: str = field(compare=False)

    @property
    def first(self) -> date:
        """The first day meant."""
        return self.last - timedelta(days=self.days - 1)

    @property
    def precision(self) -> int:
        """1 for a year, 2 for a month, 3 for a day."""
        return self.text.count("-") + 1

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse_date(text: str) -> PartialDate:
    """A date written 2024, 2024-06 or 2024-06-30. Raises ValueError for any other text and for days that are none."""
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        return PartialDate(date(year, int(month), int(day)), 1, text)
    if month:
        days = calendar.monthrange(date(year, int(month), 1).year, int(month))[1]
        return PartialDate(date(year, int(month), days), days, text)
    return PartialDate(date(year, 12, 31), 366 if calendar.isleap(year) else 365, text)


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months before, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
